"""Beginning on a protocol: choose it, choose day 1 and where to begin."""

from flask import abort, redirect, render_template, request, url_for
from flask_login import current_user

from practice.access import gate
from practice.clients.queries import Somebody, consented
from practice.episodes.actions import EpisodeEnded, NotAllowed, begin_course
from practice.episodes.actions.course import check_allowed
from practice.episodes.forms import BeginForm
from practice.episodes.queries import current_course
from practice.episodes.views import bp, led, names, today
from practice.episodes.words import NOT_ALLOWED
from practice.i18n import _
from practice.protocols.library import load_library


@bp.get("/episodes/<id:episode_id>/begin")
@gate.counselor()
def begin(episode_id: str):
    if "protocol" not in request.args:
        return _choose(episode_id)
    form = _form(episode_id, formdata=None, data={"started_on": today(), "pace": "days", "first_phase": _protocol().phases[0].id})
    refused = _refusal(led(episode_id)[0], _protocol(), _flavour())
    return _page(episode_id, form, refused)


@bp.post("/episodes/<id:episode_id>/begin")
@gate.counselor()
def begin_on(episode_id: str):
    episode, _people = led(episode_id)
    form = _form(episode_id)
    form.entered_on.latest = today()
    if not form.validate():
        return _page(episode_id, form), 422
    try:
        begin_course(
            episode,
            protocol=load_library()[_protocol().key],
            source=load_library().texts[_protocol().key],
            flavour=_flavour(),
            started_on=form.started_on.data,
            pace=form.pace.data,
            first_phase=form.first_phase.data,
            entered_on=form.entered_on.data,
            by=current_user.person_id,
            counselor_scope=current_user.scope,
            credentials=current_user.credentials,
        )
    except (NotAllowed, EpisodeEnded) as refused:
        return _page(episode_id, form, refused), 422
    return redirect(url_for("episodes.phases", episode_id=episode_id))


def _flavour() -> str | None:
    return request.args.get("flavour") or None


def _protocol():
    found = load_library().protocols.get(request.args.get("protocol", "")) or abort(404)
    try:
        return found.for_flavour(_flavour())
    except LookupError:
        abort(404)


def _form(episode_id: str, **more) -> BeginForm:
    form = BeginForm(**more)
    if not _unsigned(episode_id, led(episode_id)[1]):
        del form.unsigned
    form.first_phase.choices = [
        (phase.id, _("%(number)s. %(title)s", number=number, title=phase.title))
        for number, phase in enumerate(_protocol().phases, 1)
    ]
    return form


def _why(refused: Exception) -> str:
    return NOT_ALLOWED[refused.reason] if isinstance(refused, NotAllowed) else _("This episode has ended.")


def _choose(episode_id: str) -> str:
    """Every way of working, those that are not open with the reason beside them."""
    episode, people = led(episode_id)
    ways = [
        _way(episode, protocol, flavour)
        for protocol in load_library().protocols.values()
        for flavour in (protocol.flavours or (None,))
    ]
    return render_template(
        "episodes/choose.html",
        episode=episode,
        people=people,
        ways=[way for way in ways if not way["hidden"]],
        names=names(people),
        bare=_unsigned(episode_id, people),
        broken=load_library().broken,
        course=current_course(episode_id),
    )


def _way(episode, protocol, flavour) -> dict:
    refused = _refusal(episode, protocol, flavour and flavour.id)
    return {
        "protocol": protocol,
        "flavour": flavour,
        "refused": _why(refused) if refused else None,
        "forms": _forms(refused),
        "hidden": current_user.scope == "guidance" and getattr(refused, "reason", None) == "scope",
    }


def _unsigned(episode_id: str, people: list[Somebody]) -> list[str]:
    """Who takes part without an agreement on record. Guidance has an agreement of its own, which the verb asks for."""
    if current_user.scope == "guidance":
        return []
    return [person.called for person in people if not person.ended and not consented(episode_id, person.client_id)]


def _forms(refused: Exception | None) -> list[tuple[str, str]]:
    """(endpoint, words) of the forms that open the way."""
    agreements, checklist = ("clients.consents", _("Agreements")), ("clients.referral", _("Referral checklist"))
    return {"records-policy": [agreements], "agreement": [agreements, checklist],
            "referral-check": [agreements, checklist]}.get(getattr(refused, "reason", ""), [])  # fmt: skip


def _refusal(episode, protocol, flavour: str | None) -> Exception | None:
    try:
        check_allowed(episode, protocol, flavour, current_user.scope, frozenset(current_user.credentials))
    except (NotAllowed, EpisodeEnded) as refused:
        return refused
    return None


def _page(episode_id: str, form: BeginForm, refused: Exception | None = None) -> str:
    episode, people = led(episode_id)
    return render_template(
        "episodes/begin.html",
        episode=episode,
        people=people,
        form=form,
        protocol=_protocol(),
        flavour=_flavour(),
        refused=_why(refused) if refused else None,
        forms=_forms(refused),
        bare=_unsigned(episode_id, people),
        course=current_course(episode_id),
    )
