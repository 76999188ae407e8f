"""Paper is equal: every word a screen shows is found on the paper, and every answer, for every exercise there is."""

import re

import pytest

from practice.homework.paper import BLANK, COMPLETE, HALF
from practice.protocols.answers import asked, show
from practice.protocols.groups import CODECS
from tests.homework import paper_sheets as paper
from tests.protocols.examples import draw

pytestmark = pytest.mark.pdf
# Words that only mean something on a screen: near days, and how to type or pick there.
ON_SCREEN = {"Today", "Yesterday", "Another day", "One on each line", "Write about this one", "Another moment", "One more"}
NUMBERED = re.compile(r"Number \d+")  # a row of a table begins with its number alone


def clipped(sheets, wanted) -> dict[str, list[str]]:
    """{exercise: words that are not on its sheet}; `wanted(sheet)` yields what must stand there."""
    found = paper.printed(sheets)
    faults = {f"{sheet.form.exercise.phase}/{sheet.form.exercise.id}": [
        words for text in wanted(sheet) for words in paper.missing(text, found[sheet.code])] for sheet in sheets}  # fmt: skip
    return {name: words for name, words in faults.items() if words}


def on_screen(sheet):
    yield sheet.title
    yield from sheet.form.exercise.intro.split("\n\n")
    yield from sheet.form.exercise.safety_words.split("\n\n")
    heads = {"Which day"} if any(field.kind == "rows" for field in sheet.form.exercise.fields) else set()  # says its column
    yield from (words for words in paper.Asked(draw(sheet.form)).words if words not in ON_SCREEN | heads and not NUMBERED.fullmatch(words))
    for field in asked(sheet.form.exercise):
        yield from (option.words for option in field.options)
    if sheet.form.exercise.safety.leaving_allowed:
        yield "Leaving is always allowed."
    yield from ("A line from Alma", "Only Alma reads this.", "R. V.", "Night line")


def said(sheet):
    exercise = sheet.form.exercise
    for one in show(exercise, sheet.form.answers):
        field = next(item for item in asked(exercise) if item.id == one.id)
        yield one.label
        if one.kind in ("scale", "number", "choice", "choices", "yes_no"):
            yield from () if one.kind == "scale" else one.lines
        elif one.rows:
            yield from (line for row in one.rows for _label, lines in row for line in lines)
        elif one.kind == "ladder":
            yield from CODECS["ladder"].show(field, sheet.form.answers[one.id])[1:]
        elif one.kind == "rank":
            yield from (line.split(". ", 1)[1] for line in one.lines)
        else:
            yield from one.lines


def test_blank_sheets_hold_every_word_of_the_screen(app):
    sheets = [paper.sheet_of(exercise, {}, BLANK) for exercise in paper.exercises()]
    assert len(sheets) > 35 and clipped(sheets, on_screen) == {}


def test_short_versions_do_too(app):
    short = [exercise.with_light(True) for exercise in paper.exercises()]
    fewer = {(one.id, one.fields): one for one in short if len(one.fields) < len(one.every_field)}
    sheets = [paper.sheet_of(exercise, {}, BLANK) for exercise in fewer.values()]
    assert len(sheets) > 8 and clipped(sheets, on_screen) == {}


def test_complete_sheets_hold_every_answer(app):
    sheets = [paper.sheet_of(exercise, paper.full_answers(exercise, number), COMPLETE)
              for number, exercise in enumerate(paper.exercises())]  # fmt: skip
    assert clipped(sheets, said) == {}


def test_half_filled_sheets_hold_what_is_there_and_lines_for_the_rest(app):
    known = {exercise.id: exercise for exercise in paper.exercises()}
    sheets = [paper.sheet_of(known[id], paper.full_answers(known[id], 1), HALF)
              for id in ("prevention-plan", "action-menu", "deep-description", "value-ranking")]  # fmt: skip
    assert clipped(sheets, said) == {} and clipped(sheets, on_screen) == {}
