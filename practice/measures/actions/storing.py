"""Freezing instruments: the exact text something was given with."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from practice import clock
from practice.audit.actions import record
from practice.db import db
from practice.measures.library import load_measures
from practice.measures.models import MeasureVersion
from practice.measures.queries import fingerprint, in_use, stored
from practice.measures.reader import read_measure
from practice.measures.refused import not_enabled


def version_for(key: str, *, at: datetime | None = None) -> MeasureVersion:
    """The frozen text of an instrument as the practice would give it now; stored at its first use. Raises NotEnabled
    for an unknown key."""
    found = in_use(key)
    if found is None:
        raise not_enabled("unknown")
    if found.version_id is not None:
        return db.session.scalars(select(MeasureVersion).where(MeasureVersion.id == found.version_id)).one()
    return store_version(load_measures().texts[key], origin="shipped", by=None, at=at)


def store_version(text: str, *, origin: str, by: str | None, at: datetime | None = None) -> MeasureVersion:
    """A text, stored once per practice. `origin`: shipped, practice or fhir. Raises MeasureFaults for a broken one."""
    measure = read_measure(text)
    row = stored(measure.key, fingerprint(text))
    if row is None:
        row = MeasureVersion(key=measure.key, version=measure.version, sha256=fingerprint(text), text=text, origin=origin,
                             added_by=by, added_at=at or clock.now())  # fmt: skip
        try:
            with db.session.begin_nested():
                db.session.add(row)
        except IntegrityError:  # given to somebody else for the first time at the same moment
            return stored(measure.key, fingerprint(text))
        record("store_measure", row)
        db.session.flush()
    return row
