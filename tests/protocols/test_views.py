"""The library pages: readable by every counselor, trauma work only by those who may lead it."""

from datetime import timedelta

import pytest

from practice import clock
from practice.accounts.models import Credential
from practice.db import db, new_id
from practice.protocols import library, views
from tests.protocols.examples import PROTOCOL, WORDS


@pytest.fixture
def alma(cast):
    return cast.browser(cast.alma)


def page(browser, address: str, status: int = 200) -> str:
    answer = browser.get(address)
    assert answer.status_code == status, answer.status_code
    return answer.text


def test_the_library_lists_both_protocols(alma):
    html = page(alma, "/protocols/")
    assert "/protocols/narrative-attachment" in html and "/protocols/attachment-repair" in html
    assert "could not be loaded" not in html


def test_a_broken_protocol_is_named_and_the_healthy_one_stays(alma, tmp_path, monkeypatch):
    for key, text in (("good", PROTOCOL), ("torn", "a: [")):
        (tmp_path / key).mkdir()
        (tmp_path / key / "protocol.yaml").write_text(text)
        (tmp_path / key / "en.yaml").write_text(WORDS)
    broken = library.load_library(tmp_path)
    monkeypatch.setattr(views, "load_library", lambda: broken)
    html = page(alma, "/protocols/")
    assert "torn" in html and "could not be loaded" in html and "Small steps" in html


@pytest.mark.parametrize("key", ["narrative-attachment", "attachment-repair"])
def test_a_protocol_reads_from_phase_to_vignette(alma, key):
    html = page(alma, f"/protocols/{key}")
    for phase in library.load_library()[key].phases:
        assert f'id="{phase.id}"' in html and phase.sentence[:20].replace("'", "&#39;") in html
    assert "Vignettes" in html and "Take care" in html


def test_the_days_follow_the_start(alma):
    html = page(alma, "/protocols/attachment-repair/days?start=2026-12-01&flavour=guidance")
    assert "days 1 to 3" in html and "4 Dec" in html
    assert 'value="2026-12-01"' in html


def test_a_start_nobody_can_read_is_asked_again_and_kept(alma):
    html = page(alma, "/protocols/attachment-repair/days?start=1.12.2026", 422)
    assert 'value="1.12.2026"' in html and "year-month-day" in html


@pytest.mark.parametrize("address", [
    "/protocols/nothing", "/protocols/attachment-repair?flavour=nothing",
    "/protocols/attachment-repair/days?flavour=%00",
    "/protocols/attachment-repair?flavour=trauma-to-resources",
])  # fmt: skip
def test_what_is_not_there_and_what_is_not_open_look_the_same(alma, address):
    page(alma, address, 404)


def test_a_recorded_credential_opens_the_trauma_flavour(cast):
    now = clock.now()
    with cast.acting(cast.alma):
        db.session.add(Credential(
            id=new_id(), practice_id=cast.practice.id, counselor_id=cast.alma.id, kind="trauma", title="EMDR basic",
            granted_on=now.date() - timedelta(days=9), recorded_by=cast.alma.id, recorded_at=now))  # fmt: skip
        db.session.commit()
    assert "Trauma to resources" in page(
        cast.browser(cast.alma), "/protocols/attachment-repair?flavour=trauma-to-resources"
    )


def test_guidance_reads_no_trauma_work(cast):
    with cast.acting(cast.cleo):
        cast.cleo.scope = "guidance"
        db.session.commit()
    html = page(cast.browser(cast.cleo), "/protocols/attachment-repair")
    assert "flavour=guidance" in html
    assert "flavour=trauma-to-resources" not in html and "flavour=integrative" not in html


def test_clients_are_sent_to_their_own_door(cast):
    answer = cast.browser(cast.robin).get("/protocols/")
    assert answer.status_code in (302, 404)
