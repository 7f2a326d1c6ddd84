"""What must hold whatever the reports: silence closes nothing, a report contains itself, order does not matter."""

from __future__ import annotations

import os
import random
import re
import subprocess
import sys
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.followup.making import Draft, held
from tracker.domain.following import FollowUp
from tracker.domain.kinds import ItemKind, Verdict
from tracker.domain.report import Extraction, Identity, PlainText
from tracker.extraction import extract
from tracker.followup import engine, follow_up
from tracker.followup.features import Describer
from tracker.followup.portraits import Prepared, prepare
from tracker.reading import read_report

SEEDS = Path(__file__).resolve().parents[2] / "seeds"
FOLDERS = sorted(folder for folder in SEEDS.iterdir() if folder.is_dir()) if SEEDS.is_dir() else []
EMPTY = PlainText("", "utf-8", "0" * 64)


@cache
def _read(path: Path) -> tuple[PlainText, Extraction]:
    source = read_report(path)
    return source, extract(source)


def _pairs() -> list[tuple[Path, Path]]:
    return [pair for folder in FOLDERS for pair in pairwise(sorted(folder.glob("*.txt")))]


def _name(paths: tuple[Path, Path] | Path) -> str:
    first = paths[0] if isinstance(paths, tuple) else paths
    return f"{first.parent.name}-{first.stem}"


def _held(older: Path, newer: Path) -> FollowUp:
    return follow_up(*_read(older), *_read(newer))


@pytest.mark.parametrize("paths", _pairs(), ids=_name)
def test_one_answer_for_each_item_every_span_grounded(paths: tuple[Path, Path]) -> None:
    (_, older_found), (newer, newer_found) = _read(paths[0]), _read(paths[1])
    result = _held(*paths)
    ids = [problem.id for problem in older_found.problems] + [promise.id for promise in older_found.commitments]
    assert [one.item_id for one in result.items] == ids
    for one in result.items:
        assert one.reason.endswith("。")
        assert re.sub("“[^”]*”", "", one.reason).count("。") == 1, "one sentence, whatever it quotes"
        assert (one.claim is not None) or one.verdict not in (Verdict.RECTIFIED, Verdict.CONTESTED, Verdict.IN_PROGRESS)
        assert one.verdict is not Verdict.EVIDENCED or one.evidence
        assert one.recurs_as in {None, *(problem.id for problem in newer_found.problems)}
        assert one.repeated_as in {None, *(promise.id for promise in newer_found.commitments)}
        for span in [one.claim, *(evidence.span for evidence in one.evidence)]:
            assert span is None or span.end <= len(newer.text)
        assert [evidence.score for evidence in one.evidence] == sorted(
            (evidence.score for evidence in one.evidence), reverse=True
        )


@pytest.mark.parametrize("paths", _pairs(), ids=_name)
def test_reasons_tell_items_apart(paths: tuple[Path, Path]) -> None:
    reasons = [one.reason for one in _held(*paths).items]
    assert len(set(reasons)) >= len(reasons) - 1, "two items may rest on one passage, hardly more"


@pytest.mark.parametrize("path", [min(folder.glob("*.txt")) for folder in FOLDERS], ids=_name)
def test_against_an_empty_report_all_is_silent(path: Path) -> None:
    result = follow_up(*_read(path), EMPTY, Extraction(Identity(None, None)))
    assert {one.verdict for one in result.items} == {Verdict.SILENT}
    assert not result.reconciliation


@pytest.mark.parametrize("path", [path for folder in FOLDERS for path in sorted(folder.glob("*.txt"))], ids=_name)
def test_against_itself_every_problem_has_come_back(path: Path) -> None:
    for one in _held(path, path).items:
        if one.kind is ItemKind.PROBLEM:
            assert one.verdict in (Verdict.RECURRING, Verdict.CONTESTED)
            assert one.recurs_as == one.item_id


@pytest.mark.parametrize("paths", _pairs(), ids=_name)
def test_the_order_of_items_does_not_matter(paths: tuple[Path, Path]) -> None:
    (older, older_found), (newer, newer_found) = _read(paths[0]), _read(paths[1])
    expected = {one.item_id: one for one in _held(*paths).items}
    shuffle = random.Random(paths[0].stem).shuffle

    def mixed(found: Extraction) -> Extraction:
        problems, promises = list(found.problems), list(found.commitments)
        shuffle(problems)
        shuffle(promises)
        return replace(found, problems=tuple(problems), commitments=tuple(promises))

    again = follow_up(older, mixed(older_found), newer, mixed(newer_found))
    assert {one.item_id: one for one in again.items} == expected


@given(st.text(alphabet="的问题整改完成去年查摆3个，。；正在推进路灯没有\n（一）是", max_size=120))
def test_no_text_breaks_it(text: str) -> None:
    source = PlainText(text, "utf-8", "0" * 64)
    found = extract(source, year=2022)
    result = follow_up(source, found, source, found)
    assert len(result.items) == len(found.problems) + len(found.commitments)


def test_the_same_answer_whatever_the_seed_of_hashes(root: Path) -> None:
    if not FOLDERS:
        pytest.skip("no sample reports")
    older, newer = sorted(FOLDERS[0].glob("*.txt"))[:2]
    command = [sys.executable, "-m", "tracker", "compare", "--format", "json", str(older), str(newer)]
    said = {
        subprocess.run(
            command, capture_output=True, check=True, cwd=root, env={**os.environ, "PYTHONHASHSEED": seed}
        ).stdout
        for seed in ("1", "2", "77")
    }
    assert len(said) == 1


def test_what_a_report_is_about_is_worked_out_once(monkeypatch: pytest.MonkeyPatch) -> None:
    worked_out: list[str] = []

    def counted(source: PlainText, found: Extraction, describer: Describer) -> Prepared:
        worked_out.append(source.text)
        return prepare(source, found, describer)

    monkeypatch.setattr(engine, "prepare", counted)
    years = [
        Draft(f"今年第{year}次修缮阅览室{year}间。存在的问题：书架老旧。", year=year) for year in (2021, 2022, 2023)
    ]
    for draft in years:
        draft.problem("书架老旧。")
    for older, newer in ((0, 1), (1, 2), (0, 2)):
        held(years[older], years[newer])
    assert sorted(worked_out) == sorted(draft.text for draft in years)


@given(st.lists(st.sampled_from(["整改", "正在", "仍未", "去年", "了", "完成"]), max_size=4))
def test_words_are_held_by_the_clauses_in_which_they_stand(words: list[str]) -> None:
    source, found = _read(sorted(FOLDERS[0].glob("*.txt"))[1])
    reading = engine.ready(source, found).reading
    held_by = {
        clause.number
        for clause in reading.clauses
        if any(word in reading.quote(clause.start, clause.end) for word in words)
    }
    assert held_by <= reading.holding(tuple(words))
