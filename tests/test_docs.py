"""The documents say what the program does: terms, moves, links, commands."""

from __future__ import annotations

import re
from enum import Enum
from pathlib import Path

import pytest

from docs.screenshots import STOPS
from tools import keys, workflow
from tracker.domain import kinds
from tracker.domain.kinds import LabelledEnum
from tracker.domain.status import MOVES
from tracker.ledger.kinds import EventKind
from tracker.tui.actions import ACTIONS

ROOT = Path(__file__).resolve().parent.parent
GLOSSARY = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
PAGES = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *(ROOT / "benchmarks").glob("*.md")])
MEMBERS = [
    member
    for kind in (*vars(kinds).values(), EventKind)
    if isinstance(kind, type) and issubclass(kind, LabelledEnum) and issubclass(kind, Enum)
    for member in kind
]


def rows(text: str) -> set[tuple[str, ...]]:
    """The rows of every table, cells stripped."""
    return {tuple(cell.strip() for cell in line.strip("|").split("|")) for line in text.splitlines() if line[:1] == "|"}


@pytest.mark.parametrize("member", MEMBERS, ids=lambda member: f"{type(member).__name__}.{member.name}")
def test_every_term_stands_in_the_glossary(member: LabelledEnum) -> None:
    assert any(row[0] == member.label and f"`{member.value}`" in row for row in rows(GLOSSARY))


def test_the_table_of_states_is_the_one_the_program_goes_by() -> None:
    page = (ROOT / "docs" / "workflow.md").read_text(encoding="utf-8")
    assert workflow.updated(page) == page, "run: python -m tools.workflow docs/workflow.md"
    told = {row[:3] for row in rows(page) if len(row) == 6 and row[0] not in {"从", ":--"}}
    assert told == {(move.source.label, move.target.label, move.name) for move in MOVES}


def test_the_tables_of_keys_are_those_the_terminal_goes_by() -> None:
    page = (ROOT / "docs" / "tui.md").read_text(encoding="utf-8")
    assert keys.updated(page) == page, "run: python -m tools.keys docs/tui.md"
    named = {row[3].strip("`") for row in rows(page) if len(row) == 4 and row[0] not in {"键", ":--"}}
    assert named == {action.id for action in ACTIONS}
    with pytest.raises(ValueError, match="keys: begin"):
        keys.updated(f"x {keys.BEGIN} y")


def test_every_main_screen_has_its_picture() -> None:
    page = (ROOT / "docs" / "tui.md").read_text(encoding="utf-8")
    shown = set(re.findall(r"\]\(images/([\w-]+)\.svg\)", page))
    assert shown == {stop.name for stop in STOPS}
    assert {stop.keys[0] for stop in STOPS} >= {"2", "3", "4", "5"}


def test_the_table_of_states_needs_its_marks() -> None:
    with pytest.raises(ValueError, match="states: begin"):
        workflow.updated(f"x {workflow.BEGIN} y")


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text(encoding="utf-8"))
    missing = [target for target in targets if "://" not in target and not (page.parent / target).exists()]
    assert missing == []


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = [int(path.name[:4]) for path in sorted((ROOT / "docs" / "decisions").glob("*.md"))]
    assert numbers == list(range(1, len(numbers) + 1))


def test_the_changelog_tells_of_this_version() -> None:
    version = re.search(r'__version__ = "([^"]+)"', (ROOT / "tracker" / "__init__.py").read_text(encoding="utf-8"))
    assert version is not None
    assert f"## [{version[1]}]" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
