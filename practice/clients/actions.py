"""Adding and changing clients, recording what they agreed to, pointing them elsewhere."""

from collections.abc import Callable
from datetime import date, datetime

from sqlalchemy import select

from practice import clock
from practice.access.models import CaseloadAssignment
from practice.audit.actions import record
from practice.clients.agreements import LEAST_OPTIONS, REFERRAL_REASONS, all_agreed, consent_faults
from practice.clients.models import Client, Consent, Referral, ReferralCheck
from practice.clients.queries import agreed_since, everybody, standing_of
from practice.db import db

CHANGEABLE = (
    "display_name",
    "preferred_name",
    "pronouns",
    "birth_date",
    "contact",
    "language",
    "shared_device",
    "device_agreed_on",
)
CONTACT = ("email", "phone", "reach_safely", "emergency_name", "emergency_phone", "emergency_relation")


class ChangedMeanwhile(Exception):
    """Somebody saved in between; `current` is the row as it is now. Nothing was written."""

    def __init__(self, current: Client) -> None:
        super().__init__("changed meanwhile")
        self.current = current


class BadConsent(ValueError):
    """A consent that does not fit; `fields` names what: kind, policy or given_on."""

    def __init__(self, fields: list[str]) -> None:
        super().__init__(", ".join(fields))
        self.fields = fields


class BadReferral(ValueError):
    """A referral without a reason or without a choice; `fields` names what: reason, options or reasons."""

    def __init__(self, fields: list[str]) -> None:
        super().__init__(", ".join(fields))
        self.fields = fields


def make_client(
    *,
    display_name: str,
    by: str,
    preferred_name: str | None = None,
    pronouns: str | None = None,
    birth_date: date | None = None,
    contact: dict | None = None,
    language: str = "en",
    shared_device: bool = True,
    device_agreed_on: date | None = None,
    at: datetime | None = None,
) -> Client:
    """A new person; added by take_on_client or take_on_couple, so that nobody is on nobody's caseload."""
    client = Client(
        display_name=display_name,
        preferred_name=preferred_name,
        pronouns=pronouns,
        birth_date=birth_date,
        contact=contact or {},
        language=language,
        shared_device=shared_device,
        version=1,
        device_agreed_on=device_agreed_on,
        created_at=at or clock.now(),
        created_by=by,
    )
    db.session.add(client)
    record("make_client", client)
    return client


def change_client(client: Client, *, version: int, renamed: Callable[[Client], None], **fields) -> Client:
    """Change what is known about a person. Raises ChangedMeanwhile when `version` is not the present one.

    `renamed` is called after a change of the name, for those above who keep it (the app hands it in).

    Contact words that are not named stay; TypeError for a field that does not exist.
    """
    if unknown := fields.keys() - set(CHANGEABLE):
        raise TypeError(f"a client has no {', '.join(sorted(unknown))} to change")
    # Asked under a lock: on PostgreSQL two saves may run at once, and the second must see what the first wrote.
    now_at = db.session.scalars(select(Client.version).where(Client.id == client.id).with_for_update()).one()
    if now_at != version:
        db.session.refresh(client)
        raise ChangedMeanwhile(client)
    if "contact" in fields:
        fields["contact"] = {**(client.contact or {}), **fields["contact"]}
    other_name = fields.get("display_name", client.display_name) != client.display_name
    for name, value in fields.items():
        setattr(client, name, value)
    if other_name:
        renamed(client)
    client.version = version + 1
    record("change_client", client)
    return client


def record_consent(
    episode_id: str,
    client_id: str,
    kind: str,
    *,
    given_on: date,
    by: str,
    form_version: str,
    policy: str | None = None,
    at: datetime | None = None,
) -> Consent:
    """What a client agreed to, in which version of the form, when. Raises BadConsent."""
    moment = at or clock.now()
    # A day ahead is still today somewhere; the page checks the practice's own day.
    if faults := consent_faults(kind, policy, given_on, date.fromordinal(clock.now().date().toordinal() + 1)):
        raise BadConsent(faults)
    row = Consent(
        episode_id=episode_id,
        client_id=client_id,
        kind=kind,
        form_version=form_version,
        policy=policy,
        given_on=given_on,
        recorded_by=by,
        recorded_at=moment,
    )
    db.session.add(row)
    record("record_consent", row)
    if kind == "supervision":
        _open_to_supervision(episode_id)
    return row


def withdraw_consent(consent: Consent, *, on: date, by: str) -> Consent:
    """The client took it back on that day; the row stays, and from now on it no longer stands.

    Supervision is recorded once more when a supervisor joins: a no ends every one that stands, else somebody reads on.
    """
    consent.withdrawn_on = on
    record("withdraw_consent", consent)
    if consent.kind == "supervision":
        for other in standing_of(consent.episode_id, consent.client_id, "supervision"):
            other.withdrawn_on = max(on, other.given_on)
            record("withdraw_consent", other)
        _open_to_supervision(consent.episode_id)
    return consent


def _open_to_supervision(episode_id: str) -> None:
    """Since when supervisors of whoever leads may read along: only while everybody's consent stands, and only those who
    supervised already when the first of them said so (each consent names who does). What was said before somebody took over
    names other supervisors. The door asks this of the assignment on every statement, so it holds from the next one on."""
    db.session.flush()
    said = agreed_since(episode_id, "supervision")
    since = min(said.values()) if all_agreed(said, everybody(episode_id)) else None
    held = CaseloadAssignment
    for lead in db.session.scalars(select(held).where(held.episode_id == episode_id, held.kind == "lead")):
        lead.supervision_agreed_at = since if since and since >= lead.starts_at else None
    db.session.flush()


def check_referral(
    episode_id: str, client_id: str, *, reasons: list[str], on: date, by: str, note: str | None = None
) -> ReferralCheck:
    """The referral checklist was gone through; no reason ticked is an answer too. Raises BadReferral."""
    if set(reasons) - set(REFERRAL_REASONS):
        raise BadReferral(["reasons"])
    row = ReferralCheck(
        episode_id=episode_id,
        client_id=client_id,
        reasons=sorted(reasons, key=REFERRAL_REASONS.index),
        note=note,
        checked_by=by,
        checked_on=on,
    )
    db.session.add(row)
    record("check_referral", row)
    return row


def record_referral(
    episode_id: str,
    client_id: str,
    *,
    reason: str,
    options: list[str],
    consent_to_share: bool,
    by: str,
    sent_on: date | None = None,
    outcome: str | None = None,
    follow_up_on: date | None = None,
    at: datetime | None = None,
) -> Referral:
    """Pointing a client to another service, with at least two to choose from. Raises BadReferral."""
    words = _referral_words(reason, options, outcome)
    row = Referral(
        episode_id=episode_id,
        client_id=client_id,
        words=words,
        consent_to_share=consent_to_share,
        sent_on=sent_on,
        follow_up_on=follow_up_on,
        made_by=by,
        made_at=at or clock.now(),
    )
    db.session.add(row)
    record("record_referral", row)
    return row


def change_referral(
    referral: Referral,
    *,
    reason: str,
    options: list[str],
    consent_to_share: bool,
    sent_on: date | None,
    outcome: str | None,
    follow_up_on: date | None,
) -> Referral:
    """What became of it: sent, an outcome, another day to follow up. Raises BadReferral."""
    referral.words = _referral_words(reason, options, outcome)
    referral.consent_to_share, referral.sent_on, referral.follow_up_on = consent_to_share, sent_on, follow_up_on
    record("change_referral", referral)
    return referral


def _referral_words(reason: str, options: list[str], outcome: str | None) -> dict:
    named = [option.strip() for option in options if option.strip()]
    faults = ([] if reason.strip() else ["reason"]) + ([] if len(named) >= LEAST_OPTIONS else ["options"])
    if faults:
        raise BadReferral(faults)
    return {"reason": reason, "options": named, "outcome": outcome}
