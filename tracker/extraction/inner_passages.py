"""What stands inside an item: examples, causes, who answers for it and until when, words that weigh it.

All ranges are half-open and in the view. What announces a passage (比如, 主要原因：) stands outside.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from tracker.domain.kinds import PassageKind, Severity
from tracker.extraction.deadlines import find_deadline
from tracker.extraction.stretches import trim
from tracker.lexicon.compiling import compiled
from tracker.lexicon.loader import alternatives, derived, load


class FoundPassage(NamedTuple):
    """A passage in the view."""

    kind: PassageKind
    start: int
    end: int
    deadline: date | None = None


class _Patterns(NamedTuple):
    example: re.Pattern[str]
    going_on: re.Pattern[str]
    cause: re.Pattern[str]
    because: re.Pattern[str]
    stuck_by: re.Pattern[str]
    labelled: re.Pattern[str]
    any_label: re.Pattern[str]
    who: re.Pattern[str]
    hedges: tuple[tuple[Severity, re.Pattern[str]], ...]


_NAME_MOST = 40
"""How far before 牵头 whoever leads may be named."""


@derived
def _patterns() -> _Patterns:
    words = load("particulars")
    labels = words.table("label")
    groups = "|".join(f"(?P<{kind}>{alternatives(group)})" for kind, group in labels.items())
    every = alternatives(word for group in labels.values() for word in group)
    cause_labels = words.pattern("cause.labels")
    leading = "|".join(f"(?P<{role}>{words.pattern(f'who.{role}')})" for role in ("leading", "answering", "supporting"))
    return _Patterns(
        example=compiled(
            rf"(?:(?<=[。；，：！？\n、（])|^){words.pattern('example.markers')}[，：]?"
            rf"|(?:(?<=[。；，！？\n（])|^)如(?:[：，]|(?!{words.pattern('example.not_such')}))"
        ),
        going_on=compiled(words.pattern("example.going_on")),
        cause=compiled(
            rf"(?:(?<=[。；，！？\n（【])|^)(?:(?:[^，。；：\n]{{0,4}}{cause_labels}[）】]?(?P<label>[：:])"
            rf"|(?:{words.pattern('cause.openers')})[，：]?(?:主要是|是|在于)?))"
        ),
        because=compiled(
            rf"(?:(?<=[。；，：！？\n])|^)(?:{words.pattern('cause.because')}(?=[^，。；\n]{{3,}}，)"
            rf"|受(?=[^，。；\n]{{2,24}}(?:的)?{words.pattern('cause.limited_by')}，))"
        ),
        stuck_by=compiled(
            r"(?<![原起基主])因(?=(?!此|为|地制宜|人而异|岗施策|材施教)[^，。；\n]{3,40}，(?:[^，。；\n]{0,6})?(?:至今|仍|尚|一直|迟迟|没有|未))"
        ),
        labelled=compiled(rf"(?:(?<=[。；，！？\n（【〔]))[【〔（]?(?:{groups})[】〕）]?："),
        any_label=compiled(rf"[；，。（【\n]?[【〔（]?(?:{every}|{cause_labels})[】〕）]?："),
        who=compiled(rf"(?:{leading})(?!制(?![定订作])|人|单位|领导|部门|科室|责任)"),
        hedges=tuple(
            (Severity(name), compiled(alternatives(group))) for name, group in words.table("severity").items()
        ),
    )


def is_post(name: str) -> bool:
    """Whether somebody is named by post (支部书记) and not by name."""
    return name.endswith(load("particulars")["who.posts"])


def inner_passages(text: str, start: int, end: int, *, year: int | None, promised: bool) -> list[FoundPassage]:
    """The examples, causes, people, units and terms told inside the item ``[start, end)``, in order of place.

    ``year`` is the year reported on, for deadlines without one. Only in what is ``promised`` does 由镇党委牵头 say who
    answers for it; told of a problem, it is part of the story.
    """
    found = [*_labelled(text, start, end, year), *_causes(text, start, end)]
    if promised:
        found += _in_charge(text, start, end)
    found += [
        FoundPassage(PassageKind.EXAMPLE, begin, stop)
        for begin, stop in _examples(text, start, end)
        if not any(one.start <= begin < one.end for one in found)
    ]
    return sorted(found, key=lambda one: (one.start, one.end))


def weigh(text: str, start: int, end: int, *, headline: int) -> tuple[Severity | None, list[FoundPassage]]:
    """How a problem is weighed and the words that do it: those of its headline, else those of its first two sentences.

    ``headline`` is where the headline ends.
    """
    said = _hedges(text, start, headline)
    return said if said[0] else _hedges(text, headline, _two_sentences(text, start, end))


def _two_sentences(text: str, start: int, end: int) -> int:
    stop = text.find("。", start, end)
    second = text.find("。", stop + 1, end) if stop >= 0 else -1
    return second if second >= 0 else end


def _hedges(text: str, start: int, until: int) -> tuple[Severity | None, list[FoundPassage]]:
    found: list[FoundPassage] = []
    grade: Severity | None = None
    for severity, pattern in _patterns().hedges:
        hits = list(pattern.finditer(text, start, until))
        if hits and grade is None:
            grade = severity
        found += [FoundPassage(PassageKind.HEDGE, hit.start(), hit.end()) for hit in hits]
    return grade, sorted(found, key=lambda one: one.start)


def _examples(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    patterns, at = _patterns(), start
    while match := patterns.example.search(text, at, end):
        stop = _sentence_end(text, match.end(), end)
        # 如： announces all that follows up to the next label; 比如 goes on only where the next sentence says so.
        labelled = text[match.end() - 1] in "：:"
        while stop < end and text[stop - 1] != "\n" and (labelled or patterns.going_on.match(text, stop, end)):
            if patterns.any_label.match(text, stop, end) or patterns.cause.match(text, stop, end):
                break
            stop = _sentence_end(text, stop, end)
        at = max(stop, match.end())
        begin, until = trim(text, match.end(), stop)
        if until - begin >= 4:
            yield begin, until


def _causes(text: str, start: int, end: int) -> list[FoundPassage]:
    patterns, found, at = _patterns(), [], start
    while match := patterns.cause.search(text, at, end):
        # What is labelled runs on to the end of the item's paragraph or the next label; a sentence ends with itself.
        stop = _paragraph_end(text, match.end(), end) if match["label"] else _sentence_end(text, match.end(), end)
        if label := patterns.any_label.search(text, match.end(), stop):
            stop = label.start()
        begin, until = trim(text, match.end(), stop)
        at = max(stop, match.end())
        if until - begin >= 3:
            found.append(FoundPassage(PassageKind.CAUSE, begin, until))
    for match in (*patterns.because.finditer(text, start, end), *patterns.stuck_by.finditer(text, start, end)):
        comma = text.find("，", match.end(), end)
        if comma > match.end() and not any(one.start <= match.start() < one.end for one in found):
            found.append(FoundPassage(PassageKind.CAUSE, match.end(), comma))
    return found


def _labelled(text: str, start: int, end: int, year: int | None) -> Iterator[FoundPassage]:
    """``责任单位：组织办；责任人：张三；完成时限：2024年6月底。``"""
    for match in _patterns().labelled.finditer(text, start, end):
        kind = PassageKind(match.lastgroup or "")
        stop = match.end()
        while stop < end and text[stop] not in "；，。！？）】〕\n":
            stop += 1
        begin, until = trim(text, match.end(), stop)
        if begin < until and until - begin <= 40:
            term = find_deadline(text, begin, until, year=year) if kind is PassageKind.DEADLINE else None
            yield FoundPassage(kind, begin, until, term)


_LEFT_OUT = compiled(
    r"(?:20[0-9]{2}年|[0-9]{1,2}月|[上下]半年|年?底|年内|[0-9一二三四]季度|之?前|末|内|已|将|要|拟|在|就|以|都|均|全部|统一|每|各|，)*(?:由|是)?"
)


def _in_charge(text: str, start: int, end: int) -> Iterator[FoundPassage]:
    """``由组织办牵头``, ``党政办、宣传办配合``: whoever a clause names before it says 牵头, 负责 or 配合."""
    for match in _patterns().who.finditer(text, start, end):
        until = match.start()
        furthest = max(start, until - _NAME_MOST)
        clause = max(text.rfind(mark, furthest, until) for mark in "，。；：！？\n由的")
        begin = max(clause + 1, furthest)
        left = _LEFT_OUT.match(text, begin, until)
        begin = left.end() if left else begin
        kind = _kind_of(text[begin:until], match)
        if kind:
            yield FoundPassage(kind, begin, until)


def _kind_of(name: str, match: re.Match[str]) -> PassageKind | None:
    words = load("particulars")
    if not 1 <= len(name) <= 24 or any(word in name for word in words["who.nobody"]):
        return None
    person = is_post(name)
    if not person and not name.endswith(words["who.units"]):
        return None
    if match["supporting"]:
        return None if person else PassageKind.SUPPORT_UNIT
    if match["leading"]:
        return PassageKind.LEADER if person else PassageKind.LEAD_UNIT
    return PassageKind.RESPONSIBLE if person else PassageKind.LEAD_UNIT


def _sentence_end(text: str, start: int, end: int) -> int:
    """Behind the sentence that ``start`` stands in; a full stop inside quotation marks ends none."""
    depth = 0
    for at in range(start, end):
        char = text[at]
        if char in "“（《":
            depth += 1
        elif char in "”）》":
            depth = max(0, depth - 1)
        elif char == "\n" or (depth == 0 and char in "。！？"):
            return at + 1
    return end


def _paragraph_end(text: str, start: int, end: int) -> int:
    at = text.find("\n", start, end)
    return end if at < 0 else at
