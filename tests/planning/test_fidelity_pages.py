"""A course beside its protocol: gathered, shown to the desk alone, reasons asked at a skip or a change."""

import pytest
from sqlalchemy import event, select, text
from sqlalchemy.exc import DBAPIError

from practice import clock
from practice.access.scope import everything
from practice.db import db
from practice.episodes.actions import enter_phase, plan_session, skip_phase
from practice.homework.actions import mark_discussed, send_entry, take_back
from practice.homework.actions.ending import make_smaller, withdraw
from practice.notes.models import ProgressNote
from practice.planning.actions import say_why
from practice.planning.models import Fidelity
from practice.planning.queries import fidelity_of
from practice.protocols.library import load_library
from tests.homework.given import given, on_protocol, today

WHY = "She draws better than she writes"
ANSWERS = {"hope-question": {"small_difference": "tea"}, "relationship-story": {"how": "thought", "important": "tea"}}


@pytest.fixture
def course(cast):
    return on_protocol(cast, cast.ash_episode)


def went(cast):
    with cast.acting(cast.alma):
        found = {(one.phase_id, one.exercise_id): one for one in fidelity_of(cast.ash_episode.id)}
        db.session.rollback()
    return found


def sent(cast, course, exercise, **more):
    row = given(cast, course, cast.ash, exercise, confirmed=True, **more)
    with cast.acting(cast.ash):
        entry = send_entry(row, occurrence="once", answers=ANSWERS[exercise], made_id=exercise)
        db.session.commit()
    return entry


def test_without_a_course_there_is_nothing(cast):
    assert went(cast) == {}
    assert "No phase has been entered yet" in cast.browser(cast.alma).get(f"/episodes/{cast.ash_episode.id}/protocol").text


def test_only_phases_that_were_entered_or_left_out(cast, course):
    assert {phase for phase, _exercise in went(cast)} == {"collaborate"}
    with cast.acting(cast.alma):
        enter_phase(course, "vision", on=today(), by=cast.alma.id)
        skip_phase(course, "resources", on=today(), by=cast.alma.id, reason="Did that with somebody else")
        db.session.commit()
    found = went(cast)
    assert {phase for phase, _exercise in found} == {"collaborate", "resources", "vision"}
    assert {one.how for key, one in found.items() if key[0] == "resources"} == {"skipped"}
    text = cast.browser(cast.alma).get(f"/episodes/{cast.ash_episode.id}/protocol").text
    assert text.count("Did that with somebody else") == 1 and "This phase was left out" in text and "%" not in text.split("<main")[1]


def test_sent_and_talked_over(cast, course):
    entry = sent(cast, course, "hope-question")
    assert went(cast)["collaborate", "hope-question"].how == "done"
    with cast.acting(cast.alma):
        mark_discussed(entry, by=cast.alma.id)
        db.session.commit()
    assert went(cast)["collaborate", "hope-question"].how == "discussed"


def test_taken_back_was_not_sent(cast, course):
    entry = sent(cast, course, "hope-question")
    with cast.acting(cast.ash):
        take_back(entry)
        db.session.commit()
    assert went(cast)["collaborate", "hope-question"].how == "open"


def test_a_signed_note_tells_what_was_talked_over(cast, course):
    title = course_title(cast, "hope-question")
    with cast.acting(cast.alma):
        session = plan_session(cast.ash_episode.id, cast.ash.id, starts_at=clock.now(), by=cast.alma.id)
        db.session.flush()
        note = ProgressNote(episode_id=cast.ash_episode.id, client_id=cast.ash.id, session_id=session.id, author_of=cast.alma.id,
                            happened={"exercises": [{"title": title, "said": ""}]}, questions=[], saved_at=clock.now())  # fmt: skip
        db.session.add(note)
        db.session.commit()
        assert went_here(cast) == "open"  # a draft tells nothing yet
        note.signed_at, note.signed_by = clock.now(), cast.alma.id
        db.session.commit()
        assert went_here(cast) == "discussed"


def course_title(cast, exercise):
    return load_library()["narrative-attachment"].exercise(exercise).client_title


def went_here(cast):
    return next(one.how for one in fidelity_of(cast.ash_episode.id) if one.exercise_id == "hope-question")


def test_made_smaller_is_a_change_and_put_aside_is_left_out(cast, course):
    small, aside = (given(cast, course, cast.ash, one, confirmed=True) for one in ("relationship-story", "hope-question"))
    with cast.acting(cast.alma):
        make_smaller(small, by=cast.alma.id)
        withdraw(aside, by=cast.alma.id)
        db.session.commit()
    found = went(cast)
    assert found["collaborate", "relationship-story"].how == "changed" and found["collaborate", "hope-question"].how == "skipped"


def test_a_reason_is_kept_and_the_latest_counts(cast, course):
    with cast.acting(cast.alma):
        for words in ("First", "First", WHY):
            say_why(course, "collaborate", ["hope-question"], "skipped", words, by=cast.alma.id)
            db.session.commit()
        with pytest.raises(ValueError):
            say_why(course, "collaborate", ["hope-question"], "done", "", by=cast.alma.id)
        assert len(db.session.scalars(select(Fidelity)).all()) == 2
        db.session.rollback()
    assert went(cast)["collaborate", "hope-question"].why == WHY
    with everything("trying"):
        with pytest.raises(DBAPIError):
            db.session.execute(text("UPDATE fidelity SET how = 'changed'"))
            db.session.commit()
        db.session.rollback()


def test_asked_once_after_moving_on_and_never_for_each(cast, course):
    browser, at = cast.browser(cast.alma), f"/episodes/{cast.ash_episode.id}"
    moved = browser.post(f"{at}/phases/resources", data=_entering())
    assert moved.status_code == 302 and "left=collaborate" in moved.location
    assert f"{at}/protocol/collaborate" in browser.get(moved.location).text
    assert "protocol/collaborate" not in browser.get(f"{at}/phases").text
    asked = browser.get(f"{at}/protocol/collaborate").text
    assert asked.count("<textarea") == 1 and 'value="hope-question"' in asked and "need not say anything" in asked
    said = {"how": "skipped", "exercises": ["hope-question", "relationship-story"], "words": WHY}
    assert browser.post(f"{at}/protocol/collaborate", data=said).status_code == 303
    assert browser.get(f"{at}/protocol").text.count(WHY) == 2


def _entering():
    day = today()
    return {"who": "both", "on-day": day.day, "on-month": day.month, "on-year": day.year}


def test_nothing_ticked_keeps_the_words(cast, course):
    answer = cast.browser(cast.alma).post(f"/episodes/{cast.ash_episode.id}/protocol/collaborate", data={"words": WHY})
    assert answer.status_code == 422 and WHY in answer.text and "Tick what it is about" in answer.text


def test_the_page_of_one_exercise(cast, course):
    row = given(cast, course, cast.ash, "relationship-story", confirmed=True)
    browser = cast.browser(cast.alma)
    smaller = browser.post(f"/homework/{row.id}/smaller").location
    why = f"/episodes/{cast.ash_episode.id}/protocol/collaborate/relationship-story"
    assert f"{why}?how=changed" in browser.get(smaller).text
    assert browser.post(why, data={"how": "changed", "exercises": "relationship-story", "words": WHY}).status_code == 303
    assert WHY in browser.get(f"/episodes/{cast.ash_episode.id}/protocol").text
    assert browser.get(f"/episodes/{cast.ash_episode.id}/protocol/collaborate/nothing").status_code == 404
    assert browser.get(f"/episodes/{cast.ash_episode.id}/protocol/nothing").status_code == 404


def test_the_desk_alone(cast, course):
    with cast.acting(cast.alma):
        say_why(course, "collaborate", ["hope-question"], "skipped", WHY, by=cast.alma.id)
        db.session.commit()
    with cast.acting(cast.ash):
        assert db.session.scalars(select(Fidelity)).all() == []
        db.session.rollback()
    assert cast.browser(cast.cleo).get(f"/episodes/{cast.ash_episode.id}/protocol").status_code == 404


def test_the_number_of_statements_stays(cast, course):
    def count():
        seen = []
        with cast.acting(cast.alma):
            db.session.scalars(select(Fidelity)).all()
            episode = cast.ash_episode.id
            event.listen(db.engine, "before_cursor_execute", record := lambda *told: seen.append(told[2]))
            fidelity_of(episode)
            event.remove(db.engine, "before_cursor_execute", record)
            db.session.rollback()
        return len(seen)

    few = count()
    for exercise in ("hope-question", "relationship-story"):
        entry = sent(cast, course, exercise)
        with cast.acting(cast.alma):
            mark_discussed(entry, by=cast.alma.id)
            say_why(course, "collaborate", [exercise], "changed", "x", by=cast.alma.id)
            db.session.commit()
    assert count() == few <= 8
