"""The form of a homework page as a browser holds it, and what its script posts. Pure: the load is made from it too."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urlencode

CONTENT_TYPE = "application/x-www-form-urlencoded"
SILENT = ("submit", "button", "reset")


@dataclass
class Form:
    """Name and value of every field, in the order of the page; `data`: what the page tells its script."""

    data: dict[str, str] = field(default_factory=dict)
    fields: list[tuple[str, str]] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The name of the first field for longer words."""
        return next(name for name, _value in self.fields if name.startswith("q_"))

    def value(self, name: str) -> str:
        return next((value for given, value in self.fields if given == name), "")

    def body(self, **changed: str) -> bytes:
        """What the script of the page makes of it, with some fields changed."""
        return urlencode([(name, changed.get(name, value)) for name, value in self.fields]).encode()


def form_of(page: str) -> Form:
    """The form that keeps its drafts, out of a page's HTML; an empty one when there is none."""
    reader = _Reader()
    reader.feed(page)
    return reader.form


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.form, self._inside, self._typed, self._quiet = Form(), False, None, 0

    def handle_starttag(self, tag, attrs):
        given = {name: value or "" for name, value in attrs}
        if tag == "template":
            self._quiet += 1
        if tag == "form" and "data-draft" in given:
            self._inside, self.form.data = True, {name[5:]: value for name, value in given.items() if name.startswith("data-")}
        elif self._inside and not self._quiet and given.get("name"):
            self._field(tag, given)

    def _field(self, tag: str, given: dict[str, str]) -> None:
        if tag == "textarea":
            self._typed = (given["name"], [])
        kind = given.get("type", "text")
        ticked = kind not in ("checkbox", "radio") or "checked" in given
        if tag == "input" and kind not in SILENT and ticked:
            self.form.fields.append((given["name"], given.get("value", "")))

    def handle_data(self, data):
        if self._typed:
            self._typed[1].append(data)

    def handle_endtag(self, tag):
        if tag == "template":
            self._quiet -= 1
        if tag == "textarea" and self._typed:
            name, parts = self._typed
            self.form.fields.append((name, "".join(parts).removeprefix("\n")))
            self._typed = None
        if tag == "form":
            self._inside = False
