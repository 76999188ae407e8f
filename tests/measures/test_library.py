"""A broken instrument file is listed with its lines; the others work."""

from practice.measures.library import check, load_measures
from tests.measures.specimens import ENTRY, GATED, MOOD


def test_a_broken_file_does_not_take_the_others_along(tmp_path):
    for name, text in {"mood": MOOD, "gated": GATED, "entry": ENTRY, "bad": "format: 1\nid: [", "other": MOOD}.items():
        (tmp_path / f"{name}.yaml").write_text(text)
    (tmp_path / "bytes.yaml").write_bytes(b"\xff\xfe\x00")
    library = check(sorted(tmp_path.iterdir()))
    assert set(library.measures) == {"mood", "gated", "entry"} and library["mood"].title == "Mood"
    assert library.texts["mood"] == MOOD and library.broken == ("bad", "bytes", "other")
    said = [str(fault) for fault in library.faults]
    assert any("bad.yaml:" in fault for fault in said) and any("not UTF-8" in fault for fault in said)
    assert any('the id is "mood" and the file "other.yaml"' in fault for fault in said)


def test_an_instrument_is_called_once(tmp_path):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "mood.yaml").write_text(MOOD)
    library = check([tmp_path / "a" / "mood.yaml", tmp_path / "b" / "mood.yaml"])
    assert [fault.code for fault in library.faults] == ["duplicate-id"]


def test_nothing_is_raised_where_nothing_lies(tmp_path):
    assert load_measures(tmp_path).measures == {} and check([tmp_path / "none.yaml"]).broken == ("none",)
    assert load_measures(tmp_path) is load_measures(tmp_path), "read once per process"
