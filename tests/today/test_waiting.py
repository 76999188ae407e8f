"""One list of duties, oldest first: each kind appears when it is due and goes when it is done; flags stand apart."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from practice import clock
from practice.access.models import CaseloadAssignment, Supervision
from practice.cosigning import actions as cosigning
from practice.db import db
from practice.episodes.actions import cancel_session, plan_session, record_attendance
from practice.episodes.actions.lending import take_back
from practice.goals.actions import set_goal, take_step
from practice.notes.actions import answer_amendment, ask_amendment, move_note, save_note
from practice.safety.actions import raise_flag
from practice.today import queries


def planned(cast, hours, client=None):
    episode = cast.couple if client in (cast.robin, cast.kim) else cast.ash_episode
    return plan_session(episode.id, client.id if client else None, starts_at=clock.now() + timedelta(hours=hours), by=cast.alma.id)


@pytest.fixture
def by_alma(cast):
    with cast.acting(cast.alma):
        yield cast
        db.session.rollback()


def kinds(cast):
    db.session.commit()
    return [line.kind for line in queries.waiting(cast.alma.id, cast.practice.zone)]


def test_a_session_to_prepare_stands_two_days_ahead_and_not_further(by_alma):
    planned(by_alma, 72)
    assert kinds(by_alma) == []
    planned(by_alma, 20)
    assert kinds(by_alma) == ["session"]


def test_a_held_session_without_a_note_waits_until_it_is_begun_and_then_as_a_draft(by_alma):
    session = planned(by_alma, -30)
    assert kinds(by_alma) == ["unwritten"]
    save_note(session, body={"better": "x"}, safety={}, questions=[], version=0, by=by_alma.alma.id)
    assert kinds(by_alma) == ["note"]


def test_nobody_writes_a_note_on_a_session_that_did_not_take_place(by_alma):
    record_attendance(planned(by_alma, -30), {by_alma.ash.id: "missed"}, by=by_alma.alma.id)
    cancel_session(planned(by_alma, -40), by=by_alma.alma.id)
    planned(by_alma, -24 * 40)
    assert kinds(by_alma) == []


def test_what_came_of_it_is_said_again_and_a_note_is_due_after_all(by_alma):
    session = planned(by_alma, -30)
    record_attendance(session, {by_alma.ash.id: "missed"}, by=by_alma.alma.id)
    assert kinds(by_alma) == []
    record_attendance(session, {by_alma.ash.id: "attended"}, by=by_alma.alma.id)
    assert kinds(by_alma) == ["unwritten"]


def test_one_of_a_couple_came_and_a_note_is_due(by_alma):
    session = plan_session(by_alma.couple.id, None, starts_at=clock.now() - timedelta(hours=30), by=by_alma.alma.id)
    record_attendance(session, {by_alma.robin.id: "attended", by_alma.kim.id: "missed"}, by=by_alma.alma.id)
    assert kinds(by_alma) == ["unwritten"]
    record_attendance(session, {by_alma.robin.id: "missed"}, by=by_alma.alma.id)
    assert kinds(by_alma) == []


def test_a_note_that_moved_leaves_its_meeting_without_one(by_alma):
    wrong, right = planned(by_alma, -30), planned(by_alma, -40)
    note = save_note(wrong, body={"better": "x"}, safety={}, questions=[], version=0, by=by_alma.alma.id)
    db.session.flush()
    move_note(note, right, by=by_alma.alma.id)
    lines = [(line.kind, line.subject_id) for line in queries.waiting(by_alma.alma.id)]
    assert sorted(lines) == [("note", right.id), ("unwritten", wrong.id)]


def test_oldest_first_and_flags_apart(by_alma):
    planned(by_alma, 10)
    planned(by_alma, -100, by_alma.robin)
    planned(by_alma, -50)
    raise_flag(by_alma.ash_episode.id, by_alma.ash.id, kind="other", urgency="review")
    assert kinds(by_alma) == ["flag", "unwritten", "unwritten", "session"]
    page = by_alma.browser(by_alma.alma).get("/").text
    flags, duties = page.split('id="flags"')[1].split('id="waiting"')
    assert "Look at a flag for Ash Field" in flags and "Look at a flag" not in duties
    assert duties.index("Write the note on Robin Vale") < duties.index("Write the note on Ash Field") < duties.index("Prepare the session")


def test_filters_have_addresses(by_alma):
    for hours in (-100, -50, 10):
        planned(by_alma, hours)
    db.session.commit()
    page = by_alma.browser(by_alma.alma).get("/?waiting=notes").text.split('id="waiting"')[1].split('id="caseload"')[0]
    assert page.count("Write the note on") == 2 and "Prepare the session" not in page
    assert by_alma.browser(by_alma.alma).get("/?waiting=nonsense").status_code == 200


def test_more_than_twelve_are_counted_and_one_press_away(by_alma):
    for hours in range(14):
        planned(by_alma, -24 - hours)
    db.session.commit()
    browser = by_alma.browser(by_alma.alma)
    page = browser.get("/").text
    assert page.count("Write the note on") == 12 and "and 2 more" in page
    assert browser.get("/?waiting=all").text.count("Write the note on") == 14


def test_a_goal_is_looked_at_again_on_its_day(by_alma):
    goal = set_goal(by_alma.couple.id, by_alma.kim.id, goal="Sleep through", review_every=7, by=by_alma.alma.id,
                    at=clock.now() - timedelta(days=6))  # fmt: skip
    assert kinds(by_alma) == []
    goal.next_review = clock.today(by_alma.practice.zone)
    db.session.commit()
    assert [(line.kind, line.name) for line in queries.waiting(by_alma.alma.id, by_alma.practice.zone)] == [("review", "Kim Vale")]
    take_step(goal, "reached", by=by_alma.alma.id)
    assert kinds(by_alma) == []
    goal.next_review = clock.today(by_alma.practice.zone)
    db.session.commit()
    assert "Look at a goal again with Kim Vale" in by_alma.browser(by_alma.alma).get("/").text


def test_what_a_client_asks_to_change_waits_for_an_answer(by_alma):
    asked = ask_amendment(by_alma.ash_episode.id, by_alma.ash.id, "My sister is Ann.", asked_by="counselor", by=by_alma.alma.id)
    assert kinds(by_alma) == ["amendment"]
    answer_amendment(asked, "declined", "It says so already.", by=by_alma.alma.id)
    assert kinds(by_alma) == []
    ask_amendment(by_alma.ash_episode.id, by_alma.ash.id, "My brother is Ben.", asked_by="counselor", by=by_alma.alma.id)
    db.session.commit()
    assert "Ash Field asks to change in the record" in by_alma.browser(by_alma.alma).get("/").text


def test_second_names_stand_on_both_lists(cast):
    db.session.query(Supervision).update({"cosigns": True})
    db.session.commit()
    with cast.acting(cast.alma):
        session = planned(cast, -30)
        note = save_note(session, body={"better": "x"}, safety={}, questions=[], version=0, by=cast.alma.id)
        cosign = cosigning.ask("note", note.id, episode_id=note.episode_id, client_id=note.client_id, by=cast.alma.id)
        db.session.commit()
        cosign_id = cosign.id
    sam = cast.browser(cast.sam)
    assert "Put your name beside Alma’s" in sam.get("/").text
    assert sam.post(f"/supervision/cosigns/{cosign_id}/look-again", data={"words": "Please say more."}).status_code in (302, 303)
    assert "Look again, about Ash Field" in cast.browser(cast.alma).get("/").text
    assert "Put your name" not in sam.get("/").text
    assert "Look again" not in cast.browser(cast.cleo).get("/").text


def test_a_draft_of_who_stood_in_goes_to_who_leads_when_that_is_over(cast):
    with cast.acting(cast.alma):
        session = planned(cast, -2)
        db.session.commit()
    with cast.acting(cast.bo):
        save_note(session, body={"talked_about": "While Alma was away"}, safety={}, questions=[], version=0, by=cast.bo.id)
        db.session.commit()
        assert [row.kind for row in queries.waiting(cast.bo.id)] == ["note"]
    with cast.acting(cast.alma):
        assert queries.waiting(cast.alma.id) == [], "Bo is still at it"
        cover = db.session.scalars(select(CaseloadAssignment).where(CaseloadAssignment.kind == "cover")).one()
        take_back(cover, by=cast.alma.id)
        db.session.commit()
        assert [(row.kind, row.subject_id) for row in queries.waiting(cast.alma.id)] == [("note", session.id)]
    with cast.acting(cast.bo):
        assert queries.waiting(cast.bo.id) == []


def test_a_colleague_sees_none_of_it(by_alma):
    planned(by_alma, -30)
    planned(by_alma, 10)
    ask_amendment(by_alma.ash_episode.id, by_alma.ash.id, "x", asked_by="counselor", by=by_alma.alma.id)
    db.session.commit()
    page = by_alma.browser(by_alma.cleo).get("/").text
    assert "Ash" not in page and "Nothing is waiting." in page
