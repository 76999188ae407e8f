"""Which client and which episode a command means, by name or id. Never guessed: several matches are listed."""

import re
from collections.abc import Sequence

import click
from sqlalchemy import select

from practice.access.models import Participant
from practice.clients.models import Client
from practice.db import db
from practice.episodes.models import Episode

ID = re.compile(r"[0-9a-f]{32}")


class Unclear(click.ClickException):
    """Nobody, or more than one: a sentence and a list of ids on standard error, exit status 2."""

    exit_code = 2


def find_client(name_or_id: str) -> Client:
    """The client with this id, display name or preferred name (any capitals). Raises Unclear."""
    if ID.fullmatch(name_or_id):
        found = list(db.session.scalars(select(Client).where(Client.id == name_or_id)))
    else:
        wanted = _plain(name_or_id)
        names = db.session.execute(select(Client.id, Client.display_name, Client.preferred_name)).all()
        ids = [row.id for row in names if wanted in (_plain(row.display_name), _plain(row.preferred_name))]
        mine = select(Client).where(Client.id.in_(ids)).order_by(Client.created_at, Client.id)
        found = list(db.session.scalars(mine))
    if not found:
        raise Unclear(f'Nobody here is called "{name_or_id}".')
    if len(found) > 1:
        lines = [f"  {client.id}  {client.display_name}, since {client.created_at:%Y-%m-%d}" for client in found]
        asked = f'{len(found)} clients are called "{name_or_id}". Give one of these ids to --client:'
        raise Unclear("\n".join([asked, *lines]))
    return found[0]


def find_episode(client: Client | None, episode_id: str | None) -> Episode:
    """The episode with this id (of this client, if one is given), else the client's only open one. Raises Unclear."""
    if episode_id is not None:
        return _by_id(client, episode_id)
    if client is None:
        raise Unclear("Say whom it is about: --client NAME or ID, or --episode ID.")
    mine = _episodes(client)
    going_on = [episode for episode, part in mine if episode.ended_on is None and part.ends_at is None]
    if len(going_on) == 1:
        return going_on[0]
    if not mine:
        raise Unclear(f"{client.display_name} takes part in no episode.")
    if not going_on and len(mine) == 1:
        return mine[0][0]
    words = "several open episodes" if going_on else "no open episode"
    choice = going_on or [episode for episode, _part in mine]
    raise Unclear(_listed(f"{client.display_name} has {words}. Choose one with --episode:", choice))


def find_participant(client: Client | None, episode: Episode) -> Client:
    """The one person of an episode an answer is about: the client given, or who alone takes part. Raises Unclear."""
    if client is not None:
        return client
    people = list(db.session.scalars(
        select(Client).join(Participant, Participant.client_id == Client.id)
        .where(Participant.episode_id == episode.id).order_by(Participant.starts_at, Client.id)))  # fmt: skip
    if len(people) == 1:
        return people[0]
    lines = [f"  {person.id}  {person.display_name}" for person in people]
    raise Unclear("\n".join(["Two people take part in this episode. Say whose it is with --client:", *lines]))


def _by_id(client: Client | None, episode_id: str) -> Episode:
    found = None
    if ID.fullmatch(episode_id):
        found = db.session.scalars(select(Episode).where(Episode.id == episode_id)).one_or_none()
    if found is None:
        raise Unclear(f'There is no episode "{episode_id}".')
    if client is not None and found.id not in {episode.id for episode, _ in _episodes(client)}:
        raise Unclear(_listed(f"{client.display_name} does not take part in that episode, but in:",
                              [episode for episode, _ in _episodes(client)]))  # fmt: skip
    return found


def _episodes(client: Client) -> Sequence[tuple[Episode, Participant]]:
    found = select(Episode, Participant).join(Participant, Participant.episode_id == Episode.id).where(
        Participant.client_id == client.id)  # fmt: skip
    return [tuple(row) for row in db.session.execute(found.order_by(Episode.opened_at, Episode.id))]


def _listed(sentence: str, episodes: Sequence[Episode]) -> str:
    lines = [f"  {one.id}  {one.kind}, {one.opened_on} to {one.ended_on or 'now'}" for one in episodes]
    return "\n".join([sentence, *lines])


def _plain(name: str | None) -> str | None:
    return " ".join(name.split()).casefold() if name else None
