"""Saving while somebody types: by the page of somebody signed in, and by its write-only token afterwards."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from practice import clock
from practice.access.models import Participant
from practice.access.scope import everything
from practice.accounts.actions import end_all_sign_ins
from practice.accounts.models import ClientLogin, SignIn
from practice.audit.models import AuditEntry
from practice.db import db
from practice.homework.models import Beginning, Draft, DraftToken
from tests.homework.given import given, on_protocol
from tests.portal.typing import JSON, Open, kept, rows

LONG = "🙂" * 30_000 + "汉字" * 10_000 + "שלום\u202e" * 2_000 + "x" * 38_000 + "=1+1<b>&"


@pytest.fixture
def hope(cast):
    return given(cast, on_protocol(cast, cast.ash_episode), cast.ash, "hope-question")


@pytest.fixture
def ash(cast):
    return cast.browser(cast.ash)


def words(draft: dict) -> str:
    return draft["form"]["q_small_difference"][0]


def end_quietly(cast, **change):
    """Changes the sign-ins of the whole cast."""
    with everything("a sign-in goes quiet", cast.practice.id):
        db.session.execute(update(SignIn).values(**change))
        db.session.commit()


def test_a_save_is_kept_and_its_order_decides(cast, ash, hope):
    page = Open(ash, hope.id)
    assert page.save(3, small_difference="third").json | {"at": ""} == {"saved": True, "sequence": 3, "at": ""}
    late = page.save(2, small_difference="second")
    assert late.status_code == 200 and late.json["late"] and late.json["sequence"] == 3
    assert [words(one) for one in kept(cast)] == ["third"]
    assert page.save(4, small_difference="fourth").json["sequence"] == 4
    assert [words(one) for one in kept(cast)] == ["fourth"]
    assert [row.client_id for row in rows(cast, Beginning)] == [cast.ash.id]


def test_saves_are_not_audited_one_by_one_but_opening_is(cast, ash, hope):
    page = Open(ash, hope.id)
    before = len(rows(cast, AuditEntry))
    for number in range(1, 6):
        page.save(number, small_difference="x" * number)
    assert [row.what for row in rows(cast, AuditEntry)[before:]].count("save_draft") <= 1
    Open(ash, hope.id)
    assert any(row.what == "portal.homework" and row.kind == "view" for row in rows(cast, AuditEntry))


@pytest.mark.parametrize("text", [LONG, "a\x00b\ud7ff\n\r\n  two  ", '</textarea><script>x</script>"'])
def test_any_text_comes_back_as_typed(cast, ash, hope, text):
    Open(ash, hope.id).save(1, small_difference=text)
    assert words(kept(cast)[0]) == text  # the very letters, NUL included, lie in the draft
    page = Open(ash, hope.id)
    assert "<script>x" not in page.html and page.hidden["base_sequence"] == "1"
    sent = page.send(small_difference=text)
    assert sent.status_code == 303


def test_the_token_adds_after_the_sign_in_went_quiet_and_reads_nothing(app, cast, ash, hope):
    page, nobody = Open(ash, hope.id), app.test_client()
    end_quietly(cast, seen_at=clock.now() - timedelta(hours=1))
    assert page.save(1, small_difference="lost?").status_code == 401
    answer = page.append(2, browser=nobody, small_difference="kept all the same")
    assert answer.status_code == 200 and answer.json["saved"] and answer.json["sequence"] == 2
    assert [words(one) for one in kept(cast)] == ["kept all the same"]
    assert "kept" not in answer.text and set(answer.json) <= {"saved", "sequence", "at", "late", "other"}
    assert page.append(1, browser=nobody, small_difference="older").json["late"]
    for path in ("/portal/drafts/append", page.path, "/portal/"):
        assert nobody.get(path, headers={"X-Draft-Token": page.data["token"]}).status_code in (302, 405)
    assert nobody.post(f"{page.path}/send", data=page.fields(small_difference="x"),
                       headers=JSON | {"X-Draft-Token": page.data["token"]}).status_code == 401  # fmt: skip


def test_a_token_reaches_its_own_draft_only(app, cast, ash, hope):
    page = Open(ash, hope.id)
    page.save(1, small_difference="first tab")
    other = Open(ash, hope.id)
    data = page.hidden  # whatever the body says, the token names the draft
    answer = app.test_client().post("/portal/drafts/append", headers=JSON | {"X-Draft-Token": other.data["token"]},
                                    data=data | {"sequence": "9", "q_small_difference": "into my own"})  # fmt: skip
    assert answer.status_code == 200
    assert {row.tab: words(row.answers) for row in rows(cast, Draft)} == {
        page.hidden["tab"]: "first tab", other.hidden["tab"]: "into my own"}  # fmt: skip


def test_only_the_hash_of_a_token_is_kept_and_each_drawing_renews_it(cast, ash, hope):
    page = Open(ash, hope.id)
    (row,) = rows(cast, DraftToken)
    assert len(row.token_hash) == 32 and page.data["token"].encode() not in row.token_hash
    assert row.expires_at - row.made_at == timedelta(hours=24)
    again = ash.post(f"{page.path}/send", data=page.fields(small_difference="x") | {"keep": "1"})
    assert page.data["token"] not in again.text
    assert page.append(5, small_difference="by the old one").status_code == 410


@pytest.mark.parametrize("end", ["sign-out", "leave", "passphrase", "disabled", "left", "day", "sent", "unknown", "malformed"])
def test_when_a_token_ends(app, cast, ash, hope, end):
    page, nobody = Open(ash, hope.id), app.test_client()
    page.save(1, small_difference="before")
    token = None
    with everything("an end of writing", cast.practice.id):
        if end == "passphrase":
            end_all_sign_ins(cast.ash.id)
        elif end == "disabled":
            db.session.execute(update(ClientLogin).where(ClientLogin.client_id == cast.ash.id).values(disabled_at=clock.now()))
        elif end == "left":
            db.session.execute(update(Participant).where(Participant.client_id == cast.ash.id).values(ends_at=clock.now()))
        elif end == "day":
            db.session.execute(update(DraftToken).values(expires_at=clock.now() - timedelta(seconds=1)))
        db.session.commit()
    if end == "sign-out":
        ash.post("/portal/sign-out")
    elif end == "leave":
        end_quietly(cast, seen_at=clock.now() - timedelta(hours=1))  # leaving ends it after the idle limit, too
        ash.post("/portal/leave")
    elif end == "sent":
        page.send(small_difference="before")
    elif end == "unknown":
        token = "A" * 43
    elif end == "malformed":
        token = "é"
    answer = page.append(8, browser=nobody, token=token, small_difference="after")
    assert answer.status_code == 410 and answer.json["saved"] is False and "at" not in answer.json
    assert "after" not in {words(row.answers) for row in rows(cast, Draft) if "form" in row.answers}


def test_a_first_save_by_token_begins_the_draft_but_not_for_somebody_who_left(app, cast, ash, hope):
    page, nobody = Open(ash, hope.id), app.test_client()
    assert page.append(1, browser=nobody, small_difference="x").status_code == 200
    second = Open(ash, hope.id)
    with everything("they leave", cast.practice.id):
        db.session.execute(update(Participant).where(Participant.client_id == cast.ash.id).values(ends_at=clock.now()))
        db.session.commit()
    assert second.append(1, browser=nobody, small_difference="y").status_code == 410
    assert second.save(1, small_difference="y").status_code == 404


def test_another_person_saves_nothing_into_a_page_of_mine(cast, hope, ash):
    page = Open(ash, hope.id)
    page.save(1, small_difference="mine")
    robin = cast.browser(cast.robin)
    data = page.fields(small_difference="theirs") | {"sequence": "9"}
    assert robin.post(f"{page.path}/draft", data=data, headers=JSON).status_code == 404
    assert [words(one) for one in kept(cast)] == ["mine"]


def test_typing_keeps_the_sign_in_open_and_a_token_or_a_fetch_does_not(cast, ash, hope):
    def seen():
        return next(row.seen_at for row in rows(cast, SignIn) if row.person_id == cast.ash.id)

    page, before = Open(ash, hope.id), clock.now() - timedelta(minutes=10)
    end_quietly(cast, seen_at=before)
    page.append(1, small_difference="x")
    ash.get(page.path, headers={"Sec-Fetch-Mode": "cors"})
    assert seen() == before
    page.save(2, small_difference="xy")
    assert seen() > before


def test_too_much_at_once_is_refused_in_words(cast, ash, hope):
    answer = Open(ash, hope.id).append(1, small_difference="x" * 8_100_000)
    assert answer.status_code == 413 and answer.json["message"]


