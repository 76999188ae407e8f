"""The registry of question kinds. A kind exists when it has a codec, a builder and a macro that asks and prints it."""
from typing import get_args

from practice.protocols.definition import Kind
from practice.protocols.groups import CODECS
from practice.protocols.questions import BUILDERS

KINDS: tuple[str, ...] = get_args(Kind)


def missing_parts(templates: dict[str, str]) -> list[str]:
    """Returns in words what a kind lacks; `templates` holds the text of components/questions/<kind>.html by kind."""
    found = [f"{kind}: no codec in groups.py" for kind in KINDS if kind not in CODECS]
    found += [f"{kind}: no builder in questions.py" for kind in KINDS if kind not in BUILDERS]
    for kind in KINDS:
        for macro in ("macro ask(q", "macro paper(q"):
            if macro not in templates.get(kind, ""):
                found.append(f"{kind}: no {macro}) in templates/components/questions/{kind}.html")
    return found
