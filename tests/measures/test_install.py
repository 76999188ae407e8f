"""What a practice brings: wording joined with the structure that ships, with the ground for it; faults with their lines."""

from dataclasses import replace

import pytest

from practice.measures.joining import joined, same_key
from practice.measures.library import load_measures
from practice.measures.queries import in_use
from practice.measures.reader import MeasureFaults, read_measure
from tests.measures.samples import POLES

LINES = "\n".join(f"Statement number {n}" for n in range(1, 8))


def test_lines_become_questions_and_the_key_stays():
    whole = read_measure(joined(load_measures().texts["ras"], LINES, "Answer:\n  all"))
    assert [item.text for item in whole.items] == LINES.split("\n") and whole.instructions == "Answer: all"
    assert whole.worded and same_key(whole, load_measures()["ras"]) == []


def test_empty_lines_do_not_count_and_odd_letters_stay():
    words = ['She said: "no" # never', "- a dash", "42", "yes", "{x: 1}", "عربي", "last: one"]
    whole = read_measure(joined(load_measures().texts["ras"], "\n\n".join(words) + "\n"))
    assert [item.text for item in whole.items] == words


def test_too_few_lines_and_poles_without_an_end_are_told_with_their_line():
    with pytest.raises(MeasureFaults) as problem:
        joined(load_measures().texts["ras"], "one\n\ntwo")
    assert problem.value.faults[0].line == 3 and "7 questions" in problem.value.faults[0].message
    with pytest.raises(MeasureFaults) as problem:
        joined(POLES, "just one\nAfraid?")
    assert [fault.line for fault in problem.value.faults] == [1]
    assert read_measure(joined(POLES, "GOOD | BAD\nAfraid?")).items[0].right == "BAD"


@pytest.mark.parametrize(("numbers", "line", "words"), [
    ((1, 2, 3, 3, 5, 6, 7), 4, "question 4 should stand here, and this line says 3"),
    ((1, 2, 3, 5, 6, 7), 4, "question 4 should stand here, and this line says 5"),
    ((2, 1, 3, 4, 5, 6, 7), 1, "question 1 should stand here, and this line says 2"),
    ((1, 2, None, 4, 5, 6, 7), 3, "has no number"),
])  # fmt: skip
def test_numbers_of_lines_say_what_is_missing_doubled_or_out_of_order(numbers, line, words):
    typed = "\n".join(f"{f'{n}. ' if n else ''}Line {place}" for place, n in enumerate(numbers))
    with pytest.raises(MeasureFaults) as problem:
        joined(load_measures().texts["ras"], typed)
    assert [(fault.line, words in fault.message) for fault in problem.value.faults] == [(line, True)]


def test_numbers_in_order_are_taken_off_and_a_line_that_stands_twice_is_told():
    numbered = "\n".join(f"{n}) Statement {'abcdefg'[n - 1]}" for n in range(1, 8))
    whole = read_measure(joined(load_measures().texts["ras"], numbered))
    assert whole.items[2].text == "Statement c"
    with pytest.raises(MeasureFaults) as problem:
        joined(load_measures().texts["ras"], LINES.replace("number 5", "number 2"))
    assert [(fault.line, "line 2 already" in fault.message) for fault in problem.value.faults] == [(5, True)]


def test_a_changed_key_is_another_instrument():
    shipped = load_measures()["ras"]
    read = read_measure(joined(load_measures().texts["ras"], LINES))
    items = (replace(read.items[0], reverse=not read.items[0].reverse), *read.items[1:])
    for changed in (replace(read, id="other"), replace(read, items=items), replace(read, items=read.items[:-1]),
                    replace(read, scores=(replace(read.scores[0], high=99), *read.scores[1:]))):  # fmt: skip
        assert len(same_key(changed, shipped)) == 1


def test_the_owner_installs_a_wording_with_its_ground(cast):
    alma = cast.browser(cast.alma)
    page = alma.get("/measures/ras")
    assert "Install the wording" in page.text
    where = "/measures/ras/wording"
    page = alma.post(where, data={"text": LINES, "accepted": "yes"})
    assert page.status_code == 422 and "on what ground" in page.text and "Statement number 7" in page.text
    page = alma.post(where, data={"text": "one\ntwo", "basis": "a letter", "accepted": "yes"})
    assert page.status_code == 422 and "Line 2" in page.text
    done = alma.post(where, data={"text": LINES, "basis": "A letter of 3 May", "accepted": "yes"})
    assert done.status_code == 303
    page = alma.get(done.location).text
    assert "A letter of 3 May" in page and "Statement number 7" in page
    with cast.acting(cast.alma):
        assert in_use("ras").why_not is None and in_use("ras").measure.worded
    assert alma.get(f"/episodes/{cast.couple.id}/measures/{cast.robin.id}/give/ras").text.count("Begin") >= 1


def test_conditions_are_accepted_with_one_tick(cast):
    alma = cast.browser(cast.alma)
    with cast.acting(cast.alma):
        key = next(key for key, one in load_measures().measures.items() if one.licence.conditions and one.worded)
        assert in_use(key).why_not == "conditions"
    assert alma.post(f"/measures/{key}/accept", data={}).status_code == 422
    assert alma.post(f"/measures/{key}/accept", data={"accepted": "yes"}).status_code == 303
    with cast.acting(cast.alma):
        assert in_use(key).why_not is None
    assert "Conditions accepted" in alma.get(f"/measures/{key}").text


def test_every_shipped_instrument_has_a_page(cast):
    alma = cast.browser(cast.alma)
    listed = alma.get("/measures").text
    for key, measure in load_measures().measures.items():
        page = alma.get(f"/measures/{key}")
        assert page.status_code == 200 and measure.licence.holder.split("<")[0][:12].split("&")[0] in page.text
        assert f'/measures/{key}"' in listed


def test_only_words_are_added_and_words_that_ship_are_never_changed(cast):
    shipped = load_measures()["ras"]
    read = read_measure(joined(load_measures().texts["ras"], LINES))
    for changed in (replace(read, licence=replace(read.licence, class_="free")), replace(read, ours=True),
                    replace(read, audience=replace(read.audience, min_age=0)), replace(read, pattern="itq")):  # fmt: skip
        assert [fault.message for fault in same_key(changed, shipped)] == [
            "how, how often and under which licence it is given have to stay as they ship; only words may be added."]
    alma, words = cast.browser(cast.alma), "\n".join(f"Changed {n}" for n in range(1, 11))
    done = alma.post("/measures/core10/wording", data={"text": words, "basis": "we like it better", "accepted": "yes"})
    assert done.location == "/measures/core10"
    with cast.acting(cast.alma):
        assert in_use("core10").measure.items[0].text == "I have felt tense, anxious or nervous"
