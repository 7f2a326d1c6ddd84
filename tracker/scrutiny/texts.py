"""Checks of wording: closing statements that were copied, measures that are mere talk and paper or say nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from tracker.domain.kinds import Status
from tracker.lexicon.loader import load
from tracker.scrutiny.cases import Case, Hit, Limits
from tracker.scrutiny.copies import clusters

_LONGEST_QUOTE = 30

_CLAUSE = re.compile(r"[\n；;。]+")
_ENUMERATOR = re.compile(
    r"^\s*(?:[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]|[①-⑳]|[一二三四五六七八九十]是|第[一二三四五六七八九十]+[，、])\s*"
)
_COUNTED = re.compile(r"[0-9０-９]+|[一二两三四五六七八九十百]+(?:个|次|名|项|场|期|轮|处|人|所|条|件)")

_PLANNED = frozenset(Status) - {Status.PROPOSED, Status.MERGED, Status.REJECTED}


def copied_text(cases: Sequence[Case], limits: Limits) -> Iterator[Hit]:
    """The same words, or nearly, close several items."""
    told = [(case, text, bare) for case in cases for text in case.closing if (bare := _bare(text, limits))]
    for group in clusters([bare for _, _, bare in told], similar=limits.similar):
        members = list({told[at][0].number: told[at] for at in group}.values())
        if len(members) < 2:
            continue
        units = {case.unit for case, _, _ in members}
        where = f"{len(units)} 个单位的 {len(members)} 项" if len(units) > 1 else f"{len(members)} 项"
        same = len({bare for _, _, bare in members}) == 1
        yield Hit(
            tuple(case.number for case, _, _ in members),
            f"{where}用了{'一样' if same else '差不多'}的话：“{_shortened(members[0][1])}”",
        )


def meetings_only(cases: Sequence[Case], _: Limits) -> Iterator[Hit]:
    """Every measure is a meeting, a study session or a paper."""
    for case in cases:
        clauses = _clauses(case.measures)
        if case.status in _PLANNED and clauses and all(_is_talk(clause) for clause in clauses):
            yield Hit((case.number,), f"{len(clauses)} 条措施都是开会、学习、发文：“{_shortened(clauses[0])}”")


def vague_measures(cases: Sequence[Case], _: Limits) -> Iterator[Hit]:
    """No measure says what will be done: they promise to strengthen and to deepen, with meetings besides at most."""
    for case in cases:
        clauses = _clauses(case.measures)
        talk = [_is_talk(clause) for clause in clauses]
        empty = [said or _is_vague(clause) for said, clause in zip(talk, clauses, strict=True)]
        told = not case.vague and clauses and all(empty) and not all(talk)
        if case.vague and case.status in _PLANNED:
            yield Hit((case.number,), f"承诺里没有一件查得着的事：{case.title}")
        elif case.status in _PLANNED and told:
            yield Hit((case.number,), f"看不出谁、什么时候、做到什么：“{_shortened(clauses[0])}”")


def _clauses(text: str) -> list[str]:
    bare = (_ENUMERATOR.sub("", part).strip() for part in _CLAUSE.split(text))
    return [part for part in bare if part]


def _is_talk(clause: str) -> bool:
    words = _words()
    return _has(clause, words["measures.meetings"]) and not _has(clause, words["measures.deeds"])


def _is_vague(clause: str) -> bool:
    words = _words()
    return (
        _has(clause, words["measures.vague"])
        and not _has(clause, words["measures.deeds"])
        and not _COUNTED.search(clause)
    )


def _has(text: str, words: Sequence[str]) -> bool:
    return any(word in text for word in words)


@cache
def _words() -> Mapping[str, tuple[str, ...]]:
    return load("scrutiny").groups


def _bare(text: str, limits: Limits) -> str:
    """What is particular in a closing statement; empty where too little is left to compare."""
    for phrase in _words()["meant.phrases"]:
        text = text.replace(phrase, "")
    bare = re.sub(r"[\W_]+", "", text)
    return bare if len(bare) >= limits.similar_length else ""


def _shortened(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_QUOTE else line[: _LONGEST_QUOTE - 1] + "…"
