"""Accuracy on the annotated reports may rise and not fall; and our runner measures what the shared scorer measures."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.accuracy import FLOOR, TABLE, fallen, measure, table
from benchmarks.scoring import Board


@pytest.fixture(scope="module")
def board() -> Board:
    return measure()


@pytest.fixture(scope="module")
def floor() -> dict[str, dict[str, float]]:
    recorded: dict[str, dict[str, float]] = json.loads(FLOOR.read_text(encoding="utf-8"))
    return recorded


def test_no_figure_falls_below_the_recorded_floor(board: Board, floor: dict[str, dict[str, float]]) -> None:
    assert fallen(floor, board.figures()) == []


def test_the_floor_was_recorded_on_this_corpus(board: Board, floor: dict[str, dict[str, float]]) -> None:
    def sizes(figures: dict[str, dict[str, float]]) -> dict[str, float]:
        # How many items are called rectified, or given a date, depends on the program and not on the corpus.
        return {name: row["n"] for name, row in figures.items() if "f1" in row}

    assert sizes(board.figures()) == sizes(floor)


def test_everything_extracted_is_grounded(board: Board) -> None:
    assert board.figures()["grounded"]["rate"] == 1.0


def test_the_recorded_table_shows_the_recorded_figures(floor: dict[str, dict[str, float]]) -> None:
    assert table(floor) in TABLE.read_text(encoding="utf-8")


def test_the_shared_scorer_gives_the_same_figures(board: Board, shared: Path, root: Path) -> None:
    scorer, corpus = shared / "eval" / "score.py", shared / "corpus" / "dev"
    if not (scorer.is_file() and corpus.is_dir()):
        pytest.skip("shared/ holds no scorer or no annotated corpus")
    command = [sys.executable, str(scorer), str(corpus), "--json", "--tracker", f"{sys.executable} -m tracker"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, cwd=root)
    theirs = json.loads(done.stdout)
    ours = board.figures()
    assert {name: row["n"] for name, row in theirs.items()} == {name: row["n"] for name, row in ours.items()}
    for name, row in theirs.items():
        for key, value in row.items():
            assert ours[name][key] == pytest.approx(value), f"{name}: {key}"
