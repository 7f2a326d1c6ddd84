"""What a newer report answers to the items of an older one, written out: list columns, panes, counts. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, tzinfo

from tracker.domain.following import overdue
from tracker.domain.kinds import ActionStanding, Origin, Status, Verdict
from tracker.reporting.checking import ask_next
from tracker.services.views import ClosureView, FollowUpView, ItemRow, OwnWords, Quote, YearOnYear
from tracker.tui.cells import one_line
from tracker.tui.describe import STANDING_TONE, moment
from tracker.tui.labels import STATUS_TONE, VERDICT_SHORT, VERDICT_TONE, Tone
from tracker.tui.sheet import MarkedText, Sheet, shortened
from tracker.tui.virtual_list import Column

_QUOTE_LIMIT = 600


@dataclass(frozen=True, slots=True)
class PairedItem:
    """An older item with what the newer report says of it."""

    row: ItemRow
    told: FollowUpView
    carried: bool
    """True where it stands in no report, or in one older than the last."""

    @property
    def id(self) -> int:
        """The item's."""
        return self.row.id

    @property
    def decided(self) -> bool:
        """True where a person holds something of it that the present report has not gone back on."""
        return self.told.judgement is not None and not self.told.outdated


def paired(found: YearOnYear) -> tuple[PairedItem, ...]:
    """All items of a comparison: those of the older report, then what is carried on from before."""
    own = (PairedItem(row, told, carried=False) for row, told in found.items)
    return (*own, *(PairedItem(row, told, carried=True) for row, told in found.carried))


def held_word(told: FollowUpView) -> str:
    """What a person holds of it, in two characters; a dash while nobody does."""
    if told.judgement is None:
        return "-"
    if told.outdated:
        return "复核"
    return "认可" if told.judgement.verdict is told.proposed else "改判"


_HELD_TONE = {"-": Tone.MUTED, "复核": Tone.BAD, "认可": Tone.GOOD, "改判": Tone.WARN}


def paired_columns(states: Mapping[Status, str]) -> tuple[Column[PairedItem], ...]:
    """The columns of a comparison.

    Args:
        states: what each state is called here.
    """
    return (
        Column("编号", lambda one: one.row.number, 11, rank=2, tone=lambda _: Tone.MUTED),
        Column("类别", lambda one: one.row.kind.label, 4, rank=3),
        Column("状态", lambda one: states[one.row.status], 8, rank=1, tone=lambda one: STATUS_TONE[one.row.status]),
        Column("对账", lambda one: VERDICT_SHORT[one.told.verdict], 8, tone=lambda one: VERDICT_TONE[one.told.verdict]),
        Column("认定", lambda one: held_word(one.told), 4, tone=lambda one: _HELD_TONE[held_word(one.told)]),
        Column("标题", lambda one: (f"〔{one.row.year}〕" if one.carried else "") + one.row.title, 14),
    )


# What stands in the panes


def describe_old(one: PairedItem, words: OwnWords | None, states: Mapping[Status, str]) -> MarkedText:
    """The older item as its own report put it."""
    row = one.row
    where = f"（{_place(words.quote)}）" if words is not None else ""
    entered = row.origin is not None and row.origin is not Origin.SELF_REVIEW
    title = f"{row.year} 年登记的原话" if entered else f"{row.year} 年报告原文"
    sheet = Sheet().heading(f"{title}{where}").blank()
    sheet.line((one_line(row.title), Tone.STRONG))
    sheet.line((f"{row.number}  {row.kind.label}  ", Tone.MUTED), (states[row.status], STATUS_TONE[row.status]))
    if entered and row.origin is not None:
        sheet.line((f"来源 {row.origin.label}", Tone.MUTED))
    sheet.blank()
    if words is not None:
        sheet.line(shortened(words.quote.text))
    return sheet.done()


def describe_new(one: PairedItem, words: OwnWords | None, *, today: date, zone: tzinfo | None) -> MarkedText:
    """What the newer report says of it: what is held, the verdict with its reason, what to ask next, then its words.

    Args:
        one: the item.
        words: what it says itself; its actions are told one by one.
        today: what was due before it and is not done is late.
        zone: the time zone in which times are told; ``None`` is that of this machine.
    """
    told = one.told
    sheet = Sheet().heading(f"{told.year} 年报告的说法").blank()
    sure = f"  把握 {told.score:.0%}" if told.score is not None else ""
    proposed = told.proposed or told.verdict
    sheet.line((proposed.label, VERDICT_TONE[proposed]), (sure, Tone.MUTED))
    sheet.line(told.reason)
    _write_held(sheet, told, zone)
    if told.recurs_as:
        sheet.line("又列为问题 ", (told.recurs_as, Tone.BAD))
    if told.repeated_as:
        sheet.line("再次承诺 ", (told.repeated_as, Tone.WARN))
    sheet.line(f"{ask_next(one.row.kind, told.verdict)}。", label="接着问 ", tone=Tone.INFO)
    _write_actions(sheet, told, words, today)
    if told.claim is not None:
        sheet.blank().line((f"说法（{_place(told.claim)}）", Tone.MUTED))
        sheet.line(shortened(told.claim.text, _QUOTE_LIMIT))
    for at, quote in enumerate(sorted(told.evidence, key=lambda quote: -(quote.score or 0.0)), 1):
        score = f"，相关度 {quote.score:.0%}" if quote.score is not None else ""
        sheet.blank().line((f"佐证 {at}（{_place(quote)}{score}）", Tone.MUTED))
        sheet.line(shortened(quote.text, _QUOTE_LIMIT))
    if told.claim is None and not told.evidence and not (told.recurs_as or told.repeated_as):
        sheet.blank().line(("报告里没有找到与它有关的话。没有提及不等于已经整改。", Tone.WARN))
    return sheet.done()


def _write_held(sheet: Sheet, told: FollowUpView, zone: tzinfo | None) -> None:
    held = told.judgement
    if held is None:
        return
    who = f"{one_line(held.by)} {moment(held.at, zone)} "
    if held.verdict is (held.on or held.verdict):
        sheet.line((f"{who}认可", Tone.GOOD), f"：{held.note}" if held.note else "")
    else:
        sheet.line((f"{who}改判为“{held.verdict.label}”", Tone.WARN), f"：{held.note}" if held.note else "")
    if told.outdated and held.on is not None:
        sheet.line((f"认定以后报告有了更正，当时机器的判断是“{held.on.label}”，请复核。", Tone.BAD))


def _write_actions(sheet: Sheet, told: FollowUpView, words: OwnWords | None, today: date) -> None:
    if words is None or not told.actions or len(told.actions) != len(words.actions):
        return
    counted = Counter(one.standing for one in told.actions)
    spread = "，".join(f"{standing.label} {counted[standing]}" for standing in ActionStanding if counted[standing])
    sheet.blank().line((f"承诺逐条看：{spread}", Tone.HEADING))
    for own, one in zip(words.actions, told.actions, strict=True):
        late = overdue(one.standing, own.deadline, today=today)
        due = f"  {own.deadline.isoformat()} 前" if own.deadline else ""
        sheet.line(
            shortened(own.quote.text, 300),
            (due, Tone.BAD if late else Tone.MUTED),
            ("，已过" if late else "", Tone.BAD),
            label=f"{one.standing.label} ",
            tone=STANDING_TONE[one.standing],
        )
        if one.quote is not None:
            score = f"（相关度 {one.quote.score:.0%}）" if one.quote.score is not None else ""
            sheet.line((f"“{shortened(one.quote.text, 300)}”{score}", Tone.MUTED), indent=4)


def _place(quote: Quote) -> str:
    if quote.page is not None:
        return f"第 {quote.page} 页"
    if quote.paragraph is not None:
        return f"第 {quote.paragraph} 段"
    return f"第 {quote.span.start + 1} 字起"


# What stands above the list


def mismatches(found: YearOnYear) -> tuple[str, ...]:
    """Where the newer report counts otherwise than the ledger, one sentence each."""
    return tuple(
        f"{one.origin.label}：报告称 {one.claimed_total} 项，"
        + ("上年列出" if one.origin is Origin.SELF_REVIEW else "台账登记")
        + f" {one.ledger_total} 项，"
        for one in found.reconciliation
        if not one.match
    )


def _closure(one: ClosureView) -> str:
    count = f" {one.done}/{one.total}" if one.done is not None and one.total is not None else ""
    count = count or (f" {one.total} 项" if one.total is not None else "")
    whose = one.origin.label if one.origin is not Origin.OTHER else "没写来源的"
    return f"{whose}{count} {one.status.label}"


def describe_counts(found: YearOnYear) -> MarkedText:
    """Each claimed count held against the ledger's, mismatches first, and how the verdicts are spread."""
    sheet = Sheet()
    for sentence in mismatches(found):
        sheet.line(("数目", Tone.BAD), f" {sentence}", ("对不上", Tone.BAD))
    for one in found.reconciliation:
        if one.match:
            sheet.line(
                ("数目", Tone.MUTED),
                f" {one.origin.label}：报告称 {one.claimed_total} 项，台账也是，",
                ("相符", Tone.GOOD),
            )
    everything = paired(found)
    spread = Counter(one.told.verdict for one in everything)
    pieces: list[str | tuple[str, Tone]] = [(f"{len(everything)} 项", Tone.STRONG)]
    for verdict in Verdict:
        if spread[verdict]:
            pieces += ["  ", (VERDICT_SHORT[verdict], VERDICT_TONE[verdict]), f" {spread[verdict]}"]
    sheet.line(*pieces)
    if found.closures:
        said = Counter(_closure(one) for one in found.closures)
        words = (f"{what}（{times} 处）" if times > 1 else what for what, times in said.items())
        sheet.line("；".join(words), label="报告自己说")
    if not found.reconciliation:
        sheet.line(("新报告没有写明上年查摆的应整改多少项，无从核对数目。", Tone.MUTED))
    return sheet.done()
