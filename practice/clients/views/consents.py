"""What the people of an episode agreed to: recorded with version and date, withdrawn as a dated fact."""

from flask import abort, g, redirect, render_template, request, url_for
from flask_login import current_user

from practice import clock
from practice.access import door, gate
from practice.clients.actions import record_consent, withdraw_consent
from practice.clients.forms import ConsentForm, WithdrawForm
from practice.clients.models import Consent
from practice.clients.queries import agreed_since, consents_of, namesakes, people_of, records_policy, supervising
from practice.clients.views import bp
from practice.i18n import _, _l

KIND_WORDS = {
    "counselling": _l("Agreement to counselling"),
    "records-policy": _l("Records policy"),
    "guidance-agreement": _l("Agreement: guidance, not therapy"),
    "supervision": _l("Supervision: a supervisor reads along"),
}
POLICY_WORDS = {"limited-secrets": _l("limited secrets"), "no-secrets": _l("no secrets")}


@bp.get("/episodes/<id:episode_id>/consents")
@gate.counselor()
def consents(episode_id: str):
    given = consents_of(episode_id)
    version = given[-1].form_version if given else ""
    return _page(episode_id, _form(episode_id, formdata=None, data={"form_version": version, "given_on": _today()}))


@bp.post("/episodes/<id:episode_id>/consents")
@gate.counselor()
def record_consents(episode_id: str):
    form = _form(episode_id)
    if not form.validate():
        return _page(episode_id, form), 422
    for client_id in form.who.data:
        record_consent(
            episode_id,
            client_id,
            form.kind.data,
            given_on=form.given_on.data,
            by=current_user.person_id,
            form_version=form.form_version.data,
            policy=form.chosen_policy,
        )
    return redirect(url_for("clients.consents", episode_id=episode_id, done="recorded"))


@bp.post("/consents/<id:consent_id>/withdraw")
@gate.counselor()
def withdraw(consent_id: str):
    consent = door.find(Consent, consent_id)
    form = WithdrawForm(prefix=f"w{consent_id}")
    form.on.earliest, form.on.latest = consent.given_on, _today()
    if not form.validate():
        return _page(consent.episode_id, _form(consent.episode_id, formdata=None), (consent_id, form)), 422
    if consent.withdrawn_on is None:
        withdraw_consent(consent, on=form.on.data, by=current_user.person_id)
    return redirect(url_for("clients.consents", episode_id=consent.episode_id, done="withdrawn"))


def _today():
    return clock.today(g.practice.zone)


def _form(episode_id: str, **more) -> ConsentForm:
    people = people_of(episode_id) or abort(404)
    form = ConsentForm(**more)
    form.who.choices = [(person.client_id, person.called) for person in people if not person.ended]
    supervised = bool(supervising(episode_id, clock.now()))
    form.kind.choices = [(kind, KIND_WORDS[kind]) for kind in _kinds(len(people) > 1, supervised)]
    form.given_on.latest = _today()
    return form


def _kinds(couple: bool, supervised: bool) -> list[str]:
    offered = {"records-policy": couple, "guidance-agreement": current_user.scope == "guidance", "supervision": supervised}
    return ["counselling", *(kind for kind, fits in offered.items() if fits)]


def _unnamed(episode_id: str, supervisors: list) -> list:
    """Supervisors who came after somebody's consent to supervision was recorded: it does not name them, and they do not read."""
    said = agreed_since(episode_id, "supervision")
    return [one for one in supervisors if said and one.starts_at > min(said.values())]


def _page(episode_id: str, form: ConsentForm, withdrawing: tuple | None = None) -> str:
    people = people_of(episode_id) or abort(404)
    given = consents_of(episode_id)
    policy = records_policy(episode_id, [p.client_id for p in people if not p.ended])
    done = {
        "recorded": _("Recorded."),
        "withdrawn": _("Noted. It no longer stands."),
        "new": _("They are on your caseload now."),
    }.get(request.args.get("done", ""))
    supervisors = supervising(episode_id, clock.now())
    same = {p.client_id: namesakes(p.display_name, tuple(x.client_id for x in people)) for p in people}
    return render_template(
        "clients/consents.html",
        episode_id=episode_id,
        people=people,
        form=form,
        couple=len(people) > 1,
        policy=policy,
        supervisors=[one.name for one in supervisors],
        unnamed=_unnamed(episode_id, supervisors),
        rows={p.client_id: [c for c in given if c.client_id == p.client_id] for p in people},
        kinds=KIND_WORDS,
        policies=POLICY_WORDS,
        withdraw_form=lambda one: WithdrawForm(formdata=None, data={"on": _today()}, prefix=f"w{one}"),
        withdrawing=withdrawing,
        done=done,
        same=same if request.args.get("done") == "new" else {},
    )
