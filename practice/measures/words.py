"""What may be said of a change, in words that claim no more than the numbers. Pure; nothing here says why."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from practice.i18n import _, ngettext

if TYPE_CHECKING:
    from practice.measures.change import Change
    from practice.measures.measure import Norm, Reliability, Score


def number(value: float, decimals: int = 2) -> str:
    """`9`, `3.67`, `−2`: as few digits as say it."""
    text = f"{value:.{decimals}f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return text.replace("-", "−") if text not in ("-0", "0") else "0"


def direction(better: str) -> str:
    """Which way is the hoped-for one; beside every picture and number."""
    return {"lower": _("Lower is better here."), "higher": _("Higher is better here.")}.get(
        better, _("Neither end of this scale is the better one.")
    )


def category(name: str | None) -> str:
    """The three categories as a label; empty for None."""
    return {
        "reliably better": _("reliably better"),
        "no reliable change yet": _("no reliable change yet"),
        "reliably worse": _("reliably worse"),
    }.get(name or "", "")


def sentence(change: "Change", first: float, last: float) -> str:
    """What the two numbers say together; one or two sentences."""
    if change.category is None:
        return _("Whether this is more than chance %(reason)s.", reason=change.reason)
    said = {"moved": _moved(first, last), "points": number(change.threshold)}
    if change.category == "no reliable change yet":
        return _("%(moved)s. A difference of this size can be chance: no reliable change yet.", **said)
    if change.kind == "reliable":
        why = _("More than chance usually brings about")
    else:
        why = _("At least the %(points)s points called a notable change", **said)
    if change.category == "reliably better":
        return _("%(moved)s. %(why)s: reliably better.", why=why, **said)
    return _("%(moved)s. %(why)s: reliably worse.", why=why, **said)


def significant(change: "Change") -> str:
    """The boundary and the reliable change together, with the research word named as one; empty where nothing is known."""
    if change.significant is None:
        return ""
    at = number(change.boundary.at)
    return {
        "recovered": _("It also lies on the other side of the cut-off (%(at)s) now. Research calls this “recovered”; it is "
                       "a word about two numbers.", at=at),
        "improved": _("The cut-off (%(at)s) was not crossed by it. Research calls this “improved”.", at=at),
        "unchanged": _("Research calls this “unchanged”: the number may still move, either way."),
        "deteriorated": _("Research calls this “deteriorated”. It is worth looking at together."),
    }[change.significant]  # fmt: skip


def basis(change: "Change") -> str:
    """Where the threshold comes from, for the small print beneath."""
    if change.threshold is None:
        return ""
    told = {"points": number(change.threshold), "percent": number(change.confidence or 0), "source": change.source}
    if change.estimated:
        return _("An estimate: more than %(points)s points (%(percent)s %%). %(source)s", **told)
    if change.confidence:
        return _("Published: %(points)s points or more (%(percent)s %%). %(source)s", **told)
    return _("Published: %(points)s points or more. %(source)s", **told)


def estimate(norm: "Norm", r: "Reliability") -> str:
    """What an estimated threshold was computed from, with its kind of reliability."""
    told = {"sd": number(norm.sd), "norm": norm.source, "r": number(r.value), "source": r.source, "sample": norm.sample,
            "days": r.interval_days}  # fmt: skip
    if r.type == "retest" and r.interval_days:
        return _("Estimate from a retest reliability of %(r)s over %(days)s days (%(source)s) and a standard deviation of "
                 "%(sd)s (%(sample)s; %(norm)s).", **told)  # fmt: skip
    if r.type == "retest":
        return _("Estimate from a retest reliability of %(r)s (%(source)s) and a standard deviation of %(sd)s (%(sample)s; "
                 "%(norm)s).", **told)  # fmt: skip
    return _("Estimate from an alpha of %(r)s (%(source)s), which asks for fewer points than a retest would, and a standard "
             "deviation of %(sd)s (%(sample)s; %(norm)s).", **told)  # fmt: skip


def boundary(kind: str) -> str:
    """Which of the three boundaries of Jacobson & Truax (1991) it is."""
    return {
        "a": _("two standard deviations away from the clinical group"),
        "b": _("two standard deviations into the range of people in general"),
        "c": _("nearer to people in general than to the clinical group"),
    }[kind]


def no_index(no_spread: bool, no_reliability: bool) -> str:
    if no_spread and no_reliability:
        return _("cannot be computed because neither a reliability nor a standard deviation is recorded for this score")
    if no_spread:
        return _("cannot be computed because no standard deviation is recorded for this score")
    return _("cannot be computed because no reliability is recorded for this score")


def index_only(reason: str) -> str:
    """Beside a category from a published criterion: why there is no index as well."""
    return _("The index itself %(reason)s; the published criterion needs none.", reason=reason)


def no_error() -> str:
    return _("cannot be computed because the recorded reliability leaves no measurement error")


def no_better_end() -> str:
    return _("cannot be computed because neither end of this scale is the better one")


def no_total(first: bool) -> str:
    if first:
        return _("cannot be computed because the first occasion has no score")
    return _("cannot be computed because the last occasion has no score")


def not_scored() -> str:
    """Wherever a number would stand."""
    return _("Not scored: nothing here is added up. The answers are read as they are.")


def no_score(wanted: str, known: Sequence[str]) -> str:
    if not known:
        return _("cannot be computed because this form is not scored")
    there = ", ".join(known)
    return _("cannot be computed because there is no score “%(wanted)s” here; there are: %(known)s", wanted=wanted, known=there)


def outside(value: float, low: float, high: float) -> str:
    told = {"value": number(value), "low": number(low), "high": number(high)}
    return _("cannot be computed because %(value)s lies outside %(low)s to %(high)s", **told)


def no_statistics(why: str, least: int) -> str:
    """Why a short series has no statistics (series.Told.why)."""
    return {
        "too-few": ngettext("cannot be computed because a phase has fewer than %(num)s number",
                            "cannot be computed because a phase has fewer than %(num)s numbers", least),
        "no-baseline": _("NAP, Tau and PEM cannot be computed because there is nothing from before"),
    }.get(why, "")  # fmt: skip


def prorated(missing: int) -> str:
    return ngettext("%(num)s answer was missing; the score was filled up by the measure’s own rule.",
                    "%(num)s answers were missing; the score was filled up by the measure’s own rule.", missing)  # fmt: skip


def points_of(score: "Score") -> str:
    """The whole range: `0 to 27`."""
    return _("%(low)s to %(high)s", low=number(score.low), high=number(score.high))


def _moved(first: float, last: float) -> str:
    told = {"first": number(first), "last": number(last), "points": number(abs(last - first))}
    if first == last:
        return _("%(first)s both times", **told)
    return _("From %(first)s to %(last)s, %(points)s points", **told)
