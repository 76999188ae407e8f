"""The gate: deny by default. Security-critical: every endpoint declares who may pass, or the app refuses to start."""

from collections.abc import Callable
from dataclasses import dataclass

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


def init_app(app: Flask, identify: Callable[[], Person | None], portal_closed: Callable[[], Response | None]) -> None:
    """Stand in front of every request. `identify` tells who is signed in; `portal_closed` answers instead of portal pages."""
    app.view_functions["static"].policy = Policy("public", audit=False, reason="style sheets, scripts, fonts")

    @app.before_request
    def _stand_guard():
        return _check(identify, portal_closed)

    @app.teardown_request
    def _leave(_error):
        scope.enter(None)


def check_declared(app: Flask) -> None:
    """Raises Undeclared naming every endpoint without a policy. Called once, when all blueprints are in."""
    bare = sorted(name for name, view in app.view_functions.items() if not hasattr(view, "policy"))
    if bare:
        raise Undeclared("Declare who may reach: " + ", ".join(bare) + " (use @gate.counselor(), @gate.client() or @gate.public(reason)).")


def _check(identify, portal_closed):
    scope.enter(None)
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
