"""When two answers may be opened together. Security-critical: pure, every condition in one place."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

SESSION, HOME = "session", "home"
PLACES = (SESSION, HOME)
COUPLE, POLICY, NOT_CLEAR, BOTH_ASKED, BOTH_READ, BOTH_YES, AT_HOME, OVER = (
    "couple", "policy", "not-clear", "both-asked", "both-read", "both-yes", "at-home", "over")  # fmt: skip


@dataclass(frozen=True)
class Said:
    """What one author said when asked alone. answer: yes, no or None; `read`: a counselor read what would open."""

    client_id: str
    read: bool
    answer: str | None


@dataclass(frozen=True)
class Around:
    """What is recorded about the couple now: who takes part, the policy both signed, and the outcome of the talk alone
    with each of them (None: there was none yet)."""

    couple: bool
    participants: tuple[str, ...]
    policy: str | None
    outcomes: Collection[str | None] = ()


def before_asking(around: Around) -> list[str]:
    """Codes of what keeps anybody from being asked; empty when one of them may be asked."""
    reasons = [] if around.couple and len(around.participants) == 2 else [COUPLE]
    reasons += [] if around.policy else [POLICY]
    # Nothing of one partner is carried to the other before each was asked alone and is safe (clinical.md D.2, D.4).
    clear = len(around.outcomes) == len(around.participants) and all(outcome == "clear" for outcome in around.outcomes)
    return reasons + ([] if clear else [NOT_CLEAR])


def before_opening(around: Around, said: Sequence[Said], place: str, agreed_at: datetime | None) -> list[str]:
    """Codes of what is missing before both answers open; empty when they may be opened."""
    reasons = before_asking(around)
    if {one.client_id for one in said} != set(around.participants):
        reasons.append(BOTH_ASKED)
    if not all(one.read for one in said):
        reasons.append(BOTH_READ)
    if not said or any(one.answer != "yes" for one in said):
        reasons.append(BOTH_YES)
    if place != SESSION and agreed_at is None:
        reasons.append(AT_HOME)
    return reasons
