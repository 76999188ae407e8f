"""Measures that are reliably worse than somebody's own beginning, over a whole caseload, for the look-at list."""

from collections.abc import Collection

from sqlalchemy import select

from practice.db import db
from practice.episodes.signs import LookAt
from practice.measures.change import change
from practice.measures.lookat import worse
from practice.measures.models import Administration
from practice.measures.overview import main_scores, same_scale
from practice.measures.queries.given import COUNTS
from practice.measures.queries.instruments import measure_of

# The kept scores are enough to notice by; the page the line leads to scores the answers anew.
COLUMNS = (Administration.episode_id, Administration.client_id, Administration.measure_key, Administration.target,
           Administration.version_id, Administration.given_on, Administration.scores)  # fmt: skip


def worse_than_at_first(episode_ids: Collection[str], scope: str) -> list[LookAt]:
    """One line for each score whose latest value is reliably worse than the first, of the instruments this `scope` (therapist
    or guidance) may read. What is asked alone is never named."""
    asked = select(*COLUMNS).where(Administration.episode_id.in_(list(episode_ids)), Administration.scores.is_not(None), *COUNTS)
    series: dict[tuple, list] = {}
    for row in db.session.execute(asked.order_by(Administration.given_on, Administration.began_at)) if episode_ids else ():
        series.setdefault(row[:4], []).append(row)
    return [sign for rows in series.values() if len(rows) > 1 for sign in _signs(rows, scope)]


def _signs(rows: list, scope: str) -> list[LookAt]:
    measure, found = measure_of(rows[-1].version_id), []
    if measure.audience.solo_only or scope not in measure.audience.scopes:
        return found
    for one in main_scores(measure):
        given = [(row.given_on, row.scores[one.id]) for row in rows
                 if one.id in row.scores and same_scale(measure_of(row.version_id), measure, one.id)]
        if len(given) < 2:
            continue
        (_first_on, first), (on, last) = given[0], given[-1]
        title = measure.title if one.id == "total" else f"{measure.title}, {one.title}"
        sign = worse(title, change(measure, one.id, first, last), first, last, on)
        if sign:
            found.append(LookAt(rows[-1].episode_id, rows[-1].client_id, sign.words, sign.since))
    return found
