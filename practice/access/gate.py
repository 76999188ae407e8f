"""The gate: deny by default. Security-critical: every endpoint declares who may pass, or the app refuses to start."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from flask import Flask, Response, abort, current_app, g, redirect, request, url_for

from practice.access import scope


@dataclass(frozen=True)
class Policy:
    """Who may reach an endpoint: `kind` is counselor, client or public; `roles` narrows counselors; `audit` records views."""

    kind: str
    roles: frozenset[str] = frozenset()
    audit: bool = True
    reason: str = ""


@dataclass(frozen=True)
class Person:
    """Who is signed in, as told by `identify`: what the gate needs to set the scope."""

    kind: str
    practice_id: str
    person_id: str
    roles: frozenset[str] = frozenset()


@dataclass(frozen=True)
class HandedOver:
    """A tablet in a client's hands, as the row of its sign-in tells (never the cookie or the address).

    One homework is open on it while `is_open`, and nothing else until a counselor signs in on it.
    """

    handle: str
    practice_id: str
    client_id: str
    assignment_id: str
    by: str  # the counselor who handed it over
    by_name: str
    began_at: datetime
    is_open: bool

    def reaches(self, endpoint: str | None, values: dict) -> bool:
        if endpoint in ALWAYS_ON_A_TABLET:
            return True
        if endpoint in ONE_HOMEWORK:
            return self.is_open and values.get("assignment_id") == self.assignment_id
        return self.is_open and endpoint == "portal.help_now"


# What a handed-over tablet reaches: its one homework, and what is nobody's. A new endpoint is closed there by itself.
ONE_HOMEWORK = frozenset({
    "portal.homework", "portal.save_draft", "portal.send", "portal.decline", "portal.stop", "portal.both", "portal.merge",
})  # fmt: skip
ALWAYS_ON_A_TABLET = frozenset({
    "static", "portal.handed", "portal.leave", "portal.left", "accounts.sign_in",
    "portal.append_draft",  # adds to one draft by a token that reads nothing
})  # fmt: skip


class Undeclared(RuntimeError):
    """Some endpoints declare no policy; the app does not start."""


def counselor(*roles: str, audit: bool = True):
    """Counselors only; with `roles`, those who have one of them. Supervisors read, the door stops them writing."""
    return _declare(Policy("counselor", frozenset(roles), audit))


def client(*, audit: bool = True):
    """Clients in their portal only."""
    return _declare(Policy("client", audit=audit))


def public(reason: str):
    """Anybody. The list of these is short and tested for equality; say why."""
    return _declare(Policy("public", audit=False, reason=reason))


def _declare(policy: Policy):
    def mark(view):
        view.policy = policy
        return view

    return mark


def init_app(app: Flask, identify: Callable[[], Person | None], portal_closed: Callable[[], Response | None],
             handed_over: Callable[[], HandedOver | None]) -> None:  # fmt: skip
    """Stand in front of every request. `identify` tells who is signed in; `portal_closed` answers instead of portal pages;
    `handed_over` tells whether this browser is a tablet in a client's hands."""
    app.view_functions["static"].policy = Policy("public", audit=False, reason="style sheets, scripts, fonts")

    @app.before_request
    def _stand_guard():
        scope.enter(None)
        return _on_a_tablet(handed_over()) or _check(identify, portal_closed)

    @app.teardown_request
    def _leave(_error):
        scope.enter(None)


def check_declared(app: Flask) -> None:
    """Raises Undeclared naming every endpoint without a policy. Called once, when all blueprints are in."""
    bare = sorted(name for name, view in app.view_functions.items() if not hasattr(view, "policy"))
    if bare:
        raise Undeclared("Declare who may reach: " + ", ".join(bare) + " (use @gate.counselor(), @gate.client() or @gate.public(reason)).")


def _on_a_tablet(tablet: HandedOver | None):
    """Before anything else, public pages and unknown addresses included: what does not belong to the one homework is
    answered by the page that asks for the tablet back."""
    if tablet is None or tablet.reaches(request.endpoint, request.view_args or {}):
        return None
    if request.accept_mimetypes.best == "application/json":
        return {"message": "give the tablet back"}, 401
    if request.endpoint in ONE_HOMEWORK and request.method == "POST":
        return current_app.extensions["keep-typed"](url_for("portal.handed"))  # what was typed is not lost
    return redirect(url_for("portal.handed", done=request.args.get("done")), 303)


def _check(identify, portal_closed):
    if request.endpoint is None:
        return None  # the router's own 404
    policy: Policy = current_app.view_functions[request.endpoint].policy
    if policy.kind == "public":
        return None
    person = identify()
    if person is None or person.kind != policy.kind:
        return _sign_in_first(policy.kind)
    if policy.roles and not policy.roles & person.roles:
        abort(404)
    g.person = person
    if person.kind == "client":
        scope.enter(scope.ClientScope(person.practice_id, person.person_id))
        return portal_closed()
    scope.enter(scope.CounselorScope(person.practice_id, person.person_id, "supervisor" in person.roles))
    return None


def _sign_in_first(kind: str):
    door = "portal.sign_in" if kind == "client" else "accounts.sign_in"
    if request.method in ("GET", "HEAD"):
        return redirect(url_for(door, next=request.full_path.rstrip("?")))
    if request.accept_mimetypes.best == "application/json":
        return {"message": "sign in"}, 401
    return current_app.extensions["keep-typed"](url_for(door))
