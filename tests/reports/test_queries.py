"""What a report may draw on: a person's own room and what is shared; together, only what is shared."""

import json
from dataclasses import asdict

from sqlalchemy import event

from practice import clock
from practice.db import db
from practice.practices.queries import the_practice
from practice.reports import queries
from practice.reports.choices import APPENDICES, Choices
from practice.reports.content import compose
from practice.reports.freezing import freeze
from tests.people import ZONE
from tests.reports import life


def facts_of(cast, episode, client_id):
    period = queries.usual_period(episode, clock.today(ZONE), ZONE)
    return queries.gather(episode, client_id, period, the_practice())


def everything_in(facts) -> str:
    """Facts and a report that ticks all there is, as text."""
    ids = tuple(said.id for said in facts.said)
    report = compose(
        facts, Choices(quotes=ids[:3], helps=ids, hard=ids, next_steps=facts.next_steps, appendices=APPENDICES)
    )
    return json.dumps([asdict(facts), freeze(report)], default=str, ensure_ascii=False)


def test_a_person_gets_their_own_room(cast):
    life.live(cast)
    with cast.acting(cast.alma):
        facts = facts_of(cast, cast.ash_episode, cast.ash.id)
    assert facts.names == ("Ash Field",) and facts.hope == life.HOPE["ash"] and facts.protocol
    assert [said.text for said in facts.said if said.about == "hard"] == [life.HARD["ash"]]
    assert facts.next_steps == "ash walks to the river"
    assert facts.ladders[0].low_words == "ash floor" and len(facts.ladders[0].given) == 2
    assert [meeting.status for meeting in facts.meetings] == ["attended"]
    assert facts.agreed[0].state == "sent" and facts.counselor == "Alma"


def test_a_partner_is_never_in_a_persons_report(cast):
    life.live(cast)
    with cast.acting(cast.alma):
        for me, other in (("robin", "kim"), ("kim", "robin")):
            client = getattr(cast, me)
            text = everything_in(facts_of(cast, cast.couple, client.id))
            assert life.WROTE[me] in text and life.HOPE[me] in text
            for secret in (life.WROTE[other], life.HOPE[other], life.HARD[other], f"{other} floor", f"{other} walks",
                           f"{other} keeps tea", f"{other} today"):  # fmt: skip
                assert secret not in text


def test_the_joint_report_holds_only_what_is_shared(cast):
    life.live(cast)
    with cast.acting(cast.alma):
        facts = facts_of(cast, cast.couple, None)
    text = everything_in(facts)
    assert life.SHARED in text and "The two of us" in text and "Both try the tea again" in text
    for name in ("robin", "kim"):
        for secret in (
            life.WROTE[name],
            life.HOPE[name],
            life.HARD[name],
            f"{name} floor",
            f"{name} walks",
            f"{name} keeps",
        ):
            assert secret not in text
    assert set(facts.names) == {"Robin Vale", "Kim Vale"} and [one.together for one in facts.meetings] == [True]


def test_notes_and_safety_words_are_never_in(cast):
    life.live(cast)
    with cast.acting(cast.alma):
        for episode, client_id in ((cast.ash_episode, cast.ash.id), (cast.couple, None), (cast.couple, cast.kim.id)):
            text = everything_in(facts_of(cast, episode, client_id))
            assert "SAFETY" not in text and "never printed" not in text and "secret" not in text


def test_the_period_bounds_what_is_in(cast):
    life.live(cast)
    with cast.acting(cast.alma):
        day = clock.today(ZONE)
        facts = queries.gather(cast.ash_episode, cast.ash.id, queries.Period(day, day, ZONE), the_practice())
        assert facts.said and not facts.meetings and not facts.ladders[0].given
        before = queries.Period(cast.ash_episode.opened_on, cast.ash_episode.opened_on, ZONE)
        assert not queries.gather(cast.ash_episode, cast.ash.id, before, the_practice()).said


def test_a_stranger_gathers_nothing(cast):
    life.live(cast)
    with cast.acting(cast.alma):
        episode = cast.ash_episode
        period = queries.usual_period(episode, clock.today(ZONE), ZONE)
    with cast.acting(cast.cleo):
        facts = queries.gather(episode, cast.ash.id, period, the_practice())
    assert not any((facts.names, facts.hope, facts.said, facts.ladders, facts.meetings, facts.agreed, facts.stays))


def test_few_queries_however_much_there_is(cast):
    life.live(cast)
    counted = []
    event.listen(db.engine, "after_cursor_execute", lambda *given: counted.append(given[2]))
    with cast.acting(cast.alma):
        facts_of(cast, cast.ash_episode, cast.ash.id)
        first = len(counted)
        for ladder in range(4):
            life.make_ladder(cast.ash_episode.id, cast.ash.id, title=f"Another {ladder}", by=cast.alma.id)
        db.session.flush()
        counted.clear()
        facts_of(cast, cast.ash_episode, cast.ash.id)
    assert len(counted) <= first <= 26
