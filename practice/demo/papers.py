"""Three printed reports: Chen Jing's, given out; the couple's joint one; and one partner's own."""

from datetime import date

from practice import clock, printing
from practice.audit.actions import record
from practice.demo.telling import Telling
from practice.reports import actions, print_pdf, queries
from practice.reports.choices import APPENDICES, Choices
from practice.reports.content import compose
from practice.reports.facts import Facts

# story, person (None: joint), file, the beginnings of the words that were ticked, and the counselor's own lines.
REPORTS = (
    ("chen-jing", "jing", "chen-jing.pdf", {
        "quotes": ("When our hands are busy", "That he is quiet because he is careful", "Somewhere between 6 and 7"),
        "helps": ("Close works better", "One message, then the flour tin", "Half an hour, with a time"),
        "hard": ("Between ten and eleven at night.",),
        "next_steps": "The check-in stays: fifteen minutes, with tea, once a week\nThe Saturday market, also on tired "
        "days\n"
                      "A plan for the weeks when Haoran travels",
        "paragraphs": "Jing has worked through all six phases once. What she found she found herself: closeness "
        "carries where it has a beginning, "
                      "an end and something to do with the hands.\n\nThe dip after the good fifth week was spoken "
                      "about as it happened. We meet every "
                      "second week from now on.",
        "given_out": True,
    }),
    ("the-couple", None, "zhao-lei-and-zhou-ting.pdf", {
        "quotes": ("It does not have to be the right end.", "A cup can say"),
        "helps": ("He remembers which one.",), "hard": ("I was afraid to be glad.", "I wait for her to do"),
        "helps_words": "Small kind things, without counting",
        "hope": "To ask each other how the day was, and to hear the answer.",
        "next_steps": "Tea in the evening, five minutes, when both like\nListening in turns once more, here",
        "paragraphs": "Both asked for a slow pace and kept it. What is private has stayed private.",
    }),
    ("the-couple", "ting", "zhou-ting.pdf", {
        "quotes": ("Somebody who hates you", "A cup can say", "I like myself more"),
        "helps": ("That I need one person",), "hard": ("We still have not talked about why.",),
        "next_steps": "One evening a week with Mei or Anna\nAnswering in a whole sentence",
    }),
)  # fmt: skip


def printed(told: dict[str, Telling], settings, today: date) -> dict[str, bytes]:
    """{file name: PDF}; empty where this machine cannot print. The plans are kept either way."""
    found = {}
    for key, person, name, chosen in REPORTS:
        tale = told[key]
        with tale.as_counselor():
            report, period = _planned(tale, person, chosen, settings, today)
            if printing.available():
                continue
            client_id = tale.ids[person] if person else None
            if "given_out" in chosen:
                report = actions.given_out(report, on=today, name=tale.counselor.display_name)
            found[name] = print_pdf(report)
            if "given_out" in chosen:
                actions.issue(tale.episode.id, client_id, report=report, pdf=found[name], since=period.since,
                              until=period.until, by=tale.by)  # fmt: skip
            else:
                record("print_report", subject_id=client_id or tale.episode.id)
    return found


def _planned(tale: Telling, person: str | None, chosen: dict, settings, today: date):
    client_id = tale.ids[person] if person else None
    period = queries.usual_period(tale.episode, today, settings.zone)
    facts = queries.gather(tale.episode, client_id, period, settings)
    choices = Choices(
        **{part: _ticked(facts, chosen.get(part, ())) for part in ("quotes", "helps", "hard")},
        hope=chosen.get("hope", ""), helps_words=chosen.get("helps_words", ""), next_steps=chosen["next_steps"],
        paragraphs=chosen.get("paragraphs", ""), measures=tuple(one.id for one in facts.measures if one.shown),
        appendices=APPENDICES if chosen.get("paragraphs") else APPENDICES[:4])  # fmt: skip
    actions.change_plan(tale.episode.id, client_id, since=period.since, until=period.until, choices=choices, version=0,
                        by=tale.by, at=min(clock.now(), period.ends))  # fmt: skip
    return compose(facts, choices), period


def _ticked(facts: Facts, beginnings: tuple[str, ...]) -> tuple[str, ...]:
    """Ids of the words that begin like this. Raises LookupError when nobody said so."""
    found = []
    for beginning in beginnings:
        hit = next((said.id for said in facts.said if said.text.startswith(beginning)), None)
        if hit is None:
            raise LookupError(f"nobody said: {beginning}")
        found.append(hit)
    return tuple(found)
