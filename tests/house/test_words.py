"""The words on screen: the glossary's, warm, never about the person as a case, never a shout, all through gettext."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from io import BytesIO

from jinja2 import Environment
from jinja2.ext import babel_extract

from tests.house import tree

FORBIDDEN = {
    r"patients?": "client",
    r"customers?": "client",
    r"(?<!current_)users?": "client, counselor, or the person's name",
    r"overdue": "not opened, begun, sent, declined",
    r"non-?complian(t|ce)": "say what happened, without judging",
    r"enrolments?|enrollments?": "episode",
    r"surveys?|quiz(zes)?": "exercise or measure",
    r"failed|failure": "say what did not work and what to do now",
    r"(?<!in )(?<!any )(?<!that )(?<!in either )cases?(?! vignette)": "episode (caseload is fine)",
    r"invalid|illegal|forbidden": "say what is needed",
    r"well done|great job|good job|congratulations": "no praise: it is theirs to judge",
    r"!": "a full stop",
}
WORD = {pattern: re.compile(pattern if pattern == "!" else rf"\b(?:{pattern})\b", re.I) for pattern in FORBIDDEN}
# Whole messages that may keep such a word, each with its reason.
ALLOWED: dict[str, str] = {}
# Attributes that people see or hear.
SPOKEN = re.compile(r"""\b(?:title|alt|placeholder|aria-label)\s*=\s*["']([^"'\0]*[a-z]{2}[^"'\0]*)["']""", re.I)
CALLS = ("_", "_l", "gettext", "lazy_gettext", "ngettext", "N_")


@cache
def messages() -> tuple[tuple[str, str], ...]:
    """(file:line, words) of everything that goes through gettext, in Python and in templates."""
    return (*_in_python(), *_in_templates())


def _in_python() -> Iterator[tuple[str, str]]:
    for path in tree.python_files():
        for node in ast.walk(tree.parsed(path)):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in CALLS:
                for argument in node.args:
                    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                        yield f"{tree.short(path)}:{node.lineno}", argument.value


def _in_templates() -> Iterator[tuple[str, str]]:
    for path in tree.templates():
        for line, _function, words, _comments in babel_extract(BytesIO(path.read_bytes()), CALLS, [], {}):
            for text in words if isinstance(words, tuple) else (words,):
                if text:
                    yield f"{tree.short(path)}:{line}", text


def forbidden(text: str) -> list[str]:
    """What is wrong with the words, each as "word: say ..."; placeholders such as %(user)s do not count."""
    said = re.sub(r"%\(\w+\)\w", "", text)
    return [f'"{found.group()}": say {FORBIDDEN[p]}' for p, word in WORD.items() if (found := word.search(said))]


def test_words_follow_the_glossary():
    faults = [
        f"{place} {text!r}: {why}" for place, text in messages() if text not in ALLOWED for why in forbidden(text)
    ]
    tree.nothing(faults, "The glossary is in CONTRIBUTING.md. A word that must stay goes into ALLOWED with its reason.")


def test_a_client_is_not_shown_a_score():
    portal = [(place, text) for place, text in messages() if re.match(r"(templates|practice)/portal/", place)]
    told = {text: text.replace("not a diagnosis", "") for _place, text in portal}  # clinical.md D.6: on every result
    faults = [f"{place} {text!r}" for place, text in portal if re.search(r"\b(score|symptom|diagnos)", told[text], re.I)]
    tree.nothing(faults, "In the portal people read about their days and their words, not about scores or symptoms.")


def loose_words(source: str) -> list[str]:
    """Words in a template that stand on the page without passing gettext."""
    page = "".join(_outside_jinja(source))
    said = SPOKEN.findall(page)
    bare = re.sub(r"<!--.*?-->|<[^>]*>", "\n", page, flags=re.S)
    bare = re.sub(r"""[\w-]+=(["']).*?\1|&\w+;""", " ", bare)  # attributes that a macro writes into a tag elsewhere
    return said + [line.strip() for line in bare.split("\n") if re.search(r"[^\W\d_]{2}", line.replace("\0", " "))]


def _outside_jinja(source: str) -> Iterator[str]:
    translated = False
    kind = ""
    for _line, token, value in Environment(extensions=["jinja2.ext.i18n"]).lex(source):
        if token == "block_begin":
            kind = ""
        elif token == "name" and not kind:
            kind = value
            translated = {"trans": True, "endtrans": False}.get(value, translated)
        elif token == "data" and not translated:
            yield value
        elif token in {"variable_end", "block_end"}:
            yield "\0"


def test_every_word_passes_gettext():
    names = {"Attune"}
    faults = [
        f"{tree.short(path)}: {words!r}"
        for path in tree.templates()
        if path.suffix == ".html"
        for words in loose_words(path.read_text(encoding="utf-8"))
        if words.strip("\0 .,:;()") not in names
    ]
    tree.nothing(faults, 'Write it as {{ _("...") }} so that it can be said in another language.')


def test_the_rule_itself():
    assert forbidden("Our users and patients!") and forbidden("3 entries overdue") and forbidden("Open case")
    assert not forbidden("Your caseload, in case you wonder") and not forbidden("%(user)s writes")
    assert loose_words('<p title="A word">{{ x }} Said plainly</p>') == ["A word", "\0 Said plainly"]
    assert not loose_words('{# why #}<p class="voice">{{ _("Said") }} &middot; {% trans %}Said{% endtrans %}</p>')
