"""When a measure is due: each rhythm, the least interval, rests, and never twice."""

from dataclasses import dataclass
from datetime import date, timedelta

import pytest

from practice.measures.schedule import AHEAD, Facts, against, due, may_give_on, opens_on

DAY = date(2026, 11, 2)


def on(n: int) -> date:
    return DAY + timedelta(days=n)


@dataclass(frozen=True)
class Agreed:
    rhythm: str
    every_days: int | None = None
    phase_id: str | None = None
    way: str = "session"
    id: str = "a"
    client_id: str = "kim"
    measure_key: str = "mood"
    target: str | None = None
    starts_on: date = DAY


@dataclass(frozen=True)
class Given:
    given_on: date
    assignment_id: str | None = "a"
    client_id: str = "kim"
    measure_key: str = "mood"
    target: str | None = None


def is_due(agreed, today, *given, **facts) -> bool:
    return bool(due([agreed], given, Facts(**facts), today))


def test_once_from_its_day_until_it_is_given():
    once = Agreed("once")
    assert not is_due(once, on(-1)) and is_due(once, on(0)) and is_due(once, on(300)), "nothing is ever late"
    assert not is_due(once, on(1), Given(on(0)))
    assert is_due(once, on(1), Given(on(0), assignment_id=None)), "another giving does not answer what was agreed"
    assert is_due(once, on(1), Given(on(0), client_id="robin")), "nor another person's"


def test_every_so_many_days_counts_from_the_last_time():
    weekly = Agreed("days", 7)
    assert is_due(weekly, on(0)) and not is_due(weekly, on(9), Given(on(0)), Given(on(3))) and is_due(weekly, on(10), Given(on(3)))


def test_the_least_interval_holds_whatever_was_agreed():
    facts = {"min_days": {"mood": 14}}
    assert opens_on(Agreed("once"), [Given(on(-4), assignment_id="b")], Facts(**facts), on(0)) == on(10)
    assert not is_due(Agreed("days", 7), on(13), Given(on(0)), **facts) and is_due(Agreed("days", 7), on(14), Given(on(0)), **facts)
    assert is_due(Agreed("once"), on(0), Given(on(-4), target="Robin", assignment_id="b"), **facts), "about somebody else"
    assert may_give_on([], 14) is None and may_give_on([Given(on(0))], 0) is None


def test_at_each_meeting():
    each, met = Agreed("sessions"), {"meetings": ((None, on(0)), ("kim", on(7)), ("robin", on(9)), ("kim", on(14)))}
    assert [n for n in range(-1, 15) if is_due(each, on(n), **met)] == list(range(15))
    assert not is_due(each, on(6), Given(on(0)), **met) and is_due(each, on(7), Given(on(0)), **met)
    assert not is_due(each, on(10), Given(on(7)), **met), "the partner's meeting is not theirs"
    home = Agreed("sessions", way="portal")
    assert is_due(home, on(7) - AHEAD, Given(on(0)), **met), "at home it opens before the meeting"
    assert not is_due(each, on(3)), "without meetings"


def test_on_entering_a_phase_each_time_it_is_entered():
    there = Agreed("phase", phase_id="p2")
    visits = {"visits": (("p1", None, on(0)), ("p2", None, on(5)), ("p2", "robin", on(6)), ("p2", "kim", on(20)))}
    assert not is_due(there, on(4), **visits) and is_due(there, on(5), **visits)
    assert not is_due(there, on(19), Given(on(6)), **visits) and is_due(there, on(20), Given(on(6)), **visits)
    assert not is_due(Agreed("phase", phase_id="p2", starts_on=on(21)), on(25), **visits), "entered before it was agreed"


def test_on_a_day_of_the_course_and_rests_hold_the_days():
    day_21 = Agreed("day", 21)
    assert not is_due(day_21, on(100)), "without a course"
    assert not is_due(day_21, on(19), day_one=DAY) and is_due(day_21, on(20), day_one=DAY)
    assert not is_due(day_21, on(40), day_one=DAY, paused_since=on(10)) and is_due(day_21, on(40), day_one=DAY, paused_since=on(30))
    assert not is_due(day_21, on(30), Given(on(20)), day_one=DAY)


@pytest.mark.parametrize("told, trouble", [
    (("once", None, None, 7), None), (("days", 7, None, 7), None), (("days", 6, None, 7), "too-soon"), (("days", None, None, 0), "days"),
    (("days", 0, None, 0), "days"), (("day", 401, None, 0), "days"), (("phase", None, None, 0), "phase"), (("phase", None, "p", 99), None),
    (("now", None, None, 0), "rhythm"),
])  # fmt: skip
def test_what_can_be_agreed(told, trouble):
    assert against(*told) == trouble


def test_the_longest_open_comes_first():
    found = due([Agreed("once", id="b", measure_key="x", starts_on=on(3)), Agreed("once")], [], Facts(), on(9))
    assert [(one.assignment_id, one.since) for one in found] == [("a", on(0)), ("b", on(3))]
