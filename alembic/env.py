"""How Alembic runs here: on a connection that the program hands over, inside a transaction that the program opened."""

from __future__ import annotations

from alembic import context

connection = context.config.attributes.get("connection")
if connection is None:
    raise SystemExit("The ledger upgrades itself when it is opened: run `tracker list`. There is no URL to read here.")

context.configure(connection=connection, target_metadata=context.config.attributes.get("target_metadata"))
with context.begin_transaction():
    context.run_migrations()
