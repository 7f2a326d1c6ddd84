"""What a statement says of each of its problems in turn: 点评的两条，台账不全的已经补齐，公开不及时的正在改."""

from __future__ import annotations

from collections.abc import Sequence

from tracker.domain.kinds import ClosureStatus
from tracker.extraction.closure_clauses import Stretch
from tracker.extraction.closure_outcome import Outcome, read_outcome, read_words
from tracker.lexicon.patterns import lazily

_MOST = 9
"""Of more problems than this no statement tells one by one."""
_TOPIC = lazily(
    r"(?P<which>(?:前|后|头|第一|第二|第三|另|另外)一?[个条项](?:问题)?)"
    r"|(?:[一二三四五六]|一[个条]|另一[个条]|还有一[个条])是(?P<one>[^，；：“”]{3,40}?)(?=，|$|[已正仍还尚]|基本)"
    r"|(?:一是|二是|三是|一个是|另一个是|关于|对于?|针对)?"
    r"(?:“(?P<quoted>[^”\n]{2,80})”(?:的?(?:这个)?(?:问题|毛病|一条|一项))?"
    r"|(?P<named>[^，；：“”0-9]{3,40}?)(?:的?(?:这个)?(?:问题|毛病|这[一]?[条项])|的(?=也|都|就|[已正仍还尚]|基本|$)))"
)


def outcome_of(text: str, tail: Sequence[Stretch], total: int | None) -> Outcome | None:
    """What the clauses behind a mention say of its problems, of each by name or of all at once."""
    return _told_each(text, tail, total) or read_outcome(text, tail, total)


def _told_each(text: str, tail: Sequence[Stretch], total: int | None) -> Outcome | None:
    """The outcome where as many problems are called by name as were counted, each with what became of it."""
    if total is None or not 2 <= total <= _MOST or len(tail) < total:
        return None
    each: list[tuple[Stretch, ClosureStatus]] = []
    title: Stretch | None = None
    named = True
    end = 0
    for clause in tail:
        topic = _TOPIC().match(text, clause.start, clause.end)
        begin = topic.end() if topic else clause.start
        said = read_words(text, [Stretch(begin, clause.end)]) if begin < clause.end else None
        if topic is not None and (title is None or said is None):
            if title is not None or len(each) == total:
                return None
            title = Stretch(*topic.span(topic.lastgroup or 0))
            named = named and topic.lastgroup != "which"
        if said is None:
            continue
        if title is None:
            if len(each) == total:
                break
            # What is said of all of them stands before what is said of each.
            return None
        each.append((title, said))
        title, end = None, clause.end
    if len(each) != total:
        return None
    done = sum(status is ClosureStatus.DONE for _, status in each)
    # 前一个已经解决，后一个正在改进 calls none by name.
    told = tuple(each) if named else ()
    if done == total:
        return Outcome(ClosureStatus.DONE, done, end, each=told)
    begun = done or any(status is ClosureStatus.PARTIAL for _, status in each)
    status = ClosureStatus.PARTIAL if begun else ClosureStatus.IN_PROGRESS
    return Outcome(status, done or None, end, each=told)
