"""Instruments as this practice knows them, and every occasion of giving one."""

from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from practice.access.models import EpisodeRecord
from practice.db import Id, Record, db, ref
from practice.vault import sealed


class MeasureVersion(Record, db.Model):
    """The frozen text of an instrument file, stored when it is first given, installed or imported. Never changes."""

    key: Mapped[str] = mapped_column(Text)
    version: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(Text)
    text: Mapped[str] = mapped_column(Text)  # the YAML
    origin: Mapped[str] = mapped_column(Text)  # shipped, practice (own file or own wording), fhir
    added_by: Mapped[str | None] = mapped_column(Id)
    added_at: Mapped[datetime]
    __table_args__ = (UniqueConstraint("practice_id", "key", "sha256"),)


class MeasureGrant(Record, db.Model):
    """What an administrator decided about an instrument; the latest row of a key counts.

    kind: accepted (the holder's conditions), basis (own ground for using a wording), on, off.
    """

    key: Mapped[str] = mapped_column(Text)
    kind: Mapped[str] = mapped_column(Text)
    words: Mapped[str] = mapped_column(Text)  # the conditions as shown, or the basis as typed
    by: Mapped[str] = mapped_column(Id, ref("counselor.id"))
    at: Mapped[datetime]
    __table_args__ = (Index(None, "practice_id", "key"),)


class MeasureAssignment(EpisodeRecord, db.Model):
    """An instrument agreed with one person: how and how often. The room is that person's private one.

    rhythm: once, days (every `every_days`), sessions (at each meeting), phase (on entering `phase_id`), day (day `every_days`
    of the course). way: portal, session or paper.
    """

    readers = "both"
    version_id: Mapped[str] = mapped_column(Id, ref("measure_version.id"))
    measure_key: Mapped[str] = mapped_column(Text)
    way: Mapped[str] = mapped_column(Text)
    rhythm: Mapped[str] = mapped_column(Text)
    every_days: Mapped[int | None]
    phase_id: Mapped[str | None] = mapped_column(Text)
    target: Mapped[str | None] = mapped_column(Text)  # the relationship it asks about, where it asks about one
    starts_on: Mapped[date]
    agreed_by: Mapped[str] = mapped_column(Id, ref("counselor.id"))
    agreed_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    __table_args__ = (
        Index(None, "practice_id", "episode_id"),
        CheckConstraint("client_id IS NOT NULL", name="a_measure_is_asked_of_one_person"),
    )


class Administration(EpisodeRecord, db.Model):
    """One occasion of giving an instrument to one person: raw answers, and what they were scored to.

    Open while `finished_at` is empty; frozen after. `scores` is kept for lists only, with the version of the scoring it came
    from; every page that says something about a number scores the answers anew. Portal pages show it once it is released.
    """

    readers = "both"
    assignment_id: Mapped[str | None] = mapped_column(Id, ref("measure_assignment.id"))
    version_id: Mapped[str] = mapped_column(Id, ref("measure_version.id"))
    measure_key: Mapped[str] = mapped_column(Text)
    way: Mapped[str] = mapped_column(Text)  # portal, session, paper, entry (a total typed in)
    target: Mapped[str | None] = mapped_column(Text)
    session_id: Mapped[str | None] = mapped_column(Id, ref("therapy_session.id"))
    made_id: Mapped[str] = mapped_column(Text)  # made by the page: a second submit finds the first
    given_on: Mapped[date]  # the day it speaks of
    began_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    given_by: Mapped[str] = mapped_column(Id)  # who typed: a client or a counselor
    answers_blob: Mapped[bytes | None]  # {item number as text: value}; left out: not answered
    answers = sealed("answers_blob", as_json=True)
    scores: Mapped[dict | None] = mapped_column(JSON)  # {score id: number}; empty where it is not complete
    engine: Mapped[int | None]
    released_at: Mapped[datetime | None]
    released_by: Mapped[str | None] = mapped_column(Id)
    struck_at: Mapped[datetime | None]
    struck_by: Mapped[str | None] = mapped_column(Id)
    struck_blob: Mapped[bytes | None]  # why: typed wrongly, another person's sheet ...
    struck_why = sealed("struck_blob")
    __table_args__ = (
        UniqueConstraint("practice_id", "client_id", "made_id"),
        Index(None, "practice_id", "episode_id", "client_id", "measure_key", "given_on"),
        CheckConstraint("client_id IS NOT NULL", name="a_measure_is_given_to_one_person"),
    )


class AdministrationReading(EpisodeRecord, db.Model):
    """That a counselor looked at what was answered at home. Never changed."""

    administration_id: Mapped[str] = mapped_column(Id, ref("administration.id"))
    read_by: Mapped[str] = mapped_column(Id, ref("counselor.id"))
    read_at: Mapped[datetime]
    __table_args__ = (UniqueConstraint("practice_id", "administration_id"), Index(None, "practice_id", "episode_id"))
