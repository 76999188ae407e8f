"""A supervisor reads along only while everybody's agreement to supervision stands."""

from datetime import date, timedelta

import pytest
from sqlalchemy import event, select

from practice import clock
from practice.access.models import CaseloadAssignment, Supervision
from practice.access.scope import everything
from practice.accounts.actions import name_supervisee
from practice.clients.actions import record_consent, withdraw_consent
from practice.clients.models import Consent
from practice.db import db
from practice.episodes.actions import take_on_client, take_on_couple
from practice.episodes.models import Episode

ON = date(2026, 1, 5)


def agree(cast, episode, client) -> Consent:
    with cast.acting(cast.alma):
        row = record_consent(episode.id, client.id, "supervision", given_on=ON, by=cast.alma.id, form_version="1")
        db.session.commit()
        return row


def sees(cast, episode) -> bool:
    with cast.acting(cast.sam):
        return db.session.scalars(select(Episode.id).where(Episode.id == episode.id)).first() is not None


@pytest.fixture
def noa(cast):
    with cast.acting(cast.alma):
        episode, client = take_on_client(by=cast.alma.id, on=ON, person={"display_name": "Noa Hill"})
        db.session.commit()
    return episode, client


def test_without_agreement_there_is_nothing_to_find(cast, noa):
    episode, client = noa
    sam = cast.browser(cast.sam)
    for path in (f"/episodes/{episode.id}", f"/clients/{client.id}", f"/episodes/{episode.id}/supervision",
                 f"/episodes/{episode.id}/notes", f"/episodes/{episode.id}/supervision/print"):  # fmt: skip
        assert sam.get(path).status_code == 404, path
    assert "Noa" not in sam.get("/").text + sam.get("/clients").text + sam.get("/supervision").text


def test_a_no_ends_what_was_recorded_more_than_once(cast, noa):
    """It is recorded again when a supervisor joins; one press says no to all of it."""
    episode, client = noa
    first, _again = agree(cast, episode, client), agree(cast, episode, client)
    assert sees(cast, episode)
    with cast.acting(cast.alma):
        withdraw_consent(first, on=clock.now().date(), by=cast.alma.id)
        db.session.commit()
    assert not sees(cast, episode)


def test_it_opens_with_the_agreement_and_closes_on_the_next_press(cast, noa):
    episode, client = noa
    sam = cast.browser(cast.sam)
    row = agree(cast, episode, client)
    assert sam.get(f"/episodes/{episode.id}").status_code == 200
    with cast.acting(cast.alma):
        withdraw_consent(row, on=clock.now().date(), by=cast.alma.id)
        db.session.commit()
    assert sam.get(f"/episodes/{episode.id}").status_code == 404


def test_both_of_a_couple_agree_and_either_takes_it_back(cast):
    with cast.acting(cast.alma):
        episode, one, other = take_on_couple(by=cast.alma.id, on=ON, persons=({"display_name": "A B"}, {"display_name": "C D"}))
        db.session.commit()
    first = agree(cast, episode, one)
    assert not sees(cast, episode)
    agree(cast, episode, other)
    assert sees(cast, episode)
    with cast.acting(cast.alma):
        withdraw_consent(first, on=clock.now().date(), by=cast.alma.id)
        db.session.commit()
    assert not sees(cast, episode)


def test_it_is_the_leads_agreement_not_a_covers(cast):
    """Bo stands in; Bo's own supervisor is named in no consent."""
    with everything("Cleo supervises Bo", cast.practice.id):
        cast.cleo.roles = ["supervisor"]
        name_supervisee(cast.cleo, cast.bo)
        db.session.commit()
        held = db.session.scalars(select(CaseloadAssignment).where(CaseloadAssignment.kind == "cover")).one()
        assert held.counselor_id == cast.bo.id and held.supervision_agreed_at is None
    with cast.acting(cast.cleo):
        assert db.session.scalars(select(Episode.id).where(Episode.id == cast.ash_episode.id)).first() is None


def test_process_notes_stay_with_their_author(cast):
    from practice.notes.actions import save_process_note
    from practice.notes.models import ProcessNote
    from tests.notes.meetings import met

    session = met(cast)
    with cast.acting(cast.alma):
        save_process_note(session, "For me alone", version=0, by=cast.alma.id)
        db.session.commit()
    with cast.acting(cast.sam):
        assert db.session.scalars(select(ProcessNote)).all() == []
    assert "For me alone" not in cast.browser(cast.sam).get(f"/episodes/{cast.ash_episode.id}/supervision").text


def day(name: str) -> dict:
    today = clock.now().date()
    return {f"{name}-day": today.day, f"{name}-month": today.month, f"{name}-year": today.year}


def test_the_page_names_the_supervisor_and_records_it(cast, noa):
    episode, client = noa
    alma = cast.browser(cast.alma)
    page = alma.get(f"/episodes/{episode.id}/consents").text
    assert "Sam reads along" in page and 'value="supervision"' in page
    typed = {"who": client.id, "kind": "supervision", "form_version": "1", **day("given_on")}
    answer = alma.post(f"/episodes/{episode.id}/consents", data=typed)
    assert answer.status_code == 302 and sees(cast, episode)


def test_who_is_named_after_the_signing_is_said(cast, noa):
    agree(cast, *noa)
    with everything("Bo supervises too", cast.practice.id):
        name_supervisee(cast.bo, cast.alma, at=clock.now() + timedelta(milliseconds=-1))
        db.session.commit()
    assert "Bo supervises since" in cast.browser(cast.alma).get(f"/episodes/{noa[0].id}/consents").text


def test_who_is_named_after_the_signing_finds_nothing_until_it_is_signed_anew(cast, noa):
    agree(cast, *noa)
    with everything("Bo supervises too", cast.practice.id):
        cast.bo.roles = ["counselor", "supervisor"]
        name_supervisee(cast.bo, cast.alma)
        db.session.commit()
    bo = cast.browser(cast.bo)
    assert sees(cast, noa[0]) and bo.get(f"/episodes/{noa[0].id}").status_code == 404
    assert "Noa" not in bo.get("/").text + bo.get("/supervision").text
    agree(cast, *noa)
    assert sees(cast, noa[0]) and bo.get(f"/episodes/{noa[0].id}").status_code == 200


def test_the_sheets_for_a_supervisor_hold_nobody_who_did_not_name_them(cast, noa):
    agree(cast, *noa)
    with everything("Bo supervises too", cast.practice.id):
        cast.bo.roles = ["counselor", "supervisor"]
        name_supervisee(cast.bo, cast.alma)
        db.session.commit()
        ids = {row.supervisor_id: row.id for row in db.session.scalars(select(Supervision))}
    alma = cast.browser(cast.alma)
    assert "Noa" in alma.get(f"/supervision/with/{ids[cast.sam.id]}").text
    assert "Noa" not in alma.get(f"/supervision/with/{ids[cast.bo.id]}").text, "the page is printed and taken along"
    agree(cast, *noa)
    assert "Noa" in alma.get(f"/supervision/with/{ids[cast.bo.id]}").text


def test_a_couple_names_a_supervisor_only_when_both_did(cast):
    with cast.acting(cast.alma):
        episode, one, other = take_on_couple(by=cast.alma.id, on=ON, persons=({"display_name": "A B"}, {"display_name": "C D"}))
        db.session.commit()
    agree(cast, episode, one), agree(cast, episode, other)
    with everything("Bo supervises too", cast.practice.id):
        cast.bo.roles = ["counselor", "supervisor"]
        name_supervisee(cast.bo, cast.alma)
        db.session.commit()
    agree(cast, episode, one)
    bo = cast.browser(cast.bo)
    assert bo.get(f"/episodes/{episode.id}").status_code == 404
    assert "Bo supervises since" in cast.browser(cast.alma).get(f"/episodes/{episode.id}/consents").text
    agree(cast, episode, other)
    assert bo.get(f"/episodes/{episode.id}").status_code == 200


def test_nobody_is_offered_it_without_a_supervisor(cast):
    page = cast.browser(cast.cleo).get(f"/episodes/{cast.sky_episode.id}/consents").text
    assert 'value="supervision"' not in page and 'value="counselling"' in page


def test_it_costs_no_further_query(cast):
    db.session.commit()
    statements = []
    event.listen(db.engine, "before_cursor_execute", note := lambda *told: statements.append(told[2]))
    try:
        sees(cast, cast.couple)
    finally:
        event.remove(db.engine, "before_cursor_execute", note)
    assert len([sql for sql in statements if "caseload_assignment" in sql]) == 1
