"""A client, what they consented to, and where else they were pointed."""

from datetime import date, datetime

from sqlalchemy import JSON, Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from practice.access.models import EpisodeRecord, PersonRecord
from practice.db import Id, db, ref
from practice.vault import sealed


class Client(PersonRecord, db.Model):
    """Somebody receiving counselling. Names are one field each; how to reach them is sealed."""

    display_name: Mapped[str] = mapped_column(Text)
    preferred_name: Mapped[str | None] = mapped_column(Text)
    pronouns: Mapped[str | None] = mapped_column(Text)
    birth_date: Mapped[date | None]
    language: Mapped[str] = mapped_column(Text, default="en")
    shared_device: Mapped[bool] = mapped_column(default=True)  # safest until agreed otherwise
    device_agreed_on: Mapped[date | None]
    contact_blob: Mapped[bytes | None]
    created_at: Mapped[datetime]
    created_by: Mapped[str] = mapped_column(Id, ref("counselor.id"))
    version: Mapped[int] = mapped_column(default=1)
    # {email, phone, reach_safely, emergency_name, emergency_phone, emergency_relation}
    contact = sealed("contact_blob", as_json=True)
    __table_args__ = (Index(None, "practice_id", "display_name"),)

    @property
    def called(self) -> str:
        """What to call them."""
        return self.preferred_name or self.display_name


class ReminderWish(PersonRecord, db.Model):
    """A client's own wish to be reminded by e-mail, from when to when in the day. Off unless they said so."""

    client_id: Mapped[str] = mapped_column(Id, ref("client.id"), unique=True)
    wanted: Mapped[bool]
    email_blob: Mapped[bytes | None]
    from_hour: Mapped[int] = mapped_column(default=9)  # not before, in the practice's zone
    to_hour: Mapped[int] = mapped_column(default=20)  # not from this hour on
    said_at: Mapped[datetime]
    email = sealed("email_blob")


class ReminderSent(PersonRecord, db.Model):
    """That a reminder went out: at most one for a client and a local day, whoever sends it."""

    client_id: Mapped[str] = mapped_column(Id, ref("client.id"))
    on_date: Mapped[date]
    claimed_at: Mapped[datetime]
    sent_at: Mapped[datetime | None]
    __table_args__ = (UniqueConstraint("client_id", "on_date"),)


class Consent(EpisodeRecord, db.Model):
    """What a client agreed to, in which version, when. kind: counselling, records-policy, guidance-agreement or
    supervision (the counselor's supervisor reads along).

    A records policy carries `policy`: limited-secrets or no-secrets; without it no private room of a couple opens.
    """

    readers = "both"
    kind: Mapped[str] = mapped_column(Text)
    form_version: Mapped[str] = mapped_column(Text)
    policy: Mapped[str | None] = mapped_column(Text)
    given_on: Mapped[date]
    recorded_by: Mapped[str] = mapped_column(Id, ref("counselor.id"))
    recorded_at: Mapped[datetime]
    withdrawn_on: Mapped[date | None]
    __table_args__ = (Index(None, "practice_id", "episode_id"),)


class ReferralCheck(EpisodeRecord, db.Model):
    """The referral checklist of guidance work at intake or review: ticked reasons (clinical.md C.5), who looked, when."""

    reasons: Mapped[list[str]] = mapped_column(JSON)
    note_blob: Mapped[bytes | None]
    checked_by: Mapped[str] = mapped_column(Id, ref("counselor.id"))
    checked_on: Mapped[date]
    note = sealed("note_blob")
    __table_args__ = (Index(None, "practice_id", "episode_id"),)


class Referral(EpisodeRecord, db.Model):
    """Pointing a client to another service: at least two options, consent to share, sent, outcome, follow-up."""

    words_blob: Mapped[bytes | None]  # {reason, options: [..], outcome}
    consent_to_share: Mapped[bool]
    sent_on: Mapped[date | None]
    follow_up_on: Mapped[date | None]
    made_by: Mapped[str] = mapped_column(Id, ref("counselor.id"))
    made_at: Mapped[datetime]
    words = sealed("words_blob", as_json=True)
    __table_args__ = (Index(None, "practice_id", "episode_id"),)
