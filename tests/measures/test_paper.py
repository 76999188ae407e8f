"""Paper: exact words and order with the holder's line, typed in on one page, nothing half kept."""

import io

import pypdf
import pytest
from sqlalchemy import select

from practice.db import db
from practice.measures.library import load_measures
from practice.measures.models import Administration
from practice.safety.models import Flag
from tests.measures.samples import MOOD, POLES, brought


@pytest.fixture
def alma(cast):
    brought(cast, MOOD, POLES)
    return cast.browser(cast.alma)


def room(cast, tail: str) -> str:
    return f"/episodes/{cast.couple.id}/measures/{cast.robin.id}{tail}"


def rows(cast) -> list[Administration]:
    with cast.acting(cast.alma):
        return list(db.session.scalars(select(Administration)))


def test_answers_of_a_sheet_are_typed_in_on_one_page(cast, alma):
    page = alma.get(room(cast, "/typed/mood")).text
    assert page.count("<fieldset") == 4 and "Made up for tests" in page and "checked" not in page
    sent = {"made": "a" * 32, "given_on": "2026-01-05", "q_1": "2", "q_2": "2", "q_3": "1"}
    done = alma.post(room(cast, "/typed/mood"), data=sent)
    assert done.status_code == 303 and "much" in alma.get(done.location).text
    assert alma.post(room(cast, "/typed/mood"), data=sent).location == done.location, "two submits, one occasion"
    row, = rows(cast)
    assert (row.way, row.given_on.isoformat(), row.scores) == ("paper", "2026-01-05", {"total": 5})
    with cast.acting(cast.alma):
        assert db.session.scalars(select(Flag.kind)).all() == ["suicide"]


@pytest.mark.parametrize("wrong", [{"q_2": "9"}, {"q_2": "x"}, {"given_on": "soon"}, {"given_on": "2999-01-01"}])
def test_one_answer_that_is_none_keeps_nothing_and_loses_nothing(cast, alma, wrong):
    sent = {"made": "a" * 32, "given_on": "2026-01-05", "q_1": "2", "q_3": "1"} | wrong
    page = alma.post(room(cast, "/typed/mood"), data=sent)
    assert page.status_code == 422 and "Please look at this again" in page.text and "checked" in page.text
    assert rows(cast) == []


def test_what_cannot_be_asked_is_not_printed(cast, alma):
    for key in ("ecrr", "ors", "nothing"):
        assert alma.get(room(cast, f"/paper/{key}")).status_code == 404
    assert cast.browser(cast.cleo).get(room(cast, "/paper/mood")).status_code == 404


@pytest.mark.pdf
@pytest.mark.parametrize("key", ["phq9", "csi16"])
def test_the_sheet_holds_every_word_and_the_line_of_its_holder(cast, alma, key):
    answer = alma.get(room(cast, f"/paper/{key}"))
    assert answer.mimetype == "application/pdf" and "pages.pdf" in answer.headers["Content-Disposition"]
    pages = pypdf.PdfReader(io.BytesIO(answer.data)).pages
    text = _plain(" ".join(page.extract_text() for page in pages))
    measure = load_measures()[key]
    for item in measure.items:
        for words in (item.text, item.left, item.right, *(point.label for point in item.scale.points)):
            assert _plain(words or "") in text, words
    for words in (measure.instructions or "", measure.licence.attribution, "112"):
        assert _plain(words) in text, words


def _plain(words: str) -> str:
    """Letters alone: a line may break anywhere."""
    return "".join(letter for letter in words if letter.isalnum())
