"""The problems and plans of annotated reports, written out in every layout that offices give them, and read again.

    python -m benchmarks.layouts             F1 of problems and plans for each part of a layout, and the worst
    python -m benchmarks.layouts --seed 2    other reports in each layout

A reader that was mended report by report knows the layouts of those reports; this crosses what they differ in: how
headings stand, what counts the entries, whether the measures stand apart, below each problem or behind it, and whether
the problems come first.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import product
from pathlib import Path
from random import Random
from typing import NamedTuple

from benchmarks.annotation import CORPORA, Annotated, load_corpus, locate
from tracker.domain.kinds import Where
from tracker.domain.report import PlainText
from tracker.extraction import extract

_NUMERALS = "一二三四五六七八九十"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩"
_MOST = 9
_EACH = 3
"""So many reports are written out in each layout."""
_ENOUGH = 0.8
"""So much of an entry must be read for it to be found."""
_WORK = (
    "今年以来，党委召开专题会议12次，集中学习16次，发展党员6名，慰问困难党员48人次。开展志愿服务31场，解决群众诉求126件。\n"
    "组织培训4期，参训210人次，修缮活动场所3处，党员示范岗达到22个。"
)
_TITLE = "某某县某某局党组书记2022年度抓基层党建述职报告\n张三\n现将一年来的情况报告如下。\n"
_END = "\n以上报告，请予评议。\n"

HEADINGS = {
    "一、": "{numeral}、{words}",
    "【】": "【{words}】",
    "第一部分": "第{numeral}部分 {words}",
    "alone": "{words}",
    "1.": "{digit}. {words}",
    "（一）": "（{numeral}）{words}",
    "##": "## {words}",
    "第一，": "第{numeral}，{words}。",
}
ENUMERATORS = {
    "（一）": "（{numeral}）{words}",
    "1.": "{digit}.{words}",
    "1、": "{digit}、{words}",
    "（1）": "（{digit}）{words}",
    "①": "{circled}{words}",
    "●": "● {words}",
    "-": "- {words}",
    "一是": "{numeral}是{words}",
    "第一，": "第{numeral}，{words}",
    "none": "{words}",
}
MEASURES = ("apart", "below", "behind", "cards", "one sentence", "opener")
ORDERS = ("deeds first", "problems first")
_PROBLEM_WORDS = ("存在的问题", "问题和不足", "主要短板", "差在哪里", "还有哪些不足")
_PLAN_WORDS = ("下一步打算", "明年打算", "今后努力方向", "整改措施", "怎么改")
_BOTH_WORDS = ("存在问题及下一步打算", "差距和对策", "问题与改进措施", "不足之处和努力方向")
_LABELS = ("下一步打算：", "对策：", "改进措施：", "打算：", "【措施】", "整改措施：")
_CARDS = (("问题：", "措施："), ("【问题】", "【措施】"), ("存在问题：", "整改措施："))
_CAUSE = "原因分析：思想认识不到位，抓落实力度不够。"
"""It belongs to its problem."""
_ADMITS = (
    "回顾一年来的工作，虽然取得了一些成绩，但也清醒地看到存在的不足：",
    "对照上级要求，工作中还存在一些问题，主要表现在：",
    "总结成绩的同时，我们也看到还有不少短板，主要有以下几个方面：",
)
_PROMISES = (
    "下一步，我们将重点做好以下工作：",
    "针对上述问题，明年重点抓好以下几项工作：",
    "今后，我将从以下几个方面加以改进：",
)


class Layout(NamedTuple):
    """One way to write problems and plans down."""

    heading: str
    enumerator: str
    measures: str
    order: str


class Read(NamedTuple):
    """How well a report in a layout was read: F1 of its problems and of its plans."""

    problems: float
    plans: float


def reports() -> list[Annotated]:
    """The annotated reports."""
    return [report for corpus in CORPORA.values() for report in load_corpus(corpus)[0]]


def written(report: Annotated, layout: Layout, chance: Random) -> tuple[str, list[str], list[str]] | None:
    """A report's problems and plans in a layout, with the words of each; ``None`` where it has too few.

    Entries that hold lists of their own over several lines are left out: joined, nobody could part them.
    """
    text = Path(report.path).read_text(encoding="utf-8")
    problems = {
        one["id"]: _joined(locate(text, one["span"]).of(text))
        for one in report.gold["problems"]
        if one["where"] == "list"
    }
    plans = [(_joined(locate(text, one["span"]).of(text)), one["addresses"]) for one in report.gold["commitments"]]
    if any(
        "\n" in locate(text, one["span"]).of(text) for one in [*report.gold["problems"], *report.gold["commitments"]]
    ):
        return None
    if layout.measures in ("apart", "one sentence", "opener"):
        told, promised = list(problems.values())[:_MOST], [plan for plan, _ in plans][:_MOST]
        if len(told) < 2 or len(promised) < 2:
            return None
        return _apart(layout, told, promised, chance), told, promised
    answers = {answered: plan for plan, answered_ids in reversed(plans) for answered in answered_ids[:1]}
    pairs = [(words, answers[one]) for one, words in problems.items() if one in answers][:_MOST]
    if len(pairs) < 2:
        return None
    body = "\n".join(_together(layout, pairs, chance))
    sections = [("主要工作", _WORK), (chance.choice(_BOTH_WORDS), body)]
    cause = f"\n{_CAUSE}" if layout.measures == "cards" else ""
    return _sections(layout, sections), [words + cause for words, _ in pairs], [plan for _, plan in pairs]


def _joined(words: str) -> str:
    return "".join(words.split()).strip("；。") + "。"


def _numbered(shape: str, at: int, words: str) -> str:
    return shape.format(numeral=_NUMERALS[at], digit=at + 1, circled=_CIRCLED[at], words=words)


def _counted(layout: Layout, at: int, entry: str) -> str:
    return _numbered(ENUMERATORS[layout.enumerator], at, entry)


def _apart(layout: Layout, told: Sequence[str], promised: Sequence[str], chance: Random) -> str:
    if layout.measures == "apart":
        sections = [("主要工作", _WORK)]
        for words, entries in ((_PROBLEM_WORDS, told), (_PLAN_WORDS, promised)):
            sections.append(
                (chance.choice(words), "\n".join(_counted(layout, at, entry) for at, entry in enumerate(entries)))
            )
        return _sections(layout, sections)
    parts = [_TITLE, _WORK]
    for opener, entries in ((_ADMITS, told), (_PROMISES, promised)):
        if layout.measures == "opener":
            lines = [_counted(layout, at, entry) for at, entry in enumerate(entries)]
            parts.append("\n" + "\n".join([chance.choice(opener), *lines]))
        else:
            run_on = "；".join(f"{_NUMERALS[at]}是{entry.rstrip('。')}" for at, entry in enumerate(entries))
            parts.append(f"\n{chance.choice(opener)}{run_on}。")
    return "".join([*parts, _END])


def _together(layout: Layout, pairs: Sequence[tuple[str, str]], chance: Random) -> Iterator[str]:
    label, (problem, measures) = chance.choice(_LABELS), chance.choice(_CARDS)
    for at, (words, plan) in enumerate(pairs):
        if layout.measures == "cards":
            yield f"{problem}{words}\n{_CAUSE}\n{measures}{plan}"
        else:
            yield _counted(layout, at, words + ("\n" if layout.measures == "below" else "") + label + plan)


def _sections(layout: Layout, sections: list[tuple[str, str]]) -> str:
    if layout.order == "problems first":
        sections = [sections[1], sections[0], *sections[2:]]
    return (
        _TITLE
        + "\n".join(
            f"{_numbered(HEADINGS[layout.heading], at, words)}\n{body}" for at, (words, body) in enumerate(sections)
        )
        + _END
    )


def read(text: str, told: Sequence[str], promised: Sequence[str]) -> Read:
    """How well a report is read."""
    found = extract(PlainText(text, "utf-8", sha256(text.encode()).hexdigest()), year=2022)
    problems = [one.span.of(text) for one in found.problems if one.where is Where.LIST]
    return Read(_f1(problems, told), _f1([one.span.of(text) for one in found.commitments], promised))


def _f1(found: Sequence[str], wanted: Sequence[str]) -> float:
    hits = sum(any(_same(one, entry) for one in found) for entry in wanted)
    return 2 * min(hits, len(found)) / (len(found) + len(wanted))


def _same(found: str, entry: str) -> bool:
    short, long = sorted((found.strip("。；\n"), entry.strip("。；\n")), key=len)
    return short in long and len(short) >= _ENOUGH * len(long)


def layouts() -> Iterator[Layout]:
    """Every layout; where nothing stands in sections of its own, headings and orders do not matter."""
    for made in product(HEADINGS, ENUMERATORS, MEASURES, ORDERS):
        layout = Layout(*made)
        if layout.measures not in ("one sentence", "opener") or (
            layout.heading == "一、" and layout.order == ORDERS[0]
        ):
            yield layout


def measure(seed: int = 1, each: int = _EACH) -> dict[Layout, list[Read]]:
    """Some reports in every layout."""
    chance, known = Random(seed), reports()  # noqa: S311 - the same texts every time is the point
    results: dict[Layout, list[Read]] = {}
    for layout in layouts():
        made = (written(chance.choice(known), layout, chance) for _ in range(each))
        results[layout] = [read(*one) for one in made if one is not None]
    return results


def mean(results: Sequence[Read]) -> Read:
    """The mean of some readings."""
    return Read(*(sum(values) / len(values) for values in zip(*results, strict=True)))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Problems and plans in every layout.")
    parser.add_argument("--seed", type=int, default=1, help="which reports are written out")
    results = measure(parser.parse_args().seed)
    everything = mean([one for found in results.values() for one in found])
    print(f"all {len(results)} layouts: problems {everything.problems:.3f}, plans {everything.plans:.3f}")
    for number, part in enumerate(Layout._fields):
        groups: dict[str, list[Read]] = defaultdict(list)
        for layout, found in results.items():
            groups[layout[number]] += found
        for name, found in groups.items():
            print(f"{part} {name}: problems {mean(found).problems:.3f}, plans {mean(found).plans:.3f}")
    worst = sorted((sum(mean(found)), layout) for layout, found in results.items() if found)
    for score, layout in worst[:10]:
        print(f"worst {score / 2:.2f}: {', '.join(layout)}")


if __name__ == "__main__":
    main()
