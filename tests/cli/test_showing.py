"""Pages drawn from hand-made views: nothing here opens a ledger."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tracker.cli.as_json import plain, year_on_year
from tracker.cli.page import Page
from tracker.cli.settings import Screen
from tracker.cli.showing import item_page, items_table, mismatches, pair_page, verdict_counts
from tracker.domain.kinds import ClosureStatus, ItemKind, Origin, Status, Verdict, Where
from tracker.domain.spans import Span
from tracker.services.views import (
    ActionView,
    ClosureView,
    DocumentRow,
    EventView,
    FieldChange,
    FollowUpView,
    ItemDetail,
    ItemRow,
    Quote,
    ReconciliationView,
    YearOnYear,
)

WHEN = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)


def document(year: int) -> DocumentRow:
    return DocumentRow(
        id=year, unit="青石镇党委", unit_code=3, year=year, path=f"报告/{year}.txt", sha256="0" * 64, encoding="utf-8",
        chars=900, imported_at=WHEN, problems=1, commitments=1,
    )  # fmt: skip


def row(number: str, *, kind: ItemKind = ItemKind.PROBLEM, title: str = "压力传导不够深入") -> ItemRow:
    return ItemRow(
        id=1, number=number, unit="青石镇党委", year=2021, kind=kind, title=title, status=Status.OPEN, round=2,
        self_verified=True, where=Where.LIST if kind is ItemKind.PROBLEM else None, confidence=0.94,
        verdict=Verdict.CONTESTED, verdict_year=2022,
    )  # fmt: skip


def quote(text: str, *, score: float | None = None) -> Quote:
    return Quote(document_id=1, span=Span(10, 10 + len(text)), text=text, score=score)


VIEW = FollowUpView(
    year=2022,
    document=document(2022),
    verdict=Verdict.CONTESTED,
    reason="报告说完成整改，但同一问题又列了出来。",
    claim=quote("3个问题已全部\n完成整改"),
    evidence=(quote("建章立制", score=0.815),),
    recurs_as="03-2022-01",
    repeated_as=None,
)

DETAIL = ItemDetail(
    row=row("03-2021-01"),
    document=document(2021),
    quote=quote("压力传导不够深入。\n　　个别党支部责任没有压实。\x1b[2J"),
    actions=(
        ActionView(quote("制定责任\n清单"), date(2022, 6, 30), checkable=True),
        ActionView(quote("强化责任"), None, checkable=False),
    ),
    addresses=(row("03-2021-03", kind=ItemKind.COMMITMENT, title="压实党建责任"),),
    previous=(row("03-2020-02"),),
    follow_ups=(VIEW,),
    events=(
        EventView(WHEN, "张三", "导入", None, Status.PROPOSED, ""),
        EventView(WHEN, "李四", "确认纳入", Status.PROPOSED, Status.OPEN, "与原文一致"),
    ),
    merged_into=None,
)

PAIR = YearOnYear(
    unit="青石镇党委",
    older=document(2021),
    newer=document(2022),
    items=((row("03-2021-01"), VIEW),),
    closures=(ClosureView(Origin.SELF_REVIEW, ClosureStatus.DONE, 3, 3, quote("3个问题")),),
    reconciliation=(ReconciliationView(Origin.SELF_REVIEW, 3, 2), ReconciliationView(Origin.SELF_REVIEW, 2, 2)),
)


@pytest.fixture
def page(monkeypatch: pytest.MonkeyPatch) -> tuple[Page, io.StringIO]:
    monkeypatch.setattr("tracker.cli.page.screen", lambda _stream: Screen(width=None, colour=False))
    monkeypatch.setenv("TZ", "UTC")
    stream = io.StringIO()
    return Page(stream), stream


def test_an_item_with_all_that_is_known_of_it(page: tuple[Page, io.StringIO]) -> None:
    item_page(page[0], DETAIL, today=date(2024, 1, 1))
    text = page[1].getvalue()
    for line in (
        "03-2021-01  问题  待整改  第 2 轮",
        "压力传导不够深入",
        "单位  青石镇党委",
        "来源  2021 年度报告，第 11–38 字，文件 报告/2021.txt",
        "出处  问题清单",
        "把握  94%",
        "销号  自验（申请人自己验收）",
        "  压力传导不够深入。",
        "  个别党支部责任没有压实。\ufffd[2J",
        "  1. 制定责任清单（时限 2022-06-30）",
        "  2. 强化责任（不可查）",
        "回应它的承诺    03-2021-03  待整改  压实党建责任",
        "往年的同一事项  03-2020-02  待整改  压力传导不够深入",
        "  2022 年度报告：称已整改但再次出现",
        "    报告说完成整改，但同一问题又列了出来。",
        "    说法（第 11–22 字）：“3个问题已全部完成整改”",
        "    佐证（第 11–14 字，相关度 0.81）：“建章立制”",
        "    再现为 03-2022-01",
    ):
        assert line in text.splitlines(), line
    assert "张三    导入      （新） → 待确认" in text
    assert "李四    确认纳入  待确认 → 待整改：与原文一致" in text
    assert "并入" not in text
    assert "\x1b" not in text


def test_a_pair_of_years_tells_counts_that_disagree_first(page: tuple[Page, io.StringIO]) -> None:
    pair_page(page[0], PAIR)
    lines = page[1].getvalue().splitlines()
    assert lines[1:4] == [
        "青石镇党委：2021 年度的事项，2022 年度报告怎么说",
        "！数目对不上：2022 年度报告说述职查摆问题有 3 个，2021 年度报告列出 2 个",
        "共 1 项：称已整改但再次出现 1",
    ]
    assert lines[-2:] == [
        "03-2021-01  问题  称已整改但再次出现  压力传导不够深入",
        "                                        报告说完成整改，但同一问题又列了出来。",
    ]
    assert len(mismatches(PAIR)) == 1


def test_counts_of_verdicts_stand_in_order_of_precedence() -> None:
    assert verdict_counts([Verdict.SILENT, Verdict.RECURRING, Verdict.SILENT]) == "再次出现 1，未提及 2"


def test_the_worklist_marks_what_has_no_verdict_yet(page: tuple[Page, io.StringIO]) -> None:
    from dataclasses import replace

    items_table(page[0], [row("03-2021-01"), replace(row("03-2022-01"), verdict=None, verdict_year=None)])
    assert page[1].getvalue().splitlines()[-2:] == [
        "03-2021-01  青石镇党委  问题  待整改  称已整改但再次出现  压力传导不够深入",
        "03-2022-01  青石镇党委  问题  待整改  -                   压力传导不够深入",
    ]


@pytest.mark.parametrize(
    "terminal, environment, coloured",
    [(True, {}, True), (False, {}, False), (True, {"NO_COLOR": "1"}, False), (True, {"TERM": "dumb"}, False)],
)
def test_colour_is_for_terminals_that_want_it(
    monkeypatch: pytest.MonkeyPatch, terminal: bool, environment: dict[str, str], coloured: bool
) -> None:
    for name in ("NO_COLOR", "TERM", "COLUMNS"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    stream = io.StringIO()
    monkeypatch.setattr(stream, "isatty", lambda: terminal)
    items_table(Page(stream), [row("03-2021-01")])
    assert ("\x1b[31m称已整改但再次出现\x1b[0m" in stream.getvalue()) is coloured
    assert ("\x1b" in stream.getvalue()) is coloured


def test_views_as_json() -> None:
    document_ = plain(DETAIL)
    assert document_["row"]["kind"] == "problem"
    assert document_["actions"][0]["deadline"] == "2022-06-30"
    assert document_["events"][0] == document_["events"][0] | {
        "at": "2026-11-22T02:00:00+00:00", "actor": "张三", "what": "导入", "source": None, "target": "proposed", "note": "",
        "id": 0, "command": None, "changes": [],
    }  # fmt: skip
    assert document_["quote"]["span"] == {"start": 10, "end": 38}
    pair = year_on_year(PAIR)
    assert pair["items"][0]["item"]["number"] == "03-2021-01"
    assert pair["items"][0]["follow_up"]["verdict"] == "contested"
    assert [line["match"] for line in pair["reconciliation"]] == [False, True]


def test_points_on_lines_of_their_own_are_parted_in_the_history(page: tuple[Page, io.StringIO]) -> None:
    changes = FieldChange("整改措施", "", "开例会\n建制度\n"), FieldChange("原文", "责任没\n有压实", "责任没有\n压实。")
    edited = EventView(WHEN, "李四", "填写", Status.OPEN, Status.OPEN, "", changes=changes)
    item_page(page[0], replace(DETAIL, events=(edited,)), today=date(2024, 1, 1))
    told = page[1].getvalue()
    assert "整改措施：（空） → 开例会；建制度；原文：责任没有压实 → 责任没有压实。" in told
