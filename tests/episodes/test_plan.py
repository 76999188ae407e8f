"""The path through the phases: returning, skipping, partners in different places."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from practice.episodes.plan import Stay, closes, current_stay, cycle_of, path, stays_of

ORDER = ["one", "two", "three", "four"]
DAY = date(2026, 11, 1)


def stay(phase, cycle=1, how="entered", open_=False, who=None):
    return Stay(phase, cycle, how, DAY, None if open_ else DAY, who)


def test_going_on_stays_in_the_cycle():
    assert cycle_of(ORDER, [stay("one"), stay("two", open_=True)], "three") == 1


def test_returning_begins_a_cycle():
    stays = [stay("one"), stay("two"), stay("three", open_=True)]
    assert cycle_of(ORDER, stays, "one") == 2
    assert cycle_of(ORDER, [*stays[:2], stay("three"), stay("one", 2, open_=True)], "two") == 2


def test_entering_the_same_phase_again_later_begins_a_cycle():
    assert cycle_of(ORDER, [stay("one"), stay("two")], "two") == 2


def test_a_skipped_phase_does_not_hold_anybody():
    assert cycle_of(ORDER, [stay("one", open_=True), stay("three", how="skipped")], "two") == 1


def test_one_partner_may_be_ahead():
    stays = [stay("one", open_=True), stay("two", open_=True, who="kim")]
    assert current_stay(stays, "robin").phase_id == "one"
    assert current_stay(stays, "kim").phase_id == "two"
    assert [s.phase_id for s in closes(stays, "kim")] == ["two"]
    assert len(closes(stays, None)) == 2


def test_everybody_going_back_for_one_is_a_new_cycle_for_all():
    stays = [stay("one", open_=True), stay("three", open_=True, who="kim")]
    assert cycle_of(ORDER, stays, "two") == 2
    assert cycle_of(ORDER, stays, "two", "robin") == 1


def test_path_says_done_now_ahead_and_skipped():
    stays = [stay("one", how="before-attune"), stay("two", how="skipped"), stay("three", open_=True)]
    assert [step.state for step in path(ORDER, stays, None)] == ["done", "skipped", "now", "ahead"]


@given(st.lists(st.sampled_from(ORDER), min_size=1, max_size=12))
def test_cycles_never_fall_and_grow_only_when_going_back(walk):
    stays = []
    for phase in walk:
        cycle = cycle_of(ORDER, stays, phase)
        before = stays[-1] if stays else None
        back = before is not None and ORDER.index(phase) <= ORDER.index(before.phase_id)
        assert cycle == (before.cycle if before else 1) + (1 if back else 0)
        stays = [Stay(s.phase_id, s.cycle, s.how, s.entered_on, DAY) for s in stays] + [stay(phase, cycle, open_=True)]
        assert current_stay(stays, "anybody").phase_id == phase


@given(st.lists(st.tuples(st.sampled_from(ORDER), st.sampled_from([None, "kim", "robin"])), max_size=12))
def test_nobody_sees_a_stay_of_the_other(pairs):
    stays = [stay(phase, who=who) for phase, who in pairs]
    assert all(s.client_id != "robin" for s in stays_of(stays, "kim"))
