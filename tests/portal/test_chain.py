"""What is written once is carried forward: on the client's pages, from their own words alone, and the partner sees none."""

from datetime import timedelta

import pytest
from sqlalchemy import event, select

from practice import clock
from practice.access.scope import everything
from practice.db import db, new_id
from practice.homework.actions import mark_discussed, send_entry, take_back
from practice.homework.actions.keeping import keep
from practice.homework.actions.sending import NotTheWriter
from practice.homework.actions.tagging import show_pattern
from practice.homework.counting import Line
from practice.homework.models import Entry, HomeworkAssignment, Kept
from practice.homework.queries import asked_of
from practice.homework.queries.carried import first_signs, plan_of, prefill
from practice.ratings.actions import make_ladder
from tests.homework.given import given, on_protocol, today

WAYS = {"ways": ["I call my sister", "I go for a walk"]}


@pytest.fixture
def course(cast):
    return on_protocol(cast, cast.ash_episode)


def write(cast, course, client, exercise_id, answers, *, days_ago=0, **more) -> Entry:
    """A page sent by a client some days ago, with what was agreed for it."""
    known = more.pop("assignment", None) or given(cast, course, client, exercise_id, confirmed=True, **more)
    with cast.acting(client):
        entry = send_entry(known, occurrence="once", answers=answers, made_id=new_id(), at=clock.now() - timedelta(days=days_ago))
        db.session.commit()
    return entry


def opened(cast, client, assignment: HomeworkAssignment):
    with cast.acting(client):
        return prefill(assignment, asked_of(assignment, client.id), client.id)


def held(cast, client, entry, *places):
    with cast.acting(client):
        keep(entry, places)
        db.session.commit()
    with cast.acting(cast.alma):
        mark_discussed(entry, by=cast.alma.id)
        db.session.commit()


def text(browser, path) -> str:
    page = browser.get(path)
    assert page.status_code == 200, path
    return page.get_data(as_text=True)


def test_into_the_plan_flows_what_was_ticked_and_talked_over(cast, course):
    entry = write(cast, course, cast.ash, "coping-list", WAYS, days_ago=3)
    plan = given(cast, course, cast.ash, "prevention-plan", confirmed=True)
    assert opened(cast, cast.ash, plan).answers == {}
    ash = cast.browser(cast.ash)
    assert ash.post(f"/portal/pages/{entry.id}/keep", data={"place": ["ways.0", "ways.9", "nothing"]}).status_code == 303
    assert 'value="ways.0" checked' in text(ash, f"/portal/pages/{entry.id}")
    assert opened(cast, cast.ash, plan).answers == {}
    with cast.acting(cast.alma):
        mark_discussed(entry, by=cast.alma.id)
        db.session.commit()
    found = opened(cast, cast.ash, plan)
    assert found.answers == {"what_helps": ["I call my sister"]}
    assert found.sources[0].date == today() - timedelta(days=3) and found.sources[0].title == entry.labels["title"]
    assert "I call my sister" in text(ash, "/portal/plan") and "I go for a walk" not in text(ash, "/portal/plan")


def test_taking_the_tick_off_is_a_dated_fact(cast, course):
    entry = write(cast, course, cast.ash, "coping-list", WAYS)
    held(cast, cast.ash, entry, "ways.0")
    ash = cast.browser(cast.ash)
    assert ash.post(f"/portal/pages/{entry.id}/keep", data={}).status_code == 303
    with cast.acting(cast.ash):
        (row,) = db.session.scalars(select(Kept)).all()
        assert row.let_go_at is not None and plan_of(cast.ash_episode.id, cast.ash.id).is_empty
        keep(entry, ["ways.0"])
        db.session.commit()
        assert row.let_go_at is None and not plan_of(cast.ash_episode.id, cast.ash.id).is_empty


def test_only_the_author_keeps(cast, course):
    entry = write(cast, course, cast.ash, "coping-list", WAYS)
    with cast.acting(cast.alma), pytest.raises(NotTheWriter):
        keep(entry, ["ways.0"])


def test_what_was_taken_back_is_carried_nowhere(cast, course):
    entry = write(cast, course, cast.ash, "miracle-question", {"first_sign": "Coffee by the window"})
    ladder = given(cast, course, cast.ash, "scale-positioning", confirmed=True)
    assert opened(cast, cast.ash, ladder).answers == {"position": {"first_sign": "Coffee by the window"}}
    with cast.acting(cast.ash):
        take_back(entry)
        db.session.commit()
        assert first_signs(cast.ash_episode.id, cast.ash.id) == []
    assert opened(cast, cast.ash, ladder).answers == {}


def test_nothing_crosses_between_the_two_of_a_couple(cast):
    course = on_protocol(cast, cast.couple)
    write(cast, course, cast.robin, "miracle-question", {"first_sign": "Only Robin knows this"})
    for client in (cast.kim, cast.robin):
        assignment = given(cast, course, client, "scale-positioning", confirmed=True)
        assert bool(opened(cast, client, assignment).answers) == (client is cast.robin)
        with cast.acting(cast.kim):
            asked = asked_of(assignment, client.id) if client is cast.kim else None
            assert asked is None or prefill(assignment, asked, cast.robin.id).answers == {}


def test_first_signs_are_shown_where_a_ladder_is_climbed_and_made(cast, course):
    write(cast, course, cast.ash, "miracle-question", {"first_sign": "Coffee by the window"})
    alma = cast.browser(cast.alma)
    new = f"/episodes/{cast.ash_episode.id}/ladders/new"
    assert "Coffee by the window" in text(alma, new)
    made = alma.post(new, data={"client": cast.ash.id, "title": "Ease", "low": "x", "high": "y", "rungs": "I hum\n\n",
                                f"rung-{cast.ash.id}": "Coffee by the window", "rung-" + "0" * 32: "Not Ash's"})  # fmt: skip
    ladder = text(alma, made.location)
    assert "I hum" in ladder and "Coffee by the window" in ladder and "Not Ash" not in ladder
    portal = text(cast.browser(cast.ash), "/portal" + made.location)
    assert "I hum" in portal and "From your miracle day" in portal


def test_versions_are_read_beside_each_other(cast, course):
    first = {"start": "It began with silence", "now": "<b>loud</b>"}
    write(cast, course, cast.ash, "progress-narrative", first, days_ago=9)
    again = {"start": "It began with much silence", "now": "<b>loud</b>"}
    write(cast, course, cast.ash, "progress-narrative", again)
    for page in (text(cast.browser(cast.ash), "/portal/versions/progress-narrative"),
                 text(cast.browser(cast.alma), f"/episodes/{cast.ash_episode.id}/versions/{cast.ash.id}/progress-narrative")):  # fmt: skip
        assert "<ins>" in page and "much " in page and "added:" in page and "<b>loud" not in page and "&lt;b&gt;loud" in page
    assert cast.browser(cast.ash).get("/portal/versions/trigger-log").status_code == 404


def test_a_story_opens_with_its_last_version(cast, course):
    write(cast, course, cast.ash, "progress-narrative", {"start": "It began with silence"})
    again = given(cast, course, cast.ash, "progress-narrative", confirmed=True)
    assert opened(cast, cast.ash, again).answers == {"start": "It began with silence"}


def test_empty_pages_say_so(cast):
    ash, alma = cast.browser(cast.ash), cast.browser(cast.alma)
    assert "Nothing here yet" in text(ash, "/portal/recurs") and "Nothing stands here yet" in text(ash, "/portal/plan")
    assert "No log has an entry yet" in text(alma, f"/episodes/{cast.ash_episode.id}/recurs/{cast.ash.id}")
    assert alma.get(f"/episodes/{cast.ash_episode.id}/recurs/{cast.kim.id}").status_code == 404


def test_nothing_of_it_reaches_the_partner(cast):
    course, kim = on_protocol(cast, cast.couple), cast.browser(cast.kim)
    pages = ("/portal/", "/portal/pages", "/portal/recurs", "/portal/plan", "/portal/shared", "/portal/versions/progress-narrative")

    def kims():
        return [(kim.get(path).status_code, kim.get(path).data) for path in pages]

    before = kims()
    ways = write(cast, course, cast.robin, "coping-list", WAYS)
    held(cast, cast.robin, ways, "ways.0")
    log = given(cast, course, cast.robin, "exception-log", frequency="daily", confirmed=True)
    for n in range(6):
        write(cast, course, cast.robin, "exception-log", {"context": f"Moment {n}", "where": ["home"]}, assignment=log)
    write(cast, course, cast.robin, "progress-narrative", {"start": "Silence"})
    with cast.acting(cast.alma):
        show_pattern(cast.couple.id, cast.robin.id, "exception-log", [("At home", Line("where", "home", "At home", 6, 6))], by=cast.alma.id)
        db.session.commit()
    after = kims()
    assert [[status, _masked(body)] for status, body in before] == [[status, _masked(body)] for status, body in after]


def _masked(body: bytes) -> bytes:
    import re

    return re.sub(rb'(name="csrf_token" value=")[^"]*', rb"\1", body)


def logged(cast, known: Entry, many: int) -> None:
    """Many more entries like this one, put down at once."""
    with everything("a long log", cast.practice.id):
        for n in range(many):
            db.session.add(Entry(
                practice_id=cast.practice.id, episode_id=known.episode_id, client_id=known.client_id, kind="answer",
                assignment_id=known.assignment_id, exercise_id=known.exercise_id, occurrence="once",
                protocol_version_id=known.protocol_version_id, labels=known.labels, made_id=new_id(), sent_by=known.sent_by,
                answers={"context": f"Moment {n}", "where": ["home"]}, sent_at=known.sent_at))  # fmt: skip
        db.session.commit()


def statements(app, ask) -> int:
    counted = []

    def count(*_given):
        counted.append(1)

    event.listen(db.engine, "before_cursor_execute", count)
    try:
        assert ask().status_code == 200
    finally:
        event.remove(db.engine, "before_cursor_execute", count)
    return len(counted)


def test_five_hundred_moments_cost_no_more_statements_than_five(app, cast, course):
    paths = [(cast.ash, "/portal/recurs"), (cast.ash, "/portal/plan"), (cast.ash, "/portal/recurs?page=3"),
             (cast.alma, f"/episodes/{cast.ash_episode.id}/recurs/{cast.ash.id}"),
             (cast.alma, f"/episodes/{cast.ash_episode.id}/ladders/new")]  # fmt: skip
    make_ladder_for(cast)
    log = given(cast, course, cast.ash, "exception-log", frequency="daily", confirmed=True)
    known = write(cast, course, cast.ash, "exception-log", {"context": "烹饪"}, assignment=log)
    logged(cast, known, 5)
    browsers = {who.id: cast.browser(who) for who, _path in paths}

    def cost() -> list[int]:
        return [statements(app, lambda who=who, path=path: browsers[who.id].get(path)) for who, path in paths]

    cost()
    few = cost()
    logged(cast, known, 500)
    assert cost() == few


def make_ladder_for(cast) -> None:
    with cast.acting(cast.alma):
        make_ladder(cast.ash_episode.id, cast.ash.id, title="Ease", words={"low": "x", "high": "y"}, by=cast.alma.id)
        db.session.commit()
