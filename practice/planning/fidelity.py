"""How a course went beside its protocol, element by element, in words. Never a percentage: leaving something out can be
what fits, and the reason is the interesting part. Pure: facts in, elements out.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from practice.i18n import _l

HOW = {
    "discussed": _l("sent and talked over"),
    "done": _l("sent"),
    "changed": _l("changed"),
    "skipped": _l("left out"),
    "open": _l("not taken up so far"),
}
Key = tuple[str, str]  # (phase id, exercise id): an exercise may come again in a later phase


@dataclass(frozen=True)
class Offered:
    """An exercise of a phase that was entered or left out. `phase` is the phase's title; `client_title` as a client reads it;
    `usual`: part of the small set the phase begins with. `again`: it goes on from an earlier phase."""

    exercise_id: str
    title: str
    phase_id: str
    phase: str
    client_title: str = ""
    usual: bool = True
    again: bool = False

    @property
    def key(self) -> Key:
        return self.phase_id, self.exercise_id


@dataclass(frozen=True)
class Reason:
    """What the counselor said, or what the record shows without words. how: changed or skipped."""

    how: str
    words: str = ""


@dataclass(frozen=True)
class Element:
    """One exercise as it went. how: discussed, done (sent), changed, skipped or open; `why` in the counselor's words.

    `sent` and `talked_over` hold beside a change too.
    """

    exercise_id: str
    title: str
    phase: str
    how: str
    why: str = ""
    phase_id: str = ""
    sent: bool = False
    talked_over: bool = False


def elements(exercises: Sequence[Offered], sent: Collection[Key], discussed: Collection[Key],
             reasons: Mapping[Key, Reason]) -> list[Element]:  # fmt: skip
    """Every exercise in the order of the protocol; one beyond the usual set only when something became of it. A change shows
    beside what was sent; something left out and sent later was not left out."""
    found = []
    for one in exercises:
        was_sent, talked, reason = one.key in sent, one.key in discussed, reasons.get(one.key)
        if not (one.usual or was_sent or talked or reason):
            continue
        how = "discussed" if talked else "done" if was_sent else "open"
        if reason is not None and (reason.how == "changed" or how == "open"):
            how = reason.how
        why = reason.words if reason is not None and how == reason.how else ""
        found.append(Element(one.exercise_id, one.title, one.phase, how, why, one.phase_id, was_sent, talked))
    return found


def carried_on(exercises: Sequence[Offered], keys: Collection[Key]) -> set[Key]:
    """The keys with those of exercises that simply go on: a log agreed in one phase is the same log in the next."""
    ids = {exercise_id for _phase, exercise_id in keys}
    return {*keys, *(one.key for one in exercises if one.again and one.usual and one.exercise_id in ids)}


def named(exercises: Sequence[Offered], titles: Collection[str]) -> set[Key]:
    """Exercises whose title, as counselors or clients read it, stands among `titles`: a note holds titles, not ids."""
    wanted = {title.strip().casefold() for title in titles} - {""}
    return {one.key for one in exercises if {one.title.casefold(), one.client_title.casefold()} & wanted}


def by_phase(found: Sequence[Element]) -> list[tuple[str, str, list[Element]]]:
    """(phase id, its title, its elements), in the order of the protocol."""
    phases: dict[tuple[str, str], list[Element]] = {}
    for one in found:
        phases.setdefault((one.phase_id, one.phase), []).append(one)
    return [(*key, rows) for key, rows in phases.items()]


def untouched(found: Sequence[Element]) -> list[Element]:
    """What nobody has sent, talked over or said a reason for."""
    return [one for one in found if one.how == "open"]
