"""Agreeing, sending, taking back, sharing: on both databases."""

import threading
from datetime import timedelta

import pytest
from sqlalchemy import select

from practice.access.scope import ClientScope, OutOfScope, enter, everything
from practice.clients.actions import withdraw_consent
from practice.clients.queries import consents_of
from practice.db import db
from practice.episodes.models import EpisodeState
from practice.homework.actions import (
    AlreadyRead,
    AskFirst,
    NotOpened,
    NotShared,
    NotTheWriter,
    NotYet,
    assign,
    comment,
    end_assignment,
    mark_discussed,
    read_entry,
    save_draft,
    send_entry,
    share,
    slide,
    take_back,
    withdraw_share,
)
from practice.homework.models import Beginning, Draft, Entry, HomeworkAssignment, SharedEntry
from practice.homework.queries import (
    asked_of,
    dates_of,
    drafts_of,
    entries_since,
    entry_words,
    inbox,
    of_episode,
    open_for,
    pages_of,
    shared_rows,
    unread,
)
from practice.protocols.library import load_library
from practice.ratings.models import Ladder, Rating
from practice.safety.models import Flag
from tests.homework.given import given, on_protocol, today

HOPE = {"small_difference": "We would laugh at breakfast."}


def again(model, row):
    return db.session.scalars(select(model).where(model.id == row.id)).one()


def send(cast, client, assignment, answers, made="page-1", **more):
    with cast.acting(client):
        entry = send_entry(assignment, occurrence=more.pop("occurrence", "once"), answers=answers, made_id=made, **more)
        db.session.commit()
    return entry


def test_what_is_agreed_is_what_the_client_finds(cast):
    course = on_protocol(cast, cast.ash_episode)
    row = given(cast, course, cast.ash, "hope-question", message="  For our talk.  ")
    assert (row.title, row.message, row.scribe_id) == ("A little better today", "For our talk.", None) or row.title
    with cast.acting(cast.ash):
        (found,) = open_for(cast.ash.id, today())
    assert (found.id, found.state, found.occurrence, found.message) == (row.id, "not-opened", "once", "For our talk.")
    with cast.acting(cast.cleo):
        assert of_episode(cast.ash_episode.id) == []


def test_more_than_one_daily_and_one_other_asks_first(cast):
    course = on_protocol(cast, cast.ash_episode)
    given(cast, course, cast.ash, "hope-question")
    with pytest.raises(AskFirst) as asked:
        given(cast, course, cast.ash, "coping-list")
    assert len(asked.value.reasons) == 1
    given(cast, course, cast.ash, "exception-log", frequency="daily")
    given(cast, course, cast.ash, "coping-list", confirmed=True)
    with cast.acting(cast.ash):
        assert len(open_for(cast.ash.id, today())) == 3


def test_what_was_answered_or_ended_does_not_count_as_open(cast):
    course = on_protocol(cast, cast.ash_episode)
    row = given(cast, course, cast.ash, "hope-question")
    send(cast, cast.ash, row, HOPE)
    second = given(cast, course, cast.ash, "coping-list")
    with cast.acting(cast.alma):
        end_assignment(again(HomeworkAssignment, second), by=cast.alma.id)
        db.session.commit()
    given(cast, course, cast.ash, "relationship-story")


def test_a_couple_without_a_signed_policy_gets_nothing(cast):
    course = on_protocol(cast, cast.couple)
    with cast.acting(cast.alma):
        policy = next(c for c in consents_of(cast.couple.id) if c.kind == "records-policy" and c.client_id == cast.kim.id)
        withdraw_consent(policy, on=today(), by=cast.alma.id)
        db.session.commit()
    with pytest.raises(NotOpened) as closed:
        given(cast, course, cast.robin, "hope-question")
    assert closed.value.reasons == ["records-policy"]


def test_a_joint_exercise_is_closed_until_the_gate_opens_and_says_why(cast):
    course = on_protocol(cast, cast.couple)
    with pytest.raises(NotOpened) as closed:
        given(cast, course, None, "listening-turns", scribe_id=cast.robin.id)
    assert {"not-asked", "not-opened", "felt-safe"} <= set(closed.value.reasons)


def test_questions_behind_the_gate_are_not_asked(cast):
    course = on_protocol(cast, cast.couple)
    row = given(cast, course, cast.robin, "hope-question")
    with cast.acting(cast.robin):
        assert [field.id for field in asked_of(again(HomeworkAssignment, row), cast.robin.id).fields] == ["small_difference"]


def test_a_session_record_is_never_given(cast):
    course = on_protocol(cast, cast.ash_episode, "attachment-repair", flavour="narrative")
    with pytest.raises(NotOpened) as closed:
        given(cast, course, cast.ash, "coherence-notes", key="attachment-repair")
    assert closed.value.reasons == ["counselor"]


def test_sending_freezes_words_and_tells_the_caseload(cast):
    course = on_protocol(cast, cast.ash_episode)
    row = given(cast, course, cast.ash, "hope-question")
    entry = send(cast, cast.ash, row, HOPE)
    with cast.acting(cast.alma):
        assert [shown.value for shown in entry_words(again(Entry, entry))] == [HOPE["small_difference"]]
        state = db.session.scalars(select(EpisodeState).where(EpisodeState.client_id == cast.ash.id)).one()
        assert (state.open_homework, state.unread_entries) == (0, 1)
        assert [row.id for row in inbox()[0]] == [entry.id] and unread() == 1
        assert entries_since(cast.ash_episode.id, None)[0].words[0].value == HOPE["small_difference"]
        assert of_episode(cast.ash_episode.id)[0].state == "sent"
    with cast.acting(cast.cleo):
        assert inbox("all") == ([], False)


def test_the_same_page_sent_again_makes_one_entry(cast):
    row = given(cast, on_protocol(cast, cast.ash_episode), cast.ash, "hope-question")
    sent = {send(cast, cast.ash, row, HOPE).id for _again in range(50)}
    with cast.acting(cast.ash):
        assert len(sent) == 1 and len(pages_of(cast.ash.id)[0]) == 1


def test_fifty_at_once_make_one_entry(cast, app):
    row = given(cast, on_protocol(cast, cast.ash_episode), cast.ash, "scale-positioning")
    row_id, scope = row.id, ClientScope(cast.practice.id, cast.ash.id)
    sent, faults, answers = [], [], {"position": {"value": 3, "value_high": None, "no_number": False}}

    def ten():
        for _n in range(10):
            with app.test_request_context("/portal/", method="POST"):
                try:
                    enter(scope)
                    assignment = db.session.scalars(select(HomeworkAssignment).where(HomeworkAssignment.id == row_id)).one()
                    sent.append(send_entry(assignment, occurrence="once", answers=answers, made_id="same-page").id)
                    db.session.commit()
                except Exception as error:
                    db.session.rollback()
                    faults.append(error)

    db.session.rollback()
    workers = [threading.Thread(target=ten) for _n in range(5)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert not faults and len(sent) == 50 and len(set(sent)) == 1
    with cast.acting(cast.alma):
        assert len(db.session.scalars(select(Rating)).all()) == len(db.session.scalars(select(Ladder)).all()) == 1


def test_nothing_to_send_is_said_at_the_field(cast):
    row = given(cast, on_protocol(cast, cast.ash_episode), cast.ash, "hope-question")
    with pytest.raises(NotYet) as asked, cast.acting(cast.ash):
        send_entry(row, occurrence="once", answers={"small_difference": " "}, made_id="x")
    assert list(asked.value.words) == ["small_difference"]


def test_a_declined_exercise_is_an_answer(cast):
    row = given(cast, on_protocol(cast, cast.ash_episode), cast.ash, "hope-question")
    entry = send(cast, cast.ash, row, {"why": "Not this week."}, kind="declined", decline="too-hard")
    with cast.acting(cast.alma):
        assert of_episode(cast.ash_episode.id)[0].state == "declined"
        assert [shown.value for shown in entry_words(again(Entry, entry))] == ["Not this week."]


def test_no_such_moment_is_a_whole_answer(cast):
    row = given(cast, on_protocol(cast, cast.ash_episode), cast.ash, "exception-log", frequency="daily")
    entry = send(cast, cast.ash, row, {"no_moment": "yes", "no_moment_how": "I slept."}, kind="no-moment",
                 occurrence=today().isoformat())  # fmt: skip
    with cast.acting(cast.ash):
        assert open_for(cast.ash.id, today())[0].state == "sent"
        assert "I slept." in [shown.value for shown in entry_words(again(Entry, entry))]


def test_a_position_becomes_a_rating_and_the_entry_keeps_where(cast):
    row = given(cast, on_protocol(cast, cast.ash_episode), cast.ash, "scale-positioning")
    answer = {"value": 2, "value_high": 3, "no_number": False, "low_words": "alone in a room", "high_words": "at the table",
              "past": "Once a 4.", "keeps_from_lower": "", "first_sign": "I call first."}  # fmt: skip
    entry = send(cast, cast.ash, row, {"position": answer})
    with cast.acting(cast.alma):
        rating = db.session.scalars(select(Rating)).one()
        ladder = db.session.scalars(select(Ladder)).one()
        assert again(Entry, entry).answers == {"position": {"ref": rating.ref}}
        assert (rating.value, rating.value_high, rating.source) == (2, 3, "portal")
        assert ladder.words == {"low": "alone in a room", "high": "at the table"}
        (shown,) = entry_words(again(Entry, entry))
        assert shown.value == "between 2 and 3 of 10\nOnce a 4.\nI call first."


@pytest.mark.parametrize(("value", "flags"), [(7, 0), (8, 1), (10, 1), (None, 0)])
def test_strong_distress_raises_a_flag(cast, value, flags):
    course = on_protocol(cast, cast.ash_episode, "attachment-repair", flavour="narrative")
    row = given(cast, course, cast.ash, "attachment-narrative", key="attachment-repair")
    entry = send(cast, cast.ash, row, {"how_it_formed": "Long ago.", "distress_after": value})
    with cast.acting(cast.alma):
        found = db.session.scalars(select(Flag)).all()
        assert [(flag.source_id, flag.urgency) for flag in found] == [(entry.id, "review")] * flags


def test_taking_back_until_it_is_read(cast):
    row = given(cast, on_protocol(cast, cast.ash_episode), cast.ash, "hope-question")
    first = send(cast, cast.ash, row, HOPE)
    with cast.acting(cast.ash):
        take_back(again(Entry, first))
        db.session.commit()
        assert pages_of(cast.ash.id)[0] == [] and open_for(cast.ash.id, today())[0].state == "not-opened"
    with cast.acting(cast.alma):
        assert inbox("all")[0] == []
    second = send(cast, cast.ash, row, HOPE, made="page-2")
    with cast.acting(cast.alma):
        read_entry(again(Entry, second), by=cast.alma.id)
        read_entry(again(Entry, second), by=cast.alma.id)
        db.session.commit()
    with cast.acting(cast.ash), pytest.raises(AlreadyRead):
        take_back(again(Entry, second))


def test_answering_and_talking_it_over_mean_it_was_read(cast):
    row = given(cast, on_protocol(cast, cast.ash_episode), cast.ash, "exception-log", frequency="daily")
    day = today().isoformat()
    one, two = (send(cast, cast.ash, row, {"context": "Tea."}, made=f"p{n}", occurrence=day) for n in (1, 2))
    with cast.acting(cast.alma):
        comment(again(Entry, one), "Thank you for this.", by=cast.alma.id)
        mark_discussed(again(Entry, two), by=cast.alma.id)
        db.session.commit()
        assert [row.id for row in inbox("to-discuss")[0]] == [one.id] and inbox("to-read")[0] == []
        with pytest.raises(ValueError):
            comment(again(Entry, one), "  ", by=cast.alma.id)


def test_drafts_are_their_authors_alone_and_late_requests_lose(cast):
    row = given(cast, on_protocol(cast, cast.ash_episode), cast.ash, "hope-question")
    with cast.acting(cast.ash):
        save_draft(row, occurrence="once", tab="a", sequence=2, answers={"small_difference": "new"})
        save_draft(row, occurrence="once", tab="a", sequence=1, answers={"small_difference": "old"})
        save_draft(row, occurrence="once", tab="b", sequence=1, answers={"small_difference": "other tab"})
        db.session.commit()
        assert {d.tab: d.answers["small_difference"] for d in drafts_of(row.id, "once")} == {"a": "new", "b": "other tab"}
        save_draft(row, occurrence="once", tab="c", sequence=1, answers={"small_difference": "more"}, base=("a", 2))
        save_draft(row, occurrence="once", tab="d", sequence=1, answers={"small_difference": "x"}, base=("b", 9))
        db.session.commit()
        assert {d.tab for d in drafts_of(row.id, "once")} == {"b", "c", "d"}
    with cast.acting(cast.alma):
        assert db.session.scalars(select(Draft)).all() == [] and drafts_of(row.id, "once") == []
        assert [b.client_id for b in db.session.scalars(select(Beginning))] == [cast.ash.id]
        assert of_episode(cast.ash_episode.id)[0].state == "begun"


def test_sharing_copies_and_withdrawing_takes_the_copy_out(cast):
    course = on_protocol(cast, cast.couple)
    row = given(cast, course, cast.robin, "hope-question")
    entry = send(cast, cast.robin, row, HOPE, share=True)
    with cast.acting(cast.kim):
        (copy,) = shared_rows(cast.couple.id)
        assert (copy.shown_as, entry_words(copy)[0].value) == ("Robin", HOPE["small_difference"])
        assert db.session.scalars(select(Entry)).all() == []
    with cast.acting(cast.robin):
        assert share(again(Entry, entry)).id == copy.id
        withdraw_share(again(SharedEntry, copy))
        db.session.commit()
    with cast.acting(cast.kim):
        assert shared_rows(cast.couple.id) == []


def test_a_shared_position_is_a_copy_the_partner_can_read(cast):
    row = given(cast, on_protocol(cast, cast.couple), cast.robin, "scale-positioning")
    send(cast, cast.robin, row, {"position": {"value": 4, "value_high": None, "no_number": False}}, share=True)
    with cast.acting(cast.kim):
        assert entry_words(shared_rows(cast.couple.id)[0])[0].value == "4 of 10"


def test_one_person_has_nobody_to_share_with(cast):
    row = given(cast, on_protocol(cast, cast.ash_episode), cast.ash, "hope-question")
    with pytest.raises(NotShared):
        send(cast, cast.ash, row, HOPE, share=True)


def test_a_partner_neither_sees_nor_sends_what_is_not_theirs(cast):
    row = given(cast, on_protocol(cast, cast.couple), cast.robin, "hope-question")
    with cast.acting(cast.kim):
        assert open_for(cast.kim.id, today()) == []
        with pytest.raises(NotTheWriter):
            send_entry(row, occurrence="once", answers=HOPE, made_id="kim")


def test_from_paper_the_counselor_writes_for_the_client(cast):
    row = given(cast, on_protocol(cast, cast.ash_episode), cast.ash, "hope-question")
    with cast.acting(cast.alma):
        entry = send_entry(again(HomeworkAssignment, row), occurrence="once", answers=HOPE, made_id="paper", on_behalf_of=True)
        db.session.commit()
    assert (entry.client_id, entry.sent_by, entry.on_behalf_of) == (cast.ash.id, cast.alma.id, True)


def test_a_pause_slides_what_is_still_to_come(cast):
    course = on_protocol(cast, cast.ash_episode)
    soon = given(cast, course, cast.ash, "hope-question", opens_on=today() + timedelta(days=3))
    log = given(cast, course, cast.ash, "exception-log", frequency="daily", until=today() + timedelta(days=6))
    with cast.acting(cast.alma):
        assert {last for _title, _first, last, _whose in dates_of(cast.ash_episode.id)} == {today() + timedelta(days=6), None}
        assert slide(cast.ash_episode.id, 7) == 2
        db.session.commit()
        assert again(HomeworkAssignment, soon).opens_on == today() + timedelta(days=10)
        moved = again(HomeworkAssignment, log)
        assert moved.until == today() + timedelta(days=13)


def test_a_strangers_episode_gets_nothing(cast):
    course = on_protocol(cast, cast.ash_episode)
    version, key = course.protocol_version_id, "narrative-attachment"
    with pytest.raises(OutOfScope), cast.acting(cast.cleo):
        assign(cast.ash_episode.id, cast.ash.id, protocol=load_library()[key], version_id=version, course_id=course.id,
               phase_id="collaborate", exercise_id="hope-question", flavour=None, cycle=1, frequency="once",
               opens_on=today(), by=cast.cleo.id)  # fmt: skip
    db.session.rollback()
    with everything("looking after", cast.practice.id):
        assert db.session.scalars(select(HomeworkAssignment)).all() == []
