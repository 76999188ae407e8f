"""The words for flags and for the gate. On the counselor's side only, and neutral enough to be read over a shoulder."""

from practice.i18n import _

KINDS = ("suicide", "self-harm", "violence", "child", "other")
URGENCIES = ("urgent", "review")
OUTCOMES = ("clear", "concern", "declined")
ANSWERS = ("yes", "not-sure", "no")
WORDS_LIMIT = 20_000


def kind(code: str) -> str:
    """What a flag is about."""
    return {
        "help-now": _("Asked for help now"),
        "distress": _("Strong distress after an exercise"),
        "suicide": _("Thoughts of suicide"),
        "self-harm": _("Hurting themselves"),
        "violence": _("Violence"),
        "child": _("A child"),
        "not-answered": _("A question that was left out: please ask"),
        "other": _("Something else"),
    }.get(code, code)


def urgency(code: str) -> str:
    """How soon somebody looks at it; it says nothing about how great a danger is."""
    return {"urgent": _("Look now"), "review": _("Look before the next session")}.get(code, code)


def outcome(code: str) -> str:
    return {
        "clear": _("Nothing that speaks against it"),
        "concern": _("There is a concern"),
        "declined": _("Preferred not to answer"),
    }.get(code, code)


def reason(code: str) -> str:
    """Why an item is closed, in one sentence."""
    return {
        "scope": _("This belongs to therapy. Your work here is guidance."),
        "credential": _("This needs a credential that is not in your profile."),
        "no-partner": _("This is for two people, and one takes part."),
        "not-asked": _("Each person is asked alone and in person first. That is not recorded for everybody yet."),
        "not-clear": _("We are working individually for now."),
        "consent": _("The consent of everybody who takes part is not recorded."),
        "felt-safe": _("Each says alone that it feels safe. Two such answers of the last 24 hours are not there."),
        "not-opened": _("You have not opened it yet."),
    }.get(code, code)


def closed_meanwhile() -> str:
    return _("This flag was closed meanwhile. What you wrote is still here; raise a new flag if it belongs to one.")


def closing_asked() -> str:
    return _("You asked to close this flag already; it waits for the second name. What you wrote is still here.")


def cleaned(text: str | None) -> str:
    """What was typed, without control characters and outer blanks."""
    kept = (letter for letter in (text or "").replace("\r\n", "\n") if letter in "\n\t" or ord(letter) >= 32)
    return "".join(kept).strip()
