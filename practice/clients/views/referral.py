"""Thinking of another service: the checklist at intake and review, and the record of a referral."""

from flask import abort, g, redirect, render_template, request, url_for
from flask_login import current_user

from practice import clock
from practice.access import door, gate
from practice.clients.actions import change_referral, check_referral, record_referral
from practice.clients.forms import REASON_WORDS, CheckForm, ReferralForm
from practice.clients.models import Referral
from practice.clients.queries import checks_of, people_of, referrals_of
from practice.clients.views import bp
from practice.i18n import _


@bp.get("/episodes/<id:episode_id>/referral")
@gate.counselor()
def referral(episode_id: str):
    today = clock.today(g.practice.zone)
    return _page(episode_id, _check(episode_id, formdata=None, data={"on": today}), _refer(episode_id, formdata=None))


@bp.post("/episodes/<id:episode_id>/referral/check")
@gate.counselor()
def check(episode_id: str):
    form = _check(episode_id)
    form.on.latest = clock.today(g.practice.zone)
    if not form.validate():
        return _page(episode_id, form, _refer(episode_id, formdata=None)), 422
    check_referral(
        episode_id,
        form.client_id.data,
        reasons=form.reasons.data,
        on=form.on.data,
        by=current_user.person_id,
        note=form.note.data or None,
    )
    return redirect(url_for("clients.referral", episode_id=episode_id, done="checked"))


@bp.post("/episodes/<id:episode_id>/referral")
@gate.counselor()
def refer(episode_id: str):
    form = _refer(episode_id)
    if not form.validate():
        return _page(episode_id, _check(episode_id, formdata=None), form), 422
    record_referral(episode_id, form.client_id.data, by=current_user.person_id, **form.values())
    return redirect(url_for("clients.referral", episode_id=episode_id, done="referred"))


@bp.get("/referrals/<id:referral_id>")
@gate.counselor()
def referral_outcome(referral_id: str):
    row = door.find(Referral, referral_id)
    if not door.may_write(row.episode_id):
        abort(404)
    known = {
        "reason": row.words["reason"],
        "options": "\n".join(row.words["options"]),
        "outcome": row.words["outcome"] or "",
        "client_id": row.client_id,
    }
    return _outcome(row, _refer(row.episode_id, formdata=None, obj=row, data=known))


@bp.post("/referrals/<id:referral_id>")
@gate.counselor()
def change_outcome(referral_id: str):
    row = door.find(Referral, referral_id)
    form = _refer(row.episode_id, whom=False)
    if not form.validate():
        return _outcome(row, form), 422
    change_referral(row, **form.values())
    return redirect(url_for("clients.referral", episode_id=row.episode_id, done="referred"))


def _whom(form, episode_id: str):
    people = people_of(episode_id) or abort(404)
    form.client_id.choices = [(person.client_id, person.called) for person in people]
    if len(people) == 1 and form.client_id.data is None:
        form.client_id.data = people[0].client_id
    return form


def _check(episode_id: str, **more) -> CheckForm:
    return _whom(CheckForm(prefix="check", **more), episode_id)


def _refer(episode_id: str, whom: bool = True, **more) -> ReferralForm:
    form = ReferralForm(**more)
    if not whom:
        del form.client_id
        return form
    return _whom(form, episode_id)


def _outcome(row: Referral, form: ReferralForm) -> str:
    return render_template("clients/referral_outcome.html", row=row, form=form, people=_names(row.episode_id))


def _names(episode_id: str) -> dict[str, str]:
    return {person.client_id: person.called for person in people_of(episode_id) or abort(404)}


def _page(episode_id: str, check_form: CheckForm, refer_form: ReferralForm) -> str:
    done = {"checked": _("The checklist is recorded."), "referred": _("The referral is recorded.")}
    return render_template(
        "clients/referral.html",
        episode_id=episode_id,
        names=_names(episode_id),
        checks=checks_of(episode_id),
        referrals=referrals_of(episode_id),
        check_form=check_form,
        refer_form=refer_form,
        reasons=REASON_WORDS,
        done=done.get(request.args.get("done", "")),
    )
