"""Every instrument that ships reads without a fault, says where its numbers come from, and has grounds for its words."""

import pytest

from practice.measures.library import folder, load_measures
from practice.measures.patterns import PATTERNS
from practice.protocols.source import parse
from tests.house import tree

LIBRARY = load_measures()
PROMISED = {
    "phq9", "phq2", "gad7", "gad2", "phq4", "pcl5", "pcptsd5", "k10", "k6", "scssf", "csi4",
    "csi16", "csi32", "raas", "hark", "core10", "dass21", "who5", "itq", "ecrr", "ecrs", "ecrrs",
    "ras", "ders16", "kmss", "sud", "voc", "sessioncheck", "ors", "srs", "rdas", "wemwbs", "iesr",
}  # fmt: skip
# The wording of these is never in the house: no clinical grant was found (clinical.md, What ships how).
BROUGHT = {"ecrr", "ecrs", "ecrrs", "ras", "ders16", "kmss"}
TYPED = {"ors", "srs", "rdas", "wemwbs", "iesr"}
CLAIMS = {"bands", "cutoffs", "norms", "reliability", "change"}


def test_all_of_them_read():
    tree.nothing([str(fault) for fault in LIBRARY.faults], "run: .venv/bin/practice measures check")
    assert set(LIBRARY.measures) == PROMISED


def _unsourced(data: object, path: str = "") -> list[str]:
    """Where something that claims a number has no words about its source."""
    found = []
    if isinstance(data, dict):
        for key, value in data.items():
            listed = value if isinstance(value, list) else []
            if key in CLAIMS | {"risk"}:
                found += [f"{path}.{key}" for one in listed if len((one.get("source") or "").strip()) < 8]
            if key == "scores":
                found += [f"{path}.{key}.{one['id']}.key_source" for one in listed if len(one.get("key_source", "").strip()) < 8]
            if key in {"cadence", "loinc"} and len(value["source"].strip()) < 8:
                found.append(f"{path}.{key}")
            found += _unsourced(value, f"{path}.{key}")
    elif isinstance(data, list):
        for one in data:
            found += _unsourced(one, path)
    return found


@pytest.mark.parametrize("key", sorted(PROMISED))
def test_every_number_has_a_source(key):
    """Read from the file itself, so that a gap in the reader would show."""
    data = parse((folder() / f"{key}.yaml").read_text(encoding="utf-8"), key).data
    tree.nothing([f"{key}{where}" for where in _unsourced(data)], "Say where the number was read, or leave it out.")


def test_what_is_unverified_does_not_ship():
    faults = [key for key, text in LIBRARY.texts.items() if "unverified" in text.lower()]
    tree.nothing(faults, "Check it against a second source or leave it out (clinical.md, How sure a statement is).")


def test_wording_ships_only_with_a_licence_and_two_places():
    faults = []
    for key, measure in LIBRARY.measures.items():
        if measure.wording != "shipped" or measure.ours:
            continue
        licence = measure.licence
        if not (licence.statement and licence.source and licence.read_on and licence.holder):
            faults.append(f"{key}: the licence sentence, its holder, place and day")
        if len({place.strip().lower() for place in measure.wording_checked}) < 2:
            faults.append(f"{key}: two independent places")
        if licence.class_ not in {"public-domain", "free", "conditional"}:
            faults.append(f"{key}: {licence.class_} does not ship wording")
    tree.nothing(faults, "Without these the file ships structure and key only.")


def test_wording_that_is_not_ours_to_give_is_not_here():
    faults = [key for key in BROUGHT | TYPED if any(item.worded for item in LIBRARY[key].items) or LIBRARY[key].instructions]
    tree.nothing(faults, "Its wording belongs to its holder; a practice brings it.")
    assert all(LIBRARY[key].wording == "installed" for key in BROUGHT)
    assert all(LIBRARY[key].entry_only for key in TYPED)


def test_conditions_are_accepted_before_use():
    for key in ("core10", "dass21", "who5", "itq", "raas"):
        assert LIBRARY[key].licence.conditions and not LIBRARY[key].ready, key
    for key in ("phq9", "gad7", "hark", "sessioncheck", "csi16"):
        assert LIBRARY[key].ready, key


def test_what_must_be_looked_at_is_declared():
    risks = {key: [(risk.item, risk.kind) for risk in LIBRARY[key].risk] for key in ("phq9", "core10", "pcl5", "hark")}
    assert risks["phq9"] == [(9, "suicide")] and risks["core10"] == [(6, "suicide")]
    assert [item for item, _ in risks["pcl5"]] == [16]
    assert [kind for _, kind in risks["hark"]] == ["violence"] * 4
    assert all(risk.blank for key in ("phq9", "core10") for risk in LIBRARY[key].risk)
    hark = LIBRARY["hark"].audience
    assert hark.solo_only and not LIBRARY["dass21"].audience.remote


def test_every_pattern_has_its_instrument():
    assert {measure.pattern for measure in LIBRARY.measures.values()} - {None} == PATTERNS.keys()


def test_the_rule_itself():
    assert _unsourced({"scores": [{"id": "a", "key_source": "x", "bands": [{"source": "a long enough one"}, {"low": 1}]}]}) == [
        ".scores.a.key_source", ".scores.bands"
    ]  # fmt: skip
    assert _unsourced({"cadence": {"min_days": 1, "source": " "}, "risk": [{"item": 1}]}) == [".cadence", ".risk"]
