"""What a flag was raised about: an answer, a note, a contact, as far as the scope may open it."""

from flask import url_for
from flask_login import current_user
from sqlalchemy import literal, select, union_all

from practice.db import db
from practice.homework.models import Entry
from practice.i18n import _
from practice.measures.models import Administration
from practice.measures.queries import measure_of
from practice.notes.models import Contact, ProgressNote


def source_of(source_id: str) -> tuple[str, str] | None:
    """(address, words) to read it; None for what the scope may not open. One statement, behind the door."""
    found = db.session.execute(union_all(
        select(literal("entry"), Entry.episode_id).where(Entry.id == source_id),
        select(literal("note"), ProgressNote.episode_id).where(ProgressNote.id == source_id),
        select(literal("contact"), Contact.episode_id).where(Contact.id == source_id),
        select(literal("administration"), Administration.episode_id).where(Administration.id == source_id),
    )).first()  # fmt: skip
    if found is None or found[0] == "administration" and not _readable(source_id):
        return None
    return _place(found[0], found[1], source_id)


def _readable(source_id: str) -> bool:
    """An instrument may be for therapists alone; the flag itself is for everybody who works with the client."""
    version_id = db.session.scalars(select(Administration.version_id).where(Administration.id == source_id)).one()
    return current_user.scope in measure_of(version_id).audience.scopes


def _place(kind: str, episode_id: str, source_id: str) -> tuple[str, str] | None:
    if kind == "entry":
        return url_for("homework.entry", entry_id=source_id), _("Read the answer it came from")
    if kind == "note":
        return url_for("notes.show", note_id=source_id), _("Read the note it came from")
    if kind == "contact":
        return url_for("notes.all", episode_id=episode_id), _("Read the contact it came from")
    return url_for("measures.administration", administration_id=source_id), _("Read the form it came from")
