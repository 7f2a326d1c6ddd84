"""A count parted among what became of its problems: 8个问题，7个成效得到巩固，1个仍在整改.

Numbers that add up to the count tell of all of them, whatever the words are: what is not said to be unfinished is done
where something else is. Some of the parts may be called by name: 已整改2个，即“甲”“乙”，另外1个仍在推进.
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
    """Their names, where as many are called by name as are counted."""
    said: tuple[Stretch, ...]
    """The words that may tell what became of them, without the names."""
    end: int


_LEFT = "其余|剩余|余下|剩下|另外|另有|还有|仅剩|只剩|只有|仍有|尚有|但|目前|其中|对于?|关于|针对|[，有已]"
_QUOTES = r"(?:“[^”\n]{2,80}”(?:的?问题)?[、和与及]?)+"
_NAMED = lazily(
    rf"(?:{_LEFT})*(?P<names>{_QUOTES})(?:等|的|这|问题|方面){{0,3}}(?:(?P<n>{COUNT}){PIECE}(?:方面)?的?(?:问题)?)?"
)
_COUNTED = lazily(
    rf"(?:{_LEFT})*的?(?P<before>[^，；：“”0-9（]{{0,50}}?)(?P<n>{COUNT})余?{PIECE}(?![类批次轮个条项件])"
    r"(?!(?:措施|制度|办法|项目|举措|活动|机制|任务书|责任))(?:问题)?"
)
_INSIDE = lazily("（(?P<names>[^（）]{3,200})）")
_NAMELY = lazily(
    r"(?:即(?![知改查行时日刻])|就是|分别(?:是|为)|包括|具体(?:是|为)|主要(?:是|为)|(?:是|为)(?=“))(?P<names>[^，；：]{3,})$"
)
_IS = lazily(r"(?:的?问题)?(?:即|就是|分别(?:是|为)|是|为)(?P<names>[^，；：]{3,})$")
_QUOTED = lazily(r"“(?P<title>[^”\n]{2,80})”")
_JOINED = lazily("[^和与及]+")
_SETTLING = lazily("完成|整改|销号|解决|办结|到位|改[好完掉]|推进|落实|坚持|持续|基本|正[在按有]|^[未尚需待]")
"""What no name of a problem is made of."""
_THE_LAST = lazily(
    rf"(?:{_LEFT})*(?P<names>[^，；：“”0-9]{{3,40}}?)(?:的?问题|这[一个][条项个])?(?:目前|现)?"
    "(?=正在|还在|仍在|仍需|还需|尚未|还没|有待|未能|没有?改|未完成|未整改|整改|因(?!素)|由于|需要?持续|列入|转入|计划|预计|力争)"
)
"""The one that is left, without a number: 队伍老化正在推进."""
_UNFINISHED = lazily(
    "未|没|尚|仍|还(?![清上掉了完])|正(?![常式规])|待|需|难|[明来次]年|下一?年|[列转纳]入|长期|持续|基本|[一大过]半|部分|推进|跨年"
    "|延期|路上|缓解|阶段|继续|接着|逐步|有序|限期|挂账|计划|预计|力争|不(?:到位|彻底|明显|够|见)|[办改理]中|差|卡在|拖着|剩|反弹|回潮|反复"
)
_REMAINS = lazily("未|没|剩|余|还有|另有|仍有|尚有")
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
    return Outcome(status, done or None, parts[-1].end, each=each)


def _parts(text: str, tail: Sequence[Stretch], total: int) -> list[_Part]:
    """What the clauses count or name in turn, until they make the whole; the clauses behind each belong to it."""
    found: list[_Part] = []
    behind = 0
    for clause in tail:
        rest = total - sum(part.many for part in found)
        last = found[-1] if found else None
        if last is not None and not last.titles and (titles := _namely(text, clause, last.many)):
            found[-1] = last._replace(titles=titles, end=clause.end)
            continue
        part = (_part(text, clause) or (_the_last(text, clause) if found and rest == 1 else None)) if rest > 0 else None
        if part is not None and part.many < total:
            found.append(part)
            behind = 0
        elif last is not None and text[clause.start - 1] == "，" and behind < _BEHIND:
            behind += 1
            if rest > 0 or _UNFINISHED().search(text, *clause):
                found[-1] = last._replace(said=(*last.said, clause), end=clause.end)
        elif rest <= 0:
            break
    return found


def _part(text: str, clause: Stretch) -> _Part | None:
    """Some of the problems, if a clause begins with their number or their names."""
    named = _NAMED().match(text, *clause)
    if named is not None:
        titles = _quoted(text, *named.span("names"))
        many = number(named["n"]) if named["n"] else len(titles)
        if not many:
            return None
        return _Part(
            many, titles if len(titles) == many else (), (Stretch(named.end("names"), clause.end),), clause.end
        )
    counted = _COUNTED().match(text, *clause)
    many = number(counted["n"]) if counted is not None else None
    if counted is None or not many or "每" in counted["before"]:
        # 班子成员每人领办1个 tells of none.
        return None
    if text.startswith("是", counted.end()) and not _REMAINS().search(text, clause.start, counted.end()):
        # 一个是甲，一个是乙 says what they are.
        return None
    inside = _INSIDE().match(text, counted.end(), clause.end)
    if inside is not None and (titles := _all_named(text, *inside.span("names"), many)):
        said = Stretch(clause.start, inside.start()), Stretch(inside.end(), clause.end)
        return _Part(many, titles, said[inside.end() < clause.end :], clause.end)
    told = _IS().match(text, counted.end(), clause.end)
    if told is not None and (titles := _all_named(text, *told.span("names"), many)):
        return _Part(many, titles, (Stretch(clause.start, counted.end()),), clause.end)
    titles = _all_named(text, *counted.span("before"), many)
    return _Part(many, titles, (Stretch(counted.end("before") if titles else clause.start, clause.end),), clause.end)


def _the_last(text: str, clause: Stretch) -> _Part | None:
    """The only one that is left, if a clause begins with its name: 乡镇用户对网速意见大整改过半."""
    named = _THE_LAST().match(text, *clause)
    if named is None or not _UNFINISHED().search(text, named.end(), clause.end):
        return None
    title = Stretch(*named.span("names"))
    if _SETTLING().search(text, *title):
        return None
    return _Part(1, (title,), (Stretch(named.end(), clause.end),), clause.end)


def _namely(text: str, clause: Stretch, many: int) -> tuple[Stretch, ...]:
    """The names that a clause of its own gives to as many as were just counted: 即“甲”“乙”."""
    told = _NAMELY().match(text, *clause) if text[clause.start - 1] in "，：" else None
    return _all_named(text, *told.span("names"), many) if told is not None else ()


def _all_named(text: str, start: int, end: int, many: int) -> tuple[Stretch, ...]:
    """The names in a stretch, if they are as many as counted and none of them says what became of it."""
    while end > start and text[end - 1] in "这等":
        end -= 1
    if quoted := _quoted(text, start, end):
        return quoted if len(quoted) == many else ()
    names = tuple(pieces(text, start, end))
    if len(names) != many:
        names = tuple(
            Stretch(piece.start + one.start(), piece.start + one.end())
            for piece in names
            for one in _JOINED().finditer(text[slice(*piece)])
        )
    whole = len(names) == many and all(
        name.end - name.start > 1 and not _SETTLING().search(text, *name) for name in names
    )
    return names if whole else ()


def _quoted(text: str, start: int, end: int) -> tuple[Stretch, ...]:
    return tuple(Stretch(*one.span("title")) for one in _QUOTED().finditer(text, start, end))


def _status(text: str, said: Sequence[Stretch]) -> ClosureStatus:
    """What is said of some of the problems; done where nothing says that they are not."""
    words = read_words(text, said[:1])
    if words is not ClosureStatus.DONE and len(said) > 1:
        words = read_words(text, said)
    if words is not None:
        return words
    unfinished = any(_UNFINISHED().search(text, *one) for one in said)
    return ClosureStatus.IN_PROGRESS if unfinished else ClosureStatus.DONE
