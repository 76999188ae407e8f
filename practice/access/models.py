"""Who takes part, who may open what, since when: dated rows, and the two kinds of protected record."""

from datetime import datetime

from sqlalchemy import Index, Text, false
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from practice.access import rules
from practice.db import Id, Record, Row, db, ref


class Participant(Record, db.Model):
    """A client in an episode, from and to. `shown_as` is the only thing a partner sees of them."""

    episode_id: Mapped[str] = mapped_column(Id, ref("episode.id"))
    client_id: Mapped[str] = mapped_column(Id, ref("client.id"))
    shown_as: Mapped[str] = mapped_column(Text)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime | None]
    __table_args__ = (Index(None, "practice_id", "client_id", "episode_id"), Index(None, "practice_id", "episode_id"))


class CaseloadAssignment(Record, db.Model):
    """Why a counselor may open an episode: kind is lead, backup, cover, supervision or break-glass."""

    episode_id: Mapped[str] = mapped_column(Id, ref("episode.id"))
    counselor_id: Mapped[str] = mapped_column(Id, ref("counselor.id"))
    kind: Mapped[str] = mapped_column(Text)
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime | None]
    reason: Mapped[str | None] = mapped_column(Text)
    # Since when everybody's agreement stands that the counselor's supervisor reads along: it names whoever supervised by
    # then. Without it, and for who came later, there is nothing to find here.
    supervision_agreed_at: Mapped[datetime | None]
    # The door asks "which episodes are open to this counselor now" on every statement: all of it lies in the index.
    __table_args__ = (
        Index(None, "practice_id", "counselor_id", "episode_id", "starts_at", "ends_at"),
        Index(None, "practice_id", "episode_id"),
    )


class Supervision(Record, db.Model):
    """A supervisor reads what a named supervisee leads, from and to, where the clients agreed; writes only what
    `supervisor_writes` names."""

    supervisor_id: Mapped[str] = mapped_column(Id, ref("counselor.id"))
    supervisee_id: Mapped[str] = mapped_column(Id, ref("counselor.id"))
    starts_at: Mapped[datetime]
    ends_at: Mapped[datetime | None]
    cosigns: Mapped[bool] = mapped_column(default=False, server_default=false())  # notes, reports, ends need this supervisor's name
    __table_args__ = (Index(None, "practice_id", "supervisor_id", "supervisee_id"),)


class Protected:
    """A class the door stands in front of: every ORM statement on it gets the criteria of the present scope."""

    @classmethod
    def for_counselor(cls):
        return rules.of(cls).counselor

    @classmethod
    def for_supervisor(cls):
        return rules.of(cls).supervisor

    @classmethod
    def for_client(cls):
        return rules.of(cls).client

    @classmethod
    def for_desk(cls):
        return rules.of(cls).desk


class EpisodeRow(Protected, Row):
    """An EpisodeRecord without a random id of its own (ratings have a natural key)."""

    # Who reads it: "desk" (counselors only), "both" (the client of the room too), "author" (nobody but the writer).
    readers = "desk"
    # True for what is listed over the whole caseload at once; the door then begins with the list of its episodes.
    across = False
    # What a supervisor may write where they only read: "new", a row in their own name (`by`) that was not there; or these
    # columns of a row that is there. Nothing, unless a class says so.
    supervisor_writes = ()

    @declared_attr
    def episode_id(cls) -> Mapped[str]:  # noqa: N805
        return mapped_column(Id, ref("episode.id"))

    @declared_attr
    def client_id(cls) -> Mapped[str | None]:  # noqa: N805
        """The room: one participant's private room, or NULL for what belongs to the whole episode (couples: shared)."""
        return mapped_column(Id, ref("client.id"))


class EpisodeRecord(EpisodeRow, Record):
    """A clinical row: of a practice, an episode and a room, with declared readers."""


class AuthorRecord(EpisodeRecord):
    """A clinical row that nobody but its author reads: drafts and process notes."""

    readers = "author"
    author_id: Mapped[str] = mapped_column(Id)


class PersonRecord(Protected, Record):
    """Facts about a person: seen by whoever has an assignment to an episode they take part in, and by themselves."""

