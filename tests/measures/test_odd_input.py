"""Odd input on every page of measures: words or a 404, never an error of ours, on both databases."""

from urllib.parse import quote

import pytest

from practice.db import db
from practice.measures.actions import answer, finish
from tests.measures.samples import GATED, MOOD, POLES, TYPED, UNSCORED, WORDY, begun, brought

NAMES = ("made", "target", "given_on", "s_total", "value", "item", "do", "why", "basis", "text", "accepted", "way", "rhythm", "every_days",
         "phase", "starts_on", "instructions", "q_1", "q_2", "shape", "held", "session", "agreed")  # fmt: skip
RIGHT = {"given_on": "2026-01-02", "s_total": "2", "value": "1", "item": "2", "way": "session", "rhythm": "once", "q_1": "1", "do": "next"}
FREE = ("made", "target", "why", "basis", "instructions", "session", "agreed")  # what is kept as words, or names something


@pytest.fixture
def rows(cast):
    brought(cast, MOOD, POLES, GATED, TYPED, WORDY, UNSCORED)
    with cast.acting(cast.alma):
        going, done = begun(cast, "mood"), begun(cast, "poles", target="Kim")
        answer(going, 1, 2)
        finish(done)
        db.session.commit()
        return going.id, done.id


@pytest.mark.parametrize("odd", ["a\x00b", "٣", "9" * 400, "<script>", "9999-12-31"], ids=ascii)
def test_no_page_breaks(cast, rows, odd):
    (going, done), alma, told = rows, cast.browser(cast.alma), quote(odd, safe="")
    room = f"/episodes/{cast.couple.id}/measures/{cast.robin.id}"
    asked = [
        f"/measures/{told}", f"/measures/{told}/wording", f"{room}/choose?session={told}", f"{room}/give/mood?session={told}&agreed={told}",
        f"/administrations/{going}/ask?item={told}", f"/measures/import-fhir?kept={told}", f"/flags/{told}/told",
        *(f"{room}/{page}/{told}" for page in ("of", "give", "paper", "typed", "score", "agree"))]  # fmt: skip
    sent = [
        *(f"{room}/{page}" for page in ("give/mood", "give/poles", "typed/mood", "typed/poles", "typed/wordy",
                                        "typed/unscored", "score/typed", "score/poles", "score/unscored")),
        f"{room}/agree/poles", f"{room}/export", f"/administrations/{going}/ask", f"/administrations/{going}/strike",
        f"/administrations/{done}/release", f"/administrations/{done}/fhir",
        "/measures/own/new", "/measures/own/numbers",
        "/measures/kmss/wording", "/measures/core10/accept", "/measures/core10/switch", "/measures/import-fhir",
        f"/measures/{told}/accept"]  # fmt: skip
    pages = [(path, alma.get(path)) for path in asked]
    for data in (dict.fromkeys(NAMES, odd), RIGHT | dict.fromkeys(FREE, f"x{odd}")):
        pages += [(path, alma.post(path, data=data)) for path in sent]
    read = (room, f"{room}/export", "/look-at", *(f"{room}/of/{key}" for key in ("poles", "typed", "wordy", "unscored")))
    pages += [(path, alma.get(path)) for path in read]
    assert [(path, page.status_code) for path, page in pages if page.status_code >= 500] == []
