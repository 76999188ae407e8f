"""A page asks as often for two hundred clients, or five hundred sessions, as for one."""

import pytest

from practice.access.scope import everything
from practice.bench.calling import caller, cookies_of
from practice.bench.counting import counted
from practice.bench.made import Sizes, fill
from practice.db import db
from practice.episodes.models import EpisodeState
from practice.episodes.state import recompute
from practice.practices.queries import the_practice

SIZES = Sizes(caseloads=(200, 20, 1), ratings=3, episodes=(60, 5))
COMPARED = ("shown_as", "protocol_key", "phase_title", "phase_number", "day_one", "paused_since", "next_session_at", "ended_on")


@pytest.fixture
def made(app):
    return fill(app, SIZES)


def asked(app, path: str, handle: str) -> list[str]:
    """The statements of a page, in a context of its own as in a server."""
    with app.app_context():
        page = caller(app, path, cookies=cookies_of(app, handle))
    with app.app_context():
        assert page().status == 200  # what is read once per process has been read
    with app.app_context(), counted(app) as found:
        page()
    assert len(found.raw) == 2  # who is signed in, with the settings; the audit
    return found.page


def test_today_asks_four_times_whatever_the_caseload(app, made):
    counts = {size: len(asked(app, "/", handle)) for size, handle in made.handles.items()}
    assert counts == {200: 4, 20: 4, 1: 4}


def test_the_client_page_asks_as_often_for_many_sessions(app, made):
    long, short = (asked(app, f"/episodes/{episode}", handle) for handle, episode in made.episodes.values())
    assert len(long) == len(short) <= 16


def test_made_rows_are_as_the_verbs_write_them(app, made):
    with app.app_context(), everything("a look at what was made", the_practice().id):
        rows = db.session.query(EpisodeState).limit(12).all()
        for row in rows:
            told = recompute(row.episode_id, row.client_id)
            assert {name: getattr(row, name) for name in COMPARED} == {name: told[name] for name in COMPARED}
