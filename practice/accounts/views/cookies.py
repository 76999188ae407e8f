"""What the cookie holds: a random handle and the secret of its forms, nothing else. Security-critical."""

from urllib.parse import urlsplit

from flask import Response, after_this_request, current_app, g, redirect, request, session
from flask_login import login_user
from werkzeug.wrappers import Response as AnyResponse

from practice.access import scope
from practice.accounts.actions import begin_sign_in, end_sign_in, take_back_tablet
from practice.accounts.queries import SignedIn
from practice.web import local_path


def start(kind: str, login_id: str, practice_id: str, person_id: str) -> None:
    """Signs this browser in under a new handle; whatever handle it had before ends.

    The secret of the forms stays, so that a page written before signing in again can still be sent from where it lies.
    """
    before, secret = session.get("_user_id"), session.get("csrf_token")
    session.clear()
    if secret:
        session["csrf_token"] = secret
    own = scope.ClientScope if kind == "client" else scope.CounselorScope
    scope.enter(own(practice_id, person_id))
    if before:
        end_sign_in(before)
    if kind == "counselor" and g.get("handed"):
        take_back_tablet(g.handed.handle, g.handed.assignment_id)
        after_this_request(_without_portal)
    login_user(SignedIn(kind, begin_sign_in(kind, login_id, practice_id, person_id), practice_id, person_id, "", "en"))


def gone(target: str) -> AnyResponse:
    """The answer after signing out: an empty cookie, and the browser is asked to forget what it kept of us.

    On a tablet that was handed over the name of the ended sign-in stays: it keeps everything else closed there.
    """
    session.clear()
    if g.get("handed"):
        session["_user_id"] = g.handed.handle
    return forgetful(redirect(target, 303), held=request.form.get("held") == "1")


def handed_over(handle: str, target: str) -> AnyResponse:
    """The answer to handing a tablet over: no counselor is signed in on it any more, and the client's cookie holds the
    sign-in for one homework, in place of whatever it held before."""
    app = current_app._get_current_object()
    cookies, name = app.session_interface, app.session_interface.portal_cookie(app)
    if before := cookies.opened(app, request.cookies.get(name, "")).get("_user_id"):
        end_sign_in(before)
    session.clear()
    response = forgetful(redirect(target, 303))
    response.set_cookie(name, cookies.sealed(app, {"_user_id": handle, "_fresh": True}), path="/", httponly=True,
                        secure=app.config["SECURE"], samesite="Lax")  # fmt: skip
    return response


def _without_portal(response: AnyResponse) -> AnyResponse:
    app = current_app._get_current_object()
    response.delete_cookie(app.session_interface.portal_cookie(app), path="/", secure=app.config["SECURE"], httponly=True,
                           samesite="Lax")  # fmt: skip
    return response


def forgetful(response: AnyResponse | Response, *, held: bool = False) -> AnyResponse:
    """`held`: the page has cleared its storage itself, but for sealed words that never reached us; they stay."""
    response.headers["Clear-Site-Data"] = '"cache"' if held else '"cache", "storage"'
    return response


def after_sign_in(target: str | None, default: str) -> str:
    """Where to go on: `target` if it is a plain path of this site. A tab or line end in it would be dropped by the
    browser, and what is left could name another site."""
    if not target or any(ord(sign) <= 32 or sign == "\\" for sign in target) or urlsplit(target).netloc:
        return default
    return local_path(target, default)
