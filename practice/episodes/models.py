"""One stretch of care: the episode, its intake and end, the course it follows, its meetings."""

from datetime import date, datetime

from sqlalchemy import JSON, Index, Text, and_
from sqlalchemy.orm import Mapped, mapped_column

from practice.access.models import EpisodeRecord, Protected
from practice.db import Id, Record, db, new_id, ref
from practice.vault import sealed


class Episode(Protected, Record, db.Model):
    """Care of one person or one couple, intake to discharge. Its rooms are decided by access/, not here."""

    readers = "taken part"
    across = True
    kind: Mapped[str] = mapped_column(Text)  # individual or couple
    opened_on: Mapped[date]
    opened_at: Mapped[datetime]
    opened_by: Mapped[str] = mapped_column(Id, ref("counselor.id"))
    ended_on: Mapped[date | None]  # set once every participant is discharged; the reasons are Discharge rows
    note_format: Mapped[str | None] = mapped_column(Text)  # how notes are written here; empty: as the counselor or practice does
    __table_args__ = (Index(None, "practice_id", "opened_on"),)


Episode.door_episode = Episode.id


class Intake(EpisodeRecord, db.Model):
    """First assessment of one participant: the presenting concern, and their best hope in their own words."""

    words_blob: Mapped[bytes | None]  # {presenting_concern, best_hope, background}
    taken_on: Mapped[date]
    taken_by: Mapped[str] = mapped_column(Id, ref("counselor.id"))
    version: Mapped[int] = mapped_column(default=1)
    words = sealed("words_blob", as_json=True)
    __table_args__ = (Index(None, "practice_id", "episode_id"),)


class Pause(EpisodeRecord, db.Model):
    """Days that do not count. `client_id` empty: the whole episode rests. `until` empty: still resting."""

    since: Mapped[date]
    until: Mapped[date | None]
    reason_blob: Mapped[bytes | None]
    paused_by: Mapped[str] = mapped_column(Id, ref("counselor.id"))
    reason = sealed("reason_blob")
    __table_args__ = (Index(None, "practice_id", "episode_id"),)


class Discharge(EpisodeRecord, db.Model):
    """The end of an episode for one participant. reason: completed, agreed, moved, referred, stopped-coming, other."""

    ended_on: Mapped[date]
    reason: Mapped[str] = mapped_column(Text)
    words_blob: Mapped[bytes | None]
    discharged_by: Mapped[str] = mapped_column(Id, ref("counselor.id"))
    discharged_at: Mapped[datetime]
    words = sealed("words_blob")
    __table_args__ = (Index(None, "practice_id", "episode_id"),)


class Course(EpisodeRecord, db.Model):
    """This episode on one ProtocolVersion and flavour; at most one open at a time. pace: days or sessions."""

    readers = "both"
    protocol_version_id: Mapped[str] = mapped_column(Id, ref("protocol_version.id"))
    flavour: Mapped[str | None] = mapped_column(Text)
    pace: Mapped[str] = mapped_column(Text)
    started_on: Mapped[date]
    started_by: Mapped[str] = mapped_column(Id, ref("counselor.id"))
    ended_on: Mapped[date | None]
    __table_args__ = (Index(None, "practice_id", "episode_id"),)


class PhaseVisit(EpisodeRecord, db.Model):
    """One stay in a phase. how: entered, before-attune or skipped. `client_id` set: only this participant's."""

    readers = "both"
    course_id: Mapped[str] = mapped_column(Id, ref("course.id"))
    phase_id: Mapped[str] = mapped_column(Text)  # slug in the protocol
    cycle: Mapped[int]
    how: Mapped[str] = mapped_column(Text)
    entered_on: Mapped[date]
    left_on: Mapped[date | None]
    entered_by: Mapped[str] = mapped_column(Id, ref("counselor.id"))
    entered_at: Mapped[datetime]
    __table_args__ = (Index(None, "practice_id", "episode_id"), Index(None, "practice_id", "course_id"))


class PhaseReason(EpisodeRecord, db.Model):
    """Why a phase was skipped, and the readiness asked before one was entered; for the desk only."""

    visit_id: Mapped[str] = mapped_column(Id, ref("phase_visit.id"))
    readiness: Mapped[dict] = mapped_column(JSON)  # {question id: "yes" | "no" | "not asked"}
    words_blob: Mapped[bytes | None]
    words = sealed("words_blob")
    __table_args__ = (Index(None, "practice_id", "episode_id"),)


class TherapySession(EpisodeRecord, db.Model):
    """One planned or held meeting. `client_id` set: with this participant alone (individual episodes: always)."""

    readers = "both"
    number: Mapped[int]  # counts from 1 within the episode
    starts_at: Mapped[datetime]
    minutes: Mapped[int]
    place: Mapped[str | None] = mapped_column(Text)  # room or link
    planned_by: Mapped[str] = mapped_column(Id, ref("counselor.id"))
    planned_at: Mapped[datetime]
    cancelled_at: Mapped[datetime | None]
    noted_at: Mapped[datetime | None]  # since when it has a note; notes/ keeps it, so that Today need not look through all of them
    series_id: Mapped[str | None] = mapped_column(Id, ref("session_series.id"))
    # What calendars know this meeting by; random, and counted up at each change that others were told of.
    calendar_uid: Mapped[str | None] = mapped_column(Text, default=new_id)
    calendar_sequence: Mapped[int] = mapped_column(default=0, server_default="0")
    __table_args__ = (Index(None, "practice_id", "episode_id", "starts_at"), Index(None, "practice_id", "starts_at"))


# What somebody still has to prepare or to write about: Today asks it of a whole caseload.
_UNWRITTEN = and_(TherapySession.noted_at.is_(None), TherapySession.cancelled_at.is_(None))
Index(None, TherapySession.practice_id, TherapySession.planned_by, TherapySession.starts_at, sqlite_where=_UNWRITTEN,
      postgresql_where=_UNWRITTEN)  # fmt: skip


class SessionSeries(EpisodeRecord, db.Model):
    """Meetings that repeat at the same time on the wall: every `every` weeks, whatever the clocks do."""

    readers = "both"
    first_on: Mapped[date]
    wall_time: Mapped[str] = mapped_column(Text)  # "16:30" in `zone`
    zone: Mapped[str] = mapped_column(Text)
    every: Mapped[int]  # weeks
    times: Mapped[int]  # how many meetings, at most 52
    minutes: Mapped[int]
    place: Mapped[str | None] = mapped_column(Text)
    planned_by: Mapped[str] = mapped_column(Id, ref("counselor.id"))
    planned_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    __table_args__ = (Index(None, "practice_id", "episode_id"),)


class SessionInvite(EpisodeRecord, db.Model):
    """That a participant was sent a meeting for their own calendar. method: REQUEST or CANCEL (RFC 5546)."""

    session_id: Mapped[str] = mapped_column(Id, ref("therapy_session.id"))
    method: Mapped[str] = mapped_column(Text)
    sequence: Mapped[int]
    sent_by: Mapped[str] = mapped_column(Id, ref("counselor.id"))
    sent_at: Mapped[datetime]
    __table_args__ = (Index(None, "practice_id", "session_id"), Index(None, "practice_id", "episode_id"))


class Attendance(EpisodeRecord, db.Model):
    """Whether one participant came: attended, late-cancelled, missed (without a word) or cancelled (in time)."""

    session_id: Mapped[str] = mapped_column(Id, ref("therapy_session.id"))
    status: Mapped[str] = mapped_column(Text)
    recorded_by: Mapped[str] = mapped_column(Id, ref("counselor.id"))
    recorded_at: Mapped[datetime]
    __table_args__ = (Index(None, "practice_id", "session_id"), Index(None, "practice_id", "episode_id"))


class EpisodeState(EpisodeRecord, db.Model):
    """What the caseload page reads: one row per (episode, participant), written in the transaction of each fact."""

    readers = "both"
    shown_as: Mapped[str] = mapped_column(Text)
    # The person's name, so that a caseload of hundreds needs no look-up; sorted alike on both engines.
    display_name: Mapped[str] = mapped_column(Text().with_variant(Text(collation="C"), "postgresql"), server_default="")
    protocol_key: Mapped[str | None] = mapped_column(Text)
    protocol_title: Mapped[str | None] = mapped_column(Text)
    phase_title: Mapped[str | None] = mapped_column(Text)
    phase_number: Mapped[int | None]
    phases_total: Mapped[int | None]
    days_total: Mapped[int | None]
    day_one: Mapped[date | None]  # shifted by finished pauses: day n = today - day_one + 1
    paused_since: Mapped[date | None]
    last_rating: Mapped[str | None] = mapped_column(Text)  # as given: "3", "2-3"
    last_rated_at: Mapped[datetime | None]
    spark: Mapped[list | None] = mapped_column(JSON)  # up to 12 latest midpoints of the ladder rated last
    spark_low: Mapped[int | None]
    spark_high: Mapped[int | None]
    open_homework: Mapped[int] = mapped_column(default=0)
    unread_entries: Mapped[int] = mapped_column(default=0)
    next_session_at: Mapped[datetime | None]
    ended_on: Mapped[date | None]
    __table_args__ = (
        Index(None, "practice_id", "episode_id", "client_id", unique=True),
        Index(None, "practice_id", "ended_on", "display_name", "episode_id"),  # the caseload by name, without sorting it
        Index(None, "practice_id", "unread_entries"),
    )
