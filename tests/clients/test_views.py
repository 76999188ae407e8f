"""Pages about people: names, agreements, referrals, two tabs, strangers."""

import pytest
from sqlalchemy import select

from practice import clock
from practice.access.scope import everything
from practice.accounts.models import Invitation
from practice.clients.models import Client, Consent, Referral, ReferralCheck
from practice.db import db


@pytest.fixture
def alma(cast):
    return cast.browser(cast.alma)


@pytest.fixture
def today(cast):
    return clock.today(cast.practice.zone)


def day(name, value):
    return {f"{name}-day": value.day, f"{name}-month": value.month, f"{name}-year": value.year}


def stored(cast, model, *where):
    db.session.rollback()
    with everything("looking at what was written", cast.practice.id):
        return db.session.scalars(select(model).where(*where)).all()


def about(**more):
    return {"version": 1, "display_name": "Ash Field", "language": "en", "shared_device": "yes", **more}


def test_the_page_shows_what_is_known(cast, alma):
    page = alma.get(f"/clients/{cast.ash.id}/edit")
    assert page.status_code == 200 and "Ash Field" in page.text and "How to reach them safely" in page.text


def test_a_change_is_kept(cast, alma):
    data = about(
        preferred_name="Ashley",
        reach_safely="Text only,\r\nafter six",
        shared_device="no",
        **{"birth_date-day": "29", "birth_date-month": "2", "birth_date-year": "1992"},
    )
    answer = alma.post(f"/clients/{cast.ash.id}/edit", data=data)
    assert answer.status_code == 302
    ash = stored(cast, Client, Client.id == cast.ash.id)[0]
    assert (ash.called, ash.birth_date.isoformat(), ash.shared_device, ash.version) == (
        "Ashley",
        "1992-02-29",
        False,
        2,
    )
    assert ash.contact["reach_safely"] == "Text only,\nafter six"


def test_two_tabs_show_both_texts_and_lose_nothing(cast, alma):
    alma.post(f"/clients/{cast.ash.id}/edit", data=about(reach_safely="By post"))
    page = alma.post(f"/clients/{cast.ash.id}/edit", data=about(reach_safely="By phone at work"))
    assert page.status_code == 409
    assert "By post" in page.text and "By phone at work" in page.text
    assert 'name="version" type="hidden" value="2"' in page.text
    again = alma.post(f"/clients/{cast.ash.id}/edit", data=about(version=2, reach_safely="By phone at work"))
    assert again.status_code == 302
    assert stored(cast, Client, Client.id == cast.ash.id)[0].contact["reach_safely"] == "By phone at work"


@pytest.mark.parametrize(
    ("field", "value", "said"),
    [
        ("display_name", "  ", "Please give a name."),
        ("display_name", "A\x00B", "cannot be shown"),
        ("pronouns", "x" * 81, "longer"),
        ("birth_date-day", "31", "Give the day, the month and the year."),
        ("reach_safely", "x" * 100_001, "longer"),
    ],
)
def test_what_cannot_be_kept_is_said_at_the_field(cast, alma, field, value, said):
    page = alma.post(f"/clients/{cast.ash.id}/edit", data=about(phone="0170 still here") | {field: value})
    assert page.status_code == 422
    assert said in page.text and "0170 still here" in page.text and 'role="alert"' in page.text


@pytest.mark.parametrize("text", ["😴 好好睡觉", "‏שלום", "a\u2028b", "x" * 100_000])
def test_any_words_can_be_kept(cast, alma, text):
    assert alma.post(f"/clients/{cast.ash.id}/edit", data=about(reach_safely=text)).status_code == 302
    assert stored(cast, Client, Client.id == cast.ash.id)[0].contact["reach_safely"] == text


def test_strangers_find_nothing(cast):
    cleo, kim = cast.browser(cast.cleo), cast.browser(cast.kim)
    consent = stored(cast, Consent)[0].id
    for path in (
        f"/clients/{cast.ash.id}/edit",
        f"/episodes/{cast.couple.id}/consents",
        f"/episodes/{cast.couple.id}/referral",
    ):
        assert cleo.get(path).status_code == 404
        assert kim.get(path).status_code in (302, 404)
    for path in (
        f"/clients/{cast.ash.id}/invite",
        f"/consents/{consent}/withdraw",
        f"/episodes/{cast.couple.id}/consents",
        f"/episodes/{cast.couple.id}/referral",
        f"/clients/{cast.ash.id}/edit",
    ):
        assert cleo.post(path, data={}).status_code == 404


def test_an_invitation_is_shown_once(cast, alma):
    cast.app.config["BASE_URL"] = "https://notes.example"
    page = alma.post(f"/clients/{cast.ash.id}/invite")
    assert page.status_code == 200 and "three days" in page.text
    made = stored(cast, Invitation, Invitation.client_id == cast.ash.id)
    assert len(made) == 1 and made[0].used_at is None


def test_the_sample_practice_on_this_computer_invites_without_a_base_url(cast, alma):
    path = f"/clients/{cast.ash.id}/invite"
    assert "Invitations open once" in alma.post(path).text and not stored(cast, Invitation)
    cast.app.config["SAMPLE"] = True
    assert "http://localhost/portal/invitation/" in alma.post(path).text
    assert alma.post(path, environ_base={"REMOTE_ADDR": "192.0.2.9"}).status_code == 422, "asked from elsewhere"


def test_a_couples_policy_is_recorded_for_both_at_once(cast, alma, today):
    path = f"/episodes/{cast.couple.id}/consents"
    assert "Both signed: limited secrets" in alma.get(path).text
    data = {
        "who": [cast.robin.id, cast.kim.id],
        "kind": "records-policy",
        "form_version": "2026-2",
        **day("given_on", today),
    }
    page = alma.post(path, data=data)
    assert page.status_code == 422 and "Choose which policy was signed." in page.text
    assert alma.post(path, data=data | {"policy": "no-secrets"}).status_code == 302
    assert "Both signed: no secrets" in alma.get(path).text


def test_a_withdrawn_policy_closes_the_rooms_and_stays_on_record(cast, alma, today):
    consent = next(c for c in stored(cast, Consent, Consent.client_id == cast.kim.id) if c.kind == "records-policy")
    answer = alma.post(f"/consents/{consent.id}/withdraw", data=day(f"w{consent.id}-on", today))
    assert answer.status_code == 302
    page = alma.get(f"/episodes/{cast.couple.id}/consents")
    assert "stay closed until both have signed" in page.text and "Withdrawn" in page.text


def test_the_checklist_and_a_referral_with_a_choice(cast, alma, today):
    path = f"/episodes/{cast.ash_episode.id}/referral"
    assert alma.get(path).status_code == 200
    checked = alma.post(
        path + "/check",
        data={"check-client_id": cast.ash.id, "check-reasons": ["mood", "violence"], **day("check-on", today)},
    )
    assert checked.status_code == 302
    assert stored(cast, ReferralCheck)[0].reasons == ["mood", "violence"]
    data = {"client_id": cast.ash.id, "reason": "Beyond my training", "options": "Day clinic"}
    page = alma.post(path, data=data)
    assert page.status_code == 422 and "at least two services" in page.text and "Beyond my training" in page.text
    data |= {
        "options": "Day clinic\nDr Lee",
        "consent_to_share": "y",
        **day("sent_on", today),
        **day("follow_up_on", today),
    }
    assert alma.post(path, data=data).status_code == 302
    row = stored(cast, Referral)[0]
    assert row.words["options"] == ["Day clinic", "Dr Lee"] and row.consent_to_share and row.sent_on == today
    page = alma.get(f"/referrals/{row.id}")
    assert page.status_code == 200 and "Beyond my training" in page.text
    data["outcome"] = "Began there"
    assert alma.post(f"/referrals/{row.id}", data=data).status_code == 302
    assert stored(cast, Referral)[0].words["outcome"] == "Began there"
    assert cast.browser(cast.cleo).get(f"/referrals/{row.id}").status_code == 404
