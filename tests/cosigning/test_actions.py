"""A second name: asked for under supervision alone, given by the supervisor alone, never changed."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from practice import clock
from practice.access.models import Supervision
from practice.access.scope import OutOfScope, everything
from practice.accounts.actions import add_counselor, name_supervisee
from practice.cosigning import actions, queries
from practice.cosigning.models import SupervisionQuestion
from practice.db import db
from practice.episodes.actions import discharge
from practice.notes.actions import add_addendum
from practice.safety.actions import ClosingAsked, acknowledge, close_flag, raise_flag
from practice.safety.models import FlagAlert, FlagStep
from tests.cosigning.supervised import cosign_of, steps, under_supervision, waiting_note
from tests.notes.meetings import signed
from tests.people import reload


def stands(cast, who, subject: str, subject_id: str):
    with cast.acting(who):
        return queries.standing(subject, [subject_id]).get(subject_id)


def test_without_supervision_one_name_is_enough(cast):
    note = signed(cast)
    assert cosign_of(cast, note.id) is None and stands(cast, cast.alma, "note", note.id) is None


def test_a_note_and_what_is_added_wait_for_the_second_name(cast):
    note, cosign = waiting_note(cast)
    with cast.acting(cast.alma):
        added = add_addendum(note, "addendum", "He rang again", by=cast.alma.id)
        db.session.commit()
    standing = stands(cast, cast.alma, "note", note.id)
    assert note.signed_at and (standing.state, standing.names, standing.agreed) == ("waiting", ("Sam",), True)
    with cast.acting(cast.sam):
        assert [one.subject_id for one in queries.waiting_for(cast.sam.id)] == [note.id, added.id]
        actions.sign(cosign, by=cast.sam.id)
        db.session.commit()
        assert [one.subject_id for one in queries.waiting_for(cast.sam.id)] == [added.id]
    standing = stands(cast, cast.alma, "note", note.id)
    assert (standing.state, standing.by_name) == ("signed", "Sam")


def test_nobody_signs_for_both_and_a_colleague_signs_nothing(cast):
    note, cosign = waiting_note(cast)
    for who in (cast.alma, cast.bo):
        with pytest.raises(actions.NotTheirs), cast.acting(who):
            actions.sign(cosign, by=who.id)
        db.session.rollback()
    with pytest.raises(actions.NotTheirs), cast.acting(cast.sam):
        actions.answer(cosign, "In her place", by=cast.sam.id)
    db.session.rollback()
    assert steps(cast) == [] and note.signed_at


def test_it_is_signed_once(cast):
    _note, cosign = waiting_note(cast)
    with cast.acting(cast.sam):
        actions.sign(cosign, by=cast.sam.id)
        for verb in (lambda: actions.sign(cosign, by=cast.sam.id), lambda: actions.look_again(cosign, "Wait", by=cast.sam.id)):
            with pytest.raises(actions.SignedAlready):
                verb()
        db.session.commit()
    assert steps(cast) == ["signed"]


def test_looking_again_goes_back_and_comes_again_with_an_answer(cast):
    note, cosign = waiting_note(cast)
    with cast.acting(cast.sam):
        with pytest.raises(actions.NeedsWords):
            actions.look_again(cosign, " \x00 ", by=cast.sam.id)
        for _press in range(2):
            actions.look_again(cosign, "Who drove him home?", by=cast.sam.id)
        db.session.commit()
        assert queries.waiting_for(cast.sam.id) == []
    standing = stands(cast, cast.alma, "note", note.id)
    assert (standing.state, standing.words, standing.by_name) == ("look-again", "Who drove him home?", "Sam")
    with cast.acting(cast.alma):
        assert [one.subject_id for one in queries.sent_back(cast.alma.id)] == [note.id]
        actions.answer(cosign, "His brother", by=cast.alma.id)
        db.session.commit()
        assert queries.sent_back(cast.alma.id) == []
    with cast.acting(cast.sam):
        assert [one.subject_id for one in queries.waiting_for(cast.sam.id)] == [note.id]
    assert steps(cast) == ["look-again", "answered"] and stands(cast, cast.alma, "note", note.id).state == "waiting"


def test_a_discharge_takes_effect_and_waits(cast):
    under_supervision(cast)
    with cast.acting(cast.alma):
        row = discharge(cast.ash_episode, cast.ash.id, on=date.today(), reason="completed", by=cast.alma.id)
        db.session.commit()
        assert cast.ash_episode.ended_on is not None
    assert stands(cast, cast.alma, "discharge", row.id).state == "waiting"


def raised(cast):
    under_supervision(cast)
    with cast.acting(cast.alma):
        flag = raise_flag(cast.ash_episode.id, cast.ash.id, kind="other", urgency="review", words="A bruise", by=cast.alma.id)
        db.session.commit()
    return flag


def flag_steps(cast) -> list[str]:
    with everything("steps of flags", cast.practice.id):
        return list(db.session.scalars(select(FlagStep.step).order_by(FlagStep.at, FlagStep.step.desc())))


def test_a_flag_goes_to_both_at_once_and_closes_with_the_second_name(cast):
    flag = raised(cast)
    with everything("who was told", cast.practice.id):
        assert db.session.execute(select(FlagAlert.to_id, FlagAlert.kind)).all() == [(cast.sam.id, "beside")]
    with cast.acting(cast.alma):
        acknowledge(flag, words="Asked him", by=cast.alma.id)
        close_flag(flag, words="A fall, seen by his doctor", by=cast.alma.id)
        with pytest.raises(ClosingAsked):
            close_flag(flag, words="Again", by=cast.alma.id)
        db.session.commit()
    assert flag_steps(cast) == ["acknowledged", "closing-asked"]
    with cast.acting(cast.sam):
        actions.sign(cosign_of(cast, flag.id), by=cast.sam.id)
        db.session.commit()
    assert flag_steps(cast) == ["acknowledged", "closing-asked", "closed"]
    with cast.acting(cast.alma):
        closed = db.session.scalars(select(FlagStep).where(FlagStep.step == "closed")).one()
        assert (closed.words, closed.by) == ("A fall, seen by his doctor", cast.alma.id)


def test_whoever_is_not_under_supervision_closes_at_once(cast):
    flag = raised(cast)
    with cast.acting(cast.bo):
        close_flag(flag, words="Seen to while Alma is away", by=cast.bo.id)
        db.session.commit()
    assert flag_steps(cast) == ["closed"]


def test_what_waits_goes_to_the_next_supervisor_and_says_so_when_there_is_none(cast):
    note, cosign = waiting_note(cast)
    with everything("Sam leaves", cast.practice.id):
        tess = add_counselor(cast.practice.id, name="Tess", login="tess", passphrase="x" * 20, roles=["supervisor"])
        name_supervisee(tess, cast.alma, cosigns=True)
        cast.sam.disabled_at = clock.now()
        db.session.commit()
    assert stands(cast, cast.alma, "note", note.id).names == ("Tess",)
    with pytest.raises(actions.NotTheirs), cast.acting(cast.sam):
        actions.sign(cosign, by=cast.sam.id)
    db.session.rollback()
    with everything("Tess leaves too", cast.practice.id):
        for row in db.session.scalars(select(Supervision)):
            row.ends_at = clock.now()
        db.session.commit()
    assert stands(cast, cast.alma, "note", note.id).names == ()
    assert cosign_of(cast, signed(cast).id) is None  # nobody supervises Alma any more


def test_while_no_supervisor_can_sign_in_it_still_waits(cast):
    under_supervision(cast)
    with everything("Sam cannot sign in", cast.practice.id):
        cast.sam.disabled_at = clock.now()
        db.session.commit()
    note = signed(cast)
    assert stands(cast, cast.alma, "note", note.id).names == ()


def test_a_question_sent_twice_is_one_until_it_was_talked_over(cast):
    with cast.acting(cast.alma):
        first, again, other = (actions.ask_supervisor(cast.ash_episode.id, words, by=cast.alma.id) for words in ("How?", " How? ", "Why?"))
        assert first is again and other.id != first.id
        db.session.commit()
    with cast.acting(cast.sam):
        actions.talk_over(reload(SupervisionQuestion, first.id), "Slowly", by=cast.sam.id)
        db.session.commit()
    with cast.acting(cast.alma):
        assert actions.ask_supervisor(cast.ash_episode.id, "How?", by=cast.alma.id).id != first.id
        db.session.rollback()


def test_what_waits_longer_than_the_practices_days(cast):
    note, cosign = waiting_note(cast)
    later = cosign.asked_at + timedelta(days=7, minutes=1)
    with cast.acting(cast.sam):
        assert queries.long_waiting(cast.sam.id, cosign.asked_at + timedelta(days=6)) == []
        assert [one.subject_id for one in queries.long_waiting(cast.sam.id, later)] == [note.id]


def test_the_door_lets_a_supervisor_say_that_and_nothing_else(cast):
    note, cosign = waiting_note(cast)
    with pytest.raises(OutOfScope), cast.acting(cast.sam):
        add_addendum(note, "addendum", "By Sam", by=cast.sam.id)
    db.session.rollback()
    with pytest.raises(OutOfScope), cast.acting(cast.sam):
        actions.ask_supervisor(cast.couple.id, "A question of Sam's own", by=cast.sam.id)
    db.session.rollback()
    with pytest.raises(OutOfScope), cast.acting(cast.sam):
        flag = raise_flag(cast.ash_episode.id, cast.ash.id, kind="other", urgency="review", by=cast.sam.id)
        acknowledge(flag, words="Seen", by=cast.sam.id)
    db.session.rollback()
    assert steps(cast) == []
