"""The usual sets: what is proposed when, never too much in one day or to begin with, nothing twice, and why something is left out."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from typing import NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from practice.measures.burden import INTAKE, PER_DAY, Asked, asked, too_much
from practice.measures.library import load_measures
from practice.measures.schedule import Facts
from practice.measures.sets import SETS, Course, Known, plan

DAY = date(2026, 11, 23)
LIBRARY = load_measures().measures
NOT_READY = {"raas": "basis", "ecrs": "basis", "core10": "conditions"}
KEYS = sorted({key for slots in SETS.values() for slot in slots for group in slot.groups for key in group})


class Row(NamedTuple):
    """Something agreed."""

    id: str
    client_id: str | None
    measure_key: str
    way: str
    rhythm: str
    every_days: int | None
    phase_id: str | None
    target: str | None
    starts_on: date


def known(why_not=None, not_home=None):
    """Every instrument of the sets as shipped; HARK never at home."""
    why, home = NOT_READY if why_not is None else why_not, {"hark": "not-remote"} | (not_home or {})
    return {key: Known(LIBRARY[key], why.get(key), home.get(key)) for key in KEYS}


def made(kind="individual", usable=None, course: int | None = 50, scope="therapist", waiting=None, **more):
    return plan(kind, usable or known(), Asked(DAY, waiting or {}), Course(DAY, course) if course else None, scope, **more)


def day(step) -> date:
    return step.starts_on if step.rhythm != "day" else DAY + timedelta(days=step.every_days - 1)


def by_tier(found) -> dict[str, list[str]]:
    told: dict[str, list[str]] = {}
    for step in found.steps:
        told.setdefault(step.why, []).append(step.key)
    return told


def test_every_key_of_the_sets_is_an_instrument():
    assert set(KEYS) <= LIBRARY.keys()


def test_a_couple_is_asked_about_the_two_of_them_and_one_person_is_not():
    every = known({})
    assert by_tier(made("couple", every)) == {
        "first": ["hark", "phq4", "csi4"], "soon": ["raas", "phq9", "gad7", "pcptsd5", "csi16"],
        "each": ["phq4", "csi4", "sessioncheck"], "midway": ["phq9", "gad7", "csi16"],
        "end": ["hark", "raas", "phq9", "gad7", "pcptsd5", "csi16"], "later": ["hark", "raas", "phq9", "gad7", "pcptsd5", "csi16"],
    }  # fmt: skip
    assert not any(key.startswith("csi") for keys in by_tier(made("individual", every)).values() for key in keys)


def test_the_violence_screen_is_asked_alone_in_the_room_and_the_session_check_at_the_meeting():
    for step in made().steps:
        assert step.way == ("session" if step.key in ("hark", "sessioncheck") else "portal"), step
        assert step.alone == (step.key == "hark")


def test_midway_is_asked_from_day_20_to_25_and_later_three_months_on():
    for days, half in ((50, 25), (40, 24)):  # 24: two weeks after the last of the intake
        steps = {step.id: step for step in made("couple", known({}), days).steps}
        assert steps["midway-phq9"].every_days == half and steps["midway-phq9"].rhythm == "day"
        assert max(step.every_days for step in steps.values() if step.why == "end") == days
        assert steps["later-raas"].starts_on == DAY + timedelta(days=days - 1 + 91) and steps["later-raas"].rhythm == "once"


def test_without_a_course_that_counts_days_nothing_is_dated_by_it():
    assert set(by_tier(made(course=None))) == {"first", "soon", "each"}


def test_late_in_a_course_there_is_no_midway_any_more_and_after_it_no_end():
    for ago, tiers in ((20, {"end", "later"}), (60, {"later"})):
        found = plan("individual", known(), Asked(DAY, {}), Course(DAY - timedelta(days=ago), 50), "therapist")
        assert set(by_tier(found)) == {"first", "soon", "each"} | tiers


def test_what_cannot_be_asked_at_home_is_asked_in_session_and_says_why():
    steps = {step.id: step for step in made(usable=known(not_home={"phq9": "no-plan", "pcptsd5": "first-meeting"})).steps}
    assert (steps["soon-phq9"].way, steps["soon-phq9"].not_home) == ("session", "no-plan")
    assert (steps["soon-pcptsd5"].way, steps["soon-pcptsd5"].not_home) == ("session", "first-meeting")


def test_what_cannot_be_given_is_left_out_with_its_reason():
    found = made("couple", known({"raas": "basis", "ecrs": "wording", "pcptsd5": "age", "csi16": "off"}))
    assert {one.key: one.why for one in found.left_out} == {"raas": "basis", "pcptsd5": "age"}, "CSI-4 stands in for CSI-16"
    assert "csi4" in by_tier(found)["end"] and "pcptsd5" not in {step.key for step in found.steps}


def test_another_stands_in_only_where_it_can_be_given_whole():
    assert "core10" in by_tier(made(usable=known({"phq9": "off"})))["soon"]
    assert {"gad7"} == set(by_tier(made(usable=known({"phq9": "off", "core10": "conditions"})))["soon"]) & {"gad7", "core10"}
    assert "ecrs" in by_tier(made(usable=known({"raas": "basis"})))["soon"]


def test_in_the_guidance_scope_nothing_for_therapists_is_even_named():
    found = made("couple", scope="guidance")
    assert not {"phq9", "gad7", "core10", "pcptsd5"} & ({step.key for step in found.steps} | {one.key for one in found.left_out})


def test_one_about_a_relationship_or_longer_than_a_day_is_agreed_by_itself():
    usable = known({})
    raas = usable["raas"].measure
    aimed = replace(raas, audience=replace(raas.audience, per_relationship=True))
    long = replace(raas, items=raas.items * 2)
    for measure, why in ((aimed, "target"), (long, "long")):
        found = made(usable={key: one for key, one in usable.items() if key != "ecrs"} | {"raas": Known(measure)})
        assert [(one.key, one.why) for one in found.left_out] == [("raas", why)]


def test_a_beginning_stays_under_seventy_with_what_waits_already():
    full = made("couple", known({}))
    assert full.count("first", "soon") == 69 and not full.left_out
    less = made("couple", known({}), waiting={DAY: 20})
    assert less.count("first", "soon") + 20 <= INTAKE and {one.why for one in less.left_out} == {"many"}


def as_rows(found):
    return [Row(step.id, None, step.key, step.way, step.rhythm, step.every_days, None, None, step.starts_on) for step in found.steps]


@pytest.mark.parametrize("kind", ["individual", "couple"])
@pytest.mark.parametrize("later", [0, 2, 9])
def test_nothing_that_was_agreed_is_proposed_again(kind, later):
    rows = as_rows(made(kind))
    again = plan(kind, known(), Asked(DAY + timedelta(days=later), {}), Course(DAY, 50), "therapist", agreed=rows)
    assert again.steps == ()
    some = [row for row in rows if row.id != "midway-phq9"]
    again = plan(kind, known(), Asked(DAY + timedelta(days=later), {}), Course(DAY, 50), "therapist", agreed=some)
    assert [step.id for step in again.steps] == ["midway-phq9"]


def test_days_of_planned_meetings_keep_room_for_what_is_asked_there():
    meetings = [DAY + timedelta(days=7 * n) for n in range(1, 8)]
    found = made("couple", known({}), meetings=meetings)
    each = {"portal": 8, "session": 3}
    days = Counter({day(step): 0 for step in found.steps})
    for step in found.steps:
        if step.why != "each":
            days[day(step)] += step.questions
    first = next(step.starts_on for step in found.steps if step.why == "each")
    for on in meetings:
        if on >= first:
            days[max(on - timedelta(days=2), first)] += each["portal"]
            days[on] += each["session"]
    assert max(days.values()) <= PER_DAY, days


@given(
    kind=st.sampled_from(["individual", "couple"]), course=st.none() | st.integers(1, 900),
    scope=st.sampled_from(["therapist", "guidance"]), off=st.sets(st.sampled_from(KEYS)),
    waiting=st.dictionaries(st.integers(0, 40), st.integers(0, 60), max_size=6))  # fmt: skip
def test_never_more_than_a_day_or_a_beginning_holds(kind, course, scope, off, waiting):
    before = {DAY + timedelta(days=n): count for n, count in waiting.items()}
    found = made(kind, known(dict.fromkeys(off, "off")), course, scope, waiting=before)
    days = Counter(before)
    for step in found.steps:
        days[day(step)] += step.questions
        assert days[day(step)] <= PER_DAY, step
    soon = sum(count for on, count in before.items() if on <= DAY + timedelta(days=21))
    assert not found.count("first", "soon") or soon + found.count("first", "soon") <= INTAKE
    assert not off & {step.key for step in found.steps}
    assert len({step.id for step in found.steps}) == len(found.steps)
    assert all(1 <= step.every_days <= 400 for step in found.steps if step.rhythm == "day")


def test_what_waits_is_counted_on_the_day_it_opens():
    rows = [Row("a", None, "phq9", "portal", "once", None, None, None, DAY - timedelta(days=4)),
            Row("b", None, "gad7", "session", "once", None, None, None, DAY + timedelta(days=3)),
            Row("c", None, "raas", "paper", "phase", None, "p", None, DAY)]  # fmt: skip
    found = asked(rows, [], Facts(), {"phq9": 10, "gad7": 7, "raas": 18}, DAY)
    assert (found.open, found.soon, dict(found.days)) == (10, 17, {DAY: 10, DAY + timedelta(days=3): 7}), "a phase has no day yet"


def test_what_would_be_too_much_is_named_and_no_more():
    waiting = Asked(DAY, {DAY: 10, DAY + timedelta(days=5): 25, DAY + timedelta(days=15): 25, DAY + timedelta(days=60): 25})
    assert too_much(waiting, 16, DAY) == "day" and too_much(waiting, 15, DAY) == "intake"
    assert too_much(waiting, 10, DAY) is None
    assert too_much(waiting, 25, DAY + timedelta(days=40)) is None, "no part of the beginning"
