"""The passphrase once more, before something is signed. Security-critical: the server's row decides, never the page."""

from collections.abc import Mapping

from flask import g, request
from flask_login import current_user

from practice import clock
from practice.accounts.actions import TooManyTries, unlock
from practice.accounts.passphrases import digest
from practice.accounts.queries import unlocked_until
from practice.accounts.views import bp
from practice.accounts.views.entrance import wait_words
from practice.db import db
from practice.i18n import _


@bp.app_template_global("passphrase_needed")
def passphrase_needed() -> bool:
    """Whether signing asks for the passphrase now; False for 15 minutes after it was typed."""
    typed_at = g.get("unlocked_at") or getattr(current_user, "unlocked_at", None)
    return unlocked_until(typed_at, clock.now()) is None


@bp.app_template_global("passphrase_error")
def passphrase_error() -> str | None:
    """What to say at the field after `passphrase_accepted` said no; None when there is nothing to say."""
    return g.get("passphrase_error")


def passphrase_accepted(form: Mapping) -> bool:
    """Whether this request may sign: unlocked already, or the `passphrase` in `form` fits and unlocks for 15 minutes.

    Call it first, before anything is written: it ends the transaction, because trying and counting must not hold up
    anybody's writing, and must stay counted whatever becomes of this request. When it says no, answer with the same page,
    everything typed on it, and status 422; the field says why.
    """
    if not passphrase_needed():
        return True
    typed = form.get("passphrase") or ""
    if not typed:
        g.passphrase_error = _("Type your passphrase to sign. It covers the next 15 minutes.")
        return False
    handle = current_user.handle
    db.session.rollback()
    try:
        fits = unlock(digest(handle), typed, request.remote_addr or "")
    except TooManyTries as refused:
        g.passphrase_error = wait_words(refused)
        return False
    if not fits:
        g.passphrase_error = _("This is not your passphrase. Please try again.")
        return False
    g.unlocked_at = clock.now()
    return True
