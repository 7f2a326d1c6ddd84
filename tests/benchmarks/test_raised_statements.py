"""Whose problems a sentence speaks of, how many and what became of them is read whoever raised them, whatever their names."""

from __future__ import annotations

from benchmarks.raised_statements import AT_ONCE, BODIES, CALLED, RAISED, Said, is_read, names, read, sentences, share
from tracker.domain.kinds import ClosureStatus, Origin

LEAST = 0.98


def test_every_wording_is_tried() -> None:
    tried = {part for said in sentences() for part in said.parts}
    assert tried >= {
        *BODIES,
        *(raised for _, raised in RAISED),
        *(called for called, _ in CALLED),
        *(part for both in AT_ONCE for part in both),
    }


def test_the_names_hold_words_that_mislead() -> None:
    assert len(names()) > 300
    assert any("监督" in name for name in names())
    assert any("没有" in name for name in names())


def test_nearly_all_is_read_in_full() -> None:
    assert share(list(sentences(each=3))) >= LEAST


def test_what_is_missed_counts() -> None:
    done = ClosureStatus.DONE
    assert not is_read(Said((), "全年接待来访23批", Origin.AUDIT, done, None))
    assert read("审计反馈的“账目不清”“采购没有台账”2个问题已整改到位") == [(Origin.AUDIT, done, 2)]
