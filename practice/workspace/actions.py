"""What the note page does across features: keeping what was typed, taking in what happened, a rating given in the session."""

from collections.abc import Mapping

from flask import abort
from sqlalchemy import select

from practice.db import db
from practice.episodes.models import TherapySession
from practice.i18n import _
from practice.notes import actions as notes
from practice.notes import formats, happened
from practice.notes.models import ProgressNote
from practice.notes.queries import note_of
from practice.planning.actions import ChangedMeanwhile as PlanChanged
from practice.planning.actions import save_plan
from practice.planning.queries import Plan, plan_of, room_of
from practice.planning.typed import Typed as PlanTyped
from practice.planning.typed import as_typed, together
from practice.ratings.actions import rate
from practice.ratings.checks import BadRating
from practice.ratings.models import Ladder
from practice.workspace.queries import happened_in, questions_known, usual_format
from practice.workspace.writing import Typed, number_of, with_words


def begin_note(session: TherapySession, *, by: str) -> ProgressNote:
    """A draft from what happened and what was planned; a draft that is there takes in what is new."""
    note = note_of(session.id)
    if note is None:
        plan = plan_of(session.id, room_of(session))
        try:
            return notes.save_note(session, body={}, safety={}, questions=plan.questions if plan else [], version=0, by=by,
                                   format=usual_format(session, by).key, happened=happened_in(session).kept())  # fmt: skip
        except notes.ChangedMeanwhile as other:  # another press was quicker
            note = other.current
    return take_in(session, note, by=by)


def take_in(session: TherapySession, note: ProgressNote, *, by: str) -> ProgressNote:
    """What happened since, and what was planned, comes into the draft; nothing that was left out comes back."""
    plan = plan_of(session.id, room_of(session))
    asked = {(item["phase"], item["id"]) for item in note.questions}
    more = [item for item in (plan.questions if plan else []) if (item["phase"], item["id"]) not in asked]
    taken = happened.joined(note.happened, happened_in(session).kept())
    if not more and taken == note.happened:
        return note
    return notes.save_note(session, body={}, safety=note.safety or {}, questions=[*note.questions, *more], version=note.version,
                           by=by, happened=taken)  # fmt: skip


def keep_plan(session: TherapySession, typed: PlanTyped, *, by: str) -> None:
    """The plan as it stands on the prep sheet, kept on the way to the note. When another tab kept one meanwhile, both are."""
    room = room_of(session)
    try:
        _save_plan(session, room, typed, by)
    except PlanChanged:
        stored = plan_of(session.id, room) or Plan()  # read only now: as the other one left it
        told = as_typed(stored.items, *([_key(one) for one in group] for group in (stored.questions, stored.exercises)),
                        [one["key"] for one in stored.quotes], stored.version)  # fmt: skip
        _save_plan(session, room, together(typed, told), by)


def _key(one: Mapping) -> str:
    return f"{one['phase']}:{one['id']}"


def _save_plan(session: TherapySession, room: str, typed: PlanTyped, by: str) -> None:
    save_plan(session, room, items=typed.items, questions=typed.questions, exercises=typed.exercises, quotes=typed.quotes,
              version=typed.version, by=by)  # fmt: skip


def keep_typed(session: TherapySession, typed: Typed, *, by: str, keep: str | None = None, format: str | None = None) -> ProgressNote:
    """The page as typed becomes the draft. `keep`: make a version for the history (draft or merged). `format`: lay it out so.

    Raises notes.ChangedMeanwhile, notes.AlreadySigned.
    """
    before = note_of(session.id)
    stored = before.questions if before else []
    known = {_key(item) for item in stored}
    words = questions_known(session) if set(typed.ticked) - known else {}
    taken = before.happened if before else happened_in(session).kept()
    if before is None and format is None:
        fits = typed.format in formats.load_formats() and formats.fits(formats.load_formats()[typed.format], session.client_id is None)
        format = typed.format if fits else usual_format(session, by).key
    note = notes.save_note(
        session, body=typed.body, safety=typed.safety, questions=with_words(typed.ticked, words, stored), version=typed.version,
        by=by, format=format, happened=happened.chosen(taken, typed.shown, typed.inside), keep=keep)  # fmt: skip
    notes.save_process_note(session, typed.private, version=typed.private_version, by=by)
    return note


def _of(session: TherapySession, ladder_id: str) -> Ladder:
    here = db.session.scalars(select(Ladder).where(Ladder.episode_id == session.episode_id))
    return next((one for one in here if one.id == ladder_id and session.client_id in (None, one.client_id)), None) or abort(404)


def rate_in_session(session: TherapySession, ladder_id: str, form: Mapping, *, by: str) -> str | None:
    """Keep the position typed beside the note. Returns words for the page when it does not fit, else None.

    Aborts with 404 for a ladder of somebody who is not in this session.
    """
    ladder = _of(session, ladder_id)
    chosen = form.get(f"rating_{ladder_id}")
    value = number_of(chosen)
    if chosen is None or (chosen and value is None):
        return _("Choose a number, or “I’d rather not give a number”.")
    words = {"keeps_from_lower": form.get(f"keeps_{ladder_id}"), "past": form.get(f"past_{ladder_id}"),
             "first_sign": form.get(f"sign_{ladder_id}")}  # fmt: skip
    try:
        rate(ladder, value=value, value_high=value + 1 if value and form.get(f"range_{ladder_id}") else None,
             source="session", by=by, session_id=session.id, words={k: v.strip() for k, v in words.items() if v and v.strip()})  # fmt: skip
    except BadRating as problem:
        return " ".join(problem.words.values())
    return None
