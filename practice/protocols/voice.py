"""What somebody answered, drawn in their voice. A log shows twenty such lists on one page, and Jinja takes three times as
long over each: this is the one list that is drawn here. Every word in it is escaped."""

from collections.abc import Iterable

from markupsafe import Markup, escape

from practice.i18n import paragraphs
from practice.protocols.answers import Shown


def in_their_voice(shown: Iterable[Shown]) -> Markup:
    """The questions that were answered, each with what was said."""
    said = [f'<div><dt>{escape(item.label)}</dt>\n<dd class="voice" dir="auto">{_said(item)}</dd></div>\n' for item in shown]
    return Markup(f'<dl class="answers">\n{"".join(said)}</dl>')


def _said(item: Shown) -> str:
    if item.rows:
        return _list(_row(row) for row in item.rows)
    return _list(map(paragraphs, item.lines)) if len(item.lines) > 1 else paragraphs(item.value)


def _row(row) -> str:
    return "".join([f'<p><span class="answer-label">{escape(label)}</span> {escape(" ".join(said))}</p>' for label, said in row])


def _list(items: Iterable[str]) -> str:
    return f'<ul role="list">{"".join(f"<li>{item}</li>" for item in items)}</ul>'
