"""PDFs from our own HTML, made in a separate process that may fetch nothing.

    from practice import printing
    pdf = printing.render_pdf(html, title=..., lang="en")

`press/` is the process that prints; it imports nothing else of Attune and never sees a key or the database.
"""

from practice.printing.libraries import available
from practice.printing.service import LONG, SHORT, Limits, render_in_process, render_pdf, warm_up
from practice.printing.troubles import (
    PrintingBusy,
    PrintingRefused,
    PrintingTooSlow,
    PrintingTrouble,
    PrintingUnavailable,
)

__all__ = [
    "LONG",
    "SHORT",
    "Limits",
    "PrintingBusy",
    "PrintingRefused",
    "PrintingTooSlow",
    "PrintingTrouble",
    "PrintingUnavailable",
    "available",
    "render_in_process",
    "render_pdf",
    "warm_up",
]
