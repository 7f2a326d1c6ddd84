"""A count parted among outcomes, with some of its problems called by name; every sentence is made up for this table."""

from __future__ import annotations

import pytest

from benchmarks.short_pairs import reading
from tracker.domain.kinds import ClosureItemStatus, ClosureStatus, Origin, SectionKind
from tracker.domain.report import Extraction

DONE, GOING, OPEN = ClosureItemStatus.DONE, ClosureItemStatus.IN_PROGRESS, ClosureItemStatus.OPEN
REPORT = (
    "某站2023年度述职报告\n一、主要工作\n（一）抓检修。检修变压器16台。\n二、上年度问题整改情况\n{said}\n"
    "三、存在问题\n（一）备件到货偏慢。\n"
)


def _read(said: str) -> Extraction:
    return reading(REPORT.format(said=said), 2023)[1]


@pytest.mark.parametrize(
    "said, numbers, names, statuses",
    [
        (
            "去年查摆的3个问题，已整改完成2个，即“夜班交接走过场”“工具柜钥匙乱放”，另外1个仍在推进。",
            (3, 2),
            "夜班交接走过场 工具柜钥匙乱放",
            (DONE, DONE),
        ),
        (
            "去年查摆的3个问题，整改到位2个，分别是夜班交接走过场、工具柜钥匙乱放；另有1个正在整改。",
            (3, 2),
            "夜班交接走过场 工具柜钥匙乱放",
            (DONE, DONE),
        ),
        (
            "去年查摆的3个问题，完成整改2个（“整改台账没有改观”“工具柜钥匙乱放”），1个正在推进。",
            (3, 2),
            "整改台账没有改观 工具柜钥匙乱放",
            (DONE, DONE),
        ),
        (
            "去年查摆的3个问题，已有“夜班交接走过场”“工具柜钥匙乱放”等2个整改到位，余下1个明年继续整改。",
            (3, 2),
            "夜班交接走过场 工具柜钥匙乱放",
            (DONE, DONE),
        ),
        (
            "去年查摆的3个问题中，“夜班交接走过场”“工具柜钥匙乱放”2个问题整改完毕，巡线记录补写问题仍需持续整改。",
            (3, 2),
            "夜班交接走过场 工具柜钥匙乱放 巡线记录补写",
            (DONE, DONE, GOING),
        ),
        (
            "去年查摆的3个问题，已整改完成2个，未完成的1个是“巡线记录补写”。",
            (3, 2),
            "巡线记录补写",
            (GOING,),
        ),
        ("去年查摆的3个问题，整改到位2个，还有“巡线记录补写”1个正在整改。", (3, 2), "巡线记录补写", (GOING,)),
        ("去年查摆的2个问题，台账不全的已补齐，钥匙乱放的还没动。", (2, 1), "台账不全 钥匙乱放", (DONE, OPEN)),
        ("去年查摆的2个问题，台账不全的已补齐，钥匙乱放的原地踏步。", (2, 1), "台账不全 钥匙乱放", (DONE, OPEN)),
        ("去年查摆的3个问题（“有所缓解的毛病”“甲站乱放”“乙站漏记”）已全部销号。", (3, 3), "", ()),
        ("去年查摆的5个问题，班子成员每人领办1个，实行销号管理，目前已全部整改到位。", (5, 5), "", ()),
        ("去年查摆的11个问题，已完成整改9个，基本完成1个，需长期坚持1个。", (11, 9), "", ()),
    ],
)
def test_the_whole_sentence_is_the_statement_and_each_name_has_its_own_status(
    said: str, numbers: tuple[int, int], names: str, statuses: tuple[ClosureItemStatus, ...]
) -> None:
    (closure,) = _read(said).closures
    found = {item.title: item.status for item in closure.items}

    assert (closure.total, closure.done) == numbers
    assert REPORT.format(said=said)[closure.span.start : closure.span.end] == said.rstrip("。")
    assert not names or found == dict(zip(names.split(), statuses, strict=True))


@pytest.mark.parametrize(
    "said",
    [
        "去年述职时讲到的防火监控存在盲区问题，几经协调，目前尚未完全解决。",
        "去年述职时讲到的“钥匙乱放”问题，支部逐条过堂，尚未完全解决。",
    ],
)
def test_what_is_said_of_last_years_problem_is_no_open_matter_of_its_own(said: str) -> None:
    found = _read(said)
    assert [problem.title for problem in found.problems] == ["备件到货偏慢"]
    assert len(found.closures) == 1


@pytest.mark.parametrize(
    "title", ["党建特色亮点不多", "机关作风还有差距", "监督执纪上有差距", "意识形态阵地管理有疏漏"]
)
def test_a_bare_headline_is_a_problem(title: str) -> None:
    text = f"某站2023年度述职报告\n一、主要工作\n全年检修16台。\n二、存在问题\n（一）{title}。\n（二）备件到货偏慢。\n"
    found = reading(text, 2023)[1]
    assert [problem.title for problem in found.problems] == [title, "备件到货偏慢"]
    assert [section.kind for section in found.sections][-1] is SectionKind.PROBLEMS


@pytest.mark.parametrize(
    "said, name",
    [
        ("上年度述职报告中提出的支委担子压得不匀问题，几经调整，整改取得阶段性进展。", "支委担子压得不匀问题"),
        ("党建品牌多而不响问题，我们对症下药，目前整改取得阶段性进展。", "党建品牌多而不响问题"),
        ("“钥匙乱放”问题还在整改。", "“钥匙乱放”问题"),
        ("迟迟未能交付的活动中心的问题3月份得到解决。", "迟迟未能交付的活动中心的问题"),
        ("去年述职时讲到的防火监控存在盲区问题已成为过去。", "防火监控存在盲区问题"),
    ],
)
def test_a_problem_by_name_that_is_being_put_right(said: str, name: str) -> None:
    (closure,) = _read(said).closures
    assert [item.title for item in closure.items] == [name]
    assert (closure.total, closure.done) == (None, None)


@pytest.mark.parametrize(
    "said, status, done",
    [
        ("县委巡察反馈的9个问题，除2个需长期坚持外，其余均已整改。", ClosureStatus.PARTIAL, 7),
        ("县委巡察反馈的9个问题，仅剩1个正在推进。", ClosureStatus.PARTIAL, 8),
        ("县委巡察反馈的9个问题，整改任务全面完成。", ClosureStatus.DONE, 9),
    ],
)
def test_what_is_left_is_counted_once(said: str, status: ClosureStatus, done: int) -> None:
    [closure] = _read(said).closures

    assert (closure.total, closure.status, closure.done) == (9, status, done)


@pytest.mark.parametrize(
    "said, origin",
    [
        ("集团内部审计反馈9个问题，都改完了。", Origin.AUDIT),
        ("内审发现的9个问题，都改完了。", Origin.AUDIT),
        ("审计反馈问题不涉及。", Origin.AUDIT),
        ("巡察反馈问题不涉及。", Origin.INSPECTION),
    ],
)
def test_who_looked_is_told_from_the_words_beside_it(said: str, origin: Origin) -> None:
    [closure] = _read(said).closures

    assert closure.origin is origin
