"""How one writes: the counselor's own format and the words they use often."""

from flask import abort, redirect, render_template, request, url_for
from flask_login import current_user
from sqlalchemy import select

from practice.access import gate
from practice.accounts.models import Counselor
from practice.db import db
from practice.i18n import _
from practice.notes import actions
from practice.notes.models import Snippet
from practice.workspace.forms import FormatForm, SnippetForm
from practice.workspace.views import bp


def _me() -> Counselor:
    return db.session.scalars(select(Counselor).where(Counselor.id == current_user.person_id)).one()


def _mine(snippet_id: str) -> Snippet:
    """One of one's own; 404 for anybody else's."""
    return actions.my_snippet(snippet_id, current_user.person_id) or abort(404)


@bp.get("/how-i-write")
@gate.counselor(audit=False)
def own():
    return _page()


def _page(snippet: SnippetForm | None = None, layout: FormatForm | None = None, status: int = 200):
    me = _me()
    page = render_template(
        "workspace/own.html", snippets=actions.my_snippets(me.id), done=request.args.get("done"),
        form=snippet or SnippetForm(formdata=None), layout=layout or FormatForm(formdata=None, note_format=me.note_format))  # fmt: skip
    return page, status


@bp.post("/how-i-write/format")
@gate.counselor(audit=False)
def own_format():
    form = FormatForm()
    if not form.validate():
        return _page(layout=form, status=422)
    actions.choose_my_format(_me(), form.note_format.data or None)
    return redirect(url_for("workspace.own", done="format"))


@bp.post("/how-i-write/words")
@gate.counselor(audit=False)
def add_snippet():
    form = SnippetForm()
    if form.validate() and _kept(form):
        return redirect(url_for("workspace.own", done="kept"))
    return _page(form, status=422)


@bp.route("/how-i-write/words/<id:snippet_id>", methods=["GET", "POST"])
@gate.counselor(audit=False)
def snippet(snippet_id: str):
    found = _mine(snippet_id)
    form = SnippetForm(obj=found) if request.method == "GET" else SnippetForm()
    if request.method == "POST" and form.validate() and _kept(form, found):
        return redirect(url_for("workspace.own", done="kept"))
    return render_template("workspace/snippet.html", snippet=found, form=form), 422 if form.errors else 200


@bp.post("/how-i-write/words/<id:snippet_id>/take-out")
@gate.counselor(audit=False)
def drop_snippet(snippet_id: str):
    actions.drop_snippet(_mine(snippet_id))
    return redirect(url_for("workspace.own", done="out"))


def _kept(form: SnippetForm, snippet: Snippet | None = None) -> bool:
    try:
        actions.keep_snippet(form.name.data, form.words.data, by=current_user.person_id, snippet=snippet)
    except actions.TooMany:
        form.name.errors = [_("There is room for a hundred. Take one out first.")]
        return False
    return True
