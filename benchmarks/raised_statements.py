"""Who raised the problems that a sentence says were put right, and how many: whoever says it, whatever they are called.

    python -m benchmarks.raised_statements           the share that is read in full, by part of the sentence
    python -m benchmarks.raised_statements --show    also every sentence that is read wrongly

An annotated report has three or four such sentences. This crosses what they differ in: who stands above, when and in
which words it was told, how the problems are called and counted, and what became of them. The names of the problems
are the headlines of annotated reports, which hold every word by which a sentence could be misled: 监督, 审计, 没有.
"""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Iterator, Sequence
from hashlib import sha256
from itertools import chain
from random import Random
from typing import NamedTuple

from benchmarks.closure_layouts import problems
from tracker.domain.kinds import ClosureStatus, Origin
from tracker.domain.report import PlainText
from tracker.extraction import extract

_REPORT = """某某单位党支部2023年度抓基层党建工作述职报告
一、主要工作
（一）强化理论武装。全年组织集中学习12次，班子成员讲党课8次，党员参学率达到98%。
（二）抓好问题整改。{said}
（三）抓好队伍建设。发展党员6名，培训干部200人次。
二、存在问题
（一）理论学习不够深入。有的党员学习不系统。
三、下一步打算
（一）抓学习。每月组织一次集中学习。
"""
_LONGEST = 14
_MARKS = frozenset("“”，、。；：（）0123456789")

BODIES = (
    "县卫生健康局党委", "县教育局党组", "镇党委", "县委组织部", "区委书记", "市国资委党委", "集团公司党委",
    "县直机关工委", "街道党工委", "校党委", "省公司党委", "局党组", "上级党组织", "县委", "总公司党委", "区卫健委党委",
    "县农业农村局党组", "县自然资源和规划局党组", "市住房和城乡建设局党组", "县委教育工委", "园区党工委", "县委政法委",
    "县人社局", "市交通运输局党委", "县妇联", "主管部门", "区委党建办", "市委组织部", "公司党委", "院党委", "县财政局",
)  # fmt: skip
WHEN = ("年初", "去年", "3月份", "上半年", "去年年底", "今年6月", "")
TOLD = ("反馈的", "指出的", "提出的", "点出的", "点评的", "点评指出的", "反馈我们的", "给我们指出的")
RAISED: tuple[tuple[Origin, str], ...] = (
    (Origin.SELF_REVIEW, "2022年述职查摆的"),
    (Origin.SELF_REVIEW, "去年自查的"),
    (Origin.SELF_REVIEW, "针对去年查摆的"),
    (Origin.SELF_REVIEW, "上年度述职报告中列出的"),
    (Origin.SUPERIOR_REVIEW, "镇党委书记点评我们"),
    (Origin.SUPERIOR_REVIEW, "上年度述职评议时县委书记点评的"),
    (Origin.SUPERIOR_REVIEW, "去年述职时组织部部长点评指出"),
    (Origin.INSPECTION, "县委第二巡察组反馈的"),
    (Origin.INSPECTION, "市委巡察反馈"),
    (Origin.AUDIT, "县审计局审计指出的"),
    (Origin.AUDIT, "审计反馈的"),
    (Origin.DEMOCRATIC_LIFE, "民主生活会查摆的"),
    (Origin.DEMOCRATIC_LIFE, "组织生活会上查摆出"),
    (Origin.DEMOCRATIC_LIFE, "民主生活会上班子成员提出的"),
    (Origin.THEME_EDUCATION, "主题教育检视的"),
    (Origin.THEME_EDUCATION, "主题教育中检视出"),
)
CALLED: tuple[tuple[str, int | None], ...] = (
    ("{a}、{b}2个问题", 2),
    ("“{a}”“{b}”2个问题", 2),
    ("“{a}”等3个问题", 3),
    ("{a}、{b}、{c}等5个问题", 5),
    ("{a}和{b}2个问题", 2),
    ("2个问题（{a}、{b}）", 2),
    ("“{a}”问题", None),
    ("“{a}”的问题", None),
    ("6个问题", 6),
)
BECAME: tuple[tuple[str, ClosureStatus], ...] = (
    ("已整改到位", ClosureStatus.DONE),
    ("全部整改完成", ClosureStatus.DONE),
    ("，均已完成整改销号", ClosureStatus.DONE),
    ("，逐条制定措施，已全部整改到位", ClosureStatus.DONE),
    ("已经解决", ClosureStatus.DONE),
    ("正在整改", ClosureStatus.IN_PROGRESS),
    ("，目前正在推进整改", ClosureStatus.IN_PROGRESS),
)
AT_ONCE: tuple[tuple[str, str], ...] = (
    ("上级点评指出", "，现已整改到位"),
    ("上年度述职时组织部部长点评指出我们", "，已经整改到位"),
    ("2022年底镇党委点评提醒我们", "，经过一年努力，已经得到解决"),
    ("区委书记去年点评说我们“", "”，这个问题经过一年的努力已经得到解决"),
    ("县委书记点评时指出我们“", "”，这个问题现已解决"),
    ("县委领导点评时批评我们", "，目前已整改"),
)
"""A fault told in so many words, and at once what became of it."""


class Said(NamedTuple):
    """A sentence that says what became of problems that somebody raised."""

    parts: tuple[str, ...]
    """What it is made of."""
    text: str
    origin: Origin
    status: ClosureStatus
    total: int | None


def names() -> list[str]:
    """Short headlines of annotated problems, each once."""
    told = chain.from_iterable(problems())
    return sorted({name for name, _ in told if 4 <= len(name) <= _LONGEST and _MARKS.isdisjoint(name)})


def sentences(seed: int = 1, each: int = 6) -> Iterator[Said]:
    """Sentences in which every wording of every part stands at least so many times, with problems drawn at random."""
    random = Random(seed)  # noqa: S311 - the same sentences every time is the point
    known = names()

    def made(parts: tuple[str, ...], raised: str, origin: Origin) -> Said:
        (called, total), (became, status) = random.choice(CALLED), random.choice(BECAME)
        a, b, c = random.sample(known, 3)
        text = raised + called.format(a=a, b=b, c=c) + became
        return Said((*parts, called, became), text, origin, status, total)

    for body in BODIES:
        for when in WHEN:
            told = random.choice(TOLD)
            yield made((body, when, told), body + when + told, Origin.SUPERIOR_REVIEW)
    for origin, raised in RAISED:
        for _ in range(each * len(CALLED)):
            yield made((raised,), raised, origin)
    for before, behind in AT_ONCE:
        for name in random.sample(known, each):
            status = ClosureStatus.DONE
            yield Said((before, behind), before + name + behind, Origin.SUPERIOR_REVIEW, status, None)


def read(sentence: str) -> list[tuple[Origin, ClosureStatus, int | None]]:
    """What is read in a report that says a sentence among its deeds."""
    text = _REPORT.format(said=sentence + "。")
    found = extract(PlainText(text, "utf-8", sha256(text.encode()).hexdigest()), year=2023)
    return [(closure.origin, closure.status, closure.total) for closure in found.closures]


def is_read(said: Said) -> bool:
    """Whether it is read in full, and nothing else with it."""
    return read(said.text) == [(said.origin, said.status, said.total)]


def share(made: Sequence[Said]) -> float:
    """How many of some sentences are read in full."""
    return sum(map(is_read, made)) / len(made)


def main() -> None:
    """Read and print."""
    parser = argparse.ArgumentParser(description="Problems raised by everybody, in every wording.")
    parser.add_argument("--seed", type=int, default=1, help="other sentences")
    parser.add_argument("--show", action="store_true", help="every sentence that is read wrongly")
    options = parser.parse_args()
    made = list(sentences(options.seed))
    parts: dict[str, list[bool]] = defaultdict(list)
    for said in made:
        whole = is_read(said)
        for part in said.parts:
            parts[part].append(whole)
        if options.show and not whole:
            told = [(origin.value, status.value, total) for origin, status, total in read(said.text)]
            print(f"{said.text}: {told}, should be {(said.origin.value, said.status.value, said.total)}")
    for part, results in sorted(parts.items(), key=lambda one: sum(one[1]) / len(one[1])):
        if not all(results):
            print(f"{sum(results) / len(results):.2f} {part}")
    print(f"read in full: {share(made):.3f} of {len(made)}")


if __name__ == "__main__":
    main()
