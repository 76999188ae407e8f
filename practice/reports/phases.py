"""The way through the phases in words: one line on the first page, every stay in the appendix."""

from practice.i18n import _
from practice.reports import days
from practice.reports.facts import Facts, Stay
from practice.reports.fitting import SHORT_TITLE, STRIP, STRIP_TITLE, fit, width
from practice.reports.report import Row, Stage, Table


def strip(facts: Facts) -> tuple[Stage, ...]:
    """Each phase once, in the order first entered; a phase entered again gets the days of each stay."""
    stays: dict[int, list[Stay]] = {}
    for stay in facts.stays:
        if stay.how != "skipped":
            stays.setdefault(stay.number, []).append(stay)
    year = facts.since.year != facts.until.year
    most = STRIP_TITLE if sum(width(of_phase[0].title) for of_phase in stays.values()) <= STRIP else SHORT_TITLE
    return tuple(_stage(number, of_phase, year, most) for number, of_phase in stays.items())


def _stage(number: int, stays: list[Stay], year: bool, most: int) -> Stage:
    title = fit(stays[0].title, most)[0]
    said = [_days(stay, year) for stay in stays]
    words = (
        _(" and ").join(said) if len(said) < 3 else _("%(count)s stays, last %(days)s", count=len(said), days=said[-1])
    )
    return Stage(number, title, words, now=any(stay.until is None and stay.how == "entered" for stay in stays))


def _days(stay: Stay, year: bool = True) -> str:
    if stay.how == "before-attune":
        return _("before this record began")
    return days.span(stay.since, stay.until, year=year)


def timeline(facts: Facts) -> Table:
    """Every stay in a phase, in order of time."""
    rows = [Row((str(stay.number), stay.title, _("left out, by agreement") if stay.how == "skipped" else _days(stay)))
            for stay in facts.stays]  # fmt: skip
    return Table(tuple(rows), empty=_("No phase was entered in this period."))
