"""Addresses and pieces of pages that are kept once built: drawing costs more than reading (measured by `practice bench`)."""

from collections.abc import Iterable
from functools import lru_cache

from flask import Flask, current_app, g, get_template_attribute, request, url_for
from jinja2 import Template
from markupsafe import Markup

from practice.i18n import html_lang, this_year, zone


class Components(Template):
    """A template whose macros are imported at once. Jinja compares all globals at every import first, in case a page
    has some of its own; no page of ours has."""

    def _get_default_module(self, ctx=None):
        return super()._get_default_module()


def init_app(app: Flask) -> None:
    app.jinja_env.template_class = Components
    app.jinja_env.globals.update(url_for=address, piece=piece)
    app.extensions["addresses"] = {}
    app.extensions["pieces"] = lru_cache(maxsize=8192)(_draw)  # the app's own, so that they go when it goes


def address(endpoint: str, **values) -> str:
    """`url_for` of templates. A page has fifty addresses and most are the same on every page: kept once built."""
    if endpoint[0] == ".":
        return url_for(endpoint, **values)
    for value in values.values():
        if type(value) is not str:
            return url_for(endpoint, **values)
    kept, key = current_app.extensions["addresses"], (request.script_root, endpoint, *values.items())
    found = kept.get(key)
    if found is None:
        if len(kept) >= 20_000:
            kept.clear()
        found = kept[key] = url_for(endpoint, **values)
    return found


def piece(macro, *told) -> Markup:
    """What an imported macro draws from what it is told (hashable values) and nothing else: no form, no `current_user`.

    Most pieces of a page look as they did a minute ago, and drawing costs more than reading: they are kept. The key is
    everything that is drawn, so what is kept is never out of date and shows nobody more than they have read themselves.
    """
    return current_app.extensions["pieces"](macro, _surroundings(), told)


def drawn(template: str, macro: str, items: Iterable[tuple]) -> Markup:
    """The same for many items, one after another; each is what the macro is told."""
    kept, around, drawing = current_app.extensions["pieces"], _surroundings(), get_template_attribute(template, macro)
    return Markup("".join([kept(drawing, around, told) for told in items]))


def _surroundings() -> tuple:
    """What a macro may use unasked: the language, the zone and the year of its dates, the place in front of addresses.
    Asked once per page and language."""
    here = g._get_current_object()  # asked for dozens of times a page: one look-up instead of three
    told, kept = here.get("language"), here.get("surroundings")
    if kept is None or kept[0] != told:
        kept = here.surroundings = told, (html_lang(), zone(), this_year(), request.script_root)
    return kept[1]


def _draw(macro, _around: tuple, told: tuple) -> Markup:
    return macro(*told)
