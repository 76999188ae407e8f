"""One page each, whatever was written, and only what may lie in a pile."""

import io
from datetime import timedelta

import pytest
from pypdf import PdfReader

from practice import clock
from practice.db import db
from practice.episodes.actions import plan_session
from practice.planning.paper import on_paper
from practice.planning.sheet import Agreed, Moved, Place, Question, Sheet, Step, Written
from practice.planning.views import paper as views
from tests.homework.given import given, on_protocol, today
from tests.planning.meetings import meeting, send

START = clock.now()
LONG, CHINESE = "A sentence that goes on. WWWW " * 60, "我们一起做饭，然后去散步，谁也没有说话。" * 40
EMPTY = {"items": [], "questions": [], "exercises": [], "quotes": []}


def specimen(words: str, count: int = 30) -> tuple[Sheet, dict]:
    """A sheet with too much of everything."""
    written = [Written("", words[:300], words[:90], START, "answer", [("", words)], f"{n}") for n in range(count)]
    sheet = Sheet(
        alone=words[:200], places=[Place("", words[:80], 2, 41, 40, cycle=3, purpose=words)], flags=[("a", "other", START)] * 3,
        take_up=written, hard=written, written=written, more_written=200, promised=[words] * count, recurs=[words] * count,
        ladders=[Step("x", words[:120], "", "3", "4", START, moved=words[:200]) for _n in range(count)],
        measures=[Moved(words[:80], "9", "0", "27", today(), words[:60])] * count,
        open_homework=[Agreed("x", words[:120], "begun")] * count,
        questions=[Question("p", f"q{n}", words[:200]) for n in range(count)], hopes=[("x", words)])  # fmt: skip
    plan = {"items": [{"words": words, "minutes": 5}] * count, "questions": [],
            "exercises": [{"phase": "p", "id": "e", "title": words}] * count,
            "quotes": [{"words": words, "title": words[:200]}] * count}  # fmt: skip
    return sheet, plan


@pytest.mark.pdf
@pytest.mark.parametrize("words", [LONG, CHINESE, "short", "x" * 3_000])
def test_too_much_of_everything_is_one_page_each(cast, words):
    paper = on_paper(*specimen(words), title=words[:400], under=words[:400])
    with cast.app.test_request_context("/"):
        answer = views._answer([paper, paper], "/")
    pages = PdfReader(io.BytesIO(answer.data)).pages
    assert len(pages) == 2
    text = pages[0].extract_text()
    assert "more" in text and "The plan" in text and "Where we are" in text and "only you" in text


def test_an_empty_sheet_has_room_to_write():
    paper = on_paper(Sheet(), EMPTY, title="Ash", under="")
    assert not paper.left and paper.lines == 9 and paper.flags == 0


def test_flags_stand_on_nobodys_shared_sheet():
    flags = [("a", "other", START)]
    assert on_paper(Sheet(room="shared", flags=flags), EMPTY, title="", under="").flags == 0
    assert on_paper(Sheet(room="x", flags=flags), EMPTY, title="", under="").flags == 1


@pytest.mark.pdf
def test_a_day_is_a_pile_of_shared_and_single_sheets(cast):
    course = on_protocol(cast, cast.couple)
    send(cast, cast.robin, given(cast, course, cast.robin, "hope-question"), "Only Robin and Alma know")
    at = clock.at(today() + timedelta(days=1), 9, 0, "Europe/Berlin")
    with cast.acting(cast.alma):
        for episode, client, hours in ((cast.couple, None, 0), (cast.ash_episode, cast.ash, 1), (cast.couple, cast.kim, 2)):
            plan_session(episode.id, client and client.id, starts_at=at + timedelta(hours=hours), by=cast.alma.id)
        db.session.commit()
    alma, day = cast.browser(cast.alma), (today() + timedelta(days=1)).isoformat()
    answer = alma.get(f"/day/{day}/prep.pdf")
    pages = PdfReader(io.BytesIO(answer.data)).pages
    texts = [page.extract_text() for page in pages]
    assert len(texts) == 3 and all(name in text for name, text in zip(("Kim and Robin", "Ash Field", "only you, Kim"), texts, strict=True))
    assert all("Only Robin" not in text for text in texts)
    assert cast.browser(cast.cleo).get(f"/day/{day}/prep.pdf").status_code == 200  # her own pile, which is empty
    assert alma.get("/day/tomorrow/prep.pdf").status_code == 404 == alma.get("/day/2026-02-30/prep.pdf").status_code


@pytest.mark.pdf
def test_each_own_sheet_is_printed_by_itself(cast):
    on_protocol(cast, cast.couple)
    session_id = meeting(cast, cast.couple)
    alma = cast.browser(cast.alma)
    pages = PdfReader(io.BytesIO(alma.get(f"/sessions/{session_id}/prep/{cast.kim.id}.pdf").data)).pages
    assert len(pages) == 1 and "only you, Kim" in pages[0].extract_text()
    assert "only you" not in PdfReader(io.BytesIO(alma.get(f"/sessions/{session_id}/prep.pdf").data)).pages[0].extract_text()


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2026-13-45", "x"])
def test_a_day_beyond_all_days_is_no_day(cast, day):
    assert cast.browser(cast.alma).get(f"/day/{day}/prep.pdf").status_code == 404
