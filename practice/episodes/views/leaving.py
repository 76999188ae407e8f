"""The end of an episode for one or for both, as a record."""

from flask import redirect, render_template, url_for
from flask_login import current_user

from practice import clock
from practice.access import gate
from practice.cosigning.queries import standing
from practice.episodes import actions
from practice.episodes.forms import DischargeForm
from practice.episodes.queries import discharges_of, sessions_of
from practice.episodes.views import bp, led, names, today, whom
from practice.episodes.words import REASONS
from practice.i18n import _


@bp.get("/episodes/<id:episode_id>/discharge")
@gate.counselor()
def discharge(episode_id: str):
    return _page(episode_id, _form(episode_id, formdata=None, data={"on": today()}))


@bp.post("/episodes/<id:episode_id>/discharge")
@gate.counselor()
def discharge_now(episode_id: str):
    episode, people = led(episode_id)
    form = _form(episode_id)
    form.on.earliest, form.on.latest = episode.opened_on, today()
    if not form.validate():
        return _page(episode_id, form), 422
    here = [person.client_id for person in people if not person.ended]
    for client_id in here if form.who.data == "both" else [form.who.data]:
        actions.discharge(
            episode,
            client_id,
            on=form.on.data,
            reason=form.reason.data,
            by=current_user.person_id,
            words=form.words.data or None,
        )
    return redirect(url_for("episodes.discharge", episode_id=episode_id))


def _form(episode_id: str, **more) -> DischargeForm:
    _episode, people = led(episode_id)
    form = DischargeForm(**more)
    form.who.choices = whom(people, _("Both"))
    return form


def _page(episode_id: str, form: DischargeForm) -> str:
    episode, people = led(episode_id)
    records = discharges_of(episode_id)
    ahead = [row for row in sessions_of(episode_id) if row.cancelled_at is None and row.starts_at > clock.now()]
    return render_template(
        "episodes/discharge.html",
        episode=episode,
        people=people,
        form=form,
        names=names(people),
        reasons=REASONS,
        records=records,
        standing=standing("discharge", [row.id for row in records]),
        ahead=ahead,
    )
