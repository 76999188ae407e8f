"""What to think of when a child or violence is named: ours, short, and no substitute for local law. Pure."""

from practice.i18n import _

VIOLENCE, CHILD = "violence", "child"


def checklist(kind: str) -> list[tuple[str, str]]:
    """(code, words) to tick off for this kind of flag; [] where there is none."""
    return {CHILD: _child(), VIOLENCE: _violence()}.get(kind, [])


def _child() -> list[tuple[str, str]]:
    return [
        ("danger", _("Is a child in danger now? Then the emergency number first.")),
        ("said", _("Written down what was said, in their words, and what I saw myself.")),
        ("supervisor", _("Talked with my supervisor or the person named for child protection, today.")),
        ("law", _("Looked up what our law and our practice ask me to report, to whom, and by when.")),
        ("told", _("Told the client what I must pass on, unless that would put somebody in danger.")),
        ("reported", _("Reported it, or written down why not, and who decided with me.")),
    ]


def _violence() -> list[tuple[str, str]]:
    return [
        ("danger", _("Is anybody in danger now? Then the emergency number first.")),
        ("alone", _("Talked with this person alone, in person. The partner learns nothing of it from us.")),
        ("channel", _("Agreed how I may reach them safely, and at which times.")),
        ("children", _("Asked whether children live there, and looked at the list for a child if so.")),
        ("services", _("Named the local services for safety at home, and offered to call together.")),
        ("individually", _("Work goes on individually until each has been asked alone again.")),
        ("supervisor", _("Talked it over in supervision.")),
    ]


def ticked_words(kind: str, codes: list[str], words: str) -> str:
    """What goes into the record: the points that were ticked, then the counselor's own words."""
    chosen = [said for code, said in checklist(kind) if code in codes]
    return "\n".join([*(f"✓ {said}" for said in chosen), *([""] if chosen else []), words]) if chosen else words
