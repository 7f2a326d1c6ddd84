"""One item of last year as a card: its words, what the report of the year says, what the ledger holds."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tracker.domain.following import overdue
from tracker.domain.kinds import ActionStanding, ItemKind, Origin, Verdict
from tracker.domain.lines import inside_quotes, listed
from tracker.reporting.blocks import Card, Line, Run, cell, naming, said
from tracker.reporting.checking import next_check
from tracker.reporting.counting import NOT_DUE
from tracker.reporting.model import USUAL_NAMES, Action, Item, Linked, Passage, StateNames
from tracker.reporting.wording import chinese_date, flowing, shortened

TITLE_LIMIT = 60
"""Code points of a title that are printed."""
QUOTE_LIMIT = 400
"""Code points of a quote that are printed; a longer one is cut and says so."""
SHORT_QUOTE_LIMIT = 160
"""The same where quotes stand side by side in the columns of a table."""
EVIDENCE_LIMIT = 3
"""Passages of evidence that are printed, those with the highest scores."""
NOTE_LIMIT = 200
"""Code points of a reason, a note or a name that people or files supplied."""

_NO_EVIDENCE = "本年报告中没有找到相应的工作"


def titled(number: str, title: str) -> str:
    """An item by number and title."""
    return f"{number}　{shortened(title, TITLE_LIMIT)}"


def quoted(passage: Passage, limit: int = QUOTE_LIMIT) -> Line:
    """A passage in quotation marks with its place: year of the report and code points, counted from 1."""
    line = inside_quotes(flowing(passage.text))
    place = f"{passage.year}年度报告{place_of(passage)}"
    if len(line) > limit:
        line = line[: limit - 1].rstrip() + "…"
        place += "，节选"
    return (Run(f"“{line}”", quoted=True), Run(f"（{place}）"))


def place_of(passage: Passage) -> str:
    """Where a passage stands: page and paragraph where its file has them, always the code points, from 1."""
    page = f"第{passage.page}页" if passage.page else ""
    paragraph = f"第{passage.paragraph}段" if passage.paragraph else ""
    comma = "，" if page or paragraph else ""
    return f"{page}{paragraph}{comma}第{passage.span.start + 1}—{passage.span.end}字"


def linked_lines(linked: Sequence[Linked]) -> tuple[Line, ...]:
    """One line for each item pointed to."""
    return tuple(naming(titled(one.number, one.title), one.number) for one in linked)


def action_lines(actions: Sequence[Action], *, made_on: date, outstanding: bool) -> tuple[Line, ...]:
    """One line for each action: its deadline, whether that is past, and how the action stands where that is known.

    A deadline is past while the item is ``outstanding`` and no report says that the action is done.
    """
    lines: list[Line] = []
    for place, action in enumerate(actions, start=1):
        words = f"{place}．" if len(actions) > 1 else ""
        words += shortened(action.text, NOTE_LIMIT)
        if action.deadline is not None:
            standing = action.standing or ActionStanding.NO_TRACE
            past = outstanding and overdue(standing, action.deadline, today=made_on)
            words += f"（期限{chinese_date(action.deadline)}{'，已过' if past else ''}）"
        if action.standing is None:
            lines.append(said(words))
        elif action.said is None:
            lines.append(said(f"{words}——{action.standing.label}"))
        else:
            lines.append((Run(f"{words}——{action.standing.label}，见"), *quoted(action.said, SHORT_QUOTE_LIMIT)))
    return tuple(lines)


def card(item: Item, *, made_on: date, names: StateNames = USUAL_NAMES) -> Card:
    """All that the report says of one item."""
    of_problem = item.kind is ItemKind.PROBLEM
    own_words = (quoted(item.quote),) if item.in_source else (quoted(item.quote), said("更正后的报告不再有这段文字"))
    rows: list[tuple[str, tuple[Line, ...]]] = [("上年原文", own_words)]
    if of_problem:
        rows.append(("上年承诺", linked_lines(item.linked) or cell("上年报告中没有找到对应的承诺")))
    else:
        rows.append(("针对问题", linked_lines(item.linked) or cell("上年报告中没有找到对应的问题")))
        rows.append(
            (
                "承诺事项",
                action_lines(item.actions, made_on=made_on, outstanding=item.outstanding)
                or cell("没有可以核对的具体事项"),
            )
        )
    rows.append(("报告说法", _claim_lines(item)))
    if item.measures:
        shared = (said("与同一说法里的其他问题一并说的："),) if item.measures_shared else ()
        rows.append(("所称措施", (*shared, *(quoted(one, SHORT_QUOTE_LIMIT) for one in item.measures))))
    rows.append(("所述工作", _evidence_lines(item)))
    for label, again in (("再次提出", item.recurs_as), ("再次承诺", item.repeated_as)):
        if again is not None:
            rows.append((label, _again_lines(again)))
    if item.judgement is not None:
        rows.append(("人工认定", cell(judgement_words(item))))
    if item.reason and item.judgement is not None and item.overruled:
        program = f"{item.judgement.proposed.label}（未采用）：{item.reason}"
        rows.append(("程序判断", cell(shortened(program, NOTE_LIMIT))))
    elif item.reason:
        rows.append(("判断理由", cell(shortened(item.reason, NOTE_LIMIT))))
    rows.append(("台账状态", _state(item, names)))
    rows.append(("核验情况", cell(_verified(item, names))))
    rows.append(("下步核查", cell(next_check(item, names))))
    return Card(titled(item.number, item.title), tuple(rows), item.number)


def verdict_label(verdict: Verdict | None) -> str:
    """The verdict as people read it."""
    return verdict.label if verdict else "未对照"


def held_label(item: Item) -> str:
    """The verdict on an item, and that it is a person's where it is not the program's."""
    return verdict_label(item.verdict) + ("（人工认定）" if item.overruled else "")


def closing_of(names: StateNames) -> str:
    """What closing an item is called: 销号."""
    return names.closed.removeprefix("已")


def _claim_lines(item: Item) -> tuple[Line, ...]:
    verdict = said(held_label(item))
    if item.claim is None:
        return (verdict,)
    origin = "" if item.claim_origin in (None, Origin.OTHER) else f"，见关于{item.claim_origin.label}问题的表述"
    return (said(held_label(item) + origin), quoted(item.claim))


def _evidence_lines(item: Item) -> tuple[Line, ...]:
    if not item.evidence:
        return cell(_NO_EVIDENCE)
    best = sorted(item.evidence, key=lambda one: (-(one.score or 0.0), one.span))[:EVIDENCE_LIMIT]
    lines = [quoted(one, SHORT_QUOTE_LIMIT) for one in sorted(best, key=lambda one: one.span)]
    more = len(item.evidence) - len(best)
    if more:
        lines.append(said(f"另有{more}处，见台账。"))
    return tuple(lines)


def _again_lines(again: Linked) -> tuple[Line, ...]:
    name = naming(titled(again.number, again.title), again.number)
    return (name,) if again.passage is None else (name, quoted(again.passage))


def judgement_words(item: Item) -> str:
    """Who holds the verdict, since when and why; empty where nobody holds any."""
    one = item.judgement
    if one is None:
        return ""
    held = f"认定为“{verdict_label(item.verdict)}”" if item.overruled else f"认可“{one.proposed.label}”"
    words = f"{shortened(one.by, NOTE_LIMIT)}，{chinese_date(one.on)}{held}"
    return f"{words}。理由：{shortened(listed(one.note), NOTE_LIMIT)}" if one.note else words


def _state(item: Item, names: StateNames) -> tuple[Line, ...]:
    runs = [Run(names.of(item.status))]
    if item.merged_into:
        runs.append(Run(f"（并入{item.merged_into}）", items=(item.merged_into,)))
    if item.round > 1:
        runs.append(Run(f"，第{item.round}轮"))
    return (tuple(runs),)


def _verified(item: Item, names: StateNames) -> str:
    done = item.verification
    if done is None:
        if item.status in NOT_DUE:
            return "不需验收"
        return "尚未验收" if item.outstanding else "没有验收记录"
    words = f"{shortened(done.by, NOTE_LIMIT)}，{chinese_date(done.on)}验收{closing_of(names)}"
    if done.self_verified:
        words += "（自验）"
    return f"{words}。意见：{shortened(listed(done.note), NOTE_LIMIT)}" if done.note else words
