"""What people hold of verdicts; single things promised; older items and those of other origins followed up, too.

Revision ID: 0007
Revises: 0006
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

_TOLD = ("follow_up", "reconciliation")


def upgrade() -> None:
    """Let a report tell of items that no report before it lists; add what people hold of what it tells."""
    for name in _TOLD:
        with op.batch_alter_table(name) as batch:
            batch.drop_constraint(op.f(f"fk_{name}_document_id_comparison"), type_="foreignkey")
            batch.create_foreign_key(op.f(f"fk_{name}_document_id_document"), "document", ["document_id"], ["id"])
    op.add_column("follow_up", sa.Column("score", sa.Double(), nullable=True))
    op.add_column("follow_up", sa.Column("foremost", sa.Boolean(), server_default=sa.true(), nullable=False))
    op.create_table(
        "follow_up_action",
        sa.Column("item_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("document_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("standing", sa.String(length=32), nullable=False),
        sa.Column("score", sa.Double(), nullable=True),
        sa.Column("span_start", sa.Integer(), nullable=True),
        sa.Column("span_end", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["item_id", "document_id"],
            ["follow_up.item_id", "follow_up.document_id"],
            name=op.f("fk_follow_up_action_item_id_follow_up"),
        ),
        sa.PrimaryKeyConstraint("item_id", "document_id", "position", name=op.f("pk_follow_up_action")),
    )
    op.create_index(op.f("ix_follow_up_action_document_id"), "follow_up_action", ["document_id"], unique=False)
    op.create_table(
        "judgement",
        sa.Column("item_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("verdict", sa.String(length=32), nullable=False),
        sa.Column("proposed", sa.String(length=32), nullable=True),
        sa.Column("again_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.Text(), server_default=sa.text("''"), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_judgement_item_id_item")),
        sa.ForeignKeyConstraint(["again_id"], ["item.id"], name=op.f("fk_judgement_again_id_item")),
        sa.PrimaryKeyConstraint("item_id", "year", name=op.f("pk_judgement")),
    )


def downgrade() -> None:
    """Drop what was added. What reports tell of items that no report before them lists is dropped, too."""
    op.drop_table("judgement")
    op.drop_table("follow_up_action")
    carried = (
        "NOT EXISTS (SELECT 1 FROM comparison JOIN item ON item.document_id = comparison.older_document_id"
        " WHERE comparison.document_id = {0}.document_id AND item.id = {0}.item_id)"
    )
    op.execute(f"DELETE FROM follow_up_evidence WHERE {carried.format('follow_up_evidence')}")  # noqa: S608
    op.execute(f"DELETE FROM follow_up WHERE {carried.format('follow_up')}")  # noqa: S608
    op.execute(
        "DELETE FROM reconciliation WHERE origin <> 'self_review'"
        " OR document_id NOT IN (SELECT document_id FROM comparison)"
    )
    op.drop_column("follow_up", "foremost")
    op.drop_column("follow_up", "score")
    for name in _TOLD:
        with op.batch_alter_table(name) as batch:
            batch.drop_constraint(op.f(f"fk_{name}_document_id_document"), type_="foreignkey")
            batch.create_foreign_key(
                op.f(f"fk_{name}_document_id_comparison"), "comparison", ["document_id"], ["document_id"]
            )
