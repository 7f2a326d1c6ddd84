"""Work told as an answer to an old problem that it names: 针对台账更新不及时问题，开展专项检查3次."""

from __future__ import annotations

from collections.abc import Iterator
from operator import add

from tracker.followup.evidence import Told, Work
from tracker.followup.naming import match_names
from tracker.followup.pair import Pair
from tracker.followup.passages import Clause, Zone
from tracker.followup.statements import Standing, Statement
from tracker.lexicon.patterns import lazily

_NAMED = 0.5
"""So surely the words must name a problem."""
_ALIKE = 2
"""A name shares so many pairs of characters with some problem, or is not looked at."""
_LONGEST = 4
"""Clauses that are shown."""
_LEAST = 4
"""So few characters behind the name of a problem tell of no work."""
_OPENS = lazily(
    "(?:同时|此外|另外|并|特别是)?(?:针对|聚焦|围绕|瞄准|紧盯|对照|面对|对|就"
    "|为了?(?:切实|有效|彻底|进一步|着力|从根本上)?(?=解决|破解|化解|扭转|改变|补齐|消除|根治|缓解)"
    "|(?:着力|重点|全力|努力|切实|集中|集中力量|下大力气|千方百计|积极|持续|有效)(?=解决|破解|化解|扭转|改变|补齐|消除|根治|缓解|整治))"
    "(?:解决|破解|化解|扭转|改变|补齐|消除|根治|缓解|整治)?(?P<name>[^，。；：]{4,})"
)
_OPENING = (
    *("针对", "聚焦", "围绕", "瞄准", "紧盯", "对照", "面对", "对", "就", "解决", "破解", "化解", "扭转"),
    *("改变", "补齐", "消除", "根治", "缓解", "整治"),
)
"""Without one of these no clause names what it answers."""
_TROUBLE = lazily("(?:的)?(?:这一|这些)?(?:突出)?(?:问题|难题|短板|弱项|现象|不足|难点|堵点|瓶颈|顽疾)")


def addressed(pair: Pair, told: Told) -> dict[str, list[Work]]:
    """For each older problem, by its id, the work that the newer report tells as an answer to it."""
    found: dict[str, list[Work]] = {}
    called = {two for item in pair.old_problems for two in _twos(pair.older.quote(item.start, item.end))}
    works = {
        statement: clauses
        for statement, clauses in _addressing(pair, told)
        if len(called.intersection(_twos(pair.newer.quote(statement.name_start, statement.name_end)))) >= _ALIKE
    }
    for problem_id, named in match_names(pair, list(works)).items():
        found[problem_id] = [Work(works[one.statement], one.score) for one in named if one.score >= _NAMED]
    return found


def _twos(text: str) -> set[str]:
    """The pairs of neighbouring characters."""
    return set(map(add, text, text[1:]))


def _addressing(pair: Pair, told: Told) -> Iterator[tuple[Statement, tuple[Clause, ...]]]:
    """What names a trouble as the one that what follows is meant for, with the clauses that tell what was done."""
    newer = pair.newer
    for number in sorted(newer.holding(_OPENING)):
        clause = newer.clauses[number]
        opens = _OPENS().match(newer.view.text, clause.start, clause.end)
        if opens is None or clause.zone is not Zone.REPORTED:
            continue
        start, end = opens.span("name")
        trouble = _TROUBLE().search(newer.view.text, start, end)
        if trouble is not None:
            end = trouble.start()
        behind = clause.end - trouble.end() if trouble is not None else 0
        following = [
            one
            for one in newer.sentences[clause.sentence]
            if one.number > number and one.segment == clause.segment and one.number in told.places
        ]
        if end - start < _LEAST or not (following or behind >= _LEAST):
            continue
        clauses = (clause, *following)[:_LONGEST]
        yield Statement(clause.start, clauses[-1].end, start, end, Standing.UNDER_WAY, points_back=False), clauses
