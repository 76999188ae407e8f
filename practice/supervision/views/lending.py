"""Lending one episode, or all of them for a leave, and taking it back early."""

from datetime import timedelta

from flask import abort, g, redirect, render_template, request, url_for
from flask_login import current_user
from sqlalchemy import select

from practice import clock
from practice.access import door, gate
from practice.access.models import CaseloadAssignment
from practice.accounts.queries import answering
from practice.db import db
from practice.episodes.actions.lending import BadTimes, LentAlready, lend, lend_all, take_back
from practice.episodes.models import Episode
from practice.episodes.queries import participants
from practice.episodes.queries.lending import leads, led_now, lent
from practice.i18n import _
from practice.supervision.forms import LendForm
from practice.supervision.queries import names_in
from practice.supervision.views import bp


@bp.route("/episodes/<id:episode_id>/lend", methods=["GET", "POST"])
@gate.counselor()
def lend_one(episode_id: str):
    """For whoever leads it; 404 for everybody else, covering colleagues too."""
    episode = door.find(Episode, episode_id)
    if not leads(episode_id, current_user.person_id, clock.now()):
        abort(404)
    form = _form()
    if request.method == "GET" or not form.validate():
        return _one_page(episode, form)
    try:
        lend(episode_id, to=form.to.data, starts_at=form.starts_at, ends_at=form.ends_at, by=current_user.person_id,
             reason=form.reason.data or None)  # fmt: skip
    except (BadTimes, LentAlready) as refused:
        _explain(form, refused)
        return _one_page(episode, form)
    return redirect(url_for("supervision.lend_one", episode_id=episode_id, done="lent"), 303)


@bp.route("/leave", methods=["GET", "POST"])
@gate.counselor()
def leave():
    """Everything one leads, lent at once."""
    form = _form()
    episodes = led_now(current_user.person_id, clock.now())
    if request.method == "GET" or not form.validate():
        return _leave_page(episodes, form)
    try:
        rows = lend_all(to=form.to.data, starts_at=form.starts_at, ends_at=form.ends_at, by=current_user.person_id,
                        reason=form.reason.data or None)  # fmt: skip
    except BadTimes as refused:
        _explain(form, refused)
        return _leave_page(episodes, form)
    return redirect(url_for("supervision.leave", lent=len(rows)), 303)


@bp.post("/lent/<id:lent_id>/end")
@gate.counselor()
def end(lent_id: str):
    """The cover ends now; the colleague's next press finds nothing."""
    row = db.session.scalars(select(CaseloadAssignment).where(
        CaseloadAssignment.id == lent_id, CaseloadAssignment.practice_id == current_user.practice_id)).one_or_none()
    if row is None or not leads(row.episode_id, current_user.person_id, clock.now()):
        abort(404)
    take_back(row, by=current_user.person_id)
    if request.form.get("from") == "leave":
        return redirect(url_for("supervision.leave", done="ended"), 303)
    return redirect(url_for("supervision.lend_one", episode_id=row.episode_id, done="ended"), 303)


def _form() -> LendForm:
    others = [one for one in answering(current_user.practice_id) if one[0] != current_user.person_id]
    if request.method == "POST":
        return LendForm(colleagues=others, zone=g.practice.zone)
    now = clock.local(clock.now(), g.practice.zone)
    usual = {"first": now.date(), "first_clock": f"{now:%H:%M}", "last": now.date() + timedelta(days=14), "last_clock": "18:00"}
    return LendForm(formdata=None, data=usual, colleagues=others, zone=g.practice.zone)


def _explain(form: LendForm, refused: BadTimes | LentAlready) -> None:
    if isinstance(refused, LentAlready):
        form.to.errors = [_("This colleague stands in for some of that time already.")]
    elif refused.field == "long":
        form.last.errors = [_("That is more than a year. Please look at the year.")]
    else:
        form.last_clock.errors = [_("That time has passed.")]


def _one_page(episode: Episode, form: LendForm):
    page = render_template("supervision/lend.html", episode=episode, form=form, people=participants(episode.id),
                           rows=lent([episode.id], clock.now()), done=request.args.get("done"))  # fmt: skip
    return page, 422 if form.errors else 200


def _leave_page(episodes: list[str], form: LendForm):
    page = render_template(
        "supervision/leave.html", form=form, count=len(episodes), rows=lent(episodes, clock.now()), names=names_in(episodes),
        done=request.args.get("done"), just_lent=request.args.get("lent", type=int))  # fmt: skip
    return page, 422 if form.errors else 200
