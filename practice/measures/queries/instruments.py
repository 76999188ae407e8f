"""Instruments as a practice uses them: the shipped library, what it brought itself, and what it decided about each."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from practice.access.scope import current
from practice.db import db
from practice.measures.library import load_measures
from practice.measures.measure import Measure
from practice.measures.models import MeasureGrant, MeasureVersion
from practice.measures.reader import read_measure
from practice.measures.standing import Granted, granted, why_not

_BY_VERSION: dict[str, str] = {}  # version id -> sha256: both never change, so a second look costs no query
_READ: dict[str, Measure] = {}


@dataclass(frozen=True)
class InUse:
    """An instrument as the practice would give it now. `version_id` None: the shipped text, not stored yet."""

    measure: Measure
    version_id: str | None
    origin: str  # shipped, practice, fhir
    decided: Granted

    @property
    def why_not(self) -> str | None:
        return why_not(self.measure, self.decided)


@dataclass(frozen=True)
class CatalogueRow:
    """An instrument in the list. `licence` is its class; `wording`: its questions are here; `why_not` a code."""

    key: str
    version: str
    title: str
    items: int
    licence: str
    wording: bool
    enabled: bool
    why_not: str | None
    measure: Measure
    origin: str


def fingerprint(text: str) -> str:
    """SHA-256 of an instrument's text."""
    return hashlib.sha256(text.encode()).hexdigest()


def measure_of(version_id: str) -> Measure:
    """The instrument as it was frozen; read once per process and text. Raises LookupError for an unknown version.

    Definitions hold nobody's words, so they may be kept for everybody.
    """
    sha256 = _BY_VERSION.get(version_id)
    if sha256 is None:
        row = db.session.execute(select(MeasureVersion.sha256, MeasureVersion.text, MeasureVersion.key)
                                 .where(MeasureVersion.id == version_id)).one_or_none()  # fmt: skip
        if row is None:
            raise LookupError(version_id)
        if row.sha256 not in _READ:
            _READ[row.sha256] = read_measure(row.text, file=f"{row.key}.yaml")
        sha256 = _BY_VERSION[version_id] = row.sha256
    return _READ[sha256]


def measures_in_use(practice_id: str | None = None) -> dict[str, InUse]:
    """{key: the instrument} of the shipped ones and the practice's own, by title. Two statements once all are read."""
    practice_id = practice_id or current().practice_id
    decided, own = decisions(practice_id), _own(practice_id)
    found = {key: InUse(measure, None, "shipped", decided.get(key, Granted()))
             for key, measure in load_measures().measures.items()}  # fmt: skip
    found |= {key: InUse(measure_of(version_id), version_id, origin, decided.get(key, Granted()))
              for key, (version_id, origin) in own.items()}  # fmt: skip
    return dict(sorted(found.items(), key=lambda item: item[1].measure.title.casefold()))


def in_use(key: str) -> InUse | None:
    """One instrument as the practice would give it now; None for an unknown key."""
    return measures_in_use().get(key)


def catalogue(practice_id: str) -> list[CatalogueRow]:
    """Every instrument a practice could use, by title, and why one is not."""
    return [
        CatalogueRow(key, one.measure.version, one.measure.title, len(one.measure.items), one.measure.licence.class_,
                     one.measure.worded, one.why_not is None, one.why_not, one.measure, one.origin)
        for key, one in measures_in_use(practice_id).items()
    ]  # fmt: skip


def decisions(practice_id: str) -> dict[str, Granted]:
    """{key: what was decided} of a practice."""
    kinds: dict[str, list[str]] = {}
    asked = select(MeasureGrant.key, MeasureGrant.kind).where(MeasureGrant.practice_id == practice_id)
    for key, kind in db.session.execute(asked.order_by(MeasureGrant.at, MeasureGrant.id)):
        kinds.setdefault(key, []).append(kind)
    return {key: granted(found) for key, found in kinds.items()}


def grants_of(key: str) -> list[MeasureGrant]:
    """What was decided about one instrument, latest first."""
    asked = select(MeasureGrant).where(MeasureGrant.practice_id == current().practice_id, MeasureGrant.key == key)
    return list(db.session.scalars(asked.order_by(MeasureGrant.at.desc(), MeasureGrant.id)))


def _own(practice_id: str) -> dict[str, tuple[str, str]]:
    """{key: (version id, origin)}, the latest of what a practice brought itself."""
    asked = select(MeasureVersion.key, MeasureVersion.id, MeasureVersion.origin).where(
        MeasureVersion.practice_id == practice_id, MeasureVersion.origin != "shipped")  # fmt: skip
    rows = db.session.execute(asked.order_by(MeasureVersion.added_at, MeasureVersion.id))
    return {key: (version_id, origin) for key, version_id, origin in rows}


def stored(key: str, sha256: str) -> MeasureVersion | None:
    """The stored version of the practice with this text, if any."""
    return db.session.scalars(select(MeasureVersion).where(
        MeasureVersion.practice_id == current().practice_id, MeasureVersion.key == key,
        MeasureVersion.sha256 == sha256)).one_or_none()  # fmt: skip


def text_of(key: str) -> str | None:
    """The text of an instrument as the practice would give it now."""
    found = in_use(key)
    if found is None or found.version_id is None:
        return load_measures().texts.get(key)
    return db.session.scalars(select(MeasureVersion.text).where(MeasureVersion.id == found.version_id)).one()


def installed_at(version_id: str) -> datetime | None:
    """When a text was stored."""
    return db.session.scalars(select(MeasureVersion.added_at).where(MeasureVersion.id == version_id)).one_or_none()
