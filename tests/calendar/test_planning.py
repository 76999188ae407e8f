"""Planning in the browser: double booking is asked once, changing clocks are asked about, series are looked at first."""

import re
from datetime import date, timedelta

import pytest

from practice import clock
from practice.calendar.actions import keep_busy
from practice.calendar.foreign import Busy
from practice.db import db
from practice.episodes.actions import record_attendance
from practice.episodes.models import SessionSeries, TherapySession
from practice.notes.actions import save_note
from tests.calendar.planned import at, day_fields, next_day, next_weekday, planned, sessions, stored, today
from tests.people import ZONE


@pytest.fixture
def alma(cast):
    return cast.browser(cast.alma)


def typed(cast, on: date, clock_: str = "10:30", **more) -> dict:
    return {"who": cast.ash.id, "clock": clock_, "minutes": "50", "place": "", **day_fields(on), **more}


def anyway(page) -> str:
    return re.search(r'name="anyway" value="([^"]+)"', page.text)[1]


def local(row) -> str:
    return f"{clock.local(row.starts_at, ZONE):%d.%m. %H:%M}"


def change_of_clocks(month: int) -> date:
    """The last Sunday of March or October that lies ahead."""
    day = next_day(month, 25)
    found = day + timedelta(days=(6 - day.weekday()) % 7)
    return found if found.month == month else found - timedelta(days=7)


def test_a_double_booking_is_said_asked_once_and_allowed(cast, alma):
    on = next_weekday(2)
    planned(cast, cast.couple, on=on, hour=10)
    with cast.acting(cast.alma):
        keep_busy(cast.alma.id, "own.ics", [Busy("a", "Dentist", at(on, 11), at(on, 12))])
        db.session.commit()
    path = f"/episodes/{cast.ash_episode.id}/sessions/new"
    page = alma.post(path, data=typed(cast, on))
    assert page.status_code == 422 and len(sessions(cast)) == 1
    assert "session with Kim Vale &amp; Robin Vale" in page.text and "taken in your other calendar" in page.text
    assert "Dentist" not in page.text
    said = anyway(page)
    other = alma.post(path, data=typed(cast, on, "10:40", anyway=said))
    assert other.status_code == 422, "what was agreed to is one time, not every time"
    for _press in range(2):
        assert alma.post(path, data=typed(cast, on, anyway=said)).status_code == 302 and len(sessions(cast)) == 2


def test_touching_or_cancelled_or_a_colleagues_session_is_no_double_booking(cast, alma):
    on = next_weekday(2)
    planned(cast, cast.sky_episode, on=on, hour=10, by=cast.cleo)
    gone = planned(cast, cast.couple, on=on, hour=10)
    alma.post(f"/sessions/{gone}/cancel")
    planned(cast, cast.couple, on=on, hour=9, minutes=60)
    assert alma.post(f"/episodes/{cast.ash_episode.id}/sessions/new", data=typed(cast, on, "10:00")).status_code == 302


def test_an_hour_that_comes_twice_is_asked(cast, alma):
    on, path = change_of_clocks(10), f"/episodes/{cast.ash_episode.id}/sessions/new"
    page = alma.post(path, data=typed(cast, on, "2:30"))
    assert page.status_code == 422 and "comes twice" in page.text and "UTC+02:00" in page.text and "UTC+01:00" in page.text
    choices = re.findall(r'name="moment" id="[^"]*"\s+value="([^"]+)"', page.text)
    assert len(choices) == 2 and not sessions(cast)
    assert alma.post(path, data=typed(cast, on, "2:30", moment="2020-01-01T00:00:00+00:00")).status_code == 422
    assert alma.post(path, data=typed(cast, on, "2:30", moment=choices[1].replace("&#43;", "+"))).status_code == 302
    assert sessions(cast)[0].starts_at.isoformat() == choices[1].replace("&#43;", "+")


def test_an_hour_that_is_left_out_is_asked_with_the_two_nearest(cast, alma):
    on, path = change_of_clocks(3), f"/episodes/{cast.ash_episode.id}/sessions/new"
    page = alma.post(path, data=typed(cast, on, "2:30"))
    assert page.status_code == 422 and "left out" in page.text and ", 01:30" in page.text and ", 03:30" in page.text
    assert not sessions(cast)


def test_far_days_are_said(cast, alma):
    path = f"/episodes/{cast.ash_episode.id}/sessions/new"
    for year, words in ((today().year + 20, "later than"), (today().year - 30, "earlier than")):
        page = alma.post(path, data=typed(cast, date(year, 5, 5)))
        assert page.status_code == 422 and words in page.text


def series(cast, on: date, **more) -> dict:
    return typed(cast, on, "16:30") | {"every": "2", "times": "4"} | more


def made(cast, alma, on: date, **more) -> list[TherapySession]:
    path = f"/episodes/{cast.ash_episode.id}/series/new"
    look = alma.post(path, data=series(cast, on, **more, do="look"))
    assert look.status_code == 200 and not sessions(cast)
    take = re.findall(r'name="take" value="([^"]+)"', look.text)
    for _press in range(2):
        assert alma.post(path, data=series(cast, on, **more, do="keep", take=take)).status_code == 303
    return sessions(cast)


def test_a_series_is_looked_at_first_and_keeps_its_time_over_the_change(cast, alma):
    on = change_of_clocks(10) - timedelta(days=10)
    rows = made(cast, alma, on)
    assert [f"{clock.local(row.starts_at, ZONE):%H:%M}" for row in rows] == ["16:30"] * 4
    assert len({row.starts_at.hour for row in rows}) == 2, "in UTC it moves by an hour"
    assert [row.number for row in rows] == [1, 2, 3, 4] and len({row.calendar_uid for row in rows}) == 4
    (one,) = stored(cast, SessionSeries)
    assert (one.every, one.times, one.wall_time, one.zone) == (2, 4, "16:30", ZONE)


def test_the_list_says_what_days_fall_upon_and_single_days_can_be_taken_off(cast, alma):
    on = next_weekday(3)
    planned(cast, cast.couple, on=on + timedelta(days=14), hour=16)
    path = f"/episodes/{cast.ash_episode.id}/series/new"
    look = alma.post(path, data=series(cast, on, do="look"))
    assert "session with Kim Vale" in look.text
    take = re.findall(r'name="take" value="([^"]+)"', look.text)
    assert alma.post(path, data=series(cast, on, do="keep")).status_code == 422
    assert alma.post(path, data=series(cast, on, do="keep", take=[take[0], take[3]])).status_code == 303
    assert len(sessions(cast)) == 3


def test_a_series_in_the_changing_hour_asks_for_that_day_alone(cast, alma):
    on, path = change_of_clocks(10) - timedelta(days=7), f"/episodes/{cast.ash_episode.id}/series/new"
    data = series(cast, on, clock="2:30", every="1", times="3")
    look = alma.post(path, data={**data, "do": "look"})
    take = re.findall(r'name="take" value="([^"]+)"', look.text)
    assert alma.post(path, data={**data, "do": "keep", "take": take}).status_code == 422 and not sessions(cast)
    name, value = re.search(r'name="(moment-[^"]+)" id="[^"]*"\s+value="([^"]+)"', look.text).groups()
    assert alma.post(path, data={**data, "do": "keep", "take": take, name: value.replace("&#43;", "+")}).status_code == 303
    assert len(sessions(cast)) == 3


@pytest.mark.parametrize("odd", [
    {"every": "0"}, {"every": "99"}, {"times": "1"}, {"times": "53"}, {"times": "x"}, {"clock": "25:00"}, {"who": "x"},
])  # fmt: skip
def test_a_series_that_cannot_be_meant_is_said(cast, alma, odd):
    page = alma.post(f"/episodes/{cast.ash_episode.id}/series/new", data=series(cast, next_weekday(1), **odd))
    assert page.status_code == 422 and "Please look at this again" in page.text


def test_one_is_changed_alone_or_with_all_that_follow(cast, alma):
    rows = made(cast, alma, next_weekday(1))
    before, second = [row.starts_at for row in rows], rows[1]
    day = clock.local(second.starts_at, ZONE).date()
    moved = {"clock": "17:00", "minutes": "80", "place": "Room 3", **day_fields(day + timedelta(days=1))}
    same_day = day_fields(clock.local(rows[0].starts_at, ZONE).date())
    assert alma.post(f"/sessions/{rows[0].id}", data=moved | same_day | {"which": "this"}).status_code == 302
    assert alma.post(f"/sessions/{second.id}", data=moved | {"which": "following"}).status_code == 302
    after = sessions(cast)
    assert [f"{clock.local(row.starts_at, ZONE):%H:%M}" for row in after] == ["17:00"] * 4
    assert [(new.starts_at - old).days for new, old in zip(after, before, strict=True)] == [0, 1, 1, 1]
    assert {row.minutes for row in after} == {80} and [row.calendar_sequence for row in after] == [1, 1, 1, 1]


def test_following_sessions_that_were_held_or_have_a_note_stay(cast, alma):
    rows = made(cast, alma, next_weekday(1))
    with cast.acting(cast.alma):
        again = {row.id: row for row in db.session.scalars(db.select(TherapySession))}
        record_attendance(again[rows[1].id], {cast.ash.id: "attended"}, by=cast.alma.id)
        save_note(again[rows[2].id], body={"better": "x"}, safety={}, questions=[], version=0, by=cast.alma.id)
        db.session.commit()
    assert "1 that follow" in (page := alma.get(f"/sessions/{rows[0].id}").text) or "one that follows" in page
    alma.post(f"/sessions/{rows[0].id}/series/end")
    assert [row.cancelled_at is not None for row in sessions(cast)] == [True, False, False, True]
    assert stored(cast, SessionSeries)[0].ended_at is not None
    assert "The series has ended" in alma.get(f"/sessions/{rows[1].id}?done=series-ended").text


def test_moving_a_series_on_to_something_is_asked_too(cast, alma):
    rows = made(cast, alma, next_weekday(1))
    last = clock.local(rows[3].starts_at, ZONE).date()
    planned(cast, cast.couple, on=last, hour=18)
    data = {"clock": "18:00", "minutes": "50", "place": "", "which": "following", **day_fields(clock.local(rows[0].starts_at, ZONE).date())}
    page = alma.post(f"/sessions/{rows[0].id}", data=data)
    assert page.status_code == 422 and "session with Kim Vale" in page.text
    assert alma.post(f"/sessions/{rows[0].id}", data=data | {"anyway": anyway(page)}).status_code == 302
    assert {f"{clock.local(row.starts_at, ZONE):%H:%M}" for row in sessions(cast)} == {"18:00"}


def test_late_cancelled_is_an_attendance_and_no_session_that_took_place(cast, alma):
    met = planned(cast, cast.ash_episode, on=today() - timedelta(days=1))
    assert alma.post(f"/sessions/{met}/attendance", data={f"came_{cast.ash.id}": "late-cancelled"}).status_code == 302
    assert "Cancelled late" in alma.get(f"/sessions/{met}").text
    assert "Did not take place" in alma.get(f"/episodes/{cast.ash_episode.id}").text
