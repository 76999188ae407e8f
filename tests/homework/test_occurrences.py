"""When an agreed exercise is asked for, and what four states it can be in."""

from datetime import date, timedelta

import pytest

from practice.homework.occurrences import (
    STATES,
    Agreed,
    Open,
    is_occurrence,
    occurrence_on,
    occurrences,
    state_of,
    still_asked,
    too_much,
)

MONDAY = date(2026, 11, 16)


def days(n: int) -> date:
    return MONDAY + timedelta(days=n)


def test_once_is_asked_from_its_day_and_never_runs_out():
    agreed = Agreed("once", MONDAY, until=days(3))
    assert occurrence_on(agreed, days(-1)) is None
    assert occurrence_on(agreed, MONDAY) == occurrence_on(agreed, days(90)) == "once"
    assert occurrences(agreed, days(90)) == ["once"]


@pytest.mark.parametrize(("frequency", "every", "day", "begun"), [
    ("daily", 1, 0, 0), ("daily", 1, 5, 5), ("weekly", 1, 6, 0), ("weekly", 1, 7, 7), ("days", 3, 5, 3), ("days", 3, 6, 6),
])
def test_repeating_ones_are_named_by_the_day_each_asking_began(frequency, every, day, begun):
    assert occurrence_on(Agreed(frequency, MONDAY, every), days(day)) == days(begun).isoformat()


def test_the_last_day_counts_and_the_day_after_does_not():
    agreed = Agreed("daily", MONDAY, until=days(2))
    assert occurrence_on(agreed, days(2)) == days(2).isoformat()
    assert occurrence_on(agreed, days(3)) is None
    assert occurrences(agreed, days(30)) == [days(2).isoformat(), days(1).isoformat(), MONDAY.isoformat()]


def test_an_earlier_asking_stays_open_and_a_later_or_invented_one_does_not():
    agreed = Agreed("daily", MONDAY)
    assert is_occurrence(agreed, MONDAY.isoformat(), days(4))
    assert not is_occurrence(agreed, days(5).isoformat(), days(4))
    assert not is_occurrence(agreed, "once", days(4)) and not is_occurrence(agreed, "2026-13-99", days(4))


def test_a_year_of_days_is_looked_back_on_and_no_more():
    assert len(occurrences(Agreed("daily", MONDAY), days(3000))) == 400


def test_ended_is_not_asked_any_more():
    assert occurrence_on(Agreed("daily", MONDAY, ended_on=days(3)), days(3)) is None
    assert occurrence_on(Agreed("once", MONDAY, ended_on=days(3)), days(2)) == "once"


def test_four_states_and_none_of_them_is_late():
    assert STATES == ("not-opened", "begun", "sent", "declined")
    assert state_of(False, []) == "not-opened" and state_of(True, []) == "begun"
    assert state_of(True, ["declined"]) == "declined"
    assert state_of(True, ["declined", "answer"]) == state_of(False, ["no-moment"]) == "sent"


def test_a_single_asking_is_over_with_any_answer_a_daily_one_goes_on():
    assert not still_asked(Agreed("once", MONDAY), days(1), "declined")
    assert still_asked(Agreed("once", MONDAY), days(40), "begun")
    assert still_asked(Agreed("daily", MONDAY), days(1), "sent")


def test_one_daily_and_one_other_per_person_are_enough():
    opened = [Open("robin", "Log", "daily"), Open("robin", "Values", "weekly"), Open("kim", "Log", "daily")]
    assert too_much(opened, ["robin"], "once") == [opened[1]]
    assert too_much(opened, ["robin", "kim"], "daily") == [opened[0], opened[2]]
    assert too_much(opened, ["kim"], "days") == []
