"""Since when everybody agreed to supervision, so that it names who supervised by then; since when a meeting has a note."""

import sqlalchemy as sa
from alembic import op
import practice.db

revision = '0005'
down_revision = '0004'

# Of each client the latest consent that stands; of those the earliest, as clients/actions.py keeps it from now on.
SINCE = """
UPDATE caseload_assignment SET supervision_agreed_at = (
    SELECT min(said.at) FROM (
        SELECT max(recorded_at) AS at FROM consent
        WHERE consent.episode_id = caseload_assignment.episode_id AND kind = 'supervision' AND withdrawn_on IS NULL
        GROUP BY client_id
    ) AS said
) WHERE supervision_agreed
"""

NOTED = """
UPDATE therapy_session SET noted_at = (SELECT max(saved_at) FROM progress_note WHERE progress_note.session_id = therapy_session.id)
"""


def upgrade() -> None:
    op.add_column('caseload_assignment', sa.Column('supervision_agreed_at', practice.db.Moment(), nullable=True))
    op.execute(SINCE)
    op.drop_column('caseload_assignment', 'supervision_agreed')

    op.add_column('therapy_session', sa.Column('noted_at', practice.db.Moment(), nullable=True))
    op.execute(NOTED)
    unwritten = sa.text("noted_at IS NULL AND cancelled_at IS NULL")
    op.create_index('ix_therapy_session_practice_id_planned_by_starts_at', 'therapy_session', ['practice_id', 'planned_by', 'starts_at'],
                    unique=False, sqlite_where=unwritten, postgresql_where=unwritten)


def downgrade() -> None:
    raise RuntimeError("Migrations only go forward; restore a backup instead.")
