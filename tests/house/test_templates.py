"""Every template parses, is used, and carries no inline style or script (the CSP would drop it)."""

import ast
import re
from functools import cache

from jinja2 import Environment, meta

from tests.house import tree

# Folders whose templates are found by name: the registry tests of the feature hold them complete.
REGISTRIES = ("components/questions/",)

# Drawings of our own, constants in the file itself.
DRAWINGS = {"components/icons.html"}

INLINE = {
    r"""\sstyle\s*=\s*["'{]""": "style= (give it a class)",
    r"<style\b": "<style> (its place is static/css)",
    r"<script\b(?![^>]*\bsrc\s*=)": "<script> without src (its place is static/js)",
    r"""\son[a-z]+\s*=\s*["'{]""": "an on...= handler (its place is static/js)",
    r"javascript:": "a javascript: address",
    r"\|\s*safe\b": "|safe (words of people must stay escaped; a filter may return Markup)",
}


@cache
def sources() -> dict[str, str]:
    return {p.relative_to(tree.TEMPLATES).as_posix(): p.read_text(encoding="utf-8") for p in tree.templates()}


def without_comments(source: str) -> str:
    return re.sub(r"\{#.*?#\}", "", source, flags=re.S)


def inline(source: str) -> list[str]:
    """What the CSP would drop from this template, in words."""
    bare = without_comments(source)
    return [words for pattern, words in INLINE.items() if re.search(pattern, bare, re.I)]


def parse(source: str):
    return Environment(extensions=["jinja2.ext.i18n"], autoescape=True).parse(source)


def named_in_templates() -> set[str]:
    return {name for source in sources().values() for name in meta.find_referenced_templates(parse(source)) if name}


def named_in_python() -> set[str]:
    constants = (
        node.value
        for path in tree.python_files()
        for node in ast.walk(tree.parsed(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    )
    return {value for value in constants if re.fullmatch(r"[\w/-]+\.(html|txt|svg)", value)}


def test_every_template_parses():
    faults = []
    for name, source in sources().items():
        try:
            parse(source)
        except Exception as error:
            faults.append(f"templates/{name}: {error}")
    tree.nothing(faults, "Jinja cannot read these.")


def test_nothing_is_inline():
    faults = [
        f"templates/{name}: {words}"
        for name, source in sources().items()
        for words in inline(source)
        if not (name in DRAWINGS and words.startswith("|safe"))
    ]
    tree.nothing(faults, "The content security policy allows neither; the page would look or behave wrongly.")


def test_every_named_template_exists():
    faults = [f"{name} is named but not there" for name in named_in_templates() - sources().keys()]
    faults += [
        f"{name} is named in practice/ but not there" for name in named_in_python() - sources().keys() if "/" in name
    ]
    tree.nothing(faults, "Mend the name, or write the template under templates/<feature>/.")


def test_every_template_is_used():
    shown = named_in_python()
    if not shown & sources().keys():
        return  # no page exists yet, so nothing can use a layout or a component
    used = shown | named_in_templates()
    faults = [f"templates/{name}" for name in sources() if name not in used and not name.startswith(REGISTRIES)]
    tree.nothing(faults, "No view renders these and no template includes them: remove them, or use them.")


def test_pages_stand_on_a_layout():
    faults = [
        f"templates/{name}"
        for name, source in sources().items()
        if not name.startswith("layouts/") and re.search(r"<html\b", without_comments(source), re.I)
    ]
    tree.nothing(faults, "A page extends one of templates/layouts/; only those write <html>.")


def test_the_rule_itself():
    assert inline('<p style="color: red">') and inline("<script>x()</script>") and inline('<a onclick="x()">')
    assert inline("{{ words|safe }}") and not inline('<script src="{{ static_url(x) }}" defer></script>')
    assert not inline("{# style= would be dropped #}<p data-style='x' class='voice'>")
