"""The words of a phase agreement: made from the protocol, changed by the counselor, frozen when kept. Pure."""

import hashlib
import json
from collections.abc import Iterable, Mapping

from practice.i18n import _
from practice.protocols.protocol import Phase
from practice.ratings.checks import cleaned

TEXTS = ("purpose", "we_do", "you_do", "stop")
LISTS = ("exercises", "goals")
PARTS = ("purpose", "goals", "we_do", "you_do", "exercises", "stop")  # in the order they are read
MOST, MOST_LINES = 4_000, 30


def labels() -> dict[str, str]:
    """{part: the heading it stands under}, as it is frozen with the words."""
    return {
        "title": _("What we agree on for this part of the way"),
        "purpose": _("What this part is for"),
        "goals": _("Where you want to get"),
        "we_do": _("What I do"),
        "you_do": _("What you do"),
        "exercises": _("What there is to try"),
        "stop": _("Stopping"),
    }


def first_words(phase: Phase, goals: Iterable[str], *, couple: bool) -> dict:
    """What the form begins with: from the protocol, and the goals of the same room. Nothing of it is kept unread."""
    tried = [exercise for exercise in phase.exercises if exercise.assignable and exercise.default]
    if not couple:
        tried = [exercise for exercise in tried if exercise.respondent != "together"]
    return {
        "purpose": phase.purpose,
        "we_do": _("I ask, listen and keep the time. What you write I read before we next meet. "
                   "Nothing goes on to a next part without you."),
        "you_do": _("You say what fits and what does not. Between the meetings you try what you choose, as much of it as is good."),
        "stop": _("You may stop at any time, leave anything out or take it up later. You need not say why."),
        "exercises": [exercise.client_title for exercise in tried],
        "goals": list(goals),
    }  # fmt: skip


def told(typed: Mapping[str, str]) -> dict:
    """The words as they are kept: texts, and lists with one entry from each line."""
    words: dict = {part: cleaned(typed.get(part) or "") for part in TEXTS}
    for part in LISTS:
        lines = (" ".join(line.split()) for line in cleaned(typed.get(part) or "").split("\n"))
        words[part] = [line for line in lines if line][:MOST_LINES]
    return words


def typed_in(words: Mapping) -> dict[str, str]:
    """The words as a form shows them."""
    return {part: "\n".join(words[part]) if part in LISTS else words[part] for part in PARTS}


def digest(phase_id: str, phase_title: str, words: Mapping, said: Mapping) -> str:
    """SHA-256 over everything both put their names to: the phase, every word and the headings over them."""
    frozen = {"phase": phase_id, "title": phase_title, "words": words, "labels": said}
    return hashlib.sha256(json.dumps(frozen, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
