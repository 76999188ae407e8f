"""Every real questionnaire on the pages: looked at, kept, asked on paper, given out again; nothing breaks on any of them."""

import json
from pathlib import Path

import pytest

from tests.exchange.test_fhir_pages import keep, look, stored

REAL = Path(__file__).parents[3] / "shared/real/fhir"


@pytest.mark.skipif(not REAL.is_dir(), reason="the real files are not here")
@pytest.mark.parametrize("file", sorted(REAL.glob("*.json")), ids=lambda file: file.stem)
def test_every_real_file_is_looked_at_and_kept_and_can_be_asked(cast, file):
    alma, text = cast.browser(cast.alma), file.read_text("utf-8")
    if json.loads(text)["resourceType"] != "Questionnaire":
        assert look(alma, text).status_code == 422 and keep(alma, text).status_code == 422 and stored(cast) == []
        return
    assert look(alma, text).status_code == 200
    done = keep(alma, text, **{f"risk-{n}": "none" for n in range(10)})
    assert done.status_code == 303, done.text
    key = done.location.split("kept=")[1]
    room = f"/episodes/{cast.ash_episode.id}/measures/{cast.ash.id}"
    for address in (f"/measures/{key}", f"{room}/give/{key}", f"{room}/typed/{key}", f"{room}/score/{key}", f"{room}/choose"):
        assert alma.get(address).status_code == 200, address
    made = alma.post(f"{room}/typed/{key}", data={"made": "a" * 32, "given_on": "2026-01-05", "q_1": "0"})
    assert made.status_code == 303 and alma.get(made.location).status_code == 200 and alma.get(room).status_code == 200
    assert alma.post(f"{made.location}/fhir").status_code == 200
    for shape in ("long", "wide"):
        assert alma.post(f"{room}/export", data={"shape": shape}).status_code == 200
