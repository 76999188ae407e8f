"""What a participant is to be sent next, from what they were sent before. Values in, values out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Address:
    """Where mail may go. `wished`: the client gave it for mail themselves; else the counselor is asked first."""

    address: str
    wished: bool


@dataclass(frozen=True)
class Sent:
    """One message that left: method REQUEST or CANCEL, the number of the change it told of."""

    method: str
    sequence: int
    at: datetime


def next_method(sequence: int, cancelled_at: datetime | None, sent: Sequence[Sent]) -> str | None:
    """REQUEST, CANCEL or None when there is nothing new. What was never sent is never cancelled: nobody learns of a
    session by its end. `sent` in the order of time."""
    last = sent[-1] if sent else None
    if cancelled_at is not None:
        return "CANCEL" if last is not None and last.method == "REQUEST" else None
    return "REQUEST" if last is None or last.method == "CANCEL" or last.sequence < sequence else None
