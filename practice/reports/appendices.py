"""What may follow the first page, each part only when it was chosen."""

from practice.i18n import _, ngettext
from practice.reports import days, ladder, measures
from practice.reports.choices import Choices
from practice.reports.facts import Agreed, Facts, Meeting, Steps
from practice.reports.facts import Aim as Wanted
from practice.reports.phases import timeline
from practice.reports.report import Aim, Appendices, Quote, Row, Table

MOST_ROWS = 500
MOST_AIMS = 40


def appendices(facts: Facts, choices: Choices, in_full: tuple[Quote, ...], first: Steps | None) -> Appendices:
    """The chosen parts, and always what the first page had to shorten."""
    wanted = set(choices.appendices)
    tables = [ladder.ratings(steps, facts, steps is first) for steps in facts.ladders if steps.given]
    return Appendices(
        in_full=in_full,
        phases=timeline(facts) if "phases" in wanted else None,
        ratings=tuple(tables) if "ratings" in wanted else None,
        measures=measures.chosen(facts, choices.measures) or None,
        homework=_homework(facts) if "homework" in wanted else None,
        sessions=_sessions(facts) if "sessions" in wanted else None,
        paragraphs=choices.paragraphs.strip() if "paragraphs" in wanted else None,
        goals=_aims(facts) if "goals" in wanted else None,
    )


def _aims(facts: Facts) -> tuple[Aim, ...]:
    """Goals in their words with how each stands, as a word and a day; how far that is, their ladder says."""
    return tuple(
        Aim(Quote(one.text, _aim_source(one, facts)), one.sign, _stands(one)) for one in facts.aims[:MOST_AIMS]
    )


def _aim_source(one: Wanted, facts: Facts) -> str:
    day = days.short(one.agreed_on)
    both = facts.joint or one.together
    return _("together, %(day)s", day=day) if both else _("%(name)s, %(day)s", name=facts.names[0], day=day)


def _stands(one: Wanted) -> str:
    words = {"going": _("Going on since %(day)s"), "reached": _("Reached on %(day)s"), "resting": _("Resting since %(day)s"),
             "set-aside": _("Set aside on %(day)s")}  # fmt: skip
    return words[one.status] % {"day": days.short(one.since)}


def _homework(facts: Facts) -> Table:
    """Titles, dates and the four states in words; nothing is late and nothing is counted against anybody."""
    rows = [Row((one.title, days.span(one.on, one.until or one.on), _state(one))) for one in facts.agreed]
    return _capped(rows, _("Nothing was agreed for between the sessions in this period."))


def _state(one: Agreed) -> str:
    if one.state == "sent" and one.sent > 1:
        return ngettext("Sent %(num)s time", "Sent %(num)s times", one.sent)
    words = {"not-opened": _("Not opened"), "begun": _("Begun"), "sent": _("Sent"), "declined": _("Declined")}
    return words.get(one.state, "")


def _sessions(facts: Facts) -> Table:
    rows = [Row((str(meeting.number), days.short(meeting.on), _how(meeting, facts))) for meeting in facts.meetings]
    return _capped(rows, _("No session took place in this period."))


def _how(meeting: Meeting, facts: Facts) -> str:
    words = {"attended": _("Attended"), "late-cancelled": _("Cancelled late"), "missed": _("Missed"),
             "cancelled": _("Cancelled")}  # fmt: skip
    status = words.get(meeting.status, _("Not recorded"))
    if not facts.couple or facts.joint:
        return status
    return f"{status}, {_('together') if meeting.together else _('alone')}"


def _capped(rows: list[Row], empty: str) -> Table:
    """The latest 500 rows, with a sentence about the rest: a longer table prints in no reasonable time."""
    note = ""
    if len(rows) > MOST_ROWS:
        note = _("The latest %(some)s of %(all)s are listed. A shorter period shows the others.",
                 some=MOST_ROWS, all=len(rows))  # fmt: skip
    return Table(tuple(rows[-MOST_ROWS:]), note, empty)
