"""Colleagues: who works here, in which roles, with which qualifications, and whom they supervise. For owners."""

from flask import abort, render_template, request, url_for
from flask_login import current_user
from sqlalchemy import select
from werkzeug.utils import redirect

from practice import clock
from practice.access import gate
from practice.access.models import Supervision
from practice.accounts import passphrases, queries
from practice.accounts.actions import add_counselor, name_supervisee, record_credential
from practice.accounts.forms import ColleagueForm, CredentialForm, RolesForm, SuperviseeForm
from practice.accounts.models import Counselor
from practice.accounts.views import bp, deeds
from practice.db import db
from practice.i18n import _

# Answers that show a new passphrase are not redirected: it is shown once and kept nowhere.


@bp.route("/colleagues", methods=["GET", "POST"])
@gate.counselor("owner", audit=False)
def colleagues():
    form = ColleagueForm(roles=["counselor"]) if request.method == "GET" else ColleagueForm()
    if form.validate_on_submit():
        words = passphrases.suggested()
        person = add_counselor(current_user.practice_id, name=form.name.data, login=form.login.data, passphrase=words,
                               roles=form.roles.data, scope=form.scope.data)  # fmt: skip
        db.session.flush()
        return render_template("accounts/passphrase.html", person=person, words=words)
    status = 422 if form.is_submitted() else 200
    people = queries.colleagues(current_user.practice_id)
    return render_template("accounts/colleagues.html", people=people, form=form), status


@bp.get("/colleagues/<id:counselor_id>")
@gate.counselor("owner", audit=False)
def colleague(counselor_id: str):
    return _page(_find(counselor_id))


def _find(counselor_id: str) -> Counselor:
    """A counselor of this practice; 404 for everybody else's."""
    found = db.session.scalars(select(Counselor).where(
        Counselor.id == counselor_id, Counselor.practice_id == current_user.practice_id)).one_or_none()  # fmt: skip
    return found or abort(404)


def _page(person: Counselor, status: int = 200, **forms):
    """One colleague with all forms; `forms` are those just sent back with something to look at."""
    blank = {"roles": RolesForm(formdata=None, roles=person.roles, scope=person.scope),
             "credential": CredentialForm(formdata=None), "supervisee": _supervisee_form(person, None)}  # fmt: skip
    return render_template(
        "accounts/colleague.html", person=person, forms=blank | forms, done=request.args.get("done"),
        credentials=queries.credentials_of(person.id), supervised=_supervised(person), itself=person.id == current_user.person_id,
    ), status  # fmt: skip


def _supervised(person: Counselor) -> list[tuple[str, str, str, bool]]:
    """(supervision id, name, counselor id, whether it needs both names) of everybody they supervise now."""
    rows = db.session.execute(select(Supervision.id, Counselor.display_name, Counselor.id, Supervision.cosigns)
        .join(Counselor, Counselor.id == Supervision.supervisee_id)
        .where(Supervision.supervisor_id == person.id, Supervision.ends_at.is_(None)).order_by(Counselor.display_name))
    return [tuple(row) for row in rows]


def _supervisee_form(person: Counselor, formdata) -> SuperviseeForm:
    form = SuperviseeForm(formdata)
    others = [one for one in queries.colleagues(current_user.practice_id) if one.id != person.id and not one.disabled_at]
    form.supervisee.choices = [("", _("Choose a colleague")), *((one.id, one.display_name) for one in others)]
    return form


def _owners() -> int:
    return sum("owner" in one.roles and not one.disabled_at for one in queries.colleagues(current_user.practice_id))


def _back(person: Counselor, done: str):
    return redirect(url_for("accounts.colleague", counselor_id=person.id, done=done), 303)


@bp.post("/colleagues/<id:counselor_id>/roles")
@gate.counselor("owner", audit=False)
def roles(counselor_id: str):
    person, form = _find(counselor_id), RolesForm()
    if not form.validate():
        return _page(person, 422, roles=form)
    try:
        deeds.change_roles(person, form.roles.data, form.scope.data, owners=_owners())
    except deeds.LastOwner:
        form.roles.errors = [_("Somebody has to stay owner. Name another owner first.")]
        return _page(person, 422, roles=form)
    return _back(person, "roles")


@bp.post("/colleagues/<id:counselor_id>/credentials")
@gate.counselor("owner", audit=False)
def credential(counselor_id: str):
    person, form = _find(counselor_id), CredentialForm()
    if not form.validate():
        return _page(person, 422, credential=form)
    record_credential(person, form.kind.data, form.title.data, form.granted_on.data, by=current_user.person_id,
                      expires_on=form.expires_on.data)  # fmt: skip
    return _back(person, "credential")


@bp.post("/colleagues/<id:counselor_id>/supervisees")
@gate.counselor("owner", audit=False)
def supervisee(counselor_id: str):
    person = _find(counselor_id)
    form = _supervisee_form(person, request.form)
    if not form.validate():
        return _page(person, 422, supervisee=form)
    named = _find(form.supervisee.data)
    if not any(held == named.id for _id, _name, held, _cosigns in _supervised(person)):
        name_supervisee(person, named, cosigns=form.cosigns.data)
    return _back(person, "supervisee")


@bp.post("/colleagues/<id:counselor_id>/supervisees/<id:supervision_id>/end")
@gate.counselor("owner", audit=False)
def end_supervision(counselor_id: str, supervision_id: str):
    person = _find(counselor_id)
    row = _supervision(person, supervision_id)
    if row.ends_at is None or row.ends_at > clock.now():
        deeds.end_supervision(row)
    return _back(person, "supervisee")


def _supervision(person: Counselor, supervision_id: str) -> Supervision:
    found = select(Supervision).where(Supervision.id == supervision_id, Supervision.supervisor_id == person.id)
    return db.session.scalars(found).one_or_none() or abort(404)


@bp.post("/colleagues/<id:counselor_id>/supervisees/<id:supervision_id>/cosigns")
@gate.counselor("owner", audit=False)
def cosigns(counselor_id: str, supervision_id: str):
    """Under supervision or not, from now on; pressing twice changes nothing, because the button says which."""
    person = _find(counselor_id)
    deeds.change_cosigns(_supervision(person, supervision_id), request.form.get("cosigns") == "yes")
    return _back(person, "supervisee")


@bp.post("/colleagues/<id:counselor_id>/passphrase")
@gate.counselor("owner", audit=False)
def give_passphrase(counselor_id: str):
    person = _find(counselor_id)
    if person.id == current_user.person_id:
        abort(404)  # one's own is changed on the profile, where the present one is asked
    return render_template("accounts/passphrase.html", person=person, words=deeds.give_passphrase(person))


@bp.post("/colleagues/<id:counselor_id>/door")
@gate.counselor("owner", audit=False)
def close_or_open(counselor_id: str):
    """Disable the account, or enable it again."""
    person = _find(counselor_id)
    if request.form.get("way") == "open":
        deeds.enable_counselor(person)
        return _back(person, "open")
    try:
        deeds.disable_counselor(person, owners=_owners())
    except deeds.LastOwner:
        form = RolesForm(formdata=None, roles=person.roles, scope=person.scope)
        form.roles.errors = [_("Somebody has to stay owner. Name another owner first.")]
        return _page(person, 422, roles=form)
    return _back(person, "closed")
