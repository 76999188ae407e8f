"""The report as a bench: one invented content of six pages, printed our way and the plain way.

The plain way is bench/plain.html, frozen: automatic tables, hyphens, style inside the page, the same fonts, the same
PDF/UA. What both print is the same frozen content.
"""

import gc
from datetime import date, datetime, timedelta
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader

from practice import printing
from practice.reports import render
from practice.reports.choices import APPENDICES, Choices
from practice.reports.content import compose
from practice.reports.facts import Agreed, Facts, Given, Meeting, Said, Stay, Steps
from practice.reports.freezing import freeze, thaw
from practice.reports.report import Picture

DAY_ONE = date(2026, 6, 1)
POINTS, SESSIONS = 50, 20
PHASES = (
    "Telling it your way",
    "What carries you",
    "A day that goes well",
    "Moments that went better",
    "Small steps",
    "Keeping it",
)
SAID = ("We cooked together and nobody looked at the clock. 我们一起做饭，没有人看表。",
        "The message came late and I watered the plants first. 我先去浇花，然后才看手机。",
        "I said what I wanted before I was cross about it. 我在生气之前就说了我想要什么。")  # fmt: skip
SHORT = ("Coffee first 先喝咖啡", "A walk after supper 饭后散步", "Sunday evenings 周日晚上")
WIDTH, HEIGHT = 560, 150


def six_pages() -> dict:
    """The content of a report of six pages: 20 sessions, two ladders of 50 ratings and a short one, three charts."""
    said = tuple(
        Said(f"s{n}", (SAID if n < 3 else SHORT)[n % 3], _day(n), "Moments that went better") for n in range(9)
    )
    facts = Facts(
        names=("Wei Lan 魏兰",), client_no="0badcafe", joint=False, couple=False, since=DAY_ONE, until=_day(150),
        today=_day(150), counselor="Maya Lindqvist", practice="Harbour Practice", letterhead="Harbour Practice\n1 Quay",
        protocol="A new chapter", hope="To hear the door without counting the minutes. 听到开门声，而不去数时间。",
        hope_on=DAY_ONE, said=said,
        stays=tuple(Stay(n + 1, title, "entered", _day(n * 25), _day(n * 25 + 24)) for n, title in enumerate(PHASES)),
        meetings=tuple(Meeting(n + 1, _day(n * 7), True, "missed" if n % 7 == 5 else "attended") for n in range(SESSIONS)),
        ladders=(_ladder("How secure I feel", POINTS, 0), _ladder("How close we are", POINTS, 3), _ladder("Sleep 睡眠", 6, 5)),
        agreed=tuple(Agreed(SAID[n % 3][:40], _day(n * 9), ("sent", "begun", "not-opened", "declined")[n % 4], n % 3)
                     for n in range(5)),
    )  # fmt: skip
    ids = tuple(one.id for one in said)
    paragraphs = "\n\n".join(" ".join(SAID) for _n in range(2))
    return freeze(compose(facts, Choices(quotes=ids[:3], helps=ids[3:6], hard=ids[6:], appendices=APPENDICES,
                                         next_steps="One meal a week\nWe meet in a month", paragraphs=paragraphs)))  # fmt: skip


def _day(n: int) -> date:
    return DAY_ONE + timedelta(days=n)


def _ladder(title: str, count: int, shift: int) -> Steps:
    given = tuple(
        Given(datetime.combine(_day(n * 150 // count), datetime.min.time()), 2 + (n * 7 + shift) % 5,
              words=SAID[n % 3][:52] if count == POINTS else "")
        for n in range(count)
    )  # fmt: skip
    return Steps(title, title, 1, 10, "nobody is there 没有人", "I am at home 我在家", given)


def render_tuned(content: dict) -> bytes:
    """Our way, as the press prints it (it holds no garbage collection), but in this process. Needs an app context."""
    report = thaw(content)
    gc.disable()
    try:
        return printing.render_in_process(render(report), title=report.title, lang=report.lang)
    finally:
        gc.enable()


def render_plain(content: dict) -> bytes:
    """The plain way: what one would write without looking at what it costs."""
    html = _plain().render(report=content, drawn=_drawn, width=WIDTH, height=HEIGHT)
    return _weasyprint().HTML(string=html).write_pdf(pdf_variant="pdf/ua-1")


@cache
def _plain():
    return Environment(loader=FileSystemLoader(Path(__file__).parent), autoescape=True).get_template("plain.html")


@cache
def _weasyprint():
    """WeasyPrint once it knows our fonts, which the printer settles before its first import."""
    printing.render_in_process("<p>A</p>", title="A", lang="en")
    import weasyprint

    return weasyprint


def _drawn(picture: dict) -> list[tuple[float, float]]:
    """Where the ratings of a picture lie in the plain chart, in pixels."""
    shown = Picture(**picture)
    moments = [datetime.fromisoformat(spot["at"]).toordinal() for spot in shown.spots]
    across, up = max(moments[-1] - moments[0], 1), shown.high - shown.low
    return [
        (round((moment - moments[0]) / across * WIDTH, 1), round((1 - (spot["low"] - shown.low) / up) * HEIGHT, 1))
        for moment, spot in zip(moments, shown.spots, strict=True)
    ]
