"""The verbs of an episode: what they write, refuse and keep."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from practice import clock
from practice.access.models import Participant
from practice.access.scope import ClientScope, acting_as
from practice.clients.actions import check_referral, record_consent, withdraw_consent
from practice.clients.queries import consents_of, records_policy
from practice.db import db
from practice.episodes import actions, queries
from practice.episodes.models import (
    Course,
    Discharge,
    Episode,
    EpisodeState,
    Intake,
    Pause,
    PhaseReason,
    PhaseVisit,
    TherapySession,
)
from practice.episodes.state import row_of
from practice.protocols.library import load_library


@pytest.fixture
def today(cast):
    return clock.today(cast.practice.zone)


def begin(cast, episode, *, key="narrative-attachment", flavour=None, on, scope="therapist", credentials=(), **more):
    library = load_library()
    return actions.begin_course(
        episode,
        protocol=library[key],
        source=library.texts[key],
        flavour=flavour,
        started_on=on,
        by=cast.alma.id,
        counselor_scope=scope,
        credentials=credentials,
        **more,
    )


def test_nobody_is_on_nobodys_caseload(cast, today):
    with cast.acting(cast.alma):
        episode, client = actions.take_on_client(by=cast.alma.id, on=today, person={"display_name": "Zhou Ting"})
        db.session.commit()
        assert queries.participants(episode.id)[0].shown_as == "Zhou Ting"
        assert row_of(episode.id, client.id).phase_title is None
    with cast.acting(cast.cleo):
        assert queries.participants(episode.id) == []
        assert db.session.scalars(select(Episode).where(Episode.id == episode.id)).all() == []


def test_two_people_may_share_a_name(cast, today):
    with cast.acting(cast.alma):
        first = actions.take_on_client(by=cast.alma.id, on=today, person={"display_name": "Zhou Ting"})[1]
        second = actions.take_on_client(by=cast.alma.id, on=today, person={"display_name": "Zhou Ting"})[1]
        db.session.commit()
        assert first.id != second.id


def test_begin_in_the_third_phase_notes_the_earlier_ones_as_before_attune(cast, today):
    with cast.acting(cast.alma):
        view_order = [phase.id for phase in load_library()["narrative-attachment"].phases]
        begin(cast, cast.ash_episode, on=today - timedelta(22), first_phase=view_order[2], entered_on=today)
        view = queries.current_course(cast.ash_episode.id)
        assert [visit.how for visit in view.visits] == ["before-attune", "before-attune", "entered"]
        assert [step.state for step in queries.path_of(view, cast.ash.id)][:4] == ["done", "done", "now", "ahead"]
        place = view.place(cast.ash.id, [], today)
        assert (place.day, place.days, place.phase) == (23, 40, 3)
        state = row_of(cast.ash_episode.id, cast.ash.id)
        assert (state.phase_number, state.phases_total, state.day_one) == (3, 6, today - timedelta(22))


def test_one_course_is_open_at_a_time(cast, today):
    with cast.acting(cast.alma):
        first = begin(cast, cast.ash_episode, on=today - timedelta(9))
        second = begin(cast, cast.ash_episode, on=today)
        assert first.ended_on == today and second.ended_on is None
        assert queries.current_course(cast.ash_episode.id).course.id == second.id
        open_visits = db.session.scalars(select(PhaseVisit).where(PhaseVisit.left_on.is_(None))).all()
        assert [visit.course_id for visit in open_visits] == [second.id]


def test_the_same_text_is_frozen_once(cast, today):
    with cast.acting(cast.alma):
        one = begin(cast, cast.ash_episode, on=today)
        two = begin(cast, cast.couple, on=today)
        assert one.protocol_version_id == two.protocol_version_id


@pytest.mark.parametrize(
    ("flavour", "scope", "credentials", "reason"),
    [
        ("trauma-to-resources", "therapist", (), "credential"),
        ("trauma-to-resources", "guidance", ("trauma",), "scope"),
        ("narrative", "guidance", (), "scope"),
        ("guidance", "guidance", (), "agreement"),
        (None, "therapist", (), "flavour"),
        ("invented", "therapist", (), "flavour"),
    ],
)
def test_who_may_not_lead_what(cast, today, flavour, scope, credentials, reason):
    with cast.acting(cast.alma), pytest.raises(actions.NotAllowed) as refused:
        begin(
            cast,
            cast.ash_episode,
            key="attachment-repair",
            flavour=flavour,
            on=today,
            scope=scope,
            credentials=credentials,
        )
    assert refused.value.reason == reason


def test_trauma_to_resources_opens_with_the_credential(cast, today):
    with cast.acting(cast.alma):
        course = begin(
            cast,
            cast.ash_episode,
            key="attachment-repair",
            flavour="trauma-to-resources",
            on=today,
            credentials={"trauma"},
        )
        assert course.flavour == "trauma-to-resources"


def test_guidance_opens_with_the_agreement_and_the_checklist(cast, today):
    with cast.acting(cast.alma):
        record_consent(
            cast.ash_episode.id,
            cast.ash.id,
            "guidance-agreement",
            given_on=today,
            by=cast.alma.id,
            form_version="2026-1",
        )
        with pytest.raises(actions.NotAllowed, match="referral-check"):
            begin(cast, cast.ash_episode, key="attachment-repair", flavour="guidance", on=today, scope="guidance")
        check_referral(cast.ash_episode.id, cast.ash.id, reasons=[], on=today, by=cast.alma.id)
        course = begin(cast, cast.ash_episode, key="attachment-repair", flavour="guidance", on=today, scope="guidance")
        assert course.flavour == "guidance"


def test_a_couple_needs_one_policy_both_signed(cast, today):
    with cast.acting(cast.alma):
        kims = next(c for c in consents_of(cast.couple.id) if c.client_id == cast.kim.id and c.kind == "records-policy")
        withdraw_consent(kims, on=today, by=cast.alma.id)
        with pytest.raises(actions.NotAllowed) as refused:
            begin(cast, cast.couple, on=today)
        assert refused.value.reason == "records-policy"
        record_consent(
            cast.couple.id,
            cast.kim.id,
            "records-policy",
            given_on=today,
            by=cast.alma.id,
            form_version="2026-1",
            policy="no-secrets",
        )
        assert records_policy(cast.couple.id, [cast.robin.id, cast.kim.id]) is None


def test_returning_begins_a_cycle_and_closes_the_visit(cast, today):
    with cast.acting(cast.alma):
        course = begin(cast, cast.ash_episode, on=today - timedelta(20))
        one, two = [phase.id for phase in load_library()["narrative-attachment"].phases][:2]
        actions.enter_phase(course, two, on=today - timedelta(9), by=cast.alma.id)
        back = actions.enter_phase(
            course, one, on=today, by=cast.alma.id, readiness={"reflect": "yes", "willing": "no"}, words="She asked to."
        )
        assert back.cycle == 2
        visits = queries.current_course(cast.ash_episode.id).visits
        assert [v.left_on for v in visits if v.id != back.id] == [today - timedelta(9), today]
        reason = queries.reasons_of(cast.ash_episode.id)[back.id][0]
        assert reason.readiness == {"reflect": "yes", "willing": "no"} and reason.words == "She asked to."
        with pytest.raises(actions.CannotMove):
            actions.enter_phase(course, one, on=today, by=cast.alma.id)
        with pytest.raises(actions.CannotMove):
            actions.enter_phase(course, "nowhere", on=today, by=cast.alma.id)


def test_skipping_moves_nobody(cast, today):
    with cast.acting(cast.alma):
        course = begin(cast, cast.ash_episode, on=today)
        order = [phase.id for phase in load_library()["narrative-attachment"].phases]
        skipped = actions.skip_phase(course, order[1], on=today, by=cast.alma.id, reason="Known from before.")
        view = queries.current_course(cast.ash_episode.id)
        assert view.current(cast.ash.id).phase_id == order[0]
        assert [step.state for step in queries.path_of(view, None)][:2] == ["now", "skipped"]
        assert queries.reasons_of(cast.ash_episode.id)[skipped.id][0].words == "Known from before."


def test_one_partner_may_go_ahead(cast, today):
    with cast.acting(cast.alma):
        course = begin(cast, cast.couple, on=today)
        order = [phase.id for phase in load_library()["narrative-attachment"].phases]
        actions.enter_phase(course, order[1], on=today, by=cast.alma.id, client_id=cast.kim.id)
        assert row_of(cast.couple.id, cast.kim.id).phase_number == 2
        assert row_of(cast.couple.id, cast.robin.id).phase_number == 1
        actions.enter_phase(course, order[2], on=today, by=cast.alma.id)
        assert {row_of(cast.couple.id, c.id).phase_number for c in (cast.kim, cast.robin)} == {3}


def test_a_rest_stops_the_days_and_slides_what_is_open(cast, today):
    slid = []
    with cast.acting(cast.alma):
        begin(cast, cast.ash_episode, on=today - timedelta(20))
        rest = actions.pause(cast.ash_episode, since=today - timedelta(10), by=cast.alma.id, reason="Away")
        assert row_of(cast.ash_episode.id, cast.ash.id).paused_since == today - timedelta(10)
        with pytest.raises(actions.BadRest):
            actions.pause(cast.ash_episode, since=today, by=cast.alma.id)
        with pytest.raises(actions.BadRest):
            actions.resume(rest, until=today - timedelta(11), by=cast.alma.id)
        actions.resume(rest, until=today - timedelta(3), by=cast.alma.id, slide=lambda *a, **k: slid.append((a, k)))
        assert slid == [((cast.ash_episode.id, 7), {"since": today - timedelta(10)})]
        state = row_of(cast.ash_episode.id, cast.ash.id)
        assert (state.day_one, state.paused_since) == (today - timedelta(13), None)


def test_one_partners_rest_is_theirs(cast, today):
    with cast.acting(cast.alma):
        begin(cast, cast.couple, on=today - timedelta(20))
        rest = actions.pause(cast.couple, since=today - timedelta(5), by=cast.alma.id, client_id=cast.kim.id)
        actions.resume(rest, until=today, by=cast.alma.id)
        assert row_of(cast.couple.id, cast.kim.id).day_one == today - timedelta(15)
        assert row_of(cast.couple.id, cast.robin.id).day_one == today - timedelta(20)


def test_one_leaves_the_shared_room_freezes(cast, today):
    with cast.acting(cast.alma):
        course = begin(cast, cast.couple, on=today - timedelta(20))
        actions.discharge(cast.couple, cast.kim.id, on=today, reason="agreed", by=cast.alma.id, words="She moves on.")
        assert not queries.shared_room_open(cast.couple.id)
        assert cast.couple.ended_on is None and course.ended_on is None
        with pytest.raises(actions.SharedRoomFrozen):
            actions.plan_session(cast.couple.id, None, starts_at=clock.now(), by=cast.alma.id)
        actions.plan_session(cast.couple.id, cast.robin.id, starts_at=clock.now(), by=cast.alma.id)
        with pytest.raises(actions.AlreadyDischarged):
            actions.discharge(cast.couple, cast.kim.id, on=today, reason="agreed", by=cast.alma.id)
        actions.discharge(cast.couple, cast.robin.id, on=today, reason="completed", by=cast.alma.id)
        assert (cast.couple.ended_on, course.ended_on) == (today, today)
        assert row_of(cast.couple.id, cast.kim.id).ended_on == today
        with pytest.raises(actions.EpisodeEnded):
            begin(cast, cast.couple, on=today)
        again, same = actions.take_on_client(by=cast.alma.id, on=today, person={"client_id": cast.kim.id})
        assert same.id == cast.kim.id and consents_of(again.id) == []


def test_sessions_count_within_their_room(cast):
    now = clock.now()
    with cast.acting(cast.alma):
        together = [actions.plan_session(cast.couple.id, None, starts_at=now, by=cast.alma.id).number for _ in "ab"]
        alone = actions.plan_session(cast.couple.id, cast.kim.id, starts_at=now + timedelta(1), by=cast.alma.id)
        assert (together, alone.number) == ([1, 2], 1)
        assert row_of(cast.couple.id, cast.kim.id).next_session_at == alone.starts_at
        assert row_of(cast.couple.id, cast.robin.id).next_session_at is None
        actions.cancel_session(alone, by=cast.alma.id)
        assert row_of(cast.couple.id, cast.kim.id).next_session_at is None
        ash = actions.plan_session(cast.ash_episode.id, None, starts_at=now, by=cast.alma.id)
        assert ash.client_id == cast.ash.id


def test_attendance_is_told_per_participant_and_may_be_corrected(cast):
    with cast.acting(cast.alma):
        session = actions.plan_session(cast.couple.id, None, starts_at=clock.now(), by=cast.alma.id)
        both = {cast.kim.id: "attended", cast.robin.id: "missed"}
        actions.record_attendance(session, both, by=cast.alma.id)
        actions.record_attendance(session, {cast.robin.id: "cancelled"}, by=cast.alma.id)
        assert queries.attendance_of([session.id]) == {
            session.id: {cast.kim.id: "attended", cast.robin.id: "cancelled"}
        }
        with pytest.raises(LookupError):
            actions.record_attendance(session, {cast.ash.id: "attended"}, by=cast.alma.id)
        with pytest.raises(ValueError):
            actions.record_attendance(session, {cast.kim.id: "late"}, by=cast.alma.id)


def test_intake_keeps_both_tabs_apart(cast, today):
    with cast.acting(cast.alma):
        first = actions.record_intake(
            cast.ash_episode.id, cast.ash.id, words={"best_hope": "To sleep \x00 again 😴"}, on=today, by=cast.alma.id
        )
        actions.record_intake(
            cast.ash_episode.id, cast.ash.id, words={"best_hope": "To rest"}, on=today, by=cast.alma.id, version=1
        )
        with pytest.raises(actions.ChangedMeanwhile) as meanwhile:
            actions.record_intake(
                cast.ash_episode.id, cast.ash.id, words={"best_hope": "lost?"}, on=today, by=cast.alma.id, version=1
            )
        assert meanwhile.value.current.id == first.id and first.words == {"best_hope": "To rest"}


def test_kim_reads_nothing_of_robins(cast, today):
    """In Kim's scope Robin's rows do not exist, whatever is asked; the policy both signed is known all the same."""
    with cast.acting(cast.alma):
        course = begin(cast, cast.couple, on=today - timedelta(3))
        order = [phase.id for phase in load_library()["narrative-attachment"].phases]
        actions.enter_phase(
            course, order[1], on=today, by=cast.alma.id, client_id=cast.robin.id, readiness={"reflect": "yes"}
        )
        actions.record_intake(cast.couple.id, cast.robin.id, words={"best_hope": "Peace"}, on=today, by=cast.alma.id)
        actions.pause(cast.couple, since=today, by=cast.alma.id, client_id=cast.robin.id, reason="Ill")
        actions.plan_session(cast.couple.id, cast.robin.id, starts_at=clock.now(), by=cast.alma.id)
        shared = actions.plan_session(cast.couple.id, None, starts_at=clock.now(), by=cast.alma.id)
        db.session.commit()
        ids = [cast.robin.id, cast.kim.id]
    with acting_as(ClientScope(cast.practice.id, ids[1])):
        for model in (Intake, Pause, PhaseReason, Discharge):
            assert db.session.scalars(select(model)).all() == []
        assert [s.id for s in db.session.scalars(select(TherapySession))] == [shared.id]
        assert {v.client_id for v in db.session.scalars(select(PhaseVisit))} == {None}
        assert [s.client_id for s in db.session.scalars(select(EpisodeState))] == [ids[1]]
        assert {c.client_id for c in consents_of(cast.couple.id)} == {ids[1]}
        assert queries.current_course(cast.couple.id).phase(ids[1]).id == order[0]
        assert len(db.session.scalars(select(Course)).all()) == 1
        assert [part.shown_as for part in queries.participants(cast.couple.id)] == ["Kim", "Robin"]
        assert records_policy(cast.couple.id, ids) == "limited-secrets"
    with acting_as(ClientScope(cast.practice.id, cast.sky.id)):
        assert records_policy(cast.couple.id, ids) is None
        assert queries.participants(cast.couple.id) == []


def test_who_left_keeps_their_own_room_only(cast, today):
    with cast.acting(cast.alma):
        begin(cast, cast.couple, on=today)
        own = actions.plan_session(cast.couple.id, cast.kim.id, starts_at=clock.now(), by=cast.alma.id)
        actions.plan_session(cast.couple.id, None, starts_at=clock.now(), by=cast.alma.id)
        actions.discharge(cast.couple, cast.kim.id, on=today, reason="moved", by=cast.alma.id)
        db.session.commit()
    with cast.acting(cast.kim):
        assert [s.id for s in db.session.scalars(select(TherapySession))] == [own.id]
        assert db.session.scalars(select(Participant.ends_at).where(Participant.client_id == cast.kim.id)).one()
