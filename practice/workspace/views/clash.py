"""Two tabs wrote on: both texts, field by field, and one to keep. Nothing is discarded."""

from flask import render_template
from flask_login import current_user

from practice.db import db
from practice.episodes.models import TherapySession
from practice.episodes.queries import participants
from practice.i18n import _
from practice.notes import formats, versions
from practice.notes.formats import SAFETY
from practice.notes.queries import labels_of, note_of, process_note_of
from practice.workspace.writing import Typed


def both_page(session: TherapySession, typed: Typed, signed: bool):
    """Both texts of every field that differs with one text of both to edit, 409; what is the same travels along unseen.
    Sending goes on from what is stored now. A signed note stays as it is: what was typed is offered as an addition."""
    db.session.rollback()
    stored, private = note_of(session.id), process_note_of(session.id, current_user.person_id)
    kept = {**_named("", (stored.body if stored else None) or {}), **_named("safety_", (stored.safety if stored else None) or {}),
            "private": private.body if private else ""}  # fmt: skip
    mine = {**_named("", typed.body), **_named("safety_", typed.safety), "private": typed.private}
    titles = _titles(labels_of(stored) if stored else {})
    rows = [{"name": name, "title": titles.get(name) or formats.known_title(name), "mine": mine[name], "stored": kept.get(name, ""),
             "both": _both(name, mine[name], kept.get(name, ""))} for name in mine]  # fmt: skip
    ticked = dict.fromkeys((*typed.ticked, *(f"{one['phase']}:{one['id']}" for one in (stored.questions if stored else []))))
    page = render_template(
        "workspace/both.html", session=session, stored=stored, typed=typed, private=private, signed=signed, ticked=list(ticked),
        people=participants(session.episode_id), same=[row for row in rows if row["mine"] == row["stored"]],
        rows=[row for row in rows if row["mine"] != row["stored"]])  # fmt: skip
    return page, 409


def _named(prefix: str, words: dict[str, str]) -> dict[str, str]:
    return {f"{prefix}{key}": text for key, text in words.items()}


def _titles(own: dict[str, str]) -> dict[str, str]:
    safety = {f"safety_{key}": f"{_('Safety')}: {versions.safety_titles()[key]}" for key in SAFETY}
    return {**own, **safety, "private": _("Only for you")}


def _both(name: str, mine: str, stored: str) -> str:
    """One text of both; a choice cannot be joined, so the one just made stands."""
    return (mine or stored) if name == "safety_asked" else versions.both(mine, stored)
