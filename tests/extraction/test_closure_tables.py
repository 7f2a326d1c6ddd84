"""Tables that tell of each problem what became of it."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import docx
import pytest

from benchmarks.short_pairs import reading
from tracker.domain.kinds import ClosureItemStatus, ClosureStatus, Origin, Verdict
from tracker.domain.report import Closure, Extraction, PlainText
from tracker.extraction import extract
from tracker.followup.engine import follow_up
from tracker.reading import read_report

HEAD = "榆树沟镇党委2022年度抓党建工作述职报告\n一、主要工作\n全年召开党员大会8次。\n"
TAIL = "三、存在的问题\n一是学习不深。二是督查不够。\n"
NAMES = ("序号", "反馈问题", "整改措施", "责任人", "整改情况")
ROWS = (
    ("1", "账目不清", "完善制度3项，公开账目4次", "张三", "已完成整改"),
    ("2", "“三会一课”不规范，记录不全", "开展培训2期", "李四", "正在推进，年底前完成"),
    ("3", "阵地老旧。活动室漏雨", "翻修活动室2间", "王五", "已完成（长期坚持）"),
    ("4", "关于“人才断层”的问题", "", "王五", ""),
)
STATES = (
    ("账目不清", ClosureItemStatus.DONE),
    ("“三会一课”不规范", ClosureItemStatus.IN_PROGRESS),
    ("阵地老旧", ClosureItemStatus.DONE),
    ("人才断层", ClosureItemStatus.OPEN),
)


def table(mark: str = "\t") -> str:
    return "\n".join(mark.join(row) for row in (NAMES, *ROWS)) + "\n"


def read(text: str) -> Extraction:
    return extract(PlainText(text, "utf-8", "0" * 64))


def told(closure: Closure) -> tuple[tuple[str, ClosureItemStatus], ...]:
    return tuple((item.title, item.status) for item in closure.items)


@pytest.mark.parametrize("mark", ["\t", "|", " | "])
def test_each_row_is_a_problem_with_what_became_of_it(mark: str) -> None:
    text = f"{HEAD}二、巡察反馈问题整改情况\n{table(mark)}{TAIL}"
    found = read(text)
    [closure] = found.closures
    assert (closure.origin, closure.status, closure.total) == (Origin.INSPECTION, ClosureStatus.PARTIAL, None)
    assert told(closure) == STATES
    assert [measure.of(text) for measure in closure.measures] == [
        "完善制度3项",
        "公开账目4次",
        "开展培训2期",
        "翻修活动室2间",
    ]
    assert [problem.title for problem in found.problems] == ["学习不深", "督查不够"]


@pytest.mark.parametrize(
    "said, total, done",
    [
        ("去年述职评议查摆问题4个，整改情况如下：\n", 4, 2),
        ("去年述职评议查摆问题5个，整改情况见下表。\n", 5, 2),
        ("去年述职评议查摆问题4个，已完成整改2个，2个正在推进。具体见下表：\n", 4, 2),
    ],
)
def test_a_table_belongs_to_the_statement_above_it(said: str, total: int, done: int) -> None:
    text = f"{HEAD}二、上年度问题整改情况\n{said}{table()}县委巡察反馈问题2个，已全部整改到位。\n{TAIL}"
    first, second = read(text).closures
    assert (first.origin, first.total, first.done) == (Origin.SELF_REVIEW, total, done)
    assert told(first) == STATES
    assert (second.origin, second.total, second.done) == (Origin.INSPECTION, 2, 2)


def test_among_the_problems_of_the_year_such_a_table_holds_problems() -> None:
    found = read(f"{HEAD}二、存在的问题\n{table()}")
    assert [problem.title for problem in found.problems][:3] == ["账目不清", "“三会一课”不规范", "阵地老旧"]
    assert not found.closures


def test_more_problems_are_counted_than_are_told_one_by_one() -> None:
    listed = "1.阵地滞后。新建中心3个，已完成整改。\n2.形式单一。开设夜校，已完成整改。\n"
    [closure] = read(f"{HEAD}二、上年度问题整改情况\n上年度查摆问题3个，整改情况如下：\n{listed}{TAIL}").closures
    assert (closure.total, closure.done) == (3, 2)
    assert [item.title for item in closure.items] == ["阵地滞后", "形式单一"]


def test_cells_with_several_paragraphs_stay_rows_in_word(tmp_path: Path) -> None:
    word = docx.Document()
    for line in f"{HEAD}二、巡察反馈问题整改情况".splitlines():
        word.add_paragraph(line)
    shown = word.add_table(0, len(NAMES))
    for row in (NAMES, *ROWS):
        for cell, words in zip(shown.add_row().cells, row, strict=True):
            first, *rest = words.split("，")
            cell.text = first
            for one in rest:
                cell.add_paragraph(one)
    for line in TAIL.splitlines():
        word.add_paragraph(line)
    content = BytesIO()
    word.save(content)
    path = tmp_path / "台账.docx"
    path.write_bytes(content.getvalue())

    [closure] = extract(read_report(path)).closures
    assert [(title.split(" ")[0], state) for title, state in told(closure)] == list(STATES)


def test_the_next_year_is_held_against_the_rows() -> None:
    older = reading(f"{HEAD}二、存在的问题\n一是账目不清。二是“三会一课”不规范。三是阵地老旧。\n", 2022)
    newer = reading(f"{HEAD.replace('2022', '2023')}二、上年度问题整改情况\n{table()}{TAIL}", 2023)
    said = [item.verdict for item in follow_up(*older, *newer).items]
    assert said == [Verdict.RECTIFIED, Verdict.IN_PROGRESS, Verdict.RECTIFIED]
