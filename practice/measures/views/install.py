"""What a practice brings itself: the wording of an instrument that ships without, and instruments of its own."""

from flask import redirect, render_template, request, url_for
from flask_login import current_user

from practice.access import gate
from practice.db import db
from practice.i18n import _, html_lang
from practice.measures.actions import Refused, accept, install
from practice.measures.forms import NumbersForm
from practice.measures.joining import joined, same_key
from practice.measures.library import load_measures
from practice.measures.numbers import as_file, key_for
from practice.measures.queries import measures_in_use
from practice.measures.reader import MeasureFaults, read_measure
from practice.measures.views import bp
from practice.measures.views.reaching import instrument
from practice.protocols.faults import Fault
from practice.protocols.source import MAX_BYTES


@bp.route("/measures/<slug:key>/wording", methods=["GET", "POST"])
@gate.counselor("owner", audit=False)
def wording(key: str):
    """Installs the wording of a shipped structure: the whole file with texts, or one question on each line."""
    measure, shipped = instrument(key).measure, load_measures().measures.get(key)
    if shipped is None or shipped.wording != "installed":  # words that ship are never changed
        return redirect(url_for("measures.show", key=key), 303)
    if request.method == "GET":
        return _page(measure)
    faults, words = [], request.form.get("basis", "")
    if not words.strip():
        faults.append(_("Write on what ground your practice uses this wording."))
    if measure.licence.conditions and request.form.get("accepted") != "yes":
        faults.append(_("Tick that you have read the conditions and keep to them."))
    text, found = _wording(key, load_measures().texts[key])
    if faults or found:
        return _page(measure, faults, found), 422
    if measure.licence.conditions:
        accept(key, by=current_user.person_id)
    install(text, basis=words, by=current_user.person_id)
    return redirect(url_for("measures.show", key=key), 303)


def _wording(key: str, structure: str) -> tuple[str, list[Fault]]:
    """(the whole text, what is wrong with it, each with its line)."""
    typed = _typed()
    try:
        is_file = typed.lstrip().startswith(("format:", "#", "id:"))
        whole = typed if is_file else joined(structure, typed, request.form.get("instructions", ""))
        read = read_measure(whole, file=f"{key}.yaml")
    except MeasureFaults as problem:
        return typed, problem.faults
    return whole, same_key(read, load_measures()[key])


@bp.route("/measures/own/new", methods=["GET", "POST"])
@gate.counselor("owner", audit=False)
def own():
    """An instrument file of the practice's own; every fault is listed with its line."""
    if request.method == "GET":
        return _page(None)
    typed, words, faults, found = _typed(), request.form.get("basis", ""), [], []
    try:
        measure = read_measure(typed, file="measure.yaml")
        if measure.key in load_measures().measures:
            found = [Fault("measure.yaml", 1, 1, "id", "taken", f'"{measure.key}" ships with Attune; choose another id.')]
    except MeasureFaults as problem:
        found = problem.faults
    if not words.strip():
        faults.append(_("Write on what ground your practice uses this wording."))
    if faults or found:
        return _page(None, faults, found), 422
    try:
        install(typed, basis=words, by=current_user.person_id)
    except Refused as problem:
        db.session.rollback()
        return _page(None, [problem.words]), 422
    return redirect(url_for("measures.show", key=measure.key), 303)


@bp.route("/measures/own/numbers", methods=["GET", "POST"])
@gate.counselor("owner", audit=False)
def numbers():
    """A form given elsewhere, of which only a total and a day are kept; nobody has to write a file for it."""
    form = NumbersForm()
    if request.method == "POST" and form.validate():
        told = form.told()
        if not _taken(key_for(told.title)):
            kept = install(as_file(told, html_lang()), basis=form.basis.data, by=current_user.person_id)
            return redirect(url_for("measures.show", key=kept.key), 303)
        form.title.errors = [_("A measure of this name is here already.")]
    return render_template("measures/numbers.html", form=form), 422 if form.errors else 200


def _taken(key: str) -> bool:
    """True when an instrument goes by this name, however its hyphens are set."""
    return key.replace("-", "") in {known.replace("-", "") for known in measures_in_use()}


def _typed() -> str:
    """What was chosen as a file, else what was pasted."""
    sent = request.files.get("file")
    read = sent.read(MAX_BYTES + 1) if sent and sent.filename else b""
    text = read.decode("utf-8", "replace") if read else request.form.get("text", "")
    return text.replace("\r\n", "\n").replace("\x00", "\ufffd")


def _page(measure, faults=(), found=()):
    return render_template("measures/install.html", measure=measure, faults=faults, found=found, typed=_typed() if found or faults else "")
