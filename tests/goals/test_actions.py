"""Goals: set, moved on by steps, said in other words. Agreements: kept, replaced, named."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text, update
from sqlalchemy.exc import DBAPIError

from practice.access.scope import OutOfScope, everything
from practice.audit.models import AuditEntry
from practice.db import db
from practice.episodes.models import EpisodeState
from practice.goals import queries
from practice.goals.actions import ChangedMeanwhile, Replaced, give_ladder, put_name, reword, set_goal, take_step
from practice.goals.models import AgreementName, GoalStep
from practice.goals.words import BadGoal
from practice.ratings.actions import rate
from tests.goals.given import PLUM, agreed, goal_of, ladder_of
from tests.homework.given import on_protocol, today


def stored(cast, goal):
    with cast.acting(cast.alma):
        found = queries.row_of(goal.id)
        db.session.rollback()
    return found


def test_a_goal_begins_going(cast):
    row = stored(cast, goal_of(cast, cast.ash_episode, cast.ash, sign="The kettle first", review_every=14))
    assert (row.goal, row.sign, row.status, row.client_id) == (PLUM, "The kettle first", "going", cast.ash.id)
    assert row.next_review == today() + timedelta(days=14) and [step.status for step in row.steps] == ["going"]
    with everything("the audit log"):
        assert "set_goal" in db.session.scalars(select(AuditEntry.what)).all()


def test_the_same_goal_twice_is_one(cast):
    first, again = (goal_of(cast, cast.ash_episode, cast.ash) for _n in range(2))
    assert first.id == again.id
    assert goal_of(cast, cast.ash_episode, cast.ash, "Another").id != first.id


def test_steps_keep_everything(cast):
    goal = goal_of(cast, cast.ash_episode, cast.ash, review_every=14)
    with cast.acting(cast.alma):
        for status, words in (("reviewed", ""), ("resting", "not this month"), ("going", ""), ("reached", "it simply is so")):
            take_step(goal, status, words=words, review_every=14, by=cast.alma.id)
            db.session.flush()
            assert (goal.next_review is None) == (status in ("resting", "reached"))
        db.session.commit()
    row = stored(cast, goal)
    assert row.status == "reached" and row.steps[-1].words == "it simply is so"
    assert [step.status for step in row.steps] == ["going", "reviewed", "resting", "going", "reached"]


def test_other_words_keep_the_old_ones(cast):
    goal = goal_of(cast, cast.ash_episode, cast.ash, sign="first")
    with cast.acting(cast.alma):
        reword(goal, words="A quiet evening", by=cast.alma.id)
        assert reword(goal, words=" A quiet evening ", by=cast.alma.id) is None
        db.session.commit()
    row = stored(cast, goal)
    assert (row.goal, row.sign, row.status) == ("A quiet evening", "", "going")
    assert row.steps[-1].status == "reworded" and row.steps[-1].words == f"{PLUM}\n\nfirst"


def test_two_pages_do_not_overtake_each_other(cast):
    goal = goal_of(cast, cast.ash_episode, cast.ash)
    with cast.acting(cast.alma):
        take_step(goal, "resting", seen=1, by=cast.alma.id)
        assert take_step(goal, "resting", seen=1, by=cast.alma.id)  # pressed twice: one step
        with pytest.raises(ChangedMeanwhile):
            take_step(goal, "reached", seen=1, by=cast.alma.id)
        with pytest.raises(ChangedMeanwhile):
            reword(goal, words="x", seen=1, by=cast.alma.id)
        db.session.commit()
    assert len(stored(cast, goal).steps) == 2


@pytest.mark.parametrize("given, field", [
    ({"goal": " "}, "goal"), ({"goal": "a", "sign": "b" * 2_001}, "sign"), ({"goal": "a", "review_every": 0}, "review_every"),
    ({"goal": "a", "review_every": 999}, "review_every"), ({"goal": "a", "ladder_id": "0" * 32}, "ladder"),
])  # fmt: skip
def test_what_cannot_be_a_goal(cast, given, field):
    with cast.acting(cast.alma), pytest.raises(BadGoal) as problem:
        set_goal(cast.ash_episode.id, cast.ash.id, by=cast.alma.id, **given)
    assert set(problem.value.words) == {field}


def test_a_step_needs_a_known_word(cast):
    goal = goal_of(cast, cast.ash_episode, cast.ash)
    with cast.acting(cast.alma):
        for status in ("reworded", "done", ""):
            with pytest.raises(BadGoal):
                take_step(goal, status, by=cast.alma.id)
        db.session.rollback()


def test_a_ladder_of_another_room_is_refused(cast):
    robins, shared = ladder_of(cast, cast.couple, cast.robin), ladder_of(cast, cast.couple, None)
    kims = goal_of(cast, cast.couple, cast.kim)
    ours = goal_of(cast, cast.couple, None, "An evening together", ladder_id=shared.id)
    with cast.acting(cast.alma):
        for goal, ladder in ((kims, robins), (kims, shared), (ours, robins)):
            with pytest.raises(BadGoal):
                give_ladder(goal, ladder.id, by=cast.alma.id)
        give_ladder(ours, None, by=cast.alma.id)
        db.session.commit()


def test_a_ladder_of_both_is_rated_and_is_nobodys_last_rating(cast):
    shared = ladder_of(cast, cast.couple, None, value=4)
    with cast.acting(cast.alma):
        rate(shared, value=5, source="session", by=cast.alma.id)
        db.session.flush()
        states = select(EpisodeState.last_rating).where(EpisodeState.episode_id == cast.couple.id)
        assert db.session.scalars(states).all() == [None, None]
        db.session.rollback()


def test_a_step_never_changes(app, cast):
    goal_of(cast, cast.ash_episode, cast.ash)
    with everything("trying"):
        for deed in (update(GoalStep).values(status="reached"), text("DELETE FROM goal_step")):
            with pytest.raises(DBAPIError):
                db.session.execute(deed)
                db.session.commit()
            db.session.rollback()


def test_a_supervisor_sets_no_goal(cast):
    with cast.acting(cast.sam):
        with pytest.raises(OutOfScope):
            set_goal(cast.ash_episode.id, cast.ash.id, goal="x", by=cast.sam.id)
            db.session.flush()
        db.session.rollback()


def test_an_agreement_is_frozen_with_its_digest(cast):
    on_protocol(cast, cast.ash_episode)
    row = agreed(cast, cast.ash_episode, cast.ash)
    with cast.acting(cast.alma):
        found = queries.agreements_of(cast.ash_episode.id)[0]
        db.session.rollback()
    assert found.intact and found.sha256 == row.sha256 and found.replaced_by is None
    assert found.words["goals"] == ["A quiet evening"] and [part for part, *_rest in found.parts][0] == "purpose"
    with everything("trying"):
        with pytest.raises(DBAPIError):
            db.session.execute(text("UPDATE phase_agreement SET phase_title = 'x'"))
            db.session.commit()
        db.session.rollback()


def test_a_changed_agreement_takes_the_place_of_the_old(cast):
    on_protocol(cast, cast.ash_episode)
    first, same = (agreed(cast, cast.ash_episode, cast.ash) for _n in range(2))
    assert first.id == same.id
    newer = agreed(cast, cast.ash_episode, cast.ash, you_do="Only what fits")
    other = agreed(cast, cast.ash_episode, cast.ash, phase="vision")
    with cast.acting(cast.alma):
        found = {one.id: one.replaced_by for one in queries.agreements_of(cast.ash_episode.id)}
        assert found == {first.id: newer.id, newer.id: None, other.id: None}
        with pytest.raises(Replaced):
            put_name(first, person_id=cast.ash.id, name="Ash", by=cast.alma.id, paper=today())
        db.session.rollback()


@pytest.mark.parametrize("changed, field", [({"purpose": " "}, "purpose"), ({"stop": ""}, "stop"), ({"we_do": "x" * 4_001}, "we_do")])
def test_what_cannot_be_agreed(cast, changed, field):
    on_protocol(cast, cast.ash_episode)
    with pytest.raises(BadGoal) as problem:
        agreed(cast, cast.ash_episode, cast.ash, **changed)
    db.session.rollback()
    assert set(problem.value.words) == {field}


def test_names_on_screen_and_on_paper(cast):
    on_protocol(cast, cast.couple)
    row = agreed(cast, cast.couple, None)
    with cast.acting(cast.robin):
        for _n in range(2):  # pressed twice: one name
            put_name(row, person_id=cast.robin.id, name="Robin", by=cast.robin.id)
            db.session.commit()
    with cast.acting(cast.alma):
        with pytest.raises(BadGoal):
            put_name(row, person_id=cast.kim.id, name="Kim", by=cast.alma.id, paper=today() + timedelta(days=1))
        put_name(row, person_id=cast.kim.id, name="Kim", by=cast.alma.id, paper=today() - timedelta(days=2))
        db.session.commit()
        found = queries.agreements_of(cast.couple.id)[0]
        db.session.rollback()
    by_name = {one.name: one for one in found.names}
    assert len(found.names) == 2 and by_name["Robin"].paper is None
    assert by_name["Kim"].paper == today() - timedelta(days=2) and by_name["Kim"].seen_by == "Alma"


def test_a_partner_puts_no_name_to_what_is_not_theirs(cast):
    on_protocol(cast, cast.couple)
    row = agreed(cast, cast.couple, cast.robin)
    with cast.acting(cast.kim):
        assert queries.agreements_of(cast.couple.id) == []
        with pytest.raises(OutOfScope):
            put_name(row, person_id=cast.kim.id, name="Kim", by=cast.kim.id)
            db.session.flush()
        db.session.rollback()
    with everything("looking"):
        assert not db.session.scalars(select(AgreementName)).all()
