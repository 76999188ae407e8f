"""Verbs of goals: named, said in other words, moved on by a step. What was said before is never lost."""

from datetime import date, datetime

from sqlalchemy import func, select

from practice import clock
from practice.audit.actions import record
from practice.db import db
from practice.episodes.models import Episode
from practice.goals.models import Goal, GoalStep
from practice.goals.words import LONGEST_WAIT, MOST, STATUSES, BadGoal, before, faults, next_look, standing, told
from practice.i18n import _, zone
from practice.ratings.checks import cleaned
from practice.ratings.models import Ladder


class ChangedMeanwhile(Exception):
    """A step was taken since the page was opened; nothing was written."""


def set_goal(
    episode_id: str, client_id: str | None, *, goal: str, sign: str = "", ladder_id: str | None = None,
    review_every: int | None = None, by: str, agreed_on: date | None = None, at: datetime | None = None,
) -> Goal:  # fmt: skip
    """A goal of one client, or of a couple together (`client_id` None), in their words. `sign`: what they would notice
    first. `review_every`: days. The same words in the same room again are the goal that is there. Raises BadGoal."""
    words, moment = told({"goal": goal, "sign": sign}), at or clock.now()
    if wrong := faults(words):
        raise BadGoal(wrong)
    _check_wait(review_every)
    _check_ladder(episode_id, client_id, ladder_id)
    db.session.execute(select(Episode.id).where(Episode.id == episode_id).with_for_update(key_share=True))  # one press after the other
    if (known := _known(episode_id, client_id, words, by)) is not None:
        return known
    day = agreed_on or clock.today(zone(), moment)
    row = Goal(episode_id=episode_id, client_id=client_id, words=words, ladder_id=ladder_id, agreed_on=day,
               review_every=review_every, next_review=next_look("going", review_every, day), made_by=by, made_at=moment)  # fmt: skip
    db.session.add(row)
    _add(row, "going", "", by, moment)
    record("set_goal", row)
    return row


def take_step(goal: Goal, status: str, *, words: str = "", review_every: int | None = None, seen: int | None = None, by: str,
              at: datetime | None = None) -> GoalStep:  # fmt: skip
    """How the goal stands from now on (going, reached, resting, set-aside), or `reviewed`: as it was. `words`: what was said
    with it. `seen`: how many steps the page showed; pressing twice takes one step.

    Raises BadGoal, or ChangedMeanwhile when another step came between.
    """
    said, moment = cleaned(words), at or clock.now()
    if status not in STATUSES and status != "reviewed":
        raise BadGoal({"status": _("Choose how it stands.")})
    if len(said) > MOST:
        raise BadGoal({"said": _("Please use at most %(most)s letters.", most=MOST)})
    _check_wait(review_every)
    steps = _held(goal)
    if seen is not None and seen != len(steps):
        if steps and (steps[-1].status, steps[-1].words or "", steps[-1].by) == (status, said, by):
            return steps[-1]
        raise ChangedMeanwhile
    row = _add(goal, status, said, by, moment)
    stands = standing([*(step.status for step in steps), status])
    goal.review_every, goal.next_review = review_every, next_look(stands, review_every, clock.today(zone(), moment))
    record("take_goal_step", row)
    return row


def reword(goal: Goal, *, words: str, sign: str = "", seen: int | None = None, by: str, at: datetime | None = None) -> GoalStep | None:
    """The goal in other words; the step keeps the old ones. None when they are the same. Raises BadGoal or
    ChangedMeanwhile (`seen`: how many steps the page showed)."""
    new, moment = told({"goal": words, "sign": sign}), at or clock.now()
    if wrong := faults(new):
        raise BadGoal(wrong)
    steps = _held(goal)
    if new == goal.words:
        return None
    if seen is not None and seen != len(steps):
        raise ChangedMeanwhile
    row = _add(goal, "reworded", before(goal.words), by, moment)
    goal.words = new
    record("reword_goal", row)
    return row


def give_ladder(goal: Goal, ladder_id: str | None, *, by: str) -> None:
    """The ladder this goal is seen on, one of the same room; None: no ladder. Raises BadGoal."""
    _check_ladder(goal.episode_id, goal.client_id, ladder_id)
    goal.ladder_id = ladder_id
    record("give_goal_ladder", goal)


def _add(goal: Goal, status: str, words: str, by: str, at: datetime) -> GoalStep:
    row = GoalStep(episode_id=goal.episode_id, client_id=goal.client_id, goal_id=goal.id, status=status, words=words or None,
                   by=by, at=at)  # fmt: skip
    db.session.add(row)
    return row


def _held(goal: Goal) -> list[GoalStep]:
    """The steps so far. The goal is held meanwhile: two pages do not count the same ones."""
    db.session.execute(select(Goal.id).where(Goal.id == goal.id).with_for_update())
    return list(db.session.scalars(select(GoalStep).where(GoalStep.goal_id == goal.id).order_by(GoalStep.at, GoalStep.id)))


def _known(episode_id: str, client_id: str | None, words: dict, by: str) -> Goal | None:
    room = Goal.client_id.is_(None) if client_id is None else Goal.client_id == client_id
    rows = db.session.scalars(select(Goal).where(Goal.episode_id == episode_id, room, Goal.made_by == by))
    return next((row for row in rows if row.words == words), None)


def _check_wait(days: int | None) -> None:
    if days is not None and not 1 <= days <= LONGEST_WAIT:
        raise BadGoal({"review_every": _("Between 1 and %(most)s days, or leave it empty.", most=LONGEST_WAIT)})


def _check_ladder(episode_id: str, client_id: str | None, ladder_id: str | None) -> None:
    """A ladder of another room would carry somebody's numbers to where they are not read."""
    if ladder_id is None:
        return
    room = Ladder.client_id.is_(None) if client_id is None else Ladder.client_id == client_id
    found = select(func.count()).select_from(Ladder).where(Ladder.id == ladder_id, Ladder.episode_id == episode_id, room)
    if not db.session.scalar(found):
        raise BadGoal({"ladder": _("Choose a ladder of the same person, or make a new one.")})
