"""Verbs of phase agreements: kept, and a name put to one. Nothing is opened or closed by a name."""

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import select

from practice import clock
from practice.audit.actions import record
from practice.db import db
from practice.episodes.models import Course
from practice.goals import agreement
from practice.goals.models import AgreementName, PhaseAgreement
from practice.goals.words import BadGoal
from practice.i18n import _, zone
from practice.protocols.protocol import Phase


class Replaced(Exception):
    """A newer agreement took the place of this one; names go to that."""


def keep_agreement(course: Course, client_id: str | None, phase: Phase, *, typed: Mapping[str, str], by: str,
                   at: datetime | None = None) -> PhaseAgreement:  # fmt: skip
    """What is agreed for one phase, with one client or with both together (`client_id` None), frozen from now on. It takes
    the place of an earlier one of the same phase and room; the very same words again are that one. Raises BadGoal."""
    words, said = agreement.told(typed), agreement.labels()
    if wrong := {part: _("Please use at most %(most)s letters.", most=agreement.MOST)
                 for part in agreement.TEXTS if len(words[part]) > agreement.MOST}:  # fmt: skip
        raise BadGoal(wrong)
    if not words["purpose"]:
        raise BadGoal({"purpose": _("Say in a few words what this part is for.")})
    if not words["stop"]:
        raise BadGoal({"stop": _("Everybody may stop at any time. Please keep a sentence that says so.")})
    db.session.execute(select(Course.id).where(Course.id == course.id).with_for_update(key_share=True))  # one press after the other
    sha256 = agreement.digest(phase.id, phase.client_title, words, said)
    latest = newest(course.id, phase.id, client_id)
    if latest is not None and latest.sha256 == sha256:
        return latest
    row = PhaseAgreement(
        episode_id=course.episode_id, client_id=client_id, course_id=course.id, phase_id=phase.id, phase_title=phase.client_title,
        words=words, sha256=sha256, labels=said, made_by=by, made_at=at or clock.now())  # fmt: skip
    db.session.add(row)
    record("keep_agreement", row)
    return row


def put_name(row: PhaseAgreement, *, person_id: str, name: str, by: str, paper: date | None = None,
             at: datetime | None = None) -> AgreementName:  # fmt: skip
    """Somebody put their name to it: on screen, or on `paper` that day and `by` has seen it. Once per person.

    Raises Replaced, or BadGoal for a day that has not come.
    """
    moment = at or clock.now()
    # Two presses, or a newer agreement, come one after the other.
    db.session.execute(select(Course.id).where(Course.id == row.course_id).with_for_update(key_share=True))
    known = db.session.scalars(
        select(AgreementName).where(AgreementName.agreement_id == row.id, AgreementName.person_id == person_id)).one_or_none()
    if known is not None:
        return known
    latest = newest(row.course_id, row.phase_id, row.client_id)
    if latest is not None and latest.id != row.id:
        raise Replaced
    if paper is not None and paper > clock.today(zone(), moment):
        raise BadGoal({"on": _("That day has not come yet.")})
    found = AgreementName(
        episode_id=row.episode_id, client_id=row.client_id, agreement_id=row.id, person_id=person_id, name=name, by=by,
        how="paper" if paper else "screen", signed_on=paper, at=moment)  # fmt: skip
    db.session.add(found)
    record("put_name", found)
    return found


def newest(course_id: str, phase_id: str, client_id: str | None) -> PhaseAgreement | None:
    """The agreement that stands for a phase in a room."""
    room = PhaseAgreement.client_id.is_(None) if client_id is None else PhaseAgreement.client_id == client_id
    found = select(PhaseAgreement).where(PhaseAgreement.course_id == course_id, PhaseAgreement.phase_id == phase_id, room)
    return db.session.scalars(found.order_by(PhaseAgreement.made_at.desc(), PhaseAgreement.id.desc()).limit(1)).one_or_none()
