"""Verbs of safety. Flags and screening records are only ever added to."""

from contextlib import nullcontext
from datetime import date, datetime

from sqlalchemy import select

from practice import clock
from practice.access.models import Participant
from practice.access.scope import ClientScope, OutOfScope, current, desk_of
from practice.audit.actions import record
from practice.db import db
from practice.safety import rules
from practice.safety.models import Flag, FlagStep, Opening, SafetyAnswer, SafetyQuestion, Screening
from practice.safety.queries import openings_of, standing, steps_of
from practice.safety.words import ANSWERS, OUTCOMES, cleaned


class NeedsWords(ValueError):
    """What was done, or why, must be said."""


class AlreadyClosed(ValueError):
    """The flag was closed before; nothing is added to it."""


class NotCleared(PermissionError):
    """The gate is closed. `reasons` holds its codes, for the counselor only."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(", ".join(reasons))
        self.reasons = reasons


class TooLate(ValueError):
    """The question was open for 24 hours and is not any more."""


def raise_flag(
    episode_id: str, client_id: str, *, kind: str, urgency: str, words: str | None = None,
    source_id: str | None = None, by: str | None = None, at: datetime | None = None,
) -> Flag:  # fmt: skip
    """Something a human must look at. Works in a client's scope, where the row is written at the desk.

    Who raised it comes from the scope; `by` names the counselor where there is no scope of one (sample practice).
    """
    who, who_id = _raiser(client_id, by)
    as_client = isinstance(current(), ClientScope)
    if as_client:
        _own_episode(episode_id, client_id)
    with desk_of(episode_id, "a client raised a flag") if as_client else nullcontext():
        return _added("raise_flag", Flag(
            episode_id=episode_id, client_id=client_id, kind=kind, urgency=urgency, source_id=source_id,
            words=cleaned(words) or None, raised_by=who, raised_by_id=who_id, raised_at=at or clock.now()))  # fmt: skip


def _raiser(client_id: str, by: str | None) -> tuple[str, str]:
    scope = current()
    if by is not None:
        return "counselor", by
    if scope is not None and scope.actor in ("client", "counselor") and scope.actor_id:
        return scope.actor, scope.actor_id
    return "client", client_id


def _own_episode(episode_id: str, client_id: str) -> None:
    """A client writes to the desk of their own episodes only. Raises OutOfScope."""
    scope = current()
    part = db.session.scalars(select(Participant.id).where(
        Participant.practice_id == scope.practice_id, Participant.client_id == scope.client_id,
        Participant.episode_id == episode_id)).first()  # fmt: skip
    if part is None or client_id != scope.client_id:
        raise OutOfScope("a flag for somebody else")


def acknowledge(flag: Flag, *, words: str, by: str, at: datetime | None = None) -> FlagStep:
    """Somebody looked at it and says what they did. Raises NeedsWords, AlreadyClosed."""
    return _step(flag, "acknowledged", words, by, at)


def close_flag(flag: Flag, *, words: str, by: str, at: datetime | None = None) -> FlagStep:
    """A person closes it with a reason; nothing else ever does. Raises NeedsWords, AlreadyClosed."""
    return _step(flag, "closed", words, by, at)


def _step(flag: Flag, step: str, words: str, by: str, at: datetime | None) -> FlagStep:
    if not cleaned(words):
        raise NeedsWords(step)
    if any(row.step == "closed" for row in steps_of(flag.id)):
        raise AlreadyClosed(flag.id)
    row = FlagStep(episode_id=flag.episode_id, client_id=flag.client_id, flag_id=flag.id, step=step,
                   words=cleaned(words), by=by, at=at or clock.now())  # fmt: skip
    return _added("acknowledge_flag" if step == "acknowledged" else "close_flag", row)


def record_screening(
    episode_id: str, client_id: str, *, done_on: date, outcome: str, by: str, words: str | None = None,
    at: datetime | None = None,
) -> Screening:  # fmt: skip
    """One person was asked, alone and in person. Clear opens nothing; anything else closes what stood open."""
    if outcome not in OUTCOMES:
        raise ValueError(outcome)
    row = Screening(episode_id=episode_id, client_id=client_id, done_on=done_on, outcome=outcome,
                    words=cleaned(words) or None, screened_by=by, recorded_at=at or clock.now())  # fmt: skip
    if outcome != "clear":
        for opening in openings_of(episode_id):
            opening.closed_at = row.recorded_at
    return _added("record_screening", row)


def open_item(
    episode_id: str, client_id: str | None, item: str, *, by: str, safety: rules.Conditions | None = None,
    credentials=frozenset(), scope: str = "therapist", at: datetime | None = None,
) -> Opening:  # fmt: skip
    """Open one gated item (exercise id, or exercise.field) for one participant or, with None, the couple.

    `safety` are the exercise's conditions; without them the strictest that fit: those of a joint exercise for the
    couple, of a question that touches the partner for one person. Raises NotCleared. Opening twice changes nothing.
    """
    at = at or clock.now()
    conditions = safety or (rules.PartnerField(both_consent=True) if client_id is None else rules.PartnerField())
    reasons = standing(episode_id, now=at).reasons(
        conditions, item, client_id=client_id, credentials=credentials, scope=scope)  # fmt: skip
    if missing := rules.before_opening(reasons):
        raise NotCleared(missing)
    for opening in openings_of(episode_id):
        if (opening.client_id, opening.item) == (client_id, item):
            return opening
    return _added("open_item", Opening(
        episode_id=episode_id, client_id=client_id, item=item, opened_by=by, opened_at=at))


def close_item(opening: Opening, *, by: str, at: datetime | None = None) -> None:
    """Close what was opened; it can be opened again."""
    if opening.closed_at is None:
        opening.closed_at = at or clock.now()
        record("close_item", opening)


def ask_if_safe(
    episode_id: str, exercise_id: str, title: str, *, by: str, at: datetime | None = None
) -> list[SafetyQuestion]:
    """Ask each partner alone whether a joint exercise feels safe. `title` is what clients see as its name.

    Raises NotCleared before everybody was asked alone with outcome clear: the question itself names the exercise.
    """
    at = at or clock.now()
    found = standing(episode_id, now=at)
    reasons = found.reasons(rules.PartnerField(both_consent=True), exercise_id)
    if missing := rules.before_asking(reasons):
        raise NotCleared(missing)
    asked = [SafetyQuestion(episode_id=episode_id, client_id=client, exercise_id=exercise_id, exercise_title=title,
                            asked_by=by, asked_at=at) for client in found.participants]  # fmt: skip
    db.session.add_all(asked)
    record("ask_if_safe", asked[0])
    return asked


def answer_if_safe(question: SafetyQuestion, answer: str, *, at: datetime | None = None) -> SafetyAnswer:
    """What this partner says, alone: yes, not-sure or no. Changing one's mind is another answer. Raises TooLate."""
    at = at or clock.now()
    if answer not in ANSWERS:
        raise ValueError(answer)
    if not rules.question_open(question.asked_at, at):
        raise TooLate(question.id)
    question.answered_at = at
    with desk_of(question.episode_id, "an answer for the counselor only"):
        return _added("answer_if_safe", SafetyAnswer(
            episode_id=question.episode_id, client_id=question.client_id, exercise_id=question.exercise_id,
            answer=answer, answered_at=at))  # fmt: skip


def _added(verb: str, row):
    db.session.add(row)
    record(verb, row)
    return row
