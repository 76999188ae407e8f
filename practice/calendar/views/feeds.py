"""A secret address under which one's own calendar can be read along, and what it answers. Security-critical."""

import re
from datetime import timedelta

from flask import Response, abort, current_app, g, redirect, render_template, request, url_for
from flask_login import current_user

from practice import clock
from practice.access import gate
from practice.access.scope import CounselorScope, acting_as
from practice.accounts.passphrases import digest
from practice.accounts.reaching import invitation_base
from practice.calendar.actions import make_feed, note_reading, revoke_feed
from practice.calendar.actions.feeds import note_miss
from practice.calendar.forms import FeedForm
from practice.calendar.queries import feed_by_token, feeds_of, items_of, misses
from practice.calendar.queries.feeds import Feed
from practice.calendar.views import bp
from practice.db import db
from practice.episodes.ics import written
from practice.i18n import _

TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")
KIND = "text/calendar; charset=utf-8"
BETWEEN = timedelta(seconds=2)  # programs ask every few minutes; more often is no program
MISSES, WITHIN = 30, timedelta(minutes=15)


@bp.get("/calendar/out")
@gate.counselor(audit=False)
def out():
    return _page(done=request.args.get("done"))


@bp.post("/calendar/out")
@gate.counselor(audit=False)
def make_address():
    """The address is shown this once: only its hash is kept. Without an https address nothing is made."""
    form, config = FeedForm(), current_app.config
    base = invitation_base(config["BASE_URL"], sample=config["SAMPLE"], host_url=request.host_url, remote=request.remote_addr)
    if base is None:
        return _page(closed=True), 422
    token = make_feed(current_user.person_id, names=form.names.data, homework=form.homework.data)
    return _page(address=base + url_for("calendar.feed", token=token))


@bp.post("/calendar/out/revoke")
@gate.counselor(audit=False)
def revoke():
    if not revoke_feed(request.form.get("feed", ""), current_user.person_id):
        abort(404)
    return redirect(url_for("calendar.out", done="revoked"), 303)


@bp.get("/calendar/feed/<token>.ics")
@gate.public("a calendar program signs in nowhere: the address is a secret of 256 bits that can be revoked")
def feed(token: str):
    """One counselor's calendar, read in their own scope. Unknown and revoked addresses answer alike."""
    found = feed_by_token(token) if g.practice is not None and TOKEN.fullmatch(token) else None
    if found is None:
        return _nothing_here()
    now = clock.now()
    if found.read_at is not None and now - found.read_at < BETWEEN:
        abort(429)
    return Response(_read(found, now), content_type=KIND)


def _read(found: Feed, now) -> bytes:
    g.language = found.language
    with acting_as(CounselorScope(found.practice_id, found.counselor_id)):
        body = written(items_of(found, now, g.practice.zone), name=_("Appointments"))
        db.session.rollback()  # the read is over; its snapshot must not hold up the write
        note_reading(found.id, at=now)
        db.session.commit()
    return body


def _nothing_here():
    """404, written down by network; whoever goes on trying is asked to wait. What is secret is never written down."""
    key = digest(f"calendar-feed|{request.remote_addr or ''}")
    db.session.rollback()
    if misses(key, clock.now() - WITHIN) >= MISSES:
        abort(429)
    note_miss(key, at=clock.now())
    db.session.commit()
    abort(404)


def _page(*, address: str = "", closed: bool = False, done: str | None = None) -> str:
    return render_template("calendar/out.html", feeds=feeds_of(current_user.person_id), form=FeedForm(formdata=None), address=address,
                           closed=closed, done=done)  # fmt: skip
