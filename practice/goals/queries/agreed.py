"""Phase agreements and the names put to them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import select

from practice.db import db
from practice.episodes.queries import Part
from practice.goals.agreement import PARTS, digest
from practice.goals.models import AgreementName, PhaseAgreement
from practice.goals.words import room_of
from practice.safety.queries import counselor_names


@dataclass(frozen=True)
class Name:
    """A name under an agreement. `paper`: the day beside it on paper, seen by `seen_by`; None: put on a screen at `at`."""

    person_id: str
    name: str
    paper: date | None
    seen_by: str
    at: datetime


@dataclass(frozen=True)
class Agreement:
    """One agreement as it stood, with the names under it. `replaced_by`: the id of the one that took its place.

    `intact`: the words still are what the names were put to.
    """

    id: str
    episode_id: str
    client_id: str | None
    course_id: str
    phase_id: str
    phase_title: str
    words: dict
    labels: dict
    sha256: str
    made_by: str
    made_by_name: str
    made_at: datetime
    intact: bool
    names: tuple[Name, ...] = ()
    replaced_by: str | None = None

    @property
    def parts(self) -> list[tuple[str, str, object]]:
        """(part, its heading, its words: a text or a list), those that say something, in the order they are read."""
        return [(part, self.labels.get(part, ""), self.words[part]) for part in PARTS if self.words.get(part)]


def agreements_of(episode_id: str, rooms: Iterable[str | None] | None = None) -> list[Agreement]:
    """The agreements of these rooms, or of all the scope may see, latest first. Three statements however many there are."""
    rows = list(db.session.scalars(
        select(PhaseAgreement).where(PhaseAgreement.episode_id == episode_id)
        .order_by(PhaseAgreement.made_at.desc(), PhaseAgreement.id.desc())))  # fmt: skip
    if not rows:
        return []
    wanted = None if rooms is None else {room_of(room) for room in rooms}
    counselors, names, newer, found = counselor_names(), _names(episode_id), {}, []
    for row in rows:
        place = row.course_id, row.phase_id, row.client_id
        if wanted is None or row.client_id in wanted:
            found.append(_shown(row, names.get(row.id, []), counselors, newer.get(place)))
        newer.setdefault(place, row.id)
    return found


def _names(episode_id: str) -> dict[str, list[AgreementName]]:
    found: dict[str, list[AgreementName]] = {}
    rows = select(AgreementName).where(AgreementName.episode_id == episode_id).order_by(AgreementName.at, AgreementName.id)
    for row in db.session.scalars(rows):
        found.setdefault(row.agreement_id, []).append(row)
    return found


def _shown(row: PhaseAgreement, names: list[AgreementName], counselors: dict[str, str], newer: str | None) -> Agreement:
    words = row.words
    return Agreement(
        row.id, row.episode_id, row.client_id, row.course_id, row.phase_id, row.phase_title, words, row.labels, row.sha256,
        row.made_by, counselors.get(row.made_by, ""), row.made_at,
        digest(row.phase_id, row.phase_title, words, row.labels) == row.sha256,
        tuple(Name(one.person_id, one.name, one.signed_on, counselors.get(one.by, ""), one.at) for one in names), newer)  # fmt: skip


def signers(found: Agreement, parts: Iterable[Part]) -> list[tuple[str, str, Name | None]]:
    """(person, name, what they put down or None) of everybody whose name belongs under it: the client of its room or both
    who take part, then the counselor."""
    put = {one.person_id: one for one in found.names}
    parts = list(parts)
    clients = [part for part in parts if found.client_id in (None, part.client_id) and (part.ends_at is None or part.client_id in put)]
    lines = [(part.client_id, put[part.client_id].name if part.client_id in put else part.shown_as, put.get(part.client_id))
             for part in clients]  # fmt: skip
    rest = [one for one in found.names if one.person_id not in {part.client_id for part in parts}]
    counselors = [(one.person_id, one.name, one) for one in rest] or [(found.made_by, found.made_by_name, None)]
    return lines + counselors
