"""Named reads of what goes out: a client's finished measures, without those that never leave the practice."""

from dataclasses import dataclass
from typing import NamedTuple

from sqlalchemy import func, select

from practice.access.models import Participant
from practice.clients.models import Client
from practice.db import db
from practice.episodes.models import Episode
from practice.exchange.measures_csv import Given
from practice.measures.fhir.writing import Occasion
from practice.measures.models import Administration, MeasureVersion
from practice.measures.queries import AdministrationRow, administrations_of, measure_of


class Person(NamedTuple):
    """Somebody whose measures can be given out."""

    episode_id: str
    client_id: str
    name: str


@dataclass(frozen=True)
class Outgoing:
    """What of one client can go out. `titles` of measures that never do, because a partner could ask for the file."""

    given: list[Given]
    kept_back: list[str]


def caseload() -> list[Person]:
    """Everybody in an episode this counselor may open, by name."""
    asked = (
        select(Participant.episode_id, Client.id, Client.display_name)
        .join(Client, Client.id == Participant.client_id).join(Episode, Episode.id == Participant.episode_id)
        .order_by(func.lower(Client.display_name), Client.id, Participant.episode_id))  # fmt: skip
    return list(dict.fromkeys(Person(*row) for row in db.session.execute(asked)))


def outgoing(episode_id: str, client_id: str, scope: str) -> Outgoing:
    """Every finished occasion of one client in one episode, oldest first; struck ones say so. Only of the instruments this
    `scope` (therapist or guidance) may read."""
    rows = [row for row in administrations_of(episode_id, client_id) if row.finished_at is not None]
    pairs = [(row, measure) for row in rows if scope in (measure := measure_of(row.version_id)).audience.scopes]
    kept_back = {measure.title for _row, measure in pairs if measure.audience.solo_only}
    given = [Given(occasion(row), measure, row.way) for row, measure in pairs if not measure.audience.solo_only]
    return Outgoing(given, sorted(kept_back))


def occasion(row: AdministrationRow | Administration) -> Occasion:
    """A stored occasion as what is written out needs it."""
    return Occasion(row.id, row.client_id, row.given_on, row.finished_at, row.answers or {}, row.struck_at is not None,
                    row.target)  # fmt: skip


def brought_in(practice_id: str) -> list[tuple[str, str, str]]:
    """(version id, key, text) of every questionnaire a practice brought in, oldest first."""
    asked = select(MeasureVersion.id, MeasureVersion.key, MeasureVersion.text).where(
        MeasureVersion.practice_id == practice_id, MeasureVersion.origin == "fhir")  # fmt: skip
    return [tuple(row) for row in db.session.execute(asked.order_by(MeasureVersion.added_at, MeasureVersion.id))]
