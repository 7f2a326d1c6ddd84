"""``tracker lexicon``: what words there are, and an office's own, checked and tried on reports."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.conftest import Tracker
from tracker.lexicon import choice


@pytest.fixture(autouse=True)
def _own_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    yield
    monkeypatch.delenv("TRACKER_LEXICON", raising=False)
    choice.choose(None)


@pytest.fixture
def words(tmp_path: Path) -> Path:
    path = tmp_path / "lexicon.toml"
    path.write_text(
        '[sections.heading]\nproblems = ["欠火候处"]\n[themes.theme]\ncollective = ["酿酒"]\n', encoding="utf-8"
    )
    return path


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "报告.txt"
    path.write_text(
        "河口镇党委2023年工作报告\n一、主要工作\n开展学习12次。\n二、欠火候处\n（一）酿酒没有订单。\n（二）学习走过场。\n三、下一步打算\n（一）找订单。\n",
        encoding="utf-8",
    )
    return path


def test_lists_and_groups(tracker: Tracker, words: Path) -> None:
    plain = tracker("lexicon", "list")
    assert plain.code == 0
    assert "sections" in plain.out
    assert "没有本单位自己的词" in plain.err
    groups = tracker("lexicon", "list", "sections", "--lexicon", words)
    assert any(line.split()[0] == "sections.heading.problems" and "加 1" in line for line in groups.out.splitlines())
    document = tracker("lexicon", "list", "--json", "--lexicon", words).document
    assert document["path"] == str(words)
    assert {one["name"]: one["own"] for one in document["lists"]}["themes"] == "加 1"


def test_words_of_a_group(tracker: Tracker, words: Path) -> None:
    shown = tracker("lexicon", "show", "sections.heading.problems", "--lexicon", words)
    assert "本单位加的（1）" in shown.out
    assert "欠火候处" in shown.out
    document = tracker("lexicon", "show", "sections.heading.problems", "--json", "--lexicon", words).document
    assert document["added"] == ["欠火候处"]
    assert "欠火候处" not in document["shipped"]


@pytest.mark.parametrize(
    "arguments", [["list", "没有"], ["show", "sections.没有"], ["show", "没有.这组"], ["show", "sections"]]
)
def test_unknown_names(tracker: Tracker, arguments: list[str]) -> None:
    result = tracker("lexicon", *arguments)
    assert (result.code, result.out) == (2, "")
    assert result.err.startswith("错误：没有 ")


def test_check_tells_what_changes_in_a_report(tracker: Tracker, words: Path, report: Path) -> None:
    result = tracker("lexicon", "check", words, "--report", report)
    assert result.code == 0
    assert "写法没有问题" in result.out
    assert "1 份有不同" in result.out
    assert any("问题" in line and "酿酒没有订单" in line and "（没有） →" in line for line in result.out.splitlines())
    document = tracker("lexicon", "check", words, "--report", report, "--json").document
    assert document["usable"] is True
    changed = {(one["what"], one["title"]): one["after"] for one in document["effects"][0]["differences"]}
    assert changed["问题", "酿酒没有订单"] == "问题清单，集体经济"


def test_check_on_the_samples_of_the_checkout(tracker: Tracker, words: Path) -> None:
    result = tracker("lexicon", "check", words)
    assert result.code == 0
    assert "拿 24 份报告试" in result.out


@pytest.mark.parametrize(
    "content, told",
    [
        ('[themes.theme]\ncollective = ["集体 经济林"]\n', "永远对不上"),
        ('[themes.theme]\ncollective = ["１号工程"]\n', "写成“1号工程”"),
        ('[themes.theme]\ncollective = ["村集体经济收入"]\n', "里已经有“集体经济”"),
        ('[themes.theme]\ncollective = ["集体"]\n', "会吞掉“集体经济”"),
        ('[sections.heading]\nproblems = ["努力方向"]\n', "在 sections.heading.next_steps 里也有"),
        ('[themes.theme]\nstudy = ["中心组"]\n', "本来就有"),
    ],
)
def test_check_warns_of_words_hardly_meant(
    tracker: Tracker, tmp_path: Path, report: Path, content: str, told: str
) -> None:
    path = tmp_path / "own.toml"
    path.write_text(content, encoding="utf-8")
    result = tracker("lexicon", "check", path, "--report", report)
    assert result.code == 0
    assert told in result.out
    assert "提醒" in result.out


def test_check_of_a_file_that_cannot_be_used(tracker: Tracker, tmp_path: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text('[themes.theme]\ncollectiv = ["甲"]\n[section]\nx = ["乙"]\n', encoding="utf-8")
    result = tracker("lexicon", "check", path)
    assert result.code == 2
    assert result.out.count("错误") == 2
    assert "themes.theme.collective" in result.out


def test_reading_follows_the_words_wherever_they_are_named(
    tracker: Tracker, words: Path, report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def problems(*arguments: object) -> list[str]:
        document = tracker(*arguments, "extract", "--format", "json", report).document
        return [problem["title"] for problem in document["problems"]]

    assert problems() == []
    assert problems("--lexicon", words) == ["酿酒没有订单", "学习走过场"]
    assert problems() == []
    document = tracker("extract", "--format", "json", report, "--lexicon", words).document
    assert len(document["problems"]) == 2
    monkeypatch.setenv("TRACKER_LEXICON", str(words))
    assert problems() == ["酿酒没有订单", "学习走过场"]
    imported = tracker("import", "--dry-run", "--json", report).document
    assert imported["files"][0]["found"]["problems"] == 2


def test_a_bad_file_stops_reading_and_nothing_else(tracker: Tracker, tmp_path: Path, report: Path) -> None:
    path = tmp_path / "own.toml"
    path.write_text("[sections\n", encoding="utf-8")
    result = tracker("--lexicon", path, "extract", report)
    assert (result.code, result.out) == (2, "")
    assert "第 1 行" in result.err
    assert tracker("--lexicon", path, "list").code == 0


def test_a_file_to_begin_with(tracker: Tracker, tmp_path: Path) -> None:
    first = tracker("lexicon", "init")
    assert first.code == 0
    own = tmp_path / "config" / "tracker" / "lexicon.toml"
    assert own.is_file()
    assert tracker("lexicon", "check").code == 0
    again = tracker("lexicon", "init")
    assert (again.code, "已经有了" in again.err) == (2, True)


def test_nothing_to_check(tracker: Tracker) -> None:
    result = tracker("lexicon", "check")
    assert result.code == 2
    assert "还没有本单位自己的词" in result.err
