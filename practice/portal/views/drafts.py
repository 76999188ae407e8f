"""What is typed is kept while it is typed: by the page of somebody signed in, and by a page whose sign-in went quiet."""

from functools import partial

from flask import abort, g, jsonify, request
from flask_login import current_user

from practice import clock
from practice.access import door, gate, scope
from practice.audit.hook import with_the_view
from practice.db import db
from practice.driver import raw
from practice.homework.actions import Saved, issue_token, save_draft, write_on
from practice.homework.models import HomeworkAssignment
from practice.homework.queries.tokens import Bearer, bearer_of, login_closed, takes_part
from practice.homework.typed import kept_as_typed
from practice.i18n import _, at_time
from practice.portal.views import bp
from practice.portal.views.tabs import is_tab
from practice.portal.views.writing import Sheet, base, number, page_of, typed
from practice.protocols.codecs import clean
from practice.web import csrf

MOST = 8_000_000  # bytes of one draft: many times what a long page holds


@bp.post("/homework/<id:assignment_id>/draft", endpoint="save_draft")
@gate.client(audit=False)
def save_typed(assignment_id: str):
    """Keeps what is typed, for the script of the page; answers with the time it was kept."""
    content, form = _content(), request.form
    tab, occurrence = form.get("tab", ""), clean(form.get("occurrence"))  # asked for before anybody looks whether it is one
    page = page_of(assignment_id, occurrence, tab)
    saved = write_on(page, number("sequence"), content) if is_tab(tab) else None
    if saved is None:  # the first save of this page looks at everything once
        sheet = typed(assignment_id)
        if not (sheet.room.is_open and sheet.writes):
            abort(404)
        _begin(sheet.assignment, sheet.occurrence, sheet.tab, content)
        saved = write_on(page_of(assignment_id, sheet.occurrence, sheet.tab), number("sequence"), content)
    return _told(saved)


@bp.post("/drafts/append")
@csrf.exempt
@gate.public("a write-only token of one draft: it adds to it after the sign-in went quiet, and reads nothing")
def append_draft():
    """Keeps what is typed in a page whose sign-in has gone quiet. The token is the proof; nothing is ever read back."""
    bearer, content = bearer_of(request.headers.get("X-Draft-Token", "")), _content()
    if bearer is None:
        return _over()
    scope.enter(scope.ClientScope(bearer.practice_id, bearer.client_id))
    if login_closed():
        return _over()
    page = page_of(bearer.assignment_id, bearer.occurrence, bearer.tab)
    saved = write_on(page, number("sequence"), content)
    if saved is None and _may_begin(bearer):
        _begin(door.find(HomeworkAssignment, bearer.assignment_id), bearer.occurrence, bearer.tab, content)
        saved = write_on(page, number("sequence"), content)
    return _told(saved) if saved else _over()


def keep_token(token: str, sheet: Sheet) -> None:
    """Makes the token good that stands on a page just drawn: together with the record that the page was seen; after a
    page that was posted, once what it said is kept."""
    assignment_id, occurrence = sheet.ids
    issue = partial(issue_token, token=token, practice_id=current_user.practice_id, client_id=current_user.person_id,
                    assignment_id=assignment_id, occurrence=occurrence, tab=sheet.tab)  # fmt: skip
    if request.method != "POST":
        with_the_view(partial(issue, fresh=True))
        return
    db.session.commit()
    with raw(write=True) as cursor:
        issue(cursor)


def _content() -> dict:
    if (request.content_length or 0) > MOST:
        abort(413)
    return kept_as_typed(request.form.lists())


def _begin(assignment: HomeworkAssignment, occurrence: str, tab: str, content: dict) -> None:
    save_draft(assignment, occurrence=occurrence, tab=tab, sequence=number("sequence"), answers=content, base=base())
    db.session.flush()


def _may_begin(bearer: Bearer) -> bool:
    assignment = door.find(HomeworkAssignment, bearer.assignment_id)
    return takes_part(bearer.client_id, assignment.episode_id)


def _told(saved: Saved):
    """Where the draft stands. `late`: it was ahead of this page, which goes on from `sequence`.

    A handed-over tablet is not told of other versions: they are shown on the client's own devices alone.
    """
    other = saved.other and not g.get("handed")
    told = {"saved": True, "sequence": saved.sequence, "at": at_time(clock.now())}
    return jsonify(**told, **({"late": True} if saved.late else {}), **({"other": True} if other else {}))


def _over():
    db.session.rollback()
    return jsonify(saved=False, message=_("Please sign in again. What you typed is still on this page.")), 410
