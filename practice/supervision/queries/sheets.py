"""Gathering supervision sheets. Ids of episodes the scope may open go in; the door keeps out every other."""

from collections import defaultdict
from collections.abc import Sequence

from sqlalchemy import select

from practice.cosigning.queries import questions_in, waiting_in
from practice.db import db
from practice.episodes.models import EpisodeState
from practice.i18n import _
from practice.planning.queries import fidelity_of
from practice.safety.queries import open_flags
from practice.supervision.sheet import FlagLine, Sheet, by_phase


def sheet_of(episode_id: str) -> Sheet:
    """The sheet of one episode."""
    return sheets_of([episode_id])[0]


def sheets_of(episode_ids: Sequence[str]) -> list[Sheet]:
    """One sheet for each episode, in the order given."""
    people, flags, asked, waiting = _people(episode_ids), defaultdict(list), defaultdict(list), defaultdict(list)
    for flag in reversed(open_flags(episode_ids)):
        flags[flag.episode_id].append(FlagLine(flag.id, flag.kind, flag.raised_at, flag.acknowledged_at is not None))
    for question in questions_in(episode_ids):
        asked[question.episode_id].append(question)
    for one in waiting_in(episode_ids):
        waiting[one.episode_id].append(one)
    return [Sheet(one, [row.shown_as for row in people[one]], _where(people[one]), by_phase(fidelity_of(one)), flags[one],
                  asked[one], waiting[one]) for one in episode_ids]  # fmt: skip


def _people(episode_ids: Sequence[str]) -> dict[str, list]:
    found = select(EpisodeState.episode_id, EpisodeState.shown_as, EpisodeState.protocol_title, EpisodeState.phase_title,
                   EpisodeState.phase_number, EpisodeState.phases_total).where(EpisodeState.episode_id.in_(list(episode_ids)))
    people = defaultdict(list)
    for row in db.session.execute(found.order_by(EpisodeState.shown_as, EpisodeState.client_id)):
        people[row.episode_id].append(row)
    return people


def _where(rows: Sequence) -> str:
    """The protocol and the phase; said for each where they differ."""
    begun = [row for row in rows if row.protocol_title]
    if not begun:
        return _("No protocol yet")
    said = {row.shown_as: _("phase %(number)s of %(all)s, %(title)s", number=row.phase_number, all=row.phases_total, title=row.phase_title)
            if row.phase_title else _("no phase yet") for row in begun}  # fmt: skip
    same = len(set(said.values())) == 1
    places = [next(iter(said.values()))] if same else [f"{name}: {place}" for name, place in said.items()]
    return f"{begun[0].protocol_title} · {' · '.join(places)}"
