"""Ties accounts and practices to the gate: who is signed in, with which cookie, and whether the portal may open."""

from flask import Flask, current_app, g, render_template, request, session
from flask.sessions import SecureCookieSessionInterface
from flask_login import LoginManager, current_user, login_user, logout_user
from itsdangerous import BadSignature

from practice.access import gate
from practice.access.door import may_write
from practice.accounts.queries import SignedIn, handed_over, signed_in
from practice.practices.models import Practice
from practice.practices.queries import COLUMNS, settings_of, the_practice

BY_TOKEN = "portal.append_draft"
logins = LoginManager()
logins.session_protection = None  # the user-agent check breaks people and stops little (security.md section 5)


class TwoCookies(SecureCookieSessionInterface):
    """Counselors and clients have cookies of their own, so that neither is ever taken for the other."""

    def get_cookie_name(self, app: Flask) -> str:
        return self.portal_cookie(app) if _in_portal() else _named(app, "attune")

    def portal_cookie(self, app: Flask) -> str:
        """The clients' cookie, asked for at any address: a tablet that was handed over is one everywhere."""
        return _named(app, "attune_portal")

    def opened(self, app: Flask, cookie: str) -> dict:
        """What a cookie of ours holds; {} for anything else."""
        try:
            return self.get_signing_serializer(app).loads(cookie, max_age=int(app.permanent_session_lifetime.total_seconds()))
        except BadSignature:
            return {}

    def sealed(self, app: Flask, held: dict) -> str:
        """A cookie's value that holds this."""
        return self.get_signing_serializer(app).dumps(held)

    def get_cookie_samesite(self, app: Flask) -> str:
        return "Lax" if _in_portal() else "Strict"

    def get_cookie_path(self, app: Flask) -> str:
        return "/"


def _named(app: Flask, name: str) -> str:
    return f"__Host-{name}" if app.config["SECURE"] else name


def _in_portal() -> bool:
    return request.path == "/portal" or request.path.startswith("/portal/")


def init_app(app: Flask) -> None:
    app.session_interface = TwoCookies()
    logins.init_app(app)
    app.before_request_funcs.setdefault(None, []).insert(0, _open_settings)
    app.context_processor(lambda: {"practice_settings": g.get("practice")})
    app.jinja_env.globals.update(handed_over=handed, may_write=may_write)


def _open_settings() -> None:
    """The practice's settings for this request: zone, crisis contacts, where "Leave quickly" goes.

    Every page needs them and who is signed in, so one statement looks both up.
    """
    g.handed = None
    if request.endpoint == "static":
        return
    # A page that only holds a token shows who typed, not who is here: its saves never make a sign-in last longer.
    handle, g.found = None if request.endpoint == BY_TOKEN else session.get("_user_id"), None
    if handle is not None:
        person, settings = signed_in(handle, _kind(), beside=COLUMNS, counts=_somebody_is_here())
        g.found = (handle, person)
    g.practice = settings_of(settings) if handle is not None and settings else the_practice()
    g.handed = _handed(handle, g.found and g.found[1])


def _somebody_is_here() -> bool:
    """Whether this request shows that a client is at the device: pages they go to, whatever they send, and the one sign
    of life a page gives (HEAD). What a script of the portal fetches by itself does not keep the sign-in open."""
    fetched = request.headers.get("Sec-Fetch-Mode", "navigate") != "navigate"
    return not (_in_portal() and request.method == "GET" and fetched)


def _handed(handle: str | None, person: SignedIn | None) -> gate.HandedOver | None:
    """Whether this browser is a tablet in a client's hands. Asked of the server's row at every address; a client who
    is signed in otherwise costs no second statement."""
    if _in_portal():
        return handed_over(handle) if handle and (person is None or person.only_assignment_id) else None
    app = current_app._get_current_object()
    cookie = request.cookies.get(app.session_interface.portal_cookie(app))
    held = app.session_interface.opened(app, cookie).get("_user_id") if cookie else None
    return handed_over(held) if isinstance(held, str) else None


def _kind() -> str:
    return "client" if _in_portal() else "counselor"


@logins.user_loader
def _load(handle: str) -> SignedIn | None:
    looked_up, person = g.get("found") or (None, None)
    return person if looked_up == handle else signed_in(handle, _kind())[0]


def identify() -> gate.Person | None:
    """For the gate: whoever the cookie names, if their sign-in is still good."""
    found = current_user._get_current_object()  # once: each look through the proxy costs, and every request asks
    if not found.is_authenticated:
        return None
    g.language = found.language
    return gate.Person(found.kind, found.practice_id, found.person_id, found.roles)


def handed() -> gate.HandedOver | None:
    """For the gate: the tablet this browser is, if a counselor handed it over."""
    return g.get("handed")


def portal_closed():
    """Without crisis contacts no portal page opens: a page that says so, or None when all is well."""
    settings: Practice | None = g.get("practice")
    if settings is not None and settings.crisis_contacts:
        return None
    return render_template("portal/not_ready.html"), 503


__all__ = ["current_app", "handed", "identify", "init_app", "login_user", "logout_user", "portal_closed"]
