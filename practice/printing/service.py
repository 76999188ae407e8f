"""The way in: a print is ordered from the press and its answer turned into a PDF or a sentence."""

import json
import os
import re
import signal
import threading
from dataclasses import asdict, dataclass
from functools import cache

from practice.i18n import _
from practice.printing import troubles
from practice.printing.libraries import available
from practice.printing.order import STATIC, Press, PressGone
from practice.printing.press import answers

MAX_HTML = 8_000_000
# Control characters cannot be drawn, and marks that turn the reading direction can make a line say something else.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
STOPPED_BY_TIME = {-signal.SIGXCPU, -signal.SIGALRM, -signal.SIGKILL}


@dataclass(frozen=True)
class Limits:
    """What one print may use: CPU and wall seconds, bytes of address space and of any one file."""

    cpu: int = 20
    wall: int = 30
    memory: int = 1 << 30
    file: int = 64 << 20


SHORT = Limits()
LONG = Limits(cpu=60, wall=90)

_slots = threading.BoundedSemaphore(os.cpu_count() or 1)
_press = Press()


def render_pdf(
    html: str, *, title: str, lang: str, images: frozenset[str] = frozenset(), limits: Limits = SHORT
) -> bytes:
    """The PDF (tagged, PDF/UA-1) of a whole HTML document, printed in a process of its own.

    Security-critical: nothing is fetched, except `data:` PNG and JPEG images whose SHA-256 (hex, of the decoded
    bytes) is in `images`. `title` and `lang` (BCP 47) replace what the document says. The look comes from
    static/css/paper*.css; links to our own stylesheets are passed over, drawings marked aria-hidden are left out.
    Raises PrintingUnavailable, PrintingTooSlow, PrintingRefused or their common PrintingTrouble.
    Use `LONG` only inside a job.
    """
    request = _request(html, title, lang, images, limits)
    if not _slots.acquire(timeout=limits.wall):
        raise troubles.PrintingBusy(_("Other prints are running. Please try again in a minute."))
    try:
        return _judged(*_ordered(request, limits))
    finally:
        _slots.release()


def render_in_process(html: str, *, title: str, lang: str, images: frozenset[str] = frozenset()) -> bytes:
    """The same PDF without the separate process and its limits: for measuring only, never for people's text."""
    _check_available()
    engine = _engine()
    try:
        return engine.pdf(_clean(html), title, lang, images)
    except answers.Refused as refused:
        raise _refused(refused.resource) from None


def warm_up() -> None:
    """Start the press now, so that the first print is as quick as the next. Raises PrintingUnavailable."""
    _check_available()
    _press.start()


def _request(html: str, title: str, lang: str, images: frozenset[str], limits: Limits) -> bytes:
    if len(html) > MAX_HTML:
        raise _too_large()
    _check_available()
    order = {"html": _clean(html), "title": _clean(title), "lang": lang, "images": sorted(images)}
    return json.dumps(order | {"limits": asdict(limits)}).encode()


def _ordered(request: bytes, limits: Limits) -> tuple[bytes, int]:
    for _attempt in range(2):
        try:
            return _press.order(request, limits.wall + 5)
        except PressGone:
            continue
        except TimeoutError:
            raise _too_slow() from None
    raise troubles.PrintingUnavailable(_("The printer did not start. Please try again in a minute."))


def _judged(payload: bytes, status: int) -> bytes:
    """The PDF, or the trouble that the exit status of the child stands for (negative: the signal that ended it)."""
    if status == answers.DONE:
        return payload
    if status == answers.REFUSED:
        raise _refused(payload.decode())
    if status in STOPPED_BY_TIME:
        raise _too_slow()
    if status == answers.TOO_LARGE or status < 0:
        raise _too_large()
    raise troubles.PrintingTrouble(
        _("This could not be printed (%(reason)s).", reason=payload.decode(errors="replace") or status)
    )


@cache
def _engine():
    from practice.printing.press.engine import Engine

    return Engine(STATIC)


def _clean(text: str) -> str:
    return UNPRINTABLE.sub("", text)


def _check_available() -> None:
    if sentence := available():
        raise troubles.PrintingUnavailable(sentence)


def _too_slow() -> troubles.PrintingTooSlow:
    return troubles.PrintingTooSlow(
        _("This print took too long and was stopped. Choose a shorter period or fewer parts.")
    )


def _too_large() -> troubles.PrintingRefused:
    return troubles.PrintingRefused(_("This print is too large. Choose a shorter period or fewer parts."))


def _refused(resource: str) -> troubles.PrintingRefused:
    return troubles.PrintingRefused(_("This print asked for something from outside, so it was stopped."), resource)
