"""Facts of an invented client, Chen Jing, and the worst that the first page must hold."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from practice.reports.choices import APPENDICES, Choices
from practice.reports.facts import Agreed, Facts, Given, Meeting, Said, Stay, Steps

DAY_ONE = date(2026, 10, 1)
PHASES = ["Telling it your way", "What carries you", "A day that goes well", "Moments that went a little better",
          "Small steps", "Keeping what is yours"]  # fmt: skip
SAID = [
    (12, "Moments that went a little better", "We shopped together on Saturday and I did not look at my phone once. "
     "I noticed it only at the till.", ""),
    (24, "Moments that went a little better", "He came home late and I made tea instead of writing. 我没有发消息。", ""),
    (38, "The story so far", "I can be unsure for an evening and it is still my evening.", ""),
    (9, "What carries you", "Coffee by the window before anybody writes", "helps"),
    (9, "What carries you", "Calling my sister, not about him", "helps"),
    (23, "Moments that went a little better", "Sunday evenings, when the week is still far away", "hard"),
]  # fmt: skip


def day(n: int) -> date:
    return DAY_ONE + timedelta(days=n - 1)


def facts() -> Facts:
    given = [
        (1, 2, 3),
        (6, 3, None),
        (12, 3, None),
        (17, 3, None),
        (22, 4, None),
        (29, 5, None),
        (34, 5, 6),
        (40, 6, 7),
    ]
    return Facts(
        names=("Chen Jing",), client_no="1f00c3a9", joint=False, couple=False, since=DAY_ONE, until=day(41), today=day(41),
        counselor="Maya Lindqvist", practice="Harbour Practice", letterhead="Harbour Practice\n1 Quay, Hamburg",
        protocol="A new chapter",
        hope="That I can drink my coffee in the morning without checking whether he has written.", hope_on=day(1),
        stays=tuple(Stay(n + 1, title, "entered", day(1 + 7 * n), day(7 + 7 * n) if n < 5 else None)
                    for n, title in enumerate(PHASES)),
        meetings=tuple(Meeting(n + 1, day(1 + 6 * n), True, "missed" if n == 4 else "attended") for n in range(7)),
        ladders=(Steps("a" * 32, "How secure I feel today", 1, 10, "I sit on the floor with the phone",
                       "I forget where my phone is", tuple(Given(datetime.combine(day(n), datetime.min.time()), low, high)
                                                           for n, low, high in given)),),
        said=tuple(Said(f"said:{n}", text, day(on), title, about=about) for n, (on, title, text, about) in enumerate(SAID)),
        agreed=(Agreed("Moments that went a little better", day(8), "sent", 9, day(28)),
                Agreed("A day that goes well", day(15), "sent", 1), Agreed("Small steps", day(30), "begun"),
                Agreed("The story so far", day(36), "not-opened"), Agreed("A letter", day(37), "declined")),
        next_steps="One thing together each week, her choice first",
    )  # fmt: skip


def choices(**more) -> Choices:
    return replace(
        Choices(quotes=("said:0", "said:1", "said:2"), helps=("said:3", "said:4"), hard=("said:5",),
                helps_words="A quarter of an hour on Sundays, only to talk", appendices=APPENDICES,
                next_steps="One thing together each week, her choice first\nWe meet in four weeks",
                paragraphs="It was a pleasure to read along.\n\nWe talked about what to keep."), **more)  # fmt: skip


def fullest() -> tuple[Facts, Choices]:
    """Everything on the first page at its longest and beyond."""
    long = "When the evening is long I walk to the river and count the lamps until the count is mine again, and then "
    said = tuple(
        Said(f"long:{n}", long * 4, day(n + 1), "Moments that went a little better", about="helps") for n in range(9)
    )
    stays = tuple(replace(stay, title=stay.title + " and everything around it for a while") for stay in facts().stays)
    ladder = replace(facts().ladders[0], low_words=long * 2, high_words=long * 2, title=long)
    told = replace(facts(), said=said, hope=long * 5, stays=stays, ladders=(ladder,), protocol=long,
                   letterhead="Harbour Practice for people and couples\n1 Quay\n20457 Hamburg\n+49 40 000000")  # fmt: skip
    ids = [one.id for one in said]
    return told, choices(quotes=tuple(ids[:3]), helps=tuple(ids[3:7]), hard=tuple(ids[6:9]), helps_words="",
                         next_steps="\n".join([long * 2] * 5), appendices=())  # fmt: skip
