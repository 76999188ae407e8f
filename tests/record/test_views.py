"""The client page and the list of people."""

import pytest
from flask import current_app

from practice.db import db
from practice.episodes.actions import enter_phase
from practice.episodes.queries import current_course
from practice.protocols.library import load_library
from practice.record.queries import page as client_page
from tests.homework.given import on_protocol, today
from tests.reports.life import HOPE, live


def test_a_couple_on_a_protocol_has_a_page_together_and_apart(cast):
    course = on_protocol(cast, cast.couple)
    assert cast.browser(cast.alma).get(f"/episodes/{cast.couple.id}").status_code == 200
    third = load_library()["narrative-attachment"].phases[2]
    with cast.acting(cast.alma):
        enter_phase(current_course(cast.couple.id).course, third.id, on=today(), by=cast.alma.id, client_id=cast.robin.id)
        db.session.commit()
    page = cast.browser(cast.alma).get(f"/episodes/{cast.couple.id}")
    assert page.status_code == 200 and third.title in page.text and course.id


@pytest.mark.parametrize("asked", ["q=%00", "q=a%00b", "after=%00", "q=%ED%A0%80", "q=%25_%5C", "after=" + "x" * 5_000])
def test_odd_names_find_nobody_and_break_nothing(cast, asked):
    assert cast.browser(cast.alma).get(f"/clients?{asked}").status_code == 200


@pytest.mark.parametrize("before", ["0001-01-01T00:00:00%2B14:00", "9999-12-31T23:59:59-14:00", "yesterday", "%00", "9" * 40])
def test_an_odd_moment_in_the_address_of_notes_is_not_found(cast, before):
    assert cast.browser(cast.alma).get(f"/episodes/{cast.couple.id}/notes?before={before}").status_code == 404


def test_no_words_of_a_client_are_kept_in_memory(cast, monkeypatch):
    """Kept are the pieces of pages and the geometry of charts: everything either is told or makes is looked at."""
    live(cast)
    told, compose = [], client_page._drawn.__wrapped__

    def drawn(macro, _around, given):
        told.append((given, made := macro(*given)))
        return made

    monkeypatch.setitem(current_app.extensions, "pieces", drawn)
    monkeypatch.setattr(client_page, "_drawn", lambda *given: told.append((given, made := compose(*given))) or made)
    page = cast.browser(cast.alma).get(f"/episodes/{cast.ash_episode.id}").text
    words = (HOPE["ash"], "ash floor", "ash sky", "ash today", "ash walks to the river", "Ash cooked")
    assert all(said in page for said in words) and len(told) > 8
    assert [said for said in words if said in repr(told)] == []
