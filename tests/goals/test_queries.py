"""What is read of the plan: rooms, reviews due, in how many statements."""

from datetime import timedelta

import pytest
from sqlalchemy import event

from practice.db import db
from practice.episodes.actions import discharge, take_on_client
from practice.episodes.queries import participants
from practice.goals import queries
from practice.goals.actions import set_goal, take_step
from tests.goals.given import agreed, goal_of, ladder_of
from tests.homework.given import on_protocol, today


@pytest.fixture
def statements(app):
    """How many statements a piece of work takes."""

    def count(work) -> int:
        seen = []
        listen = lambda *args: seen.append(args[2])  # noqa: E731
        event.listen(db.engine, "before_cursor_execute", listen)
        try:
            work()
        finally:
            event.remove(db.engine, "before_cursor_execute", listen)
        return len([one for one in seen if one.lstrip().upper().startswith("SELECT")])

    return count


def couple_goals(cast):
    return [goal_of(cast, cast.couple, who, words) for who, words in (
        (cast.robin, "Robin alone"), (cast.kim, "Kim alone"), (None, "An evening together"))]  # fmt: skip


def read(cast, who, rooms=None):
    with cast.acting(who):
        found = [row.goal for row in queries.goals_of(cast.couple.id, rooms)]
        db.session.rollback()
    return found


def test_rooms(cast):
    couple_goals(cast)
    assert read(cast, cast.alma) == ["Robin alone", "Kim alone", "An evening together"]
    assert read(cast, cast.alma, ["shared"]) == read(cast, cast.alma, [None]) == ["An evening together"]
    assert read(cast, cast.alma, [cast.kim.id, None]) == ["Kim alone", "An evening together"]
    assert read(cast, cast.alma, []) == []


def test_the_door_decides_who_reads(cast):
    couple_goals(cast)
    assert read(cast, cast.robin) == ["Robin alone", "An evening together"]
    assert read(cast, cast.robin, [cast.kim.id]) == []
    assert read(cast, cast.cleo) == [] and read(cast, cast.ash) == []


def test_what_is_due(cast):
    goals = couple_goals(cast)
    later = goal_of(cast, cast.ash_episode, cast.ash, "Later", review_every=7)
    with cast.acting(cast.alma):
        for number, goal in enumerate(goals):
            take_step(goal, "reviewed", review_every=1 + number, by=cast.alma.id)
        db.session.commit()
        due = queries.reviews_due(today() + timedelta(days=6))
        assert [(one.goal_id, one.names) for one in due] == [
            (goals[0].id, ("Robin Vale",)), (goals[1].id, ("Kim Vale",)), (goals[2].id, ("Kim Vale", "Robin Vale"))]
        assert queries.reviews_due(today()) == []
        assert later.id in {one.goal_id for one in queries.reviews_due(today() + timedelta(days=7))}
        assert len(queries.reviews_due(today() + timedelta(days=7), limit=2)) == 2
        db.session.rollback()
    for who in (cast.cleo, cast.sam):  # a colleague, and a supervisor whose own work it is not
        with cast.acting(who):
            assert queries.reviews_due(today() + timedelta(days=9)) == []
            db.session.rollback()


def test_what_has_ended_is_not_due(cast):
    goal_of(cast, cast.ash_episode, cast.ash, review_every=1)
    with cast.acting(cast.alma):
        discharge(cast.ash_episode, cast.ash.id, on=today(), reason="agreed", by=cast.alma.id)
        db.session.commit()
        assert queries.reviews_due(today() + timedelta(days=9)) == []
        db.session.rollback()


def test_the_number_of_statements_stays(cast, statements):
    def more(count):
        with cast.acting(cast.alma):
            for number in range(count):
                episode, client = take_on_client(by=cast.alma.id, on=today(), person={"display_name": f"N {number} {count}"})
                set_goal(episode.id, client.id, goal="g", review_every=1, by=cast.alma.id)
                set_goal(cast.ash_episode.id, cast.ash.id, goal=f"g {number} {count}", by=cast.alma.id)
            db.session.commit()

    def asked():
        with cast.acting(cast.alma):
            ash = cast.ash_episode.id
            numbers = (statements(lambda: queries.reviews_due(today() + timedelta(days=3))),
                       statements(lambda: queries.goals_of(ash)))  # fmt: skip
            db.session.rollback()
        return numbers

    more(1)
    few = asked()
    more(12)
    assert few == asked() == (1, 2)


def test_whose_names_belong_under_it(cast):
    on_protocol(cast, cast.couple)
    shared, own = agreed(cast, cast.couple, None), agreed(cast, cast.couple, cast.kim)
    with cast.acting(cast.alma):
        found, parts = {one.id: one for one in queries.agreements_of(cast.couple.id)}, participants(cast.couple.id)
        assert [name for _id, name, _put in queries.signers(found[shared.id], parts)] == ["Kim", "Robin", "Alma"]
        assert [name for _id, name, _put in queries.signers(found[own.id], parts)] == ["Kim", "Alma"]
        assert {put for *_rest, put in queries.signers(found[shared.id], parts)} == {None}
        db.session.rollback()


def test_ladders_that_have_ended_are_not_offered(cast):
    kept, ended = ladder_of(cast, cast.couple, cast.robin), ladder_of(cast, cast.couple, cast.robin)
    with cast.acting(cast.alma):
        ended.ended_at = ended.made_at
        db.session.commit()
        assert [one.id for one in queries.ladders_in(cast.couple.id)] == [kept.id]
        db.session.rollback()
