"""The measures of a report: the picture of the page, first and latest with their days, and what the difference may be
called with the ground for it. Never why a number moved, never what it makes of a person (clinical.md B.1, D.6).
"""

from collections.abc import Callable, Iterable, Sequence
from datetime import date

from practice import charts
from practice.i18n import _, ngettext
from practice.measures import words
from practice.measures.change import boundary, criterion
from practice.measures.history import NEAR
from practice.measures.measure import Measure, Score
from practice.measures.picture import Occasion, score_picture
from practice.measures.result import Against, against
from practice.reports import days, report
from practice.reports.facts import Facts, Taken

MOST_ROWS = 200


def chosen(facts: Facts, ids: Iterable[str]) -> tuple[report.Measure, ...]:
    """The ticked measures in their order; ids that are not among the facts are passed over."""
    ticked = set(ids)
    return tuple(_measure(one, facts) for one in facts.measures if one.id in ticked)


def drawn(shown: report.ScorePicture) -> charts.ScoreChart:
    """The geometry of a picture, for the one chart macro of page and paper."""
    points = [charts.ScorePoint(date.fromisoformat(spot.on), spot.value, spot.words, spot.prorated) for spot in shown.spots]
    phases = [charts.Band(title, date.fromisoformat(since)) for title, since in shown.phases]
    sessions = [date.fromisoformat(on) for on in shown.sessions]
    all_days = [point.at for point in points] + [band.start for band in phases] + sessions
    return charts.score_chart(
        points, low=shown.low, high=shown.high, title=shown.title, direction=shown.direction, cutoff=shown.cut,
        margin=charts.Margin(*shown.margin) if shown.margin else None, phases=phases, sessions=sessions,
        format_day=days.on_axis(all_days))  # fmt: skip


def _measure(one: Taken, facts: Facts) -> report.Measure:
    measure = one.measure
    title = f"{measure.title}, {measure.full_title}" if measure.full_title else measure.title
    return report.Measure(title, one.target, tuple(_score(measure, score, given, facts) for score, given in one.series),
                          measure.licence.attribution, words.not_scored() if measure.unscored else "")  # fmt: skip


def _score(measure: Measure, score: Score, given: Sequence[Occasion], facts: Facts) -> report.Score:
    told, summary = _against(measure, score, given), _summary(given)
    note = ""
    if len(given) > MOST_ROWS:
        note = _("The latest %(some)s of %(all)s occasions are listed; the picture shows every one.",
                 some=MOST_ROWS, all=len(given))  # fmt: skip
    return report.Score(
        title=_("%(title)s, %(range)s", title=score.title, range=words.points_of(score)), summary=summary,
        picture=_picture(measure, score, given, summary, facts), rows=tuple(_rows(measure, given)),
        change=told.said if told else "", basis=told.basis if told else "", gaps=tuple(_gaps(measure, given)), note=note)  # fmt: skip


def _against(measure: Measure, score: Score, given: Sequence[Occasion]) -> Against | None:
    """The latest number beside the first of the period."""
    scored = [one for one in given if one.value is not None]
    return against(measure, score, scored[0].on, scored[0].value, scored[-1].value) if len(scored) > 1 else None


def _picture(measure: Measure, score: Score, given: Sequence[Occasion], summary: str, facts: Facts) -> report.ScorePicture:
    """What the page draws, with the phases and sessions around it, as plain values to keep."""
    page, near = score_picture(measure, score.id, given), _near([one.on for one in given])
    limit, margin = boundary(score), criterion(score).threshold
    part = "" if score.id == "total" else f", {score.title}"
    entered = [(str(stay.number), max(stay.since, facts.since)) for stay in facts.stays if stay.how == "entered"]
    return report.ScorePicture(
        title=f"{measure.title}{part}: {summary.rstrip('.')}", direction=page.direction, low=score.low, high=score.high,
        spots=tuple(report.Occasion(one.on.isoformat(), one.value, _number(one), bool(one.prorated)) for one in given),
        cut=(limit.at, page.cut.label.text, page.cut.words) if limit and page.cut else None,
        margin=(margin, page.band_words) if margin is not None and page.band_words else None,
        phases=tuple((number, since.isoformat()) for number, since in entered if near(since)),
        sessions=tuple(one.on.isoformat() for one in facts.meetings if one.status == "attended" and near(one.on)),
    )  # fmt: skip


def _near(given: Sequence[date]) -> Callable[[date], bool]:
    """What happened long before the first or after the last would only stretch the picture."""
    first, last = min(given).toordinal() - NEAR, max(given).toordinal() + NEAR
    return lambda on: first <= on.toordinal() <= last


def _summary(given: Sequence[Occasion]) -> str:
    scored = [one for one in given if one.value is not None]
    if not scored:
        return _("No score in this period.")
    told = {"first": _number(scored[0]), "day": days.short(scored[0].on), "last": _number(scored[-1]),
            "last_day": days.short(scored[-1].on)}  # fmt: skip
    if len(scored) == 1:
        return _("One score in this period: %(first)s on %(day)s.", **told)
    return _("First %(first)s on %(day)s, latest %(last)s on %(last_day)s.", **told)


def _gaps(measure: Measure, given: Sequence[Occasion]) -> list[str]:
    """Occasions without a score and those that were filled up, each by its day."""
    said = []
    for one in given:
        if one.value is None:
            said.append(_("No score on %(day)s: %(why)s", day=days.short(one.on), why=_unanswered(measure, one)))
        elif one.prorated:
            said.append(_("%(day)s: %(why)s", day=days.short(one.on), why=words.prorated(one.prorated)))
    return said


def _unanswered(measure: Measure, one: Occasion) -> str:
    """Which questions; a question about danger is not pointed at on paper."""
    if not one.missing:
        return _("none was made.")
    if any(risk.item in one.missing for risk in measure.risk):
        return ngettext("%(num)s question was not answered.", "%(num)s questions were not answered.", len(one.missing))
    numbers = ", ".join(map(str, one.missing))
    return ngettext("question %(numbers)s was not answered.", "questions %(numbers)s were not answered.", len(one.missing),
                    numbers=numbers)  # fmt: skip


def _rows(measure: Measure, given: Sequence[Occasion]) -> list[report.RatingRow]:
    """The table beneath, the latest first. No names of ranges: a number on paper is not a word about a person."""
    first = next((one.value for one in given if one.value is not None), None)
    return [report.RatingRow(days.short(one.on), _number(one), _beside(measure, one, first)) for one in given[: -MOST_ROWS - 1 : -1]]


def _beside(measure: Measure, one: Occasion, first: float | None) -> str:
    if one.value is None:
        return _unanswered(measure, one)
    parts = [words.prorated(one.prorated)] if one.prorated else []
    if one.value != first:
        moved = words.number(one.value - first)
        parts.insert(0, _("%(moved)s since the first", moved=moved if moved.startswith("−") else f"+{moved}"))
    return "; ".join(parts)


def _number(one: Occasion) -> str:
    return "" if one.value is None else words.number(one.value)
