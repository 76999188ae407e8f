"""What the cookie holds: a random handle and the secret of its forms, nothing else. Security-critical."""

from urllib.parse import urlsplit

from flask import Response, redirect, session
from flask_login import login_user
from werkzeug.wrappers import Response as AnyResponse

from practice.access import scope
from practice.accounts.actions import begin_sign_in, end_sign_in
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
    login_user(SignedIn(kind, begin_sign_in(kind, login_id, practice_id, person_id), practice_id, person_id, "", "en"))


def gone(target: str) -> AnyResponse:
    """The answer after signing out: an empty cookie, and the browser is asked to forget what it kept of us."""
    session.clear()
    return forgetful(redirect(target, 303))


def forgetful(response: AnyResponse | Response) -> AnyResponse:
    response.headers["Clear-Site-Data"] = '"cache", "storage"'
    return response


def after_sign_in(target: str | None, default: str) -> str:
    """Where to go on: `target` if it is a plain path of this site. A tab or line end in it would be dropped by the
    browser, and what is left could name another site."""
    if not target or any(ord(sign) <= 32 or sign == "\\" for sign in target) or urlsplit(target).netloc:
        return default
    return local_path(target, default)
