"""Every page a client can see, the ones that say "this did not work" included: a way out that needs no JavaScript, and
nothing in its title or icon that says what kind of place it is."""

import re

import pytest

from practice.accounts.models import SignIn
from practice.db import db
from practice.practices.models import Practice
from tests.homework.given import given, on_protocol

WAY_OUT = re.compile(r'<form method="post" action="/portal/leave" data-leave="[^"]*">\s*<button[^>]* type="submit">')
PASSING = {"/portal/left", "/portal/empty", "/portal/offline", "/portal/worker.js"}  # on the way out, or without any network


def looks_alright(page, where: str) -> None:
    text = page.get_data(as_text=True)
    assert len(WAY_OUT.findall(text)) == 1, f"{where}: leave the page through layouts/_leave.html"
    assert "<title>Notes</title>" in text, where
    assert re.findall(r'<link rel="icon" href="/static/icon\.svg\?', text), where
    assert page.headers["Cache-Control"] == "no-store", where


def links(page) -> set[str]:
    found = re.findall(r'href="(/portal/[^"#]*)', page.get_data(as_text=True))
    return {address.replace("&amp;", "&").split("?")[0] for address in found} - PASSING


@pytest.fixture
def robin(cast):
    course = on_protocol(cast, cast.couple)
    given(cast, course, cast.robin, "exception-log", frequency="daily")
    given(cast, course, cast.robin, "coping-list", confirmed=True)
    return cast.browser(cast.robin)


def test_every_page_one_can_walk_to(cast, robin):
    seen, waiting = set(), {"/portal/"}
    while waiting:
        address = waiting.pop()
        seen.add(address)
        page = robin.get(address)
        if page.status_code == 200 and page.mimetype == "text/html":
            looks_alright(page, address)
            waiting |= links(page) - seen
    assert len(seen) >= 7, seen


@pytest.mark.sqlite
def test_every_page_of_nobody_in_particular(app, cast):
    visitor = app.test_client()
    for rule in app.url_map.iter_rules():
        public = app.view_functions[rule.endpoint].policy.kind == "public"
        if rule.rule.startswith("/portal/") and public and "GET" in rule.methods and rule.rule not in PASSING:
            page = visitor.get(rule.build({"token": "x" * 43})[1] if rule.arguments else rule.rule)
            if page.status_code != 303:
                looks_alright(page, rule.endpoint)


@pytest.mark.sqlite
def test_what_did_not_work(app, cast, robin, monkeypatch):
    visitor = app.test_client()
    looks_alright(visitor.get("/portal/nothing"), "nobody's 404")
    looks_alright(robin.get("/portal/nothing"), "404")
    looks_alright(robin.get(f"/portal/pages/{'0' * 32}"), "a record that is not there")
    looks_alright(robin.get("/portal/sign-out"), "405")
    looks_alright(visitor.post("/portal/help/tell", data={"words": "Typed while the sign-in ended."}), "words come back")
    looks_alright(visitor.post("/portal/sign-in", data={"login": "robin", "passphrase": "no"}), "a wrong passphrase")
    app.testing = False
    monkeypatch.setattr("practice.portal.views.mine.pages_of", lambda *_a, **_n: 1 / 0)
    page = robin.get("/portal/pages")
    assert page.status_code == 500
    looks_alright(page, "500")


@pytest.mark.sqlite
def test_without_numbers_to_call(cast):
    robin = cast.browser(cast.robin)
    db.session.get(Practice, cast.practice.id).crisis_contacts = []
    db.session.commit()
    page = robin.get("/portal/")
    assert page.status_code == 503
    looks_alright(page, "not open yet")


def test_the_form_alone_is_enough(cast, robin):
    """As a browser without JavaScript sends it: no token, no field."""
    out = robin.post("/portal/leave", data={})
    assert (out.status_code, out.location) == (303, "/portal/left")
    assert out.headers["Clear-Site-Data"] == '"cache", "storage"' and out.headers["Cache-Control"] == "no-store"
    assert robin.get("/portal/").status_code == 302
    db.session.expire_all()
    assert all(row.ended_at for row in db.session.query(SignIn).filter_by(person_id=cast.robin.id))


@pytest.mark.sqlite
def test_keeping_this_private_says_what_leaving_does_not_hide(app, cast):
    text = app.test_client().get("/portal/private").text
    for said in ("history", "Other tabs", "downloaded", "took a picture", "E-mails", "Wi-Fi", "other devices of that account"):
        assert said in text, said
