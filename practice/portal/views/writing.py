"""One page of homework being written: what is in it now, whatever brought it here (a draft, or what was just typed)."""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime

from flask import abort, g, request
from flask_login import current_user

from practice import clock
from practice.access import door
from practice.db import new_id
from practice.homework import moments
from practice.homework.actions import Page, save_draft
from practice.homework.carrying import Prefill
from practice.homework.models import Draft, HomeworkAssignment
from practice.homework.occurrences import is_occurrence, occurrence_on, occurrences
from practice.homework.queries import Sent, agreed_of, asked_of, drafts_of, ladder_for, sent_for
from practice.homework.queries.carried import prefill
from practice.homework.typed import understood
from practice.homework.wording import excerpt
from practice.i18n import day, day_time
from practice.portal.views.rooms import Room, room_of
from practice.portal.views.tabs import begun_here, new_tab, posted_key, posted_tab
from practice.protocols import answers as codec
from practice.protocols.codecs import clean
from practice.protocols.fitting import fitted
from practice.protocols.forms import ExerciseForm, LadderSeen, Moment, build_form
from practice.protocols.protocol import Exercise
from practice.ratings.queries import latest

ASKED_ANEW = ("entries", "ladder")  # kinds of questions that show what this client wrote or said before
EARLIER = 5  # moments of a log shown beneath it; all of them are among the client's pages
DIGITS = {"sequence": 10, "base_sequence": 10, "opened": 18}


@dataclass(frozen=True)
class Blank:
    """A form nothing is written in yet. It is drawn from what `key` names and from nothing of anybody's, so that it can
    be kept (practice.pieces): an agreed version never changes, and what the gate holds back is not among the questions."""

    key: tuple
    exercise: Exercise = field(compare=False)
    today: date

    @property
    def form(self) -> ExerciseForm:
        return build_form(self.exercise, today=self.today, partner_open=True)


@dataclass(frozen=True)
class Sheet:
    """A homework page: the answers being written, finished moments of a log, and what identifies this page.

    `tab` names the draft of this page, `base` the (tab, sequence) it was opened from; `made` makes sending idempotent.
    `opened` is when the page was opened, in millionths of a second: what another page kept since then is news to it.
    """

    assignment: HomeworkAssignment
    exercise: Exercise
    room: Room
    occurrence: str
    answers: dict = field(default_factory=dict)
    finished: list[dict] = field(default_factory=list)
    tab: str = ""
    made: str = ""
    sequence: int = 0
    base: tuple[str, int] | None = None
    opened: int = 0
    why: str = ""
    others: list[Draft] = field(default_factory=list)
    read: dict = field(default_factory=dict, compare=False, repr=False)  # looked up once, known to every copy of the sheet

    @property
    def ids(self) -> tuple[str, str]:
        """Which asking of which exercise it answers."""
        return self.assignment.id, self.occurrence

    @property
    def is_log(self) -> bool:
        return self.exercise.entry == "log"

    @property
    def writes(self) -> bool:
        """False for the one of a couple who does not write down what both do together."""
        return (self.assignment.client_id or self.assignment.scribe_id) == self.room.me

    @property
    def empty(self) -> bool:
        return codec.is_empty(self.exercise, self.answers)

    def every(self) -> list[dict]:
        """What would be sent: the finished moments, then the open form if anything is in it."""
        return self.finished + ([] if self.empty and self.finished else [self.answers])

    def keep(self) -> "Sheet":
        """Saves it as this page's draft, one step on; as one of its own when a later page of this tab went further."""
        kept = replace(self, sequence=self.sequence + 1)
        draft = save_draft(self.assignment, occurrence=self.occurrence, tab=self.tab, sequence=kept.sequence, base=self.base,
                   answers={"answers": self.answers, "moments": self.finished, "why": self.why})  # fmt: skip
        return kept if draft.sequence == kept.sequence else replace(self, tab=new_tab(), base=None).keep()

    @property
    def blank(self) -> Blank | None:
        """The form while nothing is in it and no question in it looks different for somebody else; None otherwise."""
        own = any(item.kind in ASKED_ANEW for item in self.exercise.fields)
        if own or self.answers:
            return None
        given, exercise = self.assignment, self.exercise
        key = (given.protocol_version_id, given.flavour, current_user.language, exercise.phase, exercise.id, exercise.light,
               tuple(item.id for item in exercise.fields))  # fmt: skip
        return Blank(key, exercise, clock.today(g.practice.zone))

    def form(self, errors: dict | None = None, *, pressed: bool = False) -> ExerciseForm:
        """The open form; `pressed`: with the effect of the button inside it that was pressed."""
        given = {"formdata": request.form} if pressed else {"answers": self.answers}
        return build_form(self.exercise, errors=errors, partner_open=True, ladders=self._ladders(),
                          moments=self.choices(), **given)  # fmt: skip

    def earlier(self) -> list[Sent]:
        """Moments of this log that were sent before."""
        return sent_for(self.room.episode_id, self.room.me, self.exercise.id, limit=EARLIER + 1) if self.is_log else []

    def choices(self) -> dict[str, list[Moment]]:
        """Earlier entries that can be chosen from, by field."""
        if "choices" not in self.read:
            self.read["choices"] = self._choices()
        return self.read["choices"]

    def _choices(self) -> dict[str, list[Moment]]:
        asked = [item for item in self.exercise.fields if item.kind == "entries" and item.from_exercise]
        return {item.id: [Moment(row.id, _label(row)) for row in
                          sent_for(self.room.episode_id, self.room.me, item.from_exercise) if row.kind == "answer"]
                for item in asked}  # fmt: skip

    @property
    def carried(self) -> Prefill:
        """The client's own words from earlier pages: what this one opens with, and what it offers."""
        if "carried" not in self.read:
            self.read["carried"] = prefill(self.assignment, self.exercise, self.room.me)
        return self.read["carried"]

    def _ladders(self) -> dict[str, LadderSeen]:
        asked = [item for item in self.exercise.fields if item.kind == "ladder"]
        ladder = ladder_for(self.room.episode_id, self.room.me) if asked else None
        if ladder is None:
            return {}
        words, last = ladder.words or {}, latest(ladder.id)
        seen = LadderSeen(ladder.low, ladder.high, words.get("low", ""), words.get("high", ""), last is None,
                          last.said if last else "")  # fmt: skip
        return {item.id: seen for item in asked}


def _label(row: Sent) -> str:
    when = day(row.said_at) if row.said_at else day_time(row.sent_at)
    return f"{when}: {excerpt(row.words, 90)}"


def opened(assignment_id: str) -> Sheet:
    """The page as it is opened: the newest draft (or the one asked for), the others beside it."""
    sheet = _bare(assignment_id)
    drafts = drafts_of(assignment_id, sheet.occurrence, **begun_here())
    wanted = request.args.get("draft")
    chosen = next((draft for draft in drafts if draft.tab == wanted), drafts[0] if drafts else None)
    sheet = replace(sheet, tab=new_tab(), made=new_id(), opened=_now(), others=[draft for draft in drafts if draft is not chosen])
    if chosen is None:
        return replace(sheet, answers=sheet.carried.answers)
    return replace(of_draft(sheet, chosen), base=(chosen.tab, chosen.sequence))


def blank(assignment_id: str) -> Sheet:
    """The page without any words, still open to this client; aborts with 404 otherwise."""
    return _bare(assignment_id)


def of_draft(sheet: Sheet, draft: Draft) -> Sheet:
    """The sheet with the words of one draft in it."""
    answers, finished, why = understood(sheet.exercise, draft.answers)
    return replace(sheet, answers=_known_entries(sheet, answers), finished=finished, why=why)


def typed(assignment_id: str) -> Sheet:
    """The page as it was just sent by the browser. Nothing is refused here; what was typed stays."""
    sheet = _bare(assignment_id)
    finished = [fitted(sheet.exercise, one) for one in moments.unpack(request.form.getlist("moment"))]
    sheet = replace(
        sheet, finished=finished if sheet.is_log else [], made=posted_key("made"), sequence=number("sequence"), base=base(),
        tab=posted_tab(), opened=number("opened") or _now(), why=clean(request.form.get("why")))  # fmt: skip
    return replace(sheet, answers=_known_entries(sheet, codec.parse(sheet.exercise, request.form)))


def page_of(assignment_id: str, occurrence: str, tab: str) -> Page:
    """Which draft the posted page has, and since when it is open."""
    since = number("opened")
    return Page(assignment_id, occurrence, tab, datetime.fromtimestamp(since / 1e6, UTC) if since else None)


def base() -> tuple[str, int] | None:
    """The (tab, sequence) the posted page was opened from."""
    return (clean(request.form["base"])[:80], number("base_sequence")) if request.form.get("base") else None


def _now() -> int:
    return int(clock.now().timestamp() * 1e6)


def _bare(assignment_id: str) -> Sheet:
    """Aborts with 404 for what is not asked of this client, or not any more."""
    assignment = door.find(HomeworkAssignment, assignment_id)
    room = room_of(assignment.episode_id)
    exercise = asked_of(assignment, room.me, current_user.language)
    today = clock.today(g.practice.zone)
    agreed = agreed_of(assignment)
    occurrence = request.values.get("occurrence") or occurrence_on(agreed, today) or next(iter(occurrences(agreed, today)), "")
    ended = assignment.ended_at is not None and request.method == "GET"  # what is being written may still be sent
    if exercise is None or ended or not is_occurrence(agreed, occurrence, today):
        abort(404)
    return Sheet(assignment, exercise, room, occurrence)


def _known_entries(sheet: Sheet, answers: dict) -> dict:
    """Chosen entries are the client's own; anything else becomes a moment without an entry."""
    for field_id, offered in sheet.choices().items():
        known = {moment.id for moment in offered}
        rows = answers.get(field_id)
        if isinstance(rows, list):
            answers[field_id] = [row if row.get("entry") in known else {**row, "entry": None} for row in rows]
    return answers


def number(name: str) -> int:
    """A whole number the page sent; 0 for anything else."""
    given = request.form.get(name, "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < DIGITS[name] else 0
