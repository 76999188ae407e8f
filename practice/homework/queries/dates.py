"""The dates of what is agreed, for the preview of a rest."""

from datetime import date

from sqlalchemy import select

from practice.db import db
from practice.homework.models import HomeworkAssignment


def dates_of(episode_id: str) -> list[tuple[str, date, date | None, str | None]]:
    """(title, opens on, until, client or None for both) of everything not ended, in the order it opens."""
    columns = (HomeworkAssignment.title, HomeworkAssignment.opens_on, HomeworkAssignment.until, HomeworkAssignment.client_id)
    found = select(*columns).where(HomeworkAssignment.episode_id == episode_id, HomeworkAssignment.ended_at.is_(None))
    return [tuple(row) for row in db.session.execute(found.order_by(HomeworkAssignment.opens_on, HomeworkAssignment.title))]
