"""Whoever stands in gives only what they may lead themselves: trauma work needs their credential, therapy their scope."""

import pytest
from sqlalchemy import select

from practice import clock
from practice.access.scope import everything
from practice.accounts.actions import record_credential
from practice.accounts.models import Counselor
from practice.db import db
from practice.episodes.actions import begin_course
from practice.homework.queries import Gate
from practice.protocols.library import load_library
from tests.homework.given import today


@pytest.fixture
def course(cast):
    library = load_library()
    protocol = library["attachment-repair"]
    with cast.acting(cast.alma):
        begun = begin_course(
            cast.ash_episode, protocol=protocol, source=library.texts[protocol.key], flavour="trauma-to-resources",
            started_on=today(), by=cast.alma.id, counselor_scope="therapist", credentials={"trauma"})  # fmt: skip
        db.session.commit()
    return begun


def reasons(cast) -> list[str]:
    exercise = load_library()["attachment-repair"].for_flavour("trauma-to-resources").exercise("trigger-log")
    with cast.acting(cast.bo):
        return Gate(cast.ash_episode.id, cast.bo.id).against(exercise, [cast.ash.id])


def test_a_flavour_of_trauma_work_needs_the_credential_of_whoever_stands_in(cast, course):
    assert reasons(cast) == ["credential"]
    page = cast.browser(cast.bo).get(f"/episodes/{cast.ash_episode.id}/homework/new").text
    assert 'name="exercise"' not in page
    with everything("a credential", cast.practice.id):
        bo = db.session.scalars(select(Counselor).where(Counselor.id == cast.bo.id)).one()
        record_credential(bo, "trauma", "Course", clock.now().date(), by=cast.alma.id)
        db.session.commit()
    assert reasons(cast) == []


def test_guidance_gives_nothing_of_therapy(cast, course):
    with everything("another scope", cast.practice.id):
        db.session.scalars(select(Counselor).where(Counselor.id == cast.bo.id)).one().scope = "guidance"
        db.session.commit()
    assert "scope" in reasons(cast)
