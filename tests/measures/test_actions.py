"""Giving: one occasion from one page, answers kept one at a time, flags at once, nothing half scored, nothing changed after."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DatabaseError

from practice.access.scope import everything
from practice.clients.models import Client
from practice.db import db
from practice.measures.actions import (
    AlreadyFinished,
    NoResponsePlan,
    NotAgreeable,
    NotEnabled,
    NotRemote,
    TooSoon,
    WrongAnswers,
    accept,
    answer,
    assign_measure,
    begin,
    end_assignment,
    enter_score,
    finish,
    install,
    release,
    strike,
    switch,
    version_for,
)
from practice.measures.models import Administration, MeasureVersion
from practice.measures.queries import administrations_of, catalogue, measure_of, open_for_client, released_to
from practice.measures.reader import MeasureFaults
from practice.safety.models import Flag
from tests.measures.samples import BARE, GATED, MOOD, MOOD_2, POLES, TYPED, begun, brought, plan, today


@pytest.fixture
def alma(cast):
    brought(cast, MOOD, POLES, GATED, TYPED)
    with cast.acting(cast.alma):
        yield cast


def flags(cast) -> list[tuple[str, str, str]]:
    return [(row.kind, row.urgency, row.words) for row in db.session.scalars(select(Flag).order_by(Flag.raised_at))]


def agree(cast, key="mood", client=None, *, episode=None, way="portal", rhythm="once", starts_on=None, **more):
    return assign_measure((episode or cast.couple).id, (client or cast.robin).id, key, way=way, rhythm=rhythm, by=cast.alma.id,
                          starts_on=starts_on or today(), **more)  # fmt: skip


def test_answers_are_kept_one_at_a_time_and_scored_once_finished(alma):
    row = begun(alma)
    for item, value in ((1, 2), (2, 1), (3, 0)):
        answer(row, item, value)
    finish(row)
    assert (row.scores, row.engine, row.answers) == ({"total": 3}, 1, {"1": 2, "2": 1, "3": 0})
    assert flags(alma) == []


def test_one_page_makes_one_occasion_however_often_it_is_sent(alma):
    first = begun(alma, made_id="a" * 32)
    answer(first, 1, 2)
    assert begun(alma, made_id="a" * 32) is first, "the same page"
    assert begun(alma).id == first.id, "another page of the same asking"
    finish(first)
    assert begun(alma, made_id="a" * 32) is first
    assert len(administrations_of(alma.couple.id)) == 1


def test_a_risk_answer_is_flagged_when_it_is_given_and_stands_if_nobody_goes_on(alma):
    row = begun(alma)
    answer(row, 3, 1)
    assert flags(alma) == [("suicide", "urgent", "Mood, question 3: Some days")]
    answer(row, 3, 2)
    assert [said for *_more, said in flags(alma)] == ["Mood, question 3: Some days", "Mood, question 3: Every day"]
    assert row.finished_at is None and db.session.scalars(select(Flag)).first().source_id == row.id


def test_a_risk_question_left_blank_is_flagged_at_the_end(alma):
    row = begun(alma)
    answer(row, 1, 2)
    finish(row)
    assert row.scores is None, "no total around a gap"
    assert flags(alma) == [("not-answered", "review", "Mood, question 3 was not answered: ask.")]
    finish(row)
    assert len(flags(alma)) == 1


def test_a_screen_of_one_kind_raises_one_flag(alma):
    row = begun(alma, "poles", target="Kim")
    answer(row, 2, 1)
    assert [kind for kind, *_ in flags(alma)] == ["violence"]


@pytest.mark.parametrize("item, value", [(1, 3), (1, -1), (1, 1.5), (1, "2"), (9, 1), (1, True)])
def test_what_is_no_answer_is_refused_in_words_and_nothing_is_kept(alma, item, value):
    row = begun(alma)
    answer(row, 2, 1)
    with pytest.raises(WrongAnswers) as problem:
        answer(row, item, value)
    assert problem.value.faults and problem.value.faults[0].endswith((".", ")."))
    assert row.answers == {"2": 1} and row.scores is None


def test_an_answer_can_be_taken_away_again(alma):
    row = begun(alma)
    answer(row, 1, 2)
    answer(row, 1, None)
    assert row.answers == {}


def test_a_form_goes_on_with_the_version_it_began_with(alma):
    row = begun(alma)
    answer(row, 1, 2)
    install(MOOD_2, basis="newer", by=alma.alma.id)
    assert begun(alma).id == row.id
    answer(row, 2, 2)
    answer(row, 3, 0)
    finish(row)
    assert measure_of(row.version_id).by_n[1].text == "Nothing was any fun" and row.scores == {"total": 4}
    assert measure_of(version_for("mood").id).by_n[1].text == "Nothing was much fun"


def test_what_is_finished_stays_as_it_is(alma):
    row = begun(alma)
    finish(row)
    with pytest.raises(AlreadyFinished):
        answer(row, 1, 1)
    db.session.commit()
    row.scores = {"total": 1}
    with pytest.raises(DatabaseError):
        db.session.flush()
    db.session.rollback()


def test_a_stored_text_is_never_changed(alma):
    row = db.session.scalars(select(MeasureVersion).where(MeasureVersion.key == "mood")).one()
    row.text = "other"
    with pytest.raises(DatabaseError):
        db.session.flush()
    db.session.rollback()


def test_the_least_interval_holds_in_session_and_not_on_paper(alma):
    finish(begun(alma, ago=3))
    with pytest.raises(TooSoon) as early:
        begun(alma)
    assert early.value.free_on == today() + timedelta(days=4) and "7 days" in early.value.words
    assert begun(alma, way="paper").way == "paper"
    assert begun(alma, client=alma.kim).client_id == alma.kim.id, "another person"


def test_tomorrow_is_not_given_yet(alma):
    with pytest.raises(NotAgreeable, match="not come yet"):
        begun(alma, ago=-1)


def test_about_whom_has_to_be_said_where_it_asks_about_somebody(alma):
    with pytest.raises(NotAgreeable, match="which relationship"):
        begun(alma, "poles")


def test_a_broken_file_is_listed_with_its_lines_and_changes_nothing(alma):
    with pytest.raises(MeasureFaults) as problem:
        install(MOOD.replace("value: 1", "value: one").replace("how: sum", "how: much"), basis="x", by=alma.alma.id)
    assert len(problem.value.faults) >= 2 and all(fault.line for fault in problem.value.faults)
    assert measure_of(version_for("mood").id).version == "1"


def test_who_runs_the_practice_decides_and_the_last_word_counts(alma):
    def state(key):
        row = next(one for one in catalogue(alma.practice.id) if one.key == key)
        return row.enabled, row.why_not, row.wording

    assert state("mood") == (True, None, True)
    switch("mood", False, by=alma.alma.id)
    assert state("mood") == (False, "off", True)
    with pytest.raises(NotEnabled, match="switched off"):
        begun(alma)
    switch("mood", True, by=alma.alma.id)
    assert state("mood") == (True, None, True)
    install(MOOD.replace("class: free", "class: conditional").replace("\nours: true", '\nwording_checked: ["a", "b"]')
            .replace('"free", source', '"free", conditions: "Ask first", source'), basis="bought", by=alma.alma.id)  # fmt: skip
    assert accept("mood", by=alma.alma.id).words == "Ask first"


def test_a_wording_that_is_not_here_is_not_asked(alma):
    install(BARE, basis="a letter of the author", by=alma.alma.id)
    with pytest.raises(NotEnabled, match="wording"):
        begun(alma, "bare")
    with pytest.raises(NotEnabled, match="given elsewhere"):
        begun(alma, "typed")
    with pytest.raises(NotEnabled, match="no such"):
        begun(alma, "nothing")


def test_a_total_is_typed_in_once(alma):
    told = {"by": alma.alma.id, "given_on": today() - timedelta(days=40), "made_id": "b" * 32}
    row = enter_score(alma.couple.id, alma.robin.id, "typed", {"total": 31}, **told)
    assert (row.scores, row.way, row.answers) == ({"total": 31}, "entry", {"scores": {"total": 31}})
    assert enter_score(alma.couple.id, alma.robin.id, "typed", {"total": 12}, **told) is row
    for wrong in ({"total": 41}, {"other": 1}, {}, {"total": "20"}):
        with pytest.raises(WrongAnswers):
            enter_score(alma.couple.id, alma.robin.id, "typed", wrong, **(told | {"made_id": "c" * 32}))
    assert len(administrations_of(alma.couple.id)) == 1


def test_what_is_asked_alone_is_never_released(alma):
    row = begun(alma, "poles", target="Kim")
    answer(row, 2, 0)
    finish(row)
    with pytest.raises(NotAgreeable, match="in person"):
        release(row, by=alma.alma.id)
    assert row.released_at is None and released_to(alma.robin.id) == []


def test_the_counselor_sees_it_first_and_a_struck_one_is_nobodys(alma):
    row = begun(alma)
    with pytest.raises(NotAgreeable, match="not finished"):
        release(row, by=alma.alma.id)
    finish(row)
    assert released_to(alma.robin.id) == []
    release(row, by=alma.alma.id)
    release(row, by=alma.alma.id)
    db.session.commit()
    with alma.acting(alma.robin):
        assert [one.id for one in released_to(alma.robin.id)] == [row.id]
    with alma.acting(alma.kim):
        assert released_to(alma.robin.id) == []
    with pytest.raises(NotAgreeable, match="few words"):
        strike(row, " ", by=alma.alma.id)
    strike(row, "Kim's sheet", by=alma.alma.id)
    db.session.commit()
    assert released_to(alma.robin.id) == [] and row.struck_why == "Kim's sheet"
    with pytest.raises(AlreadyFinished):
        strike(row, "again", by=alma.alma.id)


def test_agreeing_refuses_what_does_not_fit(alma):
    with pytest.raises(NoResponsePlan):
        agree(alma)
    with pytest.raises(NotRemote, match="in session or on paper"):
        agree(alma, "poles", target="Kim")
    with pytest.raises(TooSoon):
        agree(alma, way="session", rhythm="days", every_days=6)
    for more in ({"rhythm": "days"}, {"rhythm": "phase"}, {"rhythm": "now"}, {"way": "post"}, {"rhythm": "days", "every_days": 4000}):
        with pytest.raises(NotAgreeable):
            agree(alma, **({"way": "session"} | more))
    assert agree(alma, way="session", rhythm="days", every_days=7).every_days == 7
    with pytest.raises(NotAgreeable, match="already"):
        agree(alma, way="session", rhythm="days", every_days=7)


def test_the_age_an_instrument_is_made_for(alma):
    db.session.scalars(select(Client).where(Client.id == alma.robin.id)).one().birth_date = today() - timedelta(days=365 * 12)
    with pytest.raises(NotRemote, match="higher age"):
        begun(alma)


def test_at_home_it_is_offered_begun_once_and_then_done(alma):
    plan(alma)
    row = agree(alma, rhythm="days", every_days=14)
    db.session.commit()
    with alma.acting(alma.robin):
        offer, = open_for_client(alma.robin.id)
        assert (offer.assignment_id, offer.administration_id, offer.warns) == (row.id, None, True)
        given = begin(row, way="portal", made_id="d" * 32, given_by=alma.robin.id, given_on=today())
        answer(given, 3, 2)
        again, = open_for_client(alma.robin.id)
        assert again.administration_id == given.id
        finish(given)
        assert open_for_client(alma.robin.id) == []
        later, = open_for_client(alma.robin.id, today() + timedelta(days=14))
        assert later.since == today() + timedelta(days=14)
        db.session.commit()
    with alma.acting(alma.kim):
        assert open_for_client(alma.robin.id) == [] and db.session.scalars(select(Administration)).all() == []
    found = db.session.scalars(select(Flag)).one()
    assert (found.raised_by, found.client_id, found.kind) == ("client", alma.robin.id, "suicide")


def test_nothing_is_offered_that_is_switched_off_ended_or_without_a_plan(alma):
    plan(alma)
    row = agree(alma)
    db.session.commit()
    switch("mood", False, by=alma.alma.id)
    assert open_for_client(alma.robin.id) == []
    switch("mood", True, by=alma.alma.id)
    assert len(open_for_client(alma.robin.id)) == 1
    alma.practice.flag_named_id = None
    assert open_for_client(alma.robin.id) == []
    alma.practice.flag_named_id = alma.alma.id
    assert len(open_for_client(alma.robin.id)) == 1
    end_assignment(row)
    db.session.flush()
    assert open_for_client(alma.robin.id) == []


def test_the_practice_next_door_has_decided_nothing_here(alma):
    with everything("what another practice sees", "f" * 32):
        assert "mood" not in {row.key for row in catalogue("f" * 32)}
