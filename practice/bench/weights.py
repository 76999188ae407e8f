"""What a browser fetches: everything on the first visit, the page alone afterwards. Text as gzip packs it."""

import gzip
import posixpath
import re
from urllib.parse import urlsplit

from practice.bench.calling import caller, cookies_of
from practice.bench.figure import Figure
from practice.bench.made import Made

FIRST, LATER = 120, 15
NAMED = re.compile(r'<(?:link|script)\b[^>]*?(?:href|src)="(/static/[^"]+)"')
FACE = re.compile(r"@font-face\s*{.*?}", re.S)
PART = re.compile(r'(?:from|import)\s+"(\./[^"]+)"')


def weights(made: Made) -> list[Figure]:
    """The first visit, and the heaviest of the pages that are opened every day."""
    sizes = sorted(made.handles)
    pages = {f"Today with {size} clients": _body(made, "/", made.handles[size]) for size in sizes}
    for size, (handle, episode) in made.episodes.items():
        pages[f"client page with {size} sessions"] = _body(made, f"/episodes/{episode}", handle)
    over = {name: packed(page) for name, page in pages.items()}
    usual = f"Today with {sizes[len(sizes) // 2]} clients"
    parts = fetched(made, pages[usual].decode())
    heaviest = max(over, key=over.get)
    return [
        Figure("first-visit-weight", kb(over[usual] + sum(parts.values())), "KB", FIRST,
               note=f"{usual}, {len(parts)} files, of them fonts {kb(sum(n for f, n in parts.items() if 'woff2' in f))} KB"),
        Figure("later-visit-weight", kb(over[heaviest]), "KB", LATER,
               note="; ".join(f"{name}: {kb(size)} KB" for name, size in over.items())),
    ]  # fmt: skip


def _body(made: Made, path: str, handle: str) -> bytes:
    return caller(made.app, path, cookies=cookies_of(made.app, handle))().body


def packed(body: bytes) -> int:
    """Bytes over the line, as gzip packs them."""
    return len(gzip.compress(body, 9, mtime=0))


def kb(size: float) -> float:
    """Bytes as KB, to one place."""
    return round(size / 1024, 1)


def fetched(made: Made, page: str) -> dict[str, int]:
    """{address: bytes over the line} of what the page names, what its scripts import, and its fonts for Latin words."""
    waiting, parts = set(NAMED.findall(page)), {}
    while waiting:
        address = waiting.pop()
        path = urlsplit(address).path
        if path in parts:
            continue
        body = caller(made.app, path)().body
        parts[path] = len(body) if path.endswith(".woff2") else packed(body)
        if path.endswith((".css", ".js")):
            waiting |= {posixpath.normpath(posixpath.join(posixpath.dirname(path), more)) for more in _asked(body.decode())}
    return parts


def _asked(text: str) -> list[str]:
    faces = [face for face in FACE.findall(text) if "U+0000-00FF" in face]
    return PART.findall(text) + [found for face in faces for found in re.findall(r'url\("([^"]+)"\)', face)]
