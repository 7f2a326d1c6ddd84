"""README and the walk-throughs show what the program really prints."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest

from tools.readme import PAGES, README, rewritten, same


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_walk_through_shows_real_output(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    now = rewritten(text)
    difference = difflib.unified_diff(text.splitlines(), now.splitlines(), page.name, "now", lineterm="", n=1)
    assert same(text, now), "run python -m tools.readme\n" + "\n".join(difference)


def test_times_of_day_are_not_compared() -> None:
    assert same("导入于 2026-11-22 03:33", "导入于 2027-01-02 13:00")
    assert not same("共 8 项", "共 9 项")


def test_only_the_program_itself_is_run() -> None:
    with pytest.raises(RuntimeError, match="only tracker"):
        rewritten("```console\n$ rm -r seeds\n```\n")


def test_the_commands_for_a_machine_without_make_are_those_of_make(root: Path) -> None:
    makefile = (root / "Makefile").read_text(encoding="utf-8")
    text = README.read_text(encoding="utf-8")
    for part in ("report closure --org 云溪口镇党委 --year 2023", "import seeds", "-r requirements.lock"):
        assert part in makefile
        assert text.count(part) >= 2
