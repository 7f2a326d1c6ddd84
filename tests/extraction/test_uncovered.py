"""What stands among the problems and plans and is part of nothing that was found."""

from __future__ import annotations

from pathlib import Path

import pytest

from tracker.domain.kinds import SectionKind
from tracker.domain.report import PlainText
from tracker.extraction import extract
from tracker.extraction.uncovered import uncovered
from tracker.reading import read_report

P, N = SectionKind.PROBLEMS, SectionKind.NEXT_STEPS


def left(text: str) -> list[tuple[SectionKind, str]]:
    source = PlainText(text, "utf-8", "")
    return [(one.section, one.span.of(text)) for one in uncovered(source, extract(source))]


PLANS = "三、下一步打算\n（一）抓好学习。每月学习一次。\n（二）建好阵地。年底前建成。\n"


@pytest.mark.parametrize(
    "text, expected",
    [
        ("二、存在问题\n（一）学习不深。走过场。\n（二）阵地滞后。没场地。\n" + PLANS, []),
        (
            "二、存在问题\n村里的账目一直没有公开过。\n（一）学习不深。走过场。\n（二）阵地滞后。\n" + PLANS,
            [(P, "村里的账目一直没有公开过")],
        ),
        ("二、存在问题\n主要表现在以下几个方面：\n（一）学习不深。\n（二）阵地滞后。\n" + PLANS, []),
        ("二、存在问题\n思想建设方面\n（一）学习不深。\n（二）阵地滞后。\n" + PLANS, []),
        (
            "二、存在问题\n（一）学习不深。\n（二）阵地滞后。\n三、下一步打算\n（一）抓好学习。\n（二）建好阵地。\n还要把村里的路灯修起来，让大家放心。\n",
            [(N, "还要把村里的路灯修起来，让大家放心")],
        ),
        ("一、主要工作\n开展学习12次，村里的账目没有公开过。\n", []),
        ("", []),
    ],
)
def test_sentences_that_nothing_covers(text: str, expected: list[tuple[SectionKind, str]]) -> None:
    assert left(text) == expected


def test_little_is_left_of_the_sample_reports(seeds: Path) -> None:
    total = 0
    for path in sorted(seeds.glob("*/*.txt")):
        source = read_report(path)
        found = extract(source)
        items = [item.span for item in found.problems] + [item.span for item in found.commitments]
        for one in uncovered(source, found):
            total += 1
            assert one.section in (P, N)
            assert not any(one.span.overlap(span) for span in items)
    assert total <= 2
