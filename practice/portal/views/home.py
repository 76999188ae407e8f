"""Where a client starts: what is open, where they are, their ladders, when we next meet. Never a countdown."""

from dataclasses import dataclass
from datetime import timedelta

from flask import g, render_template, request
from flask_login import current_user
from sqlalchemy import select

from practice import clock
from practice.access import gate
from practice.db import db
from practice.episodes.queries import coming_sessions, current_course
from practice.episodes.queries.sessions import SessionRow
from practice.homework.models import HomeworkAssignment, RevealSay
from practice.homework.queries import OpenHomework, asked_of, open_for
from practice.homework.queries.ended import put_aside, to_look_back_on
from practice.homework.queries.joint import resting_together, written_for_both
from practice.homework.queries.revealed import waiting_says
from practice.homework.reminding import WAITING
from practice.measures.queries import Offer, open_for_client
from practice.portal.views import bp
from practice.portal.views.rooms import Room, my_rooms
from practice.ratings.queries import LadderRow, ladders_of
from practice.safety.models import SafetyQuestion
from practice.safety.queries import has_crisis_plan, waiting_questions

LATELY = timedelta(days=7)  # what was asked once and answered stays in sight for a week


@dataclass(frozen=True)
class Stay:
    """One episode on the home page."""

    room: Room
    phase: str
    homework: list[OpenHomework]
    measures: list[Offer]
    ladders: list[LadderRow]
    sessions: list[SessionRow]  # the next few, soonest first
    questions: list[SafetyQuestion]
    says: list[tuple[RevealSay, str]]  # may this answer of mine be opened together
    rest: list[str]  # titles of what both did together and is not asked any more
    written: frozenset[str]  # what the other one has written down for both

    @property
    def waiting(self) -> list[OpenHomework]:
        return [one for one in self.homework if one.state in WAITING and one.id not in self.written]

    @property
    def sent(self) -> list[OpenHomework]:
        waiting = {one.id for one in self.waiting}
        return [one for one in self.homework if one.id not in waiting]


@bp.get("/")
@gate.client()
def home():
    me, now = current_user.person_id, clock.now()
    opened = _visible(open_for(me, clock.today(g.practice.zone)), now)
    questions, says, offers = waiting_questions(me, now=now), waiting_says(me), open_for_client(me, clock.today(g.practice.zone))
    written = written_for_both(opened, me)
    stays = [
        Stay(room, _phase(room), [one for one in opened if one.episode_id == room.episode_id] if room.is_open else [],
             [one for one in offers if one.episode_id == room.episode_id] if room.is_open else [],
             [row for row in ladders_of(room.episode_id) if row.client_id in (me, None) and row.ended_at is None] if room.is_open else [],
             coming_sessions(room.episode_id, now), [one for one in questions if one.episode_id == room.episode_id],
             [one for one in says if one[0].episode_id == room.episode_id] if room.is_open else [],
             resting_together(room.episode_id, now - LATELY) if room.couple else [], written)
        for room in my_rooms()
    ]  # fmt: skip
    ended, mine = to_look_back_on(me, clock.today(g.practice.zone)), {stay.room.episode_id for stay in stays if stay.room.is_open}
    return render_template("portal/home.html", stays=stays, done=request.args.get("done"), name=current_user.name,
                           hard_hour=has_crisis_plan(me), aside=put_aside(me, now),
                           ended=ended if ended and ended.episode_id in mine else None)  # fmt: skip


def _visible(opened: list[OpenHomework], now) -> list[OpenHomework]:
    """Without what a closed gate hides, and without single askings answered more than a week ago."""
    ids = [one.id for one in opened]
    rows = {row.id: row for row in db.session.scalars(select(HomeworkAssignment).where(HomeworkAssignment.id.in_(ids)))}
    return [
        one for one in opened
        if (one.asked or (one.sent_at and one.sent_at > now - LATELY)) and asked_of(rows[one.id], current_user.person_id)
    ]  # fmt: skip


def _phase(room: Room) -> str:
    """The client title of the phase they are in; no number, no day."""
    course = current_course(room.episode_id, current_user.language)
    phase = course.phase(room.me) if course else None
    return phase.client_title if phase else ""
