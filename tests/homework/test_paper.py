"""Paper as pages: what is printed, whose code it carries, and typing it in again."""

import io
import re

import pytest
from pypdf import PdfReader
from sqlalchemy import select

from practice.access.scope import everything
from practice.db import db
from practice.homework.actions.papering import Printed, keep_sheets
from practice.homework.codes import new_code
from practice.homework.models import Entry, HomeworkAssignment, PaperSheet
from practice.printing import PrintingUnavailable
from tests.homework.given import given, on_protocol

WRONG = ["", " ", "ABCD", "2346 789X", "\x00", "x" * 100_000, "<b>é😀", "' OR 1=1 --", "2" * 8 + "\r\n"]


@pytest.fixture
def by_browser(monkeypatch):
    """No PDF can be made: the same page comes as HTML, so that most tests need no printer."""

    def missing(html, **more):
        raise PrintingUnavailable("Printing needs the Pango library.")

    monkeypatch.setattr("practice.printing.render_pdf", missing)


def rows(cast, model):
    with everything("looking after a page", cast.practice.id):
        return db.session.scalars(select(model)).all()


def packed(cast, course, client, exercise_id="hope-question", phase="collaborate") -> str:
    """The code of a sheet printed before anybody agreed the exercise; committed."""
    with cast.acting(cast.alma):
        one = Printed(new_code(), course.episode_id, client.id if client else None, None, course.protocol_version_id,
                      course.flavour, phase, exercise_id)  # fmt: skip
        (sheet,) = keep_sheets([one], by=cast.alma.id)
        db.session.commit()
        return sheet.code


@pytest.mark.pdf
def test_a_sheet_is_a_neutral_pdf_with_its_code(cast):
    row = given(cast, on_protocol(cast, cast.ash_episode), cast.ash, "hope-question", message="Small ones count.")
    answer = cast.browser(cast.alma).post(f"/homework/{row.id}/paper", data={"fill": "blank"})
    (sheet,) = rows(cast, PaperSheet)
    reader = PdfReader(io.BytesIO(answer.data))
    text = " ".join(page.extract_text() for page in reader.pages)
    assert answer.mimetype == "application/pdf" and 'filename="pages.pdf"' in answer.headers["Content-Disposition"]
    assert reader.metadata.title == "Pages to write on" and "Harbour" not in text and "Ash Field" not in text
    assert f"{sheet.code[:4]} {sheet.code[4:]}" in text and "A. F." in text and "Page 1 of" in text
    assert "Only Alma, Bo and Sam read this" in text and "Nobody watches this in real time." in text and "112" in text
    assert (sheet.assignment_id, sheet.client_id, sheet.typed_in_at) == (row.id, cast.ash.id, None)


def test_the_name_only_where_it_is_ticked_and_one_code_for_each_copy(cast, by_browser):
    row = given(cast, on_protocol(cast, cast.ash_episode), cast.ash, "exception-log", frequency="daily", phase="resources")
    alma = cast.browser(cast.alma)
    page = alma.post(f"/homework/{row.id}/paper", data={"fill": "blank", "copies": "3", "named": "yes"}).text
    codes = {sheet.code for sheet in rows(cast, PaperSheet)}
    assert len(codes) == 3 and all(f"{code[:4]} {code[4:]}" in page for code in codes)
    assert "Ash Field" in page and "For which day" in page and "Pango" in page
    for copies in ("0", "-1", "9999", "x", "٣", "1e9"):
        assert alma.post(f"/homework/{row.id}/paper", data={"copies": copies, "fill": "?"}).status_code == 200
    assert alma.get(f"/homework/{row.id}/paper").text.count("Printed") > 3


def test_the_short_version_leaves_out_what_is_not_light(cast, by_browser):
    row = given(cast, on_protocol(cast, cast.ash_episode), cast.ash, "strengths", phase="resources")
    alma = cast.browser(cast.alma)
    whole = alma.post(f"/homework/{row.id}/paper").text.count("paper-label")
    assert alma.post(f"/homework/{row.id}/paper", data={"short": "yes"}).text.count("paper-label") == 3 < whole


def test_what_was_carried_is_printed_half_filled_and_what_was_sent_complete(cast, by_browser):
    course, alma = on_protocol(cast, cast.ash_episode), cast.browser(cast.alma)
    menu = given(cast, course, cast.ash, "coping-list", phase="resources")
    sent = {"do": "send", "q_ways-0": "Walking by the river", "q_ways-1": "Tea <b> & 咖啡", "q_still_hard": "Sunday nights"}
    assert alma.post(f"/homework/{menu.id}/write", data=sent).status_code == 303
    (entry,) = rows(cast, Entry)
    page = alma.post(f"/homework/{menu.id}/paper", data={"fill": entry.id}).text
    assert "Walking by the river" in page and "Tea &lt;b&gt; &amp; 咖啡" in page and "paper-line" not in page
    assert rows(cast, PaperSheet) == []  # an answer that was sent has no code: there is nothing to type in
    again = given(cast, course, cast.ash, "coping-list", phase="resources", confirmed=True)
    half = alma.post(f"/homework/{again.id}/paper", data={"fill": "half"}).text
    assert "Walking by the river" in half and "paper-line" in half and len(rows(cast, PaperSheet)) == 1


def test_typing_in_leads_from_the_code_to_an_entry_from_paper(cast, by_browser):
    row = given(cast, on_protocol(cast, cast.ash_episode), cast.ash, "hope-question")
    alma = cast.browser(cast.alma)
    alma.post(f"/homework/{row.id}/paper")
    (sheet,) = rows(cast, PaperSheet)
    code = f" {sheet.code[:4]}-{sheet.code[4:]} ".lower()
    found = alma.post("/paper", data={"code": code})
    assert found.status_code == 303 and found.location == f"/homework/{row.id}/write?sheet={sheet.code}"
    assert alma.get("/paper", query_string={"code": sheet.code}).location == found.location
    assert sheet.code[:4] in alma.get(found.location).text
    assert alma.post(found.location, data={"do": "send"}).status_code == 422 and not rows(cast, PaperSheet)[0].typed_in_at
    done = alma.post(found.location, data={"do": "send", "q_small_difference": "Tea."})
    assert "entered by Alma" in alma.get(done.location).text
    assert rows(cast, PaperSheet)[0].typed_in_at is not None
    used = alma.post("/paper", data={"code": sheet.code})
    assert used.status_code == 422 and "This sheet was typed in on" in used.text
    assert "This sheet was typed in on" in alma.get(found.location).text


def test_every_page_that_shows_it_says_who_entered_it(cast):
    row = given(cast, on_protocol(cast, cast.ash_episode), cast.ash, "hope-question")
    alma, ash = cast.browser(cast.alma), cast.browser(cast.ash)
    done = alma.post(f"/homework/{row.id}/write", data={"do": "send", "q_small_difference": "Tea."})
    entry_id = done.location.rsplit("/", 1)[1]
    for page in (alma.get(done.location), alma.get("/inbox"), alma.get(f"/homework/{row.id}"), ash.get(f"/portal/pages/{entry_id}"),
                 ash.get("/portal/pages")):  # fmt: skip
        assert re.search(r"[Ff]rom paper, entered by Alma", page.text), page.request.path


@pytest.mark.parametrize("code", WRONG, ids=range(len(WRONG)))
def test_a_wrong_code_gets_kind_words_at_the_field(cast, code):
    alma = cast.browser(cast.alma)
    page = alma.post("/paper", data={"code": code})
    assert page.status_code == 422 and 'id="code-error"' in page.text
    assert alma.get("/paper", query_string={"code": code[:2_000]}).status_code == 200


def test_a_foreign_code_is_the_same_as_one_that_does_not_exist(cast, by_browser):
    row = given(cast, on_protocol(cast, cast.ash_episode), cast.ash, "hope-question")
    alma, cleo, sam = (cast.browser(who) for who in (cast.alma, cast.cleo, cast.sam))
    alma.post(f"/homework/{row.id}/paper")
    (sheet,) = rows(cast, PaperSheet)
    said = [re.search(r'id="code-error">.*?<span>(.*?)</span>', browser.post("/paper", data={"code": code}).text, re.S)[1]
            for browser, code in ((cleo, sheet.code), (cleo, new_code()), (sam, sheet.code))]  # fmt: skip
    assert len(set(said)) == 1 and "no sheet with this code" in said[0]
    assert sam.post(f"/homework/{row.id}/paper").status_code == 404
    assert cleo.get(f"/homework/{row.id}/write?sheet={sheet.code}").status_code == 404


def test_a_sheet_of_something_not_agreed_agrees_it_first(cast):
    code = packed(cast, on_protocol(cast, cast.ash_episode), cast.ash)
    alma = cast.browser(cast.alma)
    asked = alma.post("/paper", data={"code": code})
    assert asked.status_code == 200 and "Not agreed yet" in asked.text and not rows(cast, HomeworkAssignment)
    done = alma.post("/paper", data={"code": code, "do": "agree"})
    (row,), (sheet,) = rows(cast, HomeworkAssignment), rows(cast, PaperSheet)
    assert done.location == f"/homework/{row.id}/write?sheet={code}" and sheet.assignment_id == row.id
    assert (row.exercise_id, row.client_id, row.agreed_by) == ("hope-question", cast.ash.id, cast.alma.id)
    assert alma.post(done.location, data={"do": "send", "q_small_difference": "Tea."}).status_code == 303
    assert len(rows(cast, Entry)) == 1 and rows(cast, PaperSheet)[0].typed_in_at


def test_much_open_asks_first_and_the_gate_holds_on_paper_too(cast):
    course = on_protocol(cast, cast.ash_episode)
    given(cast, course, cast.ash, "relationship-story")
    code, alma = packed(cast, course, cast.ash), cast.browser(cast.alma)
    asked = alma.post("/paper", data={"code": code, "do": "agree"})
    assert asked.status_code == 422 and "usually enough" in asked.text and len(rows(cast, HomeworkAssignment)) == 1
    assert alma.post("/paper", data={"code": code, "do": "agree", "confirmed": "yes"}).status_code == 303
    closed = packed(cast, course, None, "listening-turns")
    for _once_more in range(2):
        page = alma.post("/paper", data={"code": closed, "do": "agree", "confirmed": "yes"})
        assert page.status_code == 422 and 'id="code-error"' in page.text
    assert len(rows(cast, HomeworkAssignment)) == 2


def test_a_pack_leaves_out_what_is_closed_and_gives_each_sheet_its_code(cast, by_browser):
    course = on_protocol(cast, cast.couple)
    row = given(cast, course, cast.robin, "hope-question")
    alma, at = cast.browser(cast.alma), f"/episodes/{cast.couple.id}/pack/{cast.robin.id}"
    page = alma.get(f"{at}?phase=collaborate").text
    assert re.search(r'value="relationship-story" checked', page) and 'value="listening-turns"' not in page
    wanted = ["relationship-story", "hope-question", "listening-turns", "no-such"]
    printed = alma.post(f"{at}?phase=collaborate", data={"exercise": wanted}).text
    sheets = {sheet.exercise_id: sheet for sheet in rows(cast, PaperSheet)}
    assert set(sheets) == {"relationship-story", "hope-question"} and len({sheet.code for sheet in sheets.values()}) == 2
    assert sheets["hope-question"].assignment_id == row.id and sheets["relationship-story"].assignment_id is None
    assert printed.count('class="sheet-code"') == 2 and "R. V." in printed and "Robin Vale" not in printed
    assert "Kim" not in printed  # the question about the partner is behind the gate
    assert alma.post(at).status_code == 422
    for phase in ("", "no-such", "x" * 5_000):
        assert alma.get(at, query_string={"phase": phase}).status_code == 200
    assert alma.get(f"/episodes/{cast.couple.id}/pack/{cast.ash.id}").status_code == 404


def test_the_pocket_card_holds_the_plan_and_the_numbers(cast, by_browser):
    course, alma = on_protocol(cast, cast.ash_episode), cast.browser(cast.alma)
    at = f"/episodes/{cast.ash_episode.id}/card/{cast.ash.id}"
    assert "nothing on the plan yet" in alma.get(at).text
    row = given(cast, course, cast.ash, "prevention-plan", phase="consolidate")
    alma.post(f"/homework/{row.id}/write", data={"do": "send", "q_early_signs-0": "I check the phone", "q_what_helps-0": "喝茶"})
    page = alma.get(at).text
    assert "I check the phone" in page and "喝茶" in page and "112" in page and "Ash" not in page
    assert cast.browser(cast.cleo).get(at).status_code == 404
    ash, kim = cast.browser(cast.ash), cast.browser(cast.kim)
    assert "I check the phone" in ash.get("/portal/plan/card").text and kim.get("/portal/plan/card").status_code == 404


@pytest.mark.pdf
def test_a_long_plan_goes_on_over_the_fold_and_loses_nothing(cast):
    course, alma = on_protocol(cast, cast.ash_episode), cast.browser(cast.alma)
    row = given(cast, course, cast.ash, "prevention-plan", phase="consolidate")
    lines = {f"q_early_signs-{n}": f"sign {n} " + "of the evening " * (60 if n == 3 else 2) for n in range(20)}
    assert alma.post(f"/homework/{row.id}/write", data={"do": "send", **lines}).status_code == 303
    answer = alma.get(f"/episodes/{cast.ash_episode.id}/card/{cast.ash.id}")
    pages = PdfReader(io.BytesIO(answer.data)).pages
    words = " ".join(" ".join(page.extract_text() for page in pages).split())
    assert all(" ".join(line.split()) in words for line in lines.values()) and "112" in words
    width, height = (float(side) for side in pages[0].trimbox[2:])
    assert answer.mimetype == "application/pdf" and width > height  # A5 across, folds to A6


@pytest.mark.pdf
def test_whatever_was_typed_is_printed_or_offered_for_the_browser(cast):
    row = given(cast, on_protocol(cast, cast.ash_episode), cast.ash, "hope-question")
    alma = cast.browser(cast.alma)
    for text in ("w" * 2_000, "<script>alert(1)</script>\u202e=1+1", "🙂" * 500, "\x00\x07plain"):
        done = alma.post(f"/homework/{row.id}/write", data={"do": "send", "q_small_difference": text})
        answer = alma.post(f"/homework/{row.id}/paper", data={"fill": done.location.rsplit("/", 1)[1]})
        assert answer.status_code == 200 and answer.mimetype in ("application/pdf", "text/html")
