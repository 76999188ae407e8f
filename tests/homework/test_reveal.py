"""Opening answers together, through the door: who is asked, what opens, what nobody learns."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from practice import clock
from practice.clients.actions import withdraw_consent
from practice.clients.queries import consents_of
from practice.db import db
from practice.homework.actions import read_entry, send_entry, share, withdraw_share
from practice.homework.actions.revealing import (
    NotTogether,
    Settled,
    agree_to_home,
    answer_author,
    ask_author,
    close_together,
    look_at,
    open_together,
)
from practice.homework.models import Entry, Reveal, RevealSay, SharedEntry
from practice.homework.queries.revealed import asked_in, how_far, opened_together, readable, waiting_says
from practice.homework.together import AT_HOME, BOTH_ASKED, BOTH_READ, BOTH_YES, NOT_CLEAR, POLICY
from practice.safety.actions import record_screening
from tests.homework.given import given, on_protocol, today

DAYS = {"robin": {"first_sign": "Tea is made", "i_do": "I hum"}, "kim": {"first_sign": "The door is open", "whole_day": "Slow"}}


@pytest.fixture(autouse=True)
def _each_was_asked_alone(cast):
    with cast.acting(cast.alma):
        for client in (cast.robin, cast.kim):
            record_screening(cast.couple.id, client.id, done_on=today(), outcome="clear", by=cast.alma.id)
        db.session.commit()


@pytest.fixture
def course(cast):
    return on_protocol(cast, cast.couple)


def wrote(cast, course, client, answers, exercise="miracle-question", read=True) -> Entry:
    """An answer of one of them, sent by themselves and read by Alma; committed."""
    row = given(cast, course, client, exercise, confirmed=True)
    with cast.acting(client):
        entry = send_entry(row, occurrence="once", answers=answers, made_id=f"{client.id}{exercise}")
        db.session.commit()
    if read:
        with cast.acting(cast.alma):
            read_entry(entry, by=cast.alma.id)
            db.session.commit()
    return entry


@pytest.fixture
def days(cast, course):
    return [wrote(cast, course, cast.robin, DAYS["robin"]), wrote(cast, course, cast.kim, DAYS["kim"])]


def asked(cast, entries, place="session") -> Reveal:
    with cast.acting(cast.alma):
        says = [ask_author(entry, place=place, by=cast.alma.id) for entry in entries]
        db.session.commit()
        return db.session.scalars(select(Reveal).where(Reveal.id == says[0].reveal_id)).one()


def says_of(client) -> RevealSay:
    return db.session.scalars(select(RevealSay).where(RevealSay.client_id == client.id).order_by(RevealSay.asked_at.desc())).first()


def says(cast, client, answer, held=()) -> None:
    with cast.acting(client):
        say = says_of(client)
        look_at(say, held)
        answer_author(say, answer)
        db.session.commit()


def missing(cast) -> list[str]:
    with cast.acting(cast.alma):
        return asked_in(cast.couple.id)[0].missing


def test_two_days_open_without_what_was_held_back(cast, days):
    reveal = asked(cast, days)
    says(cast, cast.robin, "yes", ["i_do"])
    says(cast, cast.kim, "yes")
    with cast.acting(cast.alma):
        open_together(reveal)
        db.session.commit()
    for client in (cast.robin, cast.kim):
        with cast.acting(client):
            (one,) = opened_together(cast.couple.id)
            cells = {(name, shown.value) for part in one.parts for name, shown in part.cells}
            assert cells == {("Robin", "Tea is made"), ("Kim", "The door is open"), ("Kim", "Slow")}
            assert "I hum" not in str([(row.labels, row.answers) for row in db.session.scalars(select(SharedEntry))])
            assert {row.reveal_id for row in db.session.scalars(select(SharedEntry))} == {reveal.id}


def test_only_what_was_read_may_be_asked_for(cast, course):
    unread = wrote(cast, course, cast.robin, DAYS["robin"], read=False)
    with cast.acting(cast.alma):
        assert readable(cast.couple.id) == {}
        with pytest.raises(NotTogether) as closed:
            ask_author(unread, place="session", by=cast.alma.id)
        assert closed.value.reasons == [BOTH_READ]


def test_positions_of_an_instrument_are_never_laid_side_by_side(cast):
    course = on_protocol(cast, cast.couple, "attachment-repair", flavour="narrative")
    row = given(cast, course, cast.robin, "attachment-assessment", key="attachment-repair", confirmed=True)
    with cast.acting(cast.robin):
        entry = send_entry(row, occurrence="once", answers={"reflection": "Mine"}, made_id="a")
        db.session.commit()
    with cast.acting(cast.alma):
        read_entry(entry, by=cast.alma.id)
        assert readable(cast.couple.id) == {}


def test_it_stays_closed_until_everything_is_there(cast, days):
    reveal = asked(cast, days[:1], place="home")
    assert missing(cast) == [BOTH_ASKED, BOTH_YES, AT_HOME]
    says(cast, cast.robin, "yes")
    assert missing(cast) == [BOTH_ASKED, AT_HOME]
    asked(cast, days)
    assert missing(cast) == [BOTH_YES, AT_HOME]
    says(cast, cast.kim, "yes")
    assert missing(cast) == [AT_HOME]
    with cast.acting(cast.alma):
        with pytest.raises(NotTogether):
            open_together(reveal)
        agree_to_home(reveal)
        assert len(open_together(reveal)) == 2
        with pytest.raises(Settled):
            open_together(reveal)


def test_the_counselors_yes_is_not_needed_nor_kept_for_the_session(cast, days):
    reveal = asked(cast, days)
    with cast.acting(cast.alma):
        agree_to_home(reveal)
        assert reveal.agreed_at is None


@pytest.mark.parametrize("outcome", ["concern", "declined"])
def test_nothing_is_carried_over_while_somebodys_safety_is_unsure(cast, days, outcome):
    reveal = asked(cast, days)
    says(cast, cast.robin, "yes")
    says(cast, cast.kim, "yes")
    with cast.acting(cast.alma):
        record_screening(cast.couple.id, cast.kim.id, done_on=today(), outcome=outcome, by=cast.alma.id)
        with pytest.raises(NotTogether) as closed:
            open_together(reveal)
        assert closed.value.reasons == [NOT_CLEAR]


def test_without_the_policy_both_signed_nothing_opens(cast, days):
    reveal = asked(cast, days)
    says(cast, cast.robin, "yes")
    says(cast, cast.kim, "yes")
    with cast.acting(cast.alma):
        signed = next(row for row in consents_of(cast.couple.id) if row.kind == "records-policy")
        withdraw_consent(signed, on=today(), by=cast.alma.id)
        with pytest.raises(NotTogether) as closed:
            open_together(reveal)
        assert closed.value.reasons == [POLICY]


def test_a_yes_needs_a_look_and_something_to_open(cast, days):
    asked(cast, days)
    with cast.acting(cast.robin):
        with pytest.raises(Settled):
            answer_author(says_of(cast.robin), "yes")
        look_at(says_of(cast.robin), ["first_sign", "i_do"])
        with pytest.raises(Settled):
            answer_author(says_of(cast.robin), "yes")


def test_a_no_is_for_good_and_reaches_the_counselor_alone(cast, days):
    asked(cast, days)
    says(cast, cast.robin, "no")
    with cast.acting(cast.robin), pytest.raises(Settled):
        answer_author(says_of(cast.robin), "yes")
    db.session.rollback()
    with cast.acting(cast.kim):
        assert {row.client_id for row in db.session.scalars(select(RevealSay))} == {cast.kim.id}
        assert db.session.scalars(select(Reveal)).all() == []
        assert [title for _say, title in waiting_says(cast.kim.id)] == [days[1].labels["title"]]
    assert missing(cast) == [BOTH_YES]


def test_asking_one_leaves_nothing_with_the_other(cast, days):
    asked(cast, days[:1])
    with cast.acting(cast.kim):
        assert db.session.scalars(select(RevealSay)).all() == [] and waiting_says(cast.kim.id) == []


def test_asking_twice_changes_nothing_and_the_first_place_holds(cast, days):
    first = asked(cast, days[:1], place="home")
    again = asked(cast, days, place="session")
    assert first.id == again.id
    with cast.acting(cast.alma):
        assert again.place == "home" and len(db.session.scalars(select(RevealSay)).all()) == 2
        with pytest.raises(ValueError):
            ask_author(days[0], place="garden", by=cast.alma.id)


@pytest.mark.parametrize("way", ["author", "copy", "counselor"])
def test_taking_it_back_takes_both_copies_and_stays_a_dated_fact(cast, days, way):
    reveal = asked(cast, days)
    says(cast, cast.robin, "yes")
    says(cast, cast.kim, "yes")
    with cast.acting(cast.alma):
        open_together(reveal)
        db.session.commit()
    with cast.acting(cast.alma if way == "counselor" else cast.robin):
        if way == "copy":
            withdraw_share(db.session.scalars(select(SharedEntry).where(SharedEntry.shared_by == cast.robin.id)).one())
        else:
            close_together(reveal.id, cast.couple.id)
        db.session.commit()
    for client in (cast.robin, cast.kim):
        with cast.acting(client):
            (one,) = opened_together(cast.couple.id)
            assert one.ended_at is not None and one.parts == []
            assert how_far(says_of(client)).closed_at is not None
    with cast.acting(cast.alma):
        kept = asked_in(cast.couple.id)[0]
        assert kept.reveal.opened_at and kept.reveal.closed_at and {say.answer for say in kept.says.values()} == {"yes"}
        assert asked(cast, days[:1]).id != reveal.id, "asking again is a new asking"


def test_a_yes_can_be_taken_back_before_it_opens(cast, days):
    reveal = asked(cast, days)
    says(cast, cast.robin, "yes")
    with cast.acting(cast.robin):
        close_together(reveal.id, cast.couple.id)
        db.session.commit()
    with cast.acting(cast.kim):
        assert waiting_says(cast.kim.id) == []
        with pytest.raises(Settled):
            look_at(says_of(cast.kim), [])


def test_ladders_open_beside_each_other_or_not_at_all(cast, course):
    place = {"value": 3, "value_high": None, "no_number": False, "past": "", "keeps_from_lower": "The garden", "first_sign": "",
             "low_words": "far apart", "high_words": "at home"}  # fmt: skip
    entries = [wrote(cast, course, client, {"position": place}, "scale-positioning") for client in (cast.robin, cast.kim)]
    reveal = asked(cast, entries)
    says(cast, cast.robin, "yes")
    says(cast, cast.kim, "yes")
    with cast.acting(cast.alma):
        open_together(reveal)
        db.session.commit()
    with cast.acting(cast.kim):
        (part,) = opened_together(cast.couple.id)[0].parts
        assert [(axis.name, axis.steps, axis.low_words, axis.high_words) for axis in part.axes] == [
            (name, (3,), "far apart", "at home") for name in ("Kim", "Robin")]  # fmt: skip
        assert part.axes[0].lines == ("The garden",)


def test_what_was_shared_alone_before_stays_as_it_is(cast, days):
    with cast.acting(cast.robin):
        share(days[0])
        db.session.commit()
    reveal = asked(cast, days)
    says(cast, cast.robin, "yes", ["first_sign"])
    says(cast, cast.kim, "yes")
    with cast.acting(cast.alma):
        open_together(reveal, at=clock.now() + timedelta(seconds=1))
        close_together(reveal.id, cast.couple.id)
        live = db.session.scalars(select(SharedEntry).where(SharedEntry.withdrawn_at.is_(None))).all()
        assert [(row.shared_by, row.reveal_id) for row in live] == [(cast.robin.id, None)]
