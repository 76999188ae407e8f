"""The session workspace: plans, note formats and versions, amendments, co-signing, series, calendars, goals and agreements."""

import sqlalchemy as sa
from alembic import op
import practice.db

revision = '0004'
down_revision = '0003'


def upgrade() -> None:
    op.create_table('busy_time',
    sa.Column('counselor_id', practice.db.Id(), nullable=False),
    sa.Column('source', sa.Text(), nullable=False),
    sa.Column('uid', sa.Text(), nullable=False),
    sa.Column('starts_at', practice.db.Moment(), nullable=False),
    sa.Column('ends_at', practice.db.Moment(), nullable=False),
    sa.Column('all_day', sa.Boolean(), nullable=False),
    sa.Column('title_blob', sa.LargeBinary(), nullable=True),
    sa.Column('brought_at', practice.db.Moment(), nullable=False),
    sa.Column('id', practice.db.Id(), nullable=False),
    sa.Column('practice_id', practice.db.Id(), nullable=False),
    sa.ForeignKeyConstraint(['counselor_id'], ['counselor.id'], name=op.f('fk_busy_time_counselor_id'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_busy_time')),
    sa.UniqueConstraint('practice_id', 'counselor_id', 'uid', 'starts_at', name=op.f('uq_busy_time_practice_id_counselor_id_uid_starts_at'))
    )
    with op.batch_alter_table('busy_time', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_busy_time_practice_id_counselor_id_starts_at'), ['practice_id', 'counselor_id', 'starts_at'], unique=False)

    op.create_table('calendar_feed',
    sa.Column('counselor_id', practice.db.Id(), nullable=False),
    sa.Column('token_hash', sa.LargeBinary(length=32), nullable=False),
    sa.Column('names', sa.Boolean(), nullable=False),
    sa.Column('homework', sa.Boolean(), nullable=False),
    sa.Column('made_at', practice.db.Moment(), nullable=False),
    sa.Column('read_at', practice.db.Moment(), nullable=True),
    sa.Column('revoked_at', practice.db.Moment(), nullable=True),
    sa.Column('id', practice.db.Id(), nullable=False),
    sa.Column('practice_id', practice.db.Id(), nullable=False),
    sa.ForeignKeyConstraint(['counselor_id'], ['counselor.id'], name=op.f('fk_calendar_feed_counselor_id'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_calendar_feed')),
    sa.UniqueConstraint('token_hash', name=op.f('uq_calendar_feed_token_hash'))
    )
    with op.batch_alter_table('calendar_feed', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_calendar_feed_practice_id_counselor_id'), ['practice_id', 'counselor_id'], unique=False)

    op.create_table('snippet',
    sa.Column('counselor_id', practice.db.Id(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('words_blob', sa.LargeBinary(), nullable=True),
    sa.Column('changed_at', practice.db.Moment(), nullable=False),
    sa.Column('id', practice.db.Id(), nullable=False),
    sa.Column('practice_id', practice.db.Id(), nullable=False),
    sa.ForeignKeyConstraint(['counselor_id'], ['counselor.id'], name=op.f('fk_snippet_counselor_id'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_snippet'))
    )
    with op.batch_alter_table('snippet', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_snippet_practice_id_counselor_id_name'), ['practice_id', 'counselor_id', 'name'], unique=False)

    op.create_table('working_hours',
    sa.Column('counselor_id', practice.db.Id(), nullable=False),
    sa.Column('weekday', sa.Integer(), nullable=False),
    sa.Column('from_time', sa.Text(), nullable=False),
    sa.Column('to_time', sa.Text(), nullable=False),
    sa.Column('id', practice.db.Id(), nullable=False),
    sa.Column('practice_id', practice.db.Id(), nullable=False),
    sa.CheckConstraint('from_time < to_time', name=op.f('working_hours_end_after_they_begin')),
    sa.ForeignKeyConstraint(['counselor_id'], ['counselor.id'], name=op.f('fk_working_hours_counselor_id'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_working_hours'))
    )
    with op.batch_alter_table('working_hours', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_working_hours_practice_id_counselor_id'), ['practice_id', 'counselor_id'], unique=False)

    op.create_table('amendment_request',
    sa.Column('words_blob', sa.LargeBinary(), nullable=False),
    sa.Column('asked_by', sa.Text(), nullable=False),
    sa.Column('asked_by_id', practice.db.Id(), nullable=False),
    sa.Column('asked_at', practice.db.Moment(), nullable=False),
    sa.Column('answer_by', sa.Date(), nullable=False),
    sa.Column('episode_id', practice.db.Id(), nullable=False),
    sa.Column('client_id', practice.db.Id(), nullable=True),
    sa.Column('id', practice.db.Id(), nullable=False),
    sa.Column('practice_id', practice.db.Id(), nullable=False),
    sa.CheckConstraint('client_id IS NOT NULL', name=op.f('a_request_belongs_to_one_person')),
    sa.ForeignKeyConstraint(['client_id'], ['client.id'], name=op.f('fk_amendment_request_client_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['episode_id'], ['episode.id'], name=op.f('fk_amendment_request_episode_id'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_amendment_request'))
    )
    with op.batch_alter_table('amendment_request', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_amendment_request_practice_id_episode_id'), ['practice_id', 'episode_id'], unique=False)

    op.create_table('co_sign',
    sa.Column('subject', sa.Text(), nullable=False),
    sa.Column('subject_id', practice.db.Id(), nullable=False),
    sa.Column('asked_by', practice.db.Id(), nullable=False),
    sa.Column('asked_at', practice.db.Moment(), nullable=False),
    sa.Column('episode_id', practice.db.Id(), nullable=False),
    sa.Column('client_id', practice.db.Id(), nullable=True),
    sa.Column('id', practice.db.Id(), nullable=False),
    sa.Column('practice_id', practice.db.Id(), nullable=False),
    sa.ForeignKeyConstraint(['asked_by'], ['counselor.id'], name=op.f('fk_co_sign_asked_by'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['client_id'], ['client.id'], name=op.f('fk_co_sign_client_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['episode_id'], ['episode.id'], name=op.f('fk_co_sign_episode_id'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_co_sign')),
    sa.UniqueConstraint('practice_id', 'subject', 'subject_id', name=op.f('uq_co_sign_practice_id_subject_subject_id'))
    )
    with op.batch_alter_table('co_sign', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_co_sign_practice_id_episode_id'), ['practice_id', 'episode_id'], unique=False)

    op.create_table('session_series',
    sa.Column('first_on', sa.Date(), nullable=False),
    sa.Column('wall_time', sa.Text(), nullable=False),
    sa.Column('zone', sa.Text(), nullable=False),
    sa.Column('every', sa.Integer(), nullable=False),
    sa.Column('times', sa.Integer(), nullable=False),
    sa.Column('minutes', sa.Integer(), nullable=False),
    sa.Column('place', sa.Text(), nullable=True),
    sa.Column('planned_by', practice.db.Id(), nullable=False),
    sa.Column('planned_at', practice.db.Moment(), nullable=False),
    sa.Column('ended_at', practice.db.Moment(), nullable=True),
    sa.Column('episode_id', practice.db.Id(), nullable=False),
    sa.Column('client_id', practice.db.Id(), nullable=True),
    sa.Column('id', practice.db.Id(), nullable=False),
    sa.Column('practice_id', practice.db.Id(), nullable=False),
    sa.ForeignKeyConstraint(['client_id'], ['client.id'], name=op.f('fk_session_series_client_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['episode_id'], ['episode.id'], name=op.f('fk_session_series_episode_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['planned_by'], ['counselor.id'], name=op.f('fk_session_series_planned_by'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_session_series'))
    )
    with op.batch_alter_table('session_series', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_session_series_practice_id_episode_id'), ['practice_id', 'episode_id'], unique=False)

    op.create_table('supervision_question',
    sa.Column('words_blob', sa.LargeBinary(), nullable=False),
    sa.Column('asked_by', practice.db.Id(), nullable=False),
    sa.Column('asked_at', practice.db.Moment(), nullable=False),
    sa.Column('answer_blob', sa.LargeBinary(), nullable=True),
    sa.Column('talked_over_at', practice.db.Moment(), nullable=True),
    sa.Column('talked_over_by', practice.db.Id(), nullable=True),
    sa.Column('episode_id', practice.db.Id(), nullable=False),
    sa.Column('client_id', practice.db.Id(), nullable=True),
    sa.Column('id', practice.db.Id(), nullable=False),
    sa.Column('practice_id', practice.db.Id(), nullable=False),
    sa.ForeignKeyConstraint(['asked_by'], ['counselor.id'], name=op.f('fk_supervision_question_asked_by'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['client_id'], ['client.id'], name=op.f('fk_supervision_question_client_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['episode_id'], ['episode.id'], name=op.f('fk_supervision_question_episode_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['talked_over_by'], ['counselor.id'], name=op.f('fk_supervision_question_talked_over_by'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_supervision_question'))
    )
    with op.batch_alter_table('supervision_question', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_supervision_question_practice_id_episode_id'), ['practice_id', 'episode_id'], unique=False)

    op.create_table('amendment_step',
    sa.Column('request_id', practice.db.Id(), nullable=False),
    sa.Column('step', sa.Text(), nullable=False),
    sa.Column('words_blob', sa.LargeBinary(), nullable=True),
    sa.Column('note_id', practice.db.Id(), nullable=True),
    sa.Column('by', practice.db.Id(), nullable=False),
    sa.Column('at', practice.db.Moment(), nullable=False),
    sa.Column('episode_id', practice.db.Id(), nullable=False),
    sa.Column('client_id', practice.db.Id(), nullable=True),
    sa.Column('id', practice.db.Id(), nullable=False),
    sa.Column('practice_id', practice.db.Id(), nullable=False),
    sa.ForeignKeyConstraint(['client_id'], ['client.id'], name=op.f('fk_amendment_step_client_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['episode_id'], ['episode.id'], name=op.f('fk_amendment_step_episode_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['request_id'], ['amendment_request.id'], name=op.f('fk_amendment_step_request_id'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_amendment_step'))
    )
    with op.batch_alter_table('amendment_step', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_amendment_step_practice_id_episode_id'), ['practice_id', 'episode_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_amendment_step_practice_id_request_id'), ['practice_id', 'request_id'], unique=False)

    op.create_table('co_sign_step',
    sa.Column('cosign_id', practice.db.Id(), nullable=False),
    sa.Column('step', sa.Text(), nullable=False),
    sa.Column('words_blob', sa.LargeBinary(), nullable=True),
    sa.Column('by', practice.db.Id(), nullable=False),
    sa.Column('signed_name', sa.Text(), nullable=True),
    sa.Column('signed_credential', sa.Text(), nullable=True),
    sa.Column('signed_zone', sa.Text(), nullable=True),
    sa.Column('at', practice.db.Moment(), nullable=False),
    sa.Column('episode_id', practice.db.Id(), nullable=False),
    sa.Column('client_id', practice.db.Id(), nullable=True),
    sa.Column('id', practice.db.Id(), nullable=False),
    sa.Column('practice_id', practice.db.Id(), nullable=False),
    sa.ForeignKeyConstraint(['by'], ['counselor.id'], name=op.f('fk_co_sign_step_by'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['client_id'], ['client.id'], name=op.f('fk_co_sign_step_client_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['cosign_id'], ['co_sign.id'], name=op.f('fk_co_sign_step_cosign_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['episode_id'], ['episode.id'], name=op.f('fk_co_sign_step_episode_id'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_co_sign_step'))
    )
    with op.batch_alter_table('co_sign_step', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_co_sign_step_practice_id_cosign_id'), ['practice_id', 'cosign_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_co_sign_step_practice_id_episode_id'), ['practice_id', 'episode_id'], unique=False)

    op.create_table('fidelity',
    sa.Column('course_id', practice.db.Id(), nullable=False),
    sa.Column('phase_id', sa.Text(), nullable=False),
    sa.Column('exercise_id', sa.Text(), nullable=False),
    sa.Column('how', sa.Text(), nullable=False),
    sa.Column('words_blob', sa.LargeBinary(), nullable=True),
    sa.Column('by', practice.db.Id(), nullable=False),
    sa.Column('at', practice.db.Moment(), nullable=False),
    sa.Column('episode_id', practice.db.Id(), nullable=False),
    sa.Column('client_id', practice.db.Id(), nullable=True),
    sa.Column('id', practice.db.Id(), nullable=False),
    sa.Column('practice_id', practice.db.Id(), nullable=False),
    sa.ForeignKeyConstraint(['by'], ['counselor.id'], name=op.f('fk_fidelity_by'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['client_id'], ['client.id'], name=op.f('fk_fidelity_client_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['course_id'], ['course.id'], name=op.f('fk_fidelity_course_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['episode_id'], ['episode.id'], name=op.f('fk_fidelity_episode_id'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_fidelity'))
    )
    with op.batch_alter_table('fidelity', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_fidelity_practice_id_episode_id'), ['practice_id', 'episode_id'], unique=False)

    op.create_table('goal',
    sa.Column('words_blob', sa.LargeBinary(), nullable=False),
    sa.Column('ladder_id', practice.db.Id(), nullable=True),
    sa.Column('agreed_on', sa.Date(), nullable=False),
    sa.Column('review_every', sa.Integer(), nullable=True),
    sa.Column('next_review', sa.Date(), nullable=True),
    sa.Column('made_by', practice.db.Id(), nullable=False),
    sa.Column('made_at', practice.db.Moment(), nullable=False),
    sa.Column('episode_id', practice.db.Id(), nullable=False),
    sa.Column('client_id', practice.db.Id(), nullable=True),
    sa.Column('id', practice.db.Id(), nullable=False),
    sa.Column('practice_id', practice.db.Id(), nullable=False),
    sa.ForeignKeyConstraint(['client_id'], ['client.id'], name=op.f('fk_goal_client_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['episode_id'], ['episode.id'], name=op.f('fk_goal_episode_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['ladder_id'], ['ladder.id'], name=op.f('fk_goal_ladder_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['made_by'], ['counselor.id'], name=op.f('fk_goal_made_by'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_goal'))
    )
    with op.batch_alter_table('goal', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_goal_practice_id_episode_id'), ['practice_id', 'episode_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_goal_practice_id_next_review'), ['practice_id', 'next_review'], unique=False)

    op.create_table('phase_agreement',
    sa.Column('course_id', practice.db.Id(), nullable=False),
    sa.Column('phase_id', sa.Text(), nullable=False),
    sa.Column('phase_title', sa.Text(), nullable=False),
    sa.Column('words_blob', sa.LargeBinary(), nullable=False),
    sa.Column('sha256', sa.Text(), nullable=False),
    sa.Column('labels', sa.JSON(), nullable=False),
    sa.Column('made_by', practice.db.Id(), nullable=False),
    sa.Column('made_at', practice.db.Moment(), nullable=False),
    sa.Column('episode_id', practice.db.Id(), nullable=False),
    sa.Column('client_id', practice.db.Id(), nullable=True),
    sa.Column('id', practice.db.Id(), nullable=False),
    sa.Column('practice_id', practice.db.Id(), nullable=False),
    sa.ForeignKeyConstraint(['client_id'], ['client.id'], name=op.f('fk_phase_agreement_client_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['course_id'], ['course.id'], name=op.f('fk_phase_agreement_course_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['episode_id'], ['episode.id'], name=op.f('fk_phase_agreement_episode_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['made_by'], ['counselor.id'], name=op.f('fk_phase_agreement_made_by'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_phase_agreement'))
    )
    with op.batch_alter_table('phase_agreement', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_phase_agreement_practice_id_episode_id'), ['practice_id', 'episode_id'], unique=False)

    op.create_table('agreement_name',
    sa.Column('agreement_id', practice.db.Id(), nullable=False),
    sa.Column('person_id', practice.db.Id(), nullable=False),
    sa.Column('name', sa.Text(), nullable=False),
    sa.Column('how', sa.Text(), nullable=False),
    sa.Column('signed_on', sa.Date(), nullable=True),
    sa.Column('by', practice.db.Id(), nullable=False),
    sa.Column('at', practice.db.Moment(), nullable=False),
    sa.Column('episode_id', practice.db.Id(), nullable=False),
    sa.Column('client_id', practice.db.Id(), nullable=True),
    sa.Column('id', practice.db.Id(), nullable=False),
    sa.Column('practice_id', practice.db.Id(), nullable=False),
    sa.ForeignKeyConstraint(['agreement_id'], ['phase_agreement.id'], name=op.f('fk_agreement_name_agreement_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['client_id'], ['client.id'], name=op.f('fk_agreement_name_client_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['episode_id'], ['episode.id'], name=op.f('fk_agreement_name_episode_id'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_agreement_name')),
    sa.UniqueConstraint('practice_id', 'agreement_id', 'person_id', name=op.f('uq_agreement_name_practice_id_agreement_id_person_id'))
    )
    with op.batch_alter_table('agreement_name', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_agreement_name_practice_id_episode_id'), ['practice_id', 'episode_id'], unique=False)

    op.create_table('goal_step',
    sa.Column('goal_id', practice.db.Id(), nullable=False),
    sa.Column('status', sa.Text(), nullable=False),
    sa.Column('words_blob', sa.LargeBinary(), nullable=True),
    sa.Column('by', practice.db.Id(), nullable=False),
    sa.Column('at', practice.db.Moment(), nullable=False),
    sa.Column('episode_id', practice.db.Id(), nullable=False),
    sa.Column('client_id', practice.db.Id(), nullable=True),
    sa.Column('id', practice.db.Id(), nullable=False),
    sa.Column('practice_id', practice.db.Id(), nullable=False),
    sa.ForeignKeyConstraint(['by'], ['counselor.id'], name=op.f('fk_goal_step_by'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['client_id'], ['client.id'], name=op.f('fk_goal_step_client_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['episode_id'], ['episode.id'], name=op.f('fk_goal_step_episode_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['goal_id'], ['goal.id'], name=op.f('fk_goal_step_goal_id'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_goal_step'))
    )
    with op.batch_alter_table('goal_step', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_goal_step_practice_id_episode_id'), ['practice_id', 'episode_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_goal_step_practice_id_goal_id'), ['practice_id', 'goal_id'], unique=False)

    op.create_table('note_move',
    sa.Column('note_id', practice.db.Id(), nullable=False),
    sa.Column('session_id', practice.db.Id(), nullable=False),
    sa.Column('moved_by', practice.db.Id(), nullable=False),
    sa.Column('moved_at', practice.db.Moment(), nullable=False),
    sa.Column('episode_id', practice.db.Id(), nullable=False),
    sa.Column('client_id', practice.db.Id(), nullable=True),
    sa.Column('id', practice.db.Id(), nullable=False),
    sa.Column('practice_id', practice.db.Id(), nullable=False),
    sa.ForeignKeyConstraint(['client_id'], ['client.id'], name=op.f('fk_note_move_client_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['episode_id'], ['episode.id'], name=op.f('fk_note_move_episode_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['moved_by'], ['counselor.id'], name=op.f('fk_note_move_moved_by'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['session_id'], ['therapy_session.id'], name=op.f('fk_note_move_session_id'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_note_move'))
    )
    with op.batch_alter_table('note_move', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_note_move_practice_id_episode_id'), ['practice_id', 'episode_id'], unique=False)

    op.create_table('session_invite',
    sa.Column('session_id', practice.db.Id(), nullable=False),
    sa.Column('method', sa.Text(), nullable=False),
    sa.Column('sequence', sa.Integer(), nullable=False),
    sa.Column('sent_by', practice.db.Id(), nullable=False),
    sa.Column('sent_at', practice.db.Moment(), nullable=False),
    sa.Column('episode_id', practice.db.Id(), nullable=False),
    sa.Column('client_id', practice.db.Id(), nullable=True),
    sa.Column('id', practice.db.Id(), nullable=False),
    sa.Column('practice_id', practice.db.Id(), nullable=False),
    sa.ForeignKeyConstraint(['client_id'], ['client.id'], name=op.f('fk_session_invite_client_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['episode_id'], ['episode.id'], name=op.f('fk_session_invite_episode_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['sent_by'], ['counselor.id'], name=op.f('fk_session_invite_sent_by'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['session_id'], ['therapy_session.id'], name=op.f('fk_session_invite_session_id'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_session_invite'))
    )
    with op.batch_alter_table('session_invite', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_session_invite_practice_id_episode_id'), ['practice_id', 'episode_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_session_invite_practice_id_session_id'), ['practice_id', 'session_id'], unique=False)

    op.create_table('session_plan',
    sa.Column('session_id', practice.db.Id(), nullable=False),
    sa.Column('room', sa.Text(), nullable=False),
    sa.Column('items_blob', sa.LargeBinary(), nullable=True),
    sa.Column('picked_blob', sa.LargeBinary(), nullable=True),
    sa.Column('questions', sa.JSON(), nullable=False),
    sa.Column('exercises', sa.JSON(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('saved_by', practice.db.Id(), nullable=False),
    sa.Column('saved_at', practice.db.Moment(), nullable=False),
    sa.Column('episode_id', practice.db.Id(), nullable=False),
    sa.Column('client_id', practice.db.Id(), nullable=True),
    sa.Column('id', practice.db.Id(), nullable=False),
    sa.Column('practice_id', practice.db.Id(), nullable=False),
    sa.ForeignKeyConstraint(['client_id'], ['client.id'], name=op.f('fk_session_plan_client_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['episode_id'], ['episode.id'], name=op.f('fk_session_plan_episode_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['saved_by'], ['counselor.id'], name=op.f('fk_session_plan_saved_by'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['session_id'], ['therapy_session.id'], name=op.f('fk_session_plan_session_id'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_session_plan')),
    sa.UniqueConstraint('practice_id', 'session_id', 'room', name=op.f('uq_session_plan_practice_id_session_id_room'))
    )
    with op.batch_alter_table('session_plan', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_session_plan_practice_id_episode_id'), ['practice_id', 'episode_id'], unique=False)

    op.create_table('administration_reading',
    sa.Column('administration_id', practice.db.Id(), nullable=False),
    sa.Column('read_by', practice.db.Id(), nullable=False),
    sa.Column('read_at', practice.db.Moment(), nullable=False),
    sa.Column('episode_id', practice.db.Id(), nullable=False),
    sa.Column('client_id', practice.db.Id(), nullable=True),
    sa.Column('id', practice.db.Id(), nullable=False),
    sa.Column('practice_id', practice.db.Id(), nullable=False),
    sa.ForeignKeyConstraint(['administration_id'], ['administration.id'], name=op.f('fk_administration_reading_administration_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['client_id'], ['client.id'], name=op.f('fk_administration_reading_client_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['episode_id'], ['episode.id'], name=op.f('fk_administration_reading_episode_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['read_by'], ['counselor.id'], name=op.f('fk_administration_reading_read_by'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_administration_reading')),
    sa.UniqueConstraint('practice_id', 'administration_id', name=op.f('uq_administration_reading_practice_id_administration_id'))
    )
    with op.batch_alter_table('administration_reading', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_administration_reading_practice_id_episode_id'), ['practice_id', 'episode_id'], unique=False)

    op.create_table('note_version',
    sa.Column('note_id', practice.db.Id(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('words_blob', sa.LargeBinary(), nullable=False),
    sa.Column('by', practice.db.Id(), nullable=False),
    sa.Column('at', practice.db.Moment(), nullable=False),
    sa.Column('episode_id', practice.db.Id(), nullable=False),
    sa.Column('client_id', practice.db.Id(), nullable=True),
    sa.Column('id', practice.db.Id(), nullable=False),
    sa.Column('practice_id', practice.db.Id(), nullable=False),
    sa.ForeignKeyConstraint(['by'], ['counselor.id'], name=op.f('fk_note_version_by'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['client_id'], ['client.id'], name=op.f('fk_note_version_client_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['episode_id'], ['episode.id'], name=op.f('fk_note_version_episode_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['note_id'], ['progress_note.id'], name=op.f('fk_note_version_note_id'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_note_version')),
    sa.UniqueConstraint('practice_id', 'note_id', 'number', name=op.f('uq_note_version_practice_id_note_id_number'))
    )
    with op.batch_alter_table('note_version', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_note_version_practice_id_episode_id'), ['practice_id', 'episode_id'], unique=False)

    with op.batch_alter_table('addendum', schema=None) as batch_op:
        batch_op.add_column(sa.Column('happened_at', practice.db.Moment(), nullable=True))
        batch_op.add_column(sa.Column('signed_name', sa.Text(), nullable=True))
        batch_op.add_column(sa.Column('signed_credential', sa.Text(), nullable=True))
        batch_op.add_column(sa.Column('signed_zone', sa.Text(), nullable=True))
        batch_op.add_column(sa.Column('sha256', sa.Text(), nullable=True))

    with op.batch_alter_table('caseload_assignment', schema=None) as batch_op:
        batch_op.add_column(sa.Column('supervision_agreed', sa.Boolean(), server_default=sa.false(), nullable=False))

    with op.batch_alter_table('counselor', schema=None) as batch_op:
        batch_op.add_column(sa.Column('note_format', sa.Text(), nullable=True))

    with op.batch_alter_table('episode', schema=None) as batch_op:
        batch_op.add_column(sa.Column('note_format', sa.Text(), nullable=True))

    with op.batch_alter_table('practice', schema=None) as batch_op:
        batch_op.add_column(sa.Column('note_format', sa.Text(), server_default='solution-focused', nullable=False))
        batch_op.add_column(sa.Column('cosign_wait_days', sa.Integer(), server_default='7', nullable=False))

    with op.batch_alter_table('progress_note', schema=None) as batch_op:
        batch_op.add_column(sa.Column('format', sa.Text(), server_default='solution-focused', nullable=False))
        batch_op.add_column(sa.Column('labels', sa.JSON(), nullable=True))
        batch_op.add_column(sa.Column('happened_blob', sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column('signed_name', sa.Text(), nullable=True))
        batch_op.add_column(sa.Column('signed_credential', sa.Text(), nullable=True))
        batch_op.add_column(sa.Column('signed_zone', sa.Text(), nullable=True))

    with op.batch_alter_table('sign_in', schema=None) as batch_op:
        batch_op.add_column(sa.Column('unlocked_at', practice.db.Moment(), nullable=True))

    with op.batch_alter_table('supervision', schema=None) as batch_op:
        batch_op.add_column(sa.Column('cosigns', sa.Boolean(), server_default=sa.false(), nullable=False))

    with op.batch_alter_table('therapy_session', schema=None) as batch_op:
        batch_op.add_column(sa.Column('series_id', practice.db.Id(), nullable=True))
        batch_op.add_column(sa.Column('calendar_uid', sa.Text(), nullable=True))
        batch_op.add_column(sa.Column('calendar_sequence', sa.Integer(), server_default='0', nullable=False))
        batch_op.create_foreign_key(batch_op.f('fk_therapy_session_series_id'), 'session_series', ['series_id'], ['id'], initially='DEFERRED', deferrable=True)
    with op.batch_alter_table('entry_reading', schema=None) as batch_op:
        batch_op.drop_index(batch_op.f('ix_entry_reading_practice_id_episode_id'))
        batch_op.create_index(batch_op.f('ix_entry_reading_practice_id_episode_id_step'), ['practice_id', 'episode_id', 'step'], unique=False)

    # Calendars know a meeting by something random, never by what it is called here.
    random = "gen_random_uuid()::text" if op.get_bind().dialect.name == "postgresql" else "lower(hex(randomblob(16)))"
    op.execute(f"UPDATE therapy_session SET calendar_uid = {random}")


def downgrade() -> None:
    raise RuntimeError("Migrations only go forward; restore a backup instead.")
