"""The same time on the wall, whatever the clocks do: every zone, its real changes, both ways (security.md T-1)."""

from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from practice.episodes.rhythm import MOST, Taken, days, moved, overlapping, turns
from practice.episodes.walltime import moments, nearest, offered, offset

BERLIN = "Europe/Berlin"
ZONES = sorted(zone for zone in available_timezones() if "/" in zone and not zone.startswith(("Etc/", "posix", "right")))


@cache
def changes(zone: str) -> list[tuple[datetime, timedelta]]:
    """(moment, by how much) of every change of the clocks in 2025 and 2026, found by looking at every quarter of an hour of
    the days on which the clocks stand otherwise than the day before."""
    place, found = ZoneInfo(zone), []
    days_ = [datetime(2025, 1, 1, tzinfo=UTC) + timedelta(days=number) for number in range(730)]
    for day in days_:
        if day.astimezone(place).utcoffset() == (day + timedelta(days=1)).astimezone(place).utcoffset():
            continue
        quarters = [day + timedelta(minutes=15 * number) for number in range(97)]
        for before, after in zip(quarters, quarters[1:], strict=False):
            by = after.astimezone(place).utcoffset() - before.astimezone(place).utcoffset()
            if by:
                found.append((after, by))
    return found


def test_an_ordinary_time_is_one_moment():
    assert moments(date(2026, 11, 24), time(14, 30), BERLIN) == (datetime(2026, 11, 24, 13, 30, tzinfo=UTC),)


def test_the_hour_that_comes_twice_and_the_one_that_is_left_out():
    twice = moments(date(2026, 10, 25), time(2, 30), BERLIN)
    assert [offset(one, BERLIN) for one in twice] == ["UTC+02:00", "UTC+01:00"]
    assert moments(date(2026, 3, 29), time(2, 30), BERLIN) == ()
    near = nearest(date(2026, 3, 29), time(2, 30), BERLIN)
    assert [one.astimezone(ZoneInfo(BERLIN)).strftime("%H:%M") for one in near] == ["01:30", "03:30"]


def test_a_day_that_never_was():
    """Samoa left out 30 December 2011 altogether."""
    before, after = nearest(date(2011, 12, 30), time(12), "Pacific/Apia")
    assert moments(date(2011, 12, 30), time(12), "Pacific/Apia") == ()
    assert [one.astimezone(ZoneInfo("Pacific/Apia")).day for one in (before, after)] == [29, 31]


@settings(max_examples=120, deadline=None)
@given(st.sampled_from(ZONES), st.integers(0, 10), st.integers(-180, 180))
def test_around_every_change_what_is_offered_shows_that_time(zone, which, minutes):
    found = changes(zone)
    if not found:
        return
    change, _by = found[which % len(found)]
    near = (change + timedelta(minutes=minutes)).astimezone(ZoneInfo(zone)).replace(tzinfo=None, second=0)
    shown = moments(near.date(), near.time(), zone)
    assert 1 <= len(shown) <= 2, "a time that some clock has shown exists"
    assert all(one.astimezone(ZoneInfo(zone)).replace(tzinfo=None, fold=0) == near for one in shown)
    assert sorted(shown) == list(shown) and shown == offered(near.date(), near.time(), zone)


@settings(max_examples=120, deadline=None)
@given(st.sampled_from(ZONES), st.integers(0, 10), st.data())
def test_inside_every_gap_nothing_is_guessed_and_two_are_offered(zone, which, data):
    gaps = [one for one in changes(zone) if one[1] > timedelta(0)]
    if not gaps:
        return
    change, by = gaps[which % len(gaps)]
    inside = data.draw(st.integers(0, int(by.total_seconds() // 60) - 1))
    wall = (change.astimezone(ZoneInfo(zone)).replace(tzinfo=None) - by) + timedelta(minutes=inside)
    assert moments(wall.date(), wall.time(), zone) == ()
    before, after = nearest(wall.date(), wall.time(), zone)
    assert before < change <= after and after - before == by


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(ZONES), st.dates(date(2025, 1, 1), date(2026, 6, 1)), st.times(), st.integers(1, 12), st.integers(1, 80))
def test_a_series_keeps_its_wall_time_in_every_zone(zone, first, at, every, times):
    at = at.replace(second=0, microsecond=0)
    found = turns(days(first, every, times), at, zone)
    assert len(found) == min(times, MOST)
    assert all((later.day - earlier.day).days == 7 * every for earlier, later in zip(found, found[1:], strict=False))
    for turn in found:
        if not turn.asked:
            local = turn.starts_at.astimezone(ZoneInfo(zone))
            assert (local.date(), local.time()) == (turn.day, at)
        else:
            assert len(turn.choices) == 2 and turn.starts_at is None


def test_moving_a_series_over_a_change_keeps_the_new_wall_time():
    found = moved([("a", date(2026, 10, 20)), ("b", date(2026, 10, 27))], timedelta(days=1), time(9, 15), BERLIN)
    assert [f"{turn.starts_at.astimezone(ZoneInfo(BERLIN)):%d %H:%M}" for _id, turn in found] == ["21 09:15", "28 09:15"]
    assert [turn.starts_at.hour for _id, turn in found] == [7, 8]


@pytest.mark.parametrize(("begins", "clash"), [(-50, False), (-49, True), (0, True), (49, True), (50, False)])
def test_touching_ends_do_not_clash(begins, clash):
    start = datetime(2026, 11, 24, 13, 0, tzinfo=UTC)
    other = Taken(start + timedelta(minutes=begins), start + timedelta(minutes=begins + 50), "Ash", session_id="x")
    assert bool(overlapping(start, 50, [other])) is clash
    assert overlapping(start, 50, [other], but=["x"]) == ()
