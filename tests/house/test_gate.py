"""Deny by default: what anybody may reach is this list; an endpoint that declares nothing keeps the app from starting."""

import pytest

import practice
from practice.access import gate
from tests.house import tree

PUBLIC = {
    "static": "style sheets, scripts, fonts",
    "accounts.sign_in": "the way in",
    "practices.set_up": "behind a one-time token from the console",
    "portal.sign_in": "the way in for clients",
    "portal.invitation": "first step of an invitation: link and code",
    "portal.welcome": "second step of an invitation",
    "portal.append_draft": "adds to one draft by a token that reads nothing",
    "portal.leave": "leaving works even when the sign-in has ended",
    "portal.left": "the empty page before the neutral one",
    "portal.private": "advice that names nobody",
    "portal.offline": "whom to call without a network",
    "portal.empty": "an empty page for leaving without a network",
    "portal.handed": "asks for a handed-over tablet back",
    "portal.worker": "the script that keeps that page",
    "calendar.feed": "a counselor's calendar under a secret address that can be revoked",
}
BARE = 'from flask import Blueprint\n\nbp = Blueprint("bare", __name__)\n\n\n@bp.get("/bare")\ndef page():\n    return ""\n'


@pytest.mark.sqlite
def test_what_anybody_may_reach(app):
    found = {name for name, view in app.view_functions.items() if view.policy.kind == "public"}
    tree.nothing([f"{name} is open to anybody" for name in found - PUBLIC.keys()] + [f"{name} is gone" for name in PUBLIC.keys() - found],
                 "Use @gate.counselor() or @gate.client(); if it must be public, add it here with the reason.")


@pytest.mark.sqlite
def test_every_public_endpoint_says_why(app):
    bare = [name for name, view in app.view_functions.items() if view.policy.kind == "public" and len(view.policy.reason) < 12]
    tree.nothing(bare, "Say in gate.public(...) why nobody needs to be signed in.")


def test_a_route_without_a_policy_keeps_the_app_from_starting(tmp_path, monkeypatch):
    (tmp_path / "bare").mkdir()
    (tmp_path / "bare" / "__init__.py").touch()
    (tmp_path / "bare" / "views.py").write_text(BARE)
    monkeypatch.setattr(practice, "__path__", [*practice.__path__, str(tmp_path)])
    monkeypatch.setattr(practice, "FEATURES", (*practice.FEATURES, "bare"))
    with pytest.raises(gate.Undeclared, match=r"bare\.page"):
        practice.create_app(tmp_path / "data", testing=True)


@pytest.mark.sqlite
def test_nobody_gets_past_the_gate_without_signing_in(app):
    visitor = app.test_client()
    for rule in app.url_map.iter_rules():
        if rule.endpoint in PUBLIC:
            continue
        path = rule.build(dict.fromkeys(rule.arguments, "a" * 32))[1] if rule.arguments else rule.rule
        method = "GET" if "GET" in rule.methods else "POST"
        answer = visitor.open(path, method=method)
        assert answer.status_code in (302, 401), f"{method} {path} answered {answer.status_code}"
        if answer.status_code == 302:
            assert "/sign-in?next=" in answer.location
