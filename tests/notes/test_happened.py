"""What a note takes in from the meeting, line by line."""

from hypothesis import given
from hypothesis import strategies as st

from practice.notes import happened, versions
from practice.notes.happened import Happened

FACTS = Happened(
    attendance=[("Robin", "attended"), ("Kim", "missed")], phase="Action", exercises=[{"title": "Log", "said": ""}],
    ratings=[{"title": "L", "shown_as": "Robin", "said": "3"}], quotes=[{"words": "w", "title": "t", "who": "Robin"}],
    plan=[{"words": "one", "minutes": 10}, {"words": "two", "minutes": None}],
).kept()  # fmt: skip


def keys(kept, inside=True):
    return [line.key for line in happened.lines(kept) if line.inside is inside]


def test_nothing_known_is_nothing_kept():
    assert Happened().kept() is None and happened.lines(None) == [] and happened.chosen(None, [], []) is None


def test_a_line_can_be_left_out_and_come_back():
    every = keys(FACTS)
    assert len(every) == len(set(every)) == 8
    without = happened.chosen(FACTS, every, every[:-1])
    assert keys(without, inside=False) == every[-1:] and without["plan"] == [{"words": "one", "minutes": 10}]
    assert happened.chosen(without, every, every) == FACTS
    assert happened.signed(without) == {**FACTS, "plan": without["plan"]}


def test_what_the_page_did_not_show_stays_as_it_is():
    every = keys(FACTS)
    assert happened.chosen(FACTS, every[:1], []) == {**{k: v for k, v in FACTS.items() if k != "attendance"},
                                                     "attendance": [["Kim", "missed"]],
                                                     "left_out": {"attendance": [["Robin", "attended"]]}}  # fmt: skip


def test_what_happened_since_comes_in_and_what_was_left_out_stays_out():
    every = keys(FACTS)
    before = happened.chosen(FACTS, every, [key for key in every if not key.startswith("quotes")])
    fresh = Happened(attendance=[("Robin", "late-cancelled"), ("Kim", "missed")], phase="Consolidation",
                     quotes=[{"words": "w", "title": "t", "who": "Robin"}],
                     ratings=[{"title": "L", "shown_as": "Robin", "said": "4"}]).kept()  # fmt: skip
    after = happened.joined(before, fresh)
    assert sorted(after["attendance"]) == [["Kim", "missed"], ["Robin", "late-cancelled"]] and after["phase"] == "Consolidation"
    assert "quotes" not in after and after["left_out"]["quotes"] and [one["said"] for one in after["ratings"]] == ["3", "4"]
    assert happened.joined(after, fresh) == after


def test_what_was_only_planned_is_not_said_to_have_happened():
    planned = Happened(planned=["Log", "Letter"]).kept()
    assert keys(planned) == [] and len(keys(planned, inside=False)) == 2
    assert happened.signed(planned) is None
    every = keys(planned, inside=False)
    ticked = happened.chosen(planned, every, every[:1])
    assert [one["title"] for one in happened.signed(ticked)["exercises"]] == ["Log"]
    assert happened.joined(ticked, planned) == ticked


def test_what_was_talked_over_stands_instead_of_the_plan_for_it():
    planned = Happened(planned=["Log", "Letter"]).kept()
    after = happened.joined(planned, Happened(exercises=[{"title": "Log", "said": ""}], planned=["Letter"]).kept())
    assert after["exercises"] == [{"title": "Log", "said": ""}]
    assert [one["title"] for one in after["left_out"]["exercises"]] == ["Letter"]
    assert happened.joined(after, planned)["exercises"] == after["exercises"]  # planned once more: it stays talked over


def test_a_signed_note_says_of_each_line_what_it_is():
    facts = Happened(phase="Action", exercises=[{"title": "Log", "said": ""}], plan=[{"words": "one", "minutes": 10}],
                     ratings=[{"title": "At home", "shown_as": "Robin", "said": "4"}]).kept()  # fmt: skip
    text = versions.told({"format": "soap", "happened": facts})[0][2]
    assert text.split("\n") == ["Phase: Action", "Talked over: Log", "Rating given: At home, Robin: 4", "Planned: one (10 min)"]


WORDS = st.text(alphabet="ab \n陈", max_size=8)
ROWS = st.lists(st.fixed_dictionaries({"words": WORDS, "minutes": st.none()}), max_size=5)


@given(st.lists(st.tuples(WORDS, WORDS), max_size=5), WORDS, ROWS, st.data())
def test_no_tick_ever_loses_a_line(attendance, phase, plan, data):
    kept = Happened(attendance=attendance, phase=phase, plan=plan).kept()
    every = [line.key for line in happened.lines(kept)]
    ticked = data.draw(st.sets(st.sampled_from(every))) if every else set()
    assert sorted(line.key for line in happened.lines(happened.chosen(kept, every, ticked))) == sorted(every)
