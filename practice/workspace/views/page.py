"""The note page itself, drawn from what is stored or from what was typed."""

from flask import g, render_template, request
from flask_login import current_user

from practice import clock
from practice.episodes.models import TherapySession
from practice.episodes.queries import participants
from practice.i18n import _
from practice.notes import formats, happened
from practice.notes.actions import my_snippets
from practice.notes.models import ProgressNote
from practice.notes.queries import labels_of, process_note_of
from practice.planning.queries import prep_sheet
from practice.workspace.queries import beside, formats_here, happened_in, last_time, usual_format
from practice.workspace.writing import Typed


def too_long_words() -> str:
    return _("This is longer than 100,000 characters. Please split it.")


def note_page(session: TherapySession, stored: ProgressNote | None, typed: Typed | None = None, errors=(), wrong=(),
              ask: bool = False):  # fmt: skip
    """The page. `typed` stands in the fields instead of what is stored; `wrong` names fields that are too long; `ask`:
    no next step is written, whether to sign all the same."""
    by = current_user.person_id
    private = process_note_of(session.id, by)
    form = _form(session, stored, by)
    values = typed or _as_stored(stored, private)
    people = participants(session.episode_id)
    taken = stored.happened if stored else happened_in(session).kept()
    return render_template(
        "workspace/note.html", session=session, stored=stored, private=private, values=values, errors=errors, wrong=set(wrong),
        people=people, form=form, fields=_fields(form, stored, values, people),
        formats=[(one.key, one.title) for one in formats_here(session)],
        taken=_by_group(happened.chosen(taken, values.shown, values.inside) if typed else taken), ask=ask,
        sheet=prep_sheet(session, clock.today(g.practice.zone)), last=last_time(session), rated=beside(session),
        snippets=my_snippets(by), said=request.args.get("done"), too_long=too_long_words())  # fmt: skip


def _form(session: TherapySession, stored: ProgressNote | None, by: str) -> formats.Format:
    """How the page is laid out; a format whose file is gone looks like the usual one, and its words stand below."""
    known = formats.load_formats()
    return (known.get(stored.format) or known[formats.USUAL]) if stored else usual_format(session, by)


def _as_stored(stored: ProgressNote | None, private) -> Typed:
    return Typed(
        body=(stored.body if stored else None) or {}, safety=(stored.safety if stored else None) or {},
        ticked=tuple(f"{q['phase']}:{q['id']}" for q in (stored.questions if stored else [])),
        private=private.body if private else "", version=0, private_version=0)  # fmt: skip


def _fields(form: formats.Format, stored: ProgressNote | None, values: Typed, people) -> list[dict]:
    """{id, title, hint, rows, words, other} in the order of the page: the format's own, then what stands from another one."""
    titles = labels_of(stored) if stored else formats.labels(form, [part.shown_as for part in people])
    own = {field.id: field for field in form.fields}
    body = {**((stored.body if stored else None) or {}), **values.body}
    rest = [key for key, words in body.items() if words and key not in own]
    return [
        *({"id": key, "title": titles.get(key) or field.title, "hint": field.hint, "rows": field.rows,
           "words": body.get(key, ""), "other": False} for key, field in own.items()),
        *({"id": key, "title": titles.get(key) or formats.known_title(key), "hint": "", "rows": 4, "words": body[key],
           "other": True} for key in rest),
    ]  # fmt: skip


def _by_group(taken: dict | None) -> dict[str, list[happened.Line]]:
    found: dict[str, list[happened.Line]] = {}
    for line in happened.lines(taken):
        found.setdefault(line.group, []).append(line)
    return found
