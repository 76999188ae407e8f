"""Being reached from elsewhere: which names it answers to, whom it believes about addresses, what it says over https."""

import re
import shutil

import pytest
from sqlalchemy import func, select

from practice import config, create_app
from practice.accounts.models import Invitation, SignInAttempt
from practice.db import db
from tests.entrances import PASSPHRASE, Browser, settle
from tests.people import Browser as Client
from tests.people import bring_in


@pytest.fixture
def served(engine, migrated, tmp_path, monkeypatch, request):
    """`served(ATTUNE_...=...)`: an app with these settings, on a fresh database."""
    made = []

    def start(**settings):
        for name, value in settings.items():
            monkeypatch.setenv(name, value)
        if engine == "sqlite":
            shutil.copytree(migrated / "data", tmp_path / "data")
            shutil.copy(migrated / "data.key", tmp_path / "data.key")
        url = None if engine == "sqlite" else request.getfixturevalue("pg_database")
        app = create_app(tmp_path / "data", testing=True, database_url=url)
        app.test_client_class, app.config["WTF_CSRF_ENABLED"] = Client, False
        made.append(app.app_context())
        made[0].push()
        return app

    yield start
    from tests.conftest import _empty

    db.session.rollback()
    if engine == "postgresql":
        _empty()
    db.engine.dispose()
    made[0].pop()


@pytest.mark.sqlite
@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "notes.example.evil", "xnotes.example"])
def test_a_foreign_name_is_answered_with_400_everywhere(served, host):
    app = served(ATTUNE_BASE_URL="https://notes.example")
    settle(app)
    for path in ("/", "/sign-in", "/portal/sign-in", "/static/icon.svg", "/nothing"):
        answer = app.test_client().get(path, headers={"Host": host})
        assert answer.status_code == 400 and host not in answer.text, path
    assert app.test_client().get("/sign-in", headers={"Host": "notes.example"}).status_code == 200


@pytest.mark.sqlite
def test_more_names_can_be_trusted(served):
    app = served(ATTUNE_BASE_URL="https://notes.example", ATTUNE_TRUSTED_HOSTS="Old.example, also.example,")
    settle(app)
    for host, code in (("old.example", 200), ("also.example:8443", 200), ("localhost:8000", 200), ("more.example", 400)):
        assert app.test_client().get("/sign-in", headers={"Host": host}).status_code == code, host


def knock(app, forwarded: str, login="alma", passphrase="wrong wrong wrong"):
    return app.test_client().post("/sign-in", data={"login": login, "passphrase": passphrase},
                                  headers={"X-Forwarded-For": forwarded}).status_code  # fmt: skip


def test_without_a_proxy_nobody_escapes_the_limits_by_naming_other_addresses(served):
    app = served()
    bring_in(app)
    codes = [knock(app, f"192.0.2.{n}") for n in range(7)]
    assert codes[:5] == [422] * 5 and codes[5:] == [429] * 2, codes
    assert knock(app, "192.0.2.99", passphrase=PASSPHRASE) == 429
    assert db.session.scalar(select(func.count(func.distinct(SignInAttempt.key)))) == 2, "one account, one network"


def test_with_one_proxy_each_address_has_its_own_limits_and_only_the_proxys_word_counts(served):
    app = served(ATTUNE_PROXIES="1")
    bring_in(app)
    for n in range(6):  # what the browser itself put there stands before what the proxy added
        code = knock(app, f"198.51.100.{n}, 192.0.2.7")
    assert code == 429, "it is one browser, whatever it claims"
    assert knock(app, "192.0.2.8", passphrase=PASSPHRASE) == 303, "and somebody else is not locked out by it"


@pytest.mark.sqlite
@pytest.mark.parametrize("said", ["many", "-1", "1.5", "10", "²"])
def test_a_count_of_proxies_is_a_small_number(monkeypatch, said):
    monkeypatch.setenv("ATTUNE_PROXIES", said)
    with pytest.raises(config.SettingProblem, match="ATTUNE_PROXIES"):
        config.proxies()


@pytest.mark.sqlite
def test_over_https_cookies_are_bound_to_the_host_and_the_browser_keeps_to_https(served):
    app = served(ATTUNE_BASE_URL="https://notes.example", ATTUNE_PROXIES="1")
    settle(app)
    for path, cookie in (("/sign-in", "__Host-attune="), ("/portal/sign-in", "__Host-attune_portal=")):
        answer = app.test_client().get(path, headers={"Host": "notes.example", "X-Forwarded-Proto": "https"})
        assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"
        [kept] = answer.headers.getlist("Set-Cookie")
        assert kept.startswith(cookie) and {"Secure", "HttpOnly", "Path=/"} <= set(kept.split("; "))


@pytest.mark.csrf
def test_nobody_is_invited_in_the_clear_and_nothing_is_lost(served):
    app = served(ATTUNE_BASE_URL="http://notes.example")
    place = settle(app)
    before = place.invite()
    alma = place.browser("alma")
    with app.app_context():
        from practice.access.scope import CounselorScope, acting_as
        from practice.clock import now
        from practice.episodes.actions import take_on_client

        with acting_as(CounselorScope(place.practice, place.alma)):
            client = take_on_client(by=place.alma, on=now().date(), person={"display_name": "Ash"})[1].id
            db.session.commit()
    alma.get(f"/clients/{client}/edit")
    page = alma.post(f"/clients/{client}/invite")
    text = page.get_data(as_text=True)
    assert page.status_code == 422 and "Invitations open once Attune has an https address of its own" in text
    assert "/portal/invitation/" not in text
    assert [row.voided_at for row in place.rows(Invitation)] == [None], "the earlier one still works"
    other = Browser(app)
    other.get(f"/portal/invitation/{before[0]}")
    app.config["BASE_URL"] = "https://notes.example"
    alma.get(f"/clients/{client}/edit")
    text = alma.post(f"/clients/{client}/invite").get_data(as_text=True)
    assert re.search(r'value="https://notes\.example/portal/invitation/[\w-]{43}"', text), "by the base URL, whatever was asked"
