"""What a page opens with, and the plan it all flows into: read from the client's own pages of one episode."""

from collections.abc import Collection, Iterable

from sqlalchemy import select

from practice import clock, vault
from practice.db import db
from practice.homework.carrying import Prefill, Source
from practice.homework.chain import HELD, LOGS, rules_for, sources_of
from practice.homework.counting import Moment, countable, counted, line_words, taps_in, words_of_taps
from practice.homework.menu import PLAN, Plan, plan_lines
from practice.homework.models import Entry, EntryReading, HomeworkAssignment, Kept
from practice.homework.opening import carried, carries
from practice.homework.queries.recurring import shown_lines
from practice.homework.written import Written
from practice.i18n import day, zone
from practice.protocols.protocol import Exercise

COLUMNS = (Entry.id, Entry.practice_id, Entry.exercise_id, Entry.labels, Entry.answers_blob, Entry.sent_at, Entry.said_at)
MOST, OF_A_LOG = 200, 60  # pages read for one opening; a log is read from its newest end
COUNTED_FOR = ("pattern-recognition", "micro-experiment")  # these see what was counted in the log


def prefill(assignment: HomeworkAssignment, exercise: Exercise, client_id: str) -> Prefill:
    """What the page of an agreed exercise opens with when there is neither draft nor answer.

    Only from what this client sent in the same episode and did not take back. `exercise` as the client is asked it
    (light, gated). What both write together opens empty: the partner reads it.
    """
    if assignment.client_id is None or assignment.client_id != client_id:
        return Prefill()
    writings = _writings(assignment.episode_id, client_id, exercise) if carries(exercise) else []
    found = carried(exercise, writings, today=clock.today(zone()), told=day, opens_on=assignment.opens_on)
    recurs: tuple[Source, ...] = ()
    if exercise.id in COUNTED_FOR:
        recurs = _shown(assignment.episode_id, client_id)
    elif exercise.id == "corrective-experiment":
        recurs = _ticked([one for one in writings if one.exercise_id == "trigger-log"])
    return Prefill(found.answers, found.sources, found.offers, (*recurs, *found.beside))


def _writings(episode_id: str, client_id: str, exercise: Exercise) -> list[Written]:
    ticked = any(rule.which == HELD for rule in rules_for(exercise.id, exercise.carries_from))
    return written_by(episode_id, client_id, sources_of(exercise.id, exercise.carries_from), kept_anywhere=ticked)


def plan_of(episode_id: str, client_id: str) -> Plan:
    """The prevention plan of one client as it stands: for the phone page and the pocket card."""
    return plan_lines(written_by(episode_id, client_id, {PLAN}, kept_anywhere=True))


def first_signs(episode_id: str, client_id: str) -> list[Source]:
    """The first signs of the miracle day, as rungs for a ladder: newest page first."""
    pages = written_by(episode_id, client_id, {"miracle-question"})
    return [Source("", one.on, one.title, words, one.id) for one in pages
            if (words := str(one.answers.get("first_sign") or "").strip())]  # fmt: skip


def written_by(episode_id: str, client_id: str, exercise_ids: Collection[str], *, kept_anywhere: bool = False) -> list[Written]:
    """One client's own answers in one episode, newest first; with `kept_anywhere` every page something was kept of too.

    Five statements, however much there is.
    """
    kept = _kept(episode_id, client_id)
    ours = (Entry.episode_id == episode_id, Entry.client_id == client_id, Entry.kind == "answer", Entry.taken_back_at.is_(None))
    rows = {}
    for names, most in ((set(exercise_ids) & set(LOGS), OF_A_LOG), (set(exercise_ids) - set(LOGS), MOST)):
        if names:
            asked = select(*COLUMNS).where(*ours, Entry.exercise_id.in_(names)).order_by(Entry.sent_at.desc(), Entry.id).limit(most)
            rows |= {row.id: row for row in db.session.execute(asked)}
    if missing := set(kept) - set(rows):
        asked = select(*COLUMNS).where(*ours, Entry.id.in_(missing))
        asked = asked if kept_anywhere else asked.where(Entry.exercise_id.in_(set(exercise_ids)))
        rows |= {row.id: row for row in db.session.execute(asked)}
    discussed = _discussed(set(kept) & set(rows))
    return sorted((_opened(row, kept, discussed) for row in rows.values()), key=lambda one: one.sent_at, reverse=True)


def _opened(row, kept: dict, discussed: dict) -> Written:
    answers = vault.open_field(Entry, "answers", row.practice_id, row.id, row.answers_blob) or {}
    on = clock.today(zone(), row.said_at or row.sent_at)
    return Written(row.id, row.exercise_id, row.labels.get("title", ""), on, row.sent_at, answers, row.labels,
                   kept.get(row.id, {}), discussed.get(row.id))  # fmt: skip


def _kept(episode_id: str, client_id: str) -> dict[str, dict]:
    """{entry id: {place: since when}}."""
    found: dict[str, dict] = {}
    asked = select(Kept.entry_id, Kept.place, Kept.kept_at).where(
        Kept.episode_id == episode_id, Kept.client_id == client_id, Kept.let_go_at.is_(None))  # fmt: skip
    for row in db.session.execute(asked):
        found.setdefault(row.entry_id, {})[row.place] = row.kept_at
    return found


def _discussed(ids: Iterable[str]) -> dict:
    asked = select(EntryReading.entry_id, EntryReading.at).where(
        EntryReading.entry_id.in_(set(ids)), EntryReading.step == "discussed")  # fmt: skip
    return {row.entry_id: row.at for row in db.session.execute(asked)}


def _shown(episode_id: str, client_id: str) -> tuple[Source, ...]:
    """The lines of what recurs that the counselor showed last."""
    shown = shown_lines(episode_id, client_id, "exception-log")
    if shown is None:
        return ()
    on = clock.today(zone(), shown.at)
    return tuple(Source("", on, line_words(line), "") for line in shown.lines)


def _ticked(logged: list[Written]) -> tuple[Source, ...]:
    """What was ticked most often in these moments: where it shows in the body, what it urges to."""
    options = countable(logged[0].labels) if logged else {}
    lines = counted([Moment(one.id, taps_in(options, one.answers)) for one in logged], words_of_taps(options), most=5)
    return tuple(Source("", logged[0].on, logged[0].title, line_words(vars(line))) for line in lines)
