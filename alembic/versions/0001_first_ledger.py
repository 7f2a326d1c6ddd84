"""The first schema: units, reports and what they yield, items, follow-ups, history.

Revision ID: 0001
Revises:
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make every table. Enumerations are stored as text by value, so none is spelled out here."""
    op.create_table(
        "unit",
        sa.Column("code", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("placeholder", sa.Boolean(), nullable=False),
        sa.Column("merged_into", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["merged_into"], ["unit.code"], name=op.f("fk_unit_merged_into_unit")),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_unit")),
    )
    op.create_index(
        "uq_unit_name_standing",
        "unit",
        ["name"],
        unique=True,
        sqlite_where=sa.text("merged_into IS NULL"),
        postgresql_where=sa.text("merged_into IS NULL"),
    )
    op.create_table(
        "document",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("unit_code", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=True),
        sa.Column("org", sa.Text(), nullable=True),
        sa.Column("org_in_text", sa.Text(), nullable=True),
        sa.Column("year_in_text", sa.Integer(), nullable=True),
        sa.Column("encoding", sa.Text(), nullable=False),
        sa.Column("chars", sa.Integer(), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("superseded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["replaces_id"], ["document.id"], name=op.f("fk_document_replaces_id_document")),
        sa.ForeignKeyConstraint(["unit_code"], ["unit.code"], name=op.f("fk_document_unit_code_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_document")),
    )
    op.create_index(op.f("ix_document_sha256"), "document", ["sha256"], unique=False)
    op.create_index(
        "uq_document_current",
        "document",
        ["unit_code", "year"],
        unique=True,
        sqlite_where=sa.text("superseded_at IS NULL"),
        postgresql_where=sa.text("superseded_at IS NULL"),
    )
    op.create_table(
        "unit_name",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("unit_code", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["unit_code"], ["unit.code"], name=op.f("fk_unit_name_unit_code_unit")),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_unit_name")),
    )
    op.create_index(op.f("ix_unit_name_unit_code"), "unit_name", ["unit_code"], unique=False)
    op.create_table(
        "closure",
        sa.Column("document_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("origin", sa.String(length=32), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=True),
        sa.Column("done", sa.BigInteger(), nullable=True),
        sa.Column("span_start", sa.Integer(), nullable=False),
        sa.Column("span_end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_closure_document_id_document")),
        sa.PrimaryKeyConstraint("document_id", "position", name=op.f("pk_closure")),
    )
    op.create_table(
        "comparison",
        sa.Column("document_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("older_document_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_comparison_document_id_document")),
        sa.ForeignKeyConstraint(
            ["older_document_id"], ["document.id"], name=op.f("fk_comparison_older_document_id_document")
        ),
        sa.PrimaryKeyConstraint("document_id", name=op.f("pk_comparison")),
        sa.UniqueConstraint("older_document_id", name=op.f("uq_comparison_older_document_id")),
    )
    op.create_table(
        "item",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("unit_code", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("owner_code", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("where", sa.String(length=32), nullable=True),
        sa.Column("confidence", sa.Double(), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("self_verified", sa.Boolean(), nullable=False),
        sa.Column("merged_into_id", sa.Integer(), nullable=True),
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("in_source", sa.Boolean(), nullable=False),
        sa.Column("span_start", sa.Integer(), nullable=False),
        sa.Column("span_end", sa.Integer(), nullable=False),
        sa.Column("quote", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_item_document_id_document")),
        sa.ForeignKeyConstraint(["merged_into_id"], ["item.id"], name=op.f("fk_item_merged_into_id_item")),
        sa.ForeignKeyConstraint(["owner_code"], ["unit.code"], name=op.f("fk_item_owner_code_unit")),
        sa.ForeignKeyConstraint(["unit_code"], ["unit.code"], name=op.f("fk_item_unit_code_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_item")),
        sa.UniqueConstraint("unit_code", "year", "sequence", name=op.f("uq_item_unit_code_year_sequence")),
    )
    op.create_index("ix_item_document", "item", ["document_id", "kind", "in_source"], unique=False)
    op.create_index(op.f("ix_item_merged_into_id"), "item", ["merged_into_id"], unique=False)
    op.create_index("ix_item_status", "item", ["status", "owner_code", "year"], unique=False)
    op.create_index(
        "ix_item_worklist", "item", ["owner_code", sa.text("year DESC"), "unit_code", "sequence"], unique=False
    )
    op.create_index("ix_item_year", "item", ["year", "owner_code"], unique=False)
    op.create_table(
        "metric",
        sa.Column("document_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("value", sa.Double(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("approx", sa.Boolean(), nullable=False),
        sa.Column("span_start", sa.Integer(), nullable=False),
        sa.Column("span_end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_metric_document_id_document")),
        sa.PrimaryKeyConstraint("document_id", "position", name=op.f("pk_metric")),
    )
    op.create_table(
        "reading_warning",
        sa.Column("document_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_reading_warning_document_id_document")),
        sa.PrimaryKeyConstraint("document_id", "position", name=op.f("pk_reading_warning")),
    )
    op.create_table(
        "section",
        sa.Column("document_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("heading", sa.Text(), nullable=False),
        sa.Column("span_start", sa.Integer(), nullable=False),
        sa.Column("span_end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_section_document_id_document")),
        sa.PrimaryKeyConstraint("document_id", "position", name=op.f("pk_section")),
    )
    op.create_table(
        "tally",
        sa.Column("document_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=True),
        sa.Column("done", sa.BigInteger(), nullable=True),
        sa.Column("span_start", sa.Integer(), nullable=False),
        sa.Column("span_end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_tally_document_id_document")),
        sa.PrimaryKeyConstraint("document_id", "position", name=op.f("pk_tally")),
    )
    op.create_table(
        "closure_item",
        sa.Column("document_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("closure_position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("status", sa.String(length=32), nullable=False),
        sa.Column("span_start", sa.Integer(), nullable=False),
        sa.Column("span_end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id", "closure_position"],
            ["closure.document_id", "closure.position"],
            name=op.f("fk_closure_item_document_id_closure_position_closure"),
        ),
        sa.PrimaryKeyConstraint("document_id", "closure_position", "position", name=op.f("pk_closure_item")),
    )
    op.create_table(
        "closure_measure",
        sa.Column("document_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("closure_position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("span_start", sa.Integer(), nullable=False),
        sa.Column("span_end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id", "closure_position"],
            ["closure.document_id", "closure.position"],
            name=op.f("fk_closure_measure_document_id_closure_position_closure"),
        ),
        sa.PrimaryKeyConstraint("document_id", "closure_position", "position", name=op.f("pk_closure_measure")),
    )
    op.create_table(
        "event",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=True),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("unit_code", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(length=32), nullable=True),
        sa.Column("target", sa.String(length=32), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("hash", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name=op.f("fk_event_document_id_document")),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_event_item_id_item")),
        sa.ForeignKeyConstraint(["unit_code"], ["unit.code"], name=op.f("fk_event_unit_code_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event")),
    )
    op.create_index(op.f("ix_event_document_id"), "event", ["document_id"], unique=False)
    op.create_index(op.f("ix_event_item_id"), "event", ["item_id"], unique=False)
    op.create_index(op.f("ix_event_unit_code"), "event", ["unit_code"], unique=False)
    op.create_table(
        "follow_up",
        sa.Column("item_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("document_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("verdict", sa.String(length=32), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("claim_start", sa.Integer(), nullable=True),
        sa.Column("claim_end", sa.Integer(), nullable=True),
        sa.Column("recurs_as_id", sa.Integer(), nullable=True),
        sa.Column("repeated_as_id", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["document_id"], ["comparison.document_id"], name=op.f("fk_follow_up_document_id_comparison")
        ),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_follow_up_item_id_item")),
        sa.ForeignKeyConstraint(["recurs_as_id"], ["item.id"], name=op.f("fk_follow_up_recurs_as_id_item")),
        sa.ForeignKeyConstraint(["repeated_as_id"], ["item.id"], name=op.f("fk_follow_up_repeated_as_id_item")),
        sa.PrimaryKeyConstraint("item_id", "document_id", name=op.f("pk_follow_up")),
    )
    op.create_index(op.f("ix_follow_up_document_id"), "follow_up", ["document_id"], unique=False)
    op.create_index(op.f("ix_follow_up_recurs_as_id"), "follow_up", ["recurs_as_id"], unique=False)
    op.create_index(op.f("ix_follow_up_repeated_as_id"), "follow_up", ["repeated_as_id"], unique=False)
    op.create_index(op.f("ix_follow_up_verdict"), "follow_up", ["verdict"], unique=False)
    op.create_table(
        "item_action",
        sa.Column("item_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("deadline", sa.Date(), nullable=True),
        sa.Column("checkable", sa.Boolean(), nullable=False),
        sa.Column("span_start", sa.Integer(), nullable=False),
        sa.Column("span_end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_item_action_item_id_item")),
        sa.PrimaryKeyConstraint("item_id", "position", name=op.f("pk_item_action")),
    )
    op.create_table(
        "item_address",
        sa.Column("commitment_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("problem_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["commitment_id"], ["item.id"], name=op.f("fk_item_address_commitment_id_item")),
        sa.ForeignKeyConstraint(["problem_id"], ["item.id"], name=op.f("fk_item_address_problem_id_item")),
        sa.PrimaryKeyConstraint("commitment_id", "problem_id", name=op.f("pk_item_address")),
    )
    op.create_index(op.f("ix_item_address_problem_id"), "item_address", ["problem_id"], unique=False)
    op.create_table(
        "reconciliation",
        sa.Column("document_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("origin", sa.String(length=32), nullable=False),
        sa.Column("claimed_total", sa.BigInteger(), nullable=False),
        sa.Column("ledger_total", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["comparison.document_id"], name=op.f("fk_reconciliation_document_id_comparison")
        ),
        sa.PrimaryKeyConstraint("document_id", "position", name=op.f("pk_reconciliation")),
    )
    op.create_table(
        "follow_up_evidence",
        sa.Column("item_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("document_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("score", sa.Double(), nullable=False),
        sa.Column("span_start", sa.Integer(), nullable=False),
        sa.Column("span_end", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id", "document_id"],
            ["follow_up.item_id", "follow_up.document_id"],
            name=op.f("fk_follow_up_evidence_item_id_document_id_follow_up"),
        ),
        sa.PrimaryKeyConstraint("item_id", "document_id", "position", name=op.f("pk_follow_up_evidence")),
    )
    op.create_index(op.f("ix_follow_up_evidence_document_id"), "follow_up_evidence", ["document_id"], unique=False)
