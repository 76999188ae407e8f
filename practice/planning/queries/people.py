"""Who takes part, the days that do not count, the flags nobody has closed: one statement, built once."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Date, Text, bindparam, cast, exists, literal, null, select, union_all

from practice.access.models import Participant
from practice.db import Id, Moment, db
from practice.episodes.models import Episode, Pause
from practice.episodes.queries import Part
from practice.episodes.schedule import Rest
from practice.planning.sheet import SHARED
from practice.safety.models import Flag, FlagStep

EPISODE = bindparam("episode", type_=Id)
NO_TIME, NO_DAY = cast(null(), Moment), cast(null(), Date)
CLOSED = exists().where(FlagStep.flag_id == Flag.id, FlagStep.step == "closed")
FOUND = union_all(
    # Joined with Episode, so that the door stands in front: a participant row has none of its own.
    select(literal("part").label("kind"), Participant.client_id, Participant.id.label("id"), Participant.shown_as.label("words"),
           Participant.starts_at.label("at"), Participant.ends_at, NO_DAY.label("since"), NO_DAY.label("until"))
    .join(Episode, Episode.id == Participant.episode_id).where(Participant.episode_id == EPISODE),
    select(literal("rest"), Pause.client_id, Pause.id, cast(null(), Text), NO_TIME, NO_TIME, Pause.since, Pause.until)
    .where(Pause.episode_id == EPISODE),
    select(literal("flag"), Flag.client_id, Flag.id, Flag.kind, Flag.raised_at, NO_TIME, NO_DAY, NO_DAY)
    .where(Flag.episode_id == EPISODE, ~CLOSED),
)  # fmt: skip


@dataclass(frozen=True)
class Here:
    """Everybody who takes or took part, in the order they came; every rest and every open flag (id, kind, raised at), with
    whose it is (None: everybody's)."""

    parts: list[Part]
    rests: list[tuple[str | None, Rest]]
    flags: list[tuple[str | None, tuple[str, str, datetime]]]

    def called(self, client_id: str) -> str:
        return next((part.shown_as for part in self.parts if part.client_id == client_id), "")

    def rests_of(self, client_id: str | None) -> list[Rest]:
        """Those that count for one of them; None: only the whole episode's."""
        return [rest for whose, rest in self.rests if whose is None or whose == client_id]

    def flags_of(self, room: str) -> list[tuple[str, str, datetime]]:
        """Those of the whole episode and, in a client's room, their own; latest first. A private one stands nowhere else."""
        mine = [flag for whose, flag in self.flags if whose is None or (room != SHARED and whose == room)]
        return sorted(mine, key=lambda flag: flag[2], reverse=True)


def here(episode_id: str) -> Here:
    """What stands around a meeting of this episode."""
    parts, rests, flags = [], [], []
    for row in db.session.execute(FOUND, {"episode": episode_id}):
        if row.kind == "part":
            parts.append(Part(row.client_id, row.words, row.at, row.ends_at))
        elif row.kind == "rest":
            rests.append((row.client_id, Rest(row.since, row.until)))
        else:
            flags.append((row.client_id, (row.id, row.words, row.at)))
    return Here(sorted(parts, key=lambda part: (part.starts_at, part.shown_as)), rests, flags)
