"""Running the command line as a user would: in this process where only words matter, in its own where the process does."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]

FIRST_YEAR = """根据安排，现将青石镇党委2021年度抓基层党建工作情况报告如下。
一、主要做法
组织中心组学习12次，走访困难党员30人。
二、存在问题
（一）压力传导不够深入。个别党支部抓党建的责任没有压实，存在上热下冷的情况。
（二）阵地建设不够完善。两个村的党群服务中心面积不足，活动开展不起来。
三、下一步打算
（一）压实党建责任。制定党支部书记责任清单，每季度召开党建工作例会。
（二）建好党群服务中心。2022年底前完成两个村党群服务中心改扩建。
"""

SECOND_YEAR = """根据安排，现将青石镇党委2022年度抓基层党建工作情况报告如下。
一、主要做法
组织中心组学习14次。去年承诺的两个村党群服务中心改扩建已经完成。
二、上年问题整改情况
去年述职查摆的3个问题，通过建章立制、挂图作战，已全部完成整改。
三、存在问题
（一）压力传导不够深入。个别党支部抓党建的责任仍然没有压实，上热下冷的情况还在。
四、下一步打算
（一）层层传导压力。制定支部书记考核办法，6月底前完成。
"""

NO_PROBLEMS = "根据安排，现将赤水乡党委2021年度工作情况报告如下。\n今年组织中心组学习12次，各项工作平稳推进。\n"


@dataclass(frozen=True)
class Result:
    """What a run left behind."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """Standard output as JSON."""
        return json.loads(self.out)


Tracker = Callable[..., Result]
Process = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """Where the test's ledger is; not made yet."""
    return tmp_path / "台账.db"


@pytest.fixture
def tracker(capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, db: Path) -> Tracker:
    """Run a command line within this process, on the test's own ledger."""
    monkeypatch.setenv("TRACKER_DB", str(db))
    monkeypatch.setenv("TRACKER_ACTOR", "张三")
    monkeypatch.delenv("COLUMNS", raising=False)

    def call(*arguments: object) -> Result:
        from tracker.cli.app import run

        capfd.readouterr()
        code = run([str(argument) for argument in arguments])
        return Result(code, *capfd.readouterr())

    return call


@pytest.fixture
def process(db: Path) -> Process:
    """Run a command line in a process of its own."""

    def call(*arguments: object, **options: Any) -> subprocess.CompletedProcess[bytes]:
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "TRACKER_DB": str(db), **options.pop("env", {})}
        command = [sys.executable, "-m", "tracker", *map(str, arguments)]
        return subprocess.run(command, capture_output=True, check=False, env=environment, **options)

    return call


@pytest.fixture(scope="session")
def reports(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two neighbouring years of one organisation; not to be written to."""
    folder = tmp_path_factory.mktemp("报告")
    (folder / "2021.txt").write_text(FIRST_YEAR, encoding="utf-8")
    (folder / "2022.txt").write_text(SECOND_YEAR, encoding="gb18030")
    return folder


def _import(folder: Path, *reports: Path) -> Path:
    from tracker.cli.app import run

    file = folder / "ledger.db"
    assert run(["--db", str(file), "--actor", "张三", "import", *map(str, reports)]) == 0
    return file


@pytest.fixture(scope="session")
def _one_year_file(tmp_path_factory: pytest.TempPathFactory, reports: Path) -> Path:
    return _import(tmp_path_factory.mktemp("ledger"), reports / "2021.txt")


@pytest.fixture(scope="session")
def _two_years_file(tmp_path_factory: pytest.TempPathFactory, reports: Path) -> Path:
    return _import(tmp_path_factory.mktemp("ledger"), reports)


@pytest.fixture
def one_year(tracker: Tracker, _one_year_file: Path, db: Path) -> Tracker:
    """The command line on a ledger with the first year of one organisation."""
    shutil.copy(_one_year_file, db)
    return tracker


@pytest.fixture
def two_years(tracker: Tracker, _two_years_file: Path, db: Path) -> Tracker:
    """The command line on a ledger with both years."""
    shutil.copy(_two_years_file, db)
    return tracker
