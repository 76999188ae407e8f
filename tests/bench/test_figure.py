"""A figure says by itself whether its gate holds."""

from practice.bench.figure import Figure, Timed


def test_a_gate_is_held_or_named():
    assert not Figure("caseload-200", 39.9, limit=40).missed
    assert Figure("caseload-200", 40.1, limit=40).missed == "caseload-200: 40.10 x hello, the limit is 40."
    assert not Figure("autosave", 900.0).missed  # told, not judged
    assert "queries grow" in Figure("caseload-200", 1.0, limit=40, trouble="queries grow with the caseload.").missed


def test_a_ratio_is_of_medians():
    time = Timed(page=(0.004, 0.002, 0.9), hello=(0.0001, 0.0002, 0.0001))
    assert time.ratio == 40.0 and time.page_ms == 4.0 and time.hello_ms == 0.1


def test_the_json_shape_is_stable():
    told = Figure("caseload-200", 30.0, cpu_ms=4.2, hello_cpu_ms=0.14, queries=4, note="n").as_dict()
    assert {"name", "ratio", "cpu_ms", "hello_cpu_ms", "queries", "note"} <= told.keys() and "trouble" not in told
