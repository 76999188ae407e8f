"""The safety gate (clinical.md D.4) and what raises a flag. Security-critical: pure, deterministic, and tested whole.

The gate stands before conjoint exercises, what touches the partner, and staying in a conflict, in individual
episodes too. Clearing opens nothing by itself: the counselor opens one item at a time. Reasons are for the
counselor's side only.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

DISTRESS_FLAG = 8  # of 10 (the threshold is ours)
# clinical.md D.5 asks for a task of the counselor, while the person has the grounding words and the numbers. "urgent" is
# kept for the rows of D.2: somebody asks for help, violence, a child.
DISTRESS_URGENCY = "review"
SAFE_FOR = timedelta(hours=24)

SCOPE, CREDENTIAL, NO_PARTNER = "scope", "credential", "no-partner"
NOT_ASKED, NOT_CLEAR, CONSENT = "not-asked", "not-clear", "consent"
FELT_SAFE, NOT_OPENED = "felt-safe", "not-opened"


class Conditions(Protocol):
    """What an exercise asks for; practice.protocols.protocol.Safety has these."""

    both_consent: bool
    felt_safe: str | None
    screening: bool
    partner_directed: bool
    credential: str | None
    scope: tuple[str, ...] | None


@dataclass(frozen=True)
class PartnerField:
    """The conditions of a single question behind the gate (`gate: partner`), such as the *stay* direction."""

    both_consent: bool = False
    felt_safe: str | None = None
    screening: bool = True
    partner_directed: bool = True
    credential: str | None = None
    scope: tuple[str, ...] | None = None


@dataclass(frozen=True)
class Answered:
    """What one partner answered alone about one exercise."""

    client_id: str
    exercise_id: str
    answer: str
    at: datetime


@dataclass(frozen=True)
class Standing:
    """What is recorded for one episode now. `screenings`: latest outcome per participant, None while not asked."""

    participants: tuple[str, ...]
    screenings: Mapping[str, str | None] = field(default_factory=dict)
    openings: frozenset[tuple[str | None, str]] = frozenset()
    yeses: frozenset[tuple[str, str]] = frozenset()  # (client, exercise) that feel safe now
    consents: frozenset[str] = frozenset()

    def reasons(self, safety: Conditions, item: str, *, client_id: str | None = None,
                credentials: Collection[str] = (), scope: str = "therapist") -> list[str]:  # fmt: skip
        """Why `item` is closed for this counselor and room; empty when it is open."""
        exercise = item.partition(".")[0]
        return may_open(
            safety, item=item, client_id=client_id, participants=self.participants, screenings=self.screenings,
            openings=self.openings, answers={who for who, what in self.yeses if what == exercise},
            consents=self.consents, credentials=credentials, scope=scope)  # fmt: skip

    def field_open(self, exercise_id: str, field_id: str, client_id: str) -> bool:
        """True when a question behind the gate may be asked of this client."""
        return not self.reasons(PartnerField(), f"{exercise_id}.{field_id}", client_id=client_id)


def may_open(
    safety: Conditions, *, item: str, client_id: str | None = None, participants: Collection[str],
    screenings: Mapping[str, object], openings: Collection[tuple[str | None, str]], answers: Collection[str],
    consents: Collection[str], credentials: Collection[str], scope: str,
) -> list[str]:  # fmt: skip
    """Reason codes why `item` (exercise id, or exercise.field) is closed; empty when it may be given.

    `screenings`: {client: outcome or a row with `.outcome`, None while not asked}. `answers`: clients whose latest
    answer within 24 hours is yes. `consents`: clients whose consent stands. `scope`: therapist or guidance.
    """
    reasons = _counselor(safety, credentials, scope)
    if not gated(safety):
        return reasons
    if joint(safety) and len(participants) < 2:
        return [*reasons, NO_PARTNER]
    reasons += _people(safety, participants, screenings, consents)
    if joint(safety) and not set(participants) <= set(answers):
        reasons.append(FELT_SAFE)
    rooms = {None} if joint(safety) else {None, client_id}
    if not any((room, item) in openings for room in rooms):
        reasons.append(NOT_OPENED)
    return reasons


def gated(safety: Conditions) -> bool:
    """True when the gate stands before it at all."""
    return bool(joint(safety) or safety.screening or safety.partner_directed)


def joint(safety: Conditions) -> bool:
    """True for what both partners do together."""
    return bool(safety.both_consent or safety.felt_safe)


def before_opening(reasons: Collection[str]) -> list[str]:
    """What must be settled before the counselor can open the item."""
    return [reason for reason in reasons if reason != NOT_OPENED]


def before_asking(reasons: Collection[str]) -> list[str]:
    """What must be settled before the partners are asked whether it feels safe: asking names the exercise to them."""
    return [reason for reason in reasons if reason not in (NOT_OPENED, FELT_SAFE)]


def _counselor(safety: Conditions, credentials: Collection[str], scope: str) -> list[str]:
    reasons = []
    if safety.scope and scope not in safety.scope:
        reasons.append(SCOPE)
    if safety.credential and safety.credential not in credentials:
        reasons.append(CREDENTIAL)
    return reasons


def _people(safety: Conditions, participants, screenings, consents) -> list[str]:
    """Each person alone and in person, with outcome clear: for what touches the partner, both of a couple."""
    outcomes = [_outcome(screenings.get(client)) for client in participants]
    reasons = []
    if not outcomes or None in outcomes:
        reasons.append(NOT_ASKED)
    if any(outcome not in (None, "clear") for outcome in outcomes):
        reasons.append(NOT_CLEAR)
    if safety.both_consent and not set(participants) <= set(consents):
        reasons.append(CONSENT)
    return reasons


def _outcome(screening) -> str | None:
    return getattr(screening, "outcome", screening)


def safe_now(answers: Collection[Answered], now: datetime) -> frozenset[tuple[str, str]]:
    """(client, exercise) whose latest answer is a yes not older than 24 hours. A later doubt outweighs a yes."""
    latest: dict[tuple[str, str], Answered] = {}
    for answer in sorted(answers, key=lambda answer: answer.at):
        latest[answer.client_id, answer.exercise_id] = answer
    return frozenset(key for key, last in latest.items() if last.answer == "yes" and last.at > now - SAFE_FOR)


def question_open(asked_at: datetime, now: datetime) -> bool:
    """True while a partner may still answer."""
    return now < asked_at + SAFE_FOR


def distress_needs_flag(value: int | None) -> bool:
    """Distress of 8 or more of 10 after a hard exercise: grounding words, numbers, and a flag for the counselor."""
    return value is not None and value >= DISTRESS_FLAG


def answer_needs_flag(value: float, flagged: Collection[float]) -> bool:
    """True for the first risk answer of an occasion, and for any that goes beyond those that were `flagged` before. The same
    answer again is known."""
    return all(value > known for known in flagged)


def to_referral(scope: str) -> bool:
    """In guidance scope a flag leads to the referral checklist, never to scoring (clinical.md C.5)."""
    return scope == "guidance"
