"""What every page shares: what is sent back to a page, where posts come from, and what fails only at the end."""

import logging

import pytest
from flask import has_request_context
from sqlalchemy import text

from practice.db import db

SECRET = "a secret of four words"


@pytest.mark.csrf
@pytest.mark.sqlite
def test_no_passphrase_is_ever_sent_back_to_a_page(cast):
    typed = {"old": SECRET, "passphrase": SECRET, "again": SECRET, "words": "Everything else comes back"}
    for address in ("/profile/passphrase", "/portal/welcome"):
        page = cast.app.test_client().post(address, data=typed)
        assert page.status_code == 401 and SECRET not in page.text and typed["words"] in page.text


@pytest.mark.csrf
@pytest.mark.sqlite
@pytest.mark.parametrize("sent", [{"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://elsewhere.example"}])
def test_words_of_another_site_never_stand_on_a_page_of_ours(cast, sent):
    page = cast.app.test_client().post("/portal/help/tell", data={"words": "Sent by somebody else, to be sent again"}, headers=sent)
    assert page.status_code == 400 and "somebody else" not in page.text and "Set-Cookie" not in page.headers


@pytest.mark.sqlite
def test_what_fails_only_at_the_commit_is_said_without_words_in_the_log(cast, caplog, monkeypatch):
    """A constraint that is checked at the end of the transaction breaks after the page was made."""
    really = db.session.commit

    def broken():
        if has_request_context():
            nothing = {"a": b"1", "b": SECRET, "c": None}
            db.session.execute(text("INSERT INTO sign_in_attempt (id, key, at) VALUES (:a, :b, :c)"), nothing)
        really()

    browser = cast.browser(cast.alma)
    monkeypatch.setattr(db.session, "commit", broken)
    cast.app.testing = False
    with caplog.at_level(logging.DEBUG):
        page = browser.post("/profile/language", data={"language": "en"})
    assert page.status_code == 500 and "was noted as" in page.text
    assert "incident" in caplog.text and SECRET not in caplog.text + page.text
