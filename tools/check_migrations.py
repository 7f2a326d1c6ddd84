"""Hold the migrations against the tables: a fresh ledger made by the scripts must be what the tables say."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from tracker.ledger.engine import connect, find_place
from tracker.ledger.schema import REVISIONS, SCHEMA_HEAD, migrations_folder, upgrade
from tracker.ledger.tables import metadata


def drift() -> list[str]:
    """What the tables have and the migrated database has not, or the other way round; one line each."""
    with tempfile.TemporaryDirectory() as folder:
        engine = connect(find_place(str(Path(folder) / "ledger.db")))
        try:
            upgrade(engine)
            with engine.connect() as connection:
                context = MigrationContext.configure(connection, opts={"compare_type": True})
                return [str(difference) for difference in compare_metadata(context, metadata)]
        finally:
            engine.dispose()


def forgotten() -> list[str]:
    """Where the list of revisions in the code and the scripts disagree."""
    config = Config()
    config.set_main_option("script_location", str(migrations_folder()).replace("%", "%%"))
    scripts = ScriptDirectory.from_config(config)
    known = tuple(reversed([script.revision for script in scripts.walk_revisions()]))
    lines = []
    if known != REVISIONS:
        lines.append(f"REVISIONS is {REVISIONS}, the scripts are {known}")
    if scripts.get_heads() != [SCHEMA_HEAD]:
        lines.append(f"SCHEMA_HEAD is {SCHEMA_HEAD}, the scripts' heads are {scripts.get_heads()}")
    return lines


def main() -> int:
    """Print every difference; exit status 1 where there is one."""
    found = forgotten() + drift()
    for line in found:
        print(line, file=sys.stderr)
    print(f"check_migrations: {len(REVISIONS)} revisions, {len(found)} differences")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
