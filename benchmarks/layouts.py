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
_PROBLEM_WORDS = (
    "存在的问题", "问题和不足", "主要短板", "差在哪里", "还有哪些不足", "存在的主要问题", "工作中的不足",
    "问题与不足", "短板弱项", "差距与不足", "存在的短板和不足", "存在的突出问题", "查摆出的问题", "自我剖析",
    "检视问题", "对照检查", "找差距", "不足之处", "有哪些不足", "问题在哪里", "差距在哪里", "毛病在哪", "没干好的事",
    "还欠着的账", "心里的几块石头", "几个揪心的事", "群众不满意的地方", "我的几点检讨", "丑话说在前头",
    "实话实说的短处", "面临的困难和挑战", "困难与问题", "制约发展的瓶颈", "需要改进的地方", "有待加强的方面",
    "存在的差距", "反思与检视", "问题清单", "薄弱环节", "自身不足", "党建工作存在的问题",
    "抓党建工作中存在的问题和不足", "履职中存在的问题", "存在的问题及原因", "存在的主要问题及原因分析",
    "主要问题和原因剖析", "亮短揭丑", "亏欠大家的", "没有办好的几件事", "让人睡不着觉的几个问题", "还不够的地方",
    "有待解决的难题", "弱项", "不尽如人意之处", "问题表现", "直面问题", "正视差距", "清醒看到的不足", "问题不回避",
    "查找的不足", "问题检视", "“病灶”在哪", "短处不遮掩", "差距要认账", "主要差距", "存在的几个问题",
)  # fmt: skip
_PLAN_WORDS = (
    "下一步打算", "明年打算", "今后努力方向", "整改措施", "怎么改", "下一步工作打算", "下一步工作计划",
    "下一步工作思路", "下步打算", "下一步重点工作", "明年工作计划", "明年的打算", "来年怎么干", "2023年工作打算",
    "2023年重点工作", "新一年的安排", "今后工作方向", "努力方向", "下一步努力方向", "整改方向", "改进方向和措施",
    "改进措施", "整改思路", "下一步整改措施", "对策与措施", "工作目标和举措", "重点任务", "工作举措",
    "明年要办的几件实事", "明年办四件事", "给大家立个军令状", "来年的几句承诺", "公开承诺", "践诺打算",
    "怎么改怎么干", "往后怎么办", "下一步怎么走", "路子和办法", "怎么补短板", "补短板的办法", "解题思路", "破题之举",
    "2023年怎么干", "明年抓什么", "接下来的工作", "下阶段工作安排", "下一年度工作安排", "展望2023", "工作展望",
    "未来打算", "新年新打算", "明年计划", "打算和安排", "明年任务", "我的承诺", "整改打算", "改进思路", "如何改进",
    "提升措施", "下一步举措", "推进措施", "落实举措", "明年接着干", "后续工作计划", "下一步",
)  # fmt: skip
_BOTH_WORDS = (
    "存在问题及下一步打算", "差距和对策", "问题与改进措施", "不足之处和努力方向", "存在的问题和改进措施",
    "问题与对策", "问题及整改措施", "不足与打算", "短板和改进方向", "存在不足及努力方向", "差距不足和下一步打算",
    "毛病在哪，怎么改", "差在哪、怎么补", "问题、原因及措施", "找短板、定措施", "查短板补弱项", "存在问题及整改思路",
    "存在的不足和下步工作打算", "问题检视与改进", "不足与改进", "主要问题和下一步工作举措", "哪里不足、如何改进",
    "短处和补法",
)  # fmt: skip
_LABELS = (
    "下一步打算：", "对策：", "改进措施：", "打算：", "【措施】", "整改措施：", "怎么改：", "咋改：", "整改思路：",
    "改进方向：", "努力方向：", "下一步：", "下步措施：", "明年：", "我们的办法：", "补救办法：", "接下来这么干：",
    "这样改：", "解决路径：", "改进：", "应对举措：", "工作举措：", "打算这样补：", "路子：", "承诺事项：",
    "整改目标：",
)  # fmt: skip
_CARDS = (("问题：", "措施："), ("【问题】", "【措施】"), ("存在问题：", "整改措施："))
_CAUSE = "原因分析：思想认识不到位，抓落实力度不够。"
"""It belongs to its problem."""
_ADMITS = (
    "回顾一年来的工作，虽然取得了一些成绩，但也清醒地看到存在的不足：",
    "对照上级要求，工作中还存在一些问题，主要表现在：",
    "总结成绩的同时，我们也看到还有不少短板，主要有以下几个方面：",
    "同时，我们也清醒地认识到，工作中还存在一些不足。主要表现在：",
    "在肯定成绩的同时，也要看到存在的问题和不足：",
    "但也要看到，对标上级要求和群众期盼，还有不小差距：",
    "回头看，还有几件事没做好。",
    "不过，问题也不少。",
    "成绩不说跑不了，问题不说不得了。下面说问题。",
    "对照先进找差距，主要有以下不足：",
    "说了成绩，再说说不足。",
    "工作中也暴露出一些问题，需要在今后加以解决：",
    "当然，工作中还有不少薄弱环节，主要有：",
    "自我检视，还存在以下短板：",
    "反思一年来的工作，我感到还有以下差距：",
)
_PROMISES = (
    "下一步，我们将重点做好以下工作：",
    "针对上述问题，明年重点抓好以下几项工作：",
    "今后，我将从以下几个方面加以改进：",
    "下一步，重点抓好以下几个方面：",
    "针对存在的问题，下一步主要做好以下工作：",
    "2023年，我们将重点抓好以下工作：",
    "明年打算办好这几件事：",
    "围绕以上问题，今后着重从以下几方面改进：",
    "新的一年，重点做好以下工作：",
    "接下来，我打算这样干：",
    "为解决上述问题，拟采取以下措施：",
    "下一步，我将认真履行第一责任人职责，着力抓好以下工作：",
    "展望新的一年，我们准备从这几个方面发力：",
    "针对这些不足，明年我们这么改：",
    "今后一个时期，要突出抓好以下重点：",
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
