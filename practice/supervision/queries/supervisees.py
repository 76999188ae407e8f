"""Whom a supervisor reads along with, and how much waits there."""

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, or_, select

from practice.access.models import CaseloadAssignment, Supervision
from practice.accounts.models import Counselor
from practice.cosigning.queries import open_questions, waiting_for
from practice.db import db
from practice.episodes.models import Episode, EpisodeState
from practice.safety.queries import open_flags


@dataclass(frozen=True)
class Supervisee:
    """A counselor one supervises now; `episodes` are those whose clients agreed. The rest are counts."""

    supervision_id: str
    counselor_id: str
    name: str
    since: datetime
    cosigns: bool
    episodes: tuple[str, ...] = ()
    flags: int = 0
    questions: int = 0
    waiting: int = 0


def supervision_of(supervision_id: str, counselor_id: str, now: datetime) -> Supervision | None:
    """An open supervision this counselor is part of, on either side; None for everybody else's and once it has ended."""
    mine = or_(Supervision.supervisor_id == counselor_id, Supervision.supervisee_id == counselor_id)
    return db.session.scalars(select(Supervision).where(Supervision.id == supervision_id, mine, *_open(Supervision, now))).one_or_none()


def supervisees(supervisor_id: str, now: datetime) -> list[Supervisee]:
    """Everybody this counselor supervises now, by name, with what waits. The number of queries does not grow."""
    named = (select(Supervision.id, Counselor.id, Counselor.display_name, Supervision.starts_at, Supervision.cosigns)
             .join(Counselor, Counselor.id == Supervision.supervisee_id)
             .where(Supervision.supervisor_id == supervisor_id, *_open(Supervision, now))
             .order_by(Counselor.display_name, Supervision.id))  # fmt: skip
    rows = db.session.execute(named).all()
    held = agreed({row[1] for row in rows}, supervisor_id, now)
    every = {episode for episodes in held.values() for episode in episodes}
    flags, asked = Counter(flag.episode_id for flag in open_flags(every)), open_questions(every)
    waiting = Counter(one.asked_by for one in waiting_for(supervisor_id, now))
    return [Supervisee(*row, episodes=held.get(row[1], ()), flags=sum(flags[one] for one in held.get(row[1], ())),
                       questions=sum(asked.get(one, 0) for one in held.get(row[1], ())), waiting=waiting[row[1]])
            for row in rows]  # fmt: skip


def agreed(counselor_ids: Collection[str], supervisor_id: str, now: datetime) -> dict[str, tuple[str, ...]]:
    """{counselor: their running episodes whose clients agreed that this supervisor reads along}, as far as the scope may open
    them: a supervisee leads more than each of their supervisors was named for."""
    held = CaseloadAssignment
    named = exists().where(Supervision.supervisor_id == supervisor_id, Supervision.supervisee_id == held.counselor_id,
                           Supervision.starts_at <= held.supervision_agreed_at, *_open(Supervision, now))  # fmt: skip
    found = (select(held.counselor_id, held.episode_id).join(Episode, Episode.id == held.episode_id)
             .where(held.counselor_id.in_(list(counselor_ids)), named, Episode.ended_on.is_(None), *_open(held, now))
             .order_by(Episode.opened_at, Episode.id))  # fmt: skip
    kept: dict[str, tuple[str, ...]] = {}
    for counselor_id, episode_id in db.session.execute(found) if counselor_ids else ():
        kept[counselor_id] = (*kept.get(counselor_id, ()), episode_id)
    return kept


def _open(model, now: datetime):
    return model.starts_at <= now, or_(model.ends_at.is_(None), model.ends_at > now)


def names_in(episode_ids: Collection[str]) -> dict[tuple[str, str | None], str]:
    """{(episode, client): name, (episode, None): everybody's} of episodes the scope may open."""
    found = select(EpisodeState.episode_id, EpisodeState.client_id, EpisodeState.shown_as).where(
        EpisodeState.episode_id.in_(list(episode_ids))).order_by(EpisodeState.shown_as, EpisodeState.client_id)  # fmt: skip
    names: dict[tuple[str, str | None], str] = {}
    for episode_id, client_id, name in db.session.execute(found) if episode_ids else ():
        names[episode_id, client_id] = name
        names[episode_id, None] = " · ".join(filter(None, (names.get((episode_id, None)), name)))
    return names
