"""The ladder of a report: every rating, what the ends mean, and one sentence that claims no more than was given.

A single 1-10 question has no published measurement error: the report quotes positions and dates, never a verdict,
never a mean over people, never one partner beside the other (clinical.md B.3).
"""

from collections.abc import Sequence
from datetime import date, datetime

from practice import charts
from practice.i18n import _, ngettext
from practice.ratings.chart import said
from practice.reports import days
from practice.reports.facts import Facts, Given, Stay, Steps
from practice.reports.fitting import END_WORDS, TITLE, fit
from practice.reports.report import Picture, RatingRow, Ratings, Spot

MOST_ROWS = 200


def chosen(ladders: Sequence[Steps], wish: str) -> Steps | None:
    """The ladder of the first page: the wished one, else the one rated most; None while there is none."""
    return next((one for one in ladders if one.id == wish), max(ladders, key=_numbered, default=None))


def picture(steps: Steps, facts: Facts) -> Picture:
    """One ladder as it is drawn, with the phases and sessions of the period."""
    numbered = [given for given in steps.given if given.low is not None]
    return Picture(
        title=fit(steps.title, TITLE)[0], low=steps.low, high=steps.high,
        low_words=fit(steps.low_words, END_WORDS)[0], high_words=fit(steps.high_words, END_WORDS)[0],
        finding=_finding(steps, numbered), summary=_summary(steps.given, numbered),
        spots=tuple(Spot(given.at.isoformat(timespec="minutes"), given.low, given.high) for given in numbered),
        phases=tuple((str(stay.number), max(stay.since, facts.since).isoformat()) for stay in _drawn(facts)),
        sessions=tuple(meeting.on.isoformat() for meeting in facts.meetings if meeting.status == "attended"),
    )  # fmt: skip


def ratings(steps: Steps, facts: Facts, on_first_page: bool) -> Ratings:
    """Every rating of a ladder, latest first, at most 200 with a sentence about the rest."""
    rows = [_row(given) for given in reversed(steps.given[-MOST_ROWS:])]
    note = ""
    if len(steps.given) > MOST_ROWS:
        note = _("The latest %(some)s of %(all)s ratings are listed; the picture shows every one.",
                 some=MOST_ROWS, all=len(steps.given))  # fmt: skip
    return Ratings(steps.title, tuple(rows), note, None if on_first_page else picture(steps, facts))


def drawn(shown: Picture) -> charts.Chart:
    """The geometry of a picture, for the one chart macro of page and paper."""
    points = [charts.Point(datetime.fromisoformat(spot.at), spot.low, spot.high) for spot in shown.spots]
    phases = [charts.Band(title, date.fromisoformat(since)) for title, since in shown.phases]
    sessions = [date.fromisoformat(on) for on in shown.sessions]
    all_days = [point.at.date() for point in points] + [band.start for band in phases] + sessions
    return charts.rating_chart(
        points, low=shown.low, high=shown.high, low_words=shown.low_words, high_words=shown.high_words,
        phases=phases, sessions=sessions, title=shown.finding, format_day=days.on_axis(all_days))  # fmt: skip


def _numbered(steps: Steps) -> int:
    return sum(given.low is not None for given in steps.given)


def _drawn(facts: Facts) -> list[Stay]:
    return [stay for stay in facts.stays if stay.how == "entered"]


def _finding(steps: Steps, numbered: list[Given]) -> str:
    """The picture in one sentence, for those who do not see it."""
    told = {"title": steps.title, "low": steps.low, "high": steps.high}
    if not numbered:
        return _("%(title)s, from %(low)s to %(high)s: no rating yet.", **told)
    return _("%(title)s, from %(low)s to %(high)s: %(said)s", **told, said=_summary(steps.given, numbered))


def _summary(given: Sequence[Given], numbered: list[Given]) -> str:
    if not numbered:
        return ""
    first, last = numbered[0], numbered[-1]
    told = {"first": said(first.low, first.high), "day": days.short(first.at.date()),
            "last": said(last.low, last.high), "last_day": days.short(last.at.date())}  # fmt: skip
    if len(numbered) == 1:
        words = _("One rating so far: %(first)s on %(day)s.", **told)
    else:
        words = _("First %(first)s on %(day)s, latest %(last)s on %(last_day)s; %(count)s ratings.", **told,
                  count=len(numbered))  # fmt: skip
    without = len(given) - len(numbered)
    if without:
        words += " " + ngettext("Once no number was given, on purpose.",
                                "%(num)s times no number was given, on purpose.", without)  # fmt: skip
    return words


def _row(given: Given) -> RatingRow:
    return RatingRow(days.short(given.at.date()), said(given.low, given.high), given.words)
