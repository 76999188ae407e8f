"""Printing: nothing from outside, limits that hold, our fonts only, words for every picture."""

import base64
import hashlib
import io
import os
import re
import socket
import struct
import zlib
from datetime import date
from pathlib import Path

import pikepdf
import pytest
from jinja2 import Environment, FileSystemLoader

from practice import printing
from practice.charts import Point, rating_chart
from practice.config import assets

pytestmark = pytest.mark.pdf

QUICK = printing.Limits(cpu=2, wall=6)
GOOD = "<h1>Progress report</h1><p>She wrote: <b>咖啡，窗边</b> → <em>coffee</em>.</p>"


def render(html: str, **more) -> bytes:
    return printing.render_pdf(html, **({"title": "Progress report", "lang": "en"} | more))


def fonts_of(pdf: bytes) -> set[str]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return {
            str(font.BaseFont).split("+")[-1].rstrip(",")
            for page in document.pages
            for font in page.Resources.Font.values()
        }


def figures_of(pdf: bytes) -> list[str | None]:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return [
            str(item.get("/Alt", "")) or None
            for item in document.objects
            if isinstance(item, pikepdf.Dictionary) and item.get("/S") == "/Figure"
        ]


def chart_html(title: str) -> str:
    templates = Environment(loader=FileSystemLoader(assets() / "templates"), autoescape=True)
    templates.globals["_"] = lambda text, **given: text % given
    chart = rating_chart(
        [Point(date(2026, 9, 1), 2, 3), Point(date(2026, 10, 10), 6, 7)],
        low=1,
        high=10,
        low_words="alone",
        high_words="at home",
        title=title,
        format_day=str,
    )
    page = '{% from "components/charts.html" import rating_chart, sparkline %}{{ rating_chart(chart) }}'
    return templates.from_string(page).render(chart=chart)


def test_title_language_and_tags_are_set():
    with pikepdf.open(io.BytesIO(render("<title>old</title>" + GOOD, title="Words & more", lang="zh-Hans"))) as pdf:
        assert str(pdf.docinfo.Title) == "Words & more"
        assert str(pdf.Root.Lang) == "zh-Hans"
        assert pdf.Root.MarkInfo.Marked
        assert b"pdfuaid" in pdf.Root.Metadata.read_bytes()


def test_chinese_and_english_use_the_vendored_fonts_only():
    names = {
        name.replace("-", "")
        for name in fonts_of(render(GOOD + "<h2>陈静</h2><blockquote class='voice'>仉</blockquote>"))
    }
    assert names
    assert not [name for name in names if not re.match("SourceSans3|SourceSerif4|NotoSansSC", name)]
    assert "NotoSansSC" in names


def test_every_figure_has_its_sentence():
    sentence = "Chen Jing moved from 2–3 to 6–7 on her own ladder."
    decoration = "<svg aria-hidden='true' width='9' height='9'><path d='M0 0h9'/></svg> kept"
    pdf = render(chart_html(sentence) + decoration)
    assert figures_of(pdf) == [sentence]


def test_links_to_our_own_stylesheets_are_passed_over():
    assert render("<link rel='stylesheet' href='/static/css/paper.css?h=1'>" + GOOD).startswith(b"%PDF")


def test_nothing_is_asked_of_the_network():
    with socket.create_server(("127.0.0.1", 0)) as server:
        address = f"http://127.0.0.1:{server.getsockname()[1]}/x"
        for asks in (
            f"<img src='{address}'>",
            f"<link rel='stylesheet' href='{address}'>",
            f"<style>@import url({address});</style>",
            f"<style>@font-face {{ font-family: x; src: url({address}) }}</style>",
            f"<p style='background: url({address})'>x</p>",
            f"<object data='{address}'></object>",
            f"<svg width='9' height='9'><title>x</title><image href='{address}' width='9' height='9'/></svg>",
        ):
            with pytest.raises(printing.PrintingRefused) as refused:
                render(asks + GOOD)
            assert refused.value.resource.startswith("http://127.0.0.1"), asks
        server.settimeout(0.2)
        with pytest.raises(TimeoutError):
            server.accept()


@pytest.mark.parametrize(
    "asks",
    [
        "<img src='file:///etc/passwd'>",
        "<link rel='attachment' href='file:///etc/passwd'>",
        "<a rel='attachment' href='file:///etc/passwd'>x</a>",
        "<base href='file:///etc/'><img src='passwd'>",
    ],
)
def test_no_local_file_is_read(asks):
    with pytest.raises(printing.PrintingRefused) as refused:
        render(asks)
    assert refused.value.resource.startswith("file:")


def png() -> bytes:
    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0\x15\x5e\x63")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def test_only_the_named_picture_is_shown():
    html = f"<img alt='Letterhead' src='data:image/png;base64,{base64.b64encode(png()).decode()}'>"
    known = frozenset({hashlib.sha256(png()).hexdigest()})
    assert figures_of(render(html, images=known)) == ["Letterhead"]
    with pytest.raises(printing.PrintingRefused):
        render(html)


def test_a_bomb_is_stopped_and_the_next_print_is_fine():
    with pytest.raises(printing.PrintingTooSlow):
        render('<div style="display: flex">' * 14 + "x", limits=QUICK)
    assert render(GOOD).startswith(b"%PDF")


def test_the_wall_limit_holds_too():
    with pytest.raises(printing.PrintingTooSlow):
        render('<div style="display: flex">' * 14 + "x", limits=printing.Limits(cpu=60, wall=1))
    assert render(GOOD).startswith(b"%PDF")


def test_too_deep_and_too_large_are_refused():
    for html in ("<div>" * 3000, "x" * 8_000_001):
        with pytest.raises(printing.PrintingRefused) as refused:
            render(html, limits=QUICK)
        assert refused.value.resource == ""
    assert render(GOOD).startswith(b"%PDF")


def test_a_dead_press_is_started_again():
    from practice.printing import service

    render(GOOD)
    service._press._process.kill()
    service._press._process.wait()
    assert render(GOOD).startswith(b"%PDF")


def test_the_press_does_not_see_our_environment():
    from practice.printing import service

    render(GOOD)
    environment = Path(f"/proc/{service._press._process.pid}/environ")
    if environment.exists():
        assert b"ATTUNE" not in environment.read_bytes()
    assert os.environ.get("FONTCONFIG_FILE") is None


def test_without_pango_one_sentence_says_so(monkeypatch):
    monkeypatch.setattr("practice.printing.libraries.NEEDED", (("libnone.so.0", "none"),))
    assert "Pango" in printing.available()
    with pytest.raises(printing.PrintingUnavailable, match="Pango"):
        render(GOOD)


def test_control_and_direction_marks_are_left_out():
    assert render("<p>a\x00b\u202ec</p>").startswith(b"%PDF")


def test_measuring_prints_the_same(monkeypatch):
    monkeypatch.setenv("FONTCONFIG_FILE", "")
    pdf = printing.render_in_process(GOOD, title="T", lang="en")
    assert fonts_of(pdf) == fonts_of(render(GOOD, title="T"))
