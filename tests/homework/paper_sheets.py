"""Sheets to print in tests, answers for every question, and the words a PDF really holds, sheet by sheet."""

import io
import re
import subprocess
import unicodedata
from html.parser import HTMLParser

from flask import render_template
from pypdf import PdfReader

from practice import printing
from practice.homework.codes import new_code
from practice.homework.paper import Sheet
from practice.printing import LONG
from practice.protocols.forms import LadderSeen, Moment, build_form
from practice.protocols.library import load_library
from practice.protocols.protocol import Exercise, Field
from tests.homework.given import today

LADDER = LadderSeen(1, 10, "nobody answers", "coffee by the window", True, "")
NUMBERS = ([{"name": "Emergency", "number": "112", "hours": "day and night"}], [{"name": "Night line", "number": "0800 1", "hours": ""}])
TEXTS = ("We sat down & laughed <b>about</b> the soup.", "我们一起喝茶，晚上还是很难。", "Tea 🙂 and rain ☔ again",
         "היה לי ערב טוב יותר", "أشرب قهوتي في الصباح", "First line\nsecond line\n\nA new paragraph")  # fmt: skip
LONG_TEXT = "".join(f"Sentence number {n} of a long evening. " for n in range(60))[:2_000].strip()
FOOT = 27 / 25.4 * 72  # the footer's height in points, as in paper-questions.css
UNSEEN = re.compile("[\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufe0e\ufe0f\xad]")


def exercises() -> list[Exercise]:
    """Every exercise of every protocol and flavour once, as each phase words it; light ones apart."""
    found: dict[tuple, Exercise] = {}
    for protocol in load_library().protocols.values():
        for spoken in (protocol, *(protocol.for_flavour(one.id) for one in protocol.flavours)):
            for exercise in spoken.all_exercises():
                found.setdefault((exercise.id, exercise.client_title, exercise.intro, exercise.safety_words, exercise.fields), exercise)
    return list(found.values())


def sheet_of(exercise: Exercise, answers: dict, fill: str) -> Sheet:
    moments = {field.id: [Moment("e1", "Mon 3 Nov: after cooking"), Moment("e2", "Tue 4 Nov: 一起喝茶")]
               for field in exercise.fields if field.kind == "entries"}  # fmt: skip
    ladders = {field.id: LADDER for field in exercise.fields if field.kind == "ladder"}
    form = build_form(exercise, answers, today=today(), partner_open=True, moments=moments, ladders=ladders)
    return Sheet(new_code(), exercise.client_title, form, fill, "R. V.", None, "Only Alma reads this.", "A line from Alma")


def printed(sheets: list[Sheet]) -> dict[str, str]:
    """{code: the words of its sheet, white space and invisible marks left out}, from one PDF of all of them."""
    html = render_template("homework/paper_sheets.html", sheets=sheets, numbers=NUMBERS, unprinted=None, back="/")
    pdf = printing.render_pdf(html, title="Pages", lang="en", limits=LONG)
    foot, found = _pages(pdf, int(842 - FOOT), 200), {}
    for order in ((), ("-raw",)):  # as it lies on the page, and as it was written: cells of a table lie beside each other
        for words, below in zip(_pages(pdf, 0, int(842 - FOOT), *order), foot, strict=True):
            code = re.search(r"\b([2-9A-Z]{4}) ([2-9A-Z]{4})\b", below)
            assert code and "Nobody watches this in real time." in below and "112" in below and "Page" in below
            found[code[1] + code[2]] = found.get(code[1] + code[2], "") + plain(words)
    assert len(PdfReader(io.BytesIO(pdf)).pages) == len(foot)
    return found


def _pages(pdf: bytes, top: int, height: int, *order: str) -> list[str]:
    crop = [*order, "-x", "0", "-y", str(top), "-W", "600", "-H", str(height)]
    told = subprocess.run(["pdftotext", *crop, "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    return told.split("\f")[:-1]


def plain(text: str) -> str:
    """What is compared: without white space, invisible marks, and the shapes letters take beside each other."""
    return "".join(unicodedata.normalize("NFKC", UNSEEN.sub("", text)).split())


def missing(words: str, within: str) -> list[str]:
    """The words of a text that are not there; right to left, the printer may order marks between words otherwise."""
    if plain(words) in within:
        return []
    if any(unicodedata.bidirectional(sign) in ("R", "AL") for sign in words):
        return [one for one in words.split() if plain(one) not in within]
    return [words]


class Asked(HTMLParser):
    """Every label, legend and hint of a form on screen, as a person reads them."""

    TAGS = ("label", "legend", "summary")

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self._open: list[str | None] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        kind = dict(attrs).get("class") or ""
        if tag not in ("input", "br", "path", "svg"):
            heard = "vh" in kind.split() or tag in ("template", "button")
            asks = tag in self.TAGS or "hint" in kind.split() or "anchors" in kind.split()
            self._open.append("no" if heard or "no" in self._open else "yes" if asks else None)

    def handle_endtag(self, tag):
        if tag not in ("input", "br", "path", "svg"):
            self._open.pop()

    def handle_data(self, data):
        if data.strip() and "yes" in self._open and "no" not in self._open:
            self.words.append(data.strip())


def full_answers(exercise: Exercise, number: int) -> dict:
    """An answer to every question, different words for each; one text of 2,000 characters in every exercise."""
    answers = {field.id: _answer(field, f"{number}.{place}", number + place) for place, field in enumerate(exercise.fields)}
    first = next((field for field in exercise.fields if field.kind == "text"), None)
    if first is not None and number % 3 == 0:
        answers[first.id] = LONG_TEXT
    return answers | ({"distress_after": 3} if exercise.distress_after else {})


def _answer(field: Field, mark: str, turn: int) -> object:
    said = f"{mark} {TEXTS[turn % len(TEXTS)]}" if turn % len(TEXTS) not in (3, 4) else TEXTS[turn % len(TEXTS)]
    line = " ".join(said.split())
    last = field.options[-1].id if field.options else None
    match field.kind:
        case "text":
            return said
        case "line":
            return line
        case "when":
            return {"date": "2026-11-02", "time": None if field.when_only == "date" else "18:30"}
        case "choice":
            return last
        case "choices":
            return [field.options[0].id, last] + ([line] if field.own else [])
        case "yes_no":
            return "no"
        case "scale":
            return 7
        case "number":
            return 6
        case "ladder":
            return {"value": 2, "value_high": 3, "past": said, "keeps_from_lower": line, "first_sign": f"{mark} tea"}
        case "list":
            return [f"{line} {n}" for n in range(4)]
        case "rank":
            return [{"id": last, "text": field.options[-1].words}, {"id": None, "text": line}]
        case "rows":
            return [_row(field, mark, turn), _row(field, f"{mark}.9", turn + 1)]
        case "entries":
            return [{"entry": "e1", "label": "Mon 3 Nov: after cooking", **_row(field, mark, turn)},
                    {"entry": None, "label": "Our first summer", **_row(field, f"{mark}.9", turn + 1)}]  # fmt: skip


def _row(field: Field, mark: str, turn: int) -> dict:
    row = {sub.id: _answer(sub, f"{mark}.{place}", turn + place) for place, sub in enumerate(field.of)}
    text = next((sub.id for sub in field.of if sub.kind == "text"), None)
    return row | {text: LONG_TEXT} if text and turn % 4 == 0 else row
