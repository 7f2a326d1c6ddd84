"""What all tables share: where they are gathered, and how their constraints are named."""

from __future__ import annotations

from sqlalchemy import MetaData
from sqlalchemy import text as sql

EMPTY = sql("''")

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)
"""All tables of the ledger; every constraint has a name, because SQLite cannot drop nameless ones."""
