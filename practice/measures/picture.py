"""One person's scores of one measure as pictures and as a table: what is drawn and what it says. Pure."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from babel.dates import format_date

from practice import charts
from practice.i18n import _, html_lang
from practice.measures import words
from practice.measures.change import boundary, criterion, reliability, uncertainty
from practice.measures.measure import Measure, Score

LONG = 300  # days after which the axis names months instead of days


@dataclass(frozen=True)
class Occasion:
    """One administration of a measure, for one of its scores. `value` None: it has no score; `missing` says which items.

    `prorated`: how many answers the measure's own rule filled up.
    """

    on: date
    value: float | None
    prorated: int = 0
    missing: tuple[int, ...] = ()


def score_picture(
    measure: Measure, score_id: str, occasions: Sequence[Occasion], *, phases: Sequence[charts.Band] = (),
    sessions: Sequence[date] = (), today: date | None = None,
) -> charts.ScoreChart:  # fmt: skip
    """The chart of one score of one person in one relationship, whole axis always. Raises KeyError for no such score."""
    score = _score(measure, score_id)
    limit = boundary(score)
    cutoff = None
    if limit:
        at = words.number(limit.at)
        cutoff = (limit.at, _("cut-off %(at)s", at=at),
                  _("The dashed line is the cut-off %(at)s (%(source)s).", at=at, source=limit.cutoff.source))  # fmt: skip
    said = _axis_days([*(one.on for one in occasions), *(band.start for band in phases)], today)
    return charts.score_chart(
        _points(score, occasions), low=score.low, high=score.high, title=finding(measure, score, occasions, today),
        direction=words.direction(score.better), format_day=said, cutoff=cutoff, margin=_margin(score), phases=phases,
        sessions=sessions)  # fmt: skip


def small_picture(measure: Measure, score_id: str, occasions: Sequence[Occasion], today: date | None = None) -> charts.SmallChart:
    """The same in the size of a thumb; its number stands beside it."""
    score = _score(measure, score_id)
    limit, margin = boundary(score), criterion(score).threshold or 0
    return charts.small_chart(
        [charts.ScorePoint(one.on, one.value, "", bool(one.prorated)) for one in occasions], score.low, score.high,
        title=finding(measure, score, occasions, today), cutoff=limit.at if limit else None, margin=margin)  # fmt: skip


def finding(measure: Measure, score: Score, occasions: Sequence[Occasion], today: date | None = None) -> str:
    """From where to where, and when; nothing of what it means."""
    given = [one for one in occasions if one.value is not None]
    title = measure.title if len(measure.scores) == 1 or score.id == "total" else f"{measure.title}, {score.title}"
    if not given:
        return _("%(title)s: no score yet", title=title)
    first, last = given[0], given[-1]
    said = day_words([one.on for one in given], today)
    told = {"title": title, "first": words.number(first.value), "day": said(first.on), "last": words.number(last.value),
            "last_day": said(last.on)}  # fmt: skip
    if len(given) == 1:
        return _("%(title)s: %(first)s on %(day)s", **told)
    return _("%(title)s: %(first)s on %(day)s, %(last)s on %(last_day)s", **told)


def rows(score: Score, occasions: Sequence[Occasion], day: Callable[[date], str]) -> list[charts.Row]:
    """The table beneath, the latest first: the number, its distance from the first, what was missing."""
    first = next((one.value for one in occasions if one.value is not None), None)
    return [charts.Row(day(one.on), _number(one), _note(score, one, first)) for one in reversed(occasions)]


def positions(
    measure: Measure, score_ids: Sequence[str], occasions: Sequence[Sequence[Occasion]], *, about: str, day: str,
    earlier: str = "",
) -> charts.Positions:  # fmt: skip
    """Each score as a position on a line of its own; `occasions` are those of each score, the earliest first.

    `about`: the relationship it asks about, `day` and `earlier`: the present and the first date, in words.
    """
    scores = [_score(measure, score_id) for score_id in score_ids]
    axes = tuple(_axis(score, given, about, day) for score, given in zip(scores, occasions, strict=True))
    return charts.Positions(about, day, axes, _unsure(scores), earlier)


def day_words(days: Sequence[date], today: date | None = None) -> Callable[[date], str]:
    """A day in few letters, with its year unless all lie in this one."""
    years = {one.year for one in days} | ({today.year} if today else set())
    return _written("d MMM" if len(years) <= 1 else "d MMM y")


def _axis_days(days: Sequence[date], today: date | None) -> Callable[[date], str]:
    """The same under the drawing, as months where there is a year of them."""
    long = bool(days) and (max(days) - min(days)).days > LONG
    return _written("MMM y") if long else day_words(days, today)


def _written(pattern: str) -> Callable[[date], str]:
    return lambda day: format_date(day, pattern, locale=html_lang().replace("-", "_"))


def _axis(score: Score, occasions: Sequence[Occasion], about: str, day: str) -> charts.Axis:
    given = [one for one in occasions if one.value is not None]
    shown = given if len(given) < 2 else [given[0], given[-1]]
    readings = [_reading(score, one.value) for one in shown]
    told = {"title": score.title, "about": about, "day": day, "value": words.number(shown[-1].value),
            "range": words.points_of(score)}  # fmt: skip
    said = _("%(title)s, about %(about)s, %(day)s: %(value)s on a line from %(range)s.", **told)
    if between := readings[-1].between_words:
        said += " " + _("Read again, it would mostly lie between %(between)s.", between=between)
    return charts.axis(score.title, readings, score.low, score.high, said=said, low_words=_("less of it"),
                       high_words=_("more of it"))  # fmt: skip


def _reading(score: Score, value: float) -> charts.Reading:
    between = uncertainty(score, value)
    if between is None:
        return charts.Reading(value, words.number(value))
    low, high = map(words.number, between)
    return charts.Reading(value, words.number(value), between, _("%(low)s and %(high)s", low=low, high=high))


def _unsure(scores: Sequence[Score]) -> str:
    unknown = [score.title for score in scores if uncertainty(score, score.low) is None]
    if len(unknown) == len(scores):
        return _("How exact these positions are is not recorded for this measure.")
    kinds = {found.type for score in scores if (found := reliability(score))}
    said = _("The broad stretch is where most readings of the same state would lie (from a retest).") if kinds == {"retest"} else _(
        "The broad stretch is where most readings of the same state would lie (from alpha; a retest would make it wider).")  # fmt: skip
    if unknown:
        said += " " + _("For %(titles)s that is not recorded.", titles=", ".join(unknown))
    return said


def _margin(score: Score) -> charts.Margin | None:
    found = criterion(score)
    if found.threshold is None:
        return None
    told = {"points": words.number(found.threshold), "source": found.source}
    if found.estimated:
        said = _("Shaded: up to %(points)s points from the first score, which chance can bring about. %(source)s", **told)
    elif found.kind == "reliable":
        said = _("Shaded: less than %(points)s points from the first score, which chance can bring about (%(source)s).", **told)
    else:
        said = _("Shaded: less than the %(points)s points called a notable change (%(source)s).", **told)
    return charts.Margin(found.threshold, said)


def _points(score: Score, occasions: Sequence[Occasion]) -> list[charts.ScorePoint]:
    return [charts.ScorePoint(one.on, one.value, _number(one), bool(one.prorated)) for one in occasions]


def _number(one: Occasion) -> str:
    return "" if one.value is None else words.number(one.value)


def _note(score: Score, one: Occasion, first: float | None) -> str:
    if one.value is None:
        if not one.missing:
            return ""
        return _("Not answered: %(items)s", items=", ".join(map(str, one.missing)))
    band = score.band_of(one.value)
    parts = [band.label] if band else []
    if first is not None and one.value != first:
        moved = words.number(one.value - first)
        parts.append(_("%(moved)s since the first", moved=moved if moved.startswith("−") else f"+{moved}"))
    parts += [words.prorated(one.prorated)] if one.prorated else []
    return "; ".join(parts)


def _score(measure: Measure, score_id: str) -> Score:
    found = measure.score(score_id)
    if found is None:
        raise KeyError(score_id)
    return found
