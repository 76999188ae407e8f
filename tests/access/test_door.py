"""The door holds: by scope, by room, by readers, for every way of asking."""

import pytest
from sqlalchemy import delete, exists, func, select, update
from sqlalchemy.orm import aliased

from practice import clock
from practice.access.models import AuthorRecord, CaseloadAssignment, EpisodeRecord, EpisodeRow, Participant
from practice.access.scope import ClientScope, CounselorScope, DeskScope, OutOfScope, acting_as, desk_of, enter
from practice.clients.models import Client, Consent
from practice.db import db
from practice.episodes.models import Episode, Intake
from practice.notes.models import ProcessNote
from practice.safety.models import Flag


def flag(episode, client, by):
    return Flag(episode_id=episode.id, client_id=client.id, kind="other", urgency="review", words="private words",
                raised_by="counselor", raised_by_id=by.id, raised_at=clock.now())  # fmt: skip


@pytest.fixture
def flagged(cast):
    with cast.acting(cast.alma):
        for client in (cast.robin, cast.kim):
            db.session.add(flag(cast.couple, client, cast.alma))
    db.session.commit()
    return cast


WAYS = {
    "select": lambda: db.session.scalars(select(Flag)).all(),
    "columns": lambda: db.session.execute(select(Flag.id)).all(),
    "count": lambda: [1] * db.session.scalar(select(func.count()).select_from(Flag)),
    "join": lambda: db.session.execute(select(Flag.id).join(Client, Client.id == Flag.client_id)).all(),
    "union": lambda: db.session.execute(select(Flag.id).union(select(Flag.id))).all(),
    "cte": lambda: db.session.execute(select(select(Flag.id).cte().c.id)).all(),
    "alias": lambda: db.session.scalars(select(aliased(Flag))).all(),
    "subquery": lambda: db.session.execute(select(select(Flag.id).subquery().c.id)).all(),
}


@pytest.mark.parametrize("way", WAYS)
def test_a_caseload_sees_its_own_and_nobody_else_does(flagged, way):
    with flagged.acting(flagged.alma):
        assert len(WAYS[way]()) == 2
    for stranger in (flagged.cleo, flagged.bo, flagged.robin, flagged.sky):
        with flagged.acting(stranger):
            assert WAYS[way]() == []


@pytest.mark.parametrize("way", WAYS)
def test_without_a_scope_nothing_comes_back(flagged, way):
    enter(None)
    assert WAYS[way]() == []


def test_exists_passes_the_door_too(flagged):
    with flagged.acting(flagged.cleo):
        assert not db.session.scalar(select(exists(select(Flag.id))))
    with flagged.acting(flagged.alma):
        assert db.session.scalar(select(exists(select(Flag.id))))


def test_bulk_changes_stay_inside_the_caseload(flagged):
    with flagged.acting(flagged.cleo):
        assert db.session.execute(update(Consent).values(form_version="x")).rowcount == 1  # Sky's alone
        assert db.session.execute(delete(Consent)).rowcount == 1
        db.session.rollback()


def test_a_supervisor_reads_what_a_named_supervisee_leads_and_writes_nothing(flagged):
    with flagged.acting(flagged.sam):
        assert len(db.session.scalars(select(Flag)).all()) == 2
        assert {c.display_name for c in db.session.scalars(select(Client))} == {"Robin Vale", "Kim Vale", "Ash Field"}
        db.session.add(flag(flagged.couple, flagged.robin, flagged.sam))
        with pytest.raises(OutOfScope):
            db.session.flush()
        db.session.rollback()


def test_an_owner_without_an_assignment_sees_no_clinical_row(flagged):
    flagged.cleo.roles = ["owner", "counselor"]
    with flagged.acting(flagged.cleo):
        assert {c.display_name for c in db.session.scalars(select(Client))} == {"Sky Moor"}


def test_cover_ends_by_its_date(cast):
    with cast.acting(cast.bo):
        assert [c.display_name for c in db.session.scalars(select(Client))] == ["Ash Field"]
    with cast.acting(cast.alma):  # who leads the episode ends the cover
        cover = db.session.scalars(select(CaseloadAssignment).where(CaseloadAssignment.kind == "cover")).one()
        cover.ends_at = clock.now()
    db.session.commit()
    with cast.acting(cast.bo):
        assert db.session.scalars(select(Client)).all() == []


def test_a_partner_has_no_way_to_the_other_room(cast):
    with cast.acting(cast.kim):
        assert [c.display_name for c in db.session.scalars(select(Client))] == ["Kim Vale"]
        assert {row.client_id for row in db.session.scalars(select(Consent))} == {cast.kim.id}
        assert db.session.scalars(select(Intake)).all() == []
        db.session.add(Consent(episode_id=cast.couple.id, client_id=cast.robin.id, kind="counselling",
                               form_version="1", given_on=clock.now().date(), recorded_by=cast.alma.id,
                               recorded_at=clock.now()))  # fmt: skip
        with pytest.raises(OutOfScope):
            db.session.flush()
        db.session.rollback()


def test_the_shared_room_freezes_when_one_has_left(cast):
    """A row of the whole couple is gone for both; each keeps their own room (more in test_shared_room.py)."""
    with cast.acting(cast.alma):
        db.session.add(Consent(episode_id=cast.couple.id, client_id=None, kind="counselling", form_version="1",
                               given_on=clock.now().date(), recorded_by=cast.alma.id, recorded_at=clock.now()))  # fmt: skip
        part = db.session.scalars(select(Participant).where(Participant.client_id == cast.kim.id)).one()
        part.ends_at = clock.now()
    db.session.commit()
    for client in (cast.kim, cast.robin):
        with cast.acting(client):
            assert {row.client_id for row in db.session.scalars(select(Consent))} == {client.id}
    with cast.acting(cast.alma):
        assert {row.client_id for row in db.session.scalars(select(Consent))} >= {None}


def test_process_notes_are_for_their_author_alone(cast):
    with cast.acting(cast.alma):
        db.session.add(ProcessNote(episode_id=cast.ash_episode.id, client_id=cast.ash.id, author_id=cast.alma.id,
                                   body="only mine", saved_at=clock.now()))  # fmt: skip
    db.session.commit()
    for other in (cast.bo, cast.sam, cast.ash):  # cover, supervisor, the client
        with cast.acting(other):
            assert db.session.scalars(select(ProcessNote)).all() == []
    with cast.acting(cast.alma):
        assert db.session.scalars(select(ProcessNote)).one().body == "only mine"


def test_nobody_writes_in_somebody_elses_name(cast):
    with cast.acting(cast.alma):
        db.session.add(ProcessNote(episode_id=cast.ash_episode.id, client_id=cast.ash.id, author_id=cast.bo.id,
                                   body="forged", saved_at=clock.now()))  # fmt: skip
        with pytest.raises(OutOfScope):
            db.session.flush()
        db.session.rollback()


def test_a_client_reaches_the_desk_only_through_the_named_way(cast):
    with cast.acting(cast.ash):
        db.session.add(flag(cast.ash_episode, cast.ash, cast.alma))
        with pytest.raises(OutOfScope):
            db.session.flush()
        db.session.rollback()
    with cast.acting(cast.ash), desk_of(cast.ash_episode.id, "a test raises a flag") as scope:
        assert isinstance(scope, DeskScope)
        db.session.add(flag(cast.ash_episode, cast.ash, cast.alma))
    with cast.acting(cast.ash):
        assert db.session.scalars(select(Flag)).all() == []
    with cast.acting(cast.alma):
        assert len(db.session.scalars(select(Flag)).all()) == 1


def test_a_counselor_cannot_assign_themselves_to_a_known_episode(cast):
    """Opening an episode carries its first assignment; a bare one is refused."""
    with cast.acting(cast.cleo):
        db.session.add(CaseloadAssignment(episode_id=cast.couple.id, counselor_id=cast.cleo.id, kind="lead",
                                          starts_at=clock.now()))  # fmt: skip
        with pytest.raises(OutOfScope):
            db.session.flush()
        db.session.rollback()


def test_another_practice_is_another_world(cast):
    for scope in (CounselorScope("0" * 32, cast.alma.id), ClientScope("0" * 32, cast.robin.id)):
        with acting_as(scope):
            assert db.session.scalars(select(Client)).all() == []
            assert db.session.scalars(select(Episode)).all() == []


def test_every_table_stands_behind_the_door_or_on_the_short_list():
    """A new table is an EpisodeRecord or a PersonRecord; add to this list only what is not about a client."""
    from practice import all_models  # noqa: F401
    from practice.access.models import Protected

    behind = {m.class_.__tablename__ for m in db.Model.registry.mappers if issubclass(m.class_, Protected)}
    short_list = {"practice", "counselor", "credential", "sign_in", "sign_in_attempt", "audit_entry", "participant",
                  "caseload_assignment", "supervision", "protocol_version", "draft_token", "job",
                  "measure_version", "measure_grant",
                  # A counselor's own: every statement names its owner, notes/actions/snippets.py and calendar/.
                  "snippet", "working_hours", "calendar_feed", "busy_time"}  # fmt: skip
    assert set(db.metadata.tables) - behind == short_list


def test_every_protected_class_declares_who_reads_it():
    for mapper in db.Model.registry.mappers:
        if issubclass(mapper.class_, EpisodeRow):
            assert mapper.class_.readers in ("desk", "both", "author"), mapper.class_
            assert (mapper.class_.readers == "author") == issubclass(mapper.class_, AuthorRecord)
    assert issubclass(EpisodeRecord, EpisodeRow)
