"""Public notices on how the problems found by inspectors were put right, in every layout, read again.

    python -m benchmarks.notices             how much of it is read, for each part of a layout
    python -m benchmarks.notices --show      also a text for each of the worst

Such a notice tells nothing else: each problem with what was done about it, in groups that are called like problems.
This crosses what the layouts differ in: the chapter's heading, whether the problems are counted first, how the groups
are called, how the entries are headed, and where an entry says what became of its problem.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import product
from random import Random
from typing import NamedTuple

from benchmarks.closure_layouts import problems
from tracker.domain.kinds import ClosureItemStatus, ClosureStatus, Origin
from tracker.domain.report import PlainText
from tracker.extraction import extract

_ORGANISED = """一、整改工作组织情况
局党组召开专题会议6次，成立整改工作领导小组，制定整改方案，明确责任人和完成时限。
"""
OPENINGS: tuple[tuple[Origin, str, str], ...] = (
    (
        Origin.INSPECTION,
        (
            "中共某某县某某局党组关于巡察整改进展情况的通报\n2022年3月10日至5月10日，县委第三巡察组对某某局党组开展了巡察，"
            "6月15日反馈了巡察意见。现将整改进展情况公布如下。\n"
        ),
        "巡察反馈的",
    ),
    (
        Origin.INSPECTION,
        (
            "某某公司党委关于省委巡视反馈意见整改落实情况的报告\n2022年4月，省委第五巡视组对公司党委开展了巡视，并反馈了意见。"
            "按照要求，现将整改情况报告如下。\n"
        ),
        "省委巡视组反馈的",
    ),
    (
        Origin.AUDIT,
        (
            "某某县某某局关于审计查出问题整改情况的公告\n2022年3月至6月，县审计局对某某局2021年度预算执行情况进行了审计。"
            "现将审计查出问题的整改情况公告如下。\n"
        ),
        "审计指出的",
    ),
)
"""Whose problems they are, title and first paragraph, and how a count says whose they are."""
_CLOSING = """三、下一步工作安排
（一）持续抓好后续整改。对正在整改的问题，2023年3月底前全部整改到位。
（二）健全长效机制。修订制度6项。
欢迎广大干部群众监督。
"""
HEADINGS = (
    "二、反馈问题整改落实情况", "二、反馈意见整改落实情况", "二、反馈问题整改进展情况", "二、重点问题整改情况",
    "二、整改落实情况", "二、具体整改情况", "二、问题整改情况",
)  # fmt: skip
COUNTED = ("{raised}{total}个问题，已完成整改{done}个，正在推进{left}个。", "")
GROUPS = (
    "（{numeral}）关于“{group}”方面", "（{numeral}）关于“{group}”问题", "（{numeral}）在“{group}”方面",
    "（{numeral}）聚焦{group}方面", "（{numeral}）{group}方面存在的问题",
    "（{numeral}）关于{group}方面的问题整改情况", "",
)  # fmt: skip
_CALLED = ("贯彻落实上级决策部署有差距", "全面从严治党责任落实不到位", "基层党组织建设存在短板", "重点领域风险防控")
HEADS = (
    "{digit}.关于“{title}”的问题", "{digit}.关于“{title}”问题的整改", "{digit}.针对“{title}”的问题。",
    "{digit}.关于{title}的问题。", "（{digit}）关于“{title}”的问题。", "{digit}.“{title}”问题。",
    "{digit}.关于“{title}”问题的整改情况", "（{digit}）针对“{title}”问题的整改落实情况。", "{digit}.{title}。",
    "{digit}.{title}问题。", "问题{digit}：{title}。", "{digit}.反馈问题：{title}。", "{digit}.问题：{title}。",
)  # fmt: skip
OUTCOMES = (
    "整改情况：{state}。{deeds}。", "整改情况：{deeds}。{said}。", "整改落实情况：{deeds}，{said}。",
    "整改措施：{deeds}。\n整改进展：{state}。", "{deeds}。该问题{said}。", "{said}。一是{deeds}。二是加强督促检查。",
    "整改进展情况：一是{deeds}。二是健全制度。目前，{said}。", "整改措施及成效：{deeds}。{said}。",
    "整改情况：{deeds}。（{state}）", "整改成效：{said}。{deeds}。",
)  # fmt: skip
_WORDS = {
    ClosureItemStatus.DONE: (
        ("已完成", "已完成整改"),
        ("已完成，长期坚持", "已整改到位"),
        ("已销号", "已整改完成"),
        ("完成整改", "整改到位"),
    ),
    ClosureItemStatus.IN_PROGRESS: (
        ("正在推进", "正在推进整改"),
        ("持续推进", "正在整改"),
        ("正在整改", "正在有序推进"),
    ),
}
"""As a state, and as a sentence says it."""
_NUMERALS = "一二三四五六"


class Layout(NamedTuple):
    """One way to tell it."""

    opening: tuple[Origin, str, str]
    heading: str
    counted: str
    group: str
    head: str
    outcome: str


class Notice(NamedTuple):
    """A notice and what it tells."""

    text: str
    origin: Origin
    counted: bool
    items: tuple[tuple[str, ClosureItemStatus], ...]


def layouts(seed: int = 1, each: int = 2) -> Iterator[Layout]:
    """Layouts in which every group, head and outcome stand together, the rest drawn at random."""
    random = Random(seed)  # noqa: S311 - the same layouts every time is the point
    for group, head, outcome in product(GROUPS, HEADS, OUTCOMES):
        for _ in range(each):
            yield Layout(random.choice(OPENINGS), random.choice(HEADINGS), random.choice(COUNTED), group, head, outcome)


def written(layout: Layout, known: Sequence[Sequence[tuple[str, str]]], random: Random) -> Notice:
    """A notice in a layout, of problems drawn from annotated reports."""
    entries = [entry for report in random.sample(known, 3) for entry in report[:2]]
    states = [random.choice(list(ClosureItemStatus)[:1] * 2 + [ClosureItemStatus.IN_PROGRESS]) for _ in entries]
    states[0], states[-1] = ClosureItemStatus.DONE, ClosureItemStatus.IN_PROGRESS
    states = [state if state in _WORDS else ClosureItemStatus.DONE for state in states]
    done = states.count(ClosureItemStatus.DONE)
    origin, opening, raised = layout.opening
    lines = [layout.heading]
    if layout.counted:
        lines.append(layout.counted.format(raised=raised, total=len(entries), done=done, left=len(entries) - done))
    called = random.sample(_CALLED, 3)
    for number, ((title, deeds), state) in enumerate(zip(entries, states, strict=True)):
        group, place = divmod(number, 2) if layout.group else (0, number)
        if layout.group and not place:
            lines.append(layout.group.format(numeral=_NUMERALS[group], group=called[group]))
        short, said = random.choice(_WORDS[state])
        lines.append(layout.head.format(digit=place + 1, title=title))
        lines.append(layout.outcome.format(deeds=deeds, state=short, said=said))
    text = opening + _ORGANISED + "\n".join(lines) + "\n" + _CLOSING
    items = tuple((title, state) for (title, _), state in zip(entries, states, strict=True))
    return Notice(text, origin, bool(layout.counted), items)


def is_read(notice: Notice) -> tuple[bool, float]:
    """Whether the statement is read as one of inspectors, with its count, and how many of its problems are read."""
    found = extract(PlainText(notice.text, "utf-8", sha256(notice.text.encode()).hexdigest()), year=2022)
    named = [(item.title, item.status) for one in found.closures for item in one.items]
    right = sum(
        any(_same(title, other) and state is status for other, status in named) for title, state in notice.items
    )
    extra = max(0, len(named) - len(notice.items)) + len(found.problems)
    total = len(notice.items) if notice.counted else None
    whole = [(one.origin, one.status, one.total) for one in found.closures] == [
        (notice.origin, ClosureStatus.PARTIAL, total)
    ]
    return whole, max(0.0, (right - extra) / len(notice.items))


def _same(title: str, found: str) -> bool:
    short, long = sorted((title, found.removesuffix("的问题").removesuffix("问题")), key=len)
    return short in long and 2 * len(short) >= len(long)


def measure(seed: int = 1, each: int = 2) -> list[tuple[Layout, Notice, bool, float]]:
    """A notice in every layout, and how well it is read."""
    random, known = Random(seed), problems()  # noqa: S311 - the same texts every time is the point
    results = []
    for layout in layouts(seed, each):
        notice = written(layout, known, random)
        results.append((layout, notice, *is_read(notice)))
    return results


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="Notices on rectification in every layout.")
    parser.add_argument("--seed", type=int, default=1, help="other problems and layouts")
    parser.add_argument("--show", action="store_true", help="a text of each of the worst parts")
    options = parser.parse_args()
    results = measure(options.seed)
    parts: dict[str, list[tuple[bool, float, str]]] = defaultdict(list)
    for layout, notice, whole, items in results:
        for name, part in zip(Layout._fields, layout, strict=True):
            parts[f"{name}: {part[1].splitlines()[0] if name == 'opening' else part}"].append(
                (whole, items, notice.text)
            )
    for part, read in sorted(parts.items(), key=lambda one: sum(items for _, items, _ in one[1]) / len(one[1])):
        statements, share = (sum(column) / len(read) for column in list(zip(*read, strict=True))[:2])
        if statements < 0.98 or share < 0.98:
            print(f"{statements:.2f} {share:.2f} {part!r}")
            if options.show:
                print(min(read, key=lambda one: one[0] + one[1])[2])
    whole, items = (sum(column) / len(results) for column in list(zip(*results, strict=True))[2:])
    print(f"statements {whole:.3f}, problems {items:.3f} of {len(results)}")


if __name__ == "__main__":
    main()
