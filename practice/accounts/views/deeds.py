"""What an owner does to a colleague's account. Whoever is changed is signed out everywhere, at once."""

from datetime import datetime

from practice import clock
from practice.access.models import Supervision
from practice.accounts import passphrases
from practice.accounts.actions import change_passphrase, end_all_sign_ins
from practice.accounts.models import Counselor
from practice.audit.actions import record


class LastOwner(Exception):
    """A practice keeps at least one owner who can sign in."""


def change_roles(counselor: Counselor, roles: list[str], scope: str, *, owners: int) -> None:
    """`owners`: how many owners who can sign in there are now. Raises LastOwner."""
    if "owner" in counselor.roles and "owner" not in roles and owners < 2:
        raise LastOwner
    counselor.roles, counselor.scope = roles, scope
    end_all_sign_ins(counselor.id)
    record("change_roles", counselor)


def disable_counselor(counselor: Counselor, *, owners: int, at: datetime | None = None) -> None:
    """They cannot sign in any more; what they wrote stays theirs. Raises LastOwner."""
    if "owner" in counselor.roles and owners < 2:
        raise LastOwner
    counselor.disabled_at = at or clock.now()
    end_all_sign_ins(counselor.id)
    record("disable_counselor", counselor)


def enable_counselor(counselor: Counselor) -> None:
    counselor.disabled_at = None
    record("enable_counselor", counselor)


def give_passphrase(counselor: Counselor) -> str:
    """Four new words for somebody who lost theirs; they are shown once and kept only as a hash."""
    words = passphrases.suggested()
    change_passphrase(counselor, words)
    return words


def end_supervision(supervision: Supervision, at: datetime | None = None) -> None:
    """From now on the supervisor reads nothing of this colleague."""
    supervision.ends_at = at or clock.now()
    record("end_supervision", supervision)


def change_cosigns(supervision: Supervision, cosigns: bool) -> None:
    """Whether what the supervisee signs from now on needs this supervisor's name. What waits already goes on waiting."""
    supervision.cosigns = cosigns
    record("change_cosigns", supervision)
