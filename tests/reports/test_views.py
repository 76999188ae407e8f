"""From choosing to giving out: two tabs keep both, what was given out never changes, a partner's page stays shut."""

import hashlib
from types import SimpleNamespace

import pytest

from practice.access.scope import everything
from practice.audit.models import AuditEntry
from practice.db import db
from practice.reports import actions
from practice.reports.models import IssuedReport, ReportPlan
from tests.reports import life

pdf = pytest.mark.pdf


@pytest.fixture
def site(cast):
    """Addresses and signed-in browsers; afterwards no transaction is open, so that requests may write."""
    life.live(cast)
    made = SimpleNamespace(
        ash=f"/episodes/{cast.ash_episode.id}/report/{cast.ash.id}", alone=f"/episodes/{cast.ash_episode.id}/report",
        kim=f"/episodes/{cast.couple.id}/report/{cast.kim.id}", together=f"/episodes/{cast.couple.id}/report",
        mixed=f"/episodes/{cast.ash_episode.id}/report/{cast.kim.id}", practice_id=cast.practice.id,
        alma=cast.browser(cast.alma), cleo=cast.browser(cast.cleo))  # fmt: skip
    db.session.rollback()
    return made


def kept(site, found):
    """What is stored, read and let go of."""
    with everything("look", site.practice_id):
        rows = db.session.scalars(db.select(found)).all()
    db.session.rollback()
    return rows


def plan(**more):
    return {"since": "2026-01-01", "until": "2030-01-01", "version": "0", "do": "read", **more}


def ids_of(page: str, text: str) -> str:
    """The id of the piece that stands beside `text` on the choosing page."""
    return page[: page.index(text)].rsplit('value="', 1)[1].split('"')[0]


def test_the_pages_open_before_anything_was_chosen(site):
    assert "Ash Field" in site.alma.get("/reports").text and "together" in site.alma.get("/reports").text
    page = site.alma.get(site.ash).text
    assert life.WROTE["ash"] in page and life.HARD["ash"] in page and "ash walks to the river" in page
    assert "Nothing was chosen here yet" in site.alma.get(site.ash + "/preview").text


def test_an_individual_episode_needs_no_name(site):
    assert "Ash Field" in site.alma.get(site.alone).text


def test_what_is_ticked_stands_in_the_preview(site):
    page = site.alma.get(site.ash).text
    answer = site.alma.post(site.ash, data=plan(quotes=[ids_of(page, life.WROTE["ash"])], paragraphs="Kept\n\nBoth",
                                                appendices=["paragraphs", "nonsense"], read_on="2026-11-24"))  # fmt: skip
    assert answer.status_code == 302 and answer.location.endswith("/preview")
    shown = site.alma.get(site.ash + "/preview").text
    assert life.WROTE["ash"] in shown and "<p>Both</p>" in shown and "Read together on 24 Nov 2026" in shown
    assert site.alma.post(site.ash, data=plan(version="1", do="save")).location.endswith("done=saved")


def test_two_tabs_keep_both(site):
    site.alma.post(site.ash, data=plan(next_steps="first tab"))
    answer = site.alma.post(site.ash, data=plan(next_steps="second tab"))
    assert answer.status_code == 409 and "first tab" in answer.text and "second tab" in answer.text
    assert 'name="version" type="hidden" value="1"' in answer.text
    with everything("look", site.practice_id):
        assert db.session.scalars(db.select(ReportPlan)).one().choices["next_steps"] == "first tab"
    db.session.rollback()
    assert site.alma.post(site.ash, data=plan(next_steps="second tab", version="1")).status_code == 302


def test_mistakes_are_said_and_everything_typed_is_still_there(site):
    answer = site.alma.post(
        site.ash, data=plan(since="2026-12-01", until="2026-01-01", quotes=list("abcd"), next_steps="mine")
    )
    assert answer.status_code == 422 and "before the first" in answer.text and "at most three" in answer.text
    assert "mine" in answer.text
    assert site.alma.post(site.ash, data=plan(since="soon")).status_code == 422
    assert site.alma.post(site.ash, data=plan(paragraphs="x" * 100_001)).status_code == 422


def test_strangers_and_partners_find_nothing(site):
    cleo = site.cleo
    for what in ("", "/preview", "/pdf"):
        assert cleo.get(site.ash + what).status_code == 404
        assert site.alma.get(site.mixed + what).status_code == 404
    assert cleo.post(site.ash + "/issue").status_code == 404
    assert cleo.post(site.ash, data=plan()).status_code == 404
    assert "Ash" not in cleo.get("/reports").text


def test_a_partners_words_are_not_even_offered(site):
    page = site.alma.get(site.kim).text
    assert life.WROTE["kim"] in page and life.WROTE["robin"] not in page
    together = site.alma.get(site.together).text
    assert life.SHARED in together and life.WROTE["kim"] not in together and life.WROTE["robin"] not in together


def test_markup_in_words_stays_text(site):
    site.alma.post(site.ash, data=plan(next_steps='<script>x</script><img src="http://127.0.0.1/x">'))
    shown = site.alma.get(site.ash + "/preview").text
    assert "<script>x" not in shown and "&lt;script&gt;" in shown


@pdf
def test_the_pdf_has_a_neutral_name_and_is_not_kept(site):
    answer = site.alma.get(site.ash + "/pdf")
    assert answer.mimetype == "application/pdf" and answer.data.startswith(b"%PDF")
    assert answer.headers["Cache-Control"] == "no-store"
    name = answer.headers["Content-Disposition"]
    assert name.startswith('inline; filename="report-') and len(name) == len('inline; filename="report-12345678.pdf"')
    assert "reports.pdf" in kept(site, AuditEntry.what)


@pdf
def test_what_was_given_out_never_changes(site):
    site.alma.post(site.ash, data=plan(next_steps="then"))
    first = site.alma.post(site.ash + "/issue")
    assert first.status_code == 302
    again = site.alma.post(site.ash + "/issue")
    assert again.location == first.location  # pressed twice, given out once
    before = site.alma.get(first.location + "/pdf").data
    site.alma.post(site.ash, data=plan(next_steps="now", version="1"))
    assert site.alma.get(first.location + "/pdf").data == before
    page = site.alma.get(first.location).text
    assert hashlib.sha256(before).hexdigest() in page and "Ash Field" in page
    assert first.location.rsplit("/", 1)[1] in site.alma.get("/reports").text
    assert site.cleo.get(first.location).status_code == 404
    second = site.alma.post(site.ash + "/issue")
    assert second.location != first.location and site.alma.get(second.location + "/pdf").data != before


@pdf
def test_bytes_that_no_longer_match_are_not_shown(site):
    site.alma.post(site.ash + "/issue")
    with everything("look", site.practice_id):
        row = db.session.scalars(db.select(IssuedReport)).one()
        assert actions.bytes_of(row).startswith(b"%PDF")
        row.sha256 = "0" * 64
        with pytest.raises(ValueError, match="digest"):
            actions.bytes_of(row)
        db.session.rollback()


def test_without_a_printer_the_page_explains(site, monkeypatch):
    monkeypatch.setattr("practice.printing.libraries.NEEDED", (("libnone.so.0", "none"),))
    answer = site.alma.get(site.ash + "/pdf")
    assert answer.status_code == 503 and "Pango" in answer.text and "/preview" in answer.text
    assert "browser can print" in site.alma.get(site.ash + "/preview").text
    assert site.alma.post(site.ash + "/issue").status_code == 503
    assert kept(site, IssuedReport.id) == []
