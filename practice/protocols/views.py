"""The library: read a protocol, and see it day by day from a start date."""
from dataclasses import dataclass
from datetime import date

from flask import Blueprint, abort, render_template, request
from flask_login import current_user

from practice import clock
from practice.access import gate
from practice.i18n import _, zone
from practice.protocols import preview
from practice.protocols.codecs import as_date
from practice.protocols.library import load_library
from practice.protocols.protocol import Exercise, Flavour, Phase, Protocol
from practice.protocols.reach import for_counselor
from practice.protocols.voice import in_their_voice

bp = Blueprint("protocols", __name__, url_prefix="/protocols")
bp.add_app_template_filter(in_their_voice)


@dataclass(frozen=True)
class Stretch:
    """Days of a preview on which nothing new opens, told as one line with the day that begins them."""

    first: preview.Day
    last: preview.Day
    phase: Phase | None
    opens: tuple[Exercise, ...]
    daily: tuple[Exercise, ...]


@bp.get("/")
@gate.counselor()
def index():
    library = load_library()
    shown = [_reachable(protocol, None) for protocol in library.protocols.values()]
    return render_template("protocols/index.html", protocols=shown, broken=library.broken)


@bp.get("/<key>")
@gate.counselor()
def show(key: str):
    protocol, flavour = _asked_for(key)
    words = {"frequency": frequency_words, "respondent": respondent_words}
    return render_template("protocols/show.html", protocol=protocol, flavour=flavour, **words)


@bp.get("/<key>/days")
@gate.counselor()
def day_by_day(key: str):
    protocol, flavour = _asked_for(key)
    typed = request.args.get("start", "")
    start = as_date(typed)
    problem = _("Please write the day as year-month-day, such as 2026-11-24.") if typed and start is None else None
    begins = start or clock.today(zone())
    return render_template(
        "protocols/day_by_day.html", protocol=protocol, flavour=flavour, problem=problem,
        start=typed if problem else begins.isoformat(), stretches=_stretches(protocol, flavour, begins),
    ), 422 if problem else 200


def frequency_words(exercise: Exercise) -> str:
    """Returns in words how often an exercise is meant to be given."""
    if exercise.after:
        return _("after each try")
    return {
        "once": _("once"), "once-per-cycle": _("once in each cycle"), "daily": _("every day"),
        "weekly": _("every week"), "per-plan": _("as you agree"),
    }[exercise.frequency]


def respondent_words(exercise: Exercise) -> str:
    """Returns in words who fills in an exercise."""
    return {
        "each": _("each person alone"), "together": _("both together"), "counselor": _("you, in the session"),
    }[exercise.respondent]


def _asked_for(key: str) -> tuple[Protocol, Flavour | None]:
    """The protocol and flavour of the address, as far as this counselor may read it; 404 otherwise."""
    protocol = load_library().protocols.get(key)
    if protocol is None:
        abort(404)
    wanted = request.args.get("flavour") or None
    reachable = _reachable(protocol, None)
    flavour = next((item for item in reachable.flavours if item.id == wanted), None)
    if wanted and flavour is None:
        abort(404)
    return (_reachable(protocol, wanted) if wanted else reachable), flavour


def _reachable(protocol: Protocol, flavour: str | None) -> Protocol:
    seen = protocol.for_flavour(flavour, current_user.language)
    return for_counselor(seen, current_user.scope, current_user.credentials)


def _stretches(protocol: Protocol, flavour: Flavour | None, start: date) -> list[Stretch]:
    found: list[list[preview.Day]] = []
    for day in preview.days(protocol, flavour.id if flavour else None, start):
        before = found[-1][-1] if found else None
        if before and not day.opens and (day.phase, day.open_daily) == (before.phase, before.open_daily):
            found[-1].append(day)
        else:
            found.append([day])
    return [_stretch(protocol, days) for days in found]


def _stretch(protocol: Protocol, days: list[preview.Day]) -> Stretch:
    first = days[0]
    phase = protocol.phase(first.phase) if first.phase else None
    known = {item.id: item for item in protocol.all_exercises()}
    known |= {item.id: item for item in (phase.exercises if phase else ())}
    daily = [known[id] for id in first.open_daily if id not in first.opens]
    return Stretch(first, days[-1], phase, tuple(known[id] for id in first.opens), tuple(daily))
