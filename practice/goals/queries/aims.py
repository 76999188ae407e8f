"""Goals with their steps, and which of them are to be looked at again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from sqlalchemy import or_, select

from practice.access.rules import caseload
from practice.clients.queries import Somebody
from practice.db import db
from practice.episodes.models import EpisodeState
from practice.goals.models import Goal, GoalStep
from practice.goals.words import SHARED, STATUSES, room_of, standing
from practice.i18n import _
from practice.ratings.queries import LadderRow, ladders_of
from practice.vault import open_field

MOST_DUE = 100


@dataclass(frozen=True)
class StepRow:
    """How a goal stood from a moment on. `words`: said with it; of `reworded`, the words the goal had before."""

    status: str
    words: str
    by: str
    at: datetime


@dataclass(frozen=True)
class GoalRow:
    """A goal in its present words, with every step since, oldest first. `client_id` None: of both, in the shared room."""

    id: str
    episode_id: str
    client_id: str | None
    goal: str
    sign: str
    ladder_id: str | None
    agreed_on: date
    review_every: int | None
    next_review: date | None
    made_by: str
    steps: tuple[StepRow, ...] = ()

    @property
    def status(self) -> str:
        """going, reached, resting or set-aside."""
        return standing(step.status for step in self.steps)

    @property
    def since(self) -> datetime | None:
        """Since when it stands like that."""
        return next((step.at for step in reversed(self.steps) if step.status in STATUSES), None)


@dataclass(frozen=True)
class Due:
    """A goal whose day to be looked at has come. `names` are the people it belongs to; none of its words."""

    goal_id: str
    episode_id: str
    client_id: str | None
    names: tuple[str, ...]
    on: date


COLUMNS = (Goal.id, Goal.episode_id, Goal.client_id, Goal.practice_id, Goal.words_blob, Goal.ladder_id, Goal.agreed_on,
           Goal.review_every, Goal.next_review, Goal.made_by)  # fmt: skip


def goals_of(episode_id: str, rooms: Iterable[str | None] | None = None) -> list[GoalRow]:
    """The goals of these rooms (client ids; None or "shared" for what is of both), or of all the scope may see, in the
    order they were agreed. Two statements however many there are."""
    found = select(*COLUMNS).where(Goal.episode_id == episode_id)
    if rooms is not None:
        wanted = {room_of(room) for room in rooms}
        found = found.where(or_(Goal.client_id.in_(wanted - {None}), Goal.client_id.is_(None) if None in wanted else False))
    rows = db.session.execute(found.order_by(Goal.made_at, Goal.id)).all()
    return _with_steps(rows, GoalStep.episode_id == episode_id) if rows else []


def row_of(goal_id: str) -> GoalRow:
    """One goal with its steps."""
    rows = db.session.execute(select(*COLUMNS).where(Goal.id == goal_id)).all()
    return _with_steps(rows, GoalStep.goal_id == goal_id)[0]


def _with_steps(rows: list, which) -> list[GoalRow]:
    steps: dict[str, list[StepRow]] = {}
    columns = (GoalStep.id, GoalStep.goal_id, GoalStep.practice_id, GoalStep.status, GoalStep.words_blob, GoalStep.by, GoalStep.at)
    for row in db.session.execute(select(*columns).where(which).order_by(GoalStep.at, GoalStep.id)):
        said = open_field(GoalStep, "words", row.practice_id, row.id, row.words_blob)
        steps.setdefault(row.goal_id, []).append(StepRow(row.status, said or "", row.by, row.at))
    return [_row(row, tuple(steps.get(row.id, ()))) for row in rows]


def _row(row, steps: tuple[StepRow, ...]) -> GoalRow:
    told = open_field(Goal, "words", row.practice_id, row.id, row.words_blob) or {}
    return GoalRow(row.id, row.episode_id, row.client_id, told.get("goal", ""), told.get("sign", ""), row.ladder_id, row.agreed_on,
                   row.review_every, row.next_review, row.made_by, steps)  # fmt: skip


def reviews_due(today: date, limit: int = MOST_DUE) -> list[Due]:
    """What to look at again on the counselor's own caseload, oldest day first, at most `limit`: one statement, without
    words of anybody. Ended episodes and goals that rest are not in it."""
    found = (
        select(Goal.id, Goal.episode_id, Goal.client_id, Goal.next_review, EpisodeState.display_name)
        .join(EpisodeState, (EpisodeState.episode_id == Goal.episode_id)
              & or_(Goal.client_id.is_(None), EpisodeState.client_id == Goal.client_id))
        .where(Goal.next_review <= today, Goal.episode_id.in_(caseload()), EpisodeState.ended_on.is_(None))
        .order_by(Goal.next_review, Goal.id, EpisodeState.display_name).limit(2 * limit)
    )  # fmt: skip
    due = []
    for _key, group in groupby(db.session.execute(found), key=lambda row: row.id):
        rows = list(group)
        due.append(Due(*rows[0][:3], tuple(row.display_name for row in rows), rows[0].next_review))
    return due[:limit]


def ladders_in(episode_id: str) -> list[LadderRow]:
    """Ladders of an episode that go on, oldest first."""
    return [ladder for ladder in ladders_of(episode_id) if ladder.ended_at is None]


def room_choices(people: list[Somebody]) -> list[tuple[str, str]]:
    """(key, words) of the rooms something new may lie in: each who takes part, and both while nobody has left."""
    here = [(person.client_id, person.shown_as) for person in people if not person.ended]
    together = len(people) > 1 and len(here) == len(people)
    return here + ([(SHARED, _("Both together"))] if together else [])
