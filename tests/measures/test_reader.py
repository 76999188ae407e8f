"""An instrument file: every fault at once, each with its line; the healthy one frozen, with the names of the file."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.measures.reader import MeasureFaults, read_measure
from tests.measures.specimens import ENTRY, GATED, MOOD, faults_of, mood


def test_a_healthy_file_is_read_with_the_names_of_its_keys():
    measure = mood()
    assert (measure.key, measure.version, measure.licence.class_, measure.licence.read_on) == ("mood", "1", "free", "2026-11-21")
    assert [item.n for item in measure.items] == [1, 2, 3, 4, 5]
    assert measure.items[0].scale.values == {0, 1, 2, 3} and measure.items[0].label(3) == "Always"
    assert measure.items[4].asked_when.score == "total" and not measure.items[4].scored
    total = measure.score("total")
    assert (total.low, total.high, total.change[0].points) == (0, 12, 4) and type(total.high) is int
    assert total.reliability[0].value == 0.9 and total.norms[0].group == "functional"
    assert measure.worded and measure.ready and not measure.entry_only
    assert read_measure(ENTRY).entry_only and read_measure(ENTRY).ready
    assert not read_measure(GATED).worded and not read_measure(GATED).ready


@pytest.mark.parametrize("source", [
    '    key_source: "made up"\n', ', source: "made up"}]\n    norms', ', source: "made up"}]\n    reliability',
    ', source: "made up"}\n    bands', ', source: "clinical.md D.2"', ', source: "a page"',
])  # fmt: skip
def test_a_number_without_its_source_is_refused(source):
    kept = source[source.index("}") :] if "}" in source else ""
    assert source in MOOD and any("source" in fault for fault in faults_of(MOOD.replace(source, kept, 1)))


BROKEN = {
    "an unknown key": ("about:", "abuot:", 'unknown key "abuot", did you mean "about"?'),
    "a slip in the range": ("high: 12\n", "high: 21\n", "high says 21, but its items give 12"),
    "an item that is not there": ("items: [1, 2, 3, 4]", "items: [1, 2, 3, 9]", 'there is no item "9"'),
    "an item twice": ("items: [1, 2, 3, 4]", "items: [1, 2, 2, 4]", 'the item "2" stands here twice'),
    "numbers out of order": ("{n: 4,", "{n: 6,", "this is the 4. item and says 6"),
    "questions about violence that go home": ("kind: suicide", "kind: violence", "are asked alone and in the room"),
    "an unscored item in a score": ("items: [1, 2, 3, 4]", "items: [1, 2, 3, 4, 5]", "item 5 says scored: false"),
    "a scale nobody made": ('"I was low.", scale: often', '"I was low.", scale: oft', 'no scale "oft", did you mean "often"?'),
    "reversed twice": ("reverse: [4]", "reverse: [1, 2]", "item of this score"),
    "bands with a hole": ("{low: 5, high: 9", "{low: 7, high: 9", "7 does not follow on 4"),
    "bands that overlap": ("{low: 5, high: 9", "{low: 3, high: 9", "3 does not follow on 4"),
    "a band outside": ("{low: 10, high: 12", "{low: 10, high: 13", "10-13 does not lie within 0-12"),
    "prorating over a risk item": ("never_missing: [3], ", "", "item 3 is a risk item: name it under never_missing"),
    "a risk from nowhere": ("from: 1,", "from: 7,", "7 is no answer of item 3"),
    "wording nobody compared": ('["one place", "another place"]', '["one place"]', "compared in two places"),
    "one place named twice": ('"another place"', '"one place"', "compared in two places"),
    "an item without words": ('text: "I was low.", ', "", "wording: shipped, but this item has no words"),
    "no licence statement": (' statement: "Use it.",', "", 'the key "statement" is missing'),
    "a class with conditions": ("class: free", "class: conditional", 'the key "conditions" is missing'),
    "a rule nobody wrote": ("cadence:", "pattern: phq9-syndrom\ncadence:",
                            'there is no pattern "phq9-syndrom", did you mean "phq9-syndrome"?'),
    "codes from nowhere": ("id: total\n", "id: total\n    code: 44261-6\n", 'codes need the key "loinc"'),
    "no such day": ("read_on: 2026-11-21", "read_on: 2026-13-21", "year-month-day"),
    "a day elsewhere": ('"1"\n', "2026-11-21\n", "Dates need quotes"),
    "words for a number": ("mean: 3.0", "mean: three", "this should be a number"),
    "half a pole": ('text: "I was low.", ', 'left: "low", ', "left and right"),
}  # fmt: skip


@pytest.mark.parametrize(("old", "new", "words"), BROKEN.values(), ids=BROKEN)
def test_a_fault_is_said_with_its_line(old, new, words):
    assert old in MOOD
    faults = faults_of(MOOD.replace(old, new, 1))
    assert any(words in fault for fault in faults), faults
    assert all(fault.startswith("mood.yaml:") for fault in faults)


def test_all_faults_come_at_once_in_the_order_of_the_file():
    text = MOOD.replace("{n: 4,", "{n: 6,").replace("high: 12\n", "high: 21\n").replace("from: 1,", "from: 7,")
    lines = [int(fault.split(":")[1]) for fault in faults_of(text)]
    assert len(lines) >= 3 and lines == sorted(lines)


def test_wording_may_wait_for_the_practice_or_stay_away():
    bare = MOOD.replace("wording: shipped", "wording: installed")
    assert faults_of(bare) == [], "a practice that brought its wording"
    assert any("this one has none" in fault for fault in faults_of(bare.replace('text: "I was low.", ', "")))
    assert any("wording: none" in fault for fault in faults_of(MOOD.replace("wording: shipped", "wording: none")))


@given(st.text(max_size=300))
def test_whatever_the_text_holds_the_answer_is_a_list_of_faults(text):
    with pytest.raises(MeasureFaults) as caught:
        read_measure(text)
    assert caught.value.faults


@given(st.integers(0, len(MOOD)), st.text("{}[]:,-#\"'&*!\n 0a", max_size=6), st.integers(0, 40))
def test_a_file_damaged_anywhere_reads_or_says_why(place, put, gone):
    try:
        read_measure(MOOD[:place] + put + MOOD[place + gone :])
    except MeasureFaults as problem:
        assert problem.faults
