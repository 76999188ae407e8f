"""Two versions of one page, written on two devices or in two tabs: both shown, one made of them, nothing thrown away."""

from dataclasses import replace

from flask import abort, redirect, render_template, request, url_for

from practice import clock
from practice.access import gate
from practice.db import db
from practice.homework import merging
from practice.homework.actions import one_at_a_time, put_aside
from practice.homework.models import Draft
from practice.homework.queries import drafts_of
from practice.homework.typed import Typed
from practice.portal.views import bp, returned
from practice.portal.views.tabs import begun_here, new_tab
from practice.portal.views.writing import Sheet, blank, of_draft
from practice.protocols.answers import show


@bp.get("/homework/<id:assignment_id>/both")
@gate.client()
def both(assignment_id: str):
    """The newest version and another one, question by question."""
    sheet = _mine(assignment_id)
    pair = _pair(sheet)
    if pair is None:
        return redirect(url_for("portal.homework", assignment_id=assignment_id, occurrence=sheet.occurrence))
    return _page(sheet, *pair)


@bp.post("/homework/<id:assignment_id>/both", endpoint="merge")
@gate.client(audit=False)
@returned.holding
def merge(assignment_id: str):
    """One version of two. A version whose words are not all in it stays beside it."""
    sheet = _mine(assignment_id)
    one_at_a_time(assignment_id)
    pair = _pair(sheet)
    if pair is None:
        return redirect(url_for("portal.homework", assignment_id=assignment_id, occurrence=sheet.occurrence), 303)
    if any(request.form.get(f"{draft.tab}-sequence") != str(draft.sequence) for draft in pair):
        return _page(sheet, *pair, moved=True)  # somebody wrote on meanwhile: look again
    left, right = (of_draft(sheet, draft) for draft in pair)
    chosen = Typed({name.removeprefix("pick-"): values for name, values in request.form.lists() if name.startswith("pick-")})
    whole = replace(
        sheet, tab=new_tab(), answers=merging.merged(sheet.exercise, left.answers, right.answers, chosen),
        finished=merging.together(left.finished, right.finished), why=merging.joined(left.why, right.why)).keep()  # fmt: skip
    for draft, part in zip(pair, (left, right), strict=True):
        if merging.holds_all(sheet.exercise, whole.answers, part.answers):
            put_aside(sheet.assignment, occurrence=sheet.occurrence, tab=draft.tab, at=clock.now())
    db.session.flush()
    return redirect(url_for("portal.homework", assignment_id=assignment_id, occurrence=sheet.occurrence, draft=whole.tab), 303)


def _mine(assignment_id: str) -> Sheet:
    sheet = blank(assignment_id)
    return sheet if sheet.room.is_open and sheet.writes else abort(404)


def _pair(sheet: Sheet) -> tuple[Draft, Draft] | None:
    """The two versions asked for, newer first; the two newest when nothing else was asked. None with fewer than two."""
    drafts = drafts_of(*sheet.ids, **begun_here())
    wanted = {request.values.get("one"), request.values.get("other")}
    named = [draft for draft in drafts if draft.tab in wanted]
    found = named if len(named) == 2 else drafts[:2]
    return tuple(found) if len(found) == 2 else None


def _page(sheet: Sheet, newer: Draft, older: Draft, *, moved: bool = False):
    left, right = of_draft(sheet, newer), of_draft(sheet, older)
    rows = merging.differing(sheet.exercise, left.answers, right.answers)
    added = merging.together(left.finished, right.finished)
    words = [[(one.label, one.value) for one in show(sheet.exercise, moment)] for moment in added]
    return render_template("portal/both.html", sheet=sheet, rows=rows, moments=words, pair=(newer, older), moved=moved)
