"""What one of a couple does alone, or the counselor does with one of them alone, leaves no trace on the other's pages,
in the view for the room, or on the paper of either."""

import re
from datetime import timedelta

import pytest

from practice import clock
from practice.db import db
from practice.episodes.actions import enter_phase, pause, plan_session, record_attendance, record_intake
from practice.homework.models import HomeworkAssignment
from practice.notes.actions import save_note, sign_note, write_contact
from practice.practices.queries import the_practice
from practice.protocols.library import load_library
from practice.ratings.actions import make_ladder, rate
from practice.reports import queries as reports
from practice.safety.actions import raise_flag, record_screening
from practice.safety.models import Opening, SafetyAnswer
from tests.homework.given import given, on_protocol, today
from tests.people import ZONE
from tests.portal.test_pages import fields

SECRET = "Only Robin knows this"


@pytest.fixture
def course(cast):
    return on_protocol(cast, cast.couple)


@pytest.fixture
def joint(cast, course) -> HomeworkAssignment:
    """Something both do together, written down by Robin; the gate stands open."""
    exercise = next(one.id for one in load_library()["narrative-attachment"].all_exercises() if one.respondent == "together")
    with cast.acting(cast.alma):
        for client in (cast.robin, cast.kim):
            record_screening(cast.couple.id, client.id, done_on=today(), outcome="clear", by=cast.alma.id)
            db.session.add(SafetyAnswer(episode_id=cast.couple.id, client_id=client.id, exercise_id=exercise, answer="yes",
                                        answered_at=clock.now()))  # fmt: skip
        db.session.add(Opening(episode_id=cast.couple.id, client_id=None, item=exercise, opened_by=cast.alma.id,
                               opened_at=clock.now()))  # fmt: skip
        db.session.commit()
    return given(cast, course, None, exercise, scribe_id=cast.robin.id)


def bare(browser, *paths) -> list:
    """Pages as bytes with their headers, without what is random on each view."""
    found = []
    for path in paths:
        page = browser.get(path)
        body = re.sub(rb'(name="csrf_token" value=")[^"]*', rb"\1", page.data)
        found.append((path, page.status_code, body, {key: said for key, said in page.headers.items() if key != "Set-Cookie"}))
    return found


def kims(cast, joint) -> list:
    pages = ("/portal/", "/portal/pages", "/portal/shared", "/portal/help", f"/portal/homework/{joint.id}")
    return bare(cast.browser(cast.kim), *pages) + bare(cast.browser(cast.alma), f"/episodes/{cast.couple.id}?view=room")


def papers(cast) -> list:
    """What Kim's report and the one about both may draw on."""
    with cast.acting(cast.alma):
        period = reports.usual_period(cast.couple, clock.today(ZONE), ZONE)
        return [reports.gather(cast.couple, who, period, the_practice()) for who in (cast.kim.id, None)]


@pytest.mark.parametrize("deed", ["draft", "decline"])
def test_how_the_one_who_writes_stands_with_it_is_theirs(cast, joint, deed):
    before = kims(cast, joint), papers(cast)
    robin = cast.browser(cast.robin)
    page = fields(robin.get(f"/portal/homework/{joint.id}"))
    data = {"draft": {"sequence": "1", "q_when-day": "today"}, "decline": {"decline": "not-for-me", "why": SECRET}}[deed]
    assert robin.post(f"/portal/homework/{joint.id}/{deed}", data=page | data).status_code in (200, 303)
    assert (kims(cast, joint), papers(cast)) == before


def test_what_the_counselor_does_with_one_alone_is_theirs(cast, course, joint):
    before = kims(cast, joint), papers(cast)
    at = clock.now() - timedelta(hours=3)
    with cast.acting(cast.alma):
        record_intake(cast.couple.id, cast.robin.id, words={"best_hope": SECRET}, on=today(), by=cast.alma.id)
        for starts_at in (clock.now() + timedelta(days=1), at):
            met = plan_session(cast.couple.id, cast.robin.id, starts_at=starts_at, place=SECRET, by=cast.alma.id)
        record_attendance(met, {cast.robin.id: "missed"}, by=cast.alma.id)
        sign_note(save_note(met, body={"step": SECRET}, safety={}, questions=[], version=0, by=cast.alma.id), by=cast.alma.id)
        write_contact(cast.couple.id, cast.robin.id, kind="call", happened_on=today(), with_whom="", line=SECRET, by=cast.alma.id)
        ladder = make_ladder(cast.couple.id, cast.robin.id, title=SECRET, words={"low": "a", "high": "b"}, by=cast.alma.id)
        db.session.flush()
        rate(ladder, value=3, source="session", by=cast.alma.id)
        raise_flag(cast.couple.id, cast.robin.id, kind="violence", urgency="urgent", words=SECRET)
        third = load_library()["narrative-attachment"].phases[2].id
        enter_phase(course, third, on=today(), by=cast.alma.id, client_id=cast.robin.id, words=SECRET)
        pause(cast.couple, since=today(), by=cast.alma.id, client_id=cast.robin.id, reason=SECRET)
        db.session.commit()
    given(cast, course, cast.robin, "exception-log", frequency="daily", message=SECRET, confirmed=True)
    assert (kims(cast, joint), papers(cast)) == before
