"""Taking somebody on, and the first assessment."""

from flask import abort, redirect, render_template, request, url_for
from flask_login import current_user

from practice.access import gate
from practice.clients.queries import of_caseload
from practice.episodes.actions import ChangedMeanwhile, record_intake, take_on_client, take_on_couple
from practice.episodes.forms import INTAKE_WORDS, IntakeForm, OpeningForm, PersonForm
from practice.episodes.queries import latest_intake
from practice.episodes.views import bp, opened, today
from practice.i18n import _


@bp.get("/clients/new")
@gate.counselor()
def take_on():
    first = {"known": request.args.get("client", "")}
    persons = _persons(_couple(), formdata=None, data=first)
    return _page(persons, OpeningForm(formdata=None, data={"opened_on": today()}))


@bp.post("/clients/new")
@gate.counselor()
def begin_care():
    """Two people may share a name: nothing stops that here; the next page says so."""
    persons, opening = _persons(_couple()), OpeningForm()
    opening.opened_on.latest = today()
    fine = [form.validate() for form in (*persons, opening)]
    if len(persons) == 2 and persons[0].known.data and persons[0].known.data == persons[1].known.data:
        persons[1].known.errors = [_("A couple is two people.")]
        fine.append(False)
    if not all(fine):
        return _page(persons, opening), 422
    return redirect(url_for("clients.consents", episode_id=_take_on(persons, opening.opened_on.data), done="new"))


def _couple() -> bool:
    return request.args.get("kind") == "couple"


def _persons(couple: bool, data: dict | None = None, **more) -> list[PersonForm]:
    known = [("", _("Somebody new")), *of_caseload()]
    forms = [
        PersonForm(prefix=prefix, data=data if prefix == "first" else None, **more)
        for prefix in ("first", "second")[: 2 if couple else 1]
    ]
    for form in forms:
        form.known.choices = known
        if not couple:
            del form.shown_as
    return forms


def _take_on(persons: list[PersonForm], on) -> str:
    by = current_user.person_id
    if len(persons) == 1:
        return take_on_client(by=by, on=on, person=persons[0].person())[0].id
    known = dict(persons[0].known.choices)
    shown = tuple(form.shown_as.data or _first_name(form, known) for form in persons)
    return take_on_couple(by=by, on=on, persons=tuple(form.person() for form in persons), shown_as=shown)[0].id


def _first_name(form: PersonForm, known: dict[str, str]) -> str:
    """What they are called; a full name is never cut, because not every name begins with the first one."""
    return form.preferred_name.data or form.display_name.data or known[form.known.data]


def _page(persons: list[PersonForm], opening: OpeningForm) -> str:
    return render_template("episodes/take_on.html", persons=persons, opening=opening, couple=_couple())


@bp.get("/episodes/<id:episode_id>/intake/<id:client_id>")
@gate.counselor()
def intake(episode_id: str, client_id: str):
    _episode, person = _participant(episode_id, client_id)
    row = latest_intake(episode_id, client_id)
    known = {**row.words, "taken_on": row.taken_on, "version": row.version} if row else {"taken_on": today()}
    return _intake_page(episode_id, person, IntakeForm(formdata=None, data=known))


@bp.post("/episodes/<id:episode_id>/intake/<id:client_id>")
@gate.counselor()
def save_intake(episode_id: str, client_id: str):
    _episode, person = _participant(episode_id, client_id)
    form = IntakeForm()
    form.taken_on.latest = today()
    if not form.validate():
        return _intake_page(episode_id, person, form), 422
    try:
        record_intake(
            episode_id,
            client_id,
            words=form.values(),
            on=form.taken_on.data,
            by=current_user.person_id,
            version=form.version.data or 0,
        )
    except ChangedMeanwhile as meanwhile:
        return _both(episode_id, person, form, meanwhile.current), 409
    return redirect(url_for("record.show", episode_id=episode_id))


def _participant(episode_id: str, client_id: str):
    episode, people = opened(episode_id)
    return episode, next((person for person in people if person.client_id == client_id), None) or abort(404)


def _both(episode_id: str, person, form: IntakeForm, row) -> str:
    theirs = [
        (form[name].label.text, form[name].data or "", row.words.get(name, ""))
        for name in INTAKE_WORDS
        if (form[name].data or "") != row.words.get(name, "")
    ]
    form.version.raw_data, form.version.data = None, row.version
    return _intake_page(episode_id, person, form, theirs)


def _intake_page(episode_id: str, person, form: IntakeForm, theirs: list | None = None) -> str:
    return render_template("episodes/intake.html", episode_id=episode_id, person=person, form=form, theirs=theirs or [])
