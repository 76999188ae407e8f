"""A client's words out of what they sent: one piece each, with the question it answered."""

from collections.abc import Iterable
from datetime import date

from practice.protocols.answers import Shown
from practice.reports.facts import Said

# Fields of the protocols that ask what carries people, and what stays difficult.
HELPS = {"ways", "keeps_me_going", "got_through", "what_helps", "what_helped", "what_i_can_do", "body_helps",
         "no_moment_how", "persist"}  # fmt: skip
HARD = {"still_hard", "stayed_hard", "keeps_from_lower"}
# How stirred up somebody was after writing belongs to the conversation, not on paper.
NEVER = {"distress_after", "no_moment"}
SHORTEST = 3


def pieces(source: str, shown: Iterable[Shown], on: date, title: str, who: str = "") -> list[Said]:
    """Every piece of text in one answer, in the order asked. Numbers, days and taps are left out."""
    found = []
    for one in shown:
        if one.id not in NEVER:
            found += [Said(f"{source}:{one.id}:{n}", text, on, title, label, who, _about(one.id))
                      for n, (label, text) in enumerate(_texts(one)) if len(text) >= SHORTEST]  # fmt: skip
    return found


def _about(field_id: str) -> str:
    return "helps" if field_id in HELPS else "hard" if field_id in HARD else ""


def _texts(shown: Shown) -> list[tuple[str, str]]:
    """(question, text) of one answered question; rows give one for each of their cells that is a text."""
    if shown.kind in ("text", "line"):
        return [(shown.label, shown.value.strip())]
    if shown.kind == "list":
        return [(shown.label, line.strip()) for line in shown.lines]
    if shown.kind in ("rows", "entries"):
        cells = [cell for row in shown.rows for cell in row]
        return [(label, " ".join(lines).strip()) for label, lines in cells if len(" ".join(lines)) > 20]
    return []
