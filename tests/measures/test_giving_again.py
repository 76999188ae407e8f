"""What was begun and left: gone on with the same day, never mixed with another week; one flag for what was left blank."""

import threading
from datetime import timedelta
from functools import partial

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from practice import clock
from practice.access.scope import CounselorScope, acting_as, everything
from practice.accounts.models import Counselor
from practice.db import db, new_id
from practice.measures.actions import NotAgreeable, answer, assign_measure, begin, enter_score, finish, release
from practice.measures.models import Administration, MeasureVersion
from practice.measures.queries import planned
from practice.safety.models import Flag
from tests.measures.samples import GATED, MOOD, POLES, TYPED, begun, brought, plan, today


@pytest.fixture
def alma(cast):
    brought(cast, MOOD, GATED)
    with cast.acting(cast.alma):
        yield cast


def test_in_the_room_another_day_is_another_occasion(alma):
    old = begun(alma, ago=21)
    answer(old, 1, 2)
    assert begun(alma, ago=21).id == old.id, "another page of the same day goes on"
    new = begun(alma)
    assert new.id != old.id and new.answers == {} and new.given_on == today()
    assert old.finished_at is None, "the older one stands as it was"
    db.session.rollback()


def test_what_was_left_blank_is_one_flag_that_names_the_questions(alma):
    row = begun(alma, "hark")
    finish(row)
    [flag] = db.session.scalars(select(Flag))
    assert (flag.kind, flag.words) == ("not-answered", "HARK, questions 1, 2, 3, 4 were not answered: ask.")
    db.session.rollback()


def test_a_plan_whose_people_cannot_sign_in_is_none(cast):
    plan(cast)
    with cast.acting(cast.robin):
        assert planned()
        db.session.rollback()
    with everything("Alma leaves; Bo is the backup"):
        db.session.get_one(Counselor, cast.alma.id).disabled_at = clock.now()
        db.session.commit()
    with cast.acting(cast.robin):
        assert planned()
        db.session.rollback()
    with everything("Bo leaves as well"):
        db.session.get_one(Counselor, cast.bo.id).disabled_at = clock.now() - timedelta(days=1)
        db.session.commit()
    with cast.acting(cast.robin):
        assert not planned()
        db.session.rollback()


def at_once(cast, *deeds) -> list:
    """What each of these came to, done by Alma at the same moment in transactions of their own."""
    practice, who, start, found = cast.practice.id, cast.alma.id, threading.Barrier(len(deeds)), []
    db.session.commit()

    def work(deed):
        with cast.app.app_context(), acting_as(CounselorScope(practice, who)):
            start.wait()
            try:
                done = deed().id
                db.session.commit()
            except DBAPIError as problem:
                done = type(problem).__name__
            db.session.remove()
            found.append(done)

    threads = [threading.Thread(target=work, args=[deed]) for deed in deeds]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    with everything("a test looks", practice):
        kept = {row.id for row in db.session.scalars(select(Administration))}
        db.session.rollback()
    assert len(found) == len(deeds) and set(found) == kept
    return found


def test_two_pages_that_begin_at_the_same_moment_begin_one(cast):
    brought(cast, MOOD)
    told = {"episode_id": cast.couple.id, "client_id": cast.robin.id, "key": "mood", "way": "session", "given_by": cast.alma.id,
            "given_on": today()}  # fmt: skip
    assert len(set(at_once(cast, *[lambda: begin(made_id=new_id(), **told) for _n in range(2)]))) == 1


def test_a_number_sent_twice_at_once_is_kept_once(cast):
    brought(cast, TYPED)
    told = {"by": cast.alma.id, "given_on": today(), "made_id": new_id()}
    couple, robin = cast.couple.id, cast.robin.id
    assert len(set(at_once(cast, *[lambda: enter_score(couple, robin, "typed", {"total": 20}, **told) for _n in range(2)]))) == 1


def test_an_instrument_given_for_the_first_time_to_two_at_once_is_stored_once(cast):
    who, day, couple = cast.alma.id, today(), cast.couple.id
    rooms = [(couple, cast.robin.id), (couple, cast.kim.id), (cast.ash_episode.id, cast.ash.id)]
    at_once(cast, *[partial(begin, episode_id=episode, client_id=client, key="gad7", way="session", given_by=who, given_on=day,
                            made_id=new_id()) for episode, client in rooms])  # fmt: skip
    with everything("a test looks", cast.practice.id):
        assert len(db.session.scalars(select(MeasureVersion).where(MeasureVersion.key == "gad7")).all()) == 1
        db.session.rollback()


def test_what_was_agreed_on_paper_is_not_open_any_more_once_it_is_typed_in(cast):
    brought(cast, MOOD)
    with cast.acting(cast.alma):
        row = assign_measure(cast.couple.id, cast.robin.id, "mood", way="paper", rhythm="once", by=cast.alma.id, starts_on=today())
        db.session.commit()
    alma, room = cast.browser(cast.alma), f"/episodes/{cast.couple.id}/measures/{cast.robin.id}"
    page = alma.get(room).text
    assert "open since" in page and f"/typed/mood?agreed={row.id}" in page
    sheet = alma.get(f"{room}/typed/mood?agreed={row.id}").text
    assert f'name="agreed" value="{row.id}"' in sheet
    assert alma.post(f"{room}/typed/mood", data={"agreed": row.id, "made": new_id(), "q_1": "1", "q_2": "0", "q_3": "0"}).status_code == 303
    assert "open since" not in alma.get(room).text


def test_what_is_asked_alone_is_never_released(cast):
    brought(cast, POLES)
    with cast.acting(cast.alma):
        row = finish(begun(cast, "poles", target="Kim"))
        with pytest.raises(NotAgreeable):
            release(row, by=cast.alma.id)
        db.session.commit()
        place = row.id
    assert "Release it to them" not in cast.browser(cast.alma).get(f"/administrations/{place}").text
