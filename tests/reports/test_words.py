"""Pieces to quote: text only, each with its question, never how stirred up somebody was."""

from datetime import date

from practice.protocols.answers import Shown
from practice.reports.words import pieces

ON = date(2026, 10, 1)


def test_texts_lists_and_rows_become_pieces():
    shown = [
        Shown("behaviour", "What did you do?", "text", ("I made tea.",)),
        Shown("ways", "What carries you?", "list", ("Coffee", "My sister")),
        Shown(
            "plan",
            "Your plan",
            "rows",
            ("…",),
            ((("Day", ("1 Oct",)), ("What I do", ("I put the phone in the drawer",))),),
        ),
        Shown("mood", "Mood", "choices", ("calm",)),
        Shown("distress_after", "How stirred up?", "scale", ("9",)),
        Shown("still_hard", "What is still hard?", "text", ("Sundays",)),
    ]
    found = pieces("e1", shown, ON, "A page")
    assert [said.text for said in found] == [
        "I made tea.",
        "Coffee",
        "My sister",
        "I put the phone in the drawer",
        "Sundays",
    ]
    assert [said.about for said in found] == ["", "helps", "helps", "", "hard"]
    assert len({said.id for said in found}) == 5 and found[0].id.startswith("e1:")
