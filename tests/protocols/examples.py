"""A small healthy protocol to break, and a drawing board for the question macros."""

from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from jinja2 import Environment, FileSystemLoader
from werkzeug.datastructures import MultiDict

from practice.i18n import paragraphs
from practice.protocols.protocol import Field, Option
from practice.protocols.voice import in_their_voice

ROOT = Path(__file__).parents[2]

PROTOCOL = """\
format: 1
id: small-steps
version: 1.0.0
languages: [en]
days: 14
audience: [individual]
source: {article: "1", citation: "Nobody, 2026", licence: CC-BY-4.0}
mechanisms: [notice]
flavours:
  - id: slow
    hides: [walk]
    overlay:
      log: {omits: [mood], frequency: weekly}
phases:
  - id: begin
    days: [1, 7]
    mechanisms: [notice]
    readiness: [willing]
    questions: [hope]
    exercises:
      - id: log
        frequency: daily
        respondent: each
        default: true
        fields:
          - {id: what, kind: text, required: true}
          - {id: mood, kind: scale, low: 0, high: 10}
          - {id: where, kind: choice, options: [home, out]}
      - id: walk
        frequency: after:log
        respondent: each
        carries_from: log.what
        fields:
          - {id: how, kind: line}
  - id: go_on
    days: [8, 14]
    open_ended: true
    exercises:
      - {id: log, again: true, default: false}
"""

WORDS = """\
title: Small steps
summary: For trying out.
client_title: Small steps
mechanisms: {notice: {title: Noticing, body: It helps.}}
readiness: {willing: Would you like to?}
flavours: {slow: {title: Slow, summary: More time.}}
phases:
  begin:
    title: Begin
    client_title: At the start
    purpose: To begin.
    look_for: [Signs]
    safety: Go slowly.
    sentence: Shall we?
    questions: {hope: What do you hope for?}
  go_on:
    title: Go on
    client_title: Going on
    purpose: To go on.
    look_for: [Signs]
    safety: Go slowly.
    sentence: What now?
exercises:
  log:
    title: Log
    client_title: Good moments
    intro: Write a little.
    fields:
      what: {label: What was it?}
      mood: {label: How was it?}
      where: {label: Where?, options: {home: At home, out: Out}}
  walk:
    title: Walk
    client_title: A walk
    intro: Go out.
    fields:
      how: {label: How was it?}
"""


def specimens() -> dict[str, tuple[Field, object]]:
    """Returns a field and a full answer of each kind."""
    subs = (Field("a", "line", "Line"), Field("b", "text", "Text"), Field("c", "choice", "Choice", options=_options()),
            Field("d", "scale", "Scale", low=0, high=10), Field("e", "when", "When"), Field("f", "number", "Number"),
            Field("g", "yes_no", "Yes or no"))  # fmt: skip
    row = {"a": "one line", "b": "two\n\nparts 你好 שלום 🙂", "c": "y", "d": 7,
           "e": {"date": "2026-11-02", "time": "18:30"}, "f": 3, "g": "no"}  # fmt: skip
    ladder = {"value": 2, "value_high": 3, "no_number": False, "past": "Once 6", "keeps_from_lower": "Mia",
              "first_sign": "Tea", "low_words": "far", "high_words": "near"}  # fmt: skip
    return {
        "text": (Field("q", "text", "Words"), "a <b>\n\n  indented & \"quoted\""),
        "line": (Field("q", "line", "Line"), "it's one"),
        "when": (Field("q", "when", "When"), {"date": "2026-11-23", "time": None}),
        "choice": (Field("q", "choice", "Choice", options=_options(), own=True), "something of my own"),
        "choices": (Field("q", "choices", "Choices", options=_options(), own=True), ["x", "mine", "and mine"]),
        "yes_no": (Field("q", "yes_no", "Yes or no"), "yes"),
        "scale": (Field("q", "scale", "Scale", low=0, high=10, low_words="none", high_words="a lot"), 0),
        "ladder": (Field("q", "ladder", "Ladder", low=1, high=10), ladder),
        "number": (Field("q", "number", "Number", low=0, high=60, unit="minutes"), 2.5),
        "list": (Field("q", "list", "List"), ["one", "two"]),
        "rows": (Field("q", "rows", "Rows", of=subs), [row, {**row, "a": "second", "d": None}]),
        "rank": (Field("q", "rank", "Order", options=_options(), own=True, pick=(1, 3)),
                 [{"id": "y", "text": "Why"}, {"id": None, "text": "kindness"}, {"id": "x", "text": "Ex"}]),
        "entries": (Field("q", "entries", "Moments", of=subs[:2], from_exercise="log"),
                    [{"entry": "e1", "label": "Monday", "a": "tea", "b": ""},
                     {"entry": None, "label": "long ago", "a": "", "b": "the sea"}]),
    }  # fmt: skip


def _options() -> tuple[Option, ...]:
    return Option("x", "Ex"), Option("y", "Why")


@cache
def board() -> Environment:
    """Returns templates without Flask, the words untranslated."""
    made = Environment(loader=FileSystemLoader(ROOT / "templates"), autoescape=True, trim_blocks=True,
                       lstrip_blocks=True, extensions=["jinja2.ext.i18n", "jinja2.ext.do"])  # fmt: skip
    made.install_null_translations(newstyle=True)
    made.filters["paragraphs"] = paragraphs
    made.filters["in_their_voice"] = in_their_voice
    return made


def draw(form, macro: str = "exercise_form", **more) -> str:
    """Returns the HTML a macro of exercise.html makes of a form."""
    line = '{% from "components/questions/exercise.html" import ' + macro + " %}{{ " + macro + "(form, **more) }}"
    return board().from_string(line).render(form=form, more=more)


class Posted(HTMLParser):
    """What a browser without scripts would send for a piece of HTML, no button pressed."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.form: MultiDict = MultiDict()
        self.buttons: list[str] = []
        self.ids: list[str] = []
        self.targets: list[str] = []
        self._area: str | None = None
        self._template = 0
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        told = dict(attrs)
        self._template += tag == "template"
        if self._template:
            return
        self.ids += [told["id"]] if "id" in told else []
        self.targets += [told["for"]] if "for" in told else []
        self.targets += (told.get("aria-describedby") or "").split()
        if tag == "button":
            self.buttons.append(told.get("name", ""))
        elif tag == "textarea":
            self._area = told["name"]
            self.form.add(self._area, "")
        elif tag == "input" and (told["type"] not in ("radio", "checkbox") or "checked" in told):
            self.form.add(told["name"], told.get("value", ""))

    def handle_data(self, data):
        if self._area is not None and not self._template:
            self.form[self._area] = (self.form[self._area] + data).removeprefix("\n")

    def handle_endtag(self, tag):
        self._template -= tag == "template"
        if tag == "textarea":
            self._area = None


__all__ = ["PROTOCOL", "ROOT", "WORDS", "Posted", "draw", "specimens"]
