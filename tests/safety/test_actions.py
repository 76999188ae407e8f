"""Flags, the conversation alone, openings and the question to each partner, through the door."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.exc import DBAPIError

from practice import clock
from practice.access.scope import OutOfScope
from practice.audit.models import AuditEntry
from practice.db import db
from practice.safety import actions, queries, rules
from practice.safety.models import Flag, Opening, SafetyAnswer, SafetyQuestion, Screening

NOW = clock.now()


def clear_both(cast, at=NOW):
    for client in (cast.robin, cast.kim):
        actions.record_screening(cast.couple.id, client.id, done_on=at.date(), outcome="clear", by=cast.alma.id, at=at)


def both_say_yes(cast, exercise="listen"):
    with cast.acting(cast.alma):
        actions.ask_if_safe(cast.couple.id, exercise, "Listening", by=cast.alma.id, at=NOW)
    for client in (cast.robin, cast.kim):
        with cast.acting(client):
            question = queries.waiting_questions(client.id, now=NOW)[0]
            actions.answer_if_safe(question, "yes", at=NOW)


def test_a_client_raises_a_flag_and_cannot_read_it(cast):
    with cast.acting(cast.robin):
        flag = actions.raise_flag(cast.couple.id, cast.robin.id, kind="help-now", urgency="urgent", words="Please\x00 call")
        assert flag.words == "Please call" and flag.raised_by == "client" and flag.raised_by_id == cast.robin.id
        db.session.expire_all()
        assert db.session.scalars(select(Flag)).all() == []
    with cast.acting(cast.kim):
        assert queries.open_flags() == []
    with cast.acting(cast.alma):
        row = queries.open_flags()[0]
        assert (row.name, row.kind, row.words, row.acknowledged_at) == ("Robin Vale", "help-now", "Please call", None)
    with cast.acting(cast.cleo):
        assert queries.open_flags() == []
    with cast.acting(cast.sam):
        assert len(queries.open_flags()) == 1


def test_a_client_raises_flags_for_themselves_only(cast):
    with cast.acting(cast.robin):
        for episode, client in ((cast.couple, cast.kim), (cast.sky_episode, cast.robin), (cast.sky_episode, cast.sky)):
            with pytest.raises(OutOfScope):
                actions.raise_flag(episode.id, client.id, kind="other", urgency="review")


def test_a_flag_is_closed_by_a_person_with_words_and_never_changed(cast):
    with cast.acting(cast.alma):
        flag = actions.raise_flag(cast.couple.id, cast.kim.id, kind="other", urgency="review", words="Quiet")
        with pytest.raises(actions.NeedsWords):
            actions.acknowledge(flag, words="  \x07 ", by=cast.alma.id)
        actions.acknowledge(flag, words="Called her", by=cast.alma.id)
        assert queries.open_flags([cast.couple.id])[0].acknowledged_at is not None
        assert queries.open_flags([cast.ash_episode.id]) == []
        actions.close_flag(flag, words="Talked it through", by=cast.alma.id)
        db.session.flush()
        assert queries.open_flags() == [] and queries.closed_flags()[0].id == flag.id
        with pytest.raises(actions.AlreadyClosed):
            actions.acknowledge(flag, words="Again", by=cast.alma.id)
        assert [step.words for step in queries.steps_of(flag.id)] == ["Called her", "Talked it through"]
    db.session.commit()
    with cast.acting(cast.alma), pytest.raises(DBAPIError):
        flag.kind = "child"
        db.session.flush()
    db.session.rollback()


def test_one_audit_entry_per_verb(cast):
    with cast.acting(cast.alma):
        before = db.session.scalar(select(func.count()).select_from(AuditEntry))
        clear_both(cast)
        actions.ask_if_safe(cast.couple.id, "listen", "Listening", by=cast.alma.id)
        db.session.flush()
        assert db.session.scalar(select(func.count()).select_from(AuditEntry)) == before + 3


def test_the_latest_screening_counts_and_anything_but_clear_closes_what_stood_open(cast):
    with cast.acting(cast.alma):
        assert queries.screening_of(cast.couple.id) == {cast.robin.id: None, cast.kim.id: None}
        clear_both(cast)
        opening = actions.open_item(cast.couple.id, cast.robin.id, "try.direction", by=cast.alma.id)
        assert actions.open_item(cast.couple.id, cast.robin.id, "try.direction", by=cast.alma.id) is opening
        assert queries.standing(cast.couple.id).field_open("try", "direction", cast.robin.id)
        actions.record_screening(cast.couple.id, cast.kim.id, done_on=NOW.date(), outcome="concern", by=cast.alma.id,
                                 at=NOW + timedelta(minutes=1))  # fmt: skip
        assert queries.opened_items(cast.couple.id) == set()
        assert queries.screening_of(cast.couple.id)[cast.kim.id].outcome == "concern"
        with pytest.raises(actions.NotCleared) as closed:
            actions.open_item(cast.couple.id, cast.robin.id, "try.direction", by=cast.alma.id)
        assert closed.value.reasons == [rules.NOT_CLEAR]
        with pytest.raises(actions.NotCleared):
            actions.ask_if_safe(cast.couple.id, "listen", "Listening", by=cast.alma.id)


def test_an_individual_episode_has_the_gate_too(cast):
    with cast.acting(cast.alma):
        with pytest.raises(actions.NotCleared):
            actions.open_item(cast.ash_episode.id, cast.ash.id, "try.direction", by=cast.alma.id)
        actions.record_screening(cast.ash_episode.id, cast.ash.id, done_on=NOW.date(), outcome="clear", by=cast.alma.id)
        actions.open_item(cast.ash_episode.id, cast.ash.id, "try.direction", by=cast.alma.id)
        with pytest.raises(actions.NotCleared) as alone:
            actions.open_item(cast.ash_episode.id, None, "listen", by=cast.alma.id)
        assert alone.value.reasons == [rules.NO_PARTNER]


def test_the_couple_opens_after_each_said_alone_that_it_feels_safe(cast):
    with cast.acting(cast.alma):
        clear_both(cast)
    with cast.acting(cast.alma), pytest.raises(actions.NotCleared):
        actions.open_item(cast.couple.id, None, "listen", by=cast.alma.id, at=NOW)
    both_say_yes(cast)
    people = [cast.robin.id, cast.kim.id]
    with cast.acting(cast.alma):
        assert queries.felt_safe(cast.couple.id, "listen", people, now=NOW)
        assert not queries.felt_safe(cast.couple.id, "listen", people, now=NOW + timedelta(hours=25))
        assert not queries.felt_safe(cast.couple.id, "other", people, now=NOW)
        opening = actions.open_item(cast.couple.id, None, "listen", by=cast.alma.id, at=NOW)
        actions.close_item(opening, by=cast.alma.id)
        assert queries.opened_items(cast.couple.id) == set()


def test_a_partner_sees_their_own_question_and_nobodys_answer(cast):
    with cast.acting(cast.alma):
        clear_both(cast)
        actions.ask_if_safe(cast.couple.id, "listen", "Listening", by=cast.alma.id, at=NOW)
    with cast.acting(cast.robin):
        mine = db.session.scalars(select(SafetyQuestion)).all()
        assert [row.client_id for row in mine] == [cast.robin.id]
        actions.answer_if_safe(mine[0], "no", at=NOW)
        db.session.flush()
        assert queries.waiting_questions(cast.robin.id, now=NOW) == []
        for hidden in (SafetyAnswer, Screening, Opening):
            assert db.session.scalars(select(hidden)).all() == []
    with cast.acting(cast.kim):
        assert len(queries.waiting_questions(cast.kim.id, now=NOW)) == 1
        question = queries.waiting_questions(cast.kim.id, now=NOW)[0]
        with pytest.raises(actions.TooLate):
            actions.answer_if_safe(question, "yes", at=NOW + timedelta(hours=24))
        assert queries.waiting_questions(cast.kim.id, now=NOW + timedelta(hours=24)) == []


def test_the_gate_decides_for_a_client_without_telling(cast):
    with cast.acting(cast.alma):
        actions.record_screening(cast.ash_episode.id, cast.ash.id, done_on=NOW.date(), outcome="clear", by=cast.alma.id)
        actions.open_item(cast.ash_episode.id, cast.ash.id, "try.direction", by=cast.alma.id)
    with cast.acting(cast.ash):
        assert queries.standing(cast.ash_episode.id).field_open("try", "direction", cast.ash.id)
        assert db.session.scalars(select(Opening)).all() == []
    with cast.acting(cast.sky):
        assert not queries.standing(cast.sky_episode.id).field_open("try", "direction", cast.sky.id)


def test_supervisors_read_and_do_not_write(cast):
    with cast.acting(cast.alma):
        actions.raise_flag(cast.couple.id, cast.kim.id, kind="other", urgency="review")
        assert queries.works_on(cast.couple.id) and not queries.works_on(cast.sky_episode.id)
    db.session.commit()
    with cast.acting(cast.sam):
        assert not queries.works_on(cast.couple.id)
        flag = db.session.scalars(select(Flag)).one()
        with pytest.raises(OutOfScope):
            actions.acknowledge(flag, words="Seen", by=cast.sam.id)
            db.session.flush()
        db.session.rollback()
