"""One HTML text becomes one PDF, with WeasyPrint and with nothing from outside.

Imported by the press (as a neighbour) and by `render_in_process`; WeasyPrint itself is imported only when an
Engine is made, after the fonts are settled.
"""

import base64
import binascii
import hashlib
import logging
import re
import sys
from pathlib import Path

if __package__:
    from practice.printing.press import fonts
    from practice.printing.press.answers import Refused
else:
    import fonts
    from answers import Refused

IMAGE = re.compile(r"data:(image/png|image/jpeg);base64,([A-Za-z0-9+/=%\s]+)\Z")
OURS = re.compile(r"/(?!/)")
WARM_UP = "<h1>A</h1><p>One <b>two</b> <em>three</em> 四</p><svg width='9' height='9'><title>A</title></svg>"


class Engine:
    """WeasyPrint with our stylesheets loaded once and our fonts listed once."""

    def __init__(self, static: Path) -> None:
        if "weasyprint" not in sys.modules:
            fonts.use(static / "fonts/pdf")
        import weasyprint
        from weasyprint.text.fonts import FontConfiguration

        # What WeasyPrint would log holds addresses and words of the document.
        for name in ("weasyprint", "fontTools"):
            logging.getLogger(name).setLevel(logging.CRITICAL + 1)
        self._html = weasyprint.HTML
        self._new_fonts = FontConfiguration
        self._fetcher = _fetcher()
        self._sheets = [
            weasyprint.CSS(
                string=file.read_text(encoding="utf-8"),
                url_fetcher=self._fetcher,
                base_url="about:blank",
            )
            for file in sorted(static.glob("css/paper*.css"))
        ]

    def warm_up(self) -> None:
        """Print one line, so that what is loaded late is loaded before the first child."""
        self.pdf(WARM_UP, "A", "en", frozenset())

    def pdf(self, html: str, title: str, lang: str, images: frozenset[str]) -> bytes:
        """The document as PDF/UA-1. Raises answers.Refused when it asks for anything but `images`."""
        from weasyprint.urls import FatalURLFetchingError

        self._fetcher.allow(images)
        document = self._html(string=html, url_fetcher=self._fetcher, base_url="about:blank")
        _prepare(document.etree_element, title, lang)
        try:
            # A font map of its own for each print: Pango may look fonts up in a thread of the map, and no thread
            # survives the fork.
            pdf = document.write_pdf(
                font_config=self._new_fonts(),
                stylesheets=self._sheets,
                pdf_variant="pdf/ua-1",
                presentational_hints=False,
            )
        except FatalURLFetchingError as error:
            raise Refused(str(error)) from None
        # While it draws an SVG, WeasyPrint swallows even fatal errors: nothing was fetched, but it was asked for.
        if self._fetcher.refused:
            raise Refused(self._fetcher.refused)
        return pdf


def _fetcher():
    """Security-critical: the only thing WeasyPrint can reach the outside with."""
    from weasyprint.urls import FatalURLFetchingError, URLFetcher, URLFetcherResponse

    class OnlyOurImages(URLFetcher):
        def allow(self, images: frozenset[str]) -> None:
            self._images = images
            self.refused = ""

        def fetch(self, url, headers=None):
            match = IMAGE.match(url)
            content = _decoded(match[2]) if match else None
            if content is not None and hashlib.sha256(content).hexdigest() in self._images:
                return URLFetcherResponse(url, content, {"Content-Type": match[1]})
            self.refused = url[:200]
            raise FatalURLFetchingError(self.refused)

    fetcher = OnlyOurImages(allowed_protocols=(), allow_redirects=False)
    fetcher.allow(frozenset())
    return fetcher


def _decoded(text: str) -> bytes | None:
    try:
        return base64.b64decode(re.sub(r"\s|%0A|%20", "", text), validate=True)
    except binascii.Error:
        return None


def _prepare(root, title: str, lang: str) -> None:
    """Set title and language; leave out what only a browser needs.

    Links to our own stylesheets and icons go (paper*.css is already there), and so do drawings hidden from
    screen readers: in a tagged PDF each would be a figure without words.
    """
    root.set("lang", lang)
    head = root.find("head")
    for old in head.findall("title"):
        head.remove(old)
    new = head.makeelement("title", {})
    new.text = title
    head.insert(0, new)
    for parent in list(root.iter()):
        for child in list(parent):
            if _for_browsers(child):
                _leave_out(parent, child)


def _for_browsers(element) -> bool:
    if element.tag == "script":
        return True
    if element.tag == "link":
        return bool(OURS.match(element.get("href", ""))) and element.get("rel") in ("stylesheet", "icon", "preload")
    return element.tag == "{http://www.w3.org/2000/svg}svg" and element.get("aria-hidden") == "true"


def _leave_out(parent, child) -> None:
    """Remove a child but keep the text after it, which ElementTree stores on the child."""
    before = list(parent).index(child)
    if child.tail and before:
        parent[before - 1].tail = (parent[before - 1].tail or "") + child.tail
    elif child.tail:
        parent.text = (parent.text or "") + child.tail
    parent.remove(child)
