"""The counselor's pages: giving an exercise, what is closed and why, the inbox, paper."""

import re
from datetime import timedelta

from sqlalchemy import select

from practice.access.scope import everything
from practice.db import db
from practice.homework.actions import send_entry
from practice.homework.models import Entry, EntryReading, HomeworkAssignment, SharedEntry
from practice.protocols.library import load_library
from practice.safety.actions import answer_if_safe, ask_if_safe, open_item, record_screening
from practice.safety.queries import waiting_questions
from tests.homework.given import given, on_protocol, today

HOPE = {"small_difference": "We would laugh at breakfast."}


def rows(cast, model):
    with everything("looking after a page", cast.practice.id):
        return db.session.scalars(select(model)).all()


def give(browser, episode_id, phase="collaborate", **data):
    data = {"opens_on": today().isoformat(), "frequency": "", "length": ""} | data
    return browser.post(f"/episodes/{episode_id}/homework/new?phase={phase}", data=data)


def sent(cast, client, assignment, answers=HOPE, made="a" * 32):
    with cast.acting(client):
        entry = send_entry(assignment, occurrence="once", answers=answers, made_id=made)
        db.session.commit()
    return entry.id


def test_an_exercise_of_the_phase_is_given_in_one_page(cast):
    on_protocol(cast, cast.ash_episode, phase="resources")
    alma, episode_id, client_id = cast.browser(cast.alma), cast.ash_episode.id, cast.ash.id
    page = alma.get(f"/episodes/{episode_id}/homework/new").get_data(as_text=True)
    assert re.search(r'value="coping-list" checked', page) and "Suggested here" in page
    done = give(alma, episode_id, "resources", exercise="exception-log", who=client_id, message="Small ones count.")
    assert done.status_code == 303
    (row,) = rows(cast, HomeworkAssignment)
    assert (row.frequency, row.client_id, row.phase_id, row.message) == ("daily", client_id, "resources", "Small ones count.")
    assert row.until is not None


def test_what_is_missing_is_said_and_what_was_typed_stays(cast):
    on_protocol(cast, cast.couple)
    alma, episode_id = cast.browser(cast.alma), cast.couple.id
    page = give(alma, episode_id, exercise="hope-question", message="Keep this line", opens_on="never")
    html = page.get_data(as_text=True)
    assert page.status_code == 422 and "Choose for whom it is" in html and "Keep this line" in html
    assert "Traceback" not in html and not rows(cast, HomeworkAssignment)


def test_a_third_open_exercise_asks_first_and_can_be_given_as_well(cast):
    course = on_protocol(cast, cast.ash_episode)
    first = given(cast, course, cast.ash, "hope-question")
    alma, data = cast.browser(cast.alma), {"exercise": "relationship-story", "who": cast.ash.id}
    episode_id, title = cast.ash_episode.id, first.title
    asked = give(alma, episode_id, **data)
    assert asked.status_code == 422 and "Is this too much at once?" in asked.get_data(as_text=True)
    assert title in asked.get_data(as_text=True) and len(rows(cast, HomeworkAssignment)) == 1
    assert give(alma, episode_id, confirmed="yes", **data).status_code == 303
    assert len(rows(cast, HomeworkAssignment)) == 2


def test_each_of_a_couple_gets_an_assignment_of_their_own(cast):
    on_protocol(cast, cast.couple)
    alma = cast.browser(cast.alma)
    assert give(alma, cast.couple.id, exercise="hope-question", who="each").status_code == 303
    assert {row.client_id for row in rows(cast, HomeworkAssignment)} == {cast.robin.id, cast.kim.id}


def test_a_closed_exercise_says_why_to_the_counselor_and_nothing_to_the_client(cast):
    on_protocol(cast, cast.couple)
    alma, robin, episode_id = cast.browser(cast.alma), cast.browser(cast.robin), cast.couple.id
    title = load_library()["narrative-attachment"].exercise("listening-turns")
    page = alma.get(f"/episodes/{episode_id}/homework/new?phase=collaborate").get_data(as_text=True)
    assert "asked alone and in person first" in page and not re.search(r'value="listening-turns"', page)
    assert "Not asked for now" in page
    assert give(alma, episode_id, exercise="listening-turns", scribe=cast.robin.id).status_code == 422
    assert title.client_title not in robin.get("/portal/").get_data(as_text=True)


def test_two_yeses_open_a_joint_exercise_one_writes_and_the_other_confirms(cast):
    on_protocol(cast, cast.couple)
    exercise = load_library()["narrative-attachment"].exercise("listening-turns")
    with cast.acting(cast.alma):
        for client in (cast.robin, cast.kim):
            record_screening(cast.couple.id, client.id, done_on=today(), outcome="clear", by=cast.alma.id)
        ask_if_safe(cast.couple.id, exercise.id, exercise.client_title, by=cast.alma.id)
        db.session.commit()
    for client in (cast.robin, cast.kim):
        with cast.acting(client):
            answer_if_safe(waiting_questions(client.id)[0], "yes")
            db.session.commit()
    with cast.acting(cast.alma):
        open_item(cast.couple.id, None, exercise.id, by=cast.alma.id, safety=exercise.safety)
        db.session.commit()
    alma, robin, kim = cast.browser(cast.alma), cast.browser(cast.robin), cast.browser(cast.kim)
    assert give(alma, cast.couple.id, exercise=exercise.id, scribe=cast.robin.id).status_code == 303
    (row,) = rows(cast, HomeworkAssignment)
    assert (row.client_id, row.scribe_id) == (None, cast.robin.id)
    assert "has written it down" not in kim.get("/portal/").get_data(as_text=True)
    assert "Robin writes this down" in kim.get(f"/portal/homework/{row.id}").get_data(as_text=True)
    html = robin.get(f"/portal/homework/{row.id}").get_data(as_text=True)
    assert "Leaving is always allowed." in html
    hidden = dict(re.findall(r'<input type="hidden" name="(occurrence|tab|made|sequence|today_is)" value="([^"]*)"', html))
    assert robin.post(f"/portal/homework/{row.id}/send", data=hidden | {"do": "send", "q_debrief": "It was quiet."}).status_code == 303
    assert "It was quiet." in kim.get("/portal/shared").get_data(as_text=True)
    home = kim.get("/portal/").get_data(as_text=True)
    assert "Nothing to write just now" in home and "Robin has written it down for you both" in home
    assert "has written it down" not in robin.get("/portal/").get_data(as_text=True)
    (copy,) = rows(cast, SharedEntry)
    assert robin.post(f"/portal/shared/{copy.id}/confirm").status_code == 404
    assert kim.post(f"/portal/shared/{copy.id}/confirm", data={"why": "I was tense."}).status_code == 303
    assert "I was tense." not in robin.get("/portal/shared").get_data(as_text=True)
    assert "I was tense." in alma.get("/inbox").get_data(as_text=True)


def test_inbox_and_entry_read_answer_and_talk_over(cast):
    entry_id = sent(cast, cast.ash, given(cast, on_protocol(cast, cast.ash_episode), cast.ash, "hope-question"))
    alma, cleo, sam = (cast.browser(who) for who in (cast.alma, cast.cleo, cast.sam))
    assert HOPE["small_difference"] in alma.get("/inbox").get_data(as_text=True)
    assert HOPE["small_difference"] not in cleo.get("/inbox").get_data(as_text=True)
    page = alma.get(f"/entries/{entry_id}").get_data(as_text=True)
    assert "Not marked as read" in page and "Raise a flag" in page and rows(cast, EntryReading) == []
    for nothing in (" ", "\x00", "x" * 20_001):
        assert alma.post(f"/entries/{entry_id}/comment", data={"body": nothing}).status_code == 422
    assert alma.post(f"/entries/{entry_id}/read", data={"step": "discussed"}).status_code == 303
    assert HOPE["small_difference"] not in alma.get("/inbox").get_data(as_text=True)
    assert HOPE["small_difference"] in alma.get("/inbox?show=all").get_data(as_text=True)
    assert cleo.get(f"/entries/{entry_id}").status_code == 404
    supervised = sam.get(f"/entries/{entry_id}").get_data(as_text=True)
    assert HOPE["small_difference"] in supervised and "Raise a flag" not in supervised
    assert sam.post(f"/entries/{entry_id}/read").status_code == 404


def test_what_was_taken_back_is_gone_for_the_counselor(cast):
    entry_id = sent(cast, cast.ash, given(cast, on_protocol(cast, cast.ash_episode), cast.ash, "hope-question"))
    ash, alma = cast.browser(cast.ash), cast.browser(cast.alma)
    ash.post(f"/portal/pages/{entry_id}/take-back")
    assert alma.get(f"/entries/{entry_id}").status_code == 404
    assert HOPE["small_difference"] not in alma.get("/inbox?show=all").get_data(as_text=True)


def test_paper_for_every_exercise_and_typing_it_in(cast):
    course = on_protocol(cast, cast.ash_episode)
    alma = cast.browser(cast.alma)
    for exercise in {item.id: item for item in load_library()["narrative-attachment"].all_exercises()}.values():
        if exercise.assignable and exercise.respondent == "each":
            row_id = given(cast, course, cast.ash, exercise.id, confirmed=True).id
            assert alma.get(f"/homework/{row_id}/paper").status_code == 200
            assert alma.get(f"/homework/{row_id}/write").status_code == 200
            assert alma.get(f"/homework/{row_id}").status_code == 200
    hope = next(row.id for row in rows(cast, HomeworkAssignment) if row.exercise_id == "hope-question")
    assert alma.post(f"/homework/{hope}/write", data={"do": "send"}).status_code == 422
    done = alma.post(f"/homework/{hope}/write", data={"do": "send", "q_small_difference": "Tea."})
    assert done.status_code == 303 and "from paper, entered by Alma" in alma.get(done.location).get_data(as_text=True)
    assert [entry.on_behalf_of for entry in rows(cast, Entry)] == [True]
    assert alma.post(f"/homework/{hope}/end").status_code == 303
    assert "no longer asked" in alma.get(f"/homework/{hope}?done=ended").get_data(as_text=True)
    assert "Nothing to write" not in cast.browser(cast.ash).get("/portal/").get_data(as_text=True)


def test_askings_and_moments_are_called_by_their_day_as_days_are_written(cast):
    row = given(cast, on_protocol(cast, cast.ash_episode), cast.ash, "exception-log", frequency="daily",
                opens_on=today() - timedelta(days=1))  # fmt: skip
    alma, ash = cast.browser(cast.alma), cast.browser(cast.ash)
    for path in (f"/homework/{row.id}", f"/homework/{row.id}/write"):
        page = re.sub(r'(?:value|datetime|href|name|id)="[^"]*"', "", alma.get(path).text)
        assert f"{today():%a} {today().day} {today():%b}" in page and today().isoformat() not in page, path
    typed = {"q_context": "Tea", "q_when-day": "today", "q_when-time": "18:50", "do": "add"}
    asked = ash.get(f"/portal/homework/{row.id}").text
    hidden = dict(re.findall(r'<input type="hidden" name="([a-z_]+)" value="([^"]*)"', asked))
    page = ash.post(f"/portal/homework/{row.id}/send", data=hidden | typed).text
    assert f"{today():%a} {today().day} {today():%b}, 18:50" in page
