"""The database refuses to change or remove what stands in the history.

The program takes these triggers down before it migrates and puts them up afterwards, so a later revision may rebuild
the table without a thought for them.

Revision ID: 0002
Revises: 0001
"""

from __future__ import annotations

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_SAYING = "历史只能追加，不能改、不能删"

_SQLITE = {
    "event_stays_as_it_is": f"BEFORE UPDATE ON event BEGIN SELECT RAISE(ABORT, '{_SAYING}'); END",
    "event_is_not_removed": f"BEFORE DELETE ON event BEGIN SELECT RAISE(ABORT, '{_SAYING}'); END",
    "event_is_not_replaced": (
        "BEFORE INSERT ON event WHEN EXISTS (SELECT 1 FROM event WHERE id = NEW.id) "  # noqa: S608 - our own words
        f"BEGIN SELECT RAISE(ABORT, '{_SAYING}'); END"
    ),
}


def upgrade() -> None:
    """Put the triggers up."""
    if op.get_bind().dialect.name == "sqlite":
        for name, body in _SQLITE.items():
            op.execute(f"CREATE TRIGGER IF NOT EXISTS {name} {body}")
        return
    op.execute(
        "CREATE OR REPLACE FUNCTION tracker_refuse_rewriting() RETURNS trigger LANGUAGE plpgsql AS $$ "
        f"BEGIN RAISE EXCEPTION '{_SAYING}' USING ERRCODE = 'insufficient_privilege'; END $$"
    )
    op.execute(
        "CREATE OR REPLACE TRIGGER event_only_grows BEFORE UPDATE OR DELETE OR TRUNCATE ON event "
        "FOR EACH STATEMENT EXECUTE FUNCTION tracker_refuse_rewriting()"
    )


def downgrade() -> None:
    """Take them down."""
    if op.get_bind().dialect.name == "sqlite":
        for name in _SQLITE:
            op.execute(f"DROP TRIGGER IF EXISTS {name}")
        return
    op.execute("DROP TRIGGER IF EXISTS event_only_grows ON event")
    op.execute("DROP FUNCTION IF EXISTS tracker_refuse_rewriting()")
