"""What a client's phone has to load: every script of the portal together, packed as it goes over the line."""

import gzip
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
MOST = 10 * 1024
NAMED = re.compile(r"js/([a-z]+\.js)")


def portal_scripts() -> set[str]:
    """All that any page for clients names, and the worker."""
    pages = [*(ROOT / "templates/portal").glob("*.html"), *(ROOT / "templates/layouts").glob("*.html")]
    found = {name for page in pages if page.name != "counselor.html" for name in NAMED.findall(page.read_text("utf-8"))}
    return found - {"cover.js", "note.js"} | {"worker.js"}


def test_all_scripts_of_the_portal_are_ten_kilobytes():
    sizes = {
        name: len(gzip.compress((ROOT / "static/js" / name).read_bytes(), 9, mtime=0)) for name in portal_scripts()
    }
    assert {"draft.js", "phone.js", "worker.js", "leave.js"} <= sizes.keys()
    assert sum(sizes.values()) <= MOST, f"{sum(sizes.values())} bytes packed: {sizes}"
