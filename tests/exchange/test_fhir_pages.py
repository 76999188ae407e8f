"""Pages and command for bringing in and giving out: looking writes nothing, owners keep, strangers find nothing."""

import io
import json

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from practice import clock
from practice.access.door import find
from practice.access.scope import everything
from practice.audit.models import AuditEntry
from practice.cli import cli
from practice.db import db, new_id
from practice.measures.actions import answer, begin, finish, strike
from practice.measures.models import Administration, MeasureGrant, MeasureVersion
from practice.measures.queries import in_use

ORDINAL = "http://hl7.org/fhir/StructureDefinition/ordinalValue"


def question(link, text):
    options = [{"valueCoding": {"display": words}, "extension": [{"url": ORDINAL, "valueDecimal": n}]}
               for n, words in enumerate(("Never", "Now and then", "Often"))]  # fmt: skip
    return {"linkId": link, "type": "choice", "text": text, "answerOption": options}


def questionnaire(*items, title="Evenings"):
    return json.dumps({"resourceType": "Questionnaire", "title": title, "name": title, "language": "en", "item": items})


CALM = questionnaire(question("a", "I was <calm>"), question("b", "I slept"))
RISKY = questionnaire(question("a", "I slept"), question("z", "I thought about killing myself"), title="Nights")


def look(browser, text):
    return browser.post("/measures/import-fhir", data={"file": (io.BytesIO(text.encode()), "q.json"), "do": "look"})


def keep(browser, text, **more):
    return browser.post("/measures/import-fhir", data={"held": text, "do": "keep", "basis": "Its author wrote to us.", **more})


def stored(cast, model=MeasureVersion):
    db.session.rollback()
    with everything("look", cast.practice.id):
        return list(db.session.scalars(select(model)))


def test_looking_writes_nothing_and_keeping_does(cast):
    alma = cast.browser(cast.alma)
    assert alma.get("/measures/import-fhir").status_code == 200
    page = look(alma, CALM)
    assert page.status_code == 200 and "not checked by Attune" in page.text and "I was &lt;calm&gt;" in page.text
    assert stored(cast) == []
    assert keep(alma, CALM, basis=" ").status_code == 422 and stored(cast) == []
    assert keep(alma, CALM).location == "/measures/import-fhir?kept=evenings"
    assert "It is kept as “evenings”" in alma.get("/measures/import-fhir?kept=evenings").text
    [row] = stored(cast)
    assert (row.key, row.origin, row.added_by) == ("evenings", "fhir", cast.alma.id)
    assert [one.kind for one in stored(cast, MeasureGrant)] == ["basis"]
    with cast.acting(cast.alma):
        assert in_use("evenings").why_not is None


def test_the_same_file_twice_is_one_version_and_another_never_takes_its_key(cast):
    alma = cast.browser(cast.alma)
    keep(alma, CALM), keep(alma, CALM)
    assert len(stored(cast)) == 1
    assert keep(alma, CALM.replace("I slept", "I rested")).location.endswith("kept=evenings")
    other = CALM.replace('"title": "Evenings"', '"title": "Other evenings"')
    assert keep(alma, other).location.endswith("kept=evenings-2")
    assert [row.key for row in sorted(stored(cast), key=lambda row: row.added_at)] == ["evenings", "evenings", "evenings-2"]


def test_a_question_of_risk_is_decided_before_it_is_kept(cast):
    alma = cast.browser(cast.alma)
    assert "When has somebody to look? I thought about killing myself" in look(alma, RISKY).text
    page = keep(alma, RISKY)
    assert page.status_code == 422 and "Choose from which answer on" in page.text and "Its author wrote to us." in page.text
    assert keep(alma, RISKY, **{"risk-0": "9"}).status_code == 422 and stored(cast) == []
    assert keep(alma, RISKY, **{"risk-0": "1"}).status_code == 303
    with cast.acting(cast.alma):
        risk = in_use("nights").measure.risk[0]
    assert (risk.item, risk.from_, risk.kind, risk.blank) == (2, 1, "suicide", "review")


@pytest.mark.parametrize(("text", "words"), [("", "Choose a file first"), ("{", "not JSON"), ("[1]", "begin with a brace")])
def test_what_cannot_be_read_is_said_at_the_field(cast, text, words):
    page = look(cast.browser(cast.alma), text)
    assert page.status_code == 422 and words in page.text


def test_what_carries_no_points_is_kept_and_says_that_it_is_not_scored(cast):
    pick = {"linkId": "y", "type": "choice", "text": "Tea?", "answerOption": [{"valueString": "Yes"}, {"valueString": "No"}]}
    text = questionnaire({"linkId": "x", "type": "text", "text": "Say"}, pick, title="Words")
    alma = cast.browser(cast.alma)
    page = look(alma, text)
    assert page.status_code == 200 and "it is not scored" in page.text and "in own words" in page.text
    assert keep(alma, text).location.endswith("kept=words") and keep(alma, text).status_code == 303
    assert len(stored(cast)) == 1
    with cast.acting(cast.alma):
        measure = in_use("words").measure
    assert measure.unscored and [item.free for item in measure.items] == [True, False]
    for address in ("/measures", "/measures/words"):
        assert "ot scored" in alma.get(address).text, address


def test_what_holds_no_question_is_not_kept(cast):
    text = questionnaire({"linkId": "x", "type": "date", "text": "When?"}, title="Days")
    alma = cast.browser(cast.alma)
    page = look(alma, text)
    assert page.status_code == 200 and "nothing to keep" in page.text and "Keep it as a measure" not in page.text
    assert keep(alma, text).status_code == 422 and stored(cast) == []


def test_only_owners_bring_in(cast):
    for who in (cast.bo, cast.sam):
        browser = cast.browser(who)
        assert browser.get("/measures/import-fhir").status_code == 404 and keep(browser, CALM).status_code == 404
        assert "/measures/import-fhir" not in browser.get("/exchange").text


def given(cast, key="phq9", client=None, *, episode=None, values=(1,) * 9):
    client, episode = client or cast.ash, episode or cast.ash_episode
    with cast.acting(cast.alma):
        row = begin(episode_id=episode.id, client_id=client.id, key=key, way="session", made_id=new_id(),
                    given_by=cast.alma.id, given_on=clock.today("Europe/Berlin"))  # fmt: skip
        for n, value in enumerate(values, 1):
            answer(row, n, value)
        finish(row)
    db.session.commit()
    return row.id


def test_one_occasion_and_the_sheets_go_out_and_are_written_down(cast):
    row = given(cast)
    alma, address = cast.browser(cast.alma), f"/episodes/{cast.ash_episode.id}/measures/{cast.ash.id}/export"
    assert "Ash Field" in alma.get("/exchange").text and "PHQ-9" in alma.get(address).text
    sheet = alma.post(address, data={"shape": "long"})
    assert sheet.data.startswith(b"\xef\xbb\xbf") and "attachment" in sheet.headers["Content-Disposition"]
    assert sheet.content_type.startswith("text/csv") and sheet.text.count(",no,answer,") == 10
    assert alma.post(address, data={"shape": "wide"}).status_code == 200
    assert alma.post(address, data={"shape": "other"}).status_code == 404
    found = alma.post(f"/administrations/{row}/fhir")
    assert found.content_type.startswith("application/fhir+json")
    kinds = [one["resource"]["resourceType"] for one in json.loads(found.data)["entry"]]
    assert kinds == ["Patient", "QuestionnaireResponse", "Observation"] and "Ash" not in found.text
    deeds = {one.what for one in stored(cast, AuditEntry) if one.kind == "deed"}
    assert {"export_measures_long", "export_measures_wide", "export_measure_fhir"} <= deeds
    with cast.acting(cast.alma):
        strike(find(Administration, row), "Another sheet", by=cast.alma.id)
    db.session.commit()
    assert "entered-in-error" in alma.post(f"/administrations/{row}/fhir").text
    assert "Another sheet" not in alma.post(address, data={"shape": "wide"}).text


def test_what_a_partner_could_ask_for_holds_no_violence_screen(cast):
    row = given(cast, "hark", cast.kim, episode=cast.couple, values=(1, 1, 0, 0))
    alma, address = cast.browser(cast.alma), f"/episodes/{cast.couple.id}/measures/{cast.kim.id}/export"
    page = alma.get(address).text
    assert "Left out here: HARK" in page and "FHIR file" not in page
    assert all("hark" not in alma.post(address, data={"shape": shape}).text.lower() for shape in ("long", "wide"))
    assert alma.post(f"/administrations/{row}/fhir").status_code == 404


def test_strangers_partners_and_supervisors_find_nothing(cast):
    row = given(cast)
    address = f"/episodes/{cast.ash_episode.id}/measures/{cast.ash.id}/export"
    for who in (cast.cleo, cast.sam):
        browser = cast.browser(who)
        assert browser.get(address).status_code == browser.post(address, data={"shape": "long"}).status_code == 404
        assert browser.post(f"/administrations/{row}/fhir").status_code == 404
        assert "Ash" not in browser.get("/exchange").text
    wrong = f"/episodes/{cast.ash_episode.id}/measures/{cast.robin.id}/export"
    assert cast.browser(cast.alma).get(wrong).status_code == 404


@pytest.fixture
def run(tmp_path):
    def call(text, *more, data=None):
        path = tmp_path / "q.json"
        path.write_text(text, encoding="utf-8")
        if data is not None:
            db.session.rollback()  # the command works on a connection of its own
        return CliRunner().invoke(cli, ["--data", str(data or tmp_path / "nothing"), "fhir", "import", str(path), *more])

    return call


@pytest.mark.sqlite
def test_a_dry_run_needs_no_database(run, tmp_path):
    done = run(CALM, "--json")
    assert done.exit_code == 0 and not (tmp_path / "nothing").exists()
    told = json.loads(done.stdout)
    assert list(told) == ["title", "items", "scoring", "warnings"]
    assert (told["title"], told["items"], told["scoring"]) == ("Evenings", 2, "ordinal")
    assert "dry run" in done.stderr


@pytest.mark.sqlite
def test_the_command_keeps_it_without_a_ground(run, cast):
    data = cast.app.config["DATA_DIR"]
    assert run(CALM, "--commit", "--json", data=data).exit_code == 0
    with cast.acting(cast.alma):
        assert in_use("evenings").why_not == "basis"
    asked = run(RISKY, "--commit", data=data)
    assert asked.exit_code == 1 and "z: offer a risk rule before it can be assigned" in asked.stderr
    assert run(RISKY, "--commit", "--risk", "z=7", data=data).exit_code == 1
    assert run(RISKY, "--commit", "--risk", "z=1", data=data).exit_code == 0
    with cast.acting(cast.alma):
        assert in_use("nights").measure.risk[0].from_ == 1


@pytest.mark.sqlite
@pytest.mark.parametrize("text", ["{", "<xml/>", '{"resourceType": "Patient"}'])
def test_the_command_says_in_one_sentence_what_is_wrong(run, text):
    done = run(text, "--json")
    assert done.exit_code == 1 and done.stdout == "" and len(done.stderr.strip().splitlines()) == 1


def test_whoever_guides_takes_nothing_along_that_they_may_not_read(cast):
    row, alma = given(cast), cast.browser(cast.alma)
    address = f"/episodes/{cast.ash_episode.id}/measures/{cast.ash.id}/export"
    cast.alma.scope = "guidance"
    db.session.commit()
    assert "PHQ-9" not in alma.get(address).text and alma.post(f"/administrations/{row}/fhir").status_code == 404
    assert all("PHQ-9" not in alma.post(address, data={"shape": shape}).text and "phq9" not in alma.post(
        address, data={"shape": shape}).text for shape in ("long", "wide"))
