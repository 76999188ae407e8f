"""What a counselor does about what recurs: tags on moments, and the counted lines they show."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from practice import clock
from practice.audit.actions import record
from practice.db import db
from practice.homework.counting import Line, is_tag
from practice.homework.models import Entry, EntryTag, Pattern


def tag(entry: Entry, facet: str, word: str, *, by: str, at: datetime | None = None) -> EntryTag:
    """Puts a word on a moment; the client does not see it. The same word twice is one. Raises ValueError for a word
    that is not one of ours (counting.tag_words)."""
    if not is_tag(facet, word):
        raise ValueError(f"no such tag: {facet}")
    same = (EntryTag.entry_id == entry.id, EntryTag.facet == facet, EntryTag.word == word)
    known = db.session.scalars(select(EntryTag).where(*same, EntryTag.taken_off_at.is_(None))).first()
    if known is None:
        known = EntryTag(episode_id=entry.episode_id, client_id=entry.client_id, entry_id=entry.id, facet=facet, word=word,
                         by=by, at=at or clock.now())  # fmt: skip
        db.session.add(known)
        record("tag", entry)
    return known


def take_off(found: EntryTag, *, at: datetime | None = None) -> None:
    """Takes a tag off again, as a dated fact. Doing so twice changes nothing."""
    if found.taken_off_at is None:
        found.taken_off_at = at or clock.now()
        record("take_off_tag", found)


def show_pattern(
    episode_id: str, client_id: str, exercise_id: str, lines: Sequence[tuple[str, Line]], *, by: str, at: datetime | None = None,
) -> Pattern:  # fmt: skip
    """Shows the client what recurs: (the counselor's words, what was counted) for each line. The latest stands; none
    at all takes the lines off the client's page."""
    told = [{"words": words, "count": line.count, "of": line.of, "key": line.key} for words, line in lines]
    drawn = Pattern(episode_id=episode_id, client_id=client_id, exercise_id=exercise_id, lines=told, drawn_by=by,
                    drawn_at=at or clock.now())  # fmt: skip
    db.session.add(drawn)
    record("show_pattern", drawn)
    return drawn
