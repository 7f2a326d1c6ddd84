"""How items, follow-ups and reports look on the page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from tracker.cli.kept import kept_page
from tracker.cli.layout import Column
from tracker.cli.naming import state_name, usual_name
from tracker.cli.page import Page
from tracker.cli.standings import standings_table
from tracker.domain.kinds import DocumentKind, Missing, Origin, PassageKind, Verdict
from tracker.domain.lines import flat
from tracker.services.views import DocumentRow, EventView, FollowUpView, ItemDetail, ItemRow, Quote, YearOnYear

UNIT_COLUMN_AT_MOST = 24
VERDICT_COLUMN_AT_MOST = 18
SHORT = 24
"""Characters of a column's content that the history shows."""


def items_table(page: Page, rows: Sequence[ItemRow]) -> None:
    """Items as a worklist."""
    columns = [
        Column("编号"),
        Column("单位", most=UNIT_COLUMN_AT_MOST),
        Column("类别"),
        _status_column(page),
        Column("判断", most=VERDICT_COLUMN_AT_MOST, paint=page.colour_of),
        Column("标题"),
    ]
    page.table(
        columns,
        [
            (
                row.number,
                row.unit,
                row.kind.label,
                state_name(row.status),
                row.verdict.label if row.verdict else "-",
                row.title,
            )
            for row in rows
        ],
    )


def _status_column(page: Page) -> Column:
    """States under their local names, in the colours of the usual ones."""
    return Column("状态", paint=lambda word: page.colour_of(usual_name(word)))


def verdict_table(page: Page, rows: Iterable[tuple[str, str, Verdict, str, str]]) -> None:
    """Older items with what the newer report says of them: number, kind, verdict, title and, below it, the reason."""
    columns = [
        Column("编号"),
        Column("类别"),
        Column("判断", most=VERDICT_COLUMN_AT_MOST, paint=page.colour_of),
        Column("标题和理由"),
    ]
    page.table(
        columns,
        [(number, kind, verdict.label, f"{title}\n  {reason}") for number, kind, verdict, title, reason in rows],
    )


def verdict_counts(verdicts: Iterable[Verdict]) -> str:
    """How many items got each verdict, in order of precedence: ``再次出现 2，未提及 1``."""
    counted = Counter(verdicts)
    return "，".join(f"{verdict.label} {counted[verdict]}" for verdict in Verdict if counted[verdict])


def mismatches(pair: YearOnYear) -> list[str]:
    """Where the newer report counts otherwise than the ledger, one sentence each."""
    return [
        f"数目对不上：{pair.newer.year} 年度报告说{line.origin.label}问题有 {line.claimed_total} 个，"
        + (
            f"{pair.older.year} 年度报告列出 {line.ledger_total} 个"
            if line.origin is Origin.SELF_REVIEW
            else f"台账里登记了 {line.ledger_total} 个"
        )
        for line in pair.reconciliation
        if not line.match
    ]


def pair_page(page: Page, pair: YearOnYear) -> None:
    """What became of the items of one report, as the next one tells it. Counts that disagree come first."""
    page.title(f"{pair.unit}：{pair.older.year} 年度的事项，{pair.newer.year} 年度报告怎么说")
    for sentence in mismatches(pair):
        page.alarm(sentence)
    if pair.items:
        page.text(f"共 {len(pair.items)} 项：{verdict_counts(view.verdict for _, view in pair.items)}")
        _verdicts(page, pair.items)
    else:
        page.text(f"{pair.older.year} 年度没有事项")
    spoken = [(row, view) for row, view in pair.carried if view.verdict is not Verdict.SILENT]
    if pair.carried:
        page.write([""])
        page.text(
            f"更早年度和其他来源还没有了结的 {len(pair.carried)} 项："
            f"{verdict_counts(view.verdict for _, view in pair.carried)}"
        )
    if spoken:
        _verdicts(page, spoken)


def _verdicts(page: Page, items: Sequence[tuple[ItemRow, FollowUpView]]) -> None:
    verdict_table(page, [(row.number, row.kind.label, view.verdict, row.title, view.reason) for row, view in items])


def item_page(page: Page, detail: ItemDetail, *, today: date) -> None:
    """All that is known of one item."""
    row = detail.row
    heading = f"{row.number}  {row.kind.label}  {page.colour_of(row.status.label)(state_name(row.status))}"
    page.write([page.style(bold=True)(heading) + (f"  第 {row.round} 轮" if row.round > 1 else "")])
    page.text(row.title)
    page.write([""])
    page.pairs(
        [
            ("单位", row.unit),
            ("来源", f"{_text(detail.document)}，{place(detail.quote)}，文件 {detail.document.path}"),
            ("出处", row.where.label if row.where else ""),
            ("把握", f"{row.confidence:.0%}"),
            ("主题", row.theme.label if row.theme else ""),
            ("程度", _weighed(detail)),
            *_said(detail),
            ("空泛", unsaid(row.missing) if row.vague else ""),
            ("销号", "自验（申请人自己验收）" if row.self_verified else ""),
            ("并入", detail.merged_into or ""),
            ("拆自", detail.parent or ""),
            ("编号", "登记已撤销，编号不再使用" if row.void else ""),
        ]
    )
    page.title("原文")
    page.quote(detail.quote.text)
    _actions(page, detail)
    _linked(page, detail)
    kept_page(page, detail)
    if detail.follow_ups:
        page.title("后来的报告怎么说")
        for view in detail.follow_ups:
            _follow_up(page, view, detail, today)
    page.title("经过")
    page.table(
        [Column("时间"), Column("经办人", most=16), Column("事情"), Column("说明")],
        [_event(event) for event in detail.events],
    )


_ONE_LINE = (
    PassageKind.LEADER,
    PassageKind.RESPONSIBLE,
    PassageKind.LEAD_UNIT,
    PassageKind.SUPPORT_UNIT,
    PassageKind.DEADLINE,
    PassageKind.CAUSE,
    PassageKind.EXAMPLE,
)
"""The passages of an item that are told, in the order in which they are."""


def unsaid(missing: Sequence[Missing]) -> str:
    """What a promise leaves unsaid: ``没写明谁来做、做到什么``."""
    return f"没写明{'、'.join(what.label for what in missing)}" if missing else ""


def _weighed(detail: ItemDetail) -> str:
    if detail.row.severity is None:
        return ""
    words = dict.fromkeys(passage.words for passage in detail.passages if passage.kind is PassageKind.HEDGE)
    return f"{detail.row.severity.label}（{'、'.join(words)}）" if words else detail.row.severity.label


def _said(detail: ItemDetail) -> list[tuple[str, str]]:
    """Examples, causes, who and until when, as the report has them."""
    told = {kind: [passage.words for passage in detail.passages if passage.kind is kind] for kind in _ONE_LINE}
    return [(kind.label, "；".join(words)) for kind, words in told.items()]


def _text(document: DocumentRow) -> str:
    """What the text is that an item stands in."""
    if document.kind is DocumentKind.REPORT:
        return f"{document.year} 年度报告"
    return f"{document.year} 年度，{document.kind.label}"


def place(quote: Quote) -> str:
    """Where the quote stands, counted from 1 as people do: the page or paragraph of the file, and the characters."""
    characters = f"第 {quote.span.start + 1}–{quote.span.end} 字"
    if quote.page is not None:
        return f"第{quote.page}页，{characters}"
    return characters if quote.paragraph is None else f"第{quote.paragraph}段，{characters}"


def _actions(page: Page, detail: ItemDetail) -> None:
    if not detail.actions:
        return
    page.title("措施")
    for number, action in enumerate(detail.actions, start=1):
        notes = [f"时限 {action.deadline.isoformat()}"] if action.deadline else []
        notes += ["没写明做到什么"] if Missing.WHAT in action.missing else [] if action.checkable else ["不可查"]
        page.text(f"{number}. {flat(action.quote.text)}" + (f"（{'，'.join(notes)}）" if notes else ""), indent=2)


def _linked(page: Page, detail: ItemDetail) -> None:
    answers = "回应的问题" if detail.row.kind == "commitment" else "回应它的承诺"
    linked = [(answers, other) for other in detail.addresses]
    linked += [("往年的同一事项", other) for other in detail.previous]
    linked += [("拆分为", other) for other in detail.parts] + [("并到这里", other) for other in detail.merged_here]
    if linked:
        page.title("相关事项")
        page.table(
            [
                Column("关系"),
                Column("编号"),
                _status_column(page),
                Column("标题"),
            ],
            [(relation, other.number, state_name(other.status), other.title) for relation, other in linked],
        )


def passages_of_follow_up(page: Page, view: FollowUpView) -> None:
    """What a person holds of it, and the passages of the report that it rests on."""
    if view.judgement is not None:
        judged = view.judgement
        same = judged.verdict is view.proposed
        what = "认可这一判断" if same else f"认定为“{judged.verdict.label}”（机器的判断是“{_label(view.proposed)}”）"
        note = f"：{judged.note}" if judged.note else ""
        page.text(f"{judged.by} {judged.at.astimezone():%Y-%m-%d %H:%M} {what}{note}", indent=4)
    if view.outdated and view.judgement is not None:
        page.text(f"！认定以后机器的判断变了：当时是“{_label(view.judgement.on)}”，请复核", indent=4)
    passages = [("说法", view.claim)] if view.claim else []
    passages += [("佐证", quote) for quote in view.evidence]
    for name, quote in passages:
        score = f"，相关度 {quote.score:.2f}" if quote.score is not None else ""
        page.text(f"{name}（{place(quote)}{score}）：“{flat(quote.text)}”", indent=4)


def _label(verdict: Verdict | None) -> str:
    return verdict.label if verdict is not None else "没有"


def _follow_up(page: Page, view: FollowUpView, detail: ItemDetail, today: date) -> None:
    page.write([f"  {view.year} 年度报告：{page.word(view.verdict.label)}"])
    page.text(view.reason, indent=4)
    passages_of_follow_up(page, view)
    if view.actions and len(view.actions) == len(detail.actions):
        page.write([""])
        standings_table(
            page,
            [
                (
                    flat(action.quote.text),
                    action.deadline,
                    one.standing,
                    flat(one.quote.text) if one.quote else "",
                    one.quote.score if one.quote else None,
                )
                for action, one in zip(detail.actions, view.actions, strict=True)
            ],
            today=today,
        )
        page.write([""])
    if view.recurs_as:
        page.text(f"再现为 {view.recurs_as}", indent=4)
    if view.repeated_as:
        page.text(f"再次承诺为 {view.repeated_as}", indent=4)


def _event(event: EventView) -> tuple[str, str, str, str]:
    move = (
        f"{state_name(event.source) if event.source else '（新）'} → {state_name(event.target)}" if event.target else ""
    )
    filled = "；".join(
        "{}：{} → {}".format(one.label, *(_short(line) or "（空）" for line in one.in_lines)) for one in event.changes
    )
    note = "：".join(part for part in (move, event.note, filled) if part)
    return event.at.astimezone().strftime("%Y-%m-%d %H:%M"), event.actor, event.what, note


def _short(words: str) -> str:
    return words if len(words) <= SHORT else f"{words[: SHORT - 1]}…"
