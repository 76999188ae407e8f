"""The week and the day in the browser: what stands where, whose it is, and that it has an address."""

from datetime import timedelta

import pytest

from practice import clock
from practice.access.models import CaseloadAssignment
from practice.access.scope import everything
from practice.calendar.actions import keep_busy
from practice.calendar.foreign import Busy
from practice.calendar.forms import DAYS
from practice.calendar.weeks import week_of
from practice.db import db
from practice.episodes.actions import cancel_session
from practice.episodes.models import TherapySession
from tests.calendar.planned import at, planned, stored, today
from tests.homework.given import given, on_protocol


@pytest.fixture
def alma(cast):
    return cast.browser(cast.alma)


def test_an_empty_week_is_kind_and_today_is_marked(cast, alma):
    page = alma.get("/calendar").text
    assert "Room to breathe" in page and page.count('aria-current="date"') == 1 and page.count("Nothing planned") == 7
    other = alma.get("/calendar?week=2031-W01").text
    assert 'aria-current="date"' not in other and "This week" in other


@pytest.mark.parametrize("path", [
    "/calendar?week=2026-W54", "/calendar?week=x", "/calendar/2026-02-30", "/calendar/later", "/calendar/%00",
])  # fmt: skip
def test_no_such_week_or_day(cast, alma, path):
    assert alma.get(path).status_code == 404


def test_a_week_holds_sessions_homework_hours_and_times_taken(cast, alma):
    planned(cast, cast.couple, hour=10, place="Room 2")
    gone = planned(cast, cast.ash_episode, hour=15)
    course = on_protocol(cast, cast.couple)
    given(cast, course, cast.kim, "miracle-question", until=today(), confirmed=True)
    with cast.acting(cast.alma):
        cancel_session(db.session.scalars(db.select(TherapySession).where(TherapySession.id == gone)).one(), by=cast.alma.id)
        start = at(today(), 12)
        keep_busy(cast.alma.id, "own.ics", [Busy("a", "Dentist", start, start + timedelta(hours=1)),
                                            Busy("b", "Choir trip", at(today(), 0), at(today() + timedelta(days=1), 0), True)])  # fmt: skip
        db.session.commit()
    alma.post("/calendar/hours", data=dict.fromkeys(DAYS, "9-9:30"))
    page = alma.get(f"/calendar?week={week_of(today()).key}").text
    for words in ("Kim Vale &amp; Robin Vale", "Room 2", "Dentist", "Choir trip", "Homework of Kim Vale", "09:00–09:30",
                  "Outside your hours", "Cancelled"):  # fmt: skip
        assert words in page, words
    day = alma.get(f"/calendar/{today().isoformat()}").text
    assert "Dentist" in day and "Kim Vale" in day and "Day after" in day
    assert "Dentist" not in alma.get(f"/calendar/{(today() + timedelta(days=1)).isoformat()}").text


def test_a_colleague_sees_neither_sessions_nor_titles(cast, alma):
    planned(cast, cast.couple)
    with cast.acting(cast.alma):
        keep_busy(cast.alma.id, "own.ics", [Busy("a", "Dentist", at(today(), 12), at(today(), 13))])
        db.session.commit()
    for who in (cast.cleo, cast.sam):  # a supervisor reads what Alma leads, but it is not in Sam's week
        page = cast.browser(who).get("/calendar").text
        assert "Kim Vale" not in page and "Dentist" not in page


def test_a_covered_session_says_who_leads_until_the_cover_ends(cast):
    planned(cast, cast.ash_episode, hour=11)
    bo = cast.browser(cast.bo)
    assert "Alma leads" in bo.get("/calendar").text
    assert "leads" not in cast.browser(cast.alma).get("/calendar").text
    for row in stored(cast, CaseloadAssignment, CaseloadAssignment.counselor_id == cast.bo.id):
        with everything("the cover ends", cast.practice.id):
            row.ends_at = clock.now() - timedelta(seconds=1)
            db.session.commit()
    assert "Ash Field" not in bo.get("/calendar").text


def test_titles_are_sealed(cast):
    from practice.calendar.models import BusyTime

    with cast.acting(cast.alma):
        keep_busy(cast.alma.id, "own.ics", [Busy("a", "Dentist", at(today(), 12), at(today(), 13))])
        db.session.commit()
    (row,) = stored(cast, BusyTime)
    assert b"Dentist" not in bytes(row.title_blob) and row.title == "Dentist"


def test_the_number_of_queries_does_not_grow_with_the_week(cast, app):
    from sqlalchemy import event

    from practice.calendar.queries import days_of

    def asked() -> int:
        seen = []
        listener = event.listen(db.engine, "before_cursor_execute", hear := lambda *what: seen.append(what[2])) or hear
        try:
            with cast.acting(cast.alma):
                days_of(cast.alma.id, week_of(today()).days, cast.practice.zone, today())
        finally:
            event.remove(db.engine, "before_cursor_execute", listener)
        return len(seen)

    asked()
    few = asked()
    for hour in range(8, 18):
        planned(cast, cast.couple, hour=hour)
    asked()  # what the test's own commits let go is read again
    assert asked() == few


@pytest.mark.parametrize("text", ["9", "12-9", "x" * 400, "9-12,10-11", "\x00", "<b>"])
def test_hours_that_cannot_be_meant_stay_typed(cast, alma, text):
    page = alma.post("/calendar/hours", data={"monday": text, "tuesday": "9-12"})
    assert page.status_code == 422 and "9-12" in page.text and "Please look at this again" in page.text


def test_hours_are_kept_and_read_back(cast, alma):
    assert alma.post("/calendar/hours", data={"monday": "9 - 12.30, 14–18"}).status_code == 303
    assert "09:00-12:30, 14:00-18:00" in alma.get("/calendar/hours").text
    assert alma.post("/calendar/hours", data={}).status_code == 303
    assert "09:00-12:30" not in alma.get("/calendar/hours").text
    assert "09:00" not in cast.browser(cast.cleo).get("/calendar/hours").text
