"""What both do together: what the other one has written down for both, and what is not asked any more, in the same words
however it ended, so that nobody learns who stopped."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import select

from practice.db import db
from practice.homework.models import HomeworkAssignment, SharedEntry
from practice.homework.occurrences import ONCE
from practice.homework.queries.agreed import OpenHomework


def resting_together(episode_id: str, since: datetime) -> list[str]:
    """Titles of joint exercises that ended after a moment, by a partner, by the counselor or by being replaced."""
    rests = select(HomeworkAssignment.title).where(
        HomeworkAssignment.episode_id == episode_id, HomeworkAssignment.client_id.is_(None), HomeworkAssignment.ended_at > since)
    return list(dict.fromkeys(db.session.scalars(rests.order_by(HomeworkAssignment.title))))


def written_for_both(opened: Iterable[OpenHomework], client_id: str) -> frozenset[str]:
    """Ids of what is done together once and the other one of the two has sent: it stands in the room both share."""
    joint = [one for one in opened if one.together and one.frequency == ONCE and one.scribe_id not in (None, client_id)]
    if not joint:
        return frozenset()
    sent = db.session.execute(select(SharedEntry.episode_id, SharedEntry.shared_by, SharedEntry.labels, SharedEntry.shared_at).where(
        SharedEntry.episode_id.in_({one.episode_id for one in joint}), SharedEntry.withdrawn_at.is_(None))).all()  # fmt: skip
    return frozenset(one.id for one in joint for row in sent if (row.episode_id, row.shared_by, row.labels.get("exercise")) == (
        one.episode_id, one.scribe_id, one.exercise_id) and row.shared_at >= one.agreed_at)  # fmt: skip
