"""The caseload's rows say what the facts say, whatever was done before."""

from contextlib import suppress
from datetime import timedelta
from random import Random

import pytest

from practice import clock
from practice.db import db
from practice.episodes import actions, queries
from practice.episodes.models import TherapySession
from practice.episodes.state import recompute, row_of, set_homework, set_rating
from practice.protocols.library import load_library

LIBRARY = load_library()
ORDER = [phase.id for phase in LIBRARY["narrative-attachment"].phases]


class Walk:
    """One counselor doing random things, in any order, with one couple."""

    def __init__(self, cast, seed: int) -> None:
        self.cast, self.dice, self.today = cast, Random(seed), clock.today(cast.practice.zone)
        self.by, self.episode, self.day = cast.alma.id, cast.couple, 60

    def on(self):
        """A day that only ever moves on."""
        self.day = max(0, self.day - self.dice.randint(0, 4))
        return self.today - timedelta(self.day)

    def who(self):
        return self.dice.choice([None, self.cast.kim.id, self.cast.robin.id])

    def begin(self):
        actions.begin_course(
            self.episode,
            protocol=LIBRARY["narrative-attachment"],
            source=LIBRARY.texts["narrative-attachment"],
            flavour=None,
            started_on=self.on(),
            by=self.by,
            counselor_scope="therapist",
            credentials=(),
            pace=self.dice.choice(["days", "sessions"]),
            first_phase=self.dice.choice(ORDER),
        )

    def enter(self):
        if view := queries.current_course(self.episode.id):
            actions.enter_phase(view.course, self.dice.choice(ORDER), on=self.on(), by=self.by, client_id=self.who())

    def skip(self):
        if view := queries.current_course(self.episode.id):
            actions.skip_phase(view.course, self.dice.choice(ORDER), on=self.on(), by=self.by, reason="Known")

    def pause(self):
        actions.pause(self.episode, since=self.on(), by=self.by, client_id=self.who())

    def resume(self):
        resting = [rest for rest in queries.rests(self.episode.id) if rest.until is None]
        for rest in resting[:1]:
            actions.resume(rest, until=self.on(), by=self.by)

    def plan(self):
        at = clock.now() + timedelta(days=self.dice.randint(-9, 9))
        actions.plan_session(self.episode.id, self.who(), starts_at=at, by=self.by)

    def cancel(self):
        for row in queries.sessions_of(self.episode.id, limit=1):
            found = db.session.query(TherapySession).filter_by(id=row.id).one()
            actions.cancel_session(found, by=self.by)

    def leave(self):
        if self.dice.random() < 0.15:
            actions.discharge(self.episode, self.cast.kim.id, on=self.on(), reason="agreed", by=self.by)

    def step(self):
        deed = self.dice.choice(
            [self.begin, self.enter, self.enter, self.skip, self.pause, self.resume, self.plan, self.cancel, self.leave]
        )
        with suppress(actions.CannotMove, actions.BadRest, actions.AlreadyDischarged, actions.SharedRoomFrozen):
            deed()  # a refusal comes before anything is written


@pytest.mark.parametrize("seed", range(6))
def test_rows_equal_what_is_recomputed(cast, seed):
    with cast.acting(cast.alma):
        walk = Walk(cast, seed)
        walk.begin()
        for _step in range(25):
            walk.step()
            for client in (cast.kim, cast.robin):
                row, facts = row_of(cast.couple.id, client.id), recompute(cast.couple.id, client.id)
                assert {name: getattr(row, name) for name in facts} == facts


def test_numbers_from_above_are_written_as_handed_in(cast):
    now = clock.now()
    with cast.acting(cast.alma):
        set_rating(cast.ash_episode.id, cast.ash.id, last="2-3", at=now, spark=[2.5], low=1, high=10)
        set_homework(cast.ash_episode.id, cast.ash.id, open_homework=2, unread_entries=1)
        row = row_of(cast.ash_episode.id, cast.ash.id)
        assert (row.last_rating, row.last_rated_at, row.spark, row.spark_high) == ("2-3", now, [2.5], 10)
        assert (row.open_homework, row.unread_entries) == (2, 1)


def test_a_client_who_sends_something_changes_their_own_row_only(cast):
    with cast.acting(cast.kim):
        set_homework(cast.couple.id, cast.kim.id, open_homework=0, unread_entries=1)
        db.session.flush()
        with pytest.raises(Exception, match="No row"):
            set_homework(cast.couple.id, cast.robin.id, open_homework=9, unread_entries=9)
