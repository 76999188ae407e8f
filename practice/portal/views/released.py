"""What a counselor has shown a client of their measures: pictures over time, numbers with their days, and no verdict."""

from dataclasses import dataclass, replace

from flask import g, render_template
from flask_login import current_user

from practice import charts, clock
from practice.access import gate
from practice.homework.queries import counselor_of
from practice.i18n import _, day
from practice.measures import words
from practice.measures.measure import Measure, Score
from practice.measures.overview import main_scores, same_scale, scored_anew
from practice.measures.picture import Occasion, positions, score_picture
from practice.measures.queries import AdministrationRow, measure_of, released_to
from practice.measures.said import Occasion as Words
from practice.measures.said import every_answer, own_words
from practice.portal.views import bp

POSITIONS = ("raas", "ecrr", "ecrs", "ecrrs")  # how closeness goes, with one person: places on lines, never a curve or a name


@dataclass(frozen=True)
class Shown:
    """One measure, about one relationship or none: a picture of each score, or all of them as places on lines.

    `said`: what they wrote themselves; of a form that is not scored, everything they answered.
    """

    measure: Measure
    target: str | None
    name: str
    period: str
    pictures: list[tuple[Score, charts.ScoreChart, list[charts.Row]]]
    places: charts.Positions | None
    said: list[Words]


@bp.get("/results")
@gate.client()
def results():
    """By title. What is asked alone and in person is spoken of in person, too: it never stands on a page at home."""
    groups: dict[tuple[str, str], list[AdministrationRow]] = {}
    for row in released_to(current_user.person_id):
        groups.setdefault((row.measure_key, row.target or ""), []).append(row)
    found = [_shown(rows) for rows in groups.values()]
    shown = sorted((one for one in found if not one.measure.audience.solo_only and (one.pictures or one.places or one.said)),
                   key=lambda one: (one.measure.title.casefold(), one.target or ""))  # fmt: skip
    return render_template("portal/measure_results.html", shown=shown)


def _shown(rows: list[AdministrationRow]) -> Shown:
    measure, last = measure_of(rows[-1].version_id), rows[-1]
    scores = [one for one in main_scores(measure) if one.audience != "counselor"]
    given = [(one, [_occasion(row, one.id) for row in rows if same_scale(measure_of(row.version_id), measure, one.id)])
             for one in scores]  # fmt: skip
    drawn = [(one, found) for one, found in given if any(occasion.value is not None for occasion in found)]
    placed = _places(measure, drawn, last.target) if measure.key in POSITIONS and drawn else None
    return Shown(measure, last.target, counselor_of(last.episode_id)[1], period(measure),
                 [] if placed else [_picture(measure, *one) for one in drawn], placed,
                 every_answer(rows, measure_of) if measure.unscored else own_words(rows, measure_of))  # fmt: skip


def _occasion(row: AdministrationRow, score_id: str) -> Occasion:
    """Scored anew from what was answered, by the version it was answered in."""
    measure = measure_of(row.version_id)
    scored, one = scored_anew(measure, row.answers), measure.score(score_id)
    filled = len(one.items) - scored.prorated[score_id] if one and score_id in scored.prorated else 0
    return Occasion(row.given_on, scored.scores.get(score_id), filled, scored.missing)


def _picture(measure: Measure, score: Score, occasions: list[Occasion]):
    """Without the cut-off: it says something about groups of people, and only beside a counselor who explains it."""
    chart = replace(score_picture(measure, score.id, occasions, today=clock.today(g.practice.zone)), cut=None)
    rows = [charts.Row(day(one.on), "" if one.value is None else words.number(one.value), _note(one))
            for one in reversed(occasions)]  # fmt: skip
    return score, chart, rows


def _note(one: Occasion) -> str:
    if one.value is None:
        return _("Some questions were left out.")
    return words.prorated(one.prorated) if one.prorated else ""


def _places(measure: Measure, drawn: list[tuple[Score, list[Occasion]]], target: str | None) -> charts.Positions:
    days = sorted({one.on for _score, found in drawn for one in found if one.value is not None})
    earlier = day(days[0]) if len(days) > 1 else ""
    return positions(measure, [score.id for score, _found in drawn], [found for _score, found in drawn],
                     about=target or _("people close to you"), day=day(days[-1]), earlier=earlier)  # fmt: skip


def period(measure: Measure) -> str:
    """What it is a picture of, by the time the instrument asks about."""
    if measure.period == "past 2 weeks":
        return _("A picture of these two weeks, not of you.")
    if measure.period:
        return _("A picture of the %(period)s, not of you.", period=measure.period)
    return _("A picture of that day, not of you.")
