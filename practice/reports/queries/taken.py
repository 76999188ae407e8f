"""Measures one person gave within a period, as facts.

Security-critical: only that person's own occasions, and nothing from a joint report's room, because no measure is shared.
What asks about violence, or is for a person alone, never comes near a sheet that a partner could find.
"""

from itertools import groupby

from sqlalchemy import select

from practice.access.scope import current
from practice.accounts.models import Counselor
from practice.db import db
from practice.measures.measure import Measure
from practice.measures.overview import main_scores, occasions
from practice.measures.queries import AdministrationRow, administrations_of, measure_of
from practice.reports.facts import Taken


def taken(episode_id: str, client_id: str | None, period) -> tuple[Taken, ...]:
    """Finished and not struck, by title and relationship; () for the shared room. Two statements once all are read."""
    if client_id is None:
        return ()
    rows = [row for row in administrations_of(episode_id, client_id)
            if row.counts and period.since <= row.given_on <= period.until]  # fmt: skip
    if not rows:
        return ()
    scope = db.session.scalars(select(Counselor.scope).where(Counselor.id == current().actor_id)).one_or_none()
    ordered = sorted(rows, key=lambda row: (row.measure_key, row.target or ""))
    found = [_taken(list(some)) for _key, some in groupby(ordered, key=lambda row: (row.measure_key, row.target))]
    told = [one for one in found if one.series or one.measure.unscored]
    printed = [one for one in told if printable(one.measure) and scope in one.measure.audience.scopes]
    return tuple(sorted(printed, key=lambda one: (one.measure.title.casefold(), one.target)))


def printable(measure: Measure) -> bool:
    """False for what asks about violence and for what is given to a person alone: both stay off every paper."""
    return not measure.audience.solo_only and all(risk.kind != "violence" for risk in measure.risk)


def _taken(rows: list[AdministrationRow]) -> Taken:
    """Scores for the counselor alone are left out."""
    key, target, measure = rows[-1].measure_key, rows[-1].target or "", measure_of(rows[-1].version_id)
    series = tuple((one, tuple(occasions(measure, one, rows, measure_of)))
                   for one in main_scores(measure) if one.audience != "counselor")  # fmt: skip
    return Taken(f"{key}:{target}" if target else key, measure, target, len(rows),
                 sum(row.released_at is not None for row in rows), series)  # fmt: skip
