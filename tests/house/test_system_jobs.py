"""Work that sees everything is this list, each with its reason; all other work runs in its actor's scope."""

import pytest

from practice import jobs
from tests.house import tree

SYSTEM = {"look_for_reminders", "look_after_flags", "please_open"}
OWN = {"remind", "send_invitation"}


@pytest.mark.sqlite
def test_what_sees_everything(app):
    found = {name for name, kind in jobs.KINDS.items() if kind.reason is not None}
    tree.nothing([f"{name} sees everything" for name in found - SYSTEM] + [f"{name} is gone" for name in SYSTEM - found],
                 "Use @own_job(), which sees what its actor may see; if it must see all, add it here with its reason in the code.")
    assert {name for name, kind in jobs.KINDS.items() if kind.reason is None} == OWN


@pytest.mark.sqlite
def test_each_says_why(app):
    bare = [name for name, kind in jobs.KINDS.items() if kind.reason is not None and len(kind.reason) < 20]
    tree.nothing(bare, 'Say in @system_job("...") why it may see everything, and what it does not touch.')
