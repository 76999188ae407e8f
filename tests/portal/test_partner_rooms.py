"""Opening answers together and stopping what both do, as the two of them meet it on their pages."""

import re

import pytest
from sqlalchemy import select

from practice import clock
from practice.access.scope import everything
from practice.clients.actions import record_consent
from practice.db import db
from practice.episodes.actions import discharge
from practice.homework.actions import NotOpened, read_entry
from practice.homework.actions.agreeing import assign
from practice.homework.actions.ending import withdraw
from practice.homework.models import Entry, HomeworkAssignment, JointStop, Reveal, RevealSay, SharedEntry
from practice.homework.queries.gate import STOPPED, reasons_against
from practice.protocols.library import load_library
from practice.ratings.actions import make_ladder
from practice.safety.actions import close_item, open_item, record_screening
from practice.safety.queries import openings_of
from tests.homework.given import given, on_protocol, today
from tests.portal.kims_world import joint_exercise, looks, open_joint
from tests.portal.test_pages import fields, rows, send

MORNING = "Tea is made before I ask"


@pytest.fixture
def course(cast):
    return on_protocol(cast, cast.couple)


@pytest.fixture
def joint(cast, course):
    open_joint(cast, joint_exercise())
    return given(cast, course, None, joint_exercise(), scribe_id=cast.robin.id)


def both_wrote(cast, course) -> list[str]:
    """Ids of Robin's and Kim's miracle day, sent on their own pages and read by Alma, who asked each of them alone."""
    for client in (cast.robin, cast.kim):
        row = given(cast, course, client, "miracle-question", confirmed=True)
        sent = send(cast.browser(client), row, q_first_sign=f"{MORNING}, {client.display_name}", q_i_do="I hum")
        assert sent.status_code == 303
    with cast.acting(cast.alma):
        for client in (cast.robin, cast.kim):
            record_screening(cast.couple.id, client.id, done_on=today(), outcome="clear", by=cast.alma.id)
        entries = db.session.scalars(select(Entry).order_by(Entry.sent_at)).all()
        for entry in entries:
            read_entry(entry, by=cast.alma.id)
        db.session.commit()
        return [entry.id for entry in entries]


def text(page) -> str:
    return page.get_data(as_text=True)


def say_of(cast, client) -> str:
    return next(row.id for row in rows(cast, RevealSay) if row.client_id == client.id)


def test_from_asking_to_the_room_they_share(cast, course):
    entries, alma = both_wrote(cast, course), cast.browser(cast.alma)
    address = f"/episodes/{cast.couple.id}/reveal"
    assert "Ask Robin Vale, for the session" in text(alma.get(address))
    for entry in entries:
        assert alma.post(address, data={"entry": entry, "place": "session"}).status_code == 303
    reveal = rows(cast, Reveal)[0].id
    for client, held in ((cast.robin, ["i_do"]), (cast.kim, [])):
        browser = cast.browser(client)
        page = f"/portal/reveal/{say_of(cast, client)}"
        assert page in text(browser.get("/portal/")) and "I hum" in text(browser.get(page))
        assert alma.post(f"/reveals/{reveal}/open").status_code == 422
        looked = browser.post(page, data={"do": "look", "keep": held})
        assert looked.status_code == 200 and ("I hum" in text(looked)) == (not held) and MORNING in text(looked)
        assert browser.post(page, data={"do": "yes", "keep": held}).status_code == 303
        assert "You said yes." in text(browser.get(page))
    assert alma.post(f"/reveals/{reveal}/open").status_code == 303
    for browser, path in ((cast.browser(cast.kim), "/portal/shared"), (cast.browser(cast.robin), "/portal/shared"),
                          (alma, f"/episodes/{cast.couple.id}?view=room"), (alma, address)):  # fmt: skip
        page = text(browser.get(path))
        assert f"{MORNING}, Robin Vale" in page and f"{MORNING}, Kim Vale" in page and page.count("I hum") == 1


def test_a_yes_counts_for_what_was_on_the_screen(cast, course):
    entries = both_wrote(cast, course)
    cast.browser(cast.alma).post(f"/episodes/{cast.couple.id}/reveal", data={"entry": entries[0]})
    robin, page = cast.browser(cast.robin), f"/portal/reveal/{say_of(cast, cast.robin)}"
    robin.post(page, data={"do": "look", "keep": ["i_do"]})
    old_tab = robin.post(page, data={"do": "yes"})
    assert old_tab.status_code == 200 and "word for word" in text(old_tab) and "I hum" not in text(old_tab)
    assert rows(cast, RevealSay)[0].answer is None
    everything_kept = robin.post(page, data={"do": "look", "keep": ["i_do", "first_sign"]})
    assert "all of it stays with you" in text(everything_kept) and 'value="yes"' not in text(everything_kept)
    assert robin.post(page, data={"do": "made-up"}).status_code == 400


def test_what_is_not_opened_is_said_in_the_same_words_to_both(cast, course):
    entries, alma = both_wrote(cast, course), cast.browser(cast.alma)
    for entry in entries:
        alma.post(f"/episodes/{cast.couple.id}/reveal", data={"entry": entry})
    pages = {client.id: f"/portal/reveal/{say_of(cast, client)}" for client in (cast.robin, cast.kim)}
    kim, robin = cast.browser(cast.kim), cast.browser(cast.robin)
    kim.get(pages[cast.kim.id])
    before = looks(kim, pages[cast.kim.id])
    assert robin.post(pages[cast.robin.id], data={"do": "no"}).status_code == 303
    assert looks(kim, pages[cast.kim.id]) == before
    assert "Not this time" in text(alma.get(f"/episodes/{cast.couple.id}/reveal"))
    assert alma.post(f"/reveals/{rows(cast, Reveal)[0].id}", data={"do": "off"}).status_code == 303
    for browser, client in ((robin, cast.robin), (kim, cast.kim)):
        assert "This is not opened together for now." in text(browser.get(pages[client.id]))
        assert pages[client.id] not in text(browser.get("/portal/"))


def test_at_home_needs_the_counselors_own_yes(cast, course):
    entries, alma = both_wrote(cast, course), cast.browser(cast.alma)
    for entry in entries:
        alma.post(f"/episodes/{cast.couple.id}/reveal", data={"entry": entry, "place": "home"})
    reveal = rows(cast, Reveal)[0].id
    for client in (cast.robin, cast.kim):
        browser, page = cast.browser(client), f"/portal/reveal/{say_of(cast, client)}"
        assert "to be read at home" in text(browser.get(page))
        browser.post(page, data={"do": "look"})
        browser.post(page, data={"do": "yes"})
    closed = alma.post(f"/reveals/{reveal}/open")
    assert closed.status_code == 422 and "your own yes is needed too" in text(closed)
    alma.post(f"/reveals/{reveal}", data={"do": "home"})
    assert alma.post(f"/reveals/{reveal}/open").status_code == 303
    robin = cast.browser(cast.robin)
    assert robin.post(f"/portal/reveal/{say_of(cast, cast.robin)}", data={"do": "back"}).status_code == 303
    for client in (cast.robin, cast.kim):
        page = text(cast.browser(client).get("/portal/shared"))
        assert "is not open any more" in page and MORNING not in page
    assert "Taken back" in text(alma.get(f"/episodes/{cast.couple.id}/reveal"))


def test_only_couples_have_this_page(cast, course):
    alma = cast.browser(cast.alma)
    assert alma.get(f"/episodes/{cast.ash_episode.id}/reveal").status_code == 404
    assert cast.browser(cast.sam).get(f"/episodes/{cast.couple.id}/reveal").status_code == 200
    entries = both_wrote(cast, course)
    assert cast.browser(cast.sam).post(f"/episodes/{cast.couple.id}/reveal", data={"entry": entries[0]}).status_code == 404


def stopped(page) -> str:
    """The home page without what is random on each view."""
    return re.sub(r'name="csrf_token" value="[^"]*"', "", text(page))


@pytest.mark.parametrize("who", ["robin", "kim"])
def test_either_stops_with_one_tap_and_both_read_the_same(cast, joint, who):
    client = getattr(cast, who)
    page = text(cast.browser(client).get(f"/portal/homework/{joint.id}"))
    assert f'action="/portal/homework/{joint.id}/stop"' in page
    done = cast.browser(client).post(f"/portal/homework/{joint.id}/stop")
    assert done.status_code == 303 and done.location == "/portal/"
    homes = [text(cast.browser(one).get("/portal/")) for one in (cast.robin, cast.kim)]
    assert all("rests for now. Nothing is expected of either of you." in home for home in homes)
    with everything("who stopped", cast.practice.id):
        row = db.session.scalars(select(JointStop)).one()
        assert row.client_id == client.id
        assert db.session.scalars(select(HomeworkAssignment).where(HomeworkAssignment.id == joint.id)).one().ended_how == "stopped"
    other = cast.kim if who == "robin" else cast.robin
    with cast.acting(other):
        assert db.session.scalars(select(JointStop)).all() == []


@pytest.mark.parametrize("reader", ["robin", "kim"])
def test_a_partner_who_stopped_looks_like_the_counselor_who_took_it_back(cast, course, reader):
    """The same joint exercise twice: once stopped by the partner, once withdrawn by Alma. The other sees one and the same."""
    other, seen = (cast.kim if reader == "robin" else cast.robin), []
    for way in ("stopped", "withdrawn"):
        open_joint(cast, joint_exercise())
        row = given(cast, course, None, joint_exercise(), scribe_id=cast.robin.id, confirmed=True)
        browser = cast.browser(getattr(cast, reader))
        typed = fields(browser.get(f"/portal/homework/{row.id}"))
        if way == "stopped":
            assert cast.browser(other).post(f"/portal/homework/{row.id}/stop").status_code == 303
        else:
            with cast.acting(cast.alma):
                withdraw(db.session.scalars(select(HomeworkAssignment).where(HomeworkAssignment.id == row.id)).one(), by=cast.alma.id)
                db.session.commit()
        pages = [browser.get(path) for path in ("/portal/", f"/portal/homework/{row.id}", "/portal/shared", "/portal/pages")]
        pages.append(browser.post(f"/portal/homework/{row.id}/send", data=typed | {"do": "send", "q_debrief": "We tried"}))
        pages.append(browser.post(f"/portal/homework/{row.id}/stop"))
        masked = [re.sub(r"[0-9a-f]{32}|" + row.id, "", stopped(page)) for page in pages]
        seen.append([(page.status_code, words) for page, words in zip(pages, masked, strict=True)])
    assert seen[0] == seen[1]


def test_what_was_stopped_is_given_again_only_after_it_was_opened_anew(cast, course, joint):
    cast.browser(cast.kim).post(f"/portal/homework/{joint.id}/stop")
    protocol = load_library()["narrative-attachment"]
    exercise = protocol.exercise(joint.exercise_id)
    people = [cast.robin.id, cast.kim.id]
    with cast.acting(cast.alma):
        assert STOPPED in reasons_against(cast.couple.id, people, exercise, by=cast.alma.id)
        with pytest.raises(NotOpened):
            assign(cast.couple.id, None, protocol=protocol, version_id=course.protocol_version_id, course_id=course.id,
                   phase_id=joint.phase_id, exercise_id=joint.exercise_id, flavour=None, cycle=1, frequency="once",
                   opens_on=today(), scribe_id=cast.robin.id, confirmed=True, by=cast.alma.id)  # fmt: skip
        for opening in openings_of(cast.couple.id):
            close_item(opening, by=cast.alma.id)
        db.session.flush()
        open_item(cast.couple.id, None, joint.exercise_id, by=cast.alma.id)
        db.session.flush()
        assert reasons_against(cast.couple.id, people, exercise, by=cast.alma.id) == []


@pytest.mark.parametrize(("policy", "line"), [
    ("limited-secrets", "Only Alma and Sam read this."), ("no-secrets", "may bring it into the session"),
])  # fmt: skip
def test_the_line_that_says_who_reads_stands_where_a_client_writes_and_reads(cast, course, policy, line):
    with cast.acting(cast.alma):
        for client in (cast.robin, cast.kim):
            record_consent(cast.couple.id, client.id, "records-policy", given_on=today(), by=cast.alma.id, form_version="2",
                           policy=policy, at=clock.now())  # fmt: skip
        ladder = make_ladder(cast.couple.id, cast.robin.id, title="Close", words={}, by=cast.alma.id)
        db.session.commit()
        ladder_id = ladder.id
    entries, row = both_wrote(cast, course), given(cast, course, cast.robin, "hope-question", confirmed=True)
    cast.browser(cast.alma).post(f"/episodes/{cast.couple.id}/reveal", data={"entry": entries[0]})
    robin = cast.browser(cast.robin)
    for path in (f"/portal/homework/{row.id}", f"/portal/pages/{entries[0]}", f"/portal/ladders/{ladder_id}",
                 f"/portal/reveal/{say_of(cast, cast.robin)}"):  # fmt: skip
        assert line in text(robin.get(path)), path


def test_ones_own_exercise_has_no_stop(cast, course):
    row = given(cast, course, cast.robin, "hope-question")
    robin = cast.browser(cast.robin)
    assert "/stop" not in text(robin.get(f"/portal/homework/{row.id}"))
    assert robin.post(f"/portal/homework/{row.id}/stop").status_code == 404 and rows(cast, JointStop) == []


def test_when_one_has_left_the_other_keeps_their_own_pages_and_nothing_of_the_shared_room(cast, course, joint):
    entries = both_wrote(cast, course)
    assert cast.browser(cast.kim).post(f"/portal/pages/{entries[1]}/share", data={"do": "share"}).status_code == 303
    robin = cast.browser(cast.robin)
    assert f"{MORNING}, Kim Vale" in text(robin.get("/portal/shared"))
    shared = rows(cast, SharedEntry)[0].id
    with cast.acting(cast.alma):
        discharge(cast.couple, cast.kim.id, on=today(), reason="agreed", by=cast.alma.id)
        db.session.commit()
    assert MORNING not in text(robin.get("/portal/shared")) and MORNING in text(robin.get("/portal/pages"))
    for path in (f"/portal/shared/{shared}/confirm", f"/portal/homework/{joint.id}/stop", f"/portal/pages/{entries[0]}/share"):
        assert robin.post(path, data={"do": "share"}).status_code == 404, path
    assert robin.get(f"/portal/homework/{joint.id}").status_code == 404 and joint.title not in text(robin.get("/portal/"))
    assert robin.get(f"/portal/pages/{entries[0]}").status_code == 200
