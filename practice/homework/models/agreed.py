"""What was agreed: assignments, how far somebody is with them, how they looked back on them, and sheets of paper."""

from datetime import date, datetime

from sqlalchemy import Index, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from practice.access.models import EpisodeRecord
from practice.db import Id, db, ref
from practice.vault import sealed


class HomeworkAssignment(EpisodeRecord, db.Model):
    """One exercise agreed with one participant (`client_id`), or with both together (`client_id` empty, a scribe named).

    frequency: once, daily, weekly or days (every `every` days). Title and words are those the client was shown.
    """

    readers = "both"
    course_id: Mapped[str | None] = mapped_column(Id, ref("course.id"))
    protocol_version_id: Mapped[str] = mapped_column(Id, ref("protocol_version.id"))
    flavour: Mapped[str | None] = mapped_column(Text)
    phase_id: Mapped[str] = mapped_column(Text)
    exercise_id: Mapped[str] = mapped_column(Text)
    title: Mapped[str] = mapped_column(Text)  # client title
    cycle: Mapped[int] = mapped_column(default=1)
    light: Mapped[bool] = mapped_column(default=False)  # the short version
    frequency: Mapped[str] = mapped_column(Text)
    every: Mapped[int] = mapped_column(default=1)
    opens_on: Mapped[date]
    until: Mapped[date | None]
    scribe_id: Mapped[str | None] = mapped_column(Id, ref("client.id"))
    message_blob: Mapped[bytes | None]  # a line from the counselor
    agreed_by: Mapped[str] = mapped_column(Id, ref("counselor.id"))
    agreed_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]
    ended_how: Mapped[str | None] = mapped_column(Text)  # ended, withdrawn, replaced or stopped (a joint one, by either)
    replaces_id: Mapped[str | None] = mapped_column(Id, ref("homework_assignment.id"))  # changed, or made smaller
    message = sealed("message_blob")
    __table_args__ = (Index(None, "practice_id", "episode_id"), Index(None, "practice_id", "client_id"))


class Beginning(EpisodeRecord, db.Model):
    """That a participant opened or began one occurrence: all a counselor learns of a draft."""

    readers = "both"
    assignment_id: Mapped[str] = mapped_column(Id, ref("homework_assignment.id"))
    occurrence: Mapped[str] = mapped_column(Text)  # "once" or the local date
    opened_at: Mapped[datetime]
    begun_at: Mapped[datetime | None]
    __table_args__ = (
        UniqueConstraint("assignment_id", "client_id", "occurrence"),
        Index(None, "practice_id", "episode_id"),
    )


class LookBack(EpisodeRecord, db.Model):
    """What a client said about an exercise when it ended, once per exercise: did it help, what got in the way.

    helpful: yes, a-little or no; it is about the exercise, never about the person.
    """

    readers = "both"
    assignment_id: Mapped[str] = mapped_column(Id, ref("homework_assignment.id"))
    helpful: Mapped[str | None] = mapped_column(Text)
    words_blob: Mapped[bytes | None]
    said_at: Mapped[datetime]
    words = sealed("words_blob")
    __table_args__ = (UniqueConstraint("assignment_id", "client_id"), Index(None, "practice_id", "episode_id"))


class PaperSheet(EpisodeRecord, db.Model):
    """One printed sheet with a short code: what was printed for whom, so that its answers can be typed in against it.

    `assignment_id` is empty for an exercise of a phase's pack that was not agreed yet; typing it in agrees it.
    """

    code: Mapped[str] = mapped_column(Text)  # eight letters and digits without look-alikes
    assignment_id: Mapped[str | None] = mapped_column(Id, ref("homework_assignment.id"))
    protocol_version_id: Mapped[str] = mapped_column(Id, ref("protocol_version.id"))
    flavour: Mapped[str | None] = mapped_column(Text)
    phase_id: Mapped[str] = mapped_column(Text)
    exercise_id: Mapped[str] = mapped_column(Text)
    occurrence: Mapped[str | None] = mapped_column(Text)
    printed_by: Mapped[str] = mapped_column(Id, ref("counselor.id"))
    printed_at: Mapped[datetime]
    typed_in_at: Mapped[datetime | None]
    __table_args__ = (UniqueConstraint("practice_id", "code"), Index(None, "practice_id", "episode_id"))
