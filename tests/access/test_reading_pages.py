"""What a supervisor is shown can be opened: every link of every page they reach, and no form that would be refused."""

import re
from datetime import timedelta
from html import unescape
from urllib.parse import urldefrag, urljoin, urlsplit

import pytest
from sqlalchemy import event

from practice import clock
from practice.access.door import may_write
from practice.access.models import CaseloadAssignment
from practice.access.scope import everything
from practice.clients.actions import check_referral, record_referral
from practice.db import db
from practice.episodes.actions import pause, plan_session, resume, take_on_client
from practice.notes.actions import save_note, write_contact
from practice.ratings.actions import make_ladder
from practice.safety.actions import raise_flag, record_screening
from tests.reports.life import live

# What a supervisor may send: their own account, calendar and ways of writing, somebody new of their own, looking up a
# paper sheet.
THEIR_OWN = {"accounts.sign_out", "episodes.begin_care", "homework.typed_in", "workspace.add_snippet", "workspace.own_format"}
HREF = re.compile(r'\s(?:href|src)="([^"]*)"')
FORM = re.compile(r"<form\b[^>]*>")
PRESS = re.compile(r'\sformaction="([^"]*)"')
# Printing takes long, and a calendar has a next week for ever: one of each kind is asked for.
ONCE = re.compile(r"(pdf|paper|card)$|print|^calendar\.")


@pytest.fixture
def lived(cast):
    """Alma's couple and client with something of every kind in their records, unfinished things too."""
    live(cast)
    by, now = cast.alma.id, clock.now()
    with cast.acting(cast.alma):
        for episode, client in ((cast.couple, cast.robin), (cast.ash_episode, cast.ash)):
            raise_flag(episode.id, client.id, kind="other", urgency="review", by=by)
            record_screening(episode.id, client.id, done_on=now.date(), outcome="clear", by=by)
            write_contact(episode.id, client.id, kind="call", happened_on=now.date(), with_whom="", line="Called", by=by, sign=False)
            make_ladder(episode.id, client.id, title="Nothing yet", words={"low": "a", "high": "b"}, by=by)
            check_referral(episode.id, client.id, reasons=["mood"], on=now.date(), by=by)
            record_referral(episode.id, client.id, by=by, reason="Sleep", options=["One", "Two"], consent_to_share=False,
                            sent_on=None, outcome=None, follow_up_on=None)  # fmt: skip
            begun = plan_session(episode.id, None, starts_at=now - timedelta(hours=2), by=by)
            plan_session(episode.id, client.id, starts_at=now - timedelta(hours=1), by=by)
            db.session.flush()
            save_note(begun, body={"talked_about": "half a sentence"}, safety={}, questions=[], version=0, by=by)
        resume(pause(cast.ash_episode, since=now.date() - timedelta(days=6), by=by), until=now.date() - timedelta(days=4), by=by)
        pause(cast.couple, since=now.date() - timedelta(days=1), by=by)
        db.session.commit()
    return cast


def shown(page, at: str) -> tuple[set[str], set[tuple[str, str]]]:
    """The addresses of this site a page links to, and (method, address) of its forms."""
    links = {urljoin(at, unescape(link)) for link in HREF.findall(page.text)}
    forms = set()
    for form in FORM.findall(page.text):
        told = dict(re.findall(r'\b(method|action)="([^"]*)"', form))
        forms.add((told.get("method", "get").upper(), urljoin(at, unescape(told.get("action", at)))))
    forms |= {("POST", urljoin(at, unescape(target))) for target in PRESS.findall(page.text)}
    ours = {urldefrag(link)[0] for link in links if link.startswith("/") and not link.startswith(("/static/", "//"))}
    return ours | {target for method, target in forms if method == "GET"}, {form for form in forms if form[0] == "POST"}


def walk(app, browser, start: str):
    """(address, the pages it is shown on, status) of every link and (address, endpoint) of every form, from `start`."""
    adapter, printed, asked = app.url_map.bind("localhost"), set(), {}
    waiting, forms = [(start, "the start")], {}
    while waiting:
        address, seen_on = waiting.pop()
        endpoint = adapter.match(urlsplit(address).path, "GET")[0]
        if address in asked or (ONCE.search(endpoint) and endpoint in printed):
            continue
        printed |= {endpoint} if ONCE.search(endpoint) else set()
        page = browser.get(address)
        asked[address] = (page.status_code, seen_on)
        if page.status_code in (302, 303):
            waiting.append((urldefrag(page.location)[0], address))
        elif page.mimetype == "text/html":
            links, posts = shown(page, address)
            waiting += [(link, address) for link in links]
            forms |= {target: (adapter.match(urlsplit(target).path, "POST")[0], address) for _method, target in posts}
    return asked, forms


@pytest.mark.slow  # every address there is; the gate in front of them is the same on both databases
def test_a_supervisor_is_shown_nothing_that_answers_404(app, lived):
    asked, forms = walk(app, lived.browser(lived.sam), "/")
    assert f"/episodes/{lived.couple.id}" in asked and len(asked) > 40
    assert {address: told for address, told in asked.items() if told[0] not in (200, 302, 303)} == {}
    refused = {told for told in forms.values() if told[0] not in THEIR_OWN and not told[0].startswith(("accounts.", "calendar."))}
    assert refused == set()


@pytest.mark.slow  # every address there is; the gate in front of them is the same on both databases
def test_whoever_leads_is_shown_what_can_be_done(app, lived):
    _asked, forms = walk(app, lived.browser(lived.alma), f"/episodes/{lived.couple.id}/phases")
    assert {"clients.invite", "safety.acknowledge", "notes.sign_contact", "workspace.write", "ratings.rate"} <= {
        endpoint for endpoint, _seen_on in forms.values()}  # fmt: skip


FORMS_ALONE = ("begin", "pause", "discharge", "sessions/new", "contacts/new", "flags/new", "ladders/new", "homework/new", "report")


@pytest.mark.parametrize("place", FORMS_ALONE)
def test_a_page_that_only_writes_is_not_there_for_a_supervisor(cast, place):
    address = f"/episodes/{cast.couple.id}/{place}"
    assert cast.browser(cast.alma).get(address).status_code == 200
    assert cast.browser(cast.sam).get(address).status_code == 404


def test_nor_is_a_clients_sheet(cast):
    assert cast.browser(cast.alma).get(f"/clients/{cast.ash.id}/edit").status_code == 200
    assert cast.browser(cast.sam).get(f"/clients/{cast.ash.id}/edit").status_code == 404


def test_a_supervisor_who_counsels_too_reads_there_and_writes_here(cast):
    with cast.acting(cast.sam):
        mine, _client = take_on_client(by=cast.sam.id, on=clock.now().date(), person={"display_name": "Noa Hill"})
        db.session.commit()
    sam = cast.browser(cast.sam)
    read, written = sam.get(f"/episodes/{cast.couple.id}").text, sam.get(f"/episodes/{mine.id}").text
    assert "You read this as supervisor." in read and "Send homework" not in read and "/sessions/new" not in read
    assert "You read this as supervisor." not in written and "Send homework" in written and "/sessions/new" in written
    today = sam.get("/").text
    assert f"/episodes/{mine.id}/sessions/new" in today and f"/episodes/{cast.couple.id}/sessions/new" not in today


def test_what_is_drawn_for_one_who_leads_is_not_kept_for_one_who_reads(cast):
    alma, sam = cast.browser(cast.alma), cast.browser(cast.sam)
    for _again in range(2):
        assert "/discharge" in alma.get(f"/episodes/{cast.couple.id}").text
        assert "/discharge" not in sam.get(f"/episodes/{cast.couple.id}").text


def test_cover_may_write_while_it_lasts(cast):
    def asked(who, episode):
        with cast.acting(who):
            return may_write(episode.id)

    assert asked(cast.alma, cast.couple) and asked(cast.bo, cast.ash_episode) and not asked(cast.sam, cast.couple)
    with everything("Sam steps in for a day", cast.practice.id):
        db.session.add(CaseloadAssignment(
            practice_id=cast.practice.id, episode_id=cast.couple.id, counselor_id=cast.sam.id, kind="cover",
            starts_at=clock.now() - timedelta(hours=1), ends_at=clock.now() + timedelta(hours=1)))  # fmt: skip
        db.session.commit()
    assert asked(cast.sam, cast.couple) and not asked(cast.sam, cast.ash_episode)


@pytest.mark.parametrize(("name", "most"), [("alma", 0), ("sam", 1)])
def test_asking_costs_nothing_for_who_supervises_nobody_and_one_query_else(cast, name, most):
    db.session.commit()
    statements = []
    event.listen(db.engine, "before_cursor_execute", record := lambda *told: statements.append(told[2]))
    try:
        with cast.acting(getattr(cast, name)):
            for episode in (cast.couple, cast.ash_episode, cast.couple):
                may_write(episode.id)
    finally:
        event.remove(db.engine, "before_cursor_execute", record)
    assert len([sql for sql in statements if "caseload_assignment" in sql]) == most
