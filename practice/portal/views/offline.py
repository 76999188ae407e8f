"""Without a network the numbers to call still show, and an empty page for leaving: pages the worker keeps, naming nobody."""

from flask import current_app, render_template

from practice.access import gate
from practice.portal.views import bp


@bp.get("/offline")
@gate.public("the crisis contacts alone; it names nobody and is what the worker keeps")
def offline():
    return render_template("portal/offline.html")


@bp.get("/empty")
@gate.public("an empty page; where leaving quickly goes when there is no network")
def empty():
    return render_template("portal/empty.html")


@bp.get("/worker.js")
@gate.public("a script; served here so that it may look after /portal/ and nothing else")
def worker():
    return current_app.send_static_file("js/worker.js")
