from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.ledger.samples import NOW, plan, store
from tracker.domain.errors import NotFoundError, UsageError
from tracker.ledger.store import Ledger
from tracker.services.delivering import FileForm, write_year_report
from tracker.services.issuing import list_issues

ALONG: dict[str, Any] = {"today": date(2024, 1, 10), "actor": "张三", "now": NOW}
BOTH = (FileForm.WORD, FileForm.PAGE)


@pytest.fixture
def stocked(sqlite_ledger: Ledger) -> Ledger:
    store(sqlite_ledger, plan("甲镇", 2022, ["学习不够深入"], ["修路"]), plan("甲镇", 2023, ["阵地条件较差"], []))
    return sqlite_ledger


def test_a_report_is_written_step_by_step_and_over_nothing(stocked: Ledger, tmp_path: Path) -> None:
    steps: list[tuple[int, int, str]] = []
    wanted = {"org": "甲镇", "year": 2023, "forms": BOTH, "folder": tmp_path, **ALONG}
    done = write_year_report(stocked, progress=lambda *step: steps.append(step), **wanted)
    assert [path.name for path in done.paths] == [
        "甲镇2023年度整改情况报告.docx",
        "甲镇2023年度整改情况报告.html",
    ]
    assert steps == [(0, 4, "读台账"), (1, 4, "成文"), (2, 4, "写 Word 文档"), (3, 4, "写 网页")]
    again = write_year_report(stocked, **wanted)
    assert not set(again.paths) & set(done.paths)
    assert "学习不够深入" in done.paths[1].read_text(encoding="utf-8")


def test_an_issue_is_kept_and_not_made_twice(stocked: Ledger, tmp_path: Path) -> None:
    wanted = {"org": "甲镇", "year": 2023, "forms": (FileForm.PAGE,), "folder": tmp_path, "issue": True, **ALONG}
    first, second = (write_year_report(stocked, **wanted) for _ in range(2))
    assert first.issue is not None
    assert (first.repeated, second.repeated) == (False, True)
    assert len(list_issues(stocked, org="甲镇")) == 1
    assert "（第1期）" in first.paths[0].name


def test_all_units_have_an_overview(stocked: Ledger, tmp_path: Path) -> None:
    done = write_year_report(stocked, org=None, year=2023, forms=(FileForm.PAGE,), folder=tmp_path, **ALONG)
    assert [path.name for path in done.paths] == ["2023年度问题整改情况汇总.html"]
    with pytest.raises(UsageError, match="不印发"):
        write_year_report(stocked, org=None, year=2023, forms=BOTH, folder=tmp_path, issue=True, **ALONG)


def test_what_stops_it_leaves_nothing_behind(stocked: Ledger, tmp_path: Path) -> None:
    def stop(done: int, _steps: int, _what: str) -> None:
        if done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_year_report(stocked, org="甲镇", year=2023, forms=BOTH, folder=tmp_path, progress=stop, **ALONG)
    with pytest.raises(UsageError, match="这个文件夹"):
        write_year_report(stocked, org="甲镇", year=2023, forms=BOTH, folder=tmp_path / "没有", **ALONG)
    with pytest.raises(NotFoundError):
        write_year_report(stocked, org="甲镇", year=2020, forms=BOTH, folder=tmp_path, **ALONG)
    assert [path for path in tmp_path.iterdir() if path.suffix in {".docx", ".html"}] == []
