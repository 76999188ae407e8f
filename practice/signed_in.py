"""Ties accounts and practices to the gate: who is signed in, with which cookie, and whether the portal may open."""

from flask import Flask, current_app, g, render_template, request, session
from flask.sessions import SecureCookieSessionInterface
from flask_login import LoginManager, current_user, login_user, logout_user

from practice.access import gate
from practice.accounts.queries import SignedIn, signed_in
from practice.practices.models import Practice
from practice.practices.queries import COLUMNS, settings_of, the_practice

logins = LoginManager()
logins.session_protection = None  # the user-agent check breaks people and stops little (security.md section 5)


class TwoCookies(SecureCookieSessionInterface):
    """Counselors and clients have cookies of their own, so that neither is ever taken for the other."""

    def get_cookie_name(self, app: Flask) -> str:
        name = "attune_portal" if _in_portal() else "attune"
        return f"__Host-{name}" if app.config["SECURE"] else name

    def get_cookie_samesite(self, app: Flask) -> str:
        return "Lax" if _in_portal() else "Strict"

    def get_cookie_path(self, app: Flask) -> str:
        return "/"


def _in_portal() -> bool:
    return request.path == "/portal" or request.path.startswith("/portal/")


def init_app(app: Flask) -> None:
    app.session_interface = TwoCookies()
    logins.init_app(app)
    app.before_request_funcs.setdefault(None, []).insert(0, _open_settings)
    app.context_processor(lambda: {"practice_settings": g.get("practice")})


def _open_settings() -> None:
    """The practice's settings for this request: zone, crisis contacts, where "Leave quickly" goes.

    Every page needs them and who is signed in, so one statement looks both up.
    """
    if request.endpoint == "static":
        return
    handle, g.found = session.get("_user_id"), None
    if handle is not None:
        person, settings = signed_in(handle, _kind(), beside=COLUMNS)
        g.found = (handle, person)
    g.practice = settings_of(settings) if handle is not None and settings else the_practice()


def _kind() -> str:
    return "client" if _in_portal() else "counselor"


@logins.user_loader
def _load(handle: str) -> SignedIn | None:
    looked_up, person = g.get("found") or (None, None)
    return person if looked_up == handle else signed_in(handle, _kind())[0]


def identify() -> gate.Person | None:
    """For the gate: whoever the cookie names, if their sign-in is still good."""
    if not current_user.is_authenticated:
        return None
    g.language = current_user.language
    return gate.Person(current_user.kind, current_user.practice_id, current_user.person_id, current_user.roles)


def portal_closed():
    """Without crisis contacts no portal page opens: a page that says so, or None when all is well."""
    settings: Practice | None = g.get("practice")
    if settings is not None and settings.crisis_contacts:
        return None
    return render_template("portal/not_ready.html"), 503


__all__ = ["current_app", "identify", "init_app", "login_user", "logout_user", "portal_closed"]
