"""A closure report made by hand: one item for every verdict, a hostile title, an older straggler."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from tracker.domain.kinds import ActionStanding, ClosureStatus, ItemKind, Origin, Status, Verdict, Where
from tracker.domain.spans import Span
from tracker.reporting.model import (
    Action,
    ClosureReport,
    CountCheck,
    EarlierItem,
    Item,
    Linked,
    NewItem,
    Passage,
    Record,
    Source,
    Statement,
    Verification,
)


def passage(year: int, start: int, text: str, score: float | None = None) -> Passage:
    return Passage(year, Span(start, start + len(text)), text, score)


CLAIM = passage(2023, 700, "针对去年查摆的4个问题，通过召开专题会议、建立台账等措施，均已完成整改。")
MEASURES = (passage(2023, 713, "召开专题会议"), passage(2023, 720, "建立台账"))
PROMISE = Linked("03-2022-06", "抓实支部组织生活")

PROBLEMS = (
    Item(
        number="03-2022-01",
        kind=ItemKind.PROBLEM,
        year=2022,
        title="支部组织生活不够经常",
        quote=passage(2022, 1500, "支部组织生活不够经常。部分村支部全年只开过2次党员大会，\n会议记录不全。"),
        where=Where.LIST,
        status=Status.IN_PROGRESS,
        round=1,
        verdict=Verdict.CONTESTED,
        reason="报告称查摆的问题均已完成整改，但本年问题中又有同一问题。",
        linked=(PROMISE,),
        claim=CLAIM,
        claim_origin=Origin.SELF_REVIEW,
        measures=MEASURES,
        recurs_as=Linked(
            "03-2023-01", "组织生活质量不高", passage(2023, 2100, "组织生活质量不高，有的支部用念文件代替讨论。")
        ),
    ),
    Item(
        number="03-2022-02",
        kind=ItemKind.PROBLEM,
        year=2022,
        title="村级阵地条件较差",
        quote=passage(2022, 1600, "村级阵地条件较差，河湾村活动室漏雨未修。"),
        where=Where.LIST,
        status=Status.CLOSED,
        round=2,
        verdict=Verdict.RECTIFIED,
        reason="报告称查摆的问题均已完成整改。",
        claim=CLAIM,
        claim_origin=Origin.SELF_REVIEW,
        measures=MEASURES,
        evidence=(passage(2023, 400, "投入12万元翻修河湾村活动室", 0.92), passage(2023, 420, "新添桌椅40套", 0.4)),
        verification=Verification("周小禾", date(2023, 12, 20), "现场看过，屋面已翻修", self_verified=True),
    ),
    Item(
        number="03-2022-03",
        kind=ItemKind.PROBLEM,
        year=2022,
        title="后备干部|储备*不足*<b>",
        quote=passage(2022, 1700, "后备干部|储备*不足*<b>，35岁以下村干部仅3人。"),
        where=Where.LIST,
        status=Status.OPEN,
        round=1,
        verdict=Verdict.EVIDENCED,
        reason="报告讲了培训后备力量的工作，没有说问题是否解决。",
        evidence=tuple(passage(2023, 500 + 20 * n, f"举办后备力量培训班第{n}期", 0.5 + n / 100) for n in range(1, 6)),
    ),
    Item(
        number="03-2022-04",
        kind=ItemKind.PROBLEM,
        year=2022,
        title="流动党员管理松散",
        quote=passage(2022, 1800, "流动党员管理松散。"),
        where=Where.LIST,
        status=Status.PROPOSED,
        round=1,
        verdict=Verdict.SILENT,
        reason="本年报告没有提到流动党员。",
    ),
    Item(
        number="03-2022-05",
        kind=ItemKind.PROBLEM,
        year=2022,
        title="污水管网尚未接通",
        quote=passage(2022, 900, "集镇污水管网尚未接通。"),
        where=Where.INLINE,
        status=Status.MERGED,
        round=1,
        verdict=Verdict.IN_PROGRESS,
        reason="报告说正在施工。",
        claim=passage(2023, 1000, "集镇污水管网正在施工"),
        merged_into="03-2021-04",
    ),
)
COMMITMENTS = (
    Item(
        number="03-2022-06",
        kind=ItemKind.COMMITMENT,
        year=2022,
        title="抓实支部组织生活",
        quote=passage(2022, 2200, "抓实支部组织生活，每季度检查一次记录，6月底前完成支部书记轮训。"),
        where=None,
        status=Status.IN_PROGRESS,
        round=1,
        verdict=Verdict.RECURRING,
        reason="本年报告又作了同样的承诺，没有讲做了什么。",
        linked=(Linked("03-2022-01", "支部组织生活不够经常"),),
        actions=(
            Action(
                "每季度检查一次记录",
                standing=ActionStanding.DONE,
                said=Passage(2023, Span(600, 611), "全年四次检查支部会议记录", 0.8, page=3, paragraph=21),
            ),
            Action("6月底前完成支部书记轮训", date(2023, 6, 30), ActionStanding.NO_TRACE),
        ),
        repeated_as=Linked("03-2023-02", "抓严组织生活", passage(2023, 2500, "抓严组织生活，按季度检查支部会议记录。")),
    ),
    Item(
        number="03-2022-07",
        kind=ItemKind.COMMITMENT,
        year=2022,
        title="凝聚合力谋发展",
        quote=passage(2022, 2300, "凝聚合力谋发展，奋力开创新局面。"),
        where=None,
        status=Status.REJECTED,
        round=1,
        verdict=None,
        reason="",
    ),
)


def records() -> tuple[Record, ...]:
    """The unit's items in a line: one that stands for the third year, one for the second, one promised again."""
    again = {"03-2022-01": "03-2023-01", "03-2022-06": "03-2023-02"}
    last_year = tuple(
        Record(one.number, one.kind, one.year, one.title, one.status, one.verdict, again.get(one.number))
        for one in PROBLEMS + COMMITMENTS
    )
    return (
        Record("03-2021-02", ItemKind.PROBLEM, 2021, "组织生活走过场", Status.CLOSED, Verdict.RECURRING, "03-2022-01"),
        Record(
            "03-2021-04", ItemKind.PROBLEM, 2021, "污水处理设施滞后", Status.CONTINUING, Verdict.RECURRING, "03-2022-05"
        ),
        *last_year,
        Record("03-2023-01", ItemKind.PROBLEM, 2023, "组织生活质量不高", Status.PROPOSED, None),
        Record("03-2023-02", ItemKind.COMMITMENT, 2023, "抓严组织生活", Status.PROPOSED, None),
    )


REPORT = ClosureReport(
    unit="青禾镇党委",
    placeholder=False,
    year=2023,
    made_on=date(2024, 1, 5),
    newer=Source(2023, "2023年_述职报告.txt", "b" * 64),
    older=Source(2022, "2022.txt", "a" * 64),
    items=PROBLEMS + COMMITMENTS,
    earlier=(
        EarlierItem(
            number="03-2021-04",
            kind=ItemKind.PROBLEM,
            year=2021,
            title="污水处理设施滞后",
            status=Status.CONTINUING,
            verdict=Verdict.RECURRING,
            verdict_year=2022,
            recurs_as=Linked("03-2022-05", "污水管网尚未接通"),
        ),
    ),
    new_items=(
        NewItem(
            number="03-2023-01",
            kind=ItemKind.PROBLEM,
            title="组织生活质量不高",
            quote=passage(2023, 2100, "组织生活质量不高，有的支部用念文件代替讨论。"),
            where=Where.LIST,
            status=Status.PROPOSED,
            returns=("03-2022-01",),
        ),
        NewItem(
            number="03-2023-02",
            kind=ItemKind.COMMITMENT,
            title="抓严组织生活",
            quote=passage(2023, 2500, "抓严组织生活，按季度检查支部会议记录。"),
            where=None,
            status=Status.PROPOSED,
            linked=(Linked("03-2023-01", "组织生活质量不高"),),
            actions=(Action("按季度检查支部会议记录", date(2024, 12, 31)),),
            returns=("03-2022-06",),
        ),
    ),
    statements=(
        Statement(Origin.SELF_REVIEW, ClosureStatus.DONE, 4, 4, CLAIM),
        Statement(
            Origin.INSPECTION, ClosureStatus.NOT_APPLICABLE, None, None, passage(2023, 760, "不涉及巡察反馈问题。")
        ),
        Statement(
            Origin.SUPERIOR_REVIEW,
            ClosureStatus.PARTIAL,
            3,
            None,
            passage(2023, 780, "县委点评的3个问题基本整改到位。"),
        ),
    ),
    count_checks=(CountCheck(Origin.SELF_REVIEW, 4, 5, tuple(item.number for item in PROBLEMS)),),
    records=records(),
    ledger_hash="c0ffee" + "0" * 58,
)


@pytest.fixture(scope="session")
def report() -> ClosureReport:
    return REPORT


@pytest.fixture(scope="session")
def first_report() -> ClosureReport:
    """The same unit where the ledger has no earlier report."""
    bare = tuple(replace(item, returns=()) for item in REPORT.new_items)
    return replace(
        REPORT,
        older=None,
        items=(),
        earlier=(),
        new_items=bare,
        statements=(),
        count_checks=(),
        records=(),
        ledger_hash=None,
    )
