"""Leading an episode in the browser: taking on, beginning, moving, resting, ending, meeting."""

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from practice import clock
from practice.access.scope import everything
from practice.accounts.actions import record_credential
from practice.clients.actions import check_referral, record_consent, withdraw_consent
from practice.clients.models import Client
from practice.clients.queries import consents_of
from practice.db import db
from practice.episodes.models import (
    Attendance,
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
from practice.protocols.library import load_library

ORDER = [phase.id for phase in load_library()["narrative-attachment"].phases]


@pytest.fixture
def alma(cast):
    return cast.browser(cast.alma)


@pytest.fixture
def today(cast):
    return clock.today(cast.practice.zone)


def day(name, value):
    return {f"{name}-day": value.day, f"{name}-month": value.month, f"{name}-year": value.year}


def stored(cast, model, *where):
    db.session.rollback()
    with everything("looking at what was written", cast.practice.id):
        return db.session.scalars(select(model).where(*where)).all()


def seen(page):
    """What the confirm button of a preview sends."""
    return {"confirm": re.search(r'name="confirm" value="([^"]+)"', page.text)[1]}


def begin(cast, browser, episode, on, phase=ORDER[0]):
    answer = browser.post(
        f"/episodes/{episode.id}/begin?protocol=narrative-attachment",
        data={**day("started_on", on), "pace": "days", "first_phase": phase},
    )
    assert answer.status_code == 302, answer.text
    return stored(cast, Course, Course.episode_id == episode.id, Course.ended_on.is_(None))[0]


def test_taking_on_somebody_of_the_same_name_is_said_gently(cast, alma, today):
    data = {"first-display_name": "Ash Field", **day("opened_on", today)}
    page = alma.post("/clients/new", data=data, follow_redirects=True)
    assert page.status_code == 200 and "They stay two people." in page.text
    assert len(stored(cast, Client, Client.display_name == "Ash Field")) == 2


def test_taking_on_a_couple_opens_two_private_rooms_later(cast, alma, today):
    data = {
        "first-display_name": "Zhao Lei",
        "second-display_name": "Zhou Ting",
        "second-shown_as": "Ting",
        **day("opened_on", today),
    }
    page = alma.post("/clients/new?kind=couple", data=data, follow_redirects=True)
    assert "stay closed until both have signed" in page.text
    assert {row.shown_as for row in stored(cast, EpisodeState)} >= {"Zhao Lei", "Ting"}


def test_a_couple_is_two_people_and_names_are_kept(cast, alma, today):
    assert "A couple" in alma.get("/clients/new?kind=couple").text
    page = alma.post("/clients/new?kind=couple", data={"first-display_name": "Zhao Lei", **day("opened_on", today)})
    assert page.status_code == 422 and "Please give a name." in page.text and "Zhao Lei" in page.text
    same = {"first-known": cast.ash.id, "second-known": cast.ash.id, **day("opened_on", today)}
    assert "A couple is two people." in alma.post("/clients/new?kind=couple", data=same).text


def test_nobody_takes_on_a_strangers_client(cast, alma, today):
    page = alma.post("/clients/new", data={"first-known": cast.sky.id, **day("opened_on", today)})
    assert page.status_code == 422
    assert len(stored(cast, Episode)) == 3


def test_intake_two_tabs(cast, alma, today):
    path = f"/episodes/{cast.ash_episode.id}/intake/{cast.ash.id}"
    assert "In their own words" in alma.get(path).text
    base = day("taken_on", today)
    assert alma.post(path, data=base | {"best_hope": "To sleep 😴\x00"}).status_code == 302
    page = alma.post(path, data=base | {"best_hope": "To rest"})
    assert page.status_code == 409 and "To rest" in page.text and "To sleep" in page.text
    assert alma.post(path, data=base | {"version": 1, "best_hope": "Both"}).status_code == 302
    row = stored(cast, Intake)[0]
    assert (row.words["best_hope"], row.version) == ("Both", 2)
    assert alma.get(f"/episodes/{cast.ash_episode.id}/intake/{cast.kim.id}").status_code == 404


def test_what_is_not_open_says_why(cast, alma):
    page = alma.get(f"/episodes/{cast.ash_episode.id}/begin")
    assert page.status_code == 200 and "needs a credential that is not recorded" in page.text
    refused = alma.post(
        f"/episodes/{cast.ash_episode.id}/begin?protocol=attachment-repair&flavour=trauma-to-resources",
        data={**day("started_on", clock.today(cast.practice.zone)), "pace": "days", "first_phase": "assessment"},
    )
    assert refused.status_code == 422 and "needs a credential" in refused.text
    assert stored(cast, Course) == []
    with everything("a credential comes in", cast.practice.id):
        record_credential(cast.alma, "trauma", "Trauma course", clock.now().date(), by=cast.alma.id)
        db.session.commit()
    assert "needs a credential" not in alma.get(f"/episodes/{cast.ash_episode.id}/begin").text


def begun(browser, episode, today, query="protocol=narrative-attachment", **more):
    told = {**day("started_on", today - timedelta(9)), "pace": "sessions", "first_phase": ORDER[0], **more}
    return browser.post(f"/episodes/{episode.id}/begin?{query}", data=told)


def test_guidance_is_begun_with_its_two_forms_and_what_was_typed_stays(cast, alma, today):
    cast.alma.scope = "guidance"
    db.session.commit()
    episode, query = cast.ash_episode, "protocol=attachment-repair&flavour=guidance"
    for words, form in (("guidance, not therapy", "consents"), ("checklist comes first", "referral")):
        page = begun(alma, episode, today, query, first_phase="assessment")
        assert page.status_code == 422 and words in page.text and stored(cast, Course) == []
        assert f'"/episodes/{episode.id}/consents"' in page.text and f'"/episodes/{episode.id}/referral"' in page.text
        assert f'value="{(today - timedelta(9)).year}"' in page.text and 'value="sessions" checked' in page.text
        assert words in alma.get(f"/episodes/{episode.id}/begin?{query}").text
        with cast.acting(cast.alma):
            if form == "consents":
                record_consent(episode.id, cast.ash.id, "guidance-agreement", given_on=today, by=cast.alma.id, form_version="1")
            else:
                check_referral(episode.id, cast.ash.id, reasons=[], on=today, by=cast.alma.id)
            db.session.commit()
    assert begun(alma, episode, today, query, first_phase="assessment").status_code == 302


def test_beginning_without_an_agreement_is_said_and_confirmed(cast, alma, today):
    with cast.acting(cast.alma):
        for consent in consents_of(cast.ash_episode.id):
            withdraw_consent(consent, on=today, by=cast.alma.id)
        db.session.commit()
    page = begun(alma, cast.ash_episode, today)
    assert page.status_code == 422 and "tick that you begin without it" in page.text and stored(cast, Course) == []
    assert 'name="unsigned"' not in alma.get(f"/episodes/{cast.couple.id}/begin?protocol=narrative-attachment").text
    assert begun(alma, cast.ash_episode, today, unsigned="y").status_code == 302


@pytest.mark.parametrize("query", ["protocol=nothing", "protocol=attachment-repair&flavour=nothing"])
def test_an_invented_protocol_is_not_there(cast, alma, query):
    assert alma.get(f"/episodes/{cast.ash_episode.id}/begin?{query}").status_code == 404


def test_beginning_says_day_and_phase(cast, alma, today):
    begin(cast, alma, cast.ash_episode, today - timedelta(22), ORDER[3])
    page = alma.get(f"/episodes/{cast.ash_episode.id}/phases").text
    assert "day 23 of 40, phase 4" in page and "before Attune" in page
    visits = stored(cast, PhaseVisit)
    assert sorted(visit.how for visit in visits) == ["before-attune"] * 3 + ["entered"]


def test_past_the_end_is_beyond(cast, alma, today):
    begin(cast, alma, cast.ash_episode, today - timedelta(41), ORDER[5])
    assert "day 42, beyond the 40, phase 6" in alma.get(f"/episodes/{cast.ash_episode.id}/phases").text


def test_entering_shows_before_and_after_and_keeps_the_readiness(cast, alma, today):
    begin(cast, alma, cast.couple, today - timedelta(8))
    path = f"/episodes/{cast.couple.id}/phases/{ORDER[1]}"
    page = alma.get(path).text
    assert "From then on" in page and "Ready? Ask Robin Vale" in page and "A no stops nothing" in page
    ready = {f"ready-{cast.kim.id}-reflect": "yes", f"ready-{cast.robin.id}-willing": "no"}
    assert (
        alma.post(path, data={"who": "both", "words": "Both want to.", **day("on", today), **ready}).status_code == 302
    )
    reasons = {row.client_id: row.readiness for row in stored(cast, PhaseReason)}
    assert reasons[cast.kim.id] == {"reflect": "yes", "willing": "not asked"}
    assert reasons[cast.robin.id] == {"reflect": "not asked", "willing": "no"}
    again = alma.post(path, data={"who": "both", **day("on", today)})
    assert again.status_code == 422 and "in this phase already" in again.text
    back = f"/episodes/{cast.couple.id}/phases/{ORDER[0]}"
    returning = alma.get(back).text
    assert "Return to: " in returning and "Go on" not in returning
    assert "cycle 2" in alma.get(back).text
    assert alma.post(back, data={"who": cast.kim.id, **day("on", today)}).status_code == 302
    assert {
        row.client_id: row.phase_number for row in stored(cast, EpisodeState, EpisodeState.episode_id == cast.couple.id)
    } == {cast.kim.id: 1, cast.robin.id: 2}


def test_leaving_a_phase_out_needs_a_reason(cast, alma, today):
    begin(cast, alma, cast.ash_episode, today)
    path = f"/episodes/{cast.ash_episode.id}/phases/{ORDER[2]}/skip"
    assert alma.get(path).status_code == 200
    assert alma.post(path, data=day("on", today)).status_code == 422
    assert alma.post(path, data={"reason": "Known already", **day("on", today)}).status_code == 302
    page = alma.get(f"/episodes/{cast.ash_episode.id}/phases").text
    assert "skipped" in page and "Known already" in page


def test_a_rest_is_shown_before_it_counts(cast, alma, today):
    begin(cast, alma, cast.ash_episode, today - timedelta(10))
    moved, ash = [], cast.ash.id
    cast.app.extensions["homework-dates"] = (
        lambda episode_id: [("Exception log", today - timedelta(2), today + timedelta(5), ash)],
        lambda *args, **more: moved.append((args, more)),
    )
    path = f"/episodes/{cast.ash_episode.id}/pause"
    assert alma.get(path).status_code == 200
    typed = {"who": "both", **day("since", today - timedelta(7)), **day("until", today - timedelta(3))}
    page = alma.post(path, data=typed)
    assert page.status_code == 200 and stored(cast, Pause) == [] and moved == []
    assert "day 11 of 40" in page.text and "day 7 of 40" in page.text
    assert "Exception log" in page.text and "4 days do not count" in page.text
    assert alma.post(path, data=typed | seen(page)).status_code == 302
    assert moved == [((cast.ash_episode.id, 4), {"since": today - timedelta(7)})]
    assert stored(cast, EpisodeState, EpisodeState.client_id == cast.ash.id)[0].day_one == today - timedelta(6)


def test_resting_and_going_on(cast, alma, today):
    begin(cast, alma, cast.couple, today - timedelta(10))
    path = f"/episodes/{cast.couple.id}/pause"
    typed = {"who": cast.kim.id, "reason": "Away", **day("since", today - timedelta(4))}
    page = alma.post(path, data=typed)
    assert "The days wait from then on" in page.text
    other = alma.post(path, data=typed | seen(page) | day("since", today - timedelta(1)))
    assert other.status_code == 200 and stored(cast, Pause) == []
    assert alma.post(path, data=typed | seen(page)).status_code == 302
    row = stored(cast, Pause)[0]
    page = alma.get(f"/episodes/{cast.couple.id}/phases").text
    assert "Kim Vale is resting" in page and "day 7 of 40" in page and "day 11 of 40" in page
    back = f"/pauses/{row.id}/resume"
    assert alma.get(back).status_code == 200
    shown = alma.post(back, data=day("until", today))
    assert "4 days do not count" in shown.text and stored(cast, Pause)[0].until is None
    assert alma.post(back, data=day("until", today) | seen(shown)).status_code == 302
    assert stored(cast, Pause)[0].until == today
    assert alma.get(back).status_code == 404


def test_ending_for_one_then_for_the_other(cast, alma, today):
    path = f"/episodes/{cast.couple.id}/discharge"
    assert "The shared room freezes" in alma.get(path).text
    typed = {"who": cast.kim.id, "reason": "moved", "words": "To another town.", **day("on", today)}
    assert alma.post(path, data=typed).status_code == 302
    assert stored(cast, Episode, Episode.id == cast.couple.id)[0].ended_on is None
    assert "To another town." in alma.get(path).text
    assert alma.post(path, data=typed).status_code == 422
    assert alma.post(path, data=typed | {"who": cast.robin.id, "reason": "agreed"}).status_code == 302
    assert stored(cast, Episode, Episode.id == cast.couple.id)[0].ended_on == today
    assert len(stored(cast, Discharge)) == 2
    page = alma.get(path).text
    assert "This episode has ended" in page and "Take Kim Vale on again" in page
    assert "selected" in alma.get(f"/clients/new?client={cast.kim.id}").text


def test_a_session_is_planned_changed_attended_and_cancelled(cast, alma, today):
    path = f"/episodes/{cast.couple.id}/sessions/new"
    assert alma.get(path).status_code == 200
    typed = {"who": "both", "clock": "14.30", "minutes": "80", "place": "https://example.org/call", **day("on", today)}
    bad = alma.post(path, data=typed | {"clock": "half two"})
    assert bad.status_code == 422 and "hour and minute" in bad.text and "half two" in bad.text
    assert alma.post(path, data=typed).status_code == 302
    row = stored(cast, TherapySession)[0]
    assert (f"{clock.local(row.starts_at, cast.practice.zone):%H:%M}", row.minutes, row.client_id) == (
        "14:30",
        80,
        None,
    )
    page = alma.get(f"/sessions/{row.id}")
    assert page.status_code == 200 and "Who came" in page.text
    assert (
        alma.post(
            f"/sessions/{row.id}", data={k: v for k, v in typed.items() if k != "who"} | {"clock": "09:00"}
        ).status_code
        == 302
    )
    came = {f"came_{cast.kim.id}": "attended", f"came_{cast.robin.id}": "missed"}
    assert alma.post(f"/sessions/{row.id}/attendance", data=came).status_code == 302
    assert {a.client_id: a.status for a in stored(cast, Attendance)} == {
        cast.kim.id: "attended",
        cast.robin.id: "missed",
    }
    assert alma.post(f"/sessions/{row.id}/cancel").status_code == 302
    assert stored(cast, TherapySession)[0].cancelled_at is not None
    assert "Cancelled" in alma.get(f"/sessions/{row.id}").text


@pytest.mark.parametrize("field", ["clock", "place", "minutes", "on-year"])
def test_no_number_or_sign_breaks_a_page(cast, alma, today, field):
    typed = {"who": cast.ash.id, "clock": "10:00", "minutes": "50", "place": "", **day("on", today)}
    for value in ("\x00", "9" * 400, "²³", "-1", "1e9", "٣"):
        answer = alma.post(f"/episodes/{cast.ash_episode.id}/sessions/new", data=typed | {field: value})
        assert answer.status_code in (302, 422)


def test_strangers_find_nothing(cast, today):
    begin(cast, cast.browser(cast.alma), cast.couple, today)
    with cast.acting(cast.alma):
        from practice.episodes.actions import pause, plan_session

        episode = db.session.scalars(select(Episode).where(Episode.id == cast.couple.id)).one()
        rest = pause(episode, since=today, by=cast.alma.id).id
        met = plan_session(episode.id, None, starts_at=clock.now(), by=cast.alma.id).id
        db.session.commit()
    here = f"/episodes/{cast.couple.id}"
    reads = [
        here + end
        for end in (
            "/begin",
            "/phases",
            f"/phases/{ORDER[1]}",
            f"/phases/{ORDER[1]}/skip",
            "/pause",
            "/discharge",
            "/sessions/new",
            f"/intake/{cast.kim.id}",
        )
    ] + [f"/sessions/{met}", f"/pauses/{rest}/resume"]
    cleo = cast.browser(cast.cleo)
    for path in reads:
        assert cleo.get(path).status_code == 404, path
        assert cleo.post(path, data={}).status_code in (404, 405), path
    for path in (f"/sessions/{met}/cancel", f"/sessions/{met}/attendance"):
        assert cleo.post(path).status_code == 404
