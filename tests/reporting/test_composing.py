from __future__ import annotations

import itertools
from collections import Counter
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.kinds import ClosureStatus, ItemKind, Origin, Status, Verdict
from tracker.reporting.blocks import Block, Card, Document, Heading, Paragraph, Signature, Table
from tracker.reporting.composing import compose
from tracker.reporting.model import FOLDED, ClosureReport, CountCheck, Judgement, Statement


def headings(document: Document) -> list[str]:
    return [block.text for block in document.blocks if isinstance(block, Heading) and block.level == 1]


def words(blocks: tuple[Block, ...]) -> str:
    found = []
    for block in blocks:
        match block:
            case Paragraph(line):
                found.append("".join(run.text for run in line))
            case Table(caption, columns, rows):
                found += [caption, *(column.label for column in columns)]
                found += ["".join(run.text for run in line) for row in rows for lines in row for line in lines]
            case Card(title, rows):
                found.append(title)
                found += ["".join(run.text for run in line) for _, lines in rows for line in lines]
            case Heading(_, text):
                found.append(text)
            case Signature():
                found += [*block.blanks, block.issuer, block.day, *block.notes]
    return "\n".join(found)


def chapter(document: Document, heading: str) -> tuple[Block, ...]:
    places = [
        place
        for place, block in enumerate(document.blocks)
        if (isinstance(block, Heading) and block.level == 1) or isinstance(block, Signature)
    ]
    for start, end in itertools.pairwise(places):
        opening = document.blocks[start]
        if isinstance(opening, Heading) and opening.text.endswith(heading):
            return document.blocks[start:end]
    raise AssertionError(f"no chapter {heading}")


def test_the_chapters_stand_in_order(report: ClosureReport) -> None:
    assert headings(compose(report)) == [
        "一、总体情况",
        "二、历年情况",
        "三、上年问题逐项情况",
        "四、上年承诺逐项情况",
        "五、再次出现的事项",
        "六、未提及的事项",
        "七、数量核对",
        "八、结转下年的事项",
        "九、报告中的整改表述",
        "十、本年提出的问题和承诺",
        "十一、依据和口径",
    ]


def test_what_was_merged_is_counted_apart(report: ClosureReport) -> None:
    told = words(compose(report).blocks)
    assert "2022年度报告提出问题4个（另有并入1个，按并入、拆分后的计数）。" in told


def test_title_and_day_head_the_report(report: ClosureReport) -> None:
    document = compose(report)
    assert document.title == "青禾镇党委2023年度整改情况报告"
    assert document.subtitle == "（截至2024年1月5日）"


def test_the_counting_rule_is_stated_with_the_rate(report: ClosureReport) -> None:
    told = words(chapter(compose(report), "总体情况"))
    assert "应整改4个，已销号1个（其中自验1个），销号率25.00%（1÷4）" in told
    assert "持续整改不计入已销号" in told
    assert "未经验收不计入已销号" in told


@given(st.lists(st.tuples(st.sampled_from(ItemKind), st.none() | st.sampled_from(Verdict), st.sampled_from(Status))))
def test_every_older_item_has_exactly_one_card(
    report: ClosureReport, wanted: list[tuple[ItemKind, Verdict | None, Status]]
) -> None:
    items = tuple(
        replace(report.items[0], number=f"03-2022-{place:02d}", kind=kind, verdict=verdict, status=status)
        for place, (kind, verdict, status) in enumerate(wanted, start=1)
    )
    document = compose(replace(report, items=items))
    cards = Counter(block.title.split("　")[0] for block in document.blocks if isinstance(block, Card))
    assert cards == Counter(item.number for item in items)


@given(st.sampled_from(Verdict), st.sampled_from(sorted(set(Status) - {Status.CLOSED})))
def test_an_item_is_called_closed_only_where_the_ledger_says_so(
    report: ClosureReport, verdict: Verdict, status: Status
) -> None:
    item = replace(report.items[0], verdict=verdict, status=status)
    document = compose(replace(report, items=(item,), earlier=()))
    cards = tuple(block for block in document.blocks if isinstance(block, Card))
    assert "已销号" not in words(cards)
    assert "验收销号" not in words(cards)
    told = words(document.blocks)
    if status in FOLDED:
        assert f"没有单列的问题（另有{status.label}1个，按并入、拆分后的计数）。" in told
    else:
        assert "已销号0个，销号率0.00%" in told or "销号率不计" in told


def test_an_item_shows_both_sides_and_what_to_check(report: ClosureReport) -> None:
    first = next(block for block in compose(report).blocks if isinstance(block, Card))
    rows = {label: "".join(run.text for line in lines for run in line) for label, lines in first.rows}
    assert rows["上年原文"].startswith("“支部组织生活不够经常。")
    assert "（2022年度报告第1501—" in rows["上年原文"]
    assert rows["上年承诺"] == "03-2022-06　抓实支部组织生活"
    assert "均已完成整改。”（2023年度报告第701—" in rows["报告说法"]
    assert "召开专题会议" in rows["所称措施"]
    assert rows["再次提出"].startswith("03-2023-01　组织生活质量不高“")
    assert rows["台账状态"] == "整改中"
    assert rows["核验情况"] == "尚未验收"
    assert "到现场核实" in rows["下步核查"]


def test_measures_told_of_several_problems_say_so(report: ClosureReport) -> None:
    assert "一并说的" not in words(compose(report).blocks)
    shared = replace(report.items[0], measures_shared=True)
    assert "与同一说法里的其他问题一并说的：\n“召开专题会议”" in words(compose(replace(report, items=(shared,))).blocks)


def test_who_verified_and_when_and_alone(report: ClosureReport) -> None:
    told = words(compose(report).blocks)
    assert "周小禾，2023年12月20日验收销号（自验）。意见：现场看过，屋面已翻修" in told
    assert "已销号，第2轮" in told


def test_a_persons_verdict_is_told_with_who_and_why_beside_the_programs(report: ClosureReport) -> None:
    silent = next(item for item in report.items if item.verdict is Verdict.SILENT)
    held = Judgement("周小禾", date(2024, 1, 5), "现场看过\n已经装好", Verdict.SILENT)
    overruled = replace(silent, verdict=Verdict.RECTIFIED, judgement=held)
    told = words(compose(replace(report, items=(overruled,))).blocks)
    assert "称已整改（人工认定）" in told
    assert "周小禾，2024年1月5日认定为“称已整改”。理由：现场看过；已经装好" in told
    assert f"未提及（未采用）：{silent.reason}" in told
    agreed = replace(silent, judgement=replace(held, note=""))
    told = words(compose(replace(report, items=(agreed,))).blocks)
    assert "周小禾，2024年1月5日认可“未提及”" in told
    assert "未采用" not in told


def test_deadlines_passed_are_told_while_the_promise_is_outstanding(report: ClosureReport) -> None:
    assert "6月底前完成支部书记轮训（期限2023年6月30日，已过）" in words(compose(report).blocks)
    kept = tuple(
        replace(item, status=Status.CLOSED) if item.kind is ItemKind.COMMITMENT else item for item in report.items
    )
    assert "，已过）" not in words(compose(replace(report, items=kept)).blocks)


def test_the_best_evidence_is_shown_and_the_rest_counted(report: ClosureReport) -> None:
    told = words(compose(report).blocks)
    assert "培训班第5期" in told
    assert "培训班第1期" not in told
    assert "另有2处，见台账。" in told


def test_a_long_quote_is_cut_and_says_so(report: ClosureReport) -> None:
    long = replace(report.items[0].quote, text="长" * 5000)
    document = compose(replace(report, items=(replace(report.items[0], quote=long),)))
    told = words(document.blocks)
    assert "长" * 399 + "…”" in told
    assert "长" * 400 not in told
    assert "，节选）" in told


def test_marks_within_a_quote_are_single(report: ClosureReport) -> None:
    quote = replace(report.items[0].quote, text="“支部建在项目上”的做法不多")
    item = replace(report.items[0], quote=quote, recurs_as=None)
    assert "“‘支部建在项目上’的做法不多”（" in words(compose(replace(report, items=(item,))).blocks)


def test_returned_items_stand_beside_what_they_return_as(report: ClosureReport) -> None:
    told = words(chapter(compose(report), "再次出现的事项"))
    assert "再次出现2项，其中报告同时称已整改1项。" in told
    assert "支部组织生活不够经常。部分村支部" in told
    assert "有的支部用念文件代替讨论。" in told


def test_a_closed_item_that_came_back_is_pointed_out(report: ClosureReport) -> None:
    closed = replace(report.items[0], status=Status.CLOSED)
    told = words(chapter(compose(replace(report, items=(closed,))), "再次出现的事项"))
    assert "台账已销号的有1项，请核实是否反弹。" in told


def test_silence_is_not_closure(report: ClosureReport) -> None:
    told = words(chapter(compose(report), "未提及的事项"))
    assert "未提及1项。未提及不等于已解决，其中未办结的1项按原编号继续跟踪。" in told


def test_what_was_not_compared_is_not_called_mentioned(report: ClosureReport) -> None:
    told = words(chapter(compose(replace(report, items=report.items[:1])), "未提及的事项"))
    assert "都有提及。" in told
    compared = (report.items[0], replace(report.items[1], verdict=None))
    told = words(chapter(compose(replace(report, items=compared)), "未提及的事项"))
    assert "都有提及（未对照的1项除外）。" in told


@pytest.mark.parametrize(
    "claimed,ledger,words_wanted",
    [(4, 5, "报告少1个"), (7, 5, "报告多2个"), (5, 5, "一致")],
)
def test_counts_are_held_against_the_ledger(
    report: ClosureReport, claimed: int, ledger: int, words_wanted: str
) -> None:
    check = CountCheck(Origin.SELF_REVIEW, claimed_total=claimed, ledger_total=ledger)
    told = words(chapter(compose(replace(report, count_checks=(check,))), "数量核对"))
    assert words_wanted in told
    assert ("不符的有1处" in told) is not check.match


def test_problems_told_in_passing_are_not_among_those_counted(report: ClosureReport) -> None:
    listed = tuple(item.number for item in report.problems[:4])
    told_apart = replace(report.problems[4], status=Status.OPEN)
    check = CountCheck(Origin.SELF_REVIEW, claimed_total=4, ledger_total=4, items=listed)
    made = replace(report, items=(*report.problems[:4], told_apart), count_checks=(check,))
    assert "另有在清单以外（文中）提及的1个，不在核对之列。" in words(chapter(compose(made), "数量核对"))
    everyone = replace(check, items=(*listed, told_apart.number))
    assert "不在核对之列" not in words(chapter(compose(replace(made, count_checks=(everyone,))), "数量核对"))


def test_statements_are_called_statements(report: ClosureReport) -> None:
    told = words(chapter(compose(report), "报告中的整改表述"))
    assert "不作为销号依据" in told
    assert "巡视巡察\n—\n—\n不涉及" in told
    partial = Statement(Origin.AUDIT, ClosureStatus.PARTIAL, None, None, report.statements[0].quote)
    told = words(chapter(compose(replace(report, statements=(partial,))), "报告中的整改表述"))
    assert "审计\n未写明\n未写明\n部分完成" in told


def test_a_first_report_holds_what_is_new_and_says_why(first_report: ClosureReport) -> None:
    document = compose(first_report)
    assert headings(document) == [
        "一、总体情况",
        "二、报告中的整改表述",
        "三、本年提出的问题和承诺",
        "四、依据和口径",
    ]
    told = words(document.blocks)
    assert "台账中没有青禾镇党委2023年度以前的报告，没有可以对照的上年问题和承诺。" in told
    assert "提出问题1个、承诺1项，均为首次入账" in told
    assert "台账没有可供校验的记录。" in told


def test_a_missing_year_between_is_told(report: ClosureReport) -> None:
    assert report.older is not None
    gap = replace(report, older=replace(report.older, year=2021))
    assert "台账中没有2022年度的报告，以2021年度报告为上年报告。" in words(compose(gap).blocks)


def test_an_unknown_unit_is_told(report: ClosureReport) -> None:
    assert "单位名称没有在报告中找到" in words(compose(replace(report, placeholder=True)).blocks)


def test_nothing_found_is_said_in_words(report: ClosureReport) -> None:
    empty = replace(report, items=(), earlier=(), new_items=(), statements=(), count_checks=())
    told = words(compose(empty).blocks)
    for sentence in (
        "2022年度报告在台账中没有问题。",
        "2022年度报告在台账中没有承诺。",
        "没有再次提出上年的问题和承诺",
        "没有上年事项。",
        "没有写明上年查摆问题的数量",
        "没有需要结转的事项。",
        "2023年度报告没有关于问题整改的表述。",
        "2023年度报告中没有找到问题。",
        "2023年度报告中没有找到承诺。",
    ):
        assert sentence in told


def test_what_a_corrected_report_no_longer_has_is_told(report: ClosureReport) -> None:
    gone = replace(report.items[0], in_source=False)
    vanished = replace(report.new_items[0], in_source=False)
    told = words(compose(replace(report, items=(gone,), new_items=(vanished,))).blocks)
    assert "更正后的报告不再有这段文字" in told
    assert "更正后的报告不再有" in words(
        chapter(compose(replace(report, new_items=(vanished,))), "本年提出的问题和承诺")
    )


def test_the_report_is_tied_to_files_and_ledger(report: ClosureReport) -> None:
    told = words(compose(report).blocks)
    assert "a" * 64 in told
    assert "b" * 64 in told
    assert f"台账校验码：{report.ledger_hash}" in told


def test_tables_are_numbered_and_even(report: ClosureReport) -> None:
    tables = [block for block in compose(report).blocks if isinstance(block, Table)]
    assert [table.caption.split("　")[0] for table in tables] == [f"表{place}" for place in range(1, len(tables) + 1)]
    for table in tables:
        assert {len(row) for row in table.rows} == {len(table.columns)}
        assert sum(column.width for column in table.columns) == 156
