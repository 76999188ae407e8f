"""Measures of an invented client as facts, and given by the real verbs where a test looks at what was chosen."""

from datetime import date, timedelta

from practice import clock
from practice.measures.actions import answer, begin, finish, release
from practice.measures.library import load_measures
from practice.measures.picture import Occasion
from practice.reports.facts import Taken
from tests.people import ZONE
from tests.reports import sample

WHO = "PHQ-9, Patient Health Questionnaire-9"


def taken(key: str = "phq9", *, numbers=((1, 13), (22, None), (40, 8)), missing=(5,), target: str = "", prorated: int = 0,
          released: int | None = None) -> Taken:  # fmt: skip
    """One measure with one score; `numbers`: (day of the sample, value or None)."""
    measure = load_measures().measures[key]
    given = tuple(Occasion(sample.day(n), value, 0 if value is None else prorated, missing if value is None else ())
                  for n, value in numbers)  # fmt: skip
    return Taken(f"{key}:{target}" if target else key, measure, target, len(given),
                 len(given) if released is None else released, ((measure.scores[0], given),))  # fmt: skip


def give(cast, client, episode, key: str, answers: str, *, days: int = 3, shown: bool = True):
    """One occasion in session, finished, and shown to the client; "." in `answers` is a question left out."""
    on: date = clock.today(ZONE) - timedelta(days=days)
    with cast.acting(cast.alma):
        row = begin(episode_id=episode.id, client_id=client.id, key=key, way="session", made_id=f"{key}{days}{client.id[:4]}",
                    given_by=cast.alma.id, given_on=on)  # fmt: skip
        for n, value in enumerate(answers, 1):
            if value != ".":
                answer(row, n, int(value))
        finish(row)
        if shown:
            release(row, by=cast.alma.id)
    return row
