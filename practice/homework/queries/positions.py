"""Positions on ladders that entries point to: an entry keeps {ref}, the number has one home."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from sqlalchemy import select

from practice import vault
from practice.db import db
from practice.i18n import _
from practice.ratings.models import Ladder, Rating

FOLLOW_UPS = ("past", "keeps_from_lower", "first_sign", "comment")


def refs_in(answers: Iterable[dict]) -> Iterator[str]:
    """Every reference to a rating in these answers."""
    for given in answers:
        for answer in given.values():
            if isinstance(answer, dict) and isinstance(answer.get("ref"), str):
                yield answer["ref"]


def positions(refs: Iterable[str]) -> dict[str, dict]:
    """{ref: {value, value_high, low, high, words}} of the ratings in reach, in one query."""
    wanted = {ref: parted for ref in refs if (parted := _parts(ref))}
    if not wanted:
        return {}
    rows = db.session.execute(
        select(Rating.practice_id, Rating.ladder_id, Rating.at, Rating.seq, Rating.value, Rating.value_high,
               Rating.words_blob, Ladder.low, Ladder.high)
        .join(Ladder, Ladder.id == Rating.ladder_id)
        .where(Rating.ladder_id.in_({ladder for ladder, _at in wanted.values()}),
               Rating.at.in_({at for _ladder, at in wanted.values()}))).all()  # fmt: skip
    found = {}
    for row in rows:
        ref = f"{row.ladder_id}:{row.at.isoformat()}:{row.seq}"
        words = vault.open_field(Rating, "words", row.practice_id, ref, row.words_blob) or {}
        found[ref] = {"value": row.value, "value_high": row.value_high, "low": row.low, "high": row.high, "words": words}
    return {ref: found[ref] for ref in wanted if ref in found}


def as_given(answers: dict) -> dict:
    """The answers with every position spelled out as it was typed, instead of pointed to."""
    numbers, told = positions(refs_in([answers])), {}
    for key, answer in answers.items():
        given = numbers.get(answer.get("ref")) if isinstance(answer, dict) and isinstance(answer.get("ref"), str) else None
        told[key] = answer if given is None else {
            "value": given["value"], "value_high": given["value_high"], "no_number": given["value"] is None,
            **{part: given["words"].get(part) or "" for part in FOLLOW_UPS[:3]}}  # fmt: skip
    return told


def words_of_positions(answers: Iterable[dict]) -> dict[str, str]:
    """{ref: position and follow-ups in words} for `protocols.answers.show`."""
    return {ref: _words(position) for ref, position in positions(refs_in(answers)).items()}


def _words(position: dict) -> str:
    value, above, high = position["value"], position["value_high"], position["high"]
    if value is None:
        where = _("I’d rather not give a number")
    elif above is None:
        where = _("%(value)s of %(high)s", value=value, high=high)
    else:
        where = _("between %(low)s and %(up)s of %(high)s", low=value, up=above, high=high)
    said = [str(position["words"].get(part) or "").strip() for part in FOLLOW_UPS]
    return "\n".join([where, *(text for text in said if text)])


def _parts(ref: str) -> tuple[str, datetime] | None:
    """Ladder id and moment of a reference ("ladder:moment:sequence"); None for anything else."""
    ladder, _colon, rest = ref.partition(":")
    moment, _colon, _seq = rest.rpartition(":")
    try:
        at = datetime.fromisoformat(moment)
        return (ladder, at) if len(ladder) == 32 and int(ladder, 16) >= 0 and at.tzinfo else None
    except ValueError:
        return None


def ladder_for(episode_id: str, client_id: str) -> Ladder | None:
    """The ladder a scale question is about: the client's latest that goes on and was not brought in from a file."""
    return db.session.scalars(
        select(Ladder).where(Ladder.episode_id == episode_id, Ladder.client_id == client_id, Ladder.ended_at.is_(None),
                             Ladder.imported.is_(False)).order_by(Ladder.made_at.desc()).limit(1)).one_or_none()  # fmt: skip
