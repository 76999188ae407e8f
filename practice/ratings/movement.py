"""What may be said of a ladder's ratings: a step or a sustained shift; and, folded away, three statistics. Pure.

There is no published reliability of a 1-10 question, so there is no reliable change of one, no band and no verdict
(clinical.md B.3). Higher is called higher, not better: which end is hoped for is the client's to say.
"""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from statistics import median

from practice import charts
from practice.i18n import _, ngettext
from practice.series import LEAST, nap, step_of, tau, theil_sen

TEN = (9, 10)  # the span of a ladder of ten, from 1 or from 0
WEEK = timedelta(days=7)
MANY = 120  # work grows with the square: more ratings than this are taken week by week

Line = list[tuple[date, float]]


def moved(points: Sequence[charts.Point], low: int, high: int) -> str:
    """One plain sentence about ratings with a number, oldest first; empty where nothing moved or the scale is another."""
    if high - low not in TEN:
        return ""
    return {
        "step up": _("A step up from the first rating. What made the difference is a good question."),
        "step down": _("A step down from the first rating. It is something to talk about, not a verdict."),
        "sustained shift up": _("A sustained shift: the last two ratings lie two or more above the first."),
        "sustained shift down": _("A sustained shift: the last two ratings lie two or more below the first."),
    }.get(step_of([point.middle for point in points]) or "", "")


def research(points: Sequence[charts.Point], began: date | None) -> list[str]:
    """Lines for the folded part; empty with fewer than three ratings or all on one day. `began`: the course's first day."""
    given = [(_day(point), point.middle) for point in points]
    before = [one for one in given if began and one[0] < began]
    after = given[len(before):]
    a, b = _thin(before), _thin(after)
    slope = _slope([*a, *b])
    if not slope:
        return []
    both = _phases(a, b, len(before), len(after)) if len(a) >= LEAST <= len(b) else _first_week(given, len(before))
    weekly = [_("There are many ratings, so the middle one of each week was taken.")] if len(given) > MANY else []
    return [slope, both, *weekly, _("Ratings of neighbouring days resemble each other (they are autocorrelated), so the "
            "interval is narrower than it should be. None of these numbers says why something changed.")]  # fmt: skip


def _day(point: charts.Point) -> date:
    return point.at.date() if isinstance(point.at, datetime) else point.at


def _slope(line: Line) -> str:
    if len(line) < LEAST:
        return ""
    found = theil_sen([day.toordinal() / 7 for day, _value in line], [value for _day, value in line])
    if found is None:
        return ""
    told = {"slope": _signed(found.slope), "low": _signed(found.low), "high": _signed(found.high)}
    return _("Theil-Sen slope: %(slope)s per week (95 %% interval %(low)s to %(high)s).", **told)


def _phases(a: Line, b: Line, before: int, after: int) -> str:
    early, late = ([value for _day, value in line] for line in (a, b))
    told = {"before": before, "after": after, "early": f"{median(early):g}", "late": f"{median(late):g}",
            "nap": f"{nap(early, late):.2f}", "tau": f"{tau(early, late):.2f}".replace("-", "−")}  # fmt: skip
    return _("Baseline, before the course: %(before)s ratings, middle %(early)s. Since: %(after)s ratings, middle %(late)s. "
             "NAP %(nap)s (the share of pairs in which the later rating is the higher one), Tau %(tau)s.", **told)  # fmt: skip


def _first_week(given: Line, before: int) -> str:
    first, last = given[0][0], given[-1][0]
    early = [value for day, value in given if day < first + WEEK]
    told = {"early": f"{median(early):g}"}
    if last - first >= 2 * WEEK:
        late = [value for day, value in given if day > last - WEEK]
        said = _("First week: middle rating %(early)s. Latest week: %(late)s.", late=f"{median(late):g}", **told)
    else:
        said = _("First week: middle rating %(early)s.", **told)
    if before:
        why = ngettext("NAP and Tau need three ratings before the course and three since; there is %(num)s from before.",
                       "NAP and Tau need three ratings before the course and three since; there are %(num)s from before.",
                       before)  # fmt: skip
    else:
        why = _("There is no baseline, so no NAP and no Tau.")
    return f"{said} {why}"


def _thin(line: Line) -> Line:
    """The middle rating of each week where there are many; else the ratings."""
    if len(line) <= MANY:
        return line
    weeks: dict[int, Line] = {}
    for day, value in line:
        weeks.setdefault((day - line[0][0]).days // 7, []).append((day, value))
    return [(week[len(week) // 2][0], median(value for _day, value in week)) for week in weeks.values()]


def _signed(value: float) -> str:
    text = f"{value:+.2f}"
    return text[1:] if float(text) == 0 else text.replace("-", "−")
