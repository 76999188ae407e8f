"""The token of a page becomes good together with the record that the page was seen, or not at all."""

import pytest

from practice.audit import hook
from practice.audit.models import AuditEntry
from practice.homework.models import DraftToken
from tests.homework.given import given, on_protocol
from tests.portal.typing import Open, rows


@pytest.fixture
def hope(cast):
    return given(cast, on_protocol(cast, cast.ash_episode), cast.ash, "hope-question")


def test_one_look_is_one_token_and_one_record(cast, hope):
    ash = cast.browser(cast.ash)
    for looked in (1, 2):
        Open(ash, hope.id)
        assert len(rows(cast, DraftToken)) == looked
        assert [row.what for row in rows(cast, AuditEntry)].count("portal.homework") == looked


def test_what_cannot_be_recorded_is_not_shown_and_has_no_token(cast, hope, monkeypatch):
    ash = cast.browser(cast.ash)
    monkeypatch.setattr(hook, "INSERT", hook.INSERT.replace("audit_entry", "no_such_table"))
    assert ash.get(f"/portal/homework/{hope.id}").status_code == 503
    assert rows(cast, DraftToken) == []


def test_a_token_that_cannot_be_written_leaves_no_page_and_no_record(cast, hope, monkeypatch):
    ash = cast.browser(cast.ash)
    monkeypatch.setattr("practice.homework.actions.tokens.ISSUED", "INSERT INTO no_such_table VALUES (?, ?, ?, ?, ?, ?, ?, ?)")
    assert ash.get(f"/portal/homework/{hope.id}").status_code == 503
    assert "portal.homework" not in [row.what for row in rows(cast, AuditEntry)]
