"""Work that names the old problem it answers, and what is said of a problem by name; every sentence is made up."""

from __future__ import annotations

import pytest

from benchmarks.short_pairs import reading
from tracker.domain.following import ItemFollowUp
from tracker.domain.kinds import Verdict
from tracker.followup.engine import follow_up

OLDER = (
    "某站2021年度述职报告\n一、主要工作\n全年检修16台。\n二、存在问题\n（一）夜班交接走过场。交接簿常常事后补写。\n"
    "（二）工具柜钥匙乱放。用的时候到处找。\n三、下一步打算\n（一）修好渡口。给渡口加装护栏。\n"
)
NEWER = "某站2022年度述职报告\n一、主要工作\n全年植树300株。{said}\n二、存在问题\n（一）雨伞不够用。\n"


def _followed(said: str) -> tuple[str, dict[str, ItemFollowUp]]:
    text = NEWER.format(said=said)
    older, newer = reading(OLDER, 2021), reading(text, 2022)
    return text, {item.item_id: item for item in follow_up(*older, *newer).items}


@pytest.mark.parametrize(
    "said, evidence",
    [
        ("针对夜班交接走过场问题，开展突击抽查12次，约谈6人。", "针对夜班交接走过场问题，开展突击抽查12次，约谈6人"),
        ("着力解决夜班交接走过场的问题，实行双人签字。", "着力解决夜班交接走过场的问题，实行双人签字"),
        ("为解决夜班交接走过场，召开班组长会4次。", "为解决夜班交接走过场，召开班组长会4次"),
        ("聚焦“夜班交接走过场”，出台细则2份。", "聚焦“夜班交接走过场”，出台细则2份"),
    ],
)
def test_work_that_names_its_problem(said: str, evidence: str) -> None:
    text, items = _followed(said)
    assert items["p1"].verdict is Verdict.EVIDENCED
    assert [text[one.span.start : one.span.end] for one in items["p1"].evidence] == [evidence]
    assert items["p2"].verdict is Verdict.SILENT


@pytest.mark.parametrize(
    "said, verdict",
    [
        ("夜班交接走过场的问题依然存在。", Verdict.RECURRING),
        ("夜班交接走过场的状况没有根本改变。", Verdict.RECURRING),
        ("夜班交接走过场的问题有所缓解。", Verdict.IN_PROGRESS),
        ("夜班交接走过场的问题得到缓解，但还没有根治。", Verdict.IN_PROGRESS),
        ("去年述职时说到的夜班交接走过场，今年抽查12次，情况有了好转。", Verdict.IN_PROGRESS),
        ("去年查摆的夜班交接走过场、工具柜钥匙乱放问题已成为过去。", Verdict.RECTIFIED),
        ("针对群众反映的停车问题，划车位40个。", Verdict.SILENT),
        ("针对夜班交接走过场问题。", Verdict.SILENT),
    ],
)
def test_what_is_said_of_a_problem_by_name(said: str, verdict: Verdict) -> None:
    assert _followed(said)[1]["p1"].verdict is verdict


@pytest.mark.parametrize(
    "said, verdict",
    [
        ("给渡口加装护栏的承诺已兑现。", Verdict.RECTIFIED),
        ("按照年初计划，给渡口加装护栏，已全部完成。", Verdict.RECTIFIED),
        ("给渡口加装护栏进展缓慢。", Verdict.IN_PROGRESS),
        ("去年承诺的给渡口加装护栏没有做到。", Verdict.SILENT),
    ],
)
def test_what_is_said_of_a_promise_by_name(said: str, verdict: Verdict) -> None:
    assert _followed(said)[1]["c1"].verdict is verdict


OPEN = (
    "某站2021年度述职报告\n一、主要工作\n全年检修16台。但职工浴室因场地没有落实，至今没有开工。\n"
    "二、存在问题\n（一）雨伞不够用。\n"
)


@pytest.mark.parametrize(
    "said, verdict",
    [
        ("去年没有办成的职工浴室，今年6月建成开放。", Verdict.RECTIFIED),
        ("去年没有办成的职工浴室，今年仍没有开工。", Verdict.RECURRING),
        ("职工浴室仍因场地没有落实，至今没有开工。", Verdict.RECURRING),
        ("职工浴室建设完成了四成。", Verdict.IN_PROGRESS),
        ("职工浴室6月建成开放。", Verdict.EVIDENCED),
    ],
)
def test_what_came_of_an_open_matter(said: str, verdict: Verdict) -> None:
    older, newer = reading(OPEN, 2021), reading(NEWER.format(said=said), 2022)
    opened = next(problem.id for problem in older[1].problems if "浴室" in problem.title)
    items = {item.item_id: item for item in follow_up(*older, *newer).items}
    assert items[opened].verdict is verdict


COUNTED = (
    "某站2021年度述职报告\n一、主要工作\n全年检修16台。\n二、存在问题\n（一）{problem}\n（二）食堂花样少。菜谱一周不变。\n"
    "三、下一步打算\n（一）修好渡口。给渡口加装护栏。\n"
)


@pytest.mark.parametrize(
    "problem, said, evidence",
    [
        ("职工教育形式单一。送学上门只有3次。", "送学上门26次，覆盖职工140名。", "送学上门26次"),
        ("停车难问题突出。缺口车位300个。", "新增车位420个，停车投诉下降六成。", "新增车位420个，停车投诉下降六成"),
        ("督查不够有力。全年督查2次。", "开展督查12次，约谈21人。", "开展督查12次"),
        ("窗口服务效率不高。平均办理时间45分钟。", "平均办理时间压缩到18分钟。", "平均办理时间压缩到18分钟"),
    ],
)
def test_work_that_counts_what_the_problem_speaks_of(problem: str, said: str, evidence: str) -> None:
    text = NEWER.format(said=said)
    older, newer = reading(COUNTED.format(problem=problem), 2021), reading(text, 2022)
    items = {item.item_id: item for item in follow_up(*older, *newer).items}
    assert items["p1"].verdict is Verdict.EVIDENCED
    first = items["p1"].evidence[0].span
    assert evidence in text[first.start : first.end]
    assert items["p2"].verdict is Verdict.SILENT


def test_the_title_of_the_report_is_no_work() -> None:
    problem = "党建述职报告写得空。抓基层党建的报告年年一个样。"
    newer = NEWER.replace("某站2022年度述职报告", "某站2022年度抓基层党建述职报告")
    older, found = reading(COUNTED.format(problem=problem), 2021), reading(newer.format(said=""), 2022)
    assert follow_up(*older, *found).items[0].verdict is Verdict.SILENT
