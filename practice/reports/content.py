"""What a report says. Facts and choices in, a Report out; nothing is looked up, nothing is judged.

The first page stands alone and is enough. It quotes the client, gives dates, and claims neither a cause nor a
diagnosis nor a kind of person (clinical.md B.3, D.6).
"""

from collections.abc import Iterable

from practice.i18n import _, html_lang, ngettext
from practice.reports import days, ladder
from practice.reports.appendices import appendices
from practice.reports.choices import Choices
from practice.reports.facts import Facts, Said
from practice.reports.firstpage import shortened
from practice.reports.fitting import TITLE, fit
from practice.reports.freezing import with_version
from practice.reports.phases import strip
from practice.reports.report import Line, Quote, Report


def compose(facts: Facts, choices: Choices) -> Report:
    """The report of one person, or the joint one of a couple. Ids that are not among the facts are passed over."""
    hope = _hope(facts, choices)
    different = _quoted(facts, choices.quotes)
    helps = _lines(facts, choices.helps, choices.helps_words)
    hard = _lines(facts, choices.hard, choices.hard_words)
    steps = [Line(line) for line in _split(choices.next_steps)]
    first = ladder.chosen(facts.ladders, choices.ladder)
    shown, in_full = shortened(hope, different, helps, hard, steps)
    return with_version(Report(
        title=_("Progress report, %(period)s", period=days.long_span(facts.since, facts.until)),
        whose=_(" and ").join(facts.names), period=days.long_span(facts.since, facts.until),
        counselor=facts.counselor, practice=facts.practice, letterhead=tuple(_split(facts.letterhead)),
        client_no=facts.client_no, joint=facts.joint, names=facts.names, lang=html_lang(), **shown,
        did=_did(facts), strip=strip(facts), picture=ladder.picture(first, facts) if first else None,
        shortened=_("Words that end in … are in full on the next pages.") if in_full else "",
        limits=_limits(facts, choices), read_on=days.short(choices.read_on) if choices.read_on else "",
        appendices=appendices(facts, choices, in_full, first),
    ))  # fmt: skip


def _hope(facts: Facts, choices: Choices) -> Quote | None:
    """The hope of the intake; in a joint report only what both said together, never what one said alone."""
    if facts.joint:
        text = choices.hope.strip()
        return Quote(text, _("%(names)s, together", names=_(" and ").join(facts.names))) if text else None
    if not facts.hope.strip():
        return None
    when = days.short(facts.hope_on) if facts.hope_on else ""
    return Quote(facts.hope.strip(), _("%(name)s, %(day)s", name=facts.names[0], day=when))


def _quoted(facts: Facts, ids: Iterable[str]) -> list[Quote]:
    """Ticked words, oldest first, each with its day."""
    ticked = set(ids)
    found = sorted((said for said in facts.said if said.id in ticked), key=lambda said: said.on)
    return [Quote(said.text, _source(said), title=said.title) for said in found]


def _source(said: Said) -> str:
    day = days.short(said.on)
    return f"{said.who}, {day}" if said.who else day


def _lines(facts: Facts, ids: Iterable[str], own: str) -> list[Line]:
    """Ticked words with their day, then the counselor's own lines."""
    quotes = [Line(quote.text, quote.source, voice=True, title=quote.title) for quote in _quoted(facts, ids)]
    return quotes + [Line(line) for line in _split(own)]


def _split(text: str) -> list[str]:
    return [line.strip() for line in text.split("\n") if line.strip()]


def _did(facts: Facts) -> str:
    """What happened, in a line: the protocol, and sessions attended and missed without comment."""
    came = sum(meeting.status == "attended" for meeting in facts.meetings)
    missed = sum(meeting.status == "missed" for meeting in facts.meetings)
    if not came and not missed:
        met = _("No session took place in this period.")
    else:
        met = ngettext("%(num)s session attended", "%(num)s sessions attended", came)
        met = met + ", " + ngettext("%(num)s missed.", "%(num)s missed.", missed) if missed else met + "."
    if not facts.protocol:
        return met
    return _("We worked along “%(title)s”.", title=fit(facts.protocol, TITLE)[0]) + " " + met


def _limits(facts: Facts, choices: Choices) -> tuple[str, str]:
    """Two lines: what these words and numbers are and are not, and what was left out."""
    if facts.joint:
        return _("These are the words and ratings of both: how things looked to them, not what caused a change."), _(
            "Left out: whatever each wrote or said alone, the session notes, and everything outside this period.")  # fmt: skip
    whose = _("These are %(name)s’s own words and ratings: how things looked from there, not what caused a change.",
              name=facts.names[0])  # fmt: skip
    used = {*choices.quotes, *choices.helps, *choices.hard}
    rest = sum(said.id not in used for said in facts.said) + facts.more_said
    if not rest:
        return whose, _("Left out: the session notes, and everything outside this period.")
    return whose, _("Left out: much of what %(name)s wrote, the session notes, and everything outside this period.",
                    name=facts.names[0])  # fmt: skip
