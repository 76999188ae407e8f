"""Forms without JavaScript: what is drawn, sent and read back is what was there; buttons inside re-render."""

import re
from dataclasses import replace
from datetime import date

import pytest
from werkzeug.datastructures import MultiDict

from practice.protocols import answers, kinds
from practice.protocols.forms import LadderSeen, Moment, build_form, checked_form, is_press
from practice.protocols.library import load_library
from practice.protocols.protocol import Field
from practice.protocols.reader import read
from tests.protocols.examples import PROTOCOL, ROOT, WORDS, Posted, draw, specimens

TODAY = date(2026, 11, 24)
LOG = read(PROTOCOL, {"en": WORDS}).exercise("log")
MOMENTS = {"q": [Moment("e1", "Monday"), Moment("e2", "Tuesday")]}
SHIPPED = [
    pytest.param(exercise, id=f"{protocol.key}-{exercise.phase}-{exercise.id}")
    for protocol in load_library().protocols.values()
    for exercise in protocol.all_exercises()
]


def asking(field: Field):
    return replace(LOG, fields=(field,))


def texts(folder: str) -> dict[str, str]:
    found = {kind: ROOT / "templates/components" / folder / f"{kind}.html" for kind in kinds.KINDS}
    return {kind: path.read_text() for kind, path in found.items() if path.is_file()}


def test_every_kind_has_codec_builder_macro_and_a_shape_on_paper():
    assert kinds.missing_parts(texts("questions"), texts("paper")) == []
    assert set(specimens()) == set(kinds.KINDS), "tests/protocols/examples.py needs a specimen of every kind"
    assert len(kinds.missing_parts({}, {})) == 2 * len(kinds.KINDS)


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_what_is_drawn_and_sent_reads_back_the_same(kind):
    field, answer = specimens()[kind]
    exercise = asking(field)
    html = draw(build_form(exercise, {"q": answer}, today=TODAY, moments=MOMENTS))
    assert answers.parse(exercise, Posted(html).form, TODAY) == {"q": answer}


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_an_untouched_form_answers_nothing(kind):
    exercise = asking(specimens()[kind][0])
    html = draw(build_form(exercise, today=TODAY, moments=MOMENTS))
    assert answers.is_empty(exercise, answers.parse(exercise, Posted(html).form, TODAY))
    assert " checked" not in html


@pytest.mark.parametrize("kind", kinds.KINDS)
def test_a_fault_stands_at_its_field(kind):
    form = build_form(asking(specimens()[kind][0]), today=TODAY, errors={"q": "Please look here."})
    assert form.errors == {"q_q": ["Please look here."]} and form["q_q"].id == "q_q"
    html = draw(form)
    assert "Please look here." in html and 'id="q_q"' in html


@pytest.mark.parametrize("exercise", SHIPPED)
def test_every_shipped_exercise_draws_on_screen(exercise):
    form = build_form(exercise, today=TODAY, partner_open=True, moments={"moments": [Moment("a", "Monday")]})
    html = draw(form)
    sent = Posted(html)
    assert len(sent.ids) == len(set(sent.ids)), "an id stands twice"
    assert set(sent.targets) <= set(sent.ids), "a label or hint points nowhere"
    assert not re.search(r"\sstyle=|<script|\son\w+=", html)
    if exercise.safety.leaving_allowed:
        assert "Leaving is always allowed." in html


@pytest.mark.parametrize("exercise", SHIPPED)
def test_every_shipped_exercise_takes_any_text(exercise):
    """Emoji, Chinese, right-to-left, control characters and 120,000 characters in every field: words, no exception."""
    html = draw(build_form(exercise, today=TODAY, partner_open=True))
    for text in ("🙂 中文 שלום \x00\x1b\ud800", "x" * 100_001, "-1"):
        sent = MultiDict(dict.fromkeys(Posted(html).form, text))
        given = answers.parse(exercise, sent, TODAY)
        form = checked_form(exercise, given, today=TODAY)
        assert all(words for words in form.errors.values())
        draw(form)


def test_fields_behind_the_gate_are_asked_only_when_it_is_open():
    hope = load_library()["narrative-attachment"].exercise("hope-question")
    assert [q.field.id for q in build_form(hope, today=TODAY).fields if q.field.gate] == []
    assert [q.field.id for q in build_form(hope, today=TODAY, partner_open=True).fields if q.field.gate] == [
        "partner_answer"
    ]


def test_folded_questions_come_after_and_open_for_a_counselor():
    log = load_library()["narrative-attachment"].exercise("exception-log")
    form = build_form(log, today=TODAY)
    assert {"thoughts", "emotions", "information"} <= {q.field.id for q in form.folded}
    assert '<details class="q-fold">' in draw(form)
    assert '<details class="q-fold" open>' in draw(form, mode="counselor")


def test_later_on_the_ladder_only_one_more_question_is_asked():
    exercise = asking(specimens()["ladder"][0])
    first, later = (
        draw(build_form(exercise, today=TODAY, ladders={"q": LadderSeen(first=f, low_words="far")}))
        for f in (True, False)
    )
    assert "keeps_from_lower" in first and "keeps_from_lower" not in later and "first_sign" in later
    assert "low_words" not in later


def press(field: Field, answer, button: str):
    exercise = asking(field)
    sent = Posted(draw(build_form(exercise, {"q": answer}, today=TODAY, moments=MOMENTS)))
    assert button in sent.buttons or button.startswith("up:q:9"), sent.buttons
    posted = MultiDict([*sent.form.items(multi=True), (button, "1")])
    assert is_press(posted) and not is_press(sent.form)
    form = build_form(exercise, formdata=posted, today=TODAY, moments=MOMENTS)
    draw(form)
    return form


@pytest.mark.parametrize(("button", "order"), [
    ("up:q:1", [None, "y", "x"]), ("down:q:0", [None, "y", "x"]), ("up:q:0", ["y", None, "x"]),
    ("down:q:2", ["y", None, "x"]), ("remove:q:1", ["y", "x"]), ("up:q:99", ["y", None, "x"]),
])  # fmt: skip
def test_the_order_changes_by_buttons(button, order):
    field, answer = specimens()["rank"]
    assert [row["id"] for row in press(field, answer, button).answers["q"]] == order


def test_ticked_values_join_the_list():
    field, _ = specimens()["rank"]
    posted = MultiDict([("q_q-pick", "y"), ("q_q-own", "rest\nplay"), ("add:q", "1")])
    form = build_form(asking(field), formdata=posted, today=TODAY)
    assert [row.label for row in form.fields[0].rows] == ["Why", "rest", "play"]
    assert form.fields[0].choices == (("x", "Ex"),)


@pytest.mark.parametrize("kind", ["list", "rows", "entries"])
def test_rows_are_added_and_taken_out(kind):
    field, answer = specimens()[kind]
    before = len(build_form(asking(field), {"q": answer}, today=TODAY, moments=MOMENTS).fields[0].rows)
    added = press(field, answer, "add:q")
    assert len(added.fields[0].rows) == before + 1
    place = 2 if kind == "entries" else 0  # the moment from further back stands after the offered ones
    fewer = press(field, answer, f"remove:q:{place}")
    assert len(answers.parse(asking(field), Posted(draw(fewer)).form, TODAY)["q"]) == len(answer) - 1


def test_the_template_for_the_script_follows_the_names_of_the_rows():
    html = draw(build_form(asking(specimens()["rows"][0]), today=TODAY))
    assert 'name="q_q-__n__-a"' in html and "data-rows-list" in html and "data-rows-add" in html


def test_answers_are_shown_in_the_voice_of_the_client():
    field, answer = specimens()["rows"]
    html = draw(answers.show(asking(field), {"q": answer}), "answers")
    assert 'class="voice"' in html and "one line" in html and "你好" in html
