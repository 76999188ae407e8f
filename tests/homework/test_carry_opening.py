"""What each page of the chain opens with, worked out from made-up pages. No database."""

from datetime import UTC, date, datetime, timedelta

import pytest

from practice.homework.chain import RULES
from practice.homework.menu import plan_lines
from practice.homework.opening import carried
from practice.homework.written import Written, pieces
from practice.protocols.answers import labels, validate
from practice.protocols.library import load_library

FIRST = datetime(2026, 3, 1, 12, tzinfo=UTC)
TODAY = date(2026, 4, 10)


def exercise(id, key="narrative-attachment"):
    return load_library()[key].exercise(id)


def page(id, answers, day=0, *, kept=(), discussed=None, key="narrative-attachment", entry_id=None):
    asked, at = exercise(id, key), FIRST + timedelta(days=day)
    return Written(entry_id or f"{id}-{day}", id, asked.client_title, at.date(), at, answers, labels(asked),
                   dict.fromkeys(kept, at), FIRST + timedelta(days=discussed) if discussed is not None else None)  # fmt: skip


def open_page(id, *pages, key="narrative-attachment", **more):
    return carried(exercise(id, key), pages, today=TODAY, told=date.isoformat, **more)


def test_every_rule_names_fields_and_parts_that_exist():
    known = {one.id: one for key in load_library().protocols for one in load_library()[key].all_exercises() if not one.again}
    for target, rules in RULES.items():
        for rule in rules:
            assert not rule.to or rule.to in {field.id for field in known[target].every_field}, (target, rule.to)
            for part in rule.parts:
                name, _dot, column = part.partition(".")
                field = next(field for field in known[rule.source].every_field if field.id == name)
                assert not column or column in {sub.id for sub in field.of}, (target, part)


def test_ticked_moments_are_picked_for_the_deep_description_with_their_words():
    log = {"context": "Cooking on Sunday", "behaviour": "I put the phone away", "emotions": "Warm", "with_whom": ["partner"]}
    found = open_page("deep-description", page("exception-log", log, 3, kept=["context"]), page("exception-log", log, 4))
    assert found.answers["chosen"] == [{"entry": "exception-log-3", "label": "Cooking on Sunday", "context": "Cooking on Sunday",
                                        "doing": "I put the phone away", "feeling": "Warm"}]  # fmt: skip
    assert [(one.date, one.place) for one in found.sources] == [(date(2026, 3, 4), "chosen")]


def test_patterns_rest_on_the_moments_that_were_described():
    described = {"chosen": [{"entry": "e1", "label": "Sunday", "doing": "x"}, {"entry": None, "label": "Our first summer"}]}
    found = open_page("pattern-recognition", page("deep-description", described, 5))
    assert found.answers["evidence"][0] == {"entry": "e1", "label": "Sunday"}


def test_an_experiment_opens_with_the_condition_and_a_row_for_each_of_three_days():
    found = open_page("micro-experiment", page("pattern-recognition", {"doing_together": "Cooking", "state": "Rested"}, 9),
                      opens_on=TODAY + timedelta(days=1))  # fmt: skip
    assert found.answers["condition"] == "2026-03-10: Cooking\n\n2026-03-10: Rested"
    assert [row["day"]["date"] for row in found.answers["plan"]] == ["2026-04-11", "2026-04-12", "2026-04-13"]
    assert not validate(exercise("micro-experiment"), found.answers)


def test_a_coping_list_goes_nowhere_by_itself():
    ways = page("coping-list", {"ways": ["I drink until I sleep", "I call my sister"]}, 2)
    for target in RULES.keys() & {one.id for one in load_library()["narrative-attachment"].all_exercises()}:
        found = open_page(target, ways)
        assert not [one for one in found.sources if one.title == ways.title and target != "coping-list"], target
    menu = open_page("action-menu", ways)
    assert menu.answers == {} and [one.words for one in menu.offers] == ["I drink until I sleep", "I call my sister"]
    assert not open_page("prevention-plan", ways).offers


def test_into_the_plan_comes_what_was_ticked_and_looked_at_together():
    ways = {"ways": ["I drink until I sleep", "I call my sister"]}
    ticked = page("coping-list", ways, 2, kept=["ways.1"])
    assert open_page("prevention-plan", ticked).answers == {}
    looked_at = page("coping-list", ways, 2, discussed=4)
    assert open_page("prevention-plan", looked_at).answers == {}
    both = open_page("prevention-plan", page("coping-list", ways, 2, kept=["ways.1"], discussed=4))
    assert both.answers == {"what_helps": ["I call my sister"]}
    assert [(one.date, one.words, one.place) for one in both.sources] == [(date(2026, 3, 3), "I call my sister", "what_helps")]


def test_each_kind_of_words_finds_its_place_in_the_plan_once():
    found = open_page(
        "prevention-plan",
        page("commitment", {"experiments": [{"try": "Say hello first"}]}, 30, kept=["experiments.0"], discussed=31),
        page("hope-question", {"small_difference": "We laugh"}, 1, kept=["small_difference"], discussed=2),
        page("feedback-loop", {"still_hard": "Sundays"}, 33))  # fmt: skip
    assert found.answers == {"what_i_can_do": ["Say hello first"], "what_helps": ["We laugh"]}
    assert [(one.place, one.words) for one in found.offers] == [("early_signs", "Sundays")]


def test_a_plan_that_is_kept_current_opens_with_itself_and_what_is_new_since():
    old = page("prevention-plan", {"what_helps": ["Walking"]}, 20)
    before = page("commitment", {"experiments": [{"try": "Old"}]}, 5, kept=["experiments.0"], discussed=6)
    after = page("commitment", {"experiments": [{"try": "New"}]}, 25, kept=["experiments.0"], discussed=26)
    found = open_page("prevention-plan", old, before, after)
    assert found.answers == {"what_helps": ["Walking"], "what_i_can_do": ["New"]}
    assert "Old" in [one.words for one in found.offers]


def test_actions_are_offered_for_a_commitment_and_its_week_opens_with_what_was_tried():
    menu = page("action-menu", {"actions": [{"action": "Thirty seconds of a hug", "setting": "at_home"}]}, 29)
    offered = open_page("commitment", menu)
    assert offered.answers == {} and offered.offers[0].value == {"try": "Thirty seconds of a hug"}
    made = page("commitment", {"experiments": [{"try": "A hug", "learn": "Whether it calms"}]}, 30)
    week = open_page("feedback-loop", made)
    assert week.answers == {"tried": "2026-03-31: A hug"} and [one.words for one in week.beside] == ["Whether it calms"]


def test_the_ranking_opens_as_it_was_and_offers_a_focus():
    ranked = page("value-ranking", {"values": [{"id": "warmth", "text": "Warmth"}, {"id": None, "text": "Music"}]}, 18)
    found = open_page("value-ranking", ranked)
    assert found.answers["values"] == ranked.answers["values"]
    assert [one.words for one in found.offers] == ["Warmth", "Music"] and found.offers[0].place == "focus"


def test_first_signs_of_the_miracle_day_become_a_rung():
    found = open_page("scale-positioning", page("miracle-question", {"first_sign": "Coffee by the window", "i_do": "Sit"}, 16))
    assert found.answers == {"position": {"first_sign": "Coffee by the window"}}


def test_what_was_answered_with_once_is_offered_the_next_time_and_does_not_come_by_itself():
    sign, asked = page("miracle-question", {"first_sign": "Coffee"}, 16), page("scale-positioning", {"position": {"ref": "x"}}, 18)
    found = open_page("scale-positioning", sign, asked)
    assert found.answers == {} and [one.value for one in found.offers] == [{"first_sign": "Coffee"}]
    newer = open_page("scale-positioning", sign, asked, page("miracle-question", {"first_sign": "Tea"}, 20))
    assert newer.answers == {"position": {"first_sign": "Tea"}}


def test_a_story_goes_on_with_what_came_since():
    told = page("progress-narrative", {"on_the_way": "A long way"}, 20)
    week, later = page("feedback-loop", {"happened": "Old"}, 10), page("feedback-loop", {"happened": "New"}, 27)
    found = open_page("progress-narrative", week, told, later)
    assert found.answers == {"on_the_way": "A long way\n\n2026-03-28: New"} and [one.words for one in found.offers] == ["Old"]


def test_the_experiment_of_the_other_pathway_reads_what_set_things_off():
    logged = page("trigger-log", {"situation": "No reply", "thoughts": "She is gone", "sensations": ["cold"]}, 3, key="attachment-repair")
    found = open_page("corrective-experiment", logged, key="attachment-repair")
    assert found.answers == {} and [one.words for one in found.beside] == ["No reply", "She is gone"]


def test_the_story_of_forty_days_opens_half_written_each_piece_with_its_day():
    story = page("relationship-story", {"important": "Trust", "struggles": "Silence", "hopes": "Laughter"}, 1)
    found = open_page("progress-narrative", story, page("micro-experiment", {"learned": "It eases me"}, 26),
                      page("exception-log", {"context": "On the bus", "still_hard": "Nights"}, 35))  # fmt: skip
    assert found.answers["start"] == "2026-03-02: Trust\n\n2026-03-02: Silence"
    assert found.answers["learned_self"] == "2026-03-27: It eases me" and found.answers["still_hard"] == "2026-04-05: Nights"
    assert all(one.date and one.title and one.key for one in found.sources)


@pytest.mark.parametrize("id", ["exception-log", "listening-turns"])
def test_logs_and_what_both_write_open_empty(id):
    assert open_page(id, page("exception-log", {"context": "x"}, 3)).answers == {}


def test_the_light_version_is_filled_only_where_it_asks():
    story = page("relationship-story", {"important": "Trust", "hopes": "Laughter"}, 1)
    light = carried(exercise("progress-narrative").with_light(True), [story], today=TODAY, told=date.isoformat)
    assert set(light.answers) == {"start"}


def test_pieces_of_a_page_are_its_words_alone():
    log = page("exception-log", {"context": "烹饪", "where": ["home"], "no_moment_how": "x", "still_hard": " "})
    assert [(one.place, one.words) for one in pieces(log.labels, log.answers)] == [("context", "烹饪")]


def test_the_plan_as_lines_with_their_days():
    held = page("coping-list", {"ways": ["I call my sister"]}, 2, kept=["ways.0"], discussed=4)
    later = page("commitment", {"experiments": [{"try": "New"}]}, 38, kept=["experiments.0"], discussed=39)
    plan = plan_lines([page("prevention-plan", {"what_helps": ["I call my sister", "Tea"]}, 36), held, later])
    (part,) = plan.parts
    assert [(line.words, line.date.day) for line in part.lines] == [("I call my sister", 3), ("Tea", 6)]
    assert [line.words for line in plan.since] == ["New"] and plan.on == date(2026, 4, 6)
    assert plan_lines([held]).since and plan_lines([]).is_empty
