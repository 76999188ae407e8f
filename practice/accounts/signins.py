"""When a sign-in is still good: idle and absolute limits, decided by the server's clock alone."""

from dataclasses import dataclass
from datetime import datetime, timedelta

UNLOCKED = timedelta(minutes=15)  # one typing of the passphrase covers this long


@dataclass(frozen=True)
class Limits:
    idle: timedelta
    absolute: timedelta


def still_good(limits: Limits, *, began_at: datetime, seen_at: datetime, ended_at: datetime | None, now: datetime) -> bool:
    """True while neither limit is passed, it was not ended, and the clock has not run backwards past its last use."""
    if ended_at is not None or now < seen_at - timedelta(minutes=5):
        return False
    return now - seen_at <= limits.idle and now - began_at <= limits.absolute


def unlocked(at: datetime | None, now: datetime) -> bool:
    """Whether the passphrase typed `at` still covers signing. A clock that ran backwards covers nothing."""
    return at is not None and at <= now < at + UNLOCKED


def worth_writing(limits: Limits, *, seen_at: datetime, now: datetime) -> bool:
    """Use is written down at most every fifth of the idle limit (security.md Q14)."""
    return now - seen_at >= limits.idle / 5


def wait_after(failures: int) -> timedelta:
    """How long an account rests after failures within the last hour: five are free, then 1, 2, 4 ... 15 minutes."""
    if failures < 5:
        return timedelta(0)
    return timedelta(minutes=min(2 ** (failures - 5), 15))
