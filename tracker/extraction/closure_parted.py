"""A count parted among what became of its problems: 8个问题，7个成效得到巩固，1个仍在整改.

Numbers that add up to the count tell of all of them, whatever the words are: what is not said to be unfinished is done
where something else is.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from tracker.domain.kinds import ClosureStatus
from tracker.extraction.closure_clauses import parts as pieces
from tracker.extraction.closure_outcome import Outcome, read_words
from tracker.extraction.closure_raised import COUNT, PIECE, number
from tracker.extraction.stretches import Stretch
from tracker.lexicon.patterns import lazily


class _Part(NamedTuple):
    """Some of the problems, with what is said of them."""

    many: int
    titles: tuple[Stretch, ...]
    """Their names, where they are called by name instead of being counted."""
    said: Stretch


_COUNTED = lazily(
    rf"(?:其余|剩余|余下|剩下|另外|还有)?的?(?P<before>[^，；：“”0-9]{{0,24}}?)(?P<n>{COUNT})余?{PIECE}(?![类批次轮个条项件是])"
    r"(?!(?:措施|制度|办法|项目|举措|活动|机制|任务书|责任))"
)
_NAMED = lazily(r"(?:其中|对于?|关于|针对|，)*(?:“[^”\n]{2,80}”[、和与及]?)+")
_QUOTED = lazily(r"“(?P<title>[^”\n]{2,80})”")
_JOINED = lazily("[^和与及]+")
_UNFINISHED = lazily(
    "未|没|尚|仍|还(?![清上掉了完])|正(?![常式规])|待|需|难|[明来次]年|下一?年|[列转纳]入|长期|持续|基本|[一大]半|部分|推进|跨年"
    "|延期|路上|缓解|阶段|继续|接着|逐步|有序|限期|计划|预计|力争|不(?:到位|彻底|明显|够|见)|[办改理]中|差|卡在|拖着|剩|反弹|回潮|反复"
)
_BOTH = 2
_BEHIND = 3
"""How many clauses behind a number may tell of it."""


def parted(text: str, tail: Sequence[Stretch], total: int | None) -> Outcome | None:
    """The outcome where the clauses of a statement part its count, and say of some that they are unfinished."""
    if total is None or total < _BOTH:
        return None
    parts = _parts(text, tail, total)
    if len(parts) < _BOTH or sum(part.many for part in parts) != total:
        return None
    told = [_status(text, part.said) for part in parts]
    done = sum(part.many for part, status in zip(parts, told, strict=True) if status is ClosureStatus.DONE)
    if done == total:
        return None
    status = ClosureStatus.PARTIAL if done or ClosureStatus.PARTIAL in told else ClosureStatus.IN_PROGRESS
    each = tuple((title, one) for part, one in zip(parts, told, strict=True) for title in part.titles)
    return Outcome(status, done or None, parts[-1].said.end, each=each if len(each) == total else ())


def _parts(text: str, tail: Sequence[Stretch], total: int) -> list[_Part]:
    """What the clauses count or name in turn, until they make the whole; the clauses behind each belong to it."""
    found: list[_Part] = []
    behind = 0
    for clause in tail:
        whole = sum(part.many for part in found) >= total
        part = None if whole else _part(text, clause)
        if part is not None and part.many < total:
            found.append(part)
            behind = 0
        elif found and text[clause.start - 1] == "，" and behind < _BEHIND:
            behind += 1
            if not whole or _UNFINISHED().search(text, *clause):
                found[-1] = found[-1]._replace(said=Stretch(found[-1].said.start, clause.end))
        elif whole:
            break
    return found


def _part(text: str, clause: Stretch) -> _Part | None:
    """Some of the problems, if a clause begins with their number or their names."""
    named = _NAMED().match(text, *clause)
    if named is not None:
        titles = tuple(Stretch(*one.span("title")) for one in _QUOTED().finditer(text, *named.span()))
        return _Part(len(titles), titles, Stretch(named.end(), clause.end))
    counted = _COUNTED().match(text, *clause)
    many = number(counted["n"]) if counted is not None else None
    if counted is None or not many:
        return None
    titles = _listed(text, Stretch(*counted.span("before")), many)
    return _Part(many, titles, Stretch(counted.end("before") if titles else clause.start, clause.end))


def _listed(text: str, names: Stretch, many: int) -> tuple[Stretch, ...]:
    """The names before 这2个, where they are as many: 加工坊、河堤, 在外党员和干部能力."""
    if not text.endswith("这", *names):
        return ()
    found = tuple(
        Stretch(piece.start + one.start(), piece.start + one.end())
        for piece in pieces(text, names.start, names.end - 1)
        for one in _JOINED().finditer(text[slice(*piece)])
    )
    return found if len(found) == many else ()


def _status(text: str, said: Stretch) -> ClosureStatus:
    """What is said of some of the problems; done where nothing says that they are not."""
    stop = text.find("，", *said)
    words = read_words(text, [Stretch(said.start, stop if stop >= 0 else said.end)])
    if words is not ClosureStatus.DONE and stop >= 0:
        words = read_words(text, [said])
    if words is not None:
        return words
    return ClosureStatus.IN_PROGRESS if _UNFINISHED().search(text, *said) else ClosureStatus.DONE
