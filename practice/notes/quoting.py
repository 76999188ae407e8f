"""A correction points at the passage it corrects: it lies quoted above the new words, each line behind a mark. Pure."""

import re

MARK = "> "


def with_passage(passage: str, words: str) -> str:
    """One text of the passage and what is said about it; without a passage just the words."""
    quoted = "\n".join(f"{MARK}{line}".rstrip() for line in passage.strip().splitlines())
    return f"{quoted}\n\n{words.strip()}" if quoted else words.strip()


def parted(body: str) -> tuple[str, str]:
    """(the quoted passage, the words about it); the passage is empty when there is none."""
    lines = body.split("\n")
    count = next((n for n, line in enumerate(lines) if not line.startswith(MARK.strip())), len(lines))
    passage = "\n".join(line.removeprefix(MARK.strip()).strip() for line in lines[:count])
    return passage, "\n".join(lines[count:]).strip()


def stands_in(passage: str, texts) -> bool:
    """Whether these words stand in one of the texts; how lines are broken does not matter."""
    wanted = _flat(passage)
    return bool(wanted) and any(wanted in _flat(text) for text in texts)


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip().casefold()
