"""Notices of rectification: what inspectors or auditors raised, and problem by problem what became of it."""

from __future__ import annotations

from tracker.domain.kinds import ClosureItemStatus, ClosureStatus, Origin, SectionKind
from tracker.domain.report import Closure, Extraction, PlainText
from tracker.extraction import extract

GROUPED = """中共云岭县水务局党组关于巡察整改进展情况的通报
根据县委统一部署，2022年3月，县委第一巡察组对县水务局党组进行了巡察。6月8日，巡察组反馈了巡察意见。现将整改进展情况予以公布。
一、巡察整改工作组织情况
（一）提高站位，压实责任。局党组把巡察整改作为一项重大政治任务，要求各股室逐条整改到位，召开党组会5次。
（二）细化措施，对账销号。制定整改方案，明确责任领导，整改一个、销号一个。
二、巡察反馈问题整改落实情况
县委巡察组反馈问题18个，已完成整改15个，正在整改3个，整改完成率83.3%。
（一）在“落实上级部署不够有力”方面
1.关于“集中学习走过场”问题的整改
（1）修订学习制度，全年开展集中学习12次。该问题已完成整改。
2.关于“农村供水工作推进缓慢”问题的整改
（1）倒排工期，完成6个村管网改造。
（2）剩余2个村正在施工。
（二）在“管党治党责任压得不实”方面
1.关于“廉政风险排查不到位”问题的整改
（1）开展岗位风险排查，制定防控措施52条。该问题基本完成整改。
三、下一步工作打算
（一）持续抓好整改。对正在整改的3个问题盯住不放，2023年底前全部完成。
"""

BY_HEADINGS = """中共临溪县卫生健康局党组关于巡察反馈意见整改情况的报告
2022年4月，县委第二巡察组对我局党组开展了常规巡察，6月10日反馈了意见，现将整改情况报告如下。
一、整改工作总体情况
县委第二巡察组反馈3个方面11个问题。截至10月底，已完成整改9个，基本完成1个，需长期坚持1个。
二、反馈问题整改情况
（一）关于学习贯彻上级精神不深入的问题
整改情况：一是健全学习制度。二是开展专题研讨6次。该问题已完成整改，并长期坚持。
（二）关于乡镇卫生院人才短缺的问题
整改情况：一是公开招聘23名。二是组织骨干进修8人。该问题基本完成整改。
（三）关于村医待遇未落实的问题
整改情况：向县政府报送了专题报告，正在协调落实资金。
"""

AUDITED = """关于2021年度县级预算执行审计查出问题整改情况的报告
受县人民政府委托，现将2021年度审计查出问题的整改情况报告如下。
县政府高度重视审计查出问题的整改工作，召开常务会议专题部署，要求各部门列出清单、对账销号。审计工作报告共反映问题43个，\
截至2022年10月底，已整改38个，正在整改5个。
一、县级财政管理审计查出问题的整改情况
（一）关于预算编制不够细化的问题。修订了预算编制办法，该问题已完成整改。
（二）关于专项资金拨付不及时的问题。正在督促有关部门拨付。
二、下一步工作安排
（一）加强跟踪督促。对尚未整改到位的5个问题，年底前全部销号。
"""

WITHOUT_HEADING = """中共桐溪区文旅局党组关于巡察整改情况的通报
2023年1月17日，区委巡察组向区文旅局党组反馈了巡察意见，现将整改情况予以公布。
局党组把巡察整改作为重大任务来抓。截至目前，巡察反馈25个问题，已完成整改19个、正在整改6个。
（一）在“发挥领导核心作用不足”方面
1.关于“学习贯彻上级精神不够到位”问题的整改
组织专题学习4次。该问题已完成整改。
2.关于“阵地管理松散”问题的整改
正在修订管理办法。
"""


def _read(text: str) -> Extraction:
    return extract(PlainText(text, "utf-8", ""), year=2022)


def _items(closure: Closure) -> list[tuple[str, ClosureItemStatus]]:
    return [(item.title, item.status) for item in closure.items]


def test_the_problems_of_a_notice_belong_to_the_count_above_them() -> None:
    found = _read(GROUPED)
    (closure,) = found.closures
    assert (closure.origin, closure.status) == (Origin.INSPECTION, ClosureStatus.PARTIAL)
    assert (closure.total, closure.done) == (18, 15)
    assert _items(closure) == [
        ("集中学习走过场", ClosureItemStatus.DONE),
        ("农村供水工作推进缓慢", ClosureItemStatus.IN_PROGRESS),
        ("廉政风险排查不到位", ClosureItemStatus.PARTIAL),
    ]
    assert not found.problems
    assert not found.tallies
    assert all(not GROUPED[measure.start : measure.end].startswith("（") for measure in closure.measures)


def test_a_heading_that_names_one_problem_opens_its_entry() -> None:
    (closure,) = _read(BY_HEADINGS).closures
    assert (closure.origin, closure.total, closure.done) == (Origin.INSPECTION, 11, 9)
    assert _items(closure) == [
        ("学习贯彻上级精神不深入", ClosureItemStatus.DONE),
        ("乡镇卫生院人才短缺", ClosureItemStatus.PARTIAL),
        ("村医待遇未落实", ClosureItemStatus.IN_PROGRESS),
    ]
    told = {BY_HEADINGS[measure.start : measure.end] for measure in closure.measures}
    assert {"健全学习制度", "开展专题研讨6次", "组织骨干进修8人"} <= told
    assert not told & {"并长期坚持", "一是健全学习制度"}


def test_a_heading_tells_what_became_of_problems_whatever_they_are_about() -> None:
    found = _read(AUDITED)
    assert [section.kind for section in found.sections if section.kind is SectionKind.RECTIFICATION]
    counted, named = found.closures
    assert (counted.origin, counted.total, counted.done) == (Origin.AUDIT, 43, 38)
    assert named.origin is Origin.AUDIT
    assert _items(named) == [
        ("预算编制不够细化", ClosureItemStatus.DONE),
        ("专项资金拨付不及时", ClosureItemStatus.IN_PROGRESS),
    ]
    assert not found.problems


def test_problems_told_one_by_one_without_a_heading_are_no_problems_of_the_year() -> None:
    found = _read(WITHOUT_HEADING)
    counted, named = found.closures
    assert (counted.origin, counted.total, counted.done) == (Origin.INSPECTION, 25, 19)
    assert named.origin is Origin.INSPECTION
    assert _items(named) == [
        ("学习贯彻上级精神不够到位", ClosureItemStatus.DONE),
        ("阵地管理松散", ClosureItemStatus.IN_PROGRESS),
    ]
    assert not found.problems


def test_headings_of_one_length_are_no_broken_lines() -> None:
    found = _read(GROUPED)
    quoted = [GROUPED[item.span.start : item.span.end] for item in found.closures[0].items]
    assert all("\n" not in title for title in quoted)


PLAIN = """关于扬尘污染防治审计调查发现问题整改情况的函
我局高度重视，从严从快推进存在问题整改。现将整改情况函告如下：
一、总体情况
我局制定了整改方案，明确了责任单位。
二、具体整改情况
（一）洒水频次不够。
该问题已完成整改。一是每年制定洒水计划。二是每天巡查两次。
（二）工地围挡不全。
该问题已完成整改。一是开展专项整治。二是更换围挡400米。
（三）渣土车辆管理薄弱。
该问题正在整改。一是加装定位。
"""


def test_a_problem_stands_again_above_what_became_of_it() -> None:
    found = _read(PLAIN)
    (closure,) = found.closures
    assert closure.origin is Origin.AUDIT
    assert _items(closure) == [
        ("洒水频次不够", ClosureItemStatus.DONE),
        ("工地围挡不全", ClosureItemStatus.DONE),
        ("渣土车辆管理薄弱", ClosureItemStatus.IN_PROGRESS),
    ]
    assert (found.problems, found.commitments) == ((), ())
