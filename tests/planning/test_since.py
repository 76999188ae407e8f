"""What the sheet knows of last time: ladders, homework, words that were too hard, and what was promised."""

from datetime import timedelta

from practice import clock
from practice.db import db
from practice.episodes.actions import plan_session, record_attendance
from practice.episodes.models import TherapySession
from practice.homework.actions import mark_discussed, take_up
from practice.homework.models import Entry, LookBack
from practice.notes.actions import add_addendum, save_note, sign_note
from practice.notes.models import ProgressNote
from practice.planning.queries import prep_sheet
from practice.ratings.actions import make_ladder, rate
from tests.homework.given import given, on_protocol
from tests.people import reload
from tests.planning.meetings import meeting, send, today
from tests.portal import measured


def held(cast, days, *, came="attended", promise=""):
    """A meeting of Ash's so many days ago, who came, and its signed note where something was promised."""
    at = clock.now() - timedelta(days=days)
    with cast.acting(cast.alma):
        row = plan_session(cast.ash_episode.id, cast.ash.id, starts_at=at, by=cast.alma.id, at=at)
        db.session.flush()
        record_attendance(row, {cast.ash.id: came}, by=cast.alma.id)
        note = save_note(row, body={"step": promise}, safety={}, questions=[], version=0, by=cast.alma.id) if promise else None
        if note:
            db.session.flush()
            sign_note(note, by=cast.alma.id)
        db.session.commit()
        return note and note.id


def sheet(cast, session_id, **more):
    with cast.acting(cast.alma):
        return prep_sheet(reload(TherapySession, session_id), today(), scope="therapist", **more)


def test_last_time_is_the_last_meeting_that_took_place(cast):
    course = on_protocol(cast, cast.ash_episode)
    homework = given(cast, course, cast.ash, "hope-question")
    held(cast, 9, promise="One walk\nOne call")
    held(cast, 3, came="missed")
    send(cast, cast.ash, homework, "Before last time", at=clock.now() - timedelta(days=10))
    send(cast, cast.ash, homework, "Since then", at=clock.now() - timedelta(days=5))
    found = sheet(cast, meeting(cast, cast.ash_episode, cast.ash))
    assert [one.excerpt for one in found.written] == ["Since then"] and found.more_written == 0
    assert found.promised == ["One walk", "One call"]


def test_a_retracted_note_promises_nothing(cast):
    held(cast, 9, promise="The earlier one")
    note_id = held(cast, 3, promise="The later one")
    session_id = meeting(cast, cast.ash_episode, cast.ash)
    assert sheet(cast, session_id).promised == ["The later one"]
    with cast.acting(cast.alma):
        add_addendum(reload(ProgressNote, note_id), "retraction", "Another client's", by=cast.alma.id)
        db.session.commit()
    assert sheet(cast, session_id).promised == ["The earlier one"]


def test_too_hard_and_what_was_looked_back_on_stand_by_themselves(cast):
    course = on_protocol(cast, cast.ash_episode)
    homework = given(cast, course, cast.ash, "hope-question")
    send(cast, cast.ash, homework, "x", kind="declined", decline="too-hard")
    with cast.acting(cast.alma):
        db.session.add(LookBack(episode_id=cast.ash_episode.id, client_id=cast.ash.id, assignment_id=homework.id, helpful="no",
                                words="It came too early.", said_at=clock.now()))  # fmt: skip
        db.session.commit()
    found = sheet(cast, meeting(cast, cast.ash_episode, cast.ash))
    assert len(found.hard) == 1 and not found.written
    assert [(one.helpful, one.words) for one in found.looked_back] == [("no", "It came too early.")]


def test_what_is_on_the_list_stands_once_and_stays_until_it_was_talked_over(cast):
    course = on_protocol(cast, cast.ash_episode)
    entry_id = send(cast, cast.ash, given(cast, course, cast.ash, "hope-question"), "On the list", at=clock.now() - timedelta(days=20))
    held(cast, 9)
    session_id = meeting(cast, cast.ash_episode, cast.ash)
    assert not sheet(cast, session_id).written
    with cast.acting(cast.alma):
        take_up(reload(Entry, entry_id), by=cast.alma.id)
        db.session.commit()
    found = sheet(cast, session_id)
    assert [one.excerpt for one in found.take_up] == ["On the list"] and not found.written and found.more_written == 0
    with cast.acting(cast.alma):
        mark_discussed(reload(Entry, entry_id), by=cast.alma.id)
        db.session.commit()
    assert not sheet(cast, session_id).take_up


def test_more_than_fits_is_counted(cast):
    course = on_protocol(cast, cast.ash_episode)
    homework = given(cast, course, cast.ash, "hope-question")
    for number in range(9):
        send(cast, cast.ash, homework, f"word {number}")
    found = sheet(cast, meeting(cast, cast.ash_episode, cast.ash))
    assert (len(found.written), found.more_written) == (6, 3) and all(one.new for one in found.written)


def test_a_ladder_tells_where_it_stood_last_time(cast):
    held(cast, 6)
    with cast.acting(cast.alma):
        ladder = make_ladder(cast.ash_episode.id, cast.ash.id, title="At home", by=cast.alma.id, at=clock.now() - timedelta(days=30))
        make_ladder(cast.ash_episode.id, cast.ash.id, title="New", by=cast.alma.id)
        db.session.flush()
        for days, value, high in ((20, 2, None), (8, 2, 3), (2, 4, None), (1, 5, 6)):
            rate(ladder, value=value, value_high=high, source="session", by=cast.alma.id, at=clock.now() - timedelta(days=days))
        db.session.commit()
    first, new = sheet(cast, meeting(cast, cast.ash_episode, cast.ash)).ladders
    assert (first.before, first.now) == ("2–3", "5–6") and "sustained shift" in first.moved.lower()
    assert (new.before, new.now, new.moved) == (None, None, "")


def test_a_daily_exercise_tells_the_asking_of_today(cast):
    course = on_protocol(cast, cast.ash_episode)
    daily = given(cast, course, cast.ash, "exception-log", frequency="daily", opens_on=today() - timedelta(days=30), confirmed=True)
    session_id = meeting(cast, cast.ash_episode, cast.ash)
    assert [one.state for one in sheet(cast, session_id).open_homework] == ["not-opened"]
    send(cast, cast.ash, daily, "A moment", field="context", occurrence=(today() - timedelta(days=1)).isoformat())
    assert [one.state for one in sheet(cast, session_id).open_homework] == ["not-opened"]
    send(cast, cast.ash, daily, "Today", field="context", occurrence=today().isoformat())
    assert [one.state for one in sheet(cast, session_id).open_homework] == ["sent"]


def test_a_guidance_counselor_reads_no_totals_and_without_a_scope_none_is_read(cast):
    session_id = meeting(cast, cast.ash_episode, cast.ash)
    measured.given(cast, "phq9", dict.fromkeys(range(1, 10), 1), cast.ash, episode=cast.ash_episode)
    with cast.acting(cast.alma):
        row = reload(TherapySession, session_id)
        told = {scope: [one.title for one in prep_sheet(row, today(), scope=scope).measures] for scope in ("therapist", "guidance", None)}
    assert len(told["therapist"]) == 1 and not told["guidance"] and not told[None]
