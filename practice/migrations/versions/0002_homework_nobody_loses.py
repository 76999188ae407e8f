"""Homework nobody loses: write-only drafts, devices, paper, opening together, what recurs, reminders, jobs."""

import sqlalchemy as sa
from alembic import op
import practice.db

revision = '0002'
down_revision = '0001'


def upgrade() -> None:
    op.create_table('draft_token',
    sa.Column('token_hash', sa.LargeBinary(length=32), nullable=False),
    sa.Column('practice_id', practice.db.Id(), nullable=False),
    sa.Column('client_id', practice.db.Id(), nullable=False),
    sa.Column('assignment_id', practice.db.Id(), nullable=False),
    sa.Column('occurrence', sa.Text(), nullable=False),
    sa.Column('tab', sa.Text(), nullable=False),
    sa.Column('made_at', practice.db.Moment(), nullable=False),
    sa.Column('expires_at', practice.db.Moment(), nullable=False),
    sa.Column('ended_at', practice.db.Moment(), nullable=True),
    sa.PrimaryKeyConstraint('token_hash', name=op.f('pk_draft_token'))
    )
    with op.batch_alter_table('draft_token', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_draft_token_practice_id_client_id'), ['practice_id', 'client_id'], unique=False)

    op.create_table('job',
    sa.Column('kind', sa.Text(), nullable=False),
    sa.Column('key', sa.Text(), nullable=False),
    sa.Column('told', sa.JSON(), nullable=False),
    sa.Column('actor', sa.Text(), nullable=False),
    sa.Column('actor_id', practice.db.Id(), nullable=True),
    sa.Column('run_after', practice.db.Moment(), nullable=False),
    sa.Column('begun_at', practice.db.Moment(), nullable=True),
    sa.Column('done_at', practice.db.Moment(), nullable=True),
    sa.Column('tries', sa.Integer(), nullable=False),
    sa.Column('trouble', sa.Text(), nullable=True),
    sa.Column('id', practice.db.Id(), nullable=False),
    sa.Column('practice_id', practice.db.Id(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_job')),
    sa.UniqueConstraint('key', name=op.f('uq_job_key'))
    )
    with op.batch_alter_table('job', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_job_done_at_run_after'), ['done_at', 'run_after'], unique=False)

    op.create_table('device',
    sa.Column('client_id', practice.db.Id(), nullable=False),
    sa.Column('mark_hash', sa.LargeBinary(length=32), nullable=False),
    sa.Column('only_theirs', sa.Boolean(), nullable=False),
    sa.Column('said_at', practice.db.Moment(), nullable=False),
    sa.Column('key_blob', sa.LargeBinary(), nullable=True),
    sa.Column('id', practice.db.Id(), nullable=False),
    sa.Column('practice_id', practice.db.Id(), nullable=False),
    sa.ForeignKeyConstraint(['client_id'], ['client.id'], name=op.f('fk_device_client_id'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_device')),
    sa.UniqueConstraint('client_id', 'mark_hash', name=op.f('uq_device_client_id_mark_hash'))
    )
    with op.batch_alter_table('device', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_device_practice_id_client_id'), ['practice_id', 'client_id'], unique=False)

    op.create_table('pattern',
    sa.Column('exercise_id', sa.Text(), nullable=False),
    sa.Column('lines_blob', sa.LargeBinary(), nullable=False),
    sa.Column('drawn_by', practice.db.Id(), nullable=False),
    sa.Column('drawn_at', practice.db.Moment(), nullable=False),
    sa.Column('episode_id', practice.db.Id(), nullable=False),
    sa.Column('client_id', practice.db.Id(), nullable=True),
    sa.Column('id', practice.db.Id(), nullable=False),
    sa.Column('practice_id', practice.db.Id(), nullable=False),
    sa.ForeignKeyConstraint(['client_id'], ['client.id'], name=op.f('fk_pattern_client_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['drawn_by'], ['counselor.id'], name=op.f('fk_pattern_drawn_by'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['episode_id'], ['episode.id'], name=op.f('fk_pattern_episode_id'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_pattern'))
    )
    with op.batch_alter_table('pattern', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_pattern_practice_id_episode_id'), ['practice_id', 'episode_id'], unique=False)

    op.create_table('reminder_sent',
    sa.Column('client_id', practice.db.Id(), nullable=False),
    sa.Column('on_date', sa.Date(), nullable=False),
    sa.Column('claimed_at', practice.db.Moment(), nullable=False),
    sa.Column('sent_at', practice.db.Moment(), nullable=True),
    sa.Column('id', practice.db.Id(), nullable=False),
    sa.Column('practice_id', practice.db.Id(), nullable=False),
    sa.ForeignKeyConstraint(['client_id'], ['client.id'], name=op.f('fk_reminder_sent_client_id'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reminder_sent')),
    sa.UniqueConstraint('client_id', 'on_date', name=op.f('uq_reminder_sent_client_id_on_date'))
    )
    op.create_table('reminder_wish',
    sa.Column('client_id', practice.db.Id(), nullable=False),
    sa.Column('wanted', sa.Boolean(), nullable=False),
    sa.Column('email_blob', sa.LargeBinary(), nullable=True),
    sa.Column('from_hour', sa.Integer(), nullable=False),
    sa.Column('to_hour', sa.Integer(), nullable=False),
    sa.Column('said_at', practice.db.Moment(), nullable=False),
    sa.Column('id', practice.db.Id(), nullable=False),
    sa.Column('practice_id', practice.db.Id(), nullable=False),
    sa.ForeignKeyConstraint(['client_id'], ['client.id'], name=op.f('fk_reminder_wish_client_id'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reminder_wish')),
    sa.UniqueConstraint('client_id', name=op.f('uq_reminder_wish_client_id'))
    )
    op.create_table('reveal',
    sa.Column('exercise_id', sa.Text(), nullable=False),
    sa.Column('title', sa.Text(), nullable=False),
    sa.Column('place', sa.Text(), nullable=False),
    sa.Column('asked_by', practice.db.Id(), nullable=False),
    sa.Column('asked_at', practice.db.Moment(), nullable=False),
    sa.Column('agreed_at', practice.db.Moment(), nullable=True),
    sa.Column('opened_at', practice.db.Moment(), nullable=True),
    sa.Column('closed_at', practice.db.Moment(), nullable=True),
    sa.Column('episode_id', practice.db.Id(), nullable=False),
    sa.Column('client_id', practice.db.Id(), nullable=True),
    sa.Column('id', practice.db.Id(), nullable=False),
    sa.Column('practice_id', practice.db.Id(), nullable=False),
    sa.ForeignKeyConstraint(['asked_by'], ['counselor.id'], name=op.f('fk_reveal_asked_by'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['client_id'], ['client.id'], name=op.f('fk_reveal_client_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['episode_id'], ['episode.id'], name=op.f('fk_reveal_episode_id'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reveal'))
    )
    with op.batch_alter_table('reveal', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_reveal_practice_id_episode_id'), ['practice_id', 'episode_id'], unique=False)

    op.create_table('joint_stop',
    sa.Column('assignment_id', practice.db.Id(), nullable=False),
    sa.Column('stopped_at', practice.db.Moment(), nullable=False),
    sa.Column('episode_id', practice.db.Id(), nullable=False),
    sa.Column('client_id', practice.db.Id(), nullable=True),
    sa.Column('id', practice.db.Id(), nullable=False),
    sa.Column('practice_id', practice.db.Id(), nullable=False),
    sa.ForeignKeyConstraint(['assignment_id'], ['homework_assignment.id'], name=op.f('fk_joint_stop_assignment_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['client_id'], ['client.id'], name=op.f('fk_joint_stop_client_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['episode_id'], ['episode.id'], name=op.f('fk_joint_stop_episode_id'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_joint_stop')),
    sa.UniqueConstraint('assignment_id', 'client_id', name=op.f('uq_joint_stop_assignment_id_client_id'))
    )
    with op.batch_alter_table('joint_stop', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_joint_stop_practice_id_episode_id'), ['practice_id', 'episode_id'], unique=False)

    op.create_table('look_back',
    sa.Column('assignment_id', practice.db.Id(), nullable=False),
    sa.Column('helpful', sa.Text(), nullable=True),
    sa.Column('words_blob', sa.LargeBinary(), nullable=True),
    sa.Column('said_at', practice.db.Moment(), nullable=False),
    sa.Column('episode_id', practice.db.Id(), nullable=False),
    sa.Column('client_id', practice.db.Id(), nullable=True),
    sa.Column('id', practice.db.Id(), nullable=False),
    sa.Column('practice_id', practice.db.Id(), nullable=False),
    sa.ForeignKeyConstraint(['assignment_id'], ['homework_assignment.id'], name=op.f('fk_look_back_assignment_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['client_id'], ['client.id'], name=op.f('fk_look_back_client_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['episode_id'], ['episode.id'], name=op.f('fk_look_back_episode_id'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_look_back')),
    sa.UniqueConstraint('assignment_id', 'client_id', name=op.f('uq_look_back_assignment_id_client_id'))
    )
    with op.batch_alter_table('look_back', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_look_back_practice_id_episode_id'), ['practice_id', 'episode_id'], unique=False)

    op.create_table('paper_sheet',
    sa.Column('code', sa.Text(), nullable=False),
    sa.Column('assignment_id', practice.db.Id(), nullable=True),
    sa.Column('protocol_version_id', practice.db.Id(), nullable=False),
    sa.Column('flavour', sa.Text(), nullable=True),
    sa.Column('phase_id', sa.Text(), nullable=False),
    sa.Column('exercise_id', sa.Text(), nullable=False),
    sa.Column('occurrence', sa.Text(), nullable=True),
    sa.Column('printed_by', practice.db.Id(), nullable=False),
    sa.Column('printed_at', practice.db.Moment(), nullable=False),
    sa.Column('typed_in_at', practice.db.Moment(), nullable=True),
    sa.Column('episode_id', practice.db.Id(), nullable=False),
    sa.Column('client_id', practice.db.Id(), nullable=True),
    sa.Column('id', practice.db.Id(), nullable=False),
    sa.Column('practice_id', practice.db.Id(), nullable=False),
    sa.ForeignKeyConstraint(['assignment_id'], ['homework_assignment.id'], name=op.f('fk_paper_sheet_assignment_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['client_id'], ['client.id'], name=op.f('fk_paper_sheet_client_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['episode_id'], ['episode.id'], name=op.f('fk_paper_sheet_episode_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['printed_by'], ['counselor.id'], name=op.f('fk_paper_sheet_printed_by'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['protocol_version_id'], ['protocol_version.id'], name=op.f('fk_paper_sheet_protocol_version_id'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_paper_sheet')),
    sa.UniqueConstraint('practice_id', 'code', name=op.f('uq_paper_sheet_practice_id_code'))
    )
    with op.batch_alter_table('paper_sheet', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_paper_sheet_practice_id_episode_id'), ['practice_id', 'episode_id'], unique=False)

    op.create_table('entry_tag',
    sa.Column('entry_id', practice.db.Id(), nullable=False),
    sa.Column('facet', sa.Text(), nullable=False),
    sa.Column('word', sa.Text(), nullable=False),
    sa.Column('by', practice.db.Id(), nullable=False),
    sa.Column('at', practice.db.Moment(), nullable=False),
    sa.Column('taken_off_at', practice.db.Moment(), nullable=True),
    sa.Column('episode_id', practice.db.Id(), nullable=False),
    sa.Column('client_id', practice.db.Id(), nullable=True),
    sa.Column('id', practice.db.Id(), nullable=False),
    sa.Column('practice_id', practice.db.Id(), nullable=False),
    sa.ForeignKeyConstraint(['by'], ['counselor.id'], name=op.f('fk_entry_tag_by'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['client_id'], ['client.id'], name=op.f('fk_entry_tag_client_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_entry_tag_entry_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['episode_id'], ['episode.id'], name=op.f('fk_entry_tag_episode_id'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_entry_tag'))
    )
    with op.batch_alter_table('entry_tag', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_entry_tag_practice_id_entry_id'), ['practice_id', 'entry_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_entry_tag_practice_id_episode_id'), ['practice_id', 'episode_id'], unique=False)

    op.create_table('kept',
    sa.Column('entry_id', practice.db.Id(), nullable=False),
    sa.Column('place', sa.Text(), nullable=False),
    sa.Column('kept_at', practice.db.Moment(), nullable=False),
    sa.Column('let_go_at', practice.db.Moment(), nullable=True),
    sa.Column('episode_id', practice.db.Id(), nullable=False),
    sa.Column('client_id', practice.db.Id(), nullable=True),
    sa.Column('id', practice.db.Id(), nullable=False),
    sa.Column('practice_id', practice.db.Id(), nullable=False),
    sa.ForeignKeyConstraint(['client_id'], ['client.id'], name=op.f('fk_kept_client_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_kept_entry_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['episode_id'], ['episode.id'], name=op.f('fk_kept_episode_id'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_kept')),
    sa.UniqueConstraint('entry_id', 'place', name=op.f('uq_kept_entry_id_place'))
    )
    with op.batch_alter_table('kept', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_kept_practice_id_episode_id'), ['practice_id', 'episode_id'], unique=False)

    op.create_table('reveal_say',
    sa.Column('reveal_id', practice.db.Id(), nullable=False),
    sa.Column('entry_id', practice.db.Id(), nullable=False),
    sa.Column('asked_at', practice.db.Moment(), nullable=False),
    sa.Column('seen_at', practice.db.Moment(), nullable=True),
    sa.Column('held_back', sa.JSON(), nullable=False),
    sa.Column('answer', sa.Text(), nullable=True),
    sa.Column('answered_at', practice.db.Moment(), nullable=True),
    sa.Column('episode_id', practice.db.Id(), nullable=False),
    sa.Column('client_id', practice.db.Id(), nullable=True),
    sa.Column('id', practice.db.Id(), nullable=False),
    sa.Column('practice_id', practice.db.Id(), nullable=False),
    sa.ForeignKeyConstraint(['client_id'], ['client.id'], name=op.f('fk_reveal_say_client_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['entry_id'], ['entry.id'], name=op.f('fk_reveal_say_entry_id'), initially='DEFERRED', deferrable=True),
    sa.ForeignKeyConstraint(['episode_id'], ['episode.id'], name=op.f('fk_reveal_say_episode_id'), initially='DEFERRED', deferrable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_reveal_say')),
    sa.UniqueConstraint('reveal_id', 'client_id', name=op.f('uq_reveal_say_reveal_id_client_id'))
    )
    with op.batch_alter_table('reveal_say', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_reveal_say_practice_id_episode_id'), ['practice_id', 'episode_id'], unique=False)

    with op.batch_alter_table('episode_state', schema=None) as batch_op:
        batch_op.add_column(sa.Column('display_name', sa.Text().with_variant(sa.Text(collation='C'), 'postgresql'), server_default='', nullable=False))

    with op.batch_alter_table('episode_state', schema=None) as batch_op:
        batch_op.create_index(batch_op.f('ix_episode_state_practice_id_ended_on_display_name_episode_id'), ['practice_id', 'ended_on', 'display_name', 'episode_id'], unique=False)
        batch_op.create_index(batch_op.f('ix_episode_state_practice_id_unread_entries'), ['practice_id', 'unread_entries'], unique=False)

    op.execute('UPDATE episode_state SET display_name = (SELECT c.display_name FROM client c WHERE c.id = episode_state.client_id)')

    with op.batch_alter_table('homework_assignment', schema=None) as batch_op:
        batch_op.add_column(sa.Column('ended_how', sa.Text(), nullable=True))
        batch_op.add_column(sa.Column('replaces_id', practice.db.Id(), nullable=True))
        batch_op.create_foreign_key(batch_op.f('fk_homework_assignment_replaces_id'), 'homework_assignment', ['replaces_id'], ['id'], initially='DEFERRED', deferrable=True)

    with op.batch_alter_table('shared_entry', schema=None) as batch_op:
        batch_op.add_column(sa.Column('reveal_id', practice.db.Id(), nullable=True))

    with op.batch_alter_table('sign_in', schema=None) as batch_op:
        batch_op.add_column(sa.Column('only_assignment_id', practice.db.Id(), nullable=True))
        batch_op.add_column(sa.Column('handed_by', practice.db.Id(), nullable=True))


def downgrade() -> None:
    raise RuntimeError("Migrations only go forward; restore a backup instead.")
