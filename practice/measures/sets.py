"""The usual sets (clinical.md E): what is asked of a person when, spread so that no day and no intake becomes too much. Pure.

What an earlier tier asks in short is not repeated where the long form follows: the four questions of PHQ-4 are in PHQ-9 and
GAD-7, those of CSI-4 in CSI-16. Ladders, readiness and safety ratings belong to the course, not to measures.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from practice.measures.burden import INTAKE, PER_DAY, WEEKS, Asked
from practice.measures.measure import Measure
from practice.measures.schedule import AHEAD, MOST_DAYS, Agreed

GAP = timedelta(days=3)  # between two days of asking
WEEK = timedelta(days=7)  # so late midway still is midway
THREE_MONTHS = timedelta(days=91)
LEAST = timedelta(days=14)  # from the last of the intake to midway: less says nothing about change
NEAR = 45  # days; agreed so near to a proposed day is the same asking


@dataclass(frozen=True)
class Slot:
    """One thing to learn, by the first group of instruments that can be given whole. `in_room`: never at home."""

    groups: tuple[tuple[str, ...], ...]
    couples: bool = False
    in_room: bool = False


@dataclass(frozen=True)
class Known:
    """One instrument for one person. `why_not`: off, conditions, basis, wording, entry or age; None when it can be given.
    `not_home`: not-remote, shared-device, first-meeting or no-plan; None when it may be asked at home."""

    measure: Measure
    why_not: str | None = None
    not_home: str | None = None


@dataclass(frozen=True)
class Step:
    """A proposal. `why`: the tier it belongs to; `not_home`: why it is asked in session, where that is not the choice."""

    why: str
    key: str
    title: str
    questions: int
    alone: bool
    way: str
    not_home: str | None
    rhythm: str
    every_days: int | None
    starts_on: date
    phase_id: None = None

    @property
    def id(self) -> str:
        return f"{self.why}-{self.key}"


@dataclass(frozen=True)
class LeftOut:
    """What belongs to the set and cannot be proposed; `why` as in Known, or target, long, many."""

    key: str
    title: str
    why: str


@dataclass(frozen=True)
class Plan:
    steps: tuple[Step, ...]
    left_out: tuple[LeftOut, ...]

    def count(self, *tiers: str) -> int:
        """Questions of these tiers, each asked once; of all without any."""
        return sum(step.questions for step in self.steps if not tiers or step.why in tiers)


@dataclass(frozen=True)
class Course:
    """Day 1 of the course, moved by rests, and how many days it has."""

    day_one: date
    days: int


_MOOD = Slot((("phq9", "gad7"), ("core10",)))
_CLOSENESS = Slot((("raas",), ("ecrs",)))
_SATISFACTION = Slot((("csi16",), ("csi4",)), couples=True)
_BRIEFLY = Slot((("csi4",),), couples=True)
_ALONE = Slot((("hark",),), in_room=True)
_TRAUMA = Slot((("pcptsd5",),))
FIRST, SOON, EACH, MIDWAY, END, LATER = TIERS = ("first", "soon", "each", "midway", "end", "later")
SETS: dict[str, tuple[Slot, ...]] = {
    FIRST: (_ALONE, Slot((("phq4",),)), _BRIEFLY),
    SOON: (_CLOSENESS, _MOOD, _TRAUMA, _SATISFACTION),
    EACH: (Slot((("phq4",), ("core10",))), _BRIEFLY, Slot((("sessioncheck",),), in_room=True)),  # the check is of the meeting itself
    MIDWAY: (_MOOD, _SATISFACTION),
    END: (_ALONE, _CLOSENESS, _MOOD, _TRAUMA, _SATISFACTION),
    LATER: (_ALONE, _CLOSENESS, _MOOD, _TRAUMA, _SATISFACTION),
}


def plan(
    kind: str, usable: Mapping[str, Known], waiting: Asked, course: Course | None, scope: str, *,
    agreed: Collection[Agreed] = (), meetings: Collection[date] = (),
) -> Plan:  # fmt: skip
    """What could be agreed with one person from `waiting.today` on; nothing that is agreed already.

    kind: individual or couple. Without a course that counts days there is no midway, end or follow-up. At most 25 questions
    open on one day, those of `meetings` (days of planned ones) and of what waits already counted; at most 70 to begin with.
    """
    making = _Making(kind, usable, waiting, scope, agreed, meetings)
    making.intake()
    making.each()
    if course:
        making.counted(course)
    return Plan(tuple(making.steps), tuple(making.left.values()))


class _Making:
    """A plan while it grows: the days that are taken, the steps so far, what could not become one."""

    def __init__(
        self, kind: str, usable: Mapping[str, Known], waiting: Asked, scope: str, agreed: Collection[Agreed], meetings: Collection[date]
    ) -> None:
        self.kind, self.usable, self.scope, self.agreed, self.meetings = kind, usable, scope, agreed, meetings
        self.start, self.taken, self.room = waiting.today, Counter(waiting.days), INTAKE - waiting.soon
        self.last = max((day for day in waiting.days if day <= self.start + WEEKS), default=self.start)  # of the intake
        self.steps: list[Step] = []
        self.left: dict[str, LeftOut] = {}

    def intake(self) -> None:
        for tier, first in ((FIRST, self.start), (SOON, self.start + GAP)):
            for slot, found in self._of(tier):
                size = len(found.measure.items)
                if self._agreed(tier, found.measure.key, self.start):
                    continue
                if size > self.room:
                    self._leave(found.measure, "many")
                    continue
                self.room -= size
                day = self._day(size, first)
                self.last = max(self.last, day)
                self._add(tier, slot, found, "once", None, day)

    def each(self) -> None:
        """Once the intake is over; what meetings will ask counts on their days."""
        new = [(slot, found) for slot, found in self._of(EACH) if not self._agreed(EACH, found.measure.key, self.last)]
        opens = self._day(min(sum(len(found.measure.items) for _slot, found in new), PER_DAY), self.last + GAP)
        for slot, found in new:
            self._add(EACH, slot, found, "sessions", None, opens)
            size, before = len(found.measure.items), AHEAD if self.steps[-1].way == "portal" else timedelta()
            self.taken.update({max(day - before, opens): size for day in self.meetings if day >= opens})

    def counted(self, course: Course) -> None:
        """What has its day in the course, and the follow-up."""
        last = course.day_one + timedelta(days=course.days - 1)
        half = course.day_one + timedelta(days=max(course.days // 2, 1) - 1)
        nameable = course.days <= MOST_DAYS - 30
        midway = max(half, self.last + LEAST)
        if nameable and midway <= half + WEEK:
            self._dated(MIDWAY, midway, course)
        if nameable and last >= self.start:
            self._dated(END, max(last - 2 * GAP, self.start), course)
        self._dated(LATER, max(last, self.start) + THREE_MONTHS, None)

    def _dated(self, tier: str, first: date, course: Course | None) -> None:
        for slot, found in self._of(tier):
            if not self._agreed(tier, found.measure.key, first, (first - course.day_one).days + 1 if course else None):
                day = self._day(len(found.measure.items), first)
                number = (day - course.day_one).days + 1 if course else None
                self._add(tier, slot, found, "day" if course else "once", number, day if course is None else self.start)

    def _of(self, tier: str) -> Iterator[tuple[Slot, Known]]:
        """The instruments of a tier that can be given to this person; what cannot is put down with its reason."""
        for slot in SETS[tier]:
            if slot.couples and self.kind != "couple":
                continue
            groups = [[self.usable[key] for key in group if key in self.usable] for group in slot.groups]
            groups = [[one for one in group if self.scope in one.measure.audience.scopes] for group in groups]
            whole = next((group for group in groups if group and not any(map(_against, group))), groups[0])
            for one in whole:
                if reason := _against(one):
                    self._leave(one.measure, reason)
                else:
                    yield slot, one

    def _day(self, size: int, first: date) -> date:
        """The first day with room for so many questions."""
        while self.taken[first] + size > PER_DAY:
            first += GAP
        self.taken[first] += size
        return first

    def _agreed(self, tier: str, key: str, day: date, number: int | None = None) -> bool:
        return any(_same(row, tier, day, number) for row in self.agreed if row.measure_key == key)

    def _add(self, tier: str, slot: Slot, found: Known, rhythm: str, every_days: int | None, starts_on: date) -> None:
        home = not slot.in_room and found.not_home is None
        self.steps.append(Step(
            tier, found.measure.key, found.measure.title, len(found.measure.items), found.measure.audience.solo_only,
            "portal" if home else "session", None if slot.in_room else found.not_home, rhythm, every_days, starts_on))  # fmt: skip

    def _leave(self, measure: Measure, why: str) -> None:
        self.left.setdefault(measure.key, LeftOut(measure.key, measure.title, why))


def _against(found: Known) -> str | None:
    """Why it is no part of a proposal."""
    if found.why_not:
        return found.why_not
    if found.measure.audience.per_relationship:
        return "target"
    return "long" if len(found.measure.items) > PER_DAY else None


def _same(row: Agreed, tier: str, day: date, number: int | None) -> bool:
    """Whether what was agreed is what would be proposed, though not on the very same day."""
    if tier == EACH:
        return row.rhythm in ("sessions", "days")
    if number is not None:
        return row.rhythm == "day" and abs((row.every_days or 0) - number) <= LEAST.days
    if row.rhythm != "once":
        return False
    return row.starts_on <= day + LEAST if tier in (FIRST, SOON) else abs((row.starts_on - day).days) <= NEAR
