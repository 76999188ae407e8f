"""Goals in the progress report: only when chosen, only of the report's room, as they stood at its end."""

from dataclasses import replace
from datetime import date, timedelta

from practice import clock
from practice.db import db
from practice.goals.actions import reword, take_step
from practice.reports.choices import Choices
from practice.reports.content import compose
from practice.reports.facts import Aim
from practice.reports.freezing import freeze, thaw
from tests.goals.given import goal_of
from tests.homework.given import today
from tests.reports.sample import facts


def test_only_when_it_was_chosen():
    told = replace(facts(), aims=(Aim("Coffee by the window", "The kettle", date(2026, 10, 1), "reached", date(2026, 11, 3)),))
    assert compose(told, Choices()).appendices.goals is None
    report = compose(told, Choices(appendices=("goals",)))
    (one,) = report.appendices.goals
    assert (one.quote.text, one.sign, one.stands) == ("Coffee by the window", "The kettle", "Reached on 3 Nov 2026")
    assert thaw(freeze(report)) == report


def test_a_report_given_out_before_there_were_goals_is_still_read():
    old = freeze(compose(facts(), Choices()))
    del old["appendices"]["goals"]
    assert thaw(old).appendices.goals is None


def preview(cast, path, **plan):
    alma = cast.browser(cast.alma)
    days = {"since": (today() - timedelta(days=20)).isoformat(), "until": today().isoformat()} | plan
    kept = alma.post(path, data=days | {"appendices": ["goals"], "version": "0", "do": "read"})
    assert kept.status_code == 302
    return alma.get(kept.location).text


def test_each_room_has_its_own(cast):
    for who, words in ((cast.robin, "Robin alone"), (cast.kim, "Kim alone"), (None, "An evening together")):
        goal_of(cast, cast.couple, who, words)
    joint = preview(cast, f"/episodes/{cast.couple.id}/report")
    assert "An evening together" in joint and "alone" not in joint.split("Where you wanted to get")[1].split("</section>")[0]
    robins = preview(cast, f"/episodes/{cast.couple.id}/report/{cast.robin.id}")
    assert "Robin alone" in robins and "An evening together" in robins and "Kim alone" not in robins


def test_as_it_stood_at_the_end_of_the_period(cast):
    goal = goal_of(cast, cast.ash_episode, cast.ash, "Coffee by the window", at=clock.now() - timedelta(days=9))
    with cast.acting(cast.alma):
        take_step(goal, "reached", by=cast.alma.id)
        reword(goal, words="In other words", by=cast.alma.id)
        db.session.commit()
    path = f"/episodes/{cast.ash_episode.id}/report"
    shown = preview(cast, path, until=(today() - timedelta(days=2)).isoformat())
    assert "Coffee by the window" in shown and "Going on since" in shown and "In other words" not in shown


def test_today_it_stands_as_it_does(cast):
    goal = goal_of(cast, cast.ash_episode, cast.ash, "Coffee by the window")
    with cast.acting(cast.alma):
        take_step(goal, "reached", by=cast.alma.id)
        db.session.commit()
    shown = preview(cast, f"/episodes/{cast.ash_episode.id}/report")
    assert "Coffee by the window" in shown and "Reached on" in shown
