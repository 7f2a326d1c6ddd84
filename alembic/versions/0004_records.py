"""What a real ledger keeps of an item: its columns, rounds, evidence, extensions; commands in the history.

Revision ID: 0004
Revises: 0003
"""

from __future__ import annotations

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_TEXTS = (
    "channel",
    "category",
    "cause",
    "goal",
    "measures",
    "leader",
    "lead_unit",
    "support_units",
    "post",
    "person",
    "stage_goal",
    "progress",
    "notes",
)
_DATES = ("found_on", "due_on", "due_original", "review_on", "expected_on")
_WORDS = ("origin", "term")
_CURRENT = "superseded_at IS NULL"
_CURRENT_REPORT = "superseded_at IS NULL AND kind = 'report'"


def upgrade() -> None:
    """Add the columns and tables; give every item that was taken up the rounds that its history tells of."""
    op.drop_index("uq_document_current", "document")
    _add_to_document(
        sa.Column("kind", sa.String(length=32), server_default="report", nullable=False),
        sa.Column("withdrawn", sa.Boolean(), server_default=sa.false(), nullable=False),
    )
    _index_current(_CURRENT_REPORT)
    op.add_column("event", sa.Column("command", sa.Integer(), nullable=True))
    op.create_index(op.f("ix_event_command"), "event", ["command"], unique=False)
    op.add_column("item", sa.Column("void", sa.Boolean(), server_default=sa.false(), nullable=False))
    op.execute("ALTER TABLE item ADD COLUMN parent_id INTEGER CONSTRAINT fk_item_parent_id_item REFERENCES item (id)")
    op.create_index(op.f("ix_item_parent_id"), "item", ["parent_id"], unique=False)
    for name in _TEXTS:
        op.add_column("item", sa.Column(name, sa.Text(), server_default=sa.text("''"), nullable=False))
    for name in _DATES:
        op.add_column("item", sa.Column(name, sa.Date(), nullable=True))
    for name in _WORDS:
        op.add_column("item", sa.Column(name, sa.String(length=32), nullable=True))
    _create_tables()
    op.execute("UPDATE item SET origin = 'self_review' WHERE kind = 'problem'")
    _number_commands()
    _fill_rounds()


def downgrade() -> None:
    """Drop what was added. Items entered by hand stay, as items that are not taken up; the history stays as it is."""
    op.execute("UPDATE item SET status = 'rejected', in_source = false WHERE void")
    op.execute("UPDATE item SET status = 'rejected' WHERE status = 'split'")
    op.execute("UPDATE document SET superseded_at = imported_at WHERE kind <> 'report' AND superseded_at IS NULL")
    for name in ("item_extension", "evidence", "evidence_file", "item_round"):
        op.drop_table(name)
    for name in (*_TEXTS, *_DATES, *_WORDS, "void"):
        op.drop_column("item", name)
    op.drop_index(op.f("ix_item_parent_id"), "item")
    op.drop_column("item", "parent_id")
    op.drop_index(op.f("ix_event_command"), "event")
    op.drop_column("event", "command")
    op.drop_index("uq_document_current", "document")
    op.drop_column("document", "kind")
    op.drop_column("document", "withdrawn")
    _index_current(_CURRENT)


def _add_to_document(*columns: sa.Column[Any]) -> None:
    if op.get_context().dialect.name != "sqlite":
        for column in columns:
            op.add_column("document", column)
        return
    # SQLite reads a row from its first column on: what stands behind the text of a report is slow to reach.
    with op.batch_alter_table("document", recreate="always") as batch:
        for column in columns:
            batch.add_column(column, insert_before="text")


def _index_current(condition: str) -> None:
    op.create_index(
        "uq_document_current",
        "document",
        ["unit_code", "year"],
        unique=True,
        sqlite_where=sa.text(condition),
        postgresql_where=sa.text(condition),
    )


def _create_tables() -> None:
    def text(name: str) -> sa.Column[Any]:
        return sa.Column(name, sa.Text(), server_default=sa.text("''"), nullable=False)

    def instant(name: str) -> sa.Column[Any]:
        return sa.Column(name, sa.DateTime(timezone=True), nullable=True)

    def flag(name: str) -> sa.Column[Any]:
        return sa.Column(name, sa.Boolean(), server_default=sa.false(), nullable=False)

    op.create_table(
        "item_round",
        sa.Column("item_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("opened_by", sa.Text(), nullable=False),
        text("reason"),
        text("basis"),
        instant("applied_at"),
        text("applied_by"),
        instant("reviewed_at"),
        text("reviewed_by"),
        instant("closed_at"),
        text("closed_by"),
        text("methods"),
        text("opinion"),
        flag("self_verified"),
        sa.Column("record", sa.Text(), server_default="{}", nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_item_round_item_id_item")),
        sa.PrimaryKeyConstraint("item_id", "number", name=op.f("pk_item_round")),
    )
    op.create_table(
        "evidence",
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("item_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("dated", sa.Date(), nullable=False),
        sa.Column("path", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=True),
        sa.Column("size", sa.BigInteger(), nullable=True),
        sa.Column("kept", sa.Boolean(), nullable=False),
        text("note"),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by", sa.Text(), nullable=False),
        flag("void"),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_evidence_item_id_item")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence")),
    )
    op.create_index(op.f("ix_evidence_item_id"), "evidence", ["item_id"], unique=False)
    op.create_index(op.f("ix_evidence_sha256"), "evidence", ["sha256"], unique=False)
    op.create_table(
        "evidence_file",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("size", sa.BigInteger(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_evidence_file")),
    )
    op.create_table(
        "item_extension",
        sa.Column("item_id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("old_on", sa.Date(), nullable=False),
        sa.Column("new_on", sa.Date(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("approved_by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["item_id"], ["item.id"], name=op.f("fk_item_extension_item_id_item")),
        sa.PrimaryKeyConstraint("item_id", "position", name=op.f("pk_item_extension")),
    )


_EVENT = sa.table(
    "event",
    sa.column("id", sa.Integer),
    sa.column("command", sa.Integer),
    sa.column("at", sa.DateTime(timezone=True)),
    sa.column("actor", sa.Text),
    sa.column("kind", sa.String),
    sa.column("item_id", sa.Integer),
    sa.column("source", sa.String),
    sa.column("target", sa.String),
    sa.column("note", sa.Text),
    sa.column("payload", sa.Text),
)
_ROUND = sa.table(
    "item_round",
    *(sa.column(name, sa.Integer) for name in ("item_id", "number")),
    *(sa.column(name, sa.DateTime(timezone=True)) for name in ("opened_at", "applied_at", "reviewed_at", "closed_at")),
    *(
        sa.column(name, sa.Text)
        for name in ("opened_by", "reason", "applied_by", "reviewed_by", "closed_by", "opinion")
    ),
    sa.column("self_verified", sa.Boolean),
)


def _number_commands() -> None:
    # Where a ledger went down and up again, its payloads still say to which command they belong.
    connection = op.get_bind()
    query = sa.select(_EVENT.c.id, _EVENT.c.payload).where(_EVENT.c.payload.contains('"command":'))
    told = connection.execute(query).all()
    if told:
        _let_the_history_be_numbered()
    for number, payload in told:
        command = json.loads(payload).get("command")
        if command is not None:
            connection.execute(sa.update(_EVENT).where(_EVENT.c.id == number).values(command=command))


def _let_the_history_be_numbered() -> None:
    # Revision 0002 may have put its guards up a moment ago. The program puts up what is missing after a migration.
    if op.get_context().dialect.name == "sqlite":
        op.execute("DROP TRIGGER IF EXISTS event_stays_as_it_is")
    else:
        op.execute("DROP TRIGGER IF EXISTS event_only_grows ON event")


def _fill_rounds() -> None:
    """The rounds as the moves of the history tell them; what the first schema could not hold stays empty."""
    connection = op.get_bind()
    moves = connection.execute(
        sa.select(_EVENT.c.at, _EVENT.c.actor, _EVENT.c.item_id, _EVENT.c.source, _EVENT.c.target)
        .add_columns(_EVENT.c.note, _EVENT.c.payload)
        .where(_EVENT.c.kind == "item_moved")
        .order_by(_EVENT.c.id)
    ).all()
    rounds: dict[int, list[dict[str, Any]]] = {}
    for move in moves:
        told = rounds.setdefault(move.item_id, [])
        if move.target == "open" and (not told or move.source == "closed"):
            told.append(_opened(move, len(told) + 1))
        if not told:  # merged or rejected before anybody took it up
            continue
        now = told[-1]
        if move.target in ("in_progress", "continuing"):
            now |= _nobody("applied") | _nobody("reviewed")
        elif move.target == "in_review":
            now |= {"applied_at": move.at, "applied_by": move.actor}
        elif move.target == "in_verification":
            now |= {"reviewed_at": move.at, "reviewed_by": move.actor}
        elif move.target == "closed":
            own = bool(json.loads(move.payload).get("self_verified"))
            now |= {"closed_at": move.at, "closed_by": move.actor, "opinion": move.note, "self_verified": own}
    rows = [row for told in rounds.values() for row in told]
    if rows:
        connection.execute(sa.insert(_ROUND), rows)


def _opened(move: Any, number: int) -> dict[str, Any]:
    return {
        "item_id": move.item_id,
        "number": number,
        "opened_at": move.at,
        "opened_by": move.actor,
        "reason": move.note if number > 1 else "",
        "closed_at": None,
        "closed_by": "",
        "opinion": "",
        "self_verified": False,
        **_nobody("applied"),
        **_nobody("reviewed"),
    }


def _nobody(what: str) -> dict[str, Any]:
    return {f"{what}_at": None, f"{what}_by": ""}
