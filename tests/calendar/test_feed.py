"""The secret address: 256 bits, kept as a hash, neutral, in the counselor's own scope, taken back for good."""

import re
from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
from sqlalchemy import select, update

from practice import clock
from practice.access.models import CaseloadAssignment
from practice.access.scope import everything
from practice.accounts.models import Counselor, SignInAttempt
from practice.audit.models import AuditEntry
from practice.calendar.actions import make_feed
from practice.calendar.models import CalendarFeed
from practice.calendar.views import feeds
from practice.db import db
from practice.episodes.actions import cancel_session
from practice.episodes.models import TherapySession
from tests.calendar.planned import at, planned, stored, today
from tests.homework.given import given, on_protocol


@pytest.fixture(autouse=True)
def _at_once(monkeypatch):
    monkeypatch.setattr(feeds, "BETWEEN", timedelta(0))


def address(cast, who=None, *, names=False, homework=False) -> str:
    with cast.acting(who or cast.alma):
        token = make_feed((who or cast.alma).id, names=names, homework=homework)
        db.session.commit()
    return f"/calendar/feed/{token}.ics"


def events(app, path) -> list:
    answer = app.test_client().get(path)
    assert answer.status_code == 200 and answer.content_type == "text/calendar; charset=utf-8", answer.status_code
    return list(icalendar.Calendar.from_ical(answer.data).walk("VEVENT"))


def test_it_is_shown_once_and_kept_as_a_hash_alone(cast, app):
    app.config["BASE_URL"] = "https://notes.example.org"
    alma = cast.browser(cast.alma)
    page = alma.post("/calendar/out", data={})
    token = re.search(r"https://notes\.example\.org/calendar/feed/([\w-]{43})\.ics", page.text)[1]
    assert token not in alma.get("/calendar/out").text
    (row,) = stored(cast, CalendarFeed)
    assert len(row.token_hash) == 32 and token.encode() not in bytes(row.token_hash) and not row.names


def test_without_https_none_is_made(cast):
    page = cast.browser(cast.alma).post("/calendar/out", data={})
    assert page.status_code == 422 and "https" in page.text and not stored(cast, CalendarFeed)


def test_neutral_utc_and_only_ones_own(cast, app):
    planned(cast, cast.couple, on=today(), hour=10, place="Harbour Practice, room 2")
    planned(cast, cast.sky_episode, on=today(), hour=11, by=cast.cleo)
    body = app.test_client().get(path := address(cast)).text
    for word in ("Robin", "Kim", "Sky", "Harbour", "room", "Alma", "attune", "session", "therap"):
        assert word.lower() not in body.lower(), word
    (event,) = events(app, path)
    assert str(event["SUMMARY"]) == "Appointment" and event["DTSTART"].dt == at(today(), 10).astimezone(UTC)
    assert f"DTSTART:{at(today(), 10):%Y%m%dT%H%M%SZ}" in body and "CLASS:PRIVATE" in body


def test_the_same_calendar_reads_the_same_and_a_change_counts_up(cast, app):
    met = planned(cast, cast.couple)
    path = address(cast)
    first = app.test_client().get(path).data
    assert app.test_client().get(path).data == first
    alma = cast.browser(cast.alma)
    tomorrow = today() + timedelta(days=1)
    alma.post(f"/sessions/{met}", data={"clock": "9:00", "minutes": "50", "place": "", "on-day": tomorrow.day, "on-month": tomorrow.month,
                                        "on-year": tomorrow.year})  # fmt: skip
    (old,) = icalendar.Calendar.from_ical(first).walk("VEVENT")
    (new,) = events(app, path)
    assert (new["UID"], int(new["SEQUENCE"])) == (old["UID"], int(old["SEQUENCE"]) + 1)
    alma.post(f"/sessions/{met}/cancel")
    (gone,) = events(app, path)
    assert (gone["UID"], int(gone["SEQUENCE"]), str(gone["STATUS"])) == (old["UID"], int(old["SEQUENCE"]) + 2, "CANCELLED")
    assert met not in str(gone["UID"])


def test_first_letters_and_homework_only_when_chosen(cast, app):
    planned(cast, cast.couple)
    given(cast, on_protocol(cast, cast.couple), cast.kim, "miracle-question", until=today(), confirmed=True)
    assert len(events(app, address(cast))) == 1
    found = {str(event["SUMMARY"]): event for event in events(app, address(cast, names=True, homework=True))}
    assert set(found) == {"Session with K. V. & R. V.", "Homework: K. V."}
    due = found["Homework: K. V."]
    assert due["DTSTART"].dt == today() and isinstance(due["DTSTART"].dt, date) and not isinstance(due["DTSTART"].dt, datetime)
    assert {str(event["SUMMARY"]) for event in events(app, address(cast, homework=True))} == {"Appointment", "Homework"}


def test_what_lies_long_ago_or_far_ahead_is_not_in_it(cast, app):
    for days in (-70, -20, 100, 500):
        planned(cast, cast.couple, on=today() + timedelta(days=days))
    assert len(events(app, address(cast))) == 2


def test_unknown_taken_back_and_departed_answer_alike(cast, app):
    kept = address(cast)
    feed = stored(cast, CalendarFeed)[0].id
    stranger = cast.browser(cast.cleo)
    assert stranger.post("/calendar/out/revoke", data={"feed": feed}).status_code == 404
    assert stranger.post("/calendar/out/revoke", data={"feed": "\x00"}).status_code == 404
    assert app.test_client().get(kept).status_code == 200
    assert cast.browser(cast.alma).post("/calendar/out/revoke", data={"feed": feed}).status_code == 303
    answers = [app.test_client().get(path) for path in (kept, f"/calendar/feed/{'x' * 43}.ics", "/calendar/feed/short.ics")]
    assert {answer.status_code for answer in answers} == {404} and len({answer.data for answer in answers}) == 1
    gone = address(cast, cast.cleo)
    db.session.execute(update(Counselor).where(Counselor.id == cast.cleo.id).values(disabled_at=clock.now()))
    assert app.test_client().get(gone).data == answers[0].data


def test_whoever_goes_on_trying_is_asked_to_wait_and_good_addresses_still_answer(cast, app, monkeypatch):
    monkeypatch.setattr(feeds, "MISSES", 3)
    path = address(cast)
    codes = [app.test_client().get(f"/calendar/feed/{'x' * 42}{n}.ics").status_code for n in range(5)]
    assert codes == [404, 404, 404, 429, 429] and app.test_client().get(path).status_code == 200
    assert len(stored(cast, SignInAttempt)) == 3


def test_asked_twice_in_a_moment_it_asks_to_wait(cast, app, monkeypatch):
    monkeypatch.setattr(feeds, "BETWEEN", timedelta(minutes=1))
    path = address(cast)
    assert [app.test_client().get(path).status_code for _n in range(2)] == [200, 429]


def test_the_audit_holds_ids_and_never_the_secret(cast, app):
    path = address(cast)
    app.test_client().get(path)
    feed = stored(cast, CalendarFeed)[0]
    assert feed.read_at is not None
    rows = stored(cast, AuditEntry, AuditEntry.what == "read_calendar_feed")
    assert [(row.subject_id, row.actor, row.actor_id) for row in rows] == [(feed.id, "counselor", cast.alma.id)]
    token = path.split("/")[-1][:43]
    assert not [row for row in stored(cast, AuditEntry) if token in repr(vars(row))]


def test_a_cover_that_ended_is_out_of_the_feed_at_once(cast, app):
    planned(cast, cast.ash_episode)
    path = address(cast, cast.bo)
    assert len(events(app, path)) == 1
    with everything("the cover ends", cast.practice.id):
        for row in db.session.scalars(select(CaseloadAssignment).where(CaseloadAssignment.counselor_id == cast.bo.id)):
            row.ends_at = clock.now() - timedelta(seconds=1)
        db.session.commit()
    assert events(app, path) == []


def test_a_session_as_a_file(cast, app):
    met = planned(cast, cast.couple)
    with cast.acting(cast.alma):
        cancel_session(db.session.scalars(select(TherapySession).where(TherapySession.id == met)).one(), by=cast.alma.id)
        db.session.commit()
    (event,) = icalendar.Calendar.from_ical(cast.browser(cast.alma).get(f"/sessions/{met}/calendar.ics").data).walk("VEVENT")
    assert (str(event["SUMMARY"]), str(event["STATUS"])) == ("Appointment", "CANCELLED")
