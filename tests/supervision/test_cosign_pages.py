"""A supervisor reads what waits, signs behind the passphrase, or asks to look again; the counselor answers."""

from datetime import timedelta

import pytest

from practice import clock
from practice.db import db
from practice.reports.actions import issue
from practice.reports.choices import first_choices
from practice.reports.content import compose
from practice.reports.queries import gather, usual_period
from practice.safety.actions import AlreadyClosed, close_flag, raise_flag
from tests.cosigning.supervised import cosign_of, steps, under_supervision, waiting_note
from tests.people import PASSPHRASE


def page(cosign) -> str:
    return f"/supervision/cosigns/{cosign.id}"


def test_the_oldest_stands_first_and_names_nobody_without_agreement(cast):
    older, _cosign = waiting_note(cast, ago=timedelta(days=2))
    newer, _cosign = waiting_note(cast)
    text = cast.browser(cast.sam).get("/supervision").text
    places = [text.index(f"/supervision/cosigns/{cosign_of(cast, note.id).id}") for note in (older, newer)]
    assert places == sorted(places) and "Alma" in text and "2 wait for your name" in text


def test_the_queue_is_for_supervisors_alone(cast):
    assert cast.browser(cast.alma).get("/supervision").status_code == 404
    assert ">Supervision</span>" in cast.browser(cast.sam).get("/").text
    assert ">Supervision</span>" not in cast.browser(cast.alma).get("/").text


def test_signing_asks_for_the_passphrase_and_both_names_stand(cast):
    note, cosign = waiting_note(cast)
    sam = cast.browser(cast.sam)
    shown = sam.get(page(cosign)).text
    assert "The kitchen on Sunday" in shown and "Waits for Sam’s name" in shown and 'name="passphrase"' in shown
    wrong = sam.post(f"{page(cosign)}/sign", data={"passphrase": "something else entirely"})
    assert wrong.status_code == 422 and "not your passphrase" in wrong.text and "something else" not in wrong.text
    assert steps(cast) == []
    assert sam.post(f"{page(cosign)}/sign", data={"passphrase": PASSPHRASE}).status_code == 303
    told = cast.browser(cast.alma).get(f"/notes/{note.id}").text
    assert "Signed by Alma" in told and "Sam signed as supervisor" in told
    again = sam.post(f"{page(cosign)}/sign", data={"passphrase": PASSPHRASE})
    assert again.status_code == 303 and "signed-before" in again.location and steps(cast) == ["signed"]


def test_please_look_again_and_the_answer(cast):
    note, cosign = waiting_note(cast)
    sam, alma = cast.browser(cast.sam), cast.browser(cast.alma)
    assert sam.post(f"{page(cosign)}/look-again", data={"words": " "}).status_code == 422
    assert sam.post(f"{page(cosign)}/look-again", data={"words": "谁开的车? Who drove?"}).status_code == 303
    assert "谁开的车" in alma.get(f"/notes/{note.id}").text and "Nothing waits" in sam.get("/supervision").text
    shown = alma.get(page(cosign)).text
    assert "Answer" in shown and "Sign as supervisor" not in shown
    assert alma.post(f"{page(cosign)}/answer", data={"words": "His brother did"}).status_code == 303
    assert "His brother did" in sam.get(page(cosign)).text and "1 wait" not in sam.get("/supervision").text
    assert steps(cast) == ["look-again", "answered"]


@pytest.mark.parametrize("deed", ["sign", "look-again", "answer"])
@pytest.mark.parametrize("who", ["bo", "cleo"])
def test_nobody_else_signs_sends_back_or_answers(cast, who, deed):
    _note, cosign = waiting_note(cast)
    browser = cast.browser(getattr(cast, who))
    assert browser.post(f"{page(cosign)}/{deed}", data={"words": "x", "passphrase": PASSPHRASE}).status_code == 404
    assert steps(cast) == []


def test_the_counselor_does_not_sign_for_the_supervisor(cast):
    _note, cosign = waiting_note(cast)
    alma = cast.browser(cast.alma)
    assert alma.post(f"{page(cosign)}/sign", data={"passphrase": PASSPHRASE}).status_code == 404
    assert alma.post(f"{page(cosign)}/look-again", data={"words": "x"}).status_code == 404
    assert cast.browser(cast.sam).post(f"{page(cosign)}/answer", data={"words": "x"}).status_code == 404


def given_out(cast):
    under_supervision(cast)
    with cast.acting(cast.alma):
        period = usual_period(cast.ash_episode, clock.today(cast.practice.zone), cast.practice.zone)
        facts = gather(cast.ash_episode, cast.ash.id, period, cast.practice)
        report = compose(facts, first_choices(facts.next_steps, ()))
        row = issue(cast.ash_episode.id, cast.ash.id, report=report, pdf=b"%PDF-1.7 the pages", since=period.since,
                    until=period.until, by=cast.alma.id)  # fmt: skip
        db.session.commit()
        return row


def test_a_report_goes_out_with_the_second_name_alone(cast):
    row = given_out(cast)
    alma = cast.browser(cast.alma)
    refused = alma.get(f"/reports/{row.id}/pdf")
    assert refused.status_code == 409 and "not given out yet" in refused.text and "Waits for Sam’s name" in refused.text
    assert f"/reports/{row.id}/pdf" not in alma.get(f"/reports/{row.id}").text
    assert "Not given out: it waits" in cast.browser(cast.sam).get(f"/reports/{row.id}/pages").text
    sam, cosign = cast.browser(cast.sam), cosign_of(cast, row.id)
    assert "Read the pages" in sam.get(page(cosign)).text
    assert sam.post(f"{page(cosign)}/sign", data={"passphrase": PASSPHRASE}).status_code == 303
    sent = alma.get(f"/reports/{row.id}/pdf")
    assert (sent.status_code, sent.data) == (200, b"%PDF-1.7 the pages")
    assert "Not given out" not in alma.get(f"/reports/{row.id}/pages").text


def test_a_flag_closes_with_the_second_name(cast):
    under_supervision(cast)
    with cast.acting(cast.alma):
        flag = raise_flag(cast.ash_episode.id, cast.ash.id, kind="other", urgency="review", words="A bruise", by=cast.alma.id)
        db.session.commit()
    alma, sam = cast.browser(cast.alma), cast.browser(cast.sam)
    assert "Ask to close this flag" in alma.get(f"/flags/{flag.id}").text
    assert alma.post(f"/flags/{flag.id}/close", data={"words": "A fall"}).status_code == 302
    shown = alma.get(f"/flags/{flag.id}").text
    assert "Closing asked, still open" in shown and "Sam was told at once" in shown
    assert alma.post(f"/flags/{flag.id}/close", data={"words": "Once more"}).status_code == 422
    cosign = cosign_of(cast, flag.id)
    assert "A fall" in sam.get(page(cosign)).text
    assert sam.post(f"{page(cosign)}/sign", data={"passphrase": PASSPHRASE}).status_code == 303
    assert ">Closed<" in alma.get(f"/flags/{flag.id}").text
    with cast.acting(cast.alma), pytest.raises(AlreadyClosed):
        close_flag(flag, words="And again", by=cast.alma.id)


def test_an_owner_marks_a_colleague_as_under_supervision(cast):
    alma = cast.browser(cast.alma)
    shown = alma.get(f"/colleagues/{cast.sam.id}").text
    assert "Ask for both names" in shown and "They work under supervision" in shown
    address = shown.split('/cosigns"')[0].rsplit('action="', 1)[1] + "/cosigns"
    for wish, words in (("yes", "both names are needed"), ("yes", "both names are needed"), ("no", "one name is enough")):
        assert alma.post(address, data={"cosigns": wish}).status_code == 303
        assert words in alma.get(f"/colleagues/{cast.sam.id}").text
    assert cast.browser(cast.cleo).post(address, data={"cosigns": "yes"}).status_code == 404


def test_the_practice_says_after_how_many_days(cast):
    form = cast.browser(cast.alma).get("/settings").text
    assert 'value="7"' in form.split('name="cosign_wait_days"')[1].split('>')[0]
