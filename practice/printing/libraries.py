"""Is everything here that printing needs? Answered without loading the printer into the web process."""

import ctypes
import ctypes.util
import importlib.util

from practice.i18n import _

# What WeasyPrint opens when it is imported: (Linux file, name for the linker elsewhere).
NEEDED = (
    ("libgobject-2.0.so.0", "gobject-2.0"),
    ("libpango-1.0.so.0", "pango-1.0"),
    ("libpangoft2-1.0.so.0", "pangoft2-1.0"),
    ("libharfbuzz.so.0", "harfbuzz"),
    ("libfontconfig.so.1", "fontconfig"),
)


def available() -> str | None:
    """None when PDFs can be printed here, else one sentence that says what is missing."""
    missing = [name for file, name in NEEDED if not _opens(file, name)]
    if missing:
        return _(
            "Printing needs the Pango library, which is missing here "
            "(on Debian: apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0)."
        )
    if importlib.util.find_spec("weasyprint") is None:
        return _("Printing needs WeasyPrint, which is missing here.")
    return None


def _opens(file: str, name: str) -> bool:
    for candidate in (file, ctypes.util.find_library(name)):
        try:
            if candidate and ctypes.CDLL(candidate):
                return True
        except OSError:
            continue
    return False
