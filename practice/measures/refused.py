"""Why a measure is not given now: each reason a type of its own, with words for the page."""

from datetime import date

from practice.i18n import _, day


class Refused(ValueError):
    """Something stands against it; `words` says what, and what can be done."""

    def __init__(self, words: str, code: str = "") -> None:
        super().__init__(words)
        self.words, self.code = words, code


class NotEnabled(Refused):
    """The practice does not use this measure, or not in this way."""


class NotRemote(Refused):
    """It is not given at home, or not to this person."""


class NoResponsePlan(Refused):
    """It asks about danger, and nobody is named who answers."""


class TooSoon(Refused):
    """The instrument wants more days between two times. `free_on`: the first day it may be given, where one is known."""

    def __init__(self, words: str, free_on: date | None = None) -> None:
        super().__init__(words, "too-soon")
        self.free_on = free_on


class AlreadyFinished(Refused):
    """What was finished is not changed; typed wrongly, it is struck and given anew."""


class NotAgreeable(Refused):
    """What was chosen does not fit together."""


def not_enabled(code: str) -> NotEnabled:
    return NotEnabled({
        "off": _("This measure is switched off in your practice."),
        "conditions": _("Somebody who runs the practice has to accept the conditions of this measure first."),
        "basis": _("Somebody who runs the practice has to record on what ground it uses this wording."),
        "wording": _("The wording of this measure is not here. Scores can be typed in."),
        "entry": _("Only the scores of this measure are kept here. It is given elsewhere."),
        "unknown": _("There is no such measure here."),
    }[code], code)  # fmt: skip


def not_remote(code: str) -> Refused:
    if code == "no-plan":
        return NoResponsePlan(_("It asks about danger. Before it is asked at home, the practice has to set who answers, and when."), code)
    return NotRemote({
        "not-remote": _("This measure is given in session or on paper."),
        "shared-device": _("This measure is only for a device nobody else uses. Give it in session."),
        "first-meeting": _("This measure is not asked at home before you have met."),
        "age": _("This measure is made for people of a higher age."),
    }[code], code)  # fmt: skip


def too_soon(min_days: int, free_on: date | None = None) -> TooSoon:
    if free_on is None:
        return TooSoon(_("This measure wants at least %(days)s days between two times.", days=min_days))
    return TooSoon(_("This measure wants at least %(days)s days between two times. It can be given from %(day)s.",
                     days=min_days, day=day(free_on)), free_on)  # fmt: skip


def not_agreeable(code: str) -> NotAgreeable:
    return NotAgreeable({
        "rhythm": _("Choose how often."),
        "way": _("Choose how it is given."),
        "days": _("Write a number of days, at most 400."),
        "phase": _("Choose the phase."),
        "target": _("Write which relationship it asks about."),
        "day": _("This day has not come yet."),
        "why": _("Say in a few words why. It stays with the record."),
        "open": _("It is not finished yet."),
        "struck": _("This one was struck."),
        "alone": _("What was asked alone stays between you two. Talk it over in person; it is not put into a portal."),
        "for-counselor": _("This result is for the counselor only."),
        "running": _("This is agreed already."),
    }[code], code)  # fmt: skip
