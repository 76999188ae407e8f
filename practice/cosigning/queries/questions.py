"""What counselors brought to supervision."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import func, select

from practice.accounts.models import Counselor
from practice.cosigning.models import SupervisionQuestion
from practice.db import db


@dataclass(frozen=True)
class Asked:
    """One question: who asked, and what came of it once it was talked over."""

    id: str
    episode_id: str
    client_id: str | None
    words: str
    asked_by: str
    name: str
    asked_at: datetime
    answer: str | None
    talked_over_at: datetime | None
    talked_over_by: str | None


def questions_of(episode_id: str) -> list[Asked]:
    """The questions of one episode: open ones first, oldest first; then what was talked over, latest first."""
    found = (select(SupervisionQuestion, Counselor.display_name).join(Counselor, Counselor.id == SupervisionQuestion.asked_by)
             .where(SupervisionQuestion.episode_id == episode_id).order_by(SupervisionQuestion.asked_at))  # fmt: skip
    rows = [_asked(row, name) for row, name in db.session.execute(found)]
    done = sorted((row for row in rows if row.talked_over_at), key=lambda row: row.talked_over_at, reverse=True)
    names = _names({row.talked_over_by for row in done})
    return [row for row in rows if not row.talked_over_at] + [_by_name(row, names) for row in done]


def _asked(row: SupervisionQuestion, name: str) -> Asked:
    return Asked(row.id, row.episode_id, row.client_id, row.words, row.asked_by, name, row.asked_at, row.answer,
                 row.talked_over_at, row.talked_over_by)  # fmt: skip


def _by_name(row: Asked, names: dict[str, str]) -> Asked:
    return Asked(**{**vars(row), "talked_over_by": names.get(row.talked_over_by)})


def _names(ids: set[str]) -> dict[str, str]:
    return dict(db.session.execute(select(Counselor.id, Counselor.display_name).where(Counselor.id.in_(ids))).all()) if ids else {}


def questions_in(episode_ids: Collection[str]) -> list[Asked]:
    """What waits to be talked over in these episodes, oldest first."""
    found = (select(SupervisionQuestion, Counselor.display_name).join(Counselor, Counselor.id == SupervisionQuestion.asked_by)
             .where(SupervisionQuestion.episode_id.in_(list(episode_ids)), SupervisionQuestion.talked_over_at.is_(None))
             .order_by(SupervisionQuestion.asked_at, SupervisionQuestion.id))  # fmt: skip
    return [_asked(row, name) for row, name in db.session.execute(found)]


def open_questions(episode_ids: Collection[str]) -> dict[str, int]:
    """{episode: how many questions wait to be talked over}, in one query."""
    found = select(SupervisionQuestion.episode_id, func.count()).where(
        SupervisionQuestion.episode_id.in_(list(episode_ids)), SupervisionQuestion.talked_over_at.is_(None))  # fmt: skip
    return dict(db.session.execute(found.group_by(SupervisionQuestion.episode_id)).all())
