"""What an item says of itself: theme, weight, passages inside it, and what a promise leaves unsaid.

Revision ID: 0003
Revises: 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Items that are there already keep their numbers and say nothing of the kind."""
    op.add_column("item", sa.Column("theme", sa.String(length=32), nullable=True))
    op.add_column("item", sa.Column("severity", sa.String(length=32), nullable=True))
    op.add_column("item", sa.Column("missing", sa.Text(), server_default=sa.text("''"), nullable=False))
    op.add_column("item_action", sa.Column("missing", sa.Text(), server_default=sa.text("''"), nullable=False))
    op.create_table(
        "item_passage",
        sa.Column("item_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("deadline", sa.Date(), nullable=True),
        sa.Column("span_start", sa.Integer(), nullable=False),
        sa.Column("span_end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_item_passage_item_id_item")),
        sa.PrimaryKeyConstraint("item_id", "position", name=op.f("pk_item_passage")),
    )


def downgrade() -> None:
    """Forget it."""
    op.drop_table("item_passage")
    op.drop_column("item_action", "missing")
    op.drop_column("item", "missing")
    op.drop_column("item", "severity")
    op.drop_column("item", "theme")
