"""The prevention plan as lines with their days: for the phone page and the pocket card."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from practice.homework.written import Written, pieces, words_at

PLAN = "prevention-plan"


@dataclass(frozen=True)
class PlanLine:
    """One line of the plan and the day its words were written."""

    words: str
    date: date


@dataclass(frozen=True)
class PlanPart:
    """One heading (the question the client was asked) and its lines."""

    id: str
    heading: str
    lines: tuple[PlanLine, ...]


@dataclass(frozen=True)
class Plan:
    """The plan as it stands. `on`: when it was last written, None while it only holds what was kept.

    `since`: what was kept and talked over since then and is not in it yet.
    """

    parts: tuple[PlanPart, ...] = ()
    on: date | None = None
    since: tuple[PlanLine, ...] = ()

    @property
    def is_empty(self) -> bool:
        return not self.since and not any(part.lines for part in self.parts)


def plan_lines(writings: Iterable[Written]) -> Plan:
    """The plan of one person in one episode, from their own sent pages in any order. Without a page of the plan it
    holds what they want to keep and have talked over."""
    known = sorted(writings, key=lambda one: one.sent_at)
    page = next((one for one in reversed(known) if one.exercise_id == PLAN), None)
    held = _held(known)
    if page is None:
        return Plan(since=tuple(PlanLine(words, day) for _since, words, day in held))
    days = {words: day for _since, words, day in reversed(held)}
    by_field: dict[str, list[PlanLine]] = {}
    for piece in pieces(page.labels, page.answers):
        for words in piece.words.split("\n"):
            if words.strip():
                line = PlanLine(words.strip(), days.get(words.strip(), page.on))
                by_field.setdefault(piece.place.split(".")[0], []).append(line)
    parts = tuple(PlanPart(told["id"], told["label"], tuple(by_field.get(told["id"], ()))) for told in page.labels.get("fields", ()))
    there = {line.words for part in parts for line in part.lines}
    since = tuple(PlanLine(words, day) for when, words, day in held if when > page.sent_at and words not in there)
    return Plan(tuple(part for part in parts if part.lines), page.on, since)


def _held(known: Sequence[Written]) -> list[tuple]:
    """(since when, words, day written) of everything kept and looked at together, oldest first."""
    return sorted(
        (since, words, one.on) for one in known if one.exercise_id != PLAN
        for place in one.kept if (since := one.held_since(place)) and (words := words_at(one, place))
    )  # fmt: skip
