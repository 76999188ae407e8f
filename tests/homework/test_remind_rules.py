"""When a reminder may go out: the practice's hours, its midnight, and the two nights a year that change the clock."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given as anything
from hypothesis import strategies as some

from practice.episodes.schedule import Rest
from practice.homework.reminding import day_in_hours, hours_make_sense, rests_on, waits

BERLIN, SANTIAGO, KIRITIMATI = "Europe/Berlin", "America/Santiago", "Pacific/Kiritimati"


def at(*parts):
    return datetime(*parts, tzinfo=UTC)


def test_from_the_first_hour_on_and_not_from_the_last():
    assert day_in_hours(at(2026, 7, 1, 6, 59), BERLIN, 9, 20) is None
    assert day_in_hours(at(2026, 7, 1, 7, 0), BERLIN, 9, 20) == date(2026, 7, 1)
    assert day_in_hours(at(2026, 7, 1, 17, 59), BERLIN, 9, 20) == date(2026, 7, 1)
    assert day_in_hours(at(2026, 7, 1, 18, 0), BERLIN, 9, 20) is None


def test_the_day_is_the_practices_own():
    just_after_midnight = at(2026, 6, 30, 22, 30)
    assert day_in_hours(just_after_midnight, BERLIN, 0, 24) == date(2026, 7, 1)
    assert day_in_hours(at(2026, 6, 30, 12, 0), KIRITIMATI, 0, 24) == date(2026, 7, 1)


def test_the_short_and_the_long_night_are_one_day_each():
    for night, hours in ((date(2026, 3, 29), 23), (date(2026, 10, 25), 25)):
        start = datetime(night.year, night.month, night.day, tzinfo=UTC) - timedelta(hours=4)
        quarter = [start + timedelta(minutes=15 * n) for n in range(4 * 34)]
        inside = [moment for moment in quarter if day_in_hours(moment, BERLIN, 0, 24) == night]
        assert len(inside) == 4 * hours and inside[-1] - inside[0] == timedelta(minutes=15 * (4 * hours - 1))


def test_hours_around_the_hour_that_is_left_out_still_have_room():
    found = [n for n in range(24 * 60) if day_in_hours(at(2026, 3, 29) + timedelta(minutes=n), BERLIN, 2, 4)]
    assert len(found) == 60


def test_a_midnight_that_does_not_exist():
    """In Santiago the clock goes from 24:00 to 1:00."""
    assert day_in_hours(at(2026, 9, 6, 3, 59), SANTIAGO, 0, 24) == date(2026, 9, 5)
    assert day_in_hours(at(2026, 9, 6, 4, 0), SANTIAGO, 0, 24) == date(2026, 9, 6)


@anything(some.datetimes(datetime(2025, 1, 1), datetime(2028, 1, 1)), some.sampled_from([BERLIN, SANTIAGO, KIRITIMATI, "UTC"]))
def test_a_whole_day_leaves_no_moment_out_and_two_halves_make_it(moment, zone):
    moment = moment.replace(tzinfo=UTC)
    assert day_in_hours(moment, zone, 0, 24) is not None
    assert (day_in_hours(moment, zone, 0, 12) is None) != (day_in_hours(moment, zone, 12, 24) is None)


def test_hours_of_one_day_with_room_between_them():
    assert hours_make_sense(9, 20) and hours_make_sense(0, 24) and hours_make_sense(22, 24)
    assert not any(hours_make_sense(*pair) for pair in ((20, 9), (9, 9), (9, 10), (-1, 5), (9, 25)))


def test_a_rest_covers_its_days_up_to_the_one_work_goes_on():
    rest = Rest(date(2026, 7, 1), date(2026, 7, 8))
    assert rests_on([rest], date(2026, 7, 1)) and rests_on([rest], date(2026, 7, 7))
    assert not rests_on([rest], date(2026, 7, 8)) and not rests_on([rest], date(2026, 6, 30))
    assert rests_on([Rest(date(2026, 7, 1), None)], date(2030, 1, 1)) and not rests_on([], date(2026, 7, 1))


def test_what_waits_is_asked_not_done_and_ones_own_to_write():
    assert waits(True, "not-opened", None, "me") and waits(True, "begun", "me", "me")
    assert not waits(False, "not-opened", None, "me") and not waits(True, "sent", None, "me")
    assert not waits(True, "declined", None, "me") and not waits(True, "not-opened", "you", "me")
