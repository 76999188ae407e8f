"""From choosing to giving out: two tabs keep both, what was given out never changes, a partner's page stays shut."""

import hashlib

import pytest

from practice.access.scope import everything
from practice.audit.models import AuditEntry
from practice.db import db
from practice.reports import actions
from practice.reports.models import IssuedReport, ReportPlan
from tests.reports import life

pdf = pytest.mark.pdf


@pytest.fixture
def alma(cast):
    life.live(cast)
    return cast.browser(cast.alma)


def plan(**more):
    return {"since": "2026-01-01", "until": "2030-01-01", "version": "0", "do": "read", **more}


def address(cast, what=""):
    return f"/episodes/{cast.ash_episode.id}/report/{cast.ash.id}{what}"


def ids_of(page: str, text: str) -> str:
    """The id of the piece that stands beside `text` on the choosing page."""
    return page[: page.index(text)].rsplit('value="', 1)[1].split('"')[0]


def test_the_pages_open_before_anything_was_chosen(cast, alma):
    assert "Ash Field" in alma.get("/reports").text and "together" in alma.get("/reports").text
    page = alma.get(address(cast)).text
    assert life.WROTE["ash"] in page and life.HARD["ash"] in page and "ash walks to the river" in page
    assert "Nothing was chosen here yet" in alma.get(address(cast, "/preview")).text


def test_an_individual_episode_needs_no_name(cast, alma):
    assert "Ash Field" in alma.get(f"/episodes/{cast.ash_episode.id}/report").text


def test_what_is_ticked_stands_in_the_preview(cast, alma):
    page = alma.get(address(cast)).text
    answer = alma.post(address(cast), data=plan(quotes=[ids_of(page, life.WROTE["ash"])], paragraphs="Kept\n\nBoth",
                                                appendices=["paragraphs", "nonsense"], read_on="2026-11-24"))  # fmt: skip
    assert answer.status_code == 302 and answer.location.endswith("/preview")
    shown = alma.get(address(cast, "/preview")).text
    assert life.WROTE["ash"] in shown and "<p>Both</p>" in shown and "Read together on 24 Nov 2026" in shown
    assert alma.post(address(cast), data=plan(version="1", do="save")).location.endswith("done=saved")


def test_two_tabs_keep_both(cast, alma):
    alma.post(address(cast), data=plan(next_steps="first tab"))
    answer = alma.post(address(cast), data=plan(next_steps="second tab"))
    assert answer.status_code == 409 and "first tab" in answer.text and "second tab" in answer.text
    assert 'name="version" type="hidden" value="1"' in answer.text
    with everything("look", cast.practice.id):
        assert db.session.scalars(db.select(ReportPlan)).one().choices["next_steps"] == "first tab"
    assert alma.post(address(cast), data=plan(next_steps="second tab", version="1")).status_code == 302


def test_mistakes_are_said_and_everything_typed_is_still_there(cast, alma):
    answer = alma.post(address(cast), data=plan(since="2026-12-01", until="2026-01-01", quotes=list("abcd"), next_steps="mine"))
    assert answer.status_code == 422 and "before the first" in answer.text and "at most three" in answer.text
    assert "mine" in answer.text
    assert alma.post(address(cast), data=plan(since="soon")).status_code == 422
    assert alma.post(address(cast), data=plan(paragraphs="x" * 100_001)).status_code == 422


def test_strangers_and_partners_find_nothing(cast, alma):
    cleo = cast.browser(cast.cleo)
    for what in ("", "/preview", "/pdf"):
        assert cleo.get(address(cast, what)).status_code == 404
        assert alma.get(f"/episodes/{cast.ash_episode.id}/report/{cast.kim.id}{what}").status_code == 404
    assert cleo.post(address(cast, "/issue")).status_code == 404
    assert cleo.post(address(cast), data=plan()).status_code == 404
    assert "Ash" not in cleo.get("/reports").text


def test_a_partners_words_are_not_even_offered(cast, alma):
    page = alma.get(f"/episodes/{cast.couple.id}/report/{cast.kim.id}").text
    assert life.WROTE["kim"] in page and life.WROTE["robin"] not in page
    together = alma.get(f"/episodes/{cast.couple.id}/report").text
    assert life.SHARED in together and life.WROTE["kim"] not in together and life.WROTE["robin"] not in together


def test_markup_in_words_stays_text(cast, alma):
    alma.post(address(cast), data=plan(next_steps='<script>x</script><img src="http://127.0.0.1/x">'))
    shown = alma.get(address(cast, "/preview")).text
    assert "<script>x" not in shown and "&lt;script&gt;" in shown


@pdf
def test_the_pdf_has_a_neutral_name_and_is_not_kept(cast, alma):
    answer = alma.get(address(cast, "/pdf"))
    assert answer.mimetype == "application/pdf" and answer.data.startswith(b"%PDF")
    assert answer.headers["Cache-Control"] == "no-store"
    name = answer.headers["Content-Disposition"]
    assert name.startswith('inline; filename="report-') and len(name) == len('inline; filename="report-12345678.pdf"')
    with everything("look", cast.practice.id):
        assert "reports.pdf" in db.session.scalars(db.select(AuditEntry.what)).all()


@pdf
def test_what_was_given_out_never_changes(cast, alma):
    alma.post(address(cast), data=plan(next_steps="then"))
    first = alma.post(address(cast, "/issue"))
    assert first.status_code == 302
    again = alma.post(address(cast, "/issue"))
    assert again.location == first.location  # pressed twice, given out once
    before = alma.get(first.location + "/pdf").data
    alma.post(address(cast), data=plan(next_steps="now", version="1"))
    assert alma.get(first.location + "/pdf").data == before
    page = alma.get(first.location).text
    assert hashlib.sha256(before).hexdigest() in page and "Ash Field" in page
    assert first.location.rsplit("/", 1)[1] in alma.get("/reports").text
    assert cast.browser(cast.cleo).get(first.location).status_code == 404
    second = alma.post(address(cast, "/issue"))
    assert second.location != first.location and alma.get(second.location + "/pdf").data != before


@pdf
def test_bytes_that_no_longer_match_are_not_shown(cast, alma):
    alma.post(address(cast, "/issue"))
    with everything("look", cast.practice.id):
        row = db.session.scalars(db.select(IssuedReport)).one()
        assert actions.bytes_of(row).startswith(b"%PDF")
        row.sha256 = "0" * 64
        with pytest.raises(ValueError, match="digest"):
            actions.bytes_of(row)
        db.session.rollback()


def test_without_a_printer_the_page_explains(cast, alma, monkeypatch):
    monkeypatch.setattr("practice.printing.libraries.NEEDED", (("libnone.so.0", "none"),))
    answer = alma.get(address(cast, "/pdf"))
    assert answer.status_code == 503 and "Pango" in answer.text and "/preview" in answer.text
    assert "browser can print" in alma.get(address(cast, "/preview")).text
    assert alma.post(address(cast, "/issue")).status_code == 503
    with everything("look", cast.practice.id):
        assert db.session.scalars(db.select(IssuedReport)).all() == []
