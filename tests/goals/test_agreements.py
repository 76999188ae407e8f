"""The pages of phase agreements: made from the protocol, kept, named on screen and on paper, replaced; and the sheet."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from practice.db import db
from practice.goals.actions import set_goal
from tests.goals.given import agreed, goal_of
from tests.homework.given import on_protocol, today
from tests.people import PASSPHRASE


def page(browser, path, status=200):
    answer = browser.get(path)
    assert answer.status_code == status, (path, answer.status_code)
    return answer.text


def day():
    return {"on-day": today().day, "on-month": today().month, "on-year": today().year}


@pytest.fixture
def alma(cast):
    return cast.browser(cast.alma)


def test_without_a_protocol_there_is_none_to_make(cast, alma):
    at = f"/episodes/{cast.ash_episode.id}/agreements"
    assert "None is followed at the moment" in page(alma, at)
    page(alma, f"{at}/new", 404)


def test_it_begins_with_the_protocol_and_is_changed_before_it_is_kept(cast, alma):
    on_protocol(cast, cast.ash_episode)
    goal_of(cast, cast.ash_episode, cast.ash, "Coffee by the window")
    at = f"/episodes/{cast.ash_episode.id}/agreements/new"
    shown = page(alma, f"{at}?phase=vision&room={cast.ash.id}")
    for words in ("Coffee by the window", "You may stop at any time", "I ask, listen", "<textarea"):
        assert words in shown
    page(alma, f"{at}?phase=nothing", 404)
    page(alma, f"{at}?room={cast.robin.id}", 404)
    words = {"purpose": "To see a good day", "stop": "You may stop", "we_do": "I ask", "exercises": "One\n\nTwo", "phase": "vision",
             "room": cast.ash.id}  # fmt: skip
    wrong = alma.post(at, data=words | {"stop": ""})
    assert wrong.status_code == 422 and "To see a good day" in wrong.text and "Please keep a sentence" in wrong.text
    kept = alma.post(at, data=words)
    assert kept.status_code == 303
    text = page(alma, kept.location)
    assert "To see a good day" in text and "Two" in text and text.count("not signed yet") == 2 and "SHA-256" in text
    assert "To see a good day" not in page(alma, f"/episodes/{cast.ash_episode.id}/agreements")


def test_the_counselors_name_asks_for_the_passphrase(cast, alma):
    on_protocol(cast, cast.ash_episode)
    path = f"/agreements/{agreed(cast, cast.ash_episode, cast.ash).id}"
    assert 'type="password"' in page(alma, path)
    for typed in ("", "something else entirely"):
        assert alma.post(f"{path}/name", data={"passphrase": typed}).status_code == 422
    assert page(alma, path).count("not signed yet") == 2
    assert alma.post(f"{path}/name", data={"passphrase": PASSPHRASE}).status_code == 303
    text = page(alma, path)
    assert text.count("not signed yet") == 1 and "on screen" in text and "Put my name to it" not in text


def test_a_name_on_paper(cast, alma):
    on_protocol(cast, cast.ash_episode)
    path = f"/agreements/{agreed(cast, cast.ash_episode, cast.ash).id}"
    later = alma.post(f"{path}/paper", data=day() | {"who": cast.ash.id, "on-year": today().year + 1})
    assert later.status_code == 422 and "That is later than" in later.text
    assert alma.post(f"{path}/paper", data=day() | {"who": cast.robin.id}).status_code == 422
    assert alma.post(f"{path}/paper", data=day() | {"who": cast.ash.id}).status_code == 303
    text = page(alma, path)
    assert "seen by Alma" in text and "Ash Field" in text and "A name on paper" not in text


def test_a_newer_one_takes_its_place(cast, alma):
    on_protocol(cast, cast.ash_episode)
    first, newer = agreed(cast, cast.ash_episode, cast.ash), agreed(cast, cast.ash_episode, cast.ash, you_do="Less")
    text = page(alma, f"/agreements/{first.id}")
    assert "took the place" in text and f"/agreements/{newer.id}" in text and "Put my name" not in text
    assert alma.post(f"/agreements/{first.id}/paper", data=day() | {"who": cast.ash.id}).status_code == 409
    assert alma.post(f"/agreements/{first.id}/name", data={"passphrase": PASSPHRASE}).status_code == 409
    assert f"/portal/agreements/{first.id}" not in page(cast.browser(cast.ash), "/portal/agreements")


def test_a_client_puts_their_name_to_it_in_the_portal(cast, alma):
    on_protocol(cast, cast.ash_episode)
    row = agreed(cast, cast.ash_episode, cast.ash, you_do="在家写一点")
    with cast.acting(cast.alma):
        set_goal(cast.ash_episode.id, cast.ash.id, goal="Coffee by the window", by=cast.alma.id)
        db.session.commit()
    ash = cast.browser(cast.ash)
    mine = page(ash, "/portal/agreements")
    assert "Coffee by the window" in mine and f"/portal/agreements/{row.id}" in mine and "Going on" in mine
    assert "在家写一点" in page(ash, f"/portal/agreements/{row.id}")
    signed = ash.post(f"/portal/agreements/{row.id}/name")
    assert signed.status_code == 303
    text = page(ash, signed.location)
    assert "Your name stands under it" in text and "Put my name to it" not in text and "Ash Field" in text
    assert page(alma, f"/agreements/{row.id}").count("not signed yet") == 1


def test_a_couple_signs_with_the_names_they_know(cast, alma):
    on_protocol(cast, cast.couple)
    row = agreed(cast, cast.couple, None)
    robin, kim = cast.browser(cast.robin), cast.browser(cast.kim)
    assert robin.post(f"/portal/agreements/{row.id}/name").status_code == 303
    text = page(kim, f"/portal/agreements/{row.id}")
    assert text.count("not signed yet") == 2 and "Robin" in text and "Vale" not in text.split("<main")[1]
    assert alma.post(f"/agreements/{row.id}/paper", data=day() | {"who": cast.kim.id}).status_code == 303
    assert "Kim" in page(robin, f"/portal/agreements/{row.id}") and "Kim Vale" not in page(robin, f"/portal/agreements/{row.id}")


def test_a_goal_of_one_is_not_on_the_sheet_of_both(cast, alma):
    on_protocol(cast, cast.couple)
    goal_of(cast, cast.couple, cast.robin, "Robin alone")
    goal_of(cast, cast.couple, None, "An evening together")
    at = f"/episodes/{cast.couple.id}/agreements/new?phase=vision"
    shared = page(alma, f"{at}&room=shared")
    assert "An evening together" in shared and "Robin alone" not in shared
    own = page(alma, f"{at}&room={cast.kim.id}")
    assert "Robin alone" not in own and "An evening together" not in own


@pytest.mark.pdf
def test_the_sheet_has_a_line_for_each_name(cast, alma):
    on_protocol(cast, cast.couple)
    row = agreed(cast, cast.couple, None, you_do="在家写一点")
    cast.browser(cast.kim).post(f"/portal/agreements/{row.id}/name")
    sheet = alma.get(f"/agreements/{row.id}/pdf")
    assert sheet.mimetype == "application/pdf" and sheet.headers["Content-Disposition"] == 'inline; filename="pages.pdf"'
    reader = PdfReader(BytesIO(sheet.data))
    words = " ".join(one.extract_text() for one in reader.pages)
    for said in ("Kim", "Robin", "Alma", "on screen", "在家写一点", "You may stop at any time", row.sha256[:16]):
        assert said in words
    assert len(reader.pages) <= 2
    assert cast.browser(cast.robin).get(f"/portal/agreements/{row.id}/print").mimetype == "application/pdf"
