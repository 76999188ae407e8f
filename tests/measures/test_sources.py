"""What counselors read as the source of a number is an author, a title or an organisation; where exactly it was read stays in
the file."""

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest

from practice.measures.library import folder, load_measures

# A path, a file name, an account on a code host, a home page.
MACHINE = re.compile(r"github|~|\w_\w|\.(py|rst|ts|js|json|md|xml|html?|pdf|r)\b|\b(docs|src|tasks|activities|test)/|\w\.\w+/\w",
                     re.IGNORECASE)  # fmt: skip
DOI = re.compile(r"10\.\d{4,9}/\S+")


def sources(found: object, where: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(found, tuple):
        for part in found:
            yield from sources(part, where)
    elif is_dataclass(found):
        for name in (field.name for field in fields(found)):
            value = getattr(found, name)
            if name in ("source", "key_source") and value:
                yield f"{where}{name}", value
            else:
                yield from sources(value, f"{where}{name}.")


@pytest.mark.parametrize("words", [
    "via CamCOPS docs/source/tasks/phq9.rst", "github:urtuba/psytools SOURCES.md", "uwcirg/x, src/a.ts", "LHC-Forms test/data/R4/phq9.json",
    "labs.psychology.illinois.edu/~rcfraley", "CRAN TestScorer TST_RAAS.r",
])  # fmt: skip
def test_what_a_machine_would_read_is_noticed(words):
    assert MACHINE.search(words)


@pytest.mark.parametrize("key", sorted(load_measures().measures))
def test_a_source_is_readable(key):
    told = list(sources(load_measures()[key]))
    assert told
    assert [(where, said) for where, said in told if MACHINE.search(DOI.sub("", said))] == []


@pytest.mark.parametrize(("key", "exact"), [
    ("phq9", "CamCOPS docs/source/tasks/phq9.rst"), ("gad7", "CamCOPS tasks/gad7"),
    ("csi16", "github:urtuba/psytools src/inventories/csi16.ts"),
    ("raas", "CRAN TestScorer TST_RAAS.r"), ("who5", "urtuba/psytools, who5.ts"),
])  # fmt: skip
def test_where_exactly_it_was_read_stays_in_the_file(key, exact):
    assert exact in (folder() / f"{key}.yaml").read_text(encoding="utf-8")
