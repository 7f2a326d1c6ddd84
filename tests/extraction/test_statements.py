"""What became of problems, told in many ways: the sentences of two tables, each read in a whole report."""

from __future__ import annotations

import pytest

from tests.extraction.statement_cases import STATEMENTS
from tests.extraction.statement_counts import COUNTS
from tests.extraction.statement_ways import WAYS
from tracker.domain.kinds import Where
from tracker.domain.report import PlainText
from tracker.extraction import extract

REPORT = """青山镇党委2022年度抓基层党建述职报告
现将2022年抓基层党建工作情况报告如下。
一、主要做法
{done}
{rectified}三、存在的问题
一是学习不深。学得少。二是活动不多。形式单一。
四、下一步打算
一是抓学习。每月学习一次。二是抓活动。开展活动4次。
"""


@pytest.mark.parametrize("sentence, expected, rectifying", [*STATEMENTS, *WAYS, *COUNTS])
def test_a_statement_is_read_in_whatever_words(sentence: str, expected: str, rectifying: bool) -> None:
    section = f"二、上年度问题整改情况\n{sentence}\n"
    text = REPORT.format(
        done="开展了工作。" if rectifying else sentence,
        rectified=section if rectifying else "",
    )
    found = extract(PlainText(text, "utf-8", ""))
    told = [f"{one.origin.value} {one.status.value} {_(one.total)} {_(one.done)}" for one in found.closures]
    told += [f"tally {_(one.total)} {_(one.done)}" for one in found.tallies]
    told += ["open" for problem in found.problems if problem.where is Where.INLINE]
    assert "; ".join(told) == expected
    assert all(text[one.span.start : one.span.end] in sentence for one in found.closures)


def _(number: int | None) -> str:
    return "-" if number is None else str(number)
