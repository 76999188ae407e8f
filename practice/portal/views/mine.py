"""What the client sent: own pages, one entry, taking it back, and the room both share."""

from flask import abort, g, redirect, render_template, request, url_for
from flask_login import current_user
from sqlalchemy import select

from practice import clock
from practice.access import door, gate
from practice.db import db, new_id
from practice.homework.actions import (
    AlreadyRead,
    NotShared,
    NotTheWriter,
    confirm,
    confirmed,
    save_draft,
    share,
    take_back,
    together_of,
    withdraw_share,
)
from practice.homework.models import Entry, HomeworkAssignment, SharedEntry
from practice.homework.queries import as_given, comments_on, counselor_of, entry_words, pages_of, shared_rows, steps_of
from practice.homework.queries.ended import has_smaller, may_look_back
from practice.homework.queries.entries import entered_by
from practice.homework.queries.revealed import opened_together
from practice.portal.views import bp
from practice.portal.views.rooms import my_rooms, room_of
from practice.protocols.codecs import clean
from practice.safety.rules import distress_needs_flag


@bp.get("/pages")
@gate.client()
def pages():
    """Everything this client sent, newest first."""
    typed = request.args.get("page", "1")
    page = max(1, int(typed)) if typed.isascii() and typed.isdigit() and len(typed) < 6 else 1
    rows, more = pages_of(current_user.person_id, page=page)
    pager = {"previous_url": url_for("portal.pages", page=page - 1) if page > 1 else None,
             "next_url": url_for("portal.pages", page=page + 1) if more else None}  # fmt: skip
    return render_template("portal/pages.html", rows=rows, pager=pager, comments=comments_on([row.id for row in rows]),
                           shared_room=any(room.couple for room in my_rooms()))  # fmt: skip


@bp.get("/pages/<id:entry_id>")
@gate.client()
def entry(entry_id: str):
    """One entry to reread: the words, the counselor's answer, who may read it."""
    found = _mine(entry_id)
    return render_template(
        "portal/entry.html", entry=found, shown=entry_words(found), steps=steps_of(found.id), done=request.args.get("done"),
        comments=comments_on([found.id]).get(found.id, []), name=counselor_of(found.episode_id)[1],
        entered_by=entered_by(found), copy=_copy_of(found), can_share=found.kind == "answer" and _can_share(found))  # fmt: skip


@bp.get("/sent/<id:entry_id>")
@gate.client()
def sent(entry_id: str):
    """What happened with it. After strong distress: words to come back to the room first, numbers below."""
    found = _mine(entry_id)
    stirred = (found.answers or {}).get("distress_after")
    agreed = door.find(HomeworkAssignment, found.assignment_id)
    return render_template("portal/sent.html", entry=found, name=counselor_of(found.episode_id)[1],
                           smaller=found.decline == "too-hard" and has_smaller(agreed),
                           ended=may_look_back(agreed, current_user.person_id, clock.today(g.practice.zone)),
                           stirred=type(stirred) is int and distress_needs_flag(stirred))  # fmt: skip


@bp.post("/pages/<id:entry_id>/take-back", endpoint="take_back")
@gate.client(audit=False)
def take_back_entry(entry_id: str):
    """Takes it back; the words lie in a draft again, so that nothing typed is lost."""
    found = _mine(entry_id)
    words = {key: answer for key, answer in as_given(found.answers or {}).items() if not _points_on(answer)}
    try:
        take_back(found)
    except AlreadyRead:
        return redirect(url_for("portal.entry", entry_id=entry_id, done="read"), 303)
    if found.kind in ("answer", "no-moment"):
        db.session.flush()
        save_draft(door.find(HomeworkAssignment, found.assignment_id), occurrence=found.occurrence, tab=new_id(),
                   sequence=1, answers={"answers": words, "moments": []})  # fmt: skip
    return redirect(url_for("portal.home", done="taken-back"), 303)


@bp.post("/pages/<id:entry_id>/share")
@gate.client(audit=False)
def share_entry(entry_id: str):
    """Shows a copy to the partner, or takes it out of the shared room again."""
    found = _mine(entry_id)
    copy = _copy_of(found)
    if request.form.get("do") == "withdraw":
        if copy is not None:
            withdraw_share(copy)
        return redirect(url_for("portal.entry", entry_id=entry_id, done="withdrawn"), 303)
    try:
        share(found)
    except NotShared:
        abort(404)
    return redirect(url_for("portal.entry", entry_id=entry_id, done="shared"), 303)


@bp.get("/shared")
@gate.client()
def shared():
    """The rooms this client shares with a partner: copies only, each by whoever chose to show it.

    Once one of the two has left, the shared room is frozen: each keeps only their own.
    """
    rooms = [(room, [_shown(row, room.me) for row in shared_rows(room.episode_id) if row.reveal_id is None],
              opened_together(room.episode_id)) for room in my_rooms() if room.can_share]  # fmt: skip
    return render_template("portal/shared.html", rooms=rooms, done=request.args.get("done"))


@bp.post("/shared/<id:shared_id>/confirm")
@gate.client(audit=False)
def confirm_shared(shared_id: str):
    """The other of the two says that this is how it was."""
    found = door.find(SharedEntry, shared_id)
    room_of(found.episode_id)
    try:
        confirm(found, words=clean(request.form.get("why"))[:20_000])
    except NotTheWriter:
        abort(404)
    return redirect(url_for("portal.shared", done="confirmed"), 303)


def _shown(row: SharedEntry, me: str) -> dict:
    mine = row.shared_by == me
    return {"row": row, "words": entry_words(row), "mine": mine, "confirmed": not mine and confirmed(row, me) is not None,
            "together": together_of(row) is not None}  # fmt: skip


def _mine(entry_id: str) -> Entry:
    found = door.find(Entry, entry_id)
    return found if found.taken_back_at is None else abort(404)


def _copy_of(entry: Entry) -> SharedEntry | None:
    asked = select(SharedEntry).where(SharedEntry.entry_id == entry.id, SharedEntry.withdrawn_at.is_(None))
    return db.session.scalars(asked).first()


def _can_share(entry: Entry) -> bool:
    return any(room.can_share for room in my_rooms() if room.episode_id == entry.episode_id)


def _points_on(answer) -> bool:
    return isinstance(answer, dict) and "ref" in answer
