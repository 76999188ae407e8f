"""Words for what waits for a second name. Pure."""

from practice.i18n import _

SUBJECTS = ("note", "addendum", "report", "discharge", "flag")
LONGEST = 5_000  # letters of what a supervisor or counselor says beside a document


def subject_words(subject: str) -> str:
    """What a co-signed thing is called on a page."""
    return {
        "note": _("Session note"),
        "addendum": _("Addition to a note"),
        "report": _("Progress report"),
        "discharge": _("End of an episode"),
        "flag": _("Closing of a flag"),
    }[subject]


def cleaned(words: str | None) -> str:
    """Without NUL and ends, with plain line ends, not longer than LONGEST."""
    return (words or "").replace("\x00", "").replace("\r\n", "\n").replace("\r", "\n").strip()[:LONGEST]
