"""A copy for publication (脱敏): names, leads, amounts and what identifies a person are masked by rule.

Masking works on what is printed, never on the ledger. What was masked is listed, for the office to keep and look
through: a rule knows forms, not people, and may mask too much or too little. Numbers of items stay, so that the copy
can be traced.

Source of the rules: 公开整改情况 leaves out personal data (personal names, telephone and identity numbers) and what
would give away leads and sums.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache, partial

from tracker.lexicon.loader import load
from tracker.reporting.blocks import (
    Bar,
    Block,
    Card,
    Chart,
    Column,
    Document,
    Heading,
    Line,
    Paragraph,
    Run,
    Signature,
    Table,
    cell,
    said,
)

_SIGN = "×"


@dataclass(frozen=True, slots=True)
class Masked:
    """One thing that was masked, and how often."""

    rule: str
    text: str
    shown: str
    """What stands in its place."""
    times: int


@dataclass(frozen=True, slots=True)
class _Rule:
    name: str
    pattern: re.Pattern[str]
    shown: Callable[[re.Match[str]], str]


def masked(document: Document, *, people: Iterable[str] = ()) -> tuple[Document, tuple[Masked, ...]]:
    """The document with everything masked that the rules know, and the list of it in the order it was met.

    Args:
        document: any report.
        people: names that are known to be names (who verified, who is responsible); masked wherever they stand.
    """
    mask = _Masking((*_known(people), *_rules()))
    blocks = tuple(mask.block(block) for block in document.blocks)
    copy = replace(document, title=mask.text(document.title), subtitle=mask.text(document.subtitle), blocks=blocks)
    return copy, mask.found()


def masked_list(document: Document, found: Iterable[Masked]) -> Document:
    """What was masked in a document, as a document for the office to keep."""
    columns = (
        Column("类别", 24, centred=True),
        Column("原文", 66),
        Column("改为", 42),
        Column("处数", 24, centred=True),
    )
    rows = tuple((cell(one.rule), cell(one.text), cell(one.shown), cell(str(one.times))) for one in found)
    words = "本清单含有脱敏前的内容，由单位内部留存，不随公开件发出。规则只认形式，公开前请逐项核对有无多遮、漏遮。"
    blocks: tuple[Block, ...] = (Paragraph(said(words)), Table("脱敏内容", columns, rows))
    return Document(
        f"{document.title}脱敏清单", document.subtitle, blocks if rows else (Paragraph(said("没有需要脱敏的内容。")),)
    )


class _Masking:
    """The rules at work over one document, keeping count."""

    def __init__(self, rules: tuple[_Rule, ...]) -> None:
        self._rules = rules
        self._count: Counter[tuple[str, str, str]] = Counter()

    def found(self) -> tuple[Masked, ...]:
        return tuple(Masked(*key, times) for key, times in self._count.items())

    def text(self, text: str) -> str:
        for rule in self._rules:
            text = rule.pattern.sub(partial(self._shown, rule), text)
        return text

    def _shown(self, rule: _Rule, match: re.Match[str]) -> str:
        shown = rule.shown(match)
        self._count[rule.name, match[0], shown] += 1
        return shown

    def line(self, line: Line) -> Line:
        return tuple(self._run(run) for run in line)

    def _run(self, run: Run) -> Run:
        """Numbers of items and counts of ours open into items and are left as they are."""
        if run.text in (*run.items, str(len(run.items))):
            return run
        return replace(run, text=self.text(run.text))

    def lines(self, lines: tuple[Line, ...]) -> tuple[Line, ...]:
        return tuple(self.line(line) for line in lines)

    def block(self, block: Block) -> Block:
        match block:
            case Heading():
                return replace(block, text=self.text(block.text))
            case Paragraph(line):
                return Paragraph(self.line(line))
            case Table():
                return replace(block, rows=tuple(tuple(self.lines(one) for one in row) for row in block.rows))
            case Chart():
                return replace(block, bars=tuple(Bar(self.text(bar.label), bar.parts) for bar in block.bars))
            case Card():
                rows = tuple((label, self.lines(lines)) for label, lines in block.rows)
                return replace(block, title=self.text(block.title), rows=rows)
            case Signature():
                return block


@cache
def _rules() -> tuple[_Rule, ...]:
    """The rules, what is longest and surest first."""
    words = load("masking")
    given = f"[^{''.join(words['names.never'])}\\W\\da-zA-Z_]"
    name = f"(?P<surname>{words.pattern('names.compound', 'names.surnames')})(?P<given>{given}{{1,2}})"
    leads = words.pattern("leads.words")
    number = r"\d[\d,，.]*|[一二两三四五六七八九十百千零〇]+"
    return (
        _Rule("身份证号", re.compile(r"(?<!\d)\d{17}[\dXx](?!\d)"), lambda match: _SIGN * len(match[0])),
        _Rule(
            "电话号码",
            re.compile(r"(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}-\d{7,8})(?!\d)"),
            lambda match: _SIGN * len(match[0]),
        ),
        _Rule(
            "线索",
            re.compile(f"(?P<before>{leads}(?:共计|共)?)(?:{number})(?P<unit>[件条个起])"),
            lambda match: f"{match['before']}{_SIGN}{match['unit']}",
        ),
        _Rule(
            "线索",
            re.compile(f"(?:{number})(?P<unit>[件条个起]){leads}"),
            lambda match: f"{_SIGN}{match[0][match.start('unit') - match.start() :]}",
        ),
        _Rule(
            "金额",
            re.compile(f"(?:{number})[余多]?(?P<unit>(?:亿|千万|百万|十万|万|千|百)?[余多]?(?:元|美元|块钱))"),
            lambda match: f"{_SIGN}{_SIGN}{match['unit']}",
        ),
        _Rule("人名", re.compile(f"{name}(?={words.pattern('names.after')})"), _surname_only),
        _Rule("人名", re.compile(f"(?P<label>{words.pattern('names.before')}[：:]\\s*){name}(?!\\w)"), _after_label),
    )


def _known(people: Iterable[str]) -> tuple[_Rule, ...]:
    names = sorted({name for name in people if len(name) > 1}, key=lambda name: (-len(name), name))
    if not names:
        return ()
    pattern = re.compile("|".join(re.escape(name) for name in names))
    return (_Rule("人名", pattern, lambda match: match[0][0] + _SIGN * (len(match[0]) - 1)),)


def _surname_only(match: re.Match[str]) -> str:
    return f"{match['surname']}{_SIGN * len(match['given'])}"


def _after_label(match: re.Match[str]) -> str:
    return f"{match['label']}{_surname_only(match)}"
