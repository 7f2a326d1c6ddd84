"""The yearly closure report put into words: its parts, their order, and what each says where nothing is found.

The wording keeps apart what the report of the year says and what the ledger holds, and calls an item closed only where
the ledger does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import count

from tracker.domain.kinds import ItemKind, Status, Verdict, Where
from tracker.reporting.blocks import (
    Block,
    Card,
    Chart,
    Document,
    Heading,
    Paragraph,
    Run,
    Signature,
    Table,
    counted,
    said,
)
from tracker.reporting.counting import Figure, Picture, actions_picture, carried_over, folded, pictures
from tracker.reporting.model import FOLDED, ClosureReport, Item, NewItem
from tracker.reporting.over_years import ages, chains, standings
from tracker.reporting.particulars import card
from tracker.reporting.pictures import (
    age_chart,
    chain_chart,
    chain_table,
    origin_chart,
    source_chart,
    standing_chart,
    verdict_chart,
)
from tracker.reporting.tables import (
    actions_table,
    carried_table,
    commitments_table,
    count_table,
    new_commitments_table,
    new_problems_table,
    origin_table,
    overview_table,
    returned_table,
    source_table,
    sources_table,
    statements_table,
    status_table,
    unmentioned_table,
    verdict_table,
)
from tracker.reporting.wording import chinese_date, chinese_number, shortened

_UNIT_LIMIT = 60


def compose(report: ClosureReport) -> Document:
    """The report as a row of blocks. The same report always gives the same blocks."""
    blocks: list[Block] = list(_opening(report))
    chapters: list[tuple[str, Callable[[ClosureReport], Sequence[Block]]]] = [("总体情况", _overall)]
    if report.older is not None:
        chapters += [
            ("历年情况", _over_years),
            ("上年问题逐项情况", _problems),
            ("上年承诺逐项情况", _commitments),
            ("再次出现的事项", _came_back),
            ("未提及的事项", _never_mentioned),
            ("数量核对", _counts),
            ("结转下年的事项", _carried),
        ]
    chapters += [("报告中的整改表述", _statements), ("本年提出的问题和承诺", _new), ("依据和口径", _basis)]
    for place, (heading, chapter) in enumerate(chapters, start=1):
        blocks.append(Heading(1, f"{chinese_number(place)}、{heading}"))
        blocks.extend(chapter(report))
    blocks.append(_signature(report))
    return Document(
        title=f"{_unit(report)}{report.year}年度整改情况报告",
        subtitle=f"（截至{chinese_date(report.made_on)}）",
        blocks=_numbered(blocks),
    )


def _numbered(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Tables and charts with their numbers, each kind counted for itself."""
    places = {Table: count(1), Chart: count(1)}
    names = {Table: "表", Chart: "图"}
    return tuple(
        replace(block, caption=f"{names[type(block)]}{next(places[type(block)])}　{block.caption}")
        if isinstance(block, Table | Chart)
        else block
        for block in blocks
    )


def _unit(report: ClosureReport) -> str:
    return shortened(report.unit, _UNIT_LIMIT)


def _text(words: str) -> Paragraph:
    return Paragraph(said(words))


def _opening(report: ClosureReport) -> tuple[Block, ...]:
    unit, day = _unit(report), chinese_date(report.made_on)
    if report.older is None:
        words = (
            f"台账中没有{unit}{report.year}年度以前的报告，没有可以对照的上年问题和承诺。"
            f"本报告只列{report.year}年度报告新提出的问题和承诺，截至{day}。"
        )
    else:
        words = (
            f"现将{unit}{report.older.year}年度报告所列问题和承诺在{report.year}年度的整改情况报告如下。"
            f"“报告说法”取自{report.year}年度报告，“台账状态”截至{day}；报告说法不等于销号。"
        )
        if report.older.year != report.year - 1:
            words += f"台账中没有{report.year - 1}年度的报告，以{report.older.year}年度报告为上年报告。"
    opening = [_text(words)]
    if report.placeholder:
        opening.append(_text("单位名称没有在报告中找到，现名称为台账暂用名，待核实后更改。"))
    return tuple(opening)


def _overall(report: ClosureReport) -> Sequence[Block]:
    if report.older is None:
        raised, promised = (_raised([one for one in report.new_items if one.kind is kind]) for kind in ItemKind)
        return [_sentence(f"{report.year}年度报告提出问题", raised, "个、承诺", promised, "项，均为首次入账。")]
    problems, commitments = pictures(report)
    blocks: list[Block] = [
        _picture_words(report, problems, "问题", "个"),
        _picture_words(report, commitments, "承诺", "项"),
        _text(f"计数口径：{report.counting.statement}"),
        verdict_table(report, problems, commitments),
    ]
    if report.items:
        blocks.append(verdict_chart(report, problems, commitments))
    blocks.append(status_table(report, problems, commitments))
    if report.problems:
        blocks.append(source_table(report))
        sources = source_chart(report)
        blocks += [sources] if len(sources.bars) > 1 else []
    if report.statements or any(item.claim for item in report.items):
        blocks.append(origin_table(report))
        origins = origin_chart(report)
        blocks += [origins] if origins.bars else []
    return blocks


def _over_years(report: ClosureReport) -> Sequence[Block]:
    years = standings(report)
    if not years:
        return [_text("台账中没有本年度以前的问题。")]
    first = f"{years[0].year}年度" if len(years) == 1 else f"{years[0].year}至{years[-1].year}年度"
    blocks: list[Block] = [
        _text(
            f"{first}报告所提问题的现状如下，不含并入和不纳入的；每个问题只计入一处，{report.counting.done_label}的不再计入其他。"
        ),
        standing_chart(years),
    ]
    open_ages = ages(report)
    if open_ages:
        blocks += [_text("未办结的事项按已到第几年计（提出当年为第1年）："), age_chart(open_ages)]
    returned = chains(report)
    if returned:
        often = Figure("", tuple(chain.numbers[0] for chain in returned if len(chain.records) > 2))
        more: tuple[str | Figure, ...] = ("，其中", often, "项已在三份以上报告中出现") if often.count else ()
        all_of = Figure("", tuple(chain.numbers[0] for chain in returned))
        blocks += [
            _sentence("历年报告中再次出现的事项", all_of, "项", *more, "。"),
            chain_table(returned),
            chain_chart(returned),
        ]
    return blocks


def _picture_words(report: ClosureReport, counts: Picture, noun: str, unit: str) -> Paragraph:
    assert report.older is not None
    if not counts.total.count:
        alone = "单列的" if counts.folded else ""
        return _sentence(
            f"{report.older.year}年度报告在台账中没有{alone}{noun}", *_not_counted(counts.folded, unit), "。"
        )
    own = ("（其中自验", counts.self_verified, f"{unit}）") if counts.self_verified.count else ()
    rate = (f"{counts.closure_rate}（", counts.closed, "÷", counts.due, "）") if counts.due.count else ("不计",)
    return _sentence(
        f"{report.older.year}年度报告提出{noun}",
        counts.total,
        unit,
        *_not_counted(counts.folded, unit),
        f"。{report.year}年度报告的说法：",
        *_breakdown(counts.by_verdict, unit),
        "。台账状态：",
        *_breakdown(counts.by_status, unit),
        "。应整改",
        counts.due,
        f"{unit}，{counts.closed.label}",
        counts.closed,
        unit,
        *own,
        f"，{report.counting.rate_label}",
        *rate,
        "。",
    )


def _not_counted(folded: Sequence[Figure], unit: str) -> list[str | Figure]:
    """That what was merged or split is counted as what it became, where there is any."""
    return ["（另有", *_breakdown(folded, unit), "，按并入、拆分后的计数）"] if folded else []


def _breakdown(figures: Sequence[Figure], unit: str) -> list[str | Figure]:
    """The figures that are not nought, with commas between."""
    parts: list[str | Figure] = []
    for figure in figures:
        if figure.count:
            parts += ["，" if parts else "", figure.label, figure, unit]
    return parts


def _sentence(*parts: str | Figure) -> Paragraph:
    """A paragraph whose figures open into the items they were counted from."""
    return Paragraph(tuple(Run(part) if isinstance(part, str) else counted(part.numbers) for part in parts if part))


def _problems(report: ClosureReport) -> Sequence[Block]:
    assert report.older is not None
    if not report.problems:
        return [_text(f"{report.older.year}年度报告在台账中没有问题。")]
    return [
        Heading(2, "（一）一览"),
        overview_table(report.problems, report.names),
        Heading(2, "（二）逐项情况"),
        *_cards(report, report.problems),
    ]


def _commitments(report: ClosureReport) -> Sequence[Block]:
    assert report.older is not None
    if not report.commitments:
        return [_text(f"{report.older.year}年度报告在台账中没有承诺。")]
    blocks: list[Block] = [Heading(2, "（一）一览"), commitments_table(report.commitments, report.names)]
    counts = actions_picture(report)
    if counts.total.count:
        words: list[str | Figure] = [f"{report.older.year}年度承诺写明要做的事项", counts.total]
        words += [f"条。{report.year}年度报告的说法：", *_breakdown(counts.by_standing, "条"), "。"]
        if counts.late.count:
            words += ["期限已过、没有讲到已做的", counts.late, "条。"]
        blocks += [Heading(2, "（二）承诺事项落实情况"), _sentence(*words), actions_table(report)]
    one_by_one = "（三）逐项情况" if counts.total.count else "（二）逐项情况"
    return [*blocks, Heading(2, one_by_one), *_cards(report, report.commitments)]


def _cards(report: ClosureReport, items: Sequence[Item]) -> list[Card]:
    return [card(item, made_on=report.made_on, names=report.names) for item in items]


def _came_back(report: ClosureReport) -> Sequence[Block]:
    items = report.came_back
    if not items:
        return [_text(f"{report.year}年度报告没有再次提出上年的问题和承诺。")]
    contested = _those(items, lambda item: item.verdict is Verdict.CONTESTED)
    closed = _those(items, lambda item: item.status is Status.CLOSED)
    words: list[str | Figure] = [f"上年事项在{report.year}年度报告中再次出现", _those(items), "项"]
    words += ["，其中报告同时称已整改", contested, "项。"] if contested.count else ["。"]
    if closed.count:
        words += [f"台账{report.names.closed}的有", closed, "项，请核实是否反弹。"]
    return [_sentence(*words), returned_table(items, report.names)]


def _never_mentioned(report: ClosureReport) -> Sequence[Block]:
    items = report.never_mentioned
    if not items:
        if not report.items:
            return [_text("没有上年事项。")]
        left = _those(report.items, lambda item: item.verdict is None)
        except_for: tuple[str | Figure, ...] = ("（未对照的", left, "项除外）") if left.count else ()
        return [_sentence(f"上年事项在{report.year}年度报告中都有提及", *except_for, "。")]
    outstanding = _those(items, lambda item: item.outstanding)
    words: list[str | Figure] = [f"上年事项在{report.year}年度报告中未提及", _those(items), "项。未提及不等于已解决，"]
    words += ["其中未办结的", outstanding, "项按原编号继续跟踪。"] if outstanding.count else ["台账中均已办结。"]
    return [_sentence(*words), unmentioned_table(items, report.names)]


def _those(items: Iterable[Item], belongs: Callable[[Item], bool] = lambda _: True) -> Figure:
    return Figure("", tuple(item.number for item in items if belongs(item)))


def _counts(report: ClosureReport) -> Sequence[Block]:
    assert report.older is not None
    if not report.count_checks:
        return [_text(f"{report.year}年度报告没有写明上年查摆问题的数量，无从核对。")]
    wrong = [check for check in report.count_checks if not check.match]
    words = (
        f"{report.year}年度报告所称数量与台账所列{report.older.year}年度问题数不符的有{len(wrong)}处。"
        if wrong
        else f"{report.year}年度报告所称数量与台账所列{report.older.year}年度问题数一致。"
    )
    passing = _those(report.problems, lambda item: item.where is Where.INLINE and item.status not in FOLDED)
    counted_in = {number for check in report.count_checks for number in check.items}
    if not passing.count or not counted_in or counted_in.intersection(passing.numbers):
        return [_text(words), count_table(report.count_checks)]
    note = ("台账所列只数问题清单里的；另有在清单以外（文中）提及的", passing, "个，不在核对之列。")
    return [_text(words), count_table(report.count_checks), _sentence(*note)]


def _carried(report: ClosureReport) -> Sequence[Block]:
    carried = carried_over(report)
    if not carried:
        return [_text("没有需要结转的事项。")]
    oldest = max(one.age for one in carried)
    words: list[str | Figure] = ["未办结的事项共", Figure("", tuple(one.item.number for one in carried))]
    words.append(f"项，按原编号结转，最长的已是第{oldest}年（提出当年为第1年）。")
    if report.earlier:
        earlier = Figure("", tuple(item.number for item in report.earlier))
        words += ["其中", earlier, "项由更早的报告提出，所列说法出自此前的对照。"]
    return [_sentence(*words), carried_table(carried, report.names)]


def _statements(report: ClosureReport) -> Sequence[Block]:
    if not report.statements:
        return [_text(f"{report.year}年度报告没有关于问题整改的表述。")]
    words = "以下为报告自己的表述，所涉问题未必都在台账中，不作为销号依据。"
    return [_text(words), statements_table(report.statements)]


def _new(report: ClosureReport) -> Sequence[Block]:
    problems = [item for item in report.new_items if item.kind is ItemKind.PROBLEM]
    commitments = [item for item in report.new_items if item.kind is ItemKind.COMMITMENT]
    blocks: list[Block] = [Heading(2, "（一）问题")]
    if problems:
        more = _not_counted(folded(problems, report.names), "个")
        blocks += [
            _sentence(f"{report.year}年度报告提出问题", _raised(problems), "个", *more, "。"),
            new_problems_table(problems, report.names),
        ]
    else:
        blocks.append(_text(f"{report.year}年度报告中没有找到问题。"))
    blocks.append(Heading(2, "（二）承诺"))
    if commitments:
        more = _not_counted(folded(commitments, report.names), "项")
        blocks.append(_sentence(f"{report.year}年度报告提出承诺", _raised(commitments), "项", *more, "。"))
        blocks.append(new_commitments_table(commitments, report.names, made_on=report.made_on))
    else:
        blocks.append(_text(f"{report.year}年度报告中没有找到承诺。"))
    return blocks


def _raised(items: Sequence[NewItem]) -> Figure:
    return Figure("", tuple(item.number for item in items if item.status not in FOLDED))


def _basis(report: ClosureReport) -> Sequence[Block]:
    rules = (
        "每个事项只计入一种说法：既称已整改又再次出现的，只计入“称已整改但再次出现”。",
        "“有工作未表态”是报告讲了相应的工作，但没有说问题是否整改；“未提及”是两者都没有。",
        "说法由程序按原文比对提出，标明“人工认定”的由人认定，逐项附原文和所在字位；状态由人在台账中认定。",
        "引文位置依次为页、段（文件有页和段的）和在报告纯文本中的字位，都从1起算；引文中的换行已合并，双引号改作单引号，过长的作节选。",
    )
    numbered = [_text(f"{place}．{rule}") for place, rule in enumerate(rules, start=1)]
    return [sources_table(report), *numbered]


def _signature(report: ClosureReport) -> Signature:
    notes = (
        (f"台账校验码：{report.ledger_hash}", "校验码取自台账的最后一条记录，可据以核对出具报告以后台账有无变动。")
        if report.ledger_hash
        else ("台账没有可供校验的记录。",)
    )
    return Signature(
        blanks=("编制", "审核", "签发"),
        issuer="报告单位（盖章）",
        day=chinese_date(report.made_on),
        notes=notes,
    )
