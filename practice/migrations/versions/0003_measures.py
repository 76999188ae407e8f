"""Measures: instruments and their versions, occasions of giving them, EMDR records, crisis plans, alerts."""

import sqlalchemy as sa
from alembic import op
import practice.db

revision = '0003'
down_revision = '0002'


def upgrade() -> None:
    op.create_table('measure_version',
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('version', sa.Text(), nullable=False),
    sa.Column('sha256', sa.Text(), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('origin', sa.Text(), nullable=False),
    sa.Column('added_by', practice.db.Id(), nullable=True),
    sa.Column('added_at', practice.db.Moment(), nullable=False),
    sa.Column('id', practice.db.Id(), nullable=False),
    sa.Column('practice_id', practice.db.Id(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_measure_version')),
    sa.UniqueConstraint('practice_id', 'key', 'sha256', name=op.f('uq_measure_version_practice_id_key_sha256'))
    )
    op.create_table('measure_grant',
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('words', sa.Text(), nullable=False),
    sa.Column('by', practice.db.Id(), nullable=False),
    sa.Column('at', practice.db.Moment(), nullable=False),
    sa.Column('id', practice.db.Id(), nullable=False),
    sa.Column('practice_id', practice.db.Id(), nullable=False),
    sa.ForeignKeyConstraint(['by'], ['counselor.id'], name=op.f('fk_measure_grant_by'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_measure_grant'))
    )
    with op.batch_alter_table('measure_grant', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_measure_grant_practice_id_key'), ['practice_id', 'key'], unique=False)

    op.create_table('crisis_plan',
    sa.Column('words_blob', sa.LargeBinary(), nullable=True),
    sa.Column('made_by', practice.db.Id(), nullable=False),
    sa.Column('made_at', practice.db.Moment(), nullable=False),
    sa.Column('review_on', sa.Date(), nullable=True),
    sa.Column('episode_id', practice.db.Id(), nullable=False),
    sa.Column('client_id', practice.db.Id(), nullable=True),
    sa.Column('id', practice.db.Id(), nullable=False),
    sa.Column('practice_id', practice.db.Id(), nullable=False),
    sa.CheckConstraint('client_id IS NOT NULL', name=op.f('a_crisis_plan_belongs_to_one_person')),
    sa.ForeignKeyConstraint(['client_id'], ['client.id'], name=op.f('fk_crisis_plan_client_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['episode_id'], ['episode.id'], name=op.f('fk_crisis_plan_episode_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['made_by'], ['counselor.id'], name=op.f('fk_crisis_plan_made_by'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_crisis_plan'))
    )
    with op.batch_alter_table('crisis_plan', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_crisis_plan_practice_id_episode_id'), ['practice_id', 'episode_id'], unique=False)

    op.create_table('emdr_target',
    sa.Column('words_blob', sa.LargeBinary(), nullable=True),
    sa.Column('opened_by', practice.db.Id(), nullable=False),
    sa.Column('opened_at', practice.db.Moment(), nullable=False),
    sa.Column('closed_at', practice.db.Moment(), nullable=True),
    sa.Column('episode_id', practice.db.Id(), nullable=False),
    sa.Column('client_id', practice.db.Id(), nullable=True),
    sa.Column('id', practice.db.Id(), nullable=False),
    sa.Column('practice_id', practice.db.Id(), nullable=False),
    sa.ForeignKeyConstraint(['client_id'], ['client.id'], name=op.f('fk_emdr_target_client_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['episode_id'], ['episode.id'], name=op.f('fk_emdr_target_episode_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['opened_by'], ['counselor.id'], name=op.f('fk_emdr_target_opened_by'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_emdr_target'))
    )
    with op.batch_alter_table('emdr_target', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_emdr_target_practice_id_episode_id'), ['practice_id', 'episode_id'], unique=False)

    op.create_table('measure_assignment',
    sa.Column('version_id', practice.db.Id(), nullable=False),
    sa.Column('measure_key', sa.Text(), nullable=False),
    sa.Column('way', sa.Text(), nullable=False),
    sa.Column('rhythm', sa.Text(), nullable=False),
    sa.Column('every_days', sa.Integer(), nullable=True),
    sa.Column('phase_id', sa.Text(), nullable=True),
    sa.Column('target', sa.Text(), nullable=True),
    sa.Column('starts_on', sa.Date(), nullable=False),
    sa.Column('agreed_by', practice.db.Id(), nullable=False),
    sa.Column('agreed_at', practice.db.Moment(), nullable=False),
    sa.Column('ended_at', practice.db.Moment(), nullable=True),
    sa.Column('episode_id', practice.db.Id(), nullable=False),
    sa.Column('client_id', practice.db.Id(), nullable=True),
    sa.Column('id', practice.db.Id(), nullable=False),
    sa.Column('practice_id', practice.db.Id(), nullable=False),
    sa.CheckConstraint('client_id IS NOT NULL', name=op.f('a_measure_is_asked_of_one_person')),
    sa.ForeignKeyConstraint(['agreed_by'], ['counselor.id'], name=op.f('fk_measure_assignment_agreed_by'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['client_id'], ['client.id'], name=op.f('fk_measure_assignment_client_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['episode_id'], ['episode.id'], name=op.f('fk_measure_assignment_episode_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['version_id'], ['measure_version.id'], name=op.f('fk_measure_assignment_version_id'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_measure_assignment'))
    )
    with op.batch_alter_table('measure_assignment', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_measure_assignment_practice_id_episode_id'), ['practice_id', 'episode_id'], unique=False)

    op.create_table('administration',
    sa.Column('assignment_id', practice.db.Id(), nullable=True),
    sa.Column('version_id', practice.db.Id(), nullable=False),
    sa.Column('measure_key', sa.Text(), nullable=False),
    sa.Column('way', sa.Text(), nullable=False),
    sa.Column('target', sa.Text(), nullable=True),
    sa.Column('session_id', practice.db.Id(), nullable=True),
    sa.Column('made_id', sa.Text(), nullable=False),
    sa.Column('given_on', sa.Date(), nullable=False),
    sa.Column('began_at', practice.db.Moment(), nullable=False),
    sa.Column('finished_at', practice.db.Moment(), nullable=True),
    sa.Column('given_by', practice.db.Id(), nullable=False),
    sa.Column('answers_blob', sa.LargeBinary(), nullable=True),
    sa.Column('scores', sa.JSON(), nullable=True),
    sa.Column('engine', sa.Integer(), nullable=True),
    sa.Column('released_at', practice.db.Moment(), nullable=True),
    sa.Column('released_by', practice.db.Id(), nullable=True),
    sa.Column('struck_at', practice.db.Moment(), nullable=True),
    sa.Column('struck_by', practice.db.Id(), nullable=True),
    sa.Column('struck_blob', sa.LargeBinary(), nullable=True),
    sa.Column('episode_id', practice.db.Id(), nullable=False),
    sa.Column('client_id', practice.db.Id(), nullable=True),
    sa.Column('id', practice.db.Id(), nullable=False),
    sa.Column('practice_id', practice.db.Id(), nullable=False),
    sa.CheckConstraint('client_id IS NOT NULL', name=op.f('a_measure_is_given_to_one_person')),
    sa.ForeignKeyConstraint(['assignment_id'], ['measure_assignment.id'], name=op.f('fk_administration_assignment_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['client_id'], ['client.id'], name=op.f('fk_administration_client_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['episode_id'], ['episode.id'], name=op.f('fk_administration_episode_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['session_id'], ['therapy_session.id'], name=op.f('fk_administration_session_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['version_id'], ['measure_version.id'], name=op.f('fk_administration_version_id'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_administration')),
    sa.UniqueConstraint('practice_id', 'client_id', 'made_id', name=op.f('uq_administration_practice_id_client_id_made_id'))
    )
    with op.batch_alter_table('administration', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_administration_practice_id_episode_id_client_id_measure_key_given_on'), ['practice_id', 'episode_id', 'client_id', 'measure_key', 'given_on'], unique=False)

    op.create_table('emdr_set',
    sa.Column('target_id', practice.db.Id(), nullable=False),
    sa.Column('session_id', practice.db.Id(), nullable=True),
    sa.Column('n', sa.Integer(), nullable=False),
    sa.Column('sud', sa.Integer(), nullable=True),
    sa.Column('voc', sa.Integer(), nullable=True),
    sa.Column('words_blob', sa.LargeBinary(), nullable=True),
    sa.Column('by', practice.db.Id(), nullable=False),
    sa.Column('at', practice.db.Moment(), nullable=False),
    sa.Column('episode_id', practice.db.Id(), nullable=False),
    sa.Column('client_id', practice.db.Id(), nullable=True),
    sa.Column('id', practice.db.Id(), nullable=False),
    sa.Column('practice_id', practice.db.Id(), nullable=False),
    sa.CheckConstraint('sud IS NULL OR sud BETWEEN 0 AND 10', name=op.f('sud_lies_between_0_and_10')),
    sa.CheckConstraint('voc IS NULL OR voc BETWEEN 1 AND 7', name=op.f('voc_lies_between_1_and_7')),
    sa.ForeignKeyConstraint(['by'], ['counselor.id'], name=op.f('fk_emdr_set_by'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['client_id'], ['client.id'], name=op.f('fk_emdr_set_client_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['episode_id'], ['episode.id'], name=op.f('fk_emdr_set_episode_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['session_id'], ['therapy_session.id'], name=op.f('fk_emdr_set_session_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['target_id'], ['emdr_target.id'], name=op.f('fk_emdr_set_target_id'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_emdr_set'))
    )
    with op.batch_alter_table('emdr_set', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_emdr_set_practice_id_target_id'), ['practice_id', 'target_id'], unique=False)

    op.create_table('flag_alert',
    sa.Column('flag_id', practice.db.Id(), nullable=False),
    sa.Column('to_id', practice.db.Id(), nullable=False),
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('at', practice.db.Moment(), nullable=False),
    sa.Column('episode_id', practice.db.Id(), nullable=False),
    sa.Column('client_id', practice.db.Id(), nullable=True),
    sa.Column('id', practice.db.Id(), nullable=False),
    sa.Column('practice_id', practice.db.Id(), nullable=False),
    sa.ForeignKeyConstraint(['client_id'], ['client.id'], name=op.f('fk_flag_alert_client_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['episode_id'], ['episode.id'], name=op.f('fk_flag_alert_episode_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['flag_id'], ['flag.id'], name=op.f('fk_flag_alert_flag_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['to_id'], ['counselor.id'], name=op.f('fk_flag_alert_to_id'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_flag_alert')),
    sa.UniqueConstraint('practice_id', 'flag_id', 'to_id', name=op.f('uq_flag_alert_practice_id_flag_id_to_id'))
    )
    with op.batch_alter_table('flag_alert', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_flag_alert_practice_id_episode_id'), ['practice_id', 'episode_id'], unique=False)

    with op.batch_alter_table('counselor', schema=None) as batch_op:
        batch_op.add_column(sa.Column('email', sa.Text(), nullable=True))

    with op.batch_alter_table('practice', schema=None) as batch_op:
        batch_op.add_column(sa.Column('flag_named_id', practice.db.Id(), nullable=True))
        batch_op.add_column(sa.Column('flag_backup_id', practice.db.Id(), nullable=True))
        batch_op.add_column(sa.Column('flag_wait_hours', sa.Integer(), nullable=True))


def downgrade() -> None:
    raise RuntimeError("Migrations only go forward; restore a backup instead.")
