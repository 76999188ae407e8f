"""Two versions of a note, field by field, word by word; and one text made of two. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from practice.episodes.words import ATTENDANCE
from practice.i18n import _
from practice.notes import formats, happened

# Words, runs of space and single signs; a script without spaces goes sign by sign.
PIECE = re.compile(r"[\u2e80-\u9fff\uac00-\ud7af]|\w+|\s+|[^\w\s]")
MOST = 4_000  # pieces on each side that are compared word by word; beyond, a passage counts as one
EXACT, MOST_PAIRS = 250_000, 25_000_000  # pairs of pieces: compared without leaving any out; compared at all
SAME, ADDED, REMOVED = "same", "added", "removed"


@dataclass(frozen=True)
class Changed:
    """One field as it changed: (same | added | removed, text) in reading order."""

    title: str
    parts: list[tuple[str, str]]


def told(words: Mapping | None) -> list[tuple[str, str, str]]:
    """(key, title, text) of everything a version holds, in the order of the page."""
    words = words or {}
    form = formats.load_formats().get(words.get("format"))
    found = [(f"body.{key}", title, text) for key, title, text in formats.laid_out(words.get("body"), form, words.get("labels"))]
    inside = [line for line in happened.lines(words.get("happened")) if line.inside]
    if inside:
        found.insert(0, ("happened", _("From the meeting"), "\n".join(_line(line) for line in inside)))
    if words.get("questions"):
        found.append(("questions", _("Questions we used"), "\n".join(item["text"] for item in words["questions"])))
    safety = {key: text for key, text in (words.get("safety") or {}).items() if text}
    return found + [(f"safety.{key}", f"{_('Safety')}: {safety_titles()[key]}", text) for key, text in safety.items()]


def safety_titles() -> dict[str, str]:
    return {"asked": _("Asked"), "said": _("What they said"), "protects": _("What protects them"),
            "agreed": _("What we agreed"), "consulted": _("Whom I consulted")}  # fmt: skip


def _line(line: happened.Line) -> str:
    if line.group == "attendance":
        return f"{line.value[0]}: {ATTENDANCE.get(line.value[1], line.value[1])}"
    if line.group == "phase":
        return _("Phase: %(title)s", title=line.value)
    if line.group == "exercises":
        return _("Talked over: %(title)s", title=": ".join(filter(None, (line.value["title"], line.value.get("said")))))
    if line.group == "ratings":
        named = ", ".join(filter(None, (line.value["title"], line.value.get("shown_as"))))
        return _("Rating given: %(ladder)s: %(position)s", ladder=named, position=line.value["said"])
    if line.group == "plan":
        timed = _("%(words)s (%(minutes)s min)", **line.value) if line.value.get("minutes") else line.value["words"]
        return _("Planned: %(words)s", words=timed)
    source = ", ".join(str(line.value[key]) for key in ("who", "title") if line.value.get(key))
    return f"“{line.value['words'].strip()}”" + (f" ({source})" if source else "")


def compare(before: Mapping | None, after: Mapping | None) -> list[Changed]:
    """What changed from one version to another, field by field; fields that stayed as they were are left out."""
    old, new = ({key: (title, text) for key, title, text in told(words)} for words in (before, after))
    order = [*new, *(key for key in old if key not in new)]
    pairs = [((new.get(key) or old[key])[0], old.get(key, ("", ""))[1], new.get(key, ("", ""))[1]) for key in order]
    return [Changed(title, parts(was, now)) for title, was, now in pairs if was != now]


def parts(before: str, after: str) -> list[tuple[str, str]]:
    """The texts as (same | added | removed, text): compared by lines first, then by words inside what differs."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    found: list[tuple[str, str]] = []
    for op, a, b, c, d in _steps(old, new):
        was, now = "".join(old[a:b]), "".join(new[c:d])
        found += [(SAME, was)] if op == "equal" else _by_words(was, now)
    return _run_together(found)


def _steps(old: list[str], new: list[str]) -> list[tuple[str, int, int, int, int]]:
    """difflib's steps from one list to the other. Comparing is quadratic where pieces repeat, and hostile text repeats:
    what both ends share is set aside first, in a long rest pieces that come often are no anchors, and a very long one counts
    as replaced."""
    most = min(len(old), len(new))
    head = next((n for n in range(most) if old[n] != new[n]), most)
    tail = next((n for n in range(most - head) if old[-1 - n] != new[-1 - n]), most - head)
    left, right = old[head : len(old) - tail], new[head : len(new) - tail]
    pairs = len(left) * len(right)
    if pairs > MOST_PAIRS:
        steps = [("replace", 0, len(left), 0, len(right))]
    else:
        steps = SequenceMatcher(None, left, right, autojunk=pairs > EXACT).get_opcodes()
    found = [("equal", 0, head, 0, head)] if head else []
    found += [(op, a + head, b + head, c + head, d + head) for op, a, b, c, d in steps]
    if tail:
        found.append(("equal", len(old) - tail, len(old), len(new) - tail, len(new)))
    return found


def _by_words(before: str, after: str) -> list[tuple[str, str]]:
    old, new = PIECE.findall(before), PIECE.findall(after)
    if not (old and new) or max(len(old), len(new)) > MOST:
        return [(kind, text) for kind, text in ((REMOVED, before), (ADDED, after)) if text]
    found = []
    for op, a, b, c, d in _steps(old, new):
        was, now = "".join(old[a:b]), "".join(new[c:d])
        found += [(SAME, was)] if op == "equal" else [(kind, text) for kind, text in ((REMOVED, was), (ADDED, now)) if text]
    return found


def _run_together(found: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """What was taken out and what was added beside each other as one passage each; a space between two changes belongs to
    both, so that a phrase is read as a phrase."""
    joined: list[tuple[str, str]] = []
    gone = new = ""
    for place, (kind, text) in enumerate(found):
        if kind == SAME and (gone or new) and text.isspace() and "\n" not in text and place + 1 < len(found):
            gone, new = gone + text, new + text
        elif kind == SAME:
            joined += _passage(gone, new)
            gone = new = ""
            joined = [*joined[:-1], (SAME, joined[-1][1] + text)] if joined and joined[-1][0] == SAME else [*joined, (kind, text)]
        else:
            gone, new = gone + text * (kind == REMOVED), new + text * (kind == ADDED)
    return [*joined, *_passage(gone, new)]


def _passage(gone: str, new: str) -> list[tuple[str, str]]:
    return [(kind, text) for kind, text in ((REMOVED, gone), (ADDED, new)) if text]


def both(mine: str, stored: str) -> str:
    """One text that holds all of both: what is the same stands once, what differs stands one after the other."""
    if mine == stored or not mine or stored.startswith(mine):
        return stored
    if not stored or mine.startswith(stored):
        return mine
    old, new = stored.split("\n"), mine.split("\n")
    found: list[str] = []
    for op, a, b, c, d in _steps(old, new):
        found += old[a:b] if op == "equal" else [*old[a:b], *new[c:d]]
    return "\n".join(found)
