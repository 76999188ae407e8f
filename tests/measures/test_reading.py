"""That somebody has looked at what was answered at home is kept once, by whoever works on it, and takes it off the inbox."""

from sqlalchemy import func, select

from practice import clock
from practice.db import db
from practice.measures.actions import answer, finish, look_at
from practice.measures.models import Administration, AdministrationReading
from practice.measures.queries import not_looked_at
from tests.measures.samples import MOOD, begun, brought, plan


def came(cast, way="portal", done=True) -> str:
    with cast.acting(cast.alma):
        row = begun(cast, way=way)
        answer(row, 1, 1)
        if done:
            finish(row)
        db.session.commit()
        return row.id


def readings(cast) -> list[tuple[str, str]]:
    with cast.acting(cast.alma):
        return [tuple(row) for row in db.session.execute(select(AdministrationReading.administration_id, AdministrationReading.read_by))]


def test_said_once_it_leaves_the_inbox(cast):
    brought(cast, MOOD)
    plan(cast)
    row_id, alma = came(cast), cast.browser(cast.alma)
    page = f"/administrations/{row_id}"
    assert row_id in alma.get("/inbox").text
    assert "I have looked at it" in alma.get(page).text and readings(cast) == [], "opening alone says nothing"
    for _n in range(2):
        assert alma.post(f"{page}/looked-at").location == page
    assert readings(cast) == [(row_id, cast.alma.id)] and row_id not in alma.get("/inbox").text
    assert "I have looked at it" not in alma.get(page).text
    with cast.acting(cast.alma):
        assert not_looked_at("therapist", clock.now()) == []


def test_only_what_is_finished_and_came_from_home(cast):
    brought(cast, MOOD)
    plan(cast)
    alma = cast.browser(cast.alma)
    for row_id in (came(cast, done=False), came(cast, "paper")):
        assert "I have looked at it" not in alma.get(f"/administrations/{row_id}").text
        assert alma.post(f"/administrations/{row_id}/looked-at").status_code == 303
    assert readings(cast) == []


def test_who_supervises_or_does_not_belong_cannot_say_it(cast):
    brought(cast, MOOD)
    plan(cast)
    row_id = came(cast)
    assert "I have looked at it" not in cast.browser(cast.sam).get(f"/administrations/{row_id}").text
    for other in (cast.sam, cast.cleo):
        assert cast.browser(other).post(f"/administrations/{row_id}/looked-at").status_code == 404
    assert readings(cast) == [] and row_id in cast.browser(cast.alma).get("/inbox").text


def test_never_changed_and_never_twice(cast):
    brought(cast, MOOD)
    plan(cast)
    row_id = came(cast)
    with cast.acting(cast.alma):
        row = db.session.get_one(Administration, row_id)
        look_at(row, by=cast.alma.id)
        look_at(row, by=cast.bo.id)
        assert db.session.scalar(select(func.count()).select_from(AdministrationReading)) == 1
        db.session.rollback()


def test_a_flag_is_raised_by_hand_on_what_was_answered(cast):
    brought(cast, MOOD)
    plan(cast)
    row_id, alma = came(cast), cast.browser(cast.alma)
    page = alma.get(f"/administrations/{row_id}").text
    link = f"/episodes/{cast.couple.id}/flags/new?source={row_id}&amp;client={cast.robin.id}"
    assert link in page and "flags/new" not in cast.browser(cast.sam).get(f"/administrations/{row_id}").text
    told = {"client": cast.robin.id, "kind": "other", "urgency": "review", "words": "The tiredness"}
    done = alma.post(link.replace("&amp;", "&"), data=told)
    assert done.status_code == 302 and f"/administrations/{row_id}" in alma.get(done.location).text
