"""The weeks ahead: when the counselors work, a series of sessions, and times of somebody's own calendar."""

from datetime import date, time, timedelta

from practice import clock
from practice.access.scope import CounselorScope, acting_as
from practice.accounts.models import Counselor
from practice.calendar.actions import keep_busy, set_hours
from practice.calendar.foreign import Busy
from practice.calendar.hours import read_hours
from practice.demo.cast import ZONE
from practice.demo.telling import Telling
from practice.episodes.actions import plan_series
from practice.episodes.rhythm import days, turns

HOURS = {
    "nora": {0: "9-12:30, 14-18:30", 1: "9-12:30, 14-18:30", 2: "9-13", 3: "9-12:30, 14-19", 4: "9-15"},
    "tomas": {1: "13-19", 2: "9-17", 3: "9-17"},
}
SERIES = ("zhou-ting", time(9), 2, 8)  # whose, at which time, every how many weeks, how many
OWN = (("Dentist", 2, "11:15", 45), ("Supervision group", 6, "13:00", 90))  # days from today


def ahead(told: dict[str, Telling], people: dict[str, Counselor], today: date) -> None:
    """After the stories: what is planned stands in front of today."""
    for key, week in HOURS.items():
        with acting_as(CounselorScope(people[key].practice_id, people[key].id)):
            set_hours(people[key].id, {weekday: read_hours(text) for weekday, text in week.items()})
    nora = people["nora"]
    with acting_as(CounselorScope(nora.practice_id, nora.id)):
        keep_busy(nora.id, "own-calendar.ics", [_own(today, *one) for one in OWN])
    _series(told, today, *SERIES)


def _own(today: date, title: str, days_ahead: int, begins: str, minutes: int) -> Busy:
    starts = clock.at(today + timedelta(days=days_ahead), *(int(part) for part in begins.split(":")), ZONE)
    return Busy(f"sample-{days_ahead}", title, starts, starts + timedelta(minutes=minutes))


def _series(told: dict[str, Telling], today: date, key: str, at: time, every: int, times: int) -> None:
    """It begins a fortnight after the session that was planned by itself."""
    tale = told[key]
    starts = [turn.choices[0] for turn in turns(days(today + timedelta(days=14), every, times), at, ZONE)]
    with tale.as_counselor():
        plan_series(tale.episode.id, tale.who(None), starts=starts, at_wall=at, zone=ZONE, every=every, by=tale.by,
                    place="Lindenhof, room 2")  # fmt: skip
