from __future__ import annotations

import ast
import re
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from tests.ledger.samples import plan, store
from tracker.domain.errors import LedgerError
from tracker.ledger import open_ledger, schema
from tracker.ledger.store import Ledger
from tracker.ledger.tables import metadata
from tracker.services.items import list_items
from tracker.services.views import ItemFilter


def scripts() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(schema.migrations_folder()))
    return ScriptDirectory.from_config(config)


def test_the_head_in_the_code_is_the_head_of_the_scripts() -> None:
    assert scripts().get_heads() == [schema.SCHEMA_HEAD]
    known = [script.revision for script in scripts().walk_revisions()]
    assert list(schema.REVISIONS) == known[::-1]


def test_the_folder_of_migrations_does_not_hide_alembic_itself(root: Path) -> None:
    assert not (root / "alembic" / "__init__.py").exists()
    assert not (root / "alembic" / "versions" / "__init__.py").exists()


def test_migrations_stand_on_their_own(root: Path) -> None:
    for script in (root / "alembic").rglob("*.py"):
        for node in ast.walk(ast.parse(script.read_text(encoding="utf-8"))):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            names += [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not any(re.match(r"tracker\b", name) for name in names), script


def test_definitions_and_migrations_make_the_same_tables(ledger: Ledger) -> None:
    with ledger.read() as session:
        context = MigrationContext.configure(session.connection(), opts={"compare_server_default": True})
        assert compare_metadata(context, metadata) == []


def test_every_constraint_has_a_name() -> None:
    for table in metadata.tables.values():
        for constraint in table.constraints:
            assert constraint.name, f"{table.name}: {constraint}"


def test_opening_a_ledger_of_this_version_does_not_load_alembic(empty_ledger_file: Path, tmp_path: Path) -> None:
    file = tmp_path / "ledger.db"
    shutil.copy(empty_ledger_file, file)
    code = (
        "import sys; from tracker.ledger import open_ledger\n"
        f"open_ledger({str(file)!r}).close()\n"
        "print([m for m in ('alembic', 'jieba', 'textual', 'docx', 'rich', 'psycopg') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_importing_the_package_loads_no_sqlalchemy() -> None:
    code = "import sys, tracker.ledger; print('sqlalchemy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


# ------------------------------------------------------------------------------------------------- a later revision

NEXT = f"{int(schema.SCHEMA_HEAD) + 1:04}"

LATER = f"""
import sqlalchemy as sa
from alembic import op

revision = "{NEXT}"
down_revision = "{schema.SCHEMA_HEAD}"
branch_labels = depends_on = None


def upgrade():
    with op.batch_alter_table("item") as batch:
        batch.add_column(sa.Column("colour", sa.Text(), nullable=True))
        batch.alter_column("title", new_column_name="headline")
    {{more}}
"""


@pytest.fixture
def with_later_revision(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The folder of a program that knows one revision more; returns the file of that revision."""
    folder = tmp_path / "migrations"
    shutil.copytree(schema.migrations_folder(), folder, ignore=shutil.ignore_patterns("__pycache__"))
    later = folder / "versions" / f"{NEXT}_later.py"
    later.write_text(LATER.format(more=""), encoding="utf-8")
    monkeypatch.setattr(schema, "migrations_folder", lambda: folder)
    monkeypatch.setattr(schema, "REVISIONS", (*schema.REVISIONS, NEXT))
    monkeypatch.setattr(schema, "SCHEMA_HEAD", NEXT)
    monkeypatch.setattr("tracker.ledger.store.SCHEMA_HEAD", NEXT)
    return later


@pytest.fixture
def filled(sqlite_ledger: Ledger) -> Path:
    """A ledger of the present revision with items, actions and links in it."""
    store(sqlite_ledger, plan("甲", 2021), plan("甲", 2022))
    sqlite_ledger.close()
    return Path(sqlite_ledger.url_for_people)


def count_rows(file: Path) -> dict[str, int]:
    connection = sqlite3.connect(file)
    names = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
    counts = {name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0] for name in names}
    connection.close()
    return counts


def test_upgrading_keeps_every_row_and_a_copy(filled: Path, with_later_revision: Path) -> None:
    before = count_rows(filled)
    assert before["item_action"] > 0
    open_ledger(str(filled)).close()
    assert count_rows(filled) == before
    connection = sqlite3.connect(filled)
    assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(NEXT,)]
    assert connection.execute("SELECT count(colour), count(headline) FROM item").fetchone() == (0, before["item"])
    connection.close()
    assert count_rows(filled.with_name(f"{filled.name}.{schema.REVISIONS[-2]}.bak")) == before


def test_a_failed_upgrade_changes_nothing(filled: Path, with_later_revision: Path) -> None:
    with_later_revision.write_text(
        LATER.format(more='op.execute("INSERT INTO no_such_table VALUES (1)")'), encoding="utf-8"
    )
    before = count_rows(filled)
    with pytest.raises(LedgerError, match="没有成功"):
        open_ledger(str(filled))
    assert count_rows(filled) == before
    connection = sqlite3.connect(filled)
    columns = [row[1] for row in connection.execute("PRAGMA table_info(item)")]
    connection.close()
    assert "colour" not in columns
    assert "title" in columns


def test_an_upgrade_that_breaks_references_is_undone(filled: Path, with_later_revision: Path) -> None:
    with_later_revision.write_text(LATER.format(more='op.execute("DELETE FROM document")'), encoding="utf-8")
    before = count_rows(filled)
    with pytest.raises(LedgerError, match="对不上"):
        open_ledger(str(filled))
    assert count_rows(filled) == before


def test_a_ledger_that_was_never_upgraded_is_read_after_a_failure(filled: Path) -> None:
    with open_ledger(str(filled)) as ledger:
        assert list_items(ledger, ItemFilter()).total == 6
