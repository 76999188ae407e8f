"""What goes on from one page to the next, as its author sees it: what recurs, what is kept, versions."""

from flask import abort, redirect, render_template, request, url_for
from flask_login import current_user
from sqlalchemy import func, select

from practice.access import door, gate
from practice.db import db
from practice.homework.actions.keeping import keep as keep_places
from practice.homework.models import Entry, Kept
from practice.homework.queries.recurring import logs_of, recurs
from practice.homework.queries.versions import compared, versioned
from practice.homework.written import Piece, pieces
from practice.portal.views import bp


@bp.get("/recurs")
@gate.client()
def patterns():
    """What the client's own logs show, in plain numbers and their own words."""
    typed = request.args.get("page", "1")
    page = max(1, int(typed)) if typed.isascii() and typed.isdigit() and len(typed) < 5 else 1
    me = current_user.person_id
    found, stories = [], {}
    for episode_id in my_episodes():
        found += [recurs(episode_id, me, id, title, page=page) for id, title in logs_of(episode_id, me).items()]
        stories |= versioned(episode_id, me)
    pager = {"previous_url": url_for("portal.patterns", page=page - 1) if page > 1 else None,
             "next_url": url_for("portal.patterns", page=page + 1) if any(one.more for one in found) else None}  # fmt: skip
    return render_template("portal/patterns.html", found=found, stories=stories, pager=pager)


@bp.post("/pages/<id:entry_id>/keep")
@gate.client(audit=False)
def keep(entry_id: str):
    """Keeps exactly what is ticked on a page of one's own."""
    found = door.find(Entry, entry_id)
    if found.taken_back_at is not None or found.client_id != current_user.person_id:
        abort(404)
    keep_places(found, request.form.getlist("place"))
    return redirect(url_for("portal.entry", entry_id=entry_id, done="kept", _anchor="keep"), 303)


@bp.get("/versions/<slug:exercise_id>")
@gate.client()
def versions(exercise_id: str):
    """One's own story, then and now."""
    me = current_user.person_id
    every = [compared(id, me, exercise_id, request.args.get("earlier"), request.args.get("later")) for id in my_episodes()]
    found = next((one for one in every if one.every), None)
    return render_template("portal/versions.html", found=found or abort(404), exercise_id=exercise_id)


@bp.app_template_global("places_to_keep")
def places_to_keep(entry: Entry) -> list[tuple[Piece, bool]]:
    """[(words that can be kept, whether they are)] of one page."""
    asked = select(Kept.place).where(Kept.entry_id == entry.id, Kept.let_go_at.is_(None))
    kept = set(db.session.scalars(asked)) if entry.kind == "answer" else set()
    return [(piece, piece.place in kept) for piece in pieces(entry.labels, entry.answers or {})] if entry.kind == "answer" else []


def my_episodes() -> list[str]:
    """The episodes the client has written in, latest page first."""
    last = func.max(Entry.sent_at)
    asked = select(Entry.episode_id).where(Entry.client_id == current_user.person_id, Entry.taken_back_at.is_(None))
    return list(db.session.scalars(asked.group_by(Entry.episode_id).order_by(last.desc())))
