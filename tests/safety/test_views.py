"""The pages of safety: who reaches them, what they keep when something is missing, and what they never show."""

from datetime import date

import pytest
from sqlalchemy import select

from practice import clock
from practice.accounts.models import Counselor
from practice.db import db
from practice.episodes.actions import begin_course
from practice.protocols.library import load_library
from practice.safety import actions, queries
from practice.safety.models import Flag, Opening, SafetyQuestion, Screening
from tests.safety.visitor import signed_in


@pytest.fixture
def flag(cast):
    with cast.acting(cast.alma):
        row = actions.raise_flag(cast.couple.id, cast.kim.id, kind="violence", urgency="urgent", words="He shouted")
    db.session.commit()
    return row.id


def course(cast, episode, key="narrative-attachment", flavour=None):
    with cast.acting(cast.alma):
        begin_course(episode, protocol=load_library().protocols[key], source=_source(key), flavour=flavour,
                     started_on=date(2026, 11, 1), by=cast.alma.id, counselor_scope="therapist", credentials=set())  # fmt: skip
    db.session.commit()


def _source(key):
    from practice.protocols.library import folder

    place = folder() / key
    return (place / "protocol.yaml").read_text("utf-8"), {"en": (place / "en.yaml").read_text("utf-8")}


def clear(cast, episode, *clients):
    with cast.acting(cast.alma):
        for client in clients:
            actions.record_screening(episode.id, client.id, done_on=date(2026, 11, 2), outcome="clear", by=cast.alma.id)
    db.session.commit()


def count(model):
    from practice.access.scope import everything

    db.session.rollback()
    with everything("count"):
        return len(db.session.scalars(select(model)).all())


def test_a_flag_is_read_acknowledged_and_closed(cast, flag):
    alma = signed_in(cast, cast.alma)
    page = alma.get("/flags").text
    assert "Kim Vale" in page and "Look now" in page and "He shouted" not in page
    assert "He shouted" in alma.get(f"/flags/{flag}").text
    empty = alma.post(f"/flags/{flag}/close", data={"words": "  "})
    assert empty.status_code == 422 and "Say in a few words" in empty.text
    assert alma.post(f"/flags/{flag}/acknowledge", data={"words": "Rang <her>"}).status_code == 302
    assert "Rang &lt;her&gt;" in alma.get(f"/flags/{flag}").text
    assert alma.post(f"/flags/{flag}/close", data={"words": "Settled"}).status_code == 302
    again = alma.post(f"/flags/{flag}/close", data={"words": "Once more"})
    assert again.status_code == 422 and "closed meanwhile" in again.text
    assert "Nothing is waiting" in alma.get("/flags").text


def test_strangers_and_partners_find_nothing(cast, flag):
    addresses = [f"/flags/{flag}", f"/episodes/{cast.couple.id}/flags/new", f"/episodes/{cast.couple.id}/openings",
                 f"/episodes/{cast.couple.id}/screening/{cast.kim.id}"]  # fmt: skip
    cleo = signed_in(cast, cast.cleo)
    assert [cleo.get(address).status_code for address in addresses] == [404] * 4
    assert "Kim" not in cleo.get("/flags").text
    robin = signed_in(cast, cast.robin)
    assert all(robin.get(address).status_code in (302, 404) for address in addresses)
    alma = signed_in(cast, cast.alma)
    assert alma.get(f"/episodes/{cast.couple.id}/screening/{cast.ash.id}").status_code == 404


def test_supervisors_read(cast, flag):
    sam = signed_in(cast, cast.sam)
    page = sam.get(f"/flags/{flag}")
    assert page.status_code == 200 and "I have looked at it" not in page.text
    assert sam.post(f"/flags/{flag}/close", data={"words": "Done"}).status_code == 404
    assert sam.get(f"/episodes/{cast.couple.id}/flags/new").status_code == 404
    assert sam.get(f"/episodes/{cast.couple.id}/screening/{cast.kim.id}").status_code == 200


def test_a_flag_by_hand_keeps_what_was_typed(cast):
    alma = signed_in(cast, cast.alma)
    address = f"/episodes/{cast.couple.id}/flags/new"
    page = alma.post(address, data={"kind": "child", "words": "The little one"})
    assert page.status_code == 422 and "The little one" in page.text and "Choose whom" in page.text
    done = alma.post(address, data={"client": cast.kim.id, "kind": "child", "urgency": "urgent", "words": "Seen"})
    assert done.status_code == 302 and count(Flag) == 1
    wrong = alma.post(address, data={"client": cast.ash.id, "kind": "child", "urgency": "urgent"})
    assert wrong.status_code == 422


def test_guidance_is_pointed_to_the_referral(cast, flag):
    cast_alma = db.session.scalars(select(Counselor).where(Counselor.id == cast.alma.id)).one()
    cast_alma.scope = "guidance"
    db.session.commit()
    assert f"/episodes/{cast.couple.id}/referral" in signed_in(cast, cast.alma).get(f"/flags/{flag}").text


def test_the_conversation_alone_is_recorded(cast):
    alma = signed_in(cast, cast.alma)
    address = f"/episodes/{cast.couple.id}/screening/{cast.kim.id}"
    page = alma.post(address, data={"done_on": "2999-01-01", "words": "kept"})
    assert page.status_code == 422 and "has not come yet" in page.text and "kept" in page.text
    today = clock.today("Europe/Berlin").isoformat()
    assert alma.post(address, data={"done_on": today, "outcome": "clear"}).status_code == 302
    assert count(Screening) == 1 and "Nothing that speaks against it" in alma.get(address).text
    assert "Nothing that speaks against it" not in alma.get(f"/episodes/{cast.couple.id}/openings").text


def test_items_open_one_at_a_time(cast):
    course(cast, cast.couple)
    alma = signed_in(cast, cast.alma)
    address = f"/episodes/{cast.couple.id}/openings"
    page = alma.get(address).text
    assert "alone and in person first" in page and "Open this one" not in page
    clear(cast, cast.couple, cast.robin, cast.kim)
    page = alma.get(address).text
    assert "Open this one" in page and "Ask each alone" in page
    items = _items(cast)
    single = next(item for item in items if item.openable and item.client_id == cast.robin.id)
    assert alma.post(address, data={"item": single.item, "client": single.client_id}).status_code == 302
    assert count(Opening) == 1
    joint = next(item for item in items if item.joint)
    assert alma.post(address, data={"item": joint.item, "client": ""}).status_code == 302
    assert count(Opening) == 1
    for _twice in range(2):
        assert alma.post(f"{address}/ask", data={"item": joint.item}).status_code == 302
    assert count(SafetyQuestion) == 2
    assert alma.post(address, data={"item": "made-up"}).status_code == 404
    with cast.acting(cast.alma):
        opening = queries.openings_of(cast.couple.id)[0].id
    assert signed_in(cast, cast.cleo).post(f"/openings/{opening}/close").status_code == 404
    assert signed_in(cast, cast.alma).post(f"/openings/{opening}/close").status_code == 302
    with cast.acting(cast.alma):
        assert queries.opened_items(cast.couple.id) == set()


def _items(cast):
    from practice.episodes.queries import current_course, participants
    from practice.safety.items import Gate

    with cast.acting(cast.alma):
        names = {part.client_id: part.shown_as for part in participants(cast.couple.id)}
        guard = Gate(queries.standing(cast.couple.id), names, frozenset(), "therapist")
        return guard.items(current_course(cast.couple.id).protocol.all_exercises())


def test_a_concern_reads_neutral(cast):
    course(cast, cast.couple)
    clear(cast, cast.couple, cast.robin)
    with cast.acting(cast.alma):
        actions.record_screening(cast.couple.id, cast.kim.id, done_on=date(2026, 11, 2), outcome="concern", by=cast.alma.id)
    db.session.commit()
    page = signed_in(cast, cast.alma).get(f"/episodes/{cast.couple.id}/openings").text
    assert "We are working individually for now." in page and "concern" not in page.lower()
    assert "Ask each alone" not in page and "Open this one" not in page


def test_staying_is_closed_in_an_individual_episode_and_trauma_work_without_its_credential(cast):
    course(cast, cast.ash_episode, "attachment-repair", "integrative")
    page = signed_in(cast, cast.alma).get(f"/episodes/{cast.ash_episode.id}/openings").text
    assert "alone and in person first" in page and "This is for two people" in page
    assert "Not part of your work here" in page


def test_without_a_course_the_page_says_so(cast):
    assert "No course has begun" in signed_in(cast, cast.alma).get(f"/episodes/{cast.ash_episode.id}/openings").text
