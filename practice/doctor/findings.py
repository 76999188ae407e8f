"""One thing that was looked at, in words, with what to do."""

from dataclasses import asdict, dataclass

GOOD, LOOK, MEND = "good", "look", "mend"


@dataclass(frozen=True)
class Finding:
    """`standing`: good, look (worth a look, nothing breaks today) or mend. `todo` is empty when all is well."""

    key: str
    standing: str
    words: str
    todo: str = ""


def good(key: str, words: str) -> Finding:
    return Finding(key, GOOD, words)


def look(key: str, words: str, todo: str) -> Finding:
    return Finding(key, LOOK, words, todo)


def mend(key: str, words: str, todo: str) -> Finding:
    return Finding(key, MEND, words, todo)


def all_well(findings: list[Finding]) -> bool:
    return not any(one.standing == MEND for one in findings)


def lines(findings: list[Finding]) -> list[str]:
    """For a terminal: what must be mended is marked so that it is found without colour."""
    marks = {GOOD: "ok  ", LOOK: "look", MEND: "MEND"}
    told = []
    for one in findings:
        told.append(f"{marks[one.standing]}  {one.words}")
        if one.todo:
            told.append(f"      -> {one.todo}")
    count = sum(one.standing == MEND for one in findings)
    return [*told, "", f"{count} to mend." if count else "Nothing to mend."]


def document(findings: list[Finding]) -> dict:
    """For a program: {"ok": bool, "findings": [{key, standing, words, todo}]}."""
    return {"ok": all_well(findings), "findings": [asdict(one) for one in findings]}
