"""Accuracy on the annotated reports may rise and not fall; and our runner measures what the shared scorer measures."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from benchmarks.accuracy import ALONE, LEFT_OUT, TABLE, TRUST, fallen, measure, measure_alone, page, recorded_floor
from benchmarks.annotation import CORPORA
from benchmarks.scoring import Board


@pytest.fixture(scope="module")
def boards() -> dict[str, Board]:
    return {name: measure(corpus) for name, corpus in CORPORA.items()}


Floor = dict[str, dict[str, dict[str, float]]]


@pytest.fixture(scope="module")
def floor() -> Floor:
    return recorded_floor()


@pytest.mark.parametrize("name", CORPORA)
def test_no_figure_falls_below_the_recorded_floor(name: str, boards: dict[str, Board], floor: Floor) -> None:
    assert fallen(floor[name], boards[name].figures()) == []


@pytest.mark.parametrize("name", CORPORA)
def test_follow_up_alone_does_not_fall_either(name: str, floor: Floor) -> None:
    assert fallen(floor[ALONE[name]], measure_alone(CORPORA[name]).figures()) == []


@pytest.mark.parametrize("name", CORPORA)
def test_the_floor_was_recorded_on_this_corpus(name: str, boards: dict[str, Board], floor: Floor) -> None:
    def sizes(figures: dict[str, dict[str, float]]) -> dict[str, float]:
        # How many items are called rectified, or given a date, depends on the program and not on the corpus.
        return {figure: row["n"] for figure, row in figures.items() if "f1" in row}

    assert sizes(boards[name].figures()) == sizes(floor[name])


@pytest.mark.parametrize("name", CORPORA)
def test_everything_extracted_is_grounded(name: str, boards: dict[str, Board]) -> None:
    assert boards[name].figures()["grounded"]["rate"] == 1.0


def test_the_recorded_page_shows_the_recorded_figures(floor: Floor) -> None:
    trust, others = (part.read_text(encoding="utf-8").rstrip("\n") for part in (TRUST, LEFT_OUT))
    assert TABLE.read_text(encoding="utf-8") == page(floor, trust, others)


def test_the_shared_scorer_gives_the_same_figures(boards: dict[str, Board], shared: Path, root: Path) -> None:
    scorer, corpus = shared / "eval" / "score.py", shared / "corpus" / "dev"
    if not (scorer.is_file() and corpus.is_dir()):
        pytest.skip("shared/ holds no scorer or no annotated corpus")
    command = [sys.executable, str(scorer), str(corpus), "--json", "--tracker", f"{sys.executable} -m tracker"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True, cwd=root)
    theirs = json.loads(done.stdout)
    ours = boards["dev"].figures()
    assert {name: row["n"] for name, row in theirs.items()} == {name: row["n"] for name, row in ours.items()}
    for name, row in theirs.items():
        for key, value in row.items():
            assert ours[name][key] == pytest.approx(value), f"{name}: {key}"
