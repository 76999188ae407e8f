"""The pages of goals: made, moved on, in other words, on a ladder; what was typed is never lost."""

import re

from practice import clock
from practice.access.models import CaseloadAssignment
from practice.db import db
from practice.episodes.actions import discharge
from practice.goals.actions import set_goal, take_step
from tests.goals.given import PLUM, goal_of, ladder_of
from tests.homework.given import today


def page(browser, path, status=200):
    answer = browser.get(path)
    assert answer.status_code == status, (path, answer.status_code)
    return answer.get_data(as_text=True)


def new(browser, episode, status=303, **data):
    answer = browser.post(f"/episodes/{episode.id}/goals/new", data={"ladder": "none", "review_every": "28"} | data)
    assert answer.status_code == status, answer.get_data(as_text=True)
    return answer


def test_a_goal_is_made_and_read(cast):
    browser = cast.browser(cast.alma)
    assert "No goal in words at the moment" in page(browser, f"/episodes/{cast.ash_episode.id}/goals")
    assert "What would be there instead" in page(browser, f"/episodes/{cast.ash_episode.id}/goals/new")
    made = new(browser, cast.ash_episode, room=cast.ash.id, goal=PLUM, sign="在窗边喝咖啡").location
    shown = page(browser, made)
    assert PLUM in shown and "在窗边喝咖啡" in shown and "Going on" in shown and "No ladder yet" in shown
    listed = page(browser, f"/episodes/{cast.ash_episode.id}/goals")
    assert PLUM in listed and "looked at again" in listed
    for word in ("%", "progress", "well done", "<progress"):
        assert word not in re.sub(r"<[^>]*>", "", listed).lower()


def test_what_was_typed_stays(cast):
    text = new(cast.browser(cast.alma), cast.ash_episode, 422, room=cast.ash.id, sign="Kettle", ladder="new", title="Steady",
               review_every="999").get_data(as_text=True)  # fmt: skip
    assert "Kettle" in text and 'value="999"' in text and "Between 1 and 366 days" in text and "as they say it." in text


def test_a_new_ladder_comes_with_it(cast):
    browser = cast.browser(cast.alma)
    lacking = new(browser, cast.ash_episode, 422, room=cast.ash.id, goal=PLUM, ladder="new", title="", low="a").get_data(as_text=True)
    assert "Write what 10 means to them." in lacking and "Give the ladder a name." in lacking
    made = new(browser, cast.ash_episode, room=cast.ash.id, goal=PLUM, ladder="new", title="Steady", low="a", high="b").location
    assert "Steady" in page(browser, made) and "No rating yet" in page(browser, made)


def test_the_ladder_of_the_other_is_not_taken(cast):
    robins = ladder_of(cast, cast.couple, cast.robin, value=3)
    browser = cast.browser(cast.alma)
    assert "Robin: Steady" in page(browser, f"/episodes/{cast.couple.id}/goals/new")
    text = new(browser, cast.couple, 422, room=cast.kim.id, goal=PLUM, ladder=robins.id).get_data(as_text=True)
    assert "Choose a ladder of the same person" in text and PLUM in text
    made = new(browser, cast.couple, room=cast.robin.id, goal=PLUM, ladder=robins.id).location
    assert "<svg" in page(browser, made) and "last time 3" in page(browser, f"/episodes/{cast.couple.id}/goals")


def test_a_shared_goal_has_a_ladder_of_both(cast):
    browser = cast.browser(cast.alma)
    made = new(browser, cast.couple, room="shared", goal="Tea together", ladder="new", title="Evenings", low="a", high="b").location
    text = page(browser, made)
    assert "Evenings" in text
    ladder = re.search(r"/ladders/([0-9a-f]{32})", text)[1]
    assert browser.post(f"/ladders/{ladder}/rate", data={"value": "4"}).status_code == 302
    assert "Robin Vale and Kim Vale" in text or "Kim Vale and Robin Vale" in text
    assert page(browser, f"/episodes/{cast.couple.id}")


def test_steps_and_other_words(cast):
    goal = goal_of(cast, cast.ash_episode, cast.ash)
    browser = cast.browser(cast.alma)
    step = {"seen": "1", "status": "resting", "said": "Not this month"}
    assert browser.post(f"/goals/{goal.id}/steps", data=step).status_code == 303
    assert browser.post(f"/goals/{goal.id}/words", data={"seen": "2", "goal": "A quiet evening"}).status_code == 303
    text = page(browser, f"/goals/{goal.id}")
    for words in ("Resting for now", "Not this month", "A quiet evening", PLUM, "The words before"):
        assert words in text
    assert browser.post(f"/goals/{goal.id}/steps", data={"seen": "3"}).status_code == 422


def test_somebody_else_was_quicker(cast):
    goal = goal_of(cast, cast.ash_episode, cast.ash)
    with cast.acting(cast.alma):
        take_step(goal, "resting", words="meanwhile", by=cast.alma.id)
        db.session.commit()
    browser = cast.browser(cast.alma)
    for path, data in (("steps", {"status": "reached", "said": "Mine"}), ("words", {"goal": "Mine too"})):
        answer = browser.post(f"/goals/{goal.id}/{path}", data={"seen": "1"} | data)
        text = answer.get_data(as_text=True)
        assert answer.status_code == 409 and "meanwhile" in text and list(data.values())[-1] in text
        assert 'name="seen" value="2"' in text or 'value="2"' in text


def test_another_ladder(cast):
    goal, ladder = goal_of(cast, cast.ash_episode, cast.ash), ladder_of(cast, cast.ash_episode, cast.ash, value=6)
    browser = cast.browser(cast.alma)
    assert browser.post(f"/goals/{goal.id}/ladder", data={"ladder": ladder.id}).status_code == 303
    assert "<svg" in page(browser, f"/goals/{goal.id}")
    assert browser.post(f"/goals/{goal.id}/ladder", data={"ladder": "none"}).status_code == 303
    assert browser.post(f"/goals/{goal.id}/ladder", data={"ladder": "0" * 32}).status_code == 422


def test_a_supervisor_reads_and_writes_nothing(cast):
    goal = goal_of(cast, cast.ash_episode, cast.ash)
    with cast.acting(cast.alma):
        for row in db.session.query(CaseloadAssignment).filter_by(episode_id=cast.ash_episode.id):
            row.supervision_agreed_at = clock.now()
        db.session.commit()
    browser = cast.browser(cast.sam)
    text = page(browser, f"/goals/{goal.id}")
    assert PLUM in text and "<textarea" not in text
    assert "Write down a goal" not in page(browser, f"/episodes/{cast.ash_episode.id}/goals")
    assert browser.post(f"/goals/{goal.id}/steps", data={"status": "reached", "seen": "1"}).status_code == 404
    assert browser.get(f"/episodes/{cast.ash_episode.id}/goals/new").status_code == 404


def test_the_record_leads_there(cast):
    browser = cast.browser(cast.alma)
    assert f"/episodes/{cast.ash_episode.id}/goals" in page(browser, f"/episodes/{cast.ash_episode.id}")


def test_once_one_has_left_nothing_shared_is_begun(cast):
    with cast.acting(cast.alma):
        set_goal(cast.couple.id, None, goal="Tea", by=cast.alma.id)
        discharge(cast.couple, cast.kim.id, on=today(), reason="agreed", by=cast.alma.id)
        db.session.commit()
    text = page(cast.browser(cast.alma), f"/episodes/{cast.couple.id}/goals/new")
    assert "Both together" not in text and cast.kim.id not in text
