"""How care begins: an episode with its people on the counselor's caseload, and the first assessment."""

from datetime import date, datetime

from sqlalchemy import select

from practice import clock
from practice.access.models import CaseloadAssignment, Participant
from practice.audit.actions import record
from practice.clients.actions import make_client
from practice.clients.models import Client
from practice.db import db
from practice.episodes import state
from practice.episodes.models import Episode, Intake
from practice.episodes.queries import latest_intake
from practice.episodes.troubles import ChangedMeanwhile


def take_on_client(*, by: str, on: date, person: dict, at: datetime | None = None) -> tuple[Episode, Client]:
    """A new individual episode on the caseload of `by`, opened on that day.

    `person`: fields of make_client for somebody new, or {"client_id": id} for somebody known; consent is asked anew.
    Raises LookupError when the scope does not know that client.
    """
    moment = at or clock.now()
    client = _somebody(person, by, moment)
    episode = _open("individual", by, on, moment)
    _bring_in(episode, client, client.called, moment)
    record("take_on_client", episode)
    return episode, client


def take_on_couple(
    *,
    by: str,
    on: date,
    persons: tuple[dict, dict],
    shown_as: tuple[str, str] | None = None,
    at: datetime | None = None,
) -> tuple[Episode, Client, Client]:
    """A new couple episode; each partner has a private room, which opens once both signed one records policy.

    `persons` as in take_on_client; `shown_as` is what the partner sees of each (default: what they are called).
    Raises LookupError for an unknown client, ValueError when both are the same person.
    """
    moment = at or clock.now()
    first, second = (_somebody(person, by, moment) for person in persons)
    if first.id == second.id:
        raise ValueError("a couple is two people")
    episode = _open("couple", by, on, moment)
    for client, name in zip((first, second), shown_as or (first.called, second.called), strict=True):
        _bring_in(episode, client, name, moment)
    record("take_on_couple", episode)
    return episode, first, second


def _somebody(person: dict, by: str, at: datetime) -> Client:
    if "client_id" not in person:
        return make_client(by=by, at=at, **person)
    found = db.session.scalars(select(Client).where(Client.id == person["client_id"])).one_or_none()
    if found is None:
        raise LookupError(person["client_id"])
    return found


def _open(kind: str, by: str, on: date, at: datetime) -> Episode:
    """The episode together with its lead assignment, in one flush: nobody is ever on nobody's caseload."""
    episode = Episode(kind=kind, opened_on=on, opened_at=at, opened_by=by)
    lead = CaseloadAssignment(
        practice_id=episode.practice_id, episode_id=episode.id, counselor_id=by, kind="lead", starts_at=at
    )
    db.session.add_all([episode, lead])
    db.session.flush()
    return episode


def _bring_in(episode: Episode, client: Client, shown_as: str, at: datetime) -> None:
    db.session.add(
        Participant(
            practice_id=episode.practice_id, episode_id=episode.id, client_id=client.id, shown_as=shown_as, starts_at=at
        )
    )
    state.open_row(episode.id, client, shown_as)
    db.session.flush()


def record_intake(
    episode_id: str,
    client_id: str,
    *,
    words: dict,
    on: date,
    by: str,
    version: int | None = None,
    at: datetime | None = None,
) -> Intake:
    """The first assessment: {presenting_concern, best_hope, background}, the hope in the client's own words.

    A second call changes it; then `version` is the one the writer saw (None: whatever it is now).
    Raises ChangedMeanwhile when somebody saved in between.
    """
    row = latest_intake(episode_id, client_id)
    if row is None:
        row = Intake(episode_id=episode_id, client_id=client_id, words=words, taken_on=on, taken_by=by, version=1)
        db.session.add(row)
    else:
        now_at = db.session.scalars(select(Intake.version).where(Intake.id == row.id).with_for_update()).one()
        if version not in (None, now_at):
            db.session.refresh(row)
            raise ChangedMeanwhile(row)
        row.words, row.taken_on, row.version = words, on, now_at + 1
    record("record_intake", row)
    return row
