"""Contacts besides sessions: written down, and signed with the passphrase."""

from contextlib import suppress

from flask import abort, g, redirect, render_template, request, url_for
from flask_login import current_user

from practice import clock
from practice.access import gate
from practice.access.door import find, may_write
from practice.accounts.views.unlocking import passphrase_accepted, passphrase_error, passphrase_needed
from practice.episodes.models import Episode
from practice.episodes.queries import participants
from practice.i18n import _
from practice.notes import actions
from practice.notes.forms import CONTACT_KINDS, ContactForm
from practice.notes.models import Contact
from practice.notes.views import bp


@bp.route("/episodes/<id:episode_id>/contacts/new", methods=["GET", "POST"])
@gate.counselor()
def contact(episode_id: str):
    """Write down a call, a message, a letter."""
    sign = request.form.get("do") == "sign"
    may_sign = not sign or passphrase_accepted(request.form)
    episode, form = find(Episode, episode_id), ContactForm()
    if not may_write(episode.id):
        abort(404)
    people = participants(episode.id)
    if request.method == "GET":
        form.happened_on.data = clock.today(g.practice.zone)
    elif form.validate() and may_sign:
        about = request.form.get("about")
        room = about if about in {part.client_id for part in people} else None
        if len(people) == 1:
            room = people[0].client_id
        actions.write_contact(episode.id, room, kind=form.kind.data, happened_on=form.happened_on.data,
                              with_whom=form.with_whom.data, line=form.line.data, by=current_user.person_id, sign=sign)  # fmt: skip
        return redirect(url_for("notes.all", episode_id=episode.id))
    if not may_sign:
        form.form_errors = [passphrase_error()]
    whose = [("", _("Both"))] + [(part.client_id, part.shown_as) for part in people]
    page = render_template("notes/contact.html", episode=episode, people=people, form=form, whose=whose)
    return page, 422 if form.errors else 200


@bp.get("/contacts/<id:contact_id>/sign")
@gate.counselor()
def signing_contact(contact_id: str):
    """The contact once more, with the passphrase beside the button."""
    return _signing(find(Contact, contact_id))


@bp.post("/contacts/<id:contact_id>/sign")
@gate.counselor()
def sign_contact(contact_id: str):
    accepted = passphrase_accepted(request.form)
    contact = find(Contact, contact_id)
    if contact.signed_at is None and not accepted:
        return _signing(contact, 422)
    if contact.signed_at is None:
        with suppress(actions.AlreadySigned):  # another press was quicker
            actions.sign_contact(contact, by=current_user.person_id)
    return redirect(url_for("notes.all", episode_id=contact.episode_id))


def _signing(contact: Contact, status: int = 200):
    if contact.signed_at is not None or not may_write(contact.episode_id):
        return redirect(url_for("notes.all", episode_id=contact.episode_id))
    page = render_template("notes/sign_contact.html", contact=contact, kinds=dict(CONTACT_KINDS), asks=passphrase_needed(),
                           people=participants(contact.episode_id))  # fmt: skip
    return page, status
