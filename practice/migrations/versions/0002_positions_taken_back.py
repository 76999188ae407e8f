"""positions taken back"""

import sqlalchemy as sa
from alembic import op

import practice.db

revision = '0002'
down_revision = '0001'


def upgrade() -> None:
    op.add_column('rating', sa.Column('taken_back_at', practice.db.Moment(), nullable=True))


def downgrade() -> None:
    raise RuntimeError("Migrations only go forward; restore a backup instead.")
