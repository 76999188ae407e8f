"""The rooms of the client who is signed in: which episodes go on, who leads them, and who reads along."""

from dataclasses import dataclass

from flask import abort
from flask_login import current_user
from sqlalchemy import select

from practice.clients.queries import records_policy
from practice.db import db
from practice.episodes.models import Episode
from practice.episodes.queries import Part
from practice.homework.queries.people import lived_in
from practice.homework.wording import who_reads
from practice.portal.views import bp


@dataclass(frozen=True)
class Room:
    """One episode as this client lives in it."""

    episode_id: str
    couple: bool
    policy: str | None
    counselor: str
    parts: list[Part]
    me: str
    also: tuple[str, ...] = ()  # who else reads for now

    @property
    def is_open(self) -> bool:
        """A couple's private rooms open once both signed the same records policy (house.md 4, clinical.md D.5)."""
        return not self.couple or self.policy is not None

    @property
    def partner(self) -> str:
        """What the other one of a couple is called; empty for one person."""
        return next((part.shown_as for part in self.parts if part.client_id != self.me), "")

    @property
    def can_share(self) -> bool:
        return self.couple and self.is_open and len(self.parts) == 2

    @property
    def reads(self) -> str:
        """The line that says who reads it."""
        return who_reads(self.policy, self.counselor, self.couple, self.also)


def my_rooms() -> list[Room]:
    """Every episode the client takes part in now, latest opened first."""
    found = list(db.session.scalars(select(Episode.id).order_by(Episode.opened_at.desc())))
    rooms = [room for room in map(_room, found) if room]
    return [room for room in rooms if room.me in {part.client_id for part in room.parts}]


def room_of(episode_id: str) -> Room:
    """The room in this episode. Aborts with 404 when the client does not take part any more, or never did."""
    room = _room(episode_id)
    return room if room and room.me in {part.client_id for part in room.parts} else abort(404)


@bp.app_template_global("reads_here")
def reads_here(episode_id: str) -> str:
    """The line that says who reads the pages of this client in an episode; nothing once they take part no more."""
    room = _room(episode_id)
    return room.reads if room and room.me in {part.client_id for part in room.parts} else ""


def _room(episode_id: str) -> Room | None:
    here = lived_in(episode_id)
    if here is None:
        return None
    couple = here.kind == "couple"
    policy = records_policy(episode_id, [part.client_id for part in here.parts]) if couple and here.parts else None
    return Room(episode_id, couple, policy, here.counselor, here.parts, current_user.person_id, here.also)
