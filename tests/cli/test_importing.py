"""``tracker import``: what it says, what it leaves behind, and every bad input."""

from __future__ import annotations

import hashlib
import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from tracker.cli import importing

from .conftest import FIRST_YEAR, NO_PROBLEMS, SECOND_YEAR, Process, Result, Tracker


def contents(db: Path) -> list[tuple[str, list[tuple[object, ...]]]]:
    """All that a ledger holds, read without the program."""
    with closing(sqlite3.connect(f"file:{db}?mode=ro", uri=True)) as connection:
        tables = [
            row[0] for row in connection.execute("select name from sqlite_master where type = 'table' order by name")
        ]
        return [(table, connection.execute(f'select * from "{table}"').fetchall()) for table in tables]


def one_line(result: Result) -> str:
    """The error of a run that printed nothing else."""
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("错误：")
    assert result.err.endswith("。\n")
    assert result.err.count("\n") == 1
    return result.err


def test_one_report_goes_in_without_any_option(tracker: Tracker, reports: Path) -> None:
    result = tracker("import", reports / "2021.txt")
    assert result.code == 0
    header, _, row = result.out.splitlines()
    assert header.split() == ["单位", "年度", "结果", "问题", "承诺", "整改说法", "清单数", "指标", "文件"]
    assert row.split()[:5] == ["青石镇党委", "2021", "已导入", "2", "2"]
    assert "下一步" in result.err
    assert "tracker list" in result.err


def test_the_next_year_is_held_against_it_and_disagreeing_counts_come_first(one_year: Tracker, reports: Path) -> None:
    result = one_year("import", reports / "2022.txt")
    assert result.code == 0
    lines = result.out.splitlines()
    at = lines.index("青石镇党委：2021 年度的事项，2022 年度报告怎么说")
    assert lines[at + 1] == "！数目对不上：2022 年度报告说述职查摆问题有 3 个，2021 年度报告列出 2 个"
    assert lines[at + 2].startswith("共 4 项：")
    verdicts = {line.split()[0]: line.split()[2] for line in lines[at + 5 :: 2]}
    assert verdicts["01-2021-01"] == "称已整改但再次出现"
    assert len(verdicts) == 4
    assert "tracker report closure --org 青石镇党委 --year 2022" in result.err
    assert "tracker show 01-2021-01" in result.err


def test_any_order_of_years_ends_in_the_same_ledger(tracker: Tracker, reports: Path, tmp_path: Path) -> None:
    for year in ("2022", "2021"):
        tracker("--db", tmp_path / "back.db", "import", reports / f"{year}.txt")
    tracker("import", reports / "2021.txt", reports / "2022.txt")
    forth = tracker("list", "--json").document
    back = tracker("--db", tmp_path / "back.db", "list", "--json").document
    for document in (forth, back):
        for item in document["items"]:
            del item["id"]
    assert forth == back
    assert forth["items"][0]["verdict"] or forth["items"][-1]["verdict"]


def test_the_same_file_twice_changes_nothing_and_says_so(two_years: Tracker, reports: Path, db: Path) -> None:
    before = contents(db)
    again = two_years("import", reports)
    assert again.code == 0
    assert [line.split()[2] for line in again.out.splitlines()[2:4]] == ["没有变化", "没有变化"]
    assert again.out.splitlines()[-1] == "这些报告以前都导入过，台账没有变化"
    assert "这份报告以前导入过" in two_years("import", reports / "2021.txt").out
    assert contents(db) == before


def test_a_dry_run_shows_everything_and_writes_nothing(tracker: Tracker, reports: Path, db: Path) -> None:
    dry = tracker("import", "--dry-run", reports)
    assert dry.code == 0
    assert dry.out.startswith("试运行")
    assert "称已整改但再次出现" in dry.out
    assert not db.exists()
    tracker("import", reports / "2021.txt")
    before = contents(db)
    assert tracker("import", "--dry-run", "--json", reports / "2022.txt").document["dry_run"] is True
    assert contents(db) == before


def test_json_holds_files_and_follow_ups(tracker: Tracker, reports: Path, db: Path) -> None:
    document = tracker("import", "--json", reports, reports / "无.txt").document
    assert document["schema"] == "tracker.import/1"
    assert document["ledger"] == str(db)
    statuses = {Path(file["path"]).name: file["status"] for file in document["files"]}
    assert statuses == {"无.txt": "failed", "2021.txt": "imported", "2022.txt": "imported"}
    second = next(file for file in document["files"] if file["path"].endswith("2022.txt"))
    assert second["found"]["problems"] == 1
    assert second["document"]["encoding"] == "gb18030"
    (pair,) = document["follow_ups"]
    assert (pair["older"]["year"], pair["newer"]["year"]) == (2021, 2022)
    assert pair["items"][0]["follow_up"]["verdict"] == "contested"
    assert pair["reconciliation"][0]["match"] is False


def test_organisation_and_year_may_be_given(tracker: Tracker, tmp_path: Path) -> None:
    nameless = tmp_path / "a.txt"
    nameless.write_text("存在问题：一是学习不够深入，以会代学。二是管理不够严格，考核没有跟上。", encoding="utf-8")
    document = tracker("import", "--org", "赤水乡党委", "--year", "２０２３年", "--json", nameless).document
    assert (document["files"][0]["document"]["unit"], document["files"][0]["document"]["year"]) == ("赤水乡党委", 2023)


def test_a_folder_named_after_the_organisation_is_enough(tracker: Tracker, tmp_path: Path) -> None:
    folder = tmp_path / "赤水乡党委"
    folder.mkdir()
    (folder / "2020.txt").write_text(
        "存在问题：一是学习不够深入，以会代学。二是管理不够严格，考核没有跟上。", encoding="utf-8"
    )
    row = tracker("import", tmp_path).out.splitlines()[2].split()
    assert row[:3] == ["赤水乡党委", "2020", "已导入"]


def test_many_pairs_are_summed_up_with_what_came_back(tracker: Tracker, tmp_path: Path) -> None:
    for name in "甲乙丙丁戊己庚":
        folder = tmp_path / f"{name}山镇党委"
        folder.mkdir()
        for year, text in ((2021, FIRST_YEAR), (2022, SECOND_YEAR)):
            (folder / f"{year}.txt").write_text(text.replace("青石镇", f"{name}山镇"), encoding="utf-8")
    result = tracker("import", tmp_path)
    assert result.code == 0
    assert "逐年对账：7 对报告" in result.out
    assert result.out.count("！") == 7
    assert result.out.count("2021 → 2022") == 7
    assert "先看这 14 项" in result.out


# ------------------------------------------------------------------------------------------------------------ bad input


def test_a_missing_file(tracker: Tracker, tmp_path: Path, db: Path) -> None:
    assert "没有这个文件" in one_line(tracker("import", tmp_path / "无.txt"))
    assert not db.exists()


def test_a_folder_without_reports(tracker: Tracker, tmp_path: Path, db: Path) -> None:
    (tmp_path / "空").mkdir()
    assert "没有报告" in one_line(tracker("import", tmp_path / "空"))
    assert not db.exists()


@pytest.mark.parametrize(
    "data, said",
    [
        (b"", "空"),
        (b"\r\n  \n", "空"),
        (b"PK\x03\x04....word/document.xml", "Word 文档（.docx）"),
        (b"%PDF-1.4", "PDF"),
        (bytes(range(256)) * 20, "文件不是文本"),
    ],
    ids=["empty", "blank", "word", "pdf", "noise"],
)
def test_a_file_that_is_no_report(tracker: Tracker, tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "报告.txt"
    path.write_bytes(data)
    for command in ("import", "extract"):
        line = one_line(tracker(command, path))
        assert said in line
        assert str(path) in line


def test_a_text_with_no_problems_section_is_imported_with_a_warning(tracker: Tracker, tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(NO_PROBLEMS, encoding="utf-8")
    result = tracker("import", path)
    assert result.code == 0
    assert result.out.splitlines()[2].split()[:5] == ["赤水乡党委", "2021", "已导入", "0", "0"]
    warnings = [line for line in result.err.splitlines() if line.startswith("提醒：")]
    assert any("问题" in line for line in warnings)
    assert tracker("list", "--json").document["total"] == 0


def test_bad_files_leave_the_ledger_as_it_was(two_years: Tracker, tmp_path: Path, db: Path) -> None:
    before = contents(db)
    (tmp_path / "a.txt").write_bytes(b"")
    assert two_years("import", tmp_path / "a.txt").code == 2
    assert two_years("import", tmp_path / "无.txt").code == 2
    assert two_years("import", tmp_path / "a.txt", tmp_path / "无.txt").code == 2
    assert contents(db) == before


def test_a_batch_goes_on_after_bad_files_and_names_them(tracker: Tracker, reports: Path, tmp_path: Path) -> None:
    empty, nothing = tmp_path / "empty.txt", tmp_path / "空"
    empty.write_bytes(b"")
    nothing.mkdir()
    result = tracker("import", empty, reports / "2022.txt", nothing, reports / "无.txt", reports / "2021.txt")
    assert result.code == 2
    assert [line.split()[1] for line in result.out.splitlines()[2:4]] == ["2021", "2022"]
    last = result.err.splitlines()[-4:]
    assert last[0] == "错误：5 个里有 3 个没有导入，其余 2 个已处理："
    assert all(any(str(path) in line for line in last[1:]) for path in (empty, nothing, reports / "无.txt"))
    assert tracker("list", "--json").document["total"] == 6


def test_a_batch_of_bad_files_only(tracker: Tracker, tmp_path: Path) -> None:
    result = tracker("import", tmp_path / "1.txt", tmp_path / "2.txt")
    assert (result.code, result.out) == (2, "")
    assert result.err.splitlines()[0] == "错误：2 个里有 2 个没有导入："


COMMANDS = [["list"], ["show", "01-2021-01"], ["unit", "list"], ["report", "closure"], ["import"]]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])
@pytest.mark.parametrize("damage", ["half", "text", "truncated", "folder"])
def test_a_damaged_ledger_is_refused_and_left_alone(
    one_year: Tracker, reports: Path, db: Path, command: list[str], damage: str
) -> None:
    whole = db.read_bytes()
    for leftover in db.parent.glob(f"{db.name}-*"):
        leftover.unlink()
    if damage == "folder":
        db.unlink()
        db.mkdir()
    else:
        db.write_bytes(
            {"half": whole[: len(whole) // 2], "text": "这是一份报告。".encode() * 99, "truncated": whole[:50]}[damage]
        )
    before = None if damage == "folder" else hashlib.sha256(db.read_bytes()).hexdigest()
    arguments = [*command, reports / "2022.txt"] if command == ["import"] else command
    assert str(db) in one_line(one_year(*arguments))
    assert before is None or hashlib.sha256(db.read_bytes()).hexdigest() == before


CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH, PR_CAPBSET_DROP = 1, 2, 24


def _obey_permissions() -> None:
    """Give up root's power over files: what is executed after this obeys permissions like anybody's process."""
    import ctypes

    for capability in (CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH):
        ctypes.CDLL(None).prctl(PR_CAPBSET_DROP, capability, 0, 0, 0)


@pytest.fixture
def read_only(tmp_path: Path) -> Iterator[Path]:
    """A folder nothing can be written into."""
    folder = tmp_path / "只读"
    folder.mkdir()
    yield folder
    folder.chmod(0o755)


@pytest.mark.skipif(sys.platform != "linux", reason="root obeys permissions only where capabilities can be given up")
@pytest.mark.usefixtures("one_year")
def test_a_read_only_folder(process: Process, read_only: Path, reports: Path, db: Path) -> None:
    def run(*arguments: object) -> Result:
        done = process(*arguments, cwd=read_only, preexec_fn=_obey_permissions if os.geteuid() == 0 else None)
        return Result(done.returncode, done.stdout.decode(), done.stderr.decode())

    ledger = read_only / "台账.db"
    read_only.chmod(0o555)
    assert "权限" in one_line(run("--db", ledger, "import", reports / "2021.txt"))
    assert list(read_only.iterdir()) == []
    assert "权限" in one_line(run("report", "closure", "--format", "md"))

    read_only.chmod(0o755)
    ledger.write_bytes(db.read_bytes())
    ledger.chmod(0o444)
    read_only.chmod(0o555)
    before = ledger.read_bytes()
    assert "压力传导不够深入" in run("--db", ledger, "list").out
    assert "只读" in one_line(run("--db", ledger, "import", reports / "2022.txt"))
    assert "只读" in one_line(run("--db", ledger, "move", "01-2021-01", "待整改", "--note", "属实"))
    assert [path.name for path in read_only.iterdir()] == ["台账.db"]
    assert ledger.read_bytes() == before


# -------------------------------------------------------------------------------------------------------------- progress


class FakeTerminal:
    """A standard error that a person looks at."""

    encoding = "utf-8"

    def __init__(self) -> None:
        self.written: list[str] = []

    def write(self, text: str) -> int:
        self.written.append(text)
        return len(text)

    def flush(self) -> None:
        pass

    def isatty(self) -> bool:
        return True


def test_a_progress_bar_is_drawn_for_several_files_on_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("TERM", "COLUMNS", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    terminal = FakeTerminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with importing._progress() as advance:
        assert advance is not None
        for done in range(1, 7):
            advance(done, 6, Path("报告/青石镇/[b]甲.txt"))
    drawn = "".join(terminal.written)
    assert "3/3  青石镇/[b]甲.txt" in drawn
    assert "3/3" in drawn


def test_no_bar_for_one_file_or_without_a_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = FakeTerminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with importing._progress() as advance:
        assert advance is not None
        advance(1, 2, Path("甲.txt"))
        advance(2, 2, Path("甲.txt"))
    assert terminal.written == []
    monkeypatch.setattr(terminal, "isatty", lambda: False)
    with importing._progress() as advance:
        assert advance is None


def test_the_commands_that_come_next_name_the_ledger_that_was_named(
    tracker: Tracker, reports: Path, tmp_path: Path
) -> None:
    other = tmp_path / "另一本.db"
    result = tracker("--db", other, "import", reports / "2021.txt")
    assert f"tracker --db {other} list" in result.err
    assert "tracker --db" not in tracker("import", reports / "2021.txt").err
