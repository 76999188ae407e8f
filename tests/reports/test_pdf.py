"""The printed report: one first page whatever is in it, words for every picture, our fonts only, nothing telling."""

import io
import re
import subprocess
from dataclasses import replace

import pikepdf
import pytest

from practice.reports import print_pdf
from practice.reports.content import compose
from tests.reports import sample

pytestmark = pytest.mark.pdf
ARABIC = "أشرب قهوتي في الصباح دون أن أنظر إلى الهاتف، وأشعر أن المساء لي أنا. "
CHINESE = "我想在早晨喝咖啡，不再去看他有没有写信。周日晚上还是很难，但是我会去河边走一走。"


def printed(app, facts, choices) -> bytes:
    return print_pdf(compose(facts, choices))


def text_of(pdf: bytes, page: int | None = None) -> str:
    pages = ["-f", str(page), "-l", str(page)] if page else []
    return subprocess.run(
        ["pdftotext", "-layout", *pages, "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()


def pages_of(pdf: bytes) -> int:
    with pikepdf.open(io.BytesIO(pdf)) as document:
        return len(document.pages)


def filled(text: str):
    facts, choices = sample.fullest()
    said = tuple(replace(one, text=text * 8) for one in facts.said)
    return replace(facts, said=said, hope=text * 9), replace(choices, next_steps="\n".join([text * 3] * 4))


@pytest.mark.parametrize("text", [None, CHINESE, ARABIC], ids=["english", "chinese", "arabic"])
def test_the_first_page_holds_everything_at_its_longest(app, text):
    facts, choices = sample.fullest() if text is None else filled(text)
    first = text_of(printed(app, facts, choices), 1)
    assert "Read together on" in first and "Maya Lindqvist" in first and "Page 1 of" in first
    assert "In full" not in first


def test_a_word_without_end_is_broken_not_lost(app):
    assert "Maya Lindqvist" in text_of(printed(app, *filled("w" * 60)))


def test_without_appendices_the_usual_report_is_one_page(app):
    assert pages_of(printed(app, sample.facts(), sample.choices(appendices=()))) == 1


def test_an_empty_report_is_one_warm_page(app):
    facts = replace(sample.facts(), hope="", stays=(), meetings=(), ladders=(), said=(), agreed=(), protocol="")
    pdf = printed(app, facts, sample.choices(appendices=(), helps_words="", next_steps=""))
    text = " ".join(text_of(pdf).split())
    assert pages_of(pdf) == 1
    assert "There is no ladder yet" in text and "We agree on them when we next meet" in text
    assert "No session took place in this period." in text


def test_the_text_is_there_in_order_with_page_numbers(app):
    text = text_of(printed(app, sample.facts(), sample.choices()))
    places = [text.index(words) for words in ("The hope it began", "What we did", "What is different", "What helps",
                                              "Next steps", "Left out", "Read together", "From Maya")]  # fmt: skip
    assert places == sorted(places)
    assert re.search(r"Page 1 of (\d)", text)[1] == str(pages_of(printed(app, sample.facts(), sample.choices())))
    assert "我没有发消息" in text and "\ufffd" not in text


def test_tags_title_language_and_words_for_every_picture(app):
    with pikepdf.open(io.BytesIO(printed(app, sample.facts(), sample.choices()))) as document:
        figures = [
            one for one in document.objects if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/Figure"
        ]
        assert figures and all("How secure I feel today" in str(one.Alt) for one in figures)
        assert str(document.Root.Lang) == "en" and document.Root.MarkInfo.Marked
        told = str(document.docinfo)
        assert str(document.docinfo.Title) == "Progress report, 1 October to 10 November 2026"
        assert "Chen" not in told and "/work" not in told


def test_only_our_fonts(app):
    pdf = printed(app, sample.facts(), sample.choices())
    with pikepdf.open(io.BytesIO(pdf)) as document:
        names = {str(font.BaseFont).split("+")[-1] for page in document.pages for font in page.Resources.Font.values()}
    assert names and not [
        name for name in names if not re.match(r"Source-?Sans-?3|Source-?Serif-?4|Noto-?Sans-?SC", name)
    ]
    assert len(pdf) < 200_000


def test_five_hundred_sessions_print(app):
    meeting = sample.facts().meetings[0]
    pdf = printed(app, replace(sample.facts(), meetings=(meeting,) * 620), sample.choices())
    assert "The latest 500 of 620 are listed" in text_of(pdf)
