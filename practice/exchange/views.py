"""Pages for bringing in and giving out. Nothing of this stands on a page of a client's care."""

import json

from flask import Blueprint, Response, abort, g, redirect, render_template, request, url_for
from flask_login import current_user

from practice import clock
from practice.access import gate
from practice.access.door import find, may_write
from practice.audit.actions import record
from practice.clients.queries import people_of
from practice.episodes.models import Episode
from practice.exchange import measures_csv, queries
from practice.exchange.actions import keep_questionnaire
from practice.exchange.forms import NO_RISK, QuestionnaireForm, chosen_rules
from practice.i18n import _
from practice.measures.fhir.opening import NotReadable
from practice.measures.fhir.reading import NOT_ASKED, NOT_SCORED, Foreign, read_questionnaire
from practice.measures.fhir.writing import bundle
from practice.measures.library import load_measures
from practice.measures.models import Administration
from practice.measures.queries import measure_of
from practice.measures.reader import MeasureFaults

bp = Blueprint("exchange", __name__)
SHAPES = {"long": measures_csv.long, "wide": measures_csv.wide}


@bp.get("/exchange")
@gate.counselor()
def index():
    """Where files come in and go out."""
    return render_template("exchange/fhir_index.html", people=[one for one in queries.caseload() if may_write(one.episode_id)])


@bp.route("/measures/import-fhir", methods=["GET", "POST"])
@gate.counselor("owner", audit=False)
def import_fhir():
    """Look at a FHIR Questionnaire, then keep it as a measure of the practice. Looking writes nothing."""
    form = QuestionnaireForm()
    if request.method == "GET":
        return render_template("exchange/fhir_import.html", form=form, kept=request.args.get("kept"))
    data = form.data_of_file()
    if not data:
        return _nothing_read(form, _("Choose a file first."))
    try:
        foreign = read_questionnaire(data, load_measures().measures)
    except NotReadable as problem:
        return _nothing_read(form, str(problem))
    form.held.data = data.decode("utf-8-sig")
    if request.form.get("do") != "keep":
        return _preview(form, foreign, {})
    return _keep(form, foreign)


def _nothing_read(form: QuestionnaireForm, words: str):
    form.held.data = ""
    form.file.errors = [words]
    return render_template("exchange/fhir_import.html", form=form, kept=None), 422


def _keep(form: QuestionnaireForm, foreign: Foreign):
    rules, missing = chosen_rules(foreign, request.form)
    if not form.validate():
        return _preview(form, foreign, missing, 422)
    if not (form.basis.data or "").strip():
        form.basis.errors = [_("Say on what ground your practice may use these words.")]
    if not foreign.questions or missing or form.basis.errors:
        return _preview(form, foreign, missing, 422)
    try:
        key = keep_questionnaire(foreign, rules=rules, basis=form.basis.data.strip(), by=current_user.person_id,
                                 today=clock.today(g.practice.zone))  # fmt: skip
    except MeasureFaults as problem:
        form.basis.errors = [str(fault) for fault in problem.faults[:3]]
        return _preview(form, foreign, {}, 422)
    return redirect(url_for("exchange.import_fhir", kept=key), 303)


def _preview(form: QuestionnaireForm, foreign: Foreign, missing: dict[str, str], status: int = 200):
    page = render_template("exchange/fhir_preview.html", form=form, foreign=foreign, missing=missing, chosen=request.form,
                           no_risk=NO_RISK, not_scored=NOT_SCORED if foreign.questions else NOT_ASKED)  # fmt: skip
    return page, status


@bp.route("/episodes/<id:episode_id>/measures/<id:client_id>/export", methods=["GET", "POST"])
@gate.counselor()
def export(episode_id: str, client_id: str):
    """What of one client's measures can go out; a post gives the sheet and is written down."""
    name = _of_mine(episode_id, client_id)
    found = queries.outgoing(episode_id, client_id, current_user.scope)
    if request.method == "GET":
        return render_template("exchange/fhir_export.html", name=name, found=found, address={
            "episode_id": episode_id, "client_id": client_id})  # fmt: skip
    shape = request.form.get("shape", "")
    if shape not in SHAPES:
        abort(404)
    record(f"export_measures_{shape}", subject_id=client_id)
    return _file(SHAPES[shape](name, found.given), "text/csv; charset=utf-8", f"measures-{shape}.csv")


@bp.post("/administrations/<id:administration_id>/fhir")
@gate.counselor()
def export_fhir(administration_id: str):
    """One occasion as a FHIR Bundle. 404 for what never leaves the practice, like for what is not there."""
    row = find(Administration, administration_id)
    _of_mine(row.episode_id, row.client_id)
    measure = measure_of(row.version_id)
    if row.finished_at is None or measure.audience.solo_only or current_user.scope not in measure.audience.scopes:
        abort(404)
    record("export_measure_fhir", row)
    body = json.dumps(bundle(measure, queries.occasion(row)), ensure_ascii=False, indent=2).encode()
    return _file(body, "application/fhir+json; fhirVersion=4.0", f"measure-{row.id[:8]}.json")


def _of_mine(episode_id: str, client_id: str) -> str:
    """The name of a person in an episode this counselor works in; 404 otherwise, for supervisors too."""
    episode = find(Episode, episode_id)
    people = {one.client_id: one for one in people_of(episode.id)}
    if client_id not in people or not may_write(episode_id):
        abort(404)
    return people[client_id].display_name


def _file(body: bytes, kind: str, name: str) -> Response:
    """A download; its name tells nothing about whom it is about."""
    answer = Response(body, content_type=kind)
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
