"""What stands above a question: the instructions, unless the question brings its own words or needs none."""

import pytest

from practice.db import db
from practice.measures.actions import answer
from practice.measures.joining import same_key
from practice.measures.library import load_measures
from practice.measures.reader import read_measure
from tests.measures.samples import MOOD, begun, brought

LED = MOOD.replace('{n: 2, text: "I was tired"', '{n: 2, lead: "And today?", text: "I was tired"').replace(
    '{n: 4, text:', '{n: 4, lead: "", text:')  # fmt: skip


def test_the_definition_says_where_the_instructions_end():
    measure = read_measure(LED)
    often = "Over the last week, how often?"
    assert [measure.lead_of(item) for item in measure.items] == [often, "And today?", often, ""]


@pytest.mark.parametrize(("key", "without"), [("phq9", {10}), ("pcptsd5", {2, 3, 4, 5, 6}), ("gad7", set())])
def test_the_shipped_ones(key, without):
    measure = load_measures()[key]
    assert {item.n for item in measure.items if not measure.lead_of(item)} == without


def test_words_of_a_lead_are_words_and_change_no_key():
    assert same_key(read_measure(LED), read_measure(MOOD)) == []


def test_on_the_page_of_the_question_and_on_paper(cast):
    brought(cast, LED)
    with cast.acting(cast.alma):
        row = begun(cast)
        answer(row, 1, 2)
        db.session.commit()
        path = f"/administrations/{row.id}/ask?item="
    browser = cast.browser(cast.alma)
    pages = {n: browser.get(f"{path}{n}").text for n in (1, 2, 4)}
    assert "Over the last week, how often?" in pages[1] and "And today?" not in pages[1]
    assert "And today?" in pages[2] and "Over the last week" not in pages[2]
    assert "How hard was it?" in pages[4] and "Over the last week" not in pages[4] and 'class="instructions"' not in pages[4]
