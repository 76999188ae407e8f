"""What a note takes in from the meeting it is about: who came, where they are, what was talked over, given, ticked and planned.

Pure: facts in, what `ProgressNote.happened` keeps out. Each line can be left out until the note is signed; a line that was
left out waits under "left_out" and can come back. An exercise that was only planned waits there too: that it was talked over
is for the counselor to say. Never a copy of the last note.
"""

import hashlib
import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass

GROUPS = ("attendance", "phase", "exercises", "ratings", "quotes", "plan")
LEFT_OUT = "left_out"


@dataclass(frozen=True)
class Happened:
    """The facts of one meeting. attendance: (shown as, status); exercises: {title, said}; ratings: {title, shown_as, said};
    quotes: {words, title, who}; plan: {words, minutes}; planned: titles of exercises nobody has marked as talked over."""

    attendance: Sequence[tuple[str, str]] = ()
    phase: str = ""
    exercises: Sequence[Mapping] = ()
    ratings: Sequence[Mapping] = ()
    quotes: Sequence[Mapping] = ()
    plan: Sequence[Mapping] = ()
    planned: Sequence[str] = ()

    def kept(self) -> dict | None:
        """As a note keeps it: groups without a line are not there. None when nothing is known."""
        found = {group: _plain(value) for group, value in asdict(self).items() if value and group in GROUPS}
        waits = [{"title": title, "said": "", "planned": True} for title in self.planned]
        return (found | ({LEFT_OUT: {"exercises": waits}} if waits else {})) or None


@dataclass(frozen=True)
class Line:
    """One line of it. `key` stays the same while its words do; `inside`: it goes into the note."""

    key: str
    group: str
    value: object
    inside: bool


def lines(happened: Mapping | None) -> list[Line]:
    """Every line in the order of the groups, those that were left out behind the others of their group."""
    kept, out = happened or {}, (happened or {}).get(LEFT_OUT) or {}
    return [Line(key_of(group, value), group, value, inside)
            for group in GROUPS for inside, place in ((True, kept), (False, out)) for value in _each(place.get(group))]  # fmt: skip


def _each(found) -> Iterator:
    """A group's lines; the phase is one line."""
    if isinstance(found, str):
        yield found
    else:
        yield from found or ()


def key_of(group: str, value) -> str:
    """What a page calls a line: the group and a mark of its words."""
    mark = hashlib.sha256(json.dumps(value, ensure_ascii=False, sort_keys=True).encode("utf-8", "ignore")).hexdigest()[:12]
    return f"{group}-{mark}"


def chosen(happened: Mapping | None, shown: Collection[str], ticked: Collection[str]) -> dict | None:
    """The same lines with what the page said: of those it showed, the ticked ones go into the note and the others do not.
    Lines it did not show stay where they are."""
    return _arranged([(line, line.key in ticked if line.key in shown else line.inside) for line in lines(happened)])


def joined(happened: Mapping | None, fresh: Mapping | None) -> dict | None:
    """What is known now on top of what was taken in: new lines come in, who came, the phase and what was only planned are
    told anew, and nothing that was left out comes back."""
    before, now = lines(happened), lines(fresh)
    known, still = {line.key for line in before}, {line.key for line in now}
    anew = {_about(line) for line in now}
    stays = [(line, line.inside) for line in before if line.key in still or not _told_anew(line, anew)]
    return _arranged([*stays, *((line, line.inside) for line in now if line.key not in known)])


def _told_anew(line: Line, anew: set[tuple]) -> bool:
    """Whether a later line stands instead. An exercise that was talked over stays, whatever is planned again."""
    talked_over = line.group == "exercises" and not line.value.get("planned")
    return not talked_over and _about(line) in anew


def _about(line: Line) -> tuple[str, str]:
    """What a line says something of: one person's coming, the phase, one exercise; any other line only of itself."""
    what = {"attendance": lambda: line.value[0], "phase": lambda: "", "exercises": lambda: line.value["title"]}
    return line.group, what.get(line.group, lambda: line.key)()


def signed(happened: Mapping | None) -> dict | None:
    """What the signed note holds: without what was left out."""
    return {group: value for group, value in (happened or {}).items() if group != LEFT_OUT} or None


def _arranged(placed: Sequence[tuple[Line, bool]]) -> dict | None:
    kept, out = ({}, {})
    for line, inside in placed:
        place = kept if inside else out
        if line.group == "phase":
            place["phase"] = line.value
        else:
            place.setdefault(line.group, []).append(line.value)
    return ({**kept, LEFT_OUT: out} if out else kept) or None


def _plain(value):
    """As JSON gives it back, so that a line has the same key before and after it was stored."""
    return json.loads(json.dumps(value, ensure_ascii=False))
