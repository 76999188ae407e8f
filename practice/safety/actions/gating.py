"""What opens the way for gated exercises: screening records, openings, what each partner says alone."""

from datetime import date, datetime

from practice import clock
from practice.access.scope import desk_of
from practice.audit.actions import record
from practice.db import db
from practice.safety import rules
from practice.safety.models import Opening, SafetyAnswer, SafetyQuestion, Screening
from practice.safety.queries import openings_of, standing
from practice.safety.words import ANSWERS, OUTCOMES, cleaned


class NotCleared(PermissionError):
    """The gate is closed. `reasons` holds its codes, for the counselor only."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(", ".join(reasons))
        self.reasons = reasons


class TooLate(ValueError):
    """The question was open for 24 hours and is not any more."""


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
