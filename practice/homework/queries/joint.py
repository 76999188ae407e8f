"""What both did together and is not asked any more: the same words however it ended, so that nobody learns who stopped."""

from datetime import datetime

from sqlalchemy import select

from practice.db import db
from practice.homework.models import HomeworkAssignment


def resting_together(episode_id: str, since: datetime) -> list[str]:
    """Titles of joint exercises that ended after a moment, by a partner, by the counselor or by being replaced."""
    rests = select(HomeworkAssignment.title).where(
        HomeworkAssignment.episode_id == episode_id, HomeworkAssignment.client_id.is_(None), HomeworkAssignment.ended_at > since)
    return list(dict.fromkeys(db.session.scalars(rests.order_by(HomeworkAssignment.title))))
