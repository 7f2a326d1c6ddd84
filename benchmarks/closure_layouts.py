"""What became of problems, told one by one in every layout that offices give it, and read again.

    python -m benchmarks.closure_layouts             how much of it is read, for each part of a layout, and the worst
    python -m benchmarks.closure_layouts --seed 2    other problems in each layout
    python -m benchmarks.closure_layouts --show      also a text for each of the worst

An annotated report accounts for its problems once, in one layout. This crosses what the layouts differ in: whether the
heading or a sentence says whose problems they are, whether they are counted, what counts the entries, where in an entry
its outcome stands and in which words, and whether the entries stand on lines of their own.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from itertools import product
from pathlib import Path
from random import Random
from typing import NamedTuple

from benchmarks.annotation import CORPORA, load_corpus, locate
from tracker.domain.kinds import ClosureItemStatus, ClosureStatus, Origin
from tracker.domain.report import Closure, PlainText
from tracker.extraction import extract

_NUMERALS = "一二三四五六七八九十"
_TITLE = "某某县某某局党组书记2022年度抓基层党建述职报告\n张三\n现将一年来的情况报告如下。\n"
_WORK = "一、主要工作\n今年以来，党委召开专题会议12次，集中学习16次，发展党员6名，慰问困难党员48人次。\n"
_REST = (
    "三、存在的问题\n（一）调查研究不深入。到村组调研多是走马观花。\n（二）品牌建设滞后。全局没有叫得响的党建品牌。\n"
    "四、下一步打算\n（一）深入开展调研。年内形成调研报告5篇。\n（二）打造党建品牌。年内培育品牌2个。\n以上报告，请予评议。\n"
)
_LONGEST_TITLE, _MOST, _DEEDS = 24, 5, 3
_MARKS = frozenset("“”，。；：\n（）—")
_DONE, _GOING = ClosureItemStatus.DONE, ClosureItemStatus.IN_PROGRESS

RAISED: Mapping[Origin, tuple[Sequence[str], str]] = {
    Origin.SELF_REVIEW: (
        ("2021年度述职查摆的", "去年述职报告中查摆的", "上年度述职自查的"),
        "上年度述职查摆问题整改情况",
    ),
    Origin.SUPERIOR_REVIEW: (
        ("2021年度述职时县委组织部点评指出的", "去年述职评议会上县委书记点评指出的", "上年度述职上级党委点评的"),
        "上级点评问题整改情况",
    ),
    Origin.INSPECTION: (("县委第三巡察组反馈的", "县委巡察反馈的", "市委巡察组指出的"), "巡察反馈问题整改情况"),
    Origin.AUDIT: (("县审计局经济责任审计指出的", "市审计局审计反馈的"), "审计指出问题整改情况"),
}
"""Who raised the problems, before them and in a heading."""
LEADS = {
    "counts and points": (
        "{raised}{total}个问题，{outcome}。具体情况如下：",
        "{raised}问题{total}个，{outcome}。具体为：",
    ),
    "counts": ("{raised}{total}个问题，{outcome}。", "{raised}{total}条问题，逐条制定措施，{outcome}。"),
    "announces": ("{raised}{total}个问题，整改情况如下：", "{raised}{total}个问题，逐项整改如下："),
    "heading": ("",),
}
ENUMERATORS = {
    "1.": "{digit}.{words}",
    "（1）": "（{digit}）{words}",
    "①": "{circled}{words}",
    "一是": "{numeral}是{words}",
    "问题一：": "问题{numeral}：{words}",
    "none": "{words}",
}
ENTRIES = {
    "state": "{title}。{deeds}。整改状态：{state}。",
    "sentence": "{title}。{deeds}，{said}。",
    "quoted": "关于“{title}”的问题。{deeds}。目前，该问题{said}。",
    "about": "关于{title}的问题。{deeds}，{said}。",
    "against": "针对“{title}”的问题，{deeds}，{said}。",
    "outcome first": "{title}问题，{said}。{deeds}。",
    "brackets": "{title}（{state}）。{deeds}。",
    "labels": "{title}。\n整改措施：{deeds}。\n整改结果：{state}。",
    "progress": "{title}。整改情况：{deeds}，{said}。",
    "colon": "{title}：{deeds}，{said}。",
    "dash": "{title}——{deeds}，{said}。",
    "one clause": "{title}，{deeds}，{said}。",
    "responsible": "{title}。责任人：李四。整改措施：{deeds}。完成时限：2022年12月底前。进展情况：{state}。",
}
_WORDS: Mapping[ClosureItemStatus, tuple[tuple[str, str], ...]] = {
    _DONE: (
        ("已完成", "已完成整改"),
        ("已完成，长期坚持", "已整改到位"),
        ("已销号", "已经整改完成"),
        ("完成整改", "整改到位"),
        ("已整改", "已得到解决"),
    ),
    _GOING: (
        ("正在推进", "正在推进整改"),
        ("整改中", "正在整改"),
        ("持续推进", "正在持续推进"),
        ("正在整改", "整改还在进行"),
    ),
}
"""As a state, and as a sentence says it."""
PLACES = ("lines", "one line", "one sentence")
WHERE = ("own section", "among deeds")
ALSO = ("alone", "before others")
"""Whether the problems of another origin are told of behind, in the same layout."""


class Layout(NamedTuple):
    """One way to tell what became of problems."""

    lead: str
    enumerator: str
    entry: str
    place: str
    where: str
    also: str


class Told(NamedTuple):
    """One account: whose problems, and what became of each."""

    origin: Origin
    counted: bool
    items: tuple[tuple[str, ClosureItemStatus], ...]


class Read(NamedTuple):
    """How well it was read: 1 where the statement is right, and the share of problems whose outcome is."""

    statement: float
    items: float


def problems() -> list[list[tuple[str, str]]]:
    """For each annotated report the short headlines of its problems, each with what is promised against it."""
    found = []
    for corpus in CORPORA.values():
        for report in load_corpus(corpus)[0]:
            text = Path(report.path).read_text(encoding="utf-8")
            answers: dict[str, str] = {}
            for commitment in report.gold["commitments"]:
                deeds = [
                    locate(text, action["range"]).of(text)
                    for action in commitment["actions"]
                    if action["checkable"] and not action["deadline"]
                ]
                plain = [deed for deed in deeds if not set(deed) & _MARKS]
                for answered in commitment["addresses"]:
                    if plain:
                        answers.setdefault(answered, "，".join(plain[:_DEEDS]))
            entries = [
                (title, answers[one["id"]])
                for one in report.gold["problems"]
                if one["where"] == "list"
                and one["id"] in answers
                and len(title := locate(text, one["title"]).of(text)) <= _LONGEST_TITLE
                and not set(title) & _MARKS
            ]
            if len(entries) >= 3:
                found.append(entries[:_MOST])
    return found


def written(known: Sequence[Sequence[tuple[str, str]]], layout: Layout, chance: Random) -> tuple[str, list[Told]]:
    """A report that tells what became of some problems in a layout, and what it tells."""
    number = 1 if layout.also == "alone" else 2
    made = [_account(chance.choice(known), origin, layout, chance) for origin in chance.sample(list(RAISED), number)]
    told = [one for one, _, _ in made]
    if number > 1:
        # Each under a heading of its own where no sentence says whose problems they are.
        parts = [
            f"（{_NUMERALS[at]}）{heading}\n{words}\n" if not told[at].counted else f"（{_NUMERALS[at]}）{words}\n"
            for at, (_, heading, words) in enumerate(made)
        ]
        head = "问题整改情况"
        return f"{_TITLE}{_WORK}二、{head}\n{''.join(parts)}{_REST}", told
    _, heading, words = made[0]
    head = chance.choice(("上年度问题整改情况", "问题整改落实情况", "抓整改情况")) if told[0].counted else heading
    section = f"二、{head}\n{words}\n" if layout.where == "own section" else f"（六）抓好问题整改。{words}\n"
    return f"{_TITLE}{_WORK}{section}{_REST}", told


def _account(
    entries: Sequence[tuple[str, str]], origin: Origin, layout: Layout, chance: Random
) -> tuple[Told, str, str]:
    """What is told, the heading that says whose problems they are, and the words."""
    states = [chance.choice((_DONE, _DONE, _GOING)) for _ in entries]
    raised, heading = RAISED[origin]
    done = states.count(_DONE)
    outcome = "已全部整改到位" if done == len(states) else f"已完成整改{done}个，正在推进{len(states) - done}个"
    if not done:
        outcome = "正在推进整改"
    shape = chance.choice(LEADS[layout.lead])
    lead = shape.format(raised=chance.choice(raised), total=len(entries), outcome=outcome)
    lines = []
    for at, ((title, deeds), state) in enumerate(zip(entries, states, strict=True)):
        short, said = chance.choice(_WORDS[state])
        words = ENTRIES[layout.entry].format(title=title, deeds=deeds, state=short, said=said)
        lines.append(
            ENUMERATORS[layout.enumerator].format(
                words=words, digit=at + 1, numeral=_NUMERALS[at], circled=chr(ord("①") + at)
            )
        )
    body = "\n".join(lines) if layout.place == "lines" else "".join(lines)
    if layout.place == "one sentence":
        body = "；".join(line.rstrip("。").replace("。", "，") for line in lines) + "。"
    between = "\n" if layout.place == "lines" and lead else ""
    items = tuple((title, state) for (title, _), state in zip(entries, states, strict=True))
    return Told(origin, bool(lead), items), heading, f"{lead}{between}{body}"


def read(text: str, told: Sequence[Told]) -> Read:
    """How well what became of the problems is read."""
    found = extract(PlainText(text, "utf-8", sha256(text.encode()).hexdigest()), year=2022).closures
    named = [(item.title, item.status) for one in found for item in one.items]
    items = [item for one in told for item in one.items]
    right = sum(any(_same(title, other) and state is status for other, status in named) for title, state in items)
    extra = max(0, len(named) - len(items))
    pairs = zip(found, told, strict=False)
    statements = sum(_right(one, wanted) for one, wanted in pairs) / max(len(found), len(told))
    return Read(statements, max(0.0, (right - extra) / len(items)))


def _same(title: str, found: str) -> bool:
    short, long = sorted((title, found.removesuffix("的问题").removesuffix("问题")), key=len)
    return short in long and 2 * len(short) >= len(long)


def _right(found: Closure, told: Told) -> bool:
    done = sum(state is _DONE for _, state in told.items)
    status = ClosureStatus.PARTIAL if done else ClosureStatus.IN_PROGRESS
    if done == len(told.items):
        status = ClosureStatus.DONE
    return (found.origin, found.status) == (told.origin, status) and found.total == (
        len(told.items) if told.counted else None
    )


def layouts() -> Iterator[Layout]:
    """Every layout that somebody would write: what is run on in one line is counted and has no labels."""
    for made in product(LEADS, ENUMERATORS, ENTRIES, PLACES, WHERE, ALSO):
        layout = Layout(*made)
        run_on = layout.place != "lines"
        if run_on and (layout.enumerator in ("none", "问题一：") or layout.entry in ("labels", "responsible")):
            continue
        if layout.place == "one sentence" and (
            layout.entry not in ("against", "about", "one clause", "colon", "brackets") or layout.lead == "counts"
        ):
            continue
        if layout.place == "one sentence" and layout.enumerator in ("1.", "none"):
            continue
        if layout.enumerator == "none" and layout.entry not in ("quoted", "about", "against", "outcome first"):
            continue
        if layout.also != "alone" and (layout.where == "among deeds" or layout.enumerator == "（一）"):
            continue
        if layout.where == "among deeds" and (layout.lead == "heading" or layout.enumerator in ("none", "问题一：")):
            continue
        yield layout


def measure(seed: int = 1, each: int = 3) -> dict[Layout, list[tuple[Read, str]]]:
    """Some accounts in every layout, each with its text."""
    chance, known = Random(seed), problems()  # noqa: S311 - the same texts every time is the point
    results: dict[Layout, list[tuple[Read, str]]] = {}
    for layout in layouts():
        made = [written(known, layout, chance) for _ in range(each)]
        results[layout] = [(read(*one), one[0]) for one in made]
    return results


def mean(results: Sequence[Read]) -> Read:
    """The mean of some readings."""
    return Read(*(sum(values) / len(values) for values in zip(*results, strict=True)))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="What became of problems, in every layout.")
    parser.add_argument("--seed", type=int, default=1, help="which problems are written out")
    parser.add_argument("--show", action="store_true", help="a text for each of the worst layouts")
    asked = parser.parse_args()
    results = {layout: made for layout, made in measure(asked.seed).items() if made}
    everything = mean([one for made in results.values() for one, _ in made])
    print(f"all {len(results)} layouts: statements {everything.statement:.3f}, problems {everything.items:.3f}")
    for number, part in enumerate(Layout._fields):
        groups: dict[str, list[Read]] = defaultdict(list)
        for layout, made in results.items():
            groups[layout[number]] += [one for one, _ in made]
        for name, found in groups.items():
            print(f"{part} {name}: statements {mean(found).statement:.3f}, problems {mean(found).items:.3f}")
    worst = sorted((sum(mean([one for one, _ in made])), layout) for layout, made in results.items())
    for score, layout in worst[: 40 if asked.show else 10]:
        print(f"worst {score / 2:.2f}: {', '.join(layout)}")
        if asked.show:
            print(min(results[layout], key=lambda made: sum(made[0]))[1].split("48人次。", 1)[1].split("三、存在")[0])


if __name__ == "__main__":
    main()
