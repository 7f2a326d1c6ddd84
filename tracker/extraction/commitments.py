"""Commitments: the entries of the next-steps section and the measures that merged sections hold beside a problem."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import zip_longest
from typing import NamedTuple

from tracker.domain.kinds import ItemKind, SectionKind
from tracker.extraction.actions import FoundAction, find_actions
from tracker.extraction.deadlines import find_deadline
from tracker.extraction.entries import entries, headline_behind_label, with_one_more
from tracker.extraction.enumerations import Entry
from tracker.extraction.evidence import evidence_of
from tracker.extraction.markers import Marker, chinese_ordinal
from tracker.extraction.problems import MergedMeasures
from tracker.extraction.scope import Basis, Scope
from tracker.lexicon.compiling import compiled


class FoundCommitment(NamedTuple):
    """A commitment in the view."""

    start: int
    end: int
    title: tuple[int, int]
    actions: tuple[FoundAction, ...]
    evidence: str
    """What speaks for it; see evidence.py."""
    problem: int | None = None
    """Index of the listed problem whose entry it stands in, for merged sections."""
    answers: tuple[int, ...] = ()
    """The ordinals of the listed problems that it says it answers: 对应问题2, 针对第一个问题."""


def list_commitments(
    text: str,
    markers: list[Marker],
    scopes: list[Scope],
    merged: list[MergedMeasures],
    *,
    year: int | None,
) -> list[FoundCommitment]:
    """All commitments in order of place."""
    found: list[FoundCommitment] = []
    for scope, following in zip_longest(scopes, scopes[1:]):
        if scope.kind is not SectionKind.NEXT_STEPS:
            continue
        listed = with_one_more(text, entries(text, markers, scope.matter, scope.end), scope.end)
        if following is not None and following.kind is scope.kind and _leads_up(text, listed):
            continue
        found += _commitments(text, listed, scope.basis, year)
    for measures in merged:
        inner = entries(text, markers, measures.start, measures.end)
        if len(inner) < 2 or inner[0].how != "marker" or _headed(text, measures.start, inner[0]):
            inner = [Entry(measures.start, measures.end)]
        term = find_deadline(text, *measures.due, year=year) if measures.due else None
        told = _commitments(text, inner, Basis.HEADING, year, measures.problem)
        found += told if term is None else (_until(one, term) for one in told)
    return sorted(found, key=lambda commitment: commitment.start)


def _until(commitment: FoundCommitment, term: date) -> FoundCommitment:
    """A commitment whose actions without a deadline of their own are due when its row of a table says."""
    actions = (one if one.deadline else one._replace(deadline=term) for one in commitment.actions)
    return commitment._replace(actions=tuple(actions))


def _headed(text: str, start: int, first: Entry) -> bool:
    """Whether measures have a headline of their own above what counts them: 把课讲活。（1）…（2）…"""
    begin = first.marker.start if first.marker else first.start
    return bool(_OWN_HEADLINE.fullmatch(text, start, begin))


_OWN_HEADLINE = compiled(r"(?!20[0-9]{2}年?[，。])[^。；：，\n]{4,30}(?:，[^。；：，\n]{4,20})?。\n?")


def _leads_up(text: str, listed: list[Entry]) -> bool:
    """Whether all that stands below a heading, before the sentence that opens the plans, is a saying.

    问题摆在这里，不能光说不改。明年要办好五件事：
    """
    return (
        len(listed) == 1
        and listed[0].how == "whole"
        and listed[0].end - listed[0].start <= _SAYING
        and not _COUNTS.search(text, listed[0].start, listed[0].end)
    )


_SAYING = 40
_COUNTS = compiled("[0-9]")


def _commitments(
    text: str, listed: list[Entry], basis: Basis, year: int | None, problem: int | None = None
) -> Iterator[FoundCommitment]:
    for which, entry in enumerate(listed):
        title = headline_behind_label(text, entry.start, entry.end, how=entry.how)
        actions = tuple(find_actions(text, entry.start, entry.end, year=year, title=title))
        evidence = evidence_of(ItemKind.COMMITMENT, basis, listed, which, text, title=title)
        answers = references(text, entry.marker.start if entry.marker else entry.start, entry.end)
        yield FoundCommitment(entry.start, entry.end, title, actions, evidence, problem, answers)


_NUMERAL = "(?:[0-9]{1,3}|[一二三四五六七八九十]{1,3})"
_ANSWERS = compiled(
    rf"(?:对应|针对|对照|回应|着眼于?|围绕|解决)(?:上述|以上|前述|前面|存在|查摆|提出|讲|的){{0,3}}"
    rf"(?:问题(?P<named>{_NUMERAL}(?:[、和及与]{_NUMERAL})*)"
    rf"|(?P<counted>第{_NUMERAL}(?:[、和及与]第?{_NUMERAL})*)(?:个?方面|[个条项点])?的?(?:问题|不足|短板))"
)


def references(text: str, start: int, end: int) -> tuple[int, ...]:
    """The ordinals of the problems that a commitment says it answers, in the order of its words."""
    if text.find("问题", start, end) < 0 and text.find("第", start, end) < 0:
        return ()
    said = (match["named"] or match["counted"] for match in _ANSWERS.finditer(text, start, end))
    words = (word for one in said for word in re.findall(_NUMERAL, one))
    return tuple(dict.fromkeys(int(word) if word.isdigit() else chinese_ordinal(word) for word in words))
