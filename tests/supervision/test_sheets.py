"""The supervision sheet: flags, questions, what waits, the protocol as it went; no contact data, nobody else's."""

from types import SimpleNamespace

import pytest
from sqlalchemy import select

from practice.access.models import Supervision
from practice.access.scope import everything
from practice.clients.actions import change_client
from practice.cosigning.actions import ask_supervisor
from practice.db import db
from practice.safety.actions import raise_flag
from practice.supervision.sheet import by_phase
from tests.cosigning.supervised import waiting_note
from tests.homework.given import on_protocol


def test_what_was_not_taken_up_is_left_out_and_phases_keep_their_order():
    elements = [SimpleNamespace(title=title, phase=phase, how=how, why=why) for title, phase, how, why in (
        ("Hope", "One", "discussed", ""), ("Log", "One", "open", ""), ("Body", "Two", "skipped", "Too soon"))]  # fmt: skip
    assert [(phase.title, [(one.title, one.how, one.why) for one in phase.elements]) for phase in by_phase(elements)] == [
        ("One", [("Hope", "discussed", "")]), ("Two", [("Body", "skipped", "Too soon")])]  # fmt: skip


def supervision_id(cast) -> str:
    with everything("the supervision", cast.practice.id):
        return db.session.scalars(select(Supervision.id)).one()


@pytest.fixture
def brought(cast):
    """Ash with everything a sheet shows."""
    on_protocol(cast, cast.ash_episode)
    waiting_note(cast)
    with cast.acting(cast.alma):
        raise_flag(cast.ash_episode.id, cast.ash.id, kind="other", urgency="review", words="A bruise", by=cast.alma.id)
        ask_supervisor(cast.ash_episode.id, "Do I go too fast? 太快了吗", by=cast.alma.id)
        change_client(cast.ash, version=cast.ash.version, renamed=lambda _client: None, contact={"phone": "0555 123 456"})
        db.session.commit()
    return cast


def test_it_says_what_there_is_and_no_contact_data(brought):
    sam = brought.browser(brought.sam)
    for path in (f"/episodes/{brought.ash_episode.id}/supervision", f"/supervision/with/{supervision_id(brought)}"):
        text = sam.get(path).text
        assert "太快了吗" in text and "Session note" in text and "nobody has looked yet" in text, path
        assert "0555" not in text and "A bruise" not in text, path


def test_both_of_a_supervision_open_it_and_nobody_else(brought):
    for path in (f"/supervision/with/{supervision_id(brought)}", f"/supervision/with/{supervision_id(brought)}/print"):
        everybody = (brought.sam, brought.alma, brought.bo, brought.cleo)
        found = {who.display_name: brought.browser(who).get(path).status_code for who in everybody}
        assert found == {"Sam": 200, "Alma": 200, "Bo": 404, "Cleo": 404}, path


def test_a_question_is_asked_by_the_counselor_and_talked_over_by_the_supervisor(cast):
    address = f"/episodes/{cast.couple.id}/supervision"
    alma, sam = cast.browser(cast.alma), cast.browser(cast.sam)
    assert alma.post(address, data={"words": " "}).status_code == 422
    assert alma.post(address, data={"words": "Whom do I side with?", "about": cast.kim.id}).status_code == 303
    assert sam.post(address, data={"words": "Not mine to ask"}).status_code == 404
    shown = sam.get(address).text
    assert "Whom do I side with?" in shown and "Bring it to supervision" not in shown
    done = shown.split("/supervision/questions/")[1].split("/talked-over")[0]
    over = f"/supervision/questions/{done}/talked-over"
    assert alma.post(over, data={f"t{done}-words": "By myself"}).status_code == 404
    assert sam.post(over, data={f"t{done}-words": ""}).status_code == 422
    assert sam.post(over, data={f"t{done}-words": "With neither"}).status_code == 303
    again = sam.post(over, data={f"t{done}-words": "Once more"})
    assert again.status_code == 422
    assert "With neither" in alma.get(address).text


def test_a_question_about_somebody_else_is_refused(cast):
    page = cast.browser(cast.alma).post(f"/episodes/{cast.couple.id}/supervision", data={"words": "x", "about": cast.sky.id})
    assert page.status_code == 422


def test_a_supervision_that_ended_opens_nothing(brought):
    path = f"/supervision/with/{supervision_id(brought)}"
    with everything("it ended", brought.practice.id):
        row = db.session.scalars(select(Supervision)).one()
        row.ends_at = row.starts_at
        db.session.commit()
    assert brought.browser(brought.sam).get(path).status_code == 404
    assert brought.browser(brought.sam).get(f"/episodes/{brought.ash_episode.id}/supervision").status_code == 404


@pytest.mark.pdf
def test_it_prints(brought):
    for path in (f"/episodes/{brought.ash_episode.id}/supervision/print", f"/supervision/with/{supervision_id(brought)}/print"):
        answer = brought.browser(brought.sam).get(path)
        assert answer.mimetype == "application/pdf" and "supervision.pdf" in answer.headers["Content-Disposition"]
