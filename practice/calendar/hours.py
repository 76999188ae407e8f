"""Working hours as they are typed: `9-12:30, 14-18`. Text in, spans out, or what was wrong with it."""

import re
from dataclasses import dataclass
from datetime import time

MOST = 4  # spans of one day
PART = re.compile(r"(\d{1,2})(?:[:.](\d{2}))?")


class BadHours(ValueError):
    """Hours that cannot be meant; `reason`: shape, order (an end before its start), overlap or many."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


@dataclass(frozen=True, order=True)
class Span:
    """From one time on the wall to a later one of the same day."""

    begins: time
    ends: time

    @property
    def text(self) -> str:
        return f"{self.begins:%H:%M}–{self.ends:%H:%M}"


def read_hours(text: str) -> list[Span]:
    """The spans of a day in order; [] for a free day. Raises BadHours."""
    parts = [part for part in re.split(r"[,;]", text.strip()) if part.strip()]
    if len(parts) > MOST:
        raise BadHours("many")
    spans = sorted(_span(part) for part in parts)
    if any(later.begins < earlier.ends for earlier, later in zip(spans, spans[1:], strict=False)):
        raise BadHours("overlap")
    return spans


def written(spans: list[Span]) -> str:
    """As it is typed, for the form."""
    return ", ".join(f"{one.begins:%H:%M}-{one.ends:%H:%M}" for one in sorted(spans))


def _span(text: str) -> Span:
    ends = re.split(r"\s*(?:-|–|—)\s*", text.strip())
    if len(ends) != 2:
        raise BadHours("shape")
    span = Span(_time(ends[0]), _time(ends[1]))
    if span.begins >= span.ends:
        raise BadHours("order")
    return span


def _time(text: str) -> time:
    found = PART.fullmatch(text) if text.isascii() else None
    hour, minute = (int(found[1]), int(found[2] or 0)) if found else (99, 0)
    if (hour, minute) == (24, 0):
        return time(23, 59)
    if hour > 23 or minute > 59:
        raise BadHours("shape")
    return time(hour, minute)


def outside(begins: time, ends: time, spans: list[Span]) -> bool:
    """True when a time lies in none of the spans; on a free day every time does."""
    return not any(one.begins <= begins and ends <= one.ends for one in spans)
