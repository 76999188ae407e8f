"""The registry of question kinds. A kind exists when it has a codec, a builder, a macro that asks and a shape on paper."""
from typing import get_args

from practice.protocols.definition import Kind
from practice.protocols.groups import CODECS
from practice.protocols.questions import BUILDERS

KINDS: tuple[str, ...] = get_args(Kind)


def missing_parts(asked: dict[str, str], printed: dict[str, str]) -> list[str]:
    """Returns in words what a kind lacks; the text of components/questions/<kind>.html and components/paper/<kind>.html
    by kind."""
    found = [f"{kind}: no codec in groups.py" for kind in KINDS if kind not in CODECS]
    found += [f"{kind}: no builder in questions.py" for kind in KINDS if kind not in BUILDERS]
    for folder, macro, templates in (("questions", "macro ask(q", asked), ("paper", "macro paper(q, pen", printed)):
        found += [f"{kind}: no {macro}) in templates/components/{folder}/{kind}.html" for kind in KINDS
                  if macro not in templates.get(kind, "")]  # fmt: skip
    return found
