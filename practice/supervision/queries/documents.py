"""A document that waits for a second name, as its page shows it."""

from types import SimpleNamespace

from flask import abort
from sqlalchemy import select

from practice.access.door import find
from practice.accounts.models import Counselor
from practice.cosigning.models import CoSign
from practice.db import db
from practice.episodes.models import Discharge, TherapySession
from practice.notes.models import Addendum, ProgressNote
from practice.notes.queries import addenda_of
from practice.reports.models import IssuedReport
from practice.safety.models import Flag
from practice.safety.queries import steps_of


def document_of(cosign: CoSign) -> SimpleNamespace:
    """What the template of its subject needs, with `by`, the name of whoever asked. Aborts with 404 when it is out of reach."""
    found = READ[cosign.subject](cosign.subject_id)
    name = db.session.scalars(select(Counselor.display_name).where(Counselor.id == cosign.asked_by)).one()
    return SimpleNamespace(subject=cosign.subject, by=name, **found)


def _note(note_id: str) -> dict:
    note = find(ProgressNote, note_id)
    return {"note": note, "session": find(TherapySession, note.session_id), "addenda": addenda_of(note.id)}


def _addendum(addendum_id: str) -> dict:
    added = find(Addendum, addendum_id)
    note = find(ProgressNote, added.note_id)
    return {"added": added, "note": note, "session": find(TherapySession, note.session_id)}


def _report(report_id: str) -> dict:
    row = find(IssuedReport, report_id)
    return {"row": row, "content": row.content}


def _discharge(discharge_id: str) -> dict:
    return {"row": find(Discharge, discharge_id)}


def _flag(flag_id: str) -> dict:
    flag = find(Flag, flag_id)
    asked = [step for step in steps_of(flag.id) if step.step == "closing-asked"] or abort(404)
    return {"flag": flag, "asked": asked[-1]}


READ = {"note": _note, "addendum": _addendum, "report": _report, "discharge": _discharge, "flag": _flag}
