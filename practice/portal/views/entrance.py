"""The client's way in and out. Security-critical: a link alone opens nothing, and leaving never asks anything back."""

from flask import abort, current_app, g, jsonify, render_template, request, session, url_for
from flask_login import current_user
from flask_wtf.csrf import generate_csrf
from sqlalchemy import select
from werkzeug.utils import redirect

from practice import clock
from practice.access import gate, scope
from practice.accounts import passphrases
from practice.accounts.actions import end_sign_in, set_client_login
from practice.accounts.forms import CodeForm, OwnWayForm, SignInForm
from practice.accounts.models import Invitation, SignIn
from practice.accounts.views import cookies, devices
from practice.accounts.views.entrance import try_to_sign_in
from practice.db import db
from practice.homework.actions import end_tokens
from practice.i18n import _
from practice.portal.views import bp, invited
from practice.portal.views.devices import first
from practice.web import csrf

WELCOME_LASTS = 30 * 60  # seconds between the code and one's own passphrase


def _not_ready():
    """Without a number to call no client page opens, not even the way in."""
    if g.practice is None or not g.practice.crisis_contacts:
        return render_template("portal/not_ready.html"), 503
    return None


@bp.route("/sign-in", methods=["GET", "POST"])
@gate.public("nobody is signed in yet")
def sign_in():
    if closed := _not_ready():
        return closed
    form = SignInForm()
    status = 200
    if form.validate_on_submit():
        found, status = try_to_sign_in("client", form)
        if found:
            return _back_on_the_page(*found) if _wants_json() else _through_the_door(*found)
    elif form.is_submitted():
        status = 422
    if status != 200 and _wants_json():
        said = [*form.form_errors, *(words for _name, words in form.complaints()), _("Please sign in again.")]
        return jsonify(message=str(said[0])), status
    return render_template("portal/sign_in.html", form=form, done=request.args.get("done")), status


def _wants_json() -> bool:
    return request.accept_mimetypes.best == "application/json"


def _through_the_door(login_id: str, practice_id: str, client_id: str):
    onward = cookies.after_sign_in(request.args.get("next"), url_for("portal.home"))
    cookies.start("client", login_id, practice_id, client_id)
    return redirect(first(client_id, onward), 303)


def _back_on_the_page(login_id: str, practice_id: str, client_id: str):
    """Signing in over a page that is being written (security.md A-9): only for the person whose page it is."""
    person = devices.person(client_id)
    if request.form.get("person", person) != person:
        return jsonify(other=True), 409
    cookies.start("client", login_id, practice_id, client_id)
    return jsonify(signed_in=True, csrf=generate_csrf(), person=person)


@bp.post("/sign-out")
@gate.client(audit=False)
def sign_out():
    end_sign_in(current_user.get_id())
    end_tokens(current_user.person_id)
    return cookies.gone(url_for("portal.sign_in", done="out"))


@bp.route("/leave", methods=["GET", "POST"])
@csrf.exempt
@gate.public("leaving must work when the sign-in has ended; the worst a stranger's link can do is sign somebody out")
def leave():
    """Ends the sign-in and goes to a neutral page, by a local one: a form may not lead to another site (CSP)."""
    if current_user.is_authenticated:
        scope.enter(scope.ClientScope(current_user.practice_id, current_user.person_id))
        end_sign_in(current_user.get_id())
    if who := _whose(session.get("_user_id")):
        end_tokens(who)
        db.session.commit()  # here, because a plain link (GET) leaves as well
    return cookies.gone(url_for("portal.left"))


def _whose(handle: str | None) -> str | None:
    """The client behind a sign-in, gone quiet or not: their pages may still add to drafts, and that ends here."""
    asked = select(SignIn.person_id).where(SignIn.handle_hash == passphrases.digest(handle or ""), SignIn.kind == "client")
    return db.session.scalars(asked).one_or_none() if handle else None


@bp.get("/left")
@gate.public("the empty page between here and the neutral one")
def left():
    target = g.practice.exit_url if g.practice else "about:blank"
    return cookies.forgetful(current_app.make_response(render_template("portal/left.html", target=target)))


@bp.get("/private")
@gate.public("advice on keeping this private names nobody")
def private():
    return render_template("portal/private.html")


@bp.route("/invitation/<token>", methods=["GET", "POST"])
@gate.public("nobody is signed in yet; a GET shows the same page for every link and changes nothing")
def invitation(token: str):
    if closed := _not_ready():
        return closed
    form = CodeForm()
    if form.validate_on_submit():
        found = invited.by_token(token)
        if invited.code_fits(found, form.code.data):
            session["invited"] = [found.id, int(clock.now().timestamp())]
            return redirect(url_for("portal.welcome"), 303)
        form.code.errors = [_("This link and these digits do not open anything. Your counselor can give you new ones.")]
    return render_template("portal/invitation.html", form=form), 422 if form.is_submitted() else 200


@bp.route("/welcome", methods=["GET", "POST"])
@gate.public("the second step of an invitation; opens only with the code of the first")
def welcome():
    found = _just_invited()
    if found is None:
        session.pop("invited", None)
        return render_template("portal/invitation.html", form=None), 404
    form = OwnWayForm() if request.method == "POST" else OwnWayForm(offered=passphrases.suggested())
    if form.validate_on_submit():
        if not invited.taken(form.login.data, found.client_id):
            return _enter(found, form)
        form.login.errors = [_("Somebody has this sign-in name already. Please choose another.")]
    if form.is_submitted():
        _ask_passphrase_again(form)
    return render_template("portal/welcome.html", form=form), 422 if form.is_submitted() else 200


def _just_invited() -> invited.Invited | None:
    """The invitation whose code was given in this browser within half an hour, if it is still open."""
    kept = session.get("invited")
    if not kept or clock.now().timestamp() - kept[1] > WELCOME_LASTS:
        return None
    return invited.by_id(kept[0])


def _ask_passphrase_again(form: OwnWayForm) -> None:
    if form.way.data == "own" and form.errors and not form.passphrase.errors and not form.again.errors:
        form.passphrase.errors = [_("Please type your passphrase once more; we do not send it back to the page.")]


def _enter(found: invited.Invited, form: OwnWayForm):
    """Uses up the invitation, keeps the client's own way in, and signs them in."""
    scope.enter(scope.ClientScope(found.practice_id, found.client_id))
    row = db.session.scalars(select(Invitation).where(
        Invitation.id == found.id, Invitation.used_at.is_(None), Invitation.voided_at.is_(None))).one_or_none()
    if row is None:
        abort(404)
    row.used_at = clock.now()
    login = set_client_login(found.client_id, form.login.data, form.chosen)
    login.disabled_at = None
    db.session.flush()
    cookies.start("client", login.id, found.practice_id, found.client_id)
    return redirect(first(found.client_id, url_for("portal.home")), 303)
