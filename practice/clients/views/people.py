"""Changing what is known about a client, and inviting them to their own pages."""

from flask import abort, current_app, g, redirect, render_template, request, url_for
from flask_login import current_user

from practice import clock
from practice.access import door, gate
from practice.accounts.actions import invite_client
from practice.accounts.reaching import invitation_base
from practice.clients.actions import ChangedMeanwhile, change_client
from practice.clients.forms import CONTACT_FIELDS, ClientForm
from practice.clients.models import Client
from practice.clients.queries import namesakes
from practice.clients.views import bp

COMPARED = ("display_name", "preferred_name", "pronouns", *CONTACT_FIELDS)


@bp.get("/clients/<id:client_id>/edit")
@gate.counselor()
def edit(client_id: str):
    client = door.find(Client, client_id)
    if not door.may_change(client_id):
        abort(404)
    return _page(client, ClientForm(formdata=None, data=_known(client)))


@bp.post("/clients/<id:client_id>/edit")
@gate.counselor()
def save(client_id: str):
    client = door.find(Client, client_id)
    form = ClientForm()
    form.birth_date.latest = form.device_agreed_on.latest = clock.today(g.practice.zone)
    if not form.validate():
        return _page(client, form), 422
    try:
        change_client(client, version=form.version.data or 0, renamed=current_app.extensions["renamed"], **form.values())
    except ChangedMeanwhile as meanwhile:
        return _both(meanwhile.current, form), 409
    return redirect(url_for("record.client", client_id=client_id))


@bp.post("/clients/<id:client_id>/invite")
@gate.counselor()
def invite(client_id: str):
    """The link and the code are shown this once: only their hashes are kept.

    Where a link could not be opened from home, or only in the clear, nobody is invited and nothing changes.
    """
    client, config = door.find(Client, client_id), current_app.config
    base = invitation_base(config["BASE_URL"], sample=config["SAMPLE"], host_url=request.host_url, remote=request.remote_addr)
    if base is None:
        return render_template("clients/not_invited.html", client=client), 422
    token, code = invite_client(client.id, current_user.person_id)
    link = base + url_for("portal.invitation", token=token)
    return render_template("clients/invite.html", client=client, link=link, code=code)


def _known(client: Client) -> dict:
    kept = {name: getattr(client, name) for name in ClientForm.__dict__ if hasattr(client, name) and name[0] != "_"}
    contact = {name: (client.contact or {}).get(name, "") for name in CONTACT_FIELDS}
    return {**kept, **contact, "shared_device": "yes" if client.shared_device else "no"}


def _page(client: Client, form: ClientForm) -> str:
    return render_template(
        "clients/edit.html", client=client, form=form, same=namesakes(client.display_name, (client.id,)), theirs=[]
    )


def _both(client: Client, form: ClientForm) -> str:
    """Both texts side by side; saving again keeps what this page holds, knowingly."""
    saved = _known(client)
    theirs = [
        (form[name].label.text, form[name].data or "", saved[name] or "")
        for name in COMPARED
        if (form[name].data or "") != (saved[name] or "")
    ]
    form.version.raw_data, form.version.data = None, client.version
    return render_template("clients/edit.html", client=client, form=form, same=[], theirs=theirs, saved=saved)
