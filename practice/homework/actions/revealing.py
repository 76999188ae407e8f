"""Opening both partners' answers together. Each author is asked alone; it opens only when everything is there."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select

from practice import clock
from practice.access.scope import desk_of
from practice.audit.actions import record
from practice.db import db
from practice.homework.models import Entry, Reveal, RevealSay, SharedEntry
from practice.homework.pairs import numbers_of_both, open_part
from practice.homework.queries.people import together_with
from practice.homework.queries.revealed import around, copied, how_far, missing_for, readable, running, says_of
from practice.homework.together import BOTH_READ, HOME, PLACES, before_asking

ANSWERS = ("yes", "no")


class NotTogether(Exception):
    """It may not be asked or opened now; `reasons` are codes of homework.together, for the counselor only."""

    def __init__(self, reasons: list[str]) -> None:
        super().__init__(", ".join(reasons))
        self.reasons = reasons


class Settled(Exception):
    """It was answered, opened or called off meanwhile, or what would open has not been looked at."""


def ask_author(entry: Entry, *, place: str, by: str, at: datetime | None = None) -> RevealSay:
    """Asks the author of one read answer, alone, whether it may be opened together. Asking twice changes nothing.

    The first asking about an exercise sets the place; whoever is asked later is asked for the same. Raises
    NotTogether; ValueError for an unknown place.
    """
    if place not in PLACES:
        raise ValueError(place)
    missing = before_asking(around(entry.episode_id))
    latest = readable(entry.episode_id).get(entry.exercise_id, {}).get(entry.client_id)
    missing += [] if latest and latest.entry_id == entry.id else [BOTH_READ]
    if missing:
        raise NotTogether(missing)
    moment = at or clock.now()
    reveal = running(entry.episode_id, entry.exercise_id)
    if reveal is None:
        reveal = Reveal(episode_id=entry.episode_id, client_id=None, exercise_id=entry.exercise_id,
                        title=entry.labels.get("title", ""), place=place, asked_by=by, asked_at=moment)  # fmt: skip
        db.session.add(reveal)
        db.session.flush()
    if known := next((say for say in says_of(reveal) if say.client_id == entry.client_id), None):
        return known
    say = RevealSay(episode_id=entry.episode_id, client_id=entry.client_id, reveal_id=reveal.id, entry_id=entry.id,
                    asked_at=moment, held_back=[])  # fmt: skip
    db.session.add(say)
    record("ask_author", say)
    return say


def look_at(say: RevealSay, held_back: Iterable[str], *, at: datetime | None = None) -> None:
    """The author has seen what would open without `held_back` (field ids). Raises Settled once it was answered."""
    _runs(say)
    say.held_back, say.seen_at = sorted(set(held_back)), at or clock.now()


def answer_author(say: RevealSay, answer: str, *, at: datetime | None = None) -> None:
    """What the author says, for good: yes only to what they looked at, and to more than nothing. Raises Settled."""
    if answer not in ANSWERS:
        raise ValueError(answer)
    _runs(say)
    if answer == "yes" and (say.seen_at is None or not would_open(say)[1]):
        raise Settled
    say.answer, say.answered_at = answer, at or clock.now()
    record("answer_author", say)


def would_open(say: RevealSay) -> tuple[dict, dict]:
    """(labels, answers): exactly what would open of this author's answer."""
    entry = db.session.scalars(select(Entry).where(Entry.id == say.entry_id)).one()
    return open_part(entry.labels, copied(entry), say.held_back)


def agree_to_home(reveal: Reveal, *, at: datetime | None = None) -> None:
    """The counselor's own yes to opening it at home. Agreeing twice changes nothing."""
    if reveal.place == HOME and reveal.agreed_at is None:
        reveal.agreed_at = at or clock.now()
        record("agree_to_home", reveal)


def open_together(reveal: Reveal, *, at: datetime | None = None) -> list[SharedEntry]:
    """Writes the frozen copies into the shared room, without what was held back. Raises NotTogether, Settled.

    A number that only one of them opened stays closed: it is shown beside another one or not at all.
    """
    if reveal.opened_at or reveal.closed_at:
        raise Settled
    says = sorted(says_of(reveal), key=lambda say: say.id)
    if missing := missing_for(reveal, says, around(reveal.episode_id)):
        raise NotTogether(missing)
    names = {part.client_id: part.shown_as for part in together_with(reveal.episode_id)}
    reveal.opened_at = at or clock.now()
    opened = numbers_of_both([would_open(say) for say in says])
    copies = [
        SharedEntry(episode_id=reveal.episode_id, client_id=None, entry_id=say.entry_id, title=reveal.title, labels=labels,
                    answers=answers, shared_by=say.client_id, shown_as=names[say.client_id], shared_at=reveal.opened_at,
                    reveal_id=reveal.id)
        for say, (labels, answers) in zip(says, opened, strict=True)
    ]  # fmt: skip
    db.session.add_all(copies)
    record("open_together", reveal)
    return copies


def close_together(reveal_id: str, episode_id: str, *, at: datetime | None = None) -> None:
    """Called off before it opened, or taken back afterwards, by the counselor or one of the authors: a dated fact.

    Both copies leave the shared room at once, so that neither shows by itself who did it. Closing twice changes nothing.
    """
    moment = at or clock.now()
    with desk_of(episode_id, "an author takes back what was opened together"):
        reveal = db.session.scalars(select(Reveal).where(Reveal.id == reveal_id)).one()
        if reveal.closed_at is not None:
            return
        reveal.closed_at = moment
        for copy in db.session.scalars(select(SharedEntry).where(
                SharedEntry.reveal_id == reveal_id, SharedEntry.withdrawn_at.is_(None))):  # fmt: skip
            copy.withdrawn_at = moment
    record("close_together", subject_id=reveal_id)


def _runs(say: RevealSay) -> None:
    far = how_far(say)
    if say.answered_at is not None or far.opened_at is not None or far.closed_at is not None:
        raise Settled
