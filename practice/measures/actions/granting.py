"""What whoever runs the practice decides about an instrument. Each decision is a row of its own; nothing is undone."""

from datetime import datetime

from practice import clock
from practice.audit.actions import record
from practice.db import db
from practice.measures.actions.storing import store_version
from practice.measures.models import MeasureGrant, MeasureVersion
from practice.measures.queries import in_use
from practice.measures.refused import not_agreeable, not_enabled
from practice.protocols.codecs import clean


def accept(key: str, *, by: str, at: datetime | None = None) -> MeasureGrant:
    """The holder's conditions are accepted, in the words they were shown. Raises NotEnabled for an unknown key."""
    found = in_use(key)
    if found is None:
        raise not_enabled("unknown")
    licence = found.measure.licence
    return _decided(key, "accepted", licence.conditions or licence.statement or licence.attribution, by, at)


def record_basis(key: str, words: str, *, by: str, at: datetime | None = None) -> MeasureGrant:
    """On what ground the practice uses a wording: which permission, from whom, or why none is needed. Raises Refused."""
    if not (words := clean(words).strip()):
        raise not_agreeable("why")
    return _decided(key, "basis", words, by, at)


def switch(key: str, on: bool, *, by: str, at: datetime | None = None) -> MeasureGrant:
    """Offer an instrument, or not any more. What was given stays; what was begun can be finished."""
    if in_use(key) is None:
        raise not_enabled("unknown")
    return _decided(key, "on" if on else "off", "", by, at)


def install(text: str, *, basis: str, by: str, origin: str = "practice", at: datetime | None = None) -> MeasureVersion:
    """An instrument the practice brings: its own, or the wording of a shipped one. Raises MeasureFaults, Refused."""
    row = store_version(text, origin=origin, by=by, at=at)
    record_basis(row.key, basis, by=by, at=at)
    return row


def _decided(key: str, kind: str, words: str, by: str, at: datetime | None) -> MeasureGrant:
    row = MeasureGrant(key=key, kind=kind, words=words, by=by, at=at or clock.now())
    db.session.add(row)
    record(f"measure_{kind}", row)
    db.session.flush()
    return row
