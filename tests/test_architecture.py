"""The house rules that a reader would otherwise have to remember. Layers are held by import-linter in ``make check``."""

from __future__ import annotations

import ast
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tools.check_tree import complaints, tracked_files

ROOT = Path(__file__).resolve().parent.parent
MODULES = sorted((ROOT / "tracker").rglob("*.py"))
HEAVY = ("sqlalchemy", "alembic", "textual", "jieba", "rjieba", "docx", "psycopg", "rapidfuzz")


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@pytest.mark.parametrize("path", sorted((ROOT / "tracker" / "domain").glob("*.py")), ids=lambda path: path.stem)
def test_domain_imports_the_standard_library_only(path: Path) -> None:
    foreign = {
        name
        for name in imported(path)
        if not name.startswith("tracker.domain") and name.partition(".")[0] not in sys.stdlib_module_names
    }
    assert foreign == set()


def test_domain_reads_no_clock_file_or_database() -> None:
    used = {
        (path.name, name)
        for path in (ROOT / "tracker" / "domain").glob("*.py")
        for name in imported(path)
        if name.partition(".")[0] in {"time", "os", "io", "pathlib", "sqlite3", "socket", "subprocess"}
    }
    assert used == set()


def loaded_by(code: str) -> set[str]:
    """The top-level modules that are loaded once ``code`` has run."""
    program = (
        f"import sys\ntry:\n    exec({code!r})\nexcept SystemExit: pass\nprint('|'.join(sys.modules), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, encoding="utf-8", check=True, cwd=ROOT)
    return {name.partition(".")[0] for name in done.stderr.splitlines()[-1].split("|")}


@pytest.mark.parametrize(
    "arguments", [["--version"], ["--help"], ["import", "--help"], ["list", "--help"]], ids=" ".join
)
def test_help_and_version_load_nothing_heavy(arguments: list[str]) -> None:
    loaded = loaded_by(f"import sys; sys.argv = {['tracker', *arguments]!r}; from tracker.__main__ import main; main()")
    assert "tracker" in loaded
    assert loaded.isdisjoint(HEAVY)


def test_packages_load_nothing_heavy() -> None:
    rooms = [f"tracker.{path.parent.name}" for path in sorted((ROOT / "tracker").glob("*/__init__.py"))]
    assert loaded_by("import tracker; " + "; ".join(f"import {room}" for room in rooms)).isdisjoint(HEAVY)


def test_the_migrations_folder_does_not_hide_the_package() -> None:
    assert not (ROOT / "alembic" / "__init__.py").exists()
    assert not list((ROOT / "alembic").rglob("__init__.py"))


def test_migrations_do_not_lean_on_the_program() -> None:
    leaning = [
        f"{path.name}: {name}"
        for path in (ROOT / "alembic" / "versions").glob("*.py")
        for name in imported(path)
        if name.partition(".")[0] == "tracker"
    ]
    assert leaning == []


def test_no_module_grows_into_a_room_of_its_own() -> None:
    long = {path.name: n for path in MODULES if (n := len(path.read_text(encoding="utf-8").splitlines())) > 420}
    assert long == {}


def test_no_drawer_for_odds_and_ends() -> None:
    assert [path for path in MODULES if path.stem in {"helpers", "utils", "util", "common", "misc"}] == []


def test_nothing_committed_names_a_machine_or_an_index() -> None:
    assert complaints(tracked_files()) == []


def test_tree_check_finds_what_it_looks_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tools.check_tree.ROOT", tmp_path)
    spoilt = tmp_path / "notes.md"
    spoilt.write_text("see https://py" + "pi.org/x\ncd /ro" + "ot/here\nfine\n", encoding="utf-8")
    assert [line.split(": ")[0] for line in complaints([spoilt])] == ["notes.md:1", "notes.md:2"]


def locked(name: str) -> dict[str, str]:
    lines = (ROOT / name).read_text(encoding="utf-8").splitlines()
    pins = (line.split(";")[0].rstrip(" \\").split("==") for line in lines if "==" in line and line[0].isalnum())
    return {canonicalize_name(package): version for package, version in pins}


@pytest.mark.parametrize("lock, also", [("requirements.lock", False), ("requirements-dev.lock", True)])
def test_locks_hold_what_the_project_asks_for(lock: str, also: bool) -> None:
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    wanted = list(pyproject["project"]["dependencies"])
    if also:
        for extra in pyproject["project"]["optional-dependencies"].values():
            wanted += extra
        for group in pyproject["dependency-groups"].values():
            wanted += group
    pins = locked(lock)
    requirements = [Requirement(line) for line in wanted]
    unmet = [str(r) for r in requirements if not r.specifier.contains(pins.get(canonicalize_name(r.name), "0"))]
    assert unmet == []


def test_both_locks_agree() -> None:
    run, dev = locked("requirements.lock"), locked("requirements-dev.lock")
    assert run.items() <= dev.items()


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_every_pin_has_a_hash(lock: str) -> None:
    entries = (ROOT / lock).read_text(encoding="utf-8").replace("\\\n", " ").splitlines()
    assert [entry for entry in entries if "==" in entry and "--hash=sha256:" not in entry] == []


def test_sample_texts_keep_their_bytes() -> None:
    samples = sorted((ROOT / "seeds").glob("*/*.txt"))
    assert len(samples) == 24
    assert [path for path in samples if b"\r" in path.read_bytes()] == []
