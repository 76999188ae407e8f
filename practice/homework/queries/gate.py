"""What an assignment asks of its client, and what still stands in its way (the gate itself: safety/)."""

from dataclasses import replace
from datetime import datetime

from sqlalchemy import select

from practice import clock
from practice.accounts.models import Counselor
from practice.accounts.queries import credentials_of
from practice.clients.queries import records_policy
from practice.db import db
from practice.episodes.models import Episode
from practice.episodes.queries import current_course
from practice.homework.models import HomeworkAssignment, JointStop
from practice.i18n import zone
from practice.protocols.protocol import Exercise
from practice.protocols.queries import protocol_of
from practice.protocols.reach import may_lead
from practice.safety.queries import openings_of, standing
from practice.safety.rules import CREDENTIAL, FELT_SAFE, SCOPE, joint

# Asked when it is given, by whom and that it felt safe then; afterwards the records and the opening decide.
ONLY_WHEN_GIVEN = (CREDENTIAL, SCOPE, FELT_SAFE)
STOPPED = "stopped"


def exercise_of(assignment: HomeworkAssignment, lang: str = "en") -> Exercise:
    """The exercise as agreed: in its version, flavour and phase, light or whole. Questions behind the gate included."""
    return offered_in(protocol_of(assignment.protocol_version_id, assignment.flavour, lang), assignment.exercise_id,
                      assignment.phase_id).with_light(assignment.light)  # fmt: skip


def offered_in(protocol, exercise_id: str, phase_id: str) -> Exercise:
    """The exercise as this phase offers it, else as it was first defined. Raises LookupError for an unknown one."""
    try:
        return protocol.exercise(exercise_id, phase=phase_id)
    except LookupError:
        return protocol.exercise(exercise_id)


def asked_of(assignment: HomeworkAssignment, client_id: str, lang: str = "en", *, whole: bool = False) -> Exercise | None:
    """The exercise as this client is asked it now: gated questions only where the counselor opened them.

    None while the exercise itself is closed again: the client then sees nothing of it. `whole`: with every question,
    where only the short version was agreed.
    """
    exercise = exercise_of(assignment, lang).with_light(assignment.light and not whole)
    if not exercise.safety.gated and not any(field.gate for field in exercise.fields):
        return exercise
    found = standing(assignment.episode_id)
    closed = found.reasons(exercise.safety, exercise.id, client_id=client_id)
    if exercise.safety.gated and set(closed) - set(ONLY_WHEN_GIVEN):
        return None
    kept = tuple(field for field in exercise.fields
                 if field.gate is None or found.field_open(exercise.id, field.id, client_id))  # fmt: skip
    return replace(exercise, fields=kept)


class Gate:
    """What stands for and against giving exercises in one episode, read once for a whole page of them."""

    def __init__(self, episode_id: str, by: str, at: datetime | None = None) -> None:
        now = at or clock.now()
        self.standing = standing(episode_id, now=now)
        self.participants = list(self.standing.participants)
        kind = db.session.scalars(select(Episode.kind).where(Episode.id == episode_id)).one_or_none()
        self.couple = kind == "couple"
        self.policy = records_policy(episode_id, self.participants) if self.couple else None
        self.scope = db.session.scalars(select(Counselor.scope).where(Counselor.id == by)).one_or_none() or "therapist"
        today = clock.today(zone(), now)
        self.credentials = {one.kind for one in credentials_of(by) if one.expires_on is None or one.expires_on >= today}
        course = current_course(episode_id)
        self.stopped = _stopped(episode_id) if self.couple else frozenset()
        self.flavour = course and next((one for one in course.protocol.flavours if one.id == course.flavour), None)

    def against(self, exercise: Exercise, client_ids: list[str]) -> list[str]:
        """Codes of what stands in the way of giving it to these participants (wording.reason_words); empty: nothing."""
        if not exercise.assignable:
            return ["counselor"]
        found = ["records-policy"] if self.couple and self.policy is None else []
        if self.flavour and not may_lead(self.flavour, self.scope, self.credentials):  # somebody who stands in
            found.append(CREDENTIAL if self.scope in self.flavour.scope else SCOPE)
        if joint(exercise.safety) and exercise.id in self.stopped:
            found.append(STOPPED)
        for client_id in client_ids:
            found += self.standing.reasons(exercise.safety, exercise.id, client_id=client_id,
                                           credentials=self.credentials, scope=self.scope)  # fmt: skip
        return list(dict.fromkeys(found))

    def closed_questions(self, exercise: Exercise, client_ids: list[str]) -> list[str]:
        """Labels of questions left out for somebody because their gate is closed."""
        return [field.label for field in exercise.fields if field.gate
                and not all(self.standing.field_open(exercise.id, field.id, person) for person in client_ids)]  # fmt: skip


def _stopped(episode_id: str) -> frozenset[str]:
    """Joint exercises somebody stopped that were not opened anew since; opening asks each alone once more."""
    opened = {row.item: row.opened_at for row in openings_of(episode_id) if row.client_id is None}
    stops = db.session.execute(
        select(HomeworkAssignment.exercise_id, JointStop.stopped_at)
        .join(JointStop, JointStop.assignment_id == HomeworkAssignment.id).where(JointStop.episode_id == episode_id))  # fmt: skip
    return frozenset(item for item, at in stops if item not in opened or opened[item] <= at)


def reasons_against(episode_id: str, client_ids: list[str], exercise: Exercise, *, by: str,
                    at: datetime | None = None) -> list[str]:  # fmt: skip
    """Codes of what stands in the way of giving one exercise to these participants."""
    return Gate(episode_id, by, at).against(exercise, client_ids)
