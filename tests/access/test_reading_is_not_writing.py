"""A supervisor reads what a supervisee leads and changes none of it, by whatever address; nor does a door stay ajar."""

import pytest
from sqlalchemy import func, select

from practice import clock
from practice.access.models import CaseloadAssignment, Participant
from practice.access.scope import OutOfScope, everything
from practice.accounts.actions import invite_client
from practice.accounts.models import Invitation
from practice.clients.models import Client, Consent
from practice.db import db
from practice.episodes.actions import plan_session, take_on_client
from practice.episodes.models import Episode, TherapySession


def counted(cast, *models) -> list[int]:
    with everything("counting rows", cast.practice.id):
        return [db.session.scalar(select(func.count()).select_from(model)) for model in models]


def day(name: str) -> dict:
    now = clock.now().date()
    return {f"{name}-day": now.day, f"{name}-month": now.month, f"{name}-year": now.year}


def test_a_supervisor_cannot_invite_a_client_and_so_become_them(cast):
    cast.app.config["BASE_URL"] = "https://notes.example"
    assert cast.browser(cast.sam).get(f"/clients/{cast.robin.id}").status_code in (200, 302)
    assert cast.browser(cast.sam).post(f"/clients/{cast.robin.id}/invite").status_code == 404
    assert counted(cast, Invitation) == [0]
    assert cast.browser(cast.alma).post(f"/clients/{cast.robin.id}/invite").status_code == 200


def test_a_supervisor_cannot_take_on_whom_they_only_read_about(cast):
    before = counted(cast, Episode, Participant, CaseloadAssignment)
    page = cast.browser(cast.sam).post("/clients/new", data={"first-known": cast.robin.id, **day("opened_on")})
    assert page.status_code == 422 and counted(cast, Episode, Participant, CaseloadAssignment) == before
    with pytest.raises(OutOfScope), cast.acting(cast.sam):
        take_on_client(by=cast.sam.id, on=clock.now().date(), person={"client_id": cast.robin.id})
    db.session.rollback()


def test_somebody_new_is_taken_on_and_invited_at_once(cast):
    with cast.acting(cast.sam):
        _episode, client = take_on_client(by=cast.sam.id, on=clock.now().date(), person={"display_name": "Noa Hill"})
        invite_client(client.id, cast.sam.id)
        db.session.commit()
    assert counted(cast, Invitation) == [1]


def test_a_refused_write_is_the_404_of_a_stranger(cast):
    with cast.acting(cast.alma):
        row = plan_session(cast.couple.id, None, starts_at=clock.now(), by=cast.alma.id)
        db.session.commit()
    sam, session_id = cast.browser(cast.sam), row.id
    before = counted(cast, TherapySession, Consent)
    for address, data in (
        (f"/episodes/{cast.couple.id}/sessions/new", {"who": "both", "clock": "10:00", "minutes": "50", **day("on")}),
        (f"/sessions/{session_id}/cancel", {}),
        (f"/sessions/{session_id}/note", {"talked_about": "Words", "version": "0"}),
        (f"/episodes/{cast.couple.id}/consents", {"who": cast.robin.id, "kind": "counselling", "form_version": "1", **day("given_on")}),
        (f"/clients/{cast.robin.id}/edit", {"version": "1", "display_name": "Somebody Else"}),
        (f"/episodes/{cast.couple.id}/discharge", {"who": cast.robin.id, "reason": "completed", **day("on")}),
    ):
        assert sam.post(address, data=data).status_code == 404, address
    assert counted(cast, TherapySession, Consent) == before
    with cast.acting(cast.alma):
        assert db.session.scalars(select(Client.display_name).where(Client.id == cast.robin.id)).one() == "Robin Vale"
