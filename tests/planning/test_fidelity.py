"""What became of each element: from what was sent and talked over, and from the reasons that were given."""

from practice.planning.fidelity import HOW, Offered, Reason, by_phase, carried_on, elements, named, untouched

ROWS = [Offered("a", "A", "p", "First", "For you"), Offered("b", "B", "p", "First"), Offered("a", "A", "q", "Second"),
        Offered("c", "C", "q", "Second", usual=False)]  # fmt: skip
A, B, A2, C = [row.key for row in ROWS]


def how(*more):
    return [(one.phase_id, one.exercise_id, one.how) for one in elements(ROWS, *more)]


def test_in_the_order_of_the_protocol():
    assert how({A}, {A2}, {}) == [("p", "a", "done"), ("p", "b", "open"), ("q", "a", "discussed")]


def test_what_goes_beyond_the_usual_set_shows_only_when_something_became_of_it():
    assert ("q", "c", "done") in how({C}, (), {}) and len(how((), (), {})) == 3
    assert how((), (), {C: Reason("changed")})[-1] == ("q", "c", "changed")


def test_a_change_stands_beside_what_was_sent():
    one = elements(ROWS, {A}, {A}, {A: Reason("changed", "shorter")})[0]
    assert (one.how, one.why, one.sent, one.talked_over) == ("changed", "shorter", True, True)


def test_left_out_and_sent_later_was_not_left_out():
    one, other = elements(ROWS, {A}, (), {A: Reason("skipped", "not now"), B: Reason("skipped", "no time")})[:2]
    assert (one.how, one.why) == ("done", "") and (other.how, other.why) == ("skipped", "no time")


def test_a_log_that_goes_on_is_the_same_log():
    log = Offered("a", "A", "r", "Third", again=True)
    assert carried_on([*ROWS, log], {A}) == {A, log.key} and carried_on([*ROWS, log], {B}) == {B}


def test_notes_hold_titles():
    assert named(ROWS, {"for you ", "B", "", "else"}) == {A, B}
    assert named([Offered("x", "X", "p", "P")], {""}) == set()


def test_phase_by_phase():
    phases = by_phase(elements(ROWS, {C}, (), {}))
    assert [(phase_id, title, len(rows)) for phase_id, title, rows in phases] == [("p", "First", 2), ("q", "Second", 2)]


def test_only_what_has_no_word_is_untouched():
    found = elements(ROWS, {A}, (), {B: Reason("skipped")})
    assert [(one.phase_id, one.exercise_id) for one in untouched(found)] == [A2]


def test_every_way_has_words():
    assert set(HOW) == {"discussed", "done", "changed", "skipped", "open"}
