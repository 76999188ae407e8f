"""Finding people on the caseload."""

from sqlalchemy import func, select

from practice.access.models import Participant
from practice.clients.models import Client
from practice.db import db
from practice.episodes.models import Episode


def people(wish: str, *, limit: int = 50, after: str | None = None):
    """(client id, name, preferred name, birth date, episode id, kind, ended on) by name, for the list and search.

    `wish` matches any part of either name, whatever the case; `after` pages on by name.
    """
    columns = (Client.id, Client.display_name, Client.preferred_name, Client.birth_date, Episode.id.label("episode_id"),
               Episode.kind, Episode.ended_on)  # fmt: skip
    found = (select(*columns).join(Participant, Participant.client_id == Client.id)
             .join(Episode, Episode.id == Participant.episode_id))  # fmt: skip
    if wish:
        part = f"%{_plain(wish.lower())}%"
        found = found.where(func.lower(Client.display_name).like(part, escape="\\")
                            | func.lower(Client.preferred_name).like(part, escape="\\"))  # fmt: skip
    if after:
        found = found.where(Client.display_name > after)
    return db.session.execute(found.order_by(Client.display_name, Client.id, Episode.opened_on.desc()).limit(limit + 1)).all()


def _plain(text: str) -> str:
    return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def episodes_of(client_id: str) -> list[Episode]:
    """A client's episodes on the caseload, the latest first."""
    found = select(Episode).join(Participant, Participant.episode_id == Episode.id).where(Participant.client_id == client_id)
    return list(db.session.scalars(found.order_by(Episode.ended_on.is_not(None), Episode.opened_on.desc())))
