"""Counting what recurs in a log: optional taps of the client and the counselor's tags. Plain numbers, never free text.

A tap is (facet, word): facets are where, with, began and mood, and for other logs the ids of their questions.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from practice.i18n import _

ENOUGH = 5  # moments; with fewer, a count says nothing
PROPOSED = 8
FACETS = ("where", "with", "began", "mood")
FACET_OF = {"where": "where", "with_whom": "with", "who_began": "began", "mood": "mood"}
KINDS = ("choice", "choices")
Tap = tuple[str, str]


@dataclass(frozen=True)
class Moment:
    """One entry as far as counting goes. `private` ones never feed a count that both of a couple read."""

    id: str
    taps: frozenset[Tap] = frozenset()
    private: bool = True


@dataclass(frozen=True)
class Line:
    """How often one tap was given: in `count` of `of` moments. `words` are the option's, for the counselor to edit."""

    facet: str
    word: str
    words: str
    count: int
    of: int

    @property
    def key(self) -> str:
        return f"{self.facet}:{self.word}"


def tag_words() -> dict[str, dict[str, str]]:
    """{facet: {word: how it reads}}: all a counselor can tag with, so that no words of a client end up in a tag."""
    return {
        "where": {"home": _("At home"), "out": _("Out"), "work": _("At work"), "on_the_way": _("On the way"),
                  "apart": _("Not in the same place")},
        "with": {"alone": _("Alone"), "partner": _("With the partner"), "children": _("With children"),
                 "family": _("With family"), "friends": _("With friends"), "others": _("With other people")},
        "began": {"me": _("They began it"), "other_person": _("The other person began it"), "both": _("Both began it"),
                  "nobody": _("It just happened")},
        "mood": {"calm": _("Calm"), "warm": _("Warm"), "playful": _("Playful"), "tired": _("Tired"), "tense": _("Tense"),
                 "sad": _("Sad"), "mixed": _("A bit of everything")},
    }  # fmt: skip


def facet_words() -> dict[str, str]:
    """{facet: its heading}."""
    return {"where": _("Where"), "with": _("With whom"), "began": _("Who began it"), "mood": _("Mood")}


def is_tag(facet: str, word: str) -> bool:
    """True for a tag a counselor may put on a moment."""
    return word in tag_words().get(facet, {})


def countable(labels: Mapping) -> dict[str, dict[str, str]]:
    """{question id: {option id: words the client saw}} of what can be counted in a log: its optional taps."""
    return {told["id"]: dict(told.get("options", {})) for told in labels.get("fields", ())
            if told["kind"] in KINDS and told.get("options")}  # fmt: skip


def taps_in(options: Mapping[str, Mapping[str, str]], answers: Mapping) -> frozenset[Tap]:
    """The taps of one answer. What somebody typed beside the options is free text and is not counted."""
    found = set()
    for question, words in options.items():
        given = answers.get(question)
        for choice in given if isinstance(given, list) else [given]:
            if isinstance(choice, str) and choice in words:
                found.add((FACET_OF.get(question, question), choice))
    return frozenset(found)


def words_of_taps(options: Mapping[str, Mapping[str, str]]) -> dict[Tap, str]:
    """{tap: words}: those the client saw, and the counselor's for tags, behind the heading of their facet."""
    found = {(facet, word): words for facet, some in tag_words().items() for word, words in some.items()}
    seen = {(FACET_OF.get(question, question), word): words for question, some in options.items() for word, words in some.items()}
    headings = facet_words()
    return {tap: _("%(facet)s: %(words)s", facet=headings[tap[0]], words=words) if tap[0] in headings else words
            for tap, words in {**found, **seen}.items()}  # fmt: skip


def counted(moments: Iterable[Moment], words: Mapping[Tap, str], *, shared: bool = False, most: int = PROPOSED) -> list[Line]:
    """The most frequent taps, most frequent first; nothing below five moments.

    `shared`: the count is for both of a couple, so private moments are left out of it altogether.
    """
    known = [moment for moment in moments if not (shared and moment.private)]
    if len(known) < ENOUGH:
        return []
    counts = Counter(tap for moment in known for tap in moment.taps)
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [Line(*tap, words.get(tap, tap[1]), count, len(known)) for tap, count in ordered[:most]]


def line_words(line: Mapping) -> str:
    """A counted line as a sentence: "6 of 9 moments: after cooking together"."""
    return _("%(count)s of %(of)s moments: %(words)s", count=line["count"], of=line["of"], words=line["words"])


SAID = {"trigger-log": ("situation", "thoughts"), "two-other-views": ("situation", "thought")}
STATES = {"body-scan": ("state_before", "state_after"), "ride-the-wave": ("at_the_top", "a_little_later")}


@dataclass(frozen=True)
class Seen:
    """One answer of a log, opened: what the pages about recurring are made of."""

    id: str
    at: datetime
    answers: Mapping


def said_in(exercise_id: str, labels: Mapping, seen: Iterable[Seen], most: int = 6) -> list[tuple[str, list[tuple[str, datetime]]]]:
    """[(question, [(the client's own words, day)])] of what recurs in words, newest first."""
    rows, asked = list(seen), {told["id"]: told["label"] for told in labels.get("fields", ())}
    found = []
    for question in SAID.get(exercise_id, ()):
        said = ((str(row.answers.get(question) or "").strip(), row.at) for row in rows)
        words = list(islice((pair for pair in said if pair[0]), most))
        if words and question in asked:
            found.append((asked[question], words))
    return found


def states_in(exercise_id: str, labels: Mapping, seen: Iterable[Seen]) -> list[tuple[datetime, str, str]]:
    """[(day, before, after)] where a log asks for both, in words; newest first."""
    asked = {told["id"]: told.get("options", {}) for told in labels.get("fields", ())}
    before, after = STATES.get(exercise_id, ("", ""))
    if before not in asked or after not in asked:
        return []
    pairs = [(row.at, _state(asked[before], row.answers.get(before)), _state(asked[after], row.answers.get(after))) for row in seen]
    return [pair for pair in pairs if pair[1] or pair[2]]


def _state(options: Mapping[str, str], answer: object) -> str:
    return "" if answer is None else options.get(str(answer), str(answer))
