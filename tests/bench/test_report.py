"""The bench of the report compares like with like: one content of six pages, printed both ways."""

import hashlib
import json
import subprocess
import sys

import pytest

from practice.bench.report import six_pages
from practice.reports.freezing import freeze, thaw
from tests.house.tree import ROOT

# Printing inside the test process would tie it to one list of fonts for good.
PRINT = """
import io, json, sys
from pathlib import Path
import pikepdf
from practice import create_app
from practice.bench.report import render_plain, render_tuned, six_pages

def told(pdf):
    with pikepdf.open(io.BytesIO(pdf)) as document:
        figures = sum(isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure" for one in document.objects)
        return [len(document.pages), figures, len(pdf)]

with create_app(Path(sys.argv[1]), testing=True).app_context():
    print(json.dumps([told(render_tuned(six_pages())), told(render_plain(six_pages()))]))
"""


def test_the_content_holds_what_the_bar_is_about():
    content = six_pages()
    assert freeze(thaw(content)) == content == six_pages()
    assert sorted(len(one["rows"]) for one in content["appendices"]["ratings"]) == [6, 50, 50]
    assert len(content["appendices"]["sessions"]["rows"]) == 20
    assert "没有人" in str(content)


@pytest.mark.pdf
def test_both_ways_print_it(tmp_path):
    done = subprocess.run([sys.executable, "-c", PRINT, str(tmp_path / "data")], capture_output=True, text=True,
                          check=True, cwd=ROOT)  # fmt: skip
    tuned, plain = json.loads(done.stdout.splitlines()[-1])
    assert tuned[:2] == [6, 3] and tuned[2] < 200_000
    assert plain[1] == 3 and plain[0] >= 6


def test_the_plain_page_is_frozen():
    """What the report is measured against stays as it was when its goal was agreed."""
    plain = (ROOT / "practice/bench/plain.html").read_bytes()
    assert hashlib.sha256(plain).hexdigest() == "4d0a0d05f8f5b3eaa85bf4f08bc2517c67e51737e57a4b53b372149935e113d7"
