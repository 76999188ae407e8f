"""Verbs of ladders: made, rated, brought in. A rating is never changed."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime

from sqlalchemy import func, select

from practice import clock
from practice.audit.actions import record
from practice.db import db
from practice.episodes import state
from practice.i18n import _
from practice.ratings import checks
from practice.ratings.checks import BadLadder, BadRating, cleaned, kept, ladder_faults, rating_faults, rungs_in
from practice.ratings.models import Ladder, Rating
from practice.ratings.queries import latest, state_facts


def make_ladder(
    episode_id: str, client_id: str | None, *, title: str, low: int = 1, high: int = 10, words: Mapping | None = None, by: str,
    rungs: Iterable[str] = (), imported: bool = False, at: datetime | None = None,
) -> Ladder:  # fmt: skip
    """A ladder of one client, or of both of a couple (`client_id` None), its ends in their words ({low, high, good_enough}).
    `rungs`: signs on the way up, kept with those words as a list. Raises BadLadder."""
    title, told = " ".join(cleaned(title).split()), kept(words, checks.END_WORDS)
    if faults := ladder_faults(title, low, high, told):
        raise BadLadder(faults)
    if signs := rungs_in(rungs):
        told = {**told, "rungs": signs}
    ladder = Ladder(episode_id=episode_id, client_id=client_id, title=title, low=low, high=high, words=told or None,
                    made_at=at or clock.now(), made_by=by, imported=imported)  # fmt: skip
    db.session.add(ladder)
    record("make_ladder", ladder)
    return ladder


def rate(
    ladder: Ladder, *, value: int | None, value_high: int | None = None, source: str, by: str,
    words: Mapping | None = None, session_id: str | None = None, at: datetime | None = None,
) -> Rating:  # fmt: skip
    """One position: a number, a range of two neighbours, or deliberately none. Raises BadRating.

    `source`: session or portal. `words`: {past, keeps_from_lower, first_sign, comment}, all optional.
    """
    value_high = None if value_high == value else value_high
    told = kept(words, checks.RATING_WORDS)
    if faults := rating_faults(ladder.low, ladder.high, value, value_high, told):
        raise BadRating(faults)
    if ladder.ended_at is not None:
        raise BadRating({"value": _("This ladder has ended. Make a new one to go on.")})
    moment = (at or clock.now()).astimezone(UTC)
    last = db.session.scalar(select(func.max(Rating.seq)).where(Rating.ladder_id == ladder.id, Rating.at == moment))
    rating = Rating(
        ladder_id=ladder.id, at=moment, seq=0 if last is None else last + 1, episode_id=ladder.episode_id,
        client_id=ladder.client_id, value=value, value_high=value_high, source=source, given_by=by,
        session_id=session_id, words=told or None)  # fmt: skip
    db.session.add(rating)
    record("rate", rating)
    _note(ladder)
    return rating


def bring_in(ladder: Ladder, positions: Sequence[tuple[datetime, int, int | None]], *, by: str) -> list[Rating]:
    """Many positions (at, value, value_high) from a file, in one deed; several of one moment are numbered on.

    Raises BadRating before anything is added.
    """
    taken: Counter[datetime] = Counter()
    found = select(Rating.at, func.max(Rating.seq)).where(Rating.ladder_id == ladder.id).group_by(Rating.at)
    taken.update({at: seq + 1 for at, seq in db.session.execute(found)})
    rows = []
    for at, value, value_high in positions:
        if faults := rating_faults(ladder.low, ladder.high, value, value_high, {}):
            raise BadRating(faults)
        moment = at.astimezone(UTC)
        rows.append(Rating(
            ladder_id=ladder.id, at=moment, seq=taken[moment], episode_id=ladder.episode_id,
            client_id=ladder.client_id, practice_id=ladder.practice_id, value=value, value_high=value_high,
            source="import", given_by=by))  # fmt: skip
        taken[moment] += 1
    db.session.add_all(rows)
    record("bring_in_ratings", ladder)
    if rows:
        _note(ladder)
    return rows


def take_back(ref: str, *, at: datetime | None = None) -> None:
    """The position of `ref` leaves every page, with the answer it was given in. A ladder begun by it alone ends too,
    without its words. Raises ValueError for what is no reference; an unknown one changes nothing."""
    rating = _of(ref)
    if rating is None or rating.taken_back_at is not None:
        return
    rating.taken_back_at = at or clock.now()
    db.session.flush()
    ladder = db.session.scalars(select(Ladder).where(Ladder.id == rating.ladder_id)).one()
    if ladder.made_at == rating.at and latest(ladder.id) is None:
        ladder.ended_at, ladder.words = rating.taken_back_at, None
    record("take_back_rating", rating)
    _note(ladder)


def _of(ref: str) -> Rating | None:
    ladder_id, _colon, rest = ref.partition(":")
    at, _colon, seq = rest.rpartition(":")
    return db.session.scalars(select(Rating).where(
        Rating.ladder_id == ladder_id, Rating.at == datetime.fromisoformat(at), Rating.seq == int(seq))).one_or_none()  # fmt: skip


def _note(ladder: Ladder) -> None:
    """The caseload page shows the latest rating of each person: written in the same transaction. What both rate is nobody's own."""
    if ladder.client_id is None:
        return
    db.session.flush()
    state.set_rating(ladder.episode_id, ladder.client_id, **state_facts(ladder.episode_id, ladder.client_id))
