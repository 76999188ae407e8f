"""The practice's instruments: what each is, under which licence, with which key and sources; what the owner decided."""

from flask import abort, redirect, render_template, request, url_for
from flask_login import current_user

from practice.access import gate
from practice.accounts.queries import colleagues
from practice.i18n import _
from practice.measures.actions import accept as accept_conditions
from practice.measures.actions import switch as switch_measure
from practice.measures.library import load_measures
from practice.measures.queries import catalogue, grants_of
from practice.measures.standing import ASKS_FIRST, not_asked
from practice.measures.views import bp
from practice.measures.views.reaching import instrument, usable


@bp.get("/measures")
@gate.counselor(audit=False)
def index():
    rows = [row for row in catalogue(current_user.practice_id) if usable(row.measure)]
    return render_template("measures/index.html", rows=rows, broken=load_measures().broken, owner="owner" in current_user.roles)


@bp.get("/measures/<slug:key>")
@gate.counselor(audit=False)
def show(key: str):
    return _page(key)


def _page(key: str, trouble: str | None = None, status: int = 200):
    found = instrument(key)
    licence = found.measure.licence
    return render_template(
        "measures/show.html", found=found, measure=found.measure, asked=not_asked(found.measure), grants=grants_of(key),
        names={one.id: one.display_name for one in colleagues(current_user.practice_id)}, trouble=trouble,
        owner="owner" in current_user.roles, asks=licence.class_ in ASKS_FIRST or bool(licence.conditions)), status  # fmt: skip


@bp.post("/measures/<slug:key>/accept")
@gate.counselor("owner", audit=False)
def accept(key: str):
    """The conditions as shown, and one tick."""
    found = instrument(key)
    if request.form.get("accepted") != "yes":
        return _page(key, _("Tick that you have read the conditions and keep to them."), 422)
    accept_conditions(found.measure.key, by=current_user.person_id)
    return redirect(url_for("measures.show", key=key), 303)


@bp.post("/measures/<slug:key>/switch")
@gate.counselor("owner", audit=False)
def switch(key: str):
    found, wish = instrument(key), request.form.get("do")
    if wish not in ("on", "off"):
        abort(400)
    switch_measure(found.measure.key, wish == "on", by=current_user.person_id)
    return redirect(url_for("measures.show", key=key), 303)
