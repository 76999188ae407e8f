"""A client asks that something be put right: the day for the answer, the answer, their own word after a no."""

from datetime import timedelta

import pytest
from sqlalchemy import event, select

from practice import clock
from practice.db import db
from practice.notes import actions
from practice.notes.models import AmendmentRequest, AmendmentStep
from practice.notes.queries import amendments_of, amendments_waiting
from tests.notes.meetings import signed

WORDS = "It says I shouted. I did not."


def asked(cast, client=None, episode=None, **more):
    client, episode = client or cast.ash, episode or cast.ash_episode
    with cast.acting(client):
        made = actions.ask_amendment(episode.id, client.id, more.pop("words", WORDS), asked_by="client", by=client.id, **more)
        db.session.commit()
        return made


def test_sixty_days_from_the_day_it_was_asked(cast):
    made = asked(cast)
    assert made.answer_by == clock.today("Europe/Berlin") + timedelta(days=60)


def test_the_same_words_at_once_are_one_request(cast):
    assert asked(cast).id == asked(cast).id != asked(cast, words="Another").id


def test_an_answer_is_one_answer_and_thirty_days_come_once(cast):
    made = asked(cast)
    with cast.acting(cast.alma):
        with pytest.raises(actions.NothingWritten):
            actions.answer_amendment(made, "declined", " ", by=cast.alma.id)
        actions.answer_amendment(made, "more-time", "I need the tape", by=cast.alma.id)
        with pytest.raises(actions.AlreadyAnswered):
            actions.answer_amendment(made, "more-time", "again", by=cast.alma.id)
        db.session.commit()
        assert amendments_waiting()[0].answer_by == made.answer_by + timedelta(days=30)
        actions.answer_amendment(made, "declined", "I heard it so", by=cast.alma.id)
        db.session.commit()
        assert amendments_waiting() == []
        with pytest.raises(actions.AlreadyAnswered):
            actions.answer_amendment(made, "accepted", "changed my mind", by=cast.alma.id)


def test_a_statement_follows_a_no_alone_and_once(cast):
    made = asked(cast)
    with cast.acting(cast.ash), pytest.raises(actions.AlreadyAnswered):
        actions.disagree(made, "but", by=cast.ash.id)
    with cast.acting(cast.alma):
        actions.answer_amendment(made, "declined", "I heard it so", by=cast.alma.id)
        db.session.commit()
    with cast.acting(cast.ash):
        actions.disagree(made, "I whispered.", by=cast.ash.id)
        db.session.commit()
        with pytest.raises(actions.AlreadyAnswered):
            actions.disagree(made, "once more", by=cast.ash.id)
    with cast.acting(cast.alma):
        assert amendments_of(cast.ash_episode.id)[0].standing.disagreed.words == "I whispered."


def test_what_waits_is_one_statement_however_many_ask_and_only_the_caseloads(cast):
    said = []
    asked(cast)
    for number in range(60):
        asked(cast, words=f"Thing {number}")
    asked(cast, cast.sky, cast.sky_episode)
    event.listen(db.engine, "before_cursor_execute", lambda *told: said.append(told[2]))
    with cast.acting(cast.alma):
        many = amendments_waiting()
    assert len([one for one in said if "amendment" in one]) == 1 and len(many) == 50
    assert {one.episode_id for one in many} == {cast.ash_episode.id}
    with cast.acting(cast.cleo):
        assert [one.client_id for one in amendments_waiting()] == [cast.sky.id]


def test_asked_and_answered_on_the_pages(cast):
    ash, alma = cast.browser(cast.ash), cast.browser(cast.alma)
    assert "isn’t right" in ash.get("/portal/pages").text
    assert ash.post("/portal/record", data={"words": ""}).status_code == 422
    assert ash.post("/portal/record", data={"words": WORDS}).location.endswith("done=asked")
    assert "I shouted" in ash.get("/portal/record").text and "To be answered by" in ash.get("/portal/record").text
    note = signed(cast)
    with cast.acting(cast.alma):
        request_id = amendments_waiting()[0].request_id
    page = f"/amendments/{request_id}"
    assert "I shouted" in alma.get(page).text and "To be answered by" in alma.get(f"/episodes/{cast.ash_episode.id}/notes").text
    missing = alma.post(page, data={"words": "My reason"})
    assert missing.status_code == 422 and "Choose an answer" in missing.text and "My reason" in missing.text
    wrong = alma.post(page, data={"step": "accepted", "words": "My reason", "note_id": "0" * 32})
    assert wrong.status_code == 422 and "My reason" in wrong.text
    assert alma.post(page, data={"step": "accepted", "words": "My reason", "note_id": note.id}).status_code == 302
    assert "The corrected note" in alma.get(page).text and "because it was asked for" in alma.get(f"/notes/{note.id}").text
    told = ash.get("/portal/record").text
    assert "Accepted" in told and "My reason" in told and note.id not in told
    again = alma.post(page, data={"step": "declined", "words": "no"})
    assert again.status_code == 422 and "There is an answer already" in again.text and "no</textarea>" in again.text


def test_a_no_can_be_answered_and_is_shown_with_the_record(cast):
    ash, alma = cast.browser(cast.ash), cast.browser(cast.alma)
    made = asked(cast)
    assert ash.post(f"/portal/record/{made.id}/disagree", data={"words": "x"}).status_code == 404
    alma.post(f"/amendments/{made.id}", data={"step": "declined", "words": "I heard it so"})
    assert ash.post(f"/portal/record/{made.id}/disagree", data={"words": " "}).status_code == 422
    assert ash.post(f"/portal/record/{made.id}/disagree", data={"words": "I whispered."}).status_code == 303
    assert "I whispered." in ash.get("/portal/record").text and "I whispered." in alma.get(f"/amendments/{made.id}").text
    assert "I see it differently" not in ash.get("/portal/record").text


def test_told_in_the_room(cast):
    alma, page = cast.browser(cast.alma), f"/episodes/{cast.couple.id}/amendments/new"
    missing = alma.post(page, data={"words": WORDS})
    assert missing.status_code == 422 and "Choose who asks" in missing.text and "I shouted" in missing.text
    assert alma.post(page, data={"words": WORDS, "client_id": cast.ash.id}).status_code == 422  # not of this episode
    assert alma.post(page, data={"words": WORDS, "client_id": cast.robin.id}).status_code == 302
    robin, kim = (cast.browser(who).get("/portal/record").text for who in (cast.robin, cast.kim))
    assert "Told in the room" in robin and "I shouted" in robin and "I shouted" not in kim and "Told in the room" not in kim


def test_who_supervises_reads_and_does_not_answer(cast):
    made, sam = asked(cast), cast.browser(cast.sam)
    page = sam.get(f"/amendments/{made.id}")
    assert page.status_code == 200 and "I shouted" in page.text and "Your answer" not in page.text
    assert sam.post(f"/amendments/{made.id}", data={"step": "declined", "words": "x"}).status_code == 404
    assert sam.get(f"/episodes/{cast.ash_episode.id}/amendments/new").status_code == 404


@pytest.mark.parametrize("who", ["kim", "sky", "ash"])
def test_nobody_else_finds_it(cast, who):
    made = asked(cast, cast.robin, cast.couple)
    with cast.acting(getattr(cast, who)):
        assert db.session.scalars(select(AmendmentRequest)).all() == [] and db.session.scalars(select(AmendmentStep)).all() == []
    browser = cast.browser(getattr(cast, who))
    assert browser.post(f"/portal/record/{made.id}/disagree", data={"words": "x"}).status_code == 404


def test_too_long_is_told_and_kept(cast):
    words = "é" * 20_001
    page = cast.browser(cast.ash).post("/portal/record", data={"words": words})
    assert page.status_code == 422 and words in page.text and "shorten" in page.text
