"""What a statement says of each of its problems in turn: 点评的两条，台账不全的已经补齐，公开不及时的正在改."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.domain.kinds import ClosureStatus
from tracker.extraction.closure_clauses import parts
from tracker.extraction.closure_outcome import Outcome, read_outcome, read_words
from tracker.extraction.closure_parted import parted
from tracker.extraction.quantities import chinese_number
from tracker.extraction.stretches import Stretch
from tracker.lexicon.patterns import lazily

_MOST = 9
"""Of more problems than this no statement tells one by one."""
_NAMES = ("numbered", "which", "listed", "one", "quoted", "named")
_TOPIC = lazily(
    r"第[一二三四五六七八九][个条项]是(?P<numbered>[^，；：“”]{3,40}?)(?=，|$)"
    r"|(?P<which>(?:前|后|头|第一|第二|第三|另|另外)(?P<times>[两二三四五六])?一?[个条项](?:问题)?)"
    r"|(?P<listed>[^，；：“”0-9]{2,20}?(?:、[^，；：“”0-9、]{2,20}?)+)这?(?P<count>[0-9两二三四五六])[个条项块样件笔](?:问题|短板|不足)?(?=[已都均全还仍正尚]|基本)"
    r"|(?:[一二三四五六]|一[个条]|另一[个条]|还有一[个条])是(?P<one>[^，；：“”]{3,40}?)(?=，|$|[已正仍还尚]|基本)"
    r"|(?:[一二三四五六]是|一个是|另一个是|第[0-9一二三四五六七八九][个条项](?:问题|不足|意见)?)?(?:关于|对于?|针对)?"
    r"(?:“(?P<quoted>[^”\n]{2,80})”(?:的?(?:这个)?(?:问题|毛病|一条|一项))?"
    r"|(?P<named>[^，；：“”0-9]{3,40}?)(?:的?(?:这个)?(?:问题|毛病|这[一]?[条项块个样件笔]|(?=列入|纳入|转入|留待|留到))|的(?=也|都|就|[已正仍还尚没未]|原地|基本|$)))"
)


_DID = lazily("(?:已经?|也|都|全|就)?[办改补修换治整做]了|(?:均|都|现)?已经?[^，。；]{2,8}")
_NAMED_ONLY = lazily("(?:一|另一|还有一|再一|第[一二三四五六])[条个项件点]就?是[^，。；：]{4,}")
"""点了两条：一条是公开栏更新慢，一条是资产没登记: what they are, not what became of them."""
_UNDONE = lazily(
    "(?:目前|至今|现在|眼下|暂时?)?[还尚仍]?(?:没有?|未)能?(?:得到|真正|彻底|完全|根本)?(?:解决|整改|改|落实|完成|办|销|见效|补|突破|理顺|到位)"
)
_ONLY_BEGUN = lazily("方案|计划|启动|列入|安排|上报|申请|开工|着手|部署|正|报|纳入|提交|协调|明确|开始|立项|招标")


def outcome_of(text: str, tail: Sequence[Stretch], total: int | None) -> Outcome | None:
    """What the clauses behind a mention say of its problems, of each by name or of all at once."""
    tail = _behind_names(text, tail)
    each = _told_each(text, tail, total)
    if each is not None:
        return each
    tail = [clause for clause in tail if not _NAMED_ONLY().match(text, *clause)] if total != 1 else tail
    told, shared = read_outcome(text, tail, total), parted(text, tail, total)
    if shared is None:
        return told
    if told is not None and (told.done not in (None, total) or told.end > shared.end):
        return told._replace(each=shared.each, end=max(told.end, shared.end))
    return shared


_ONLY_NAMES = lazily("(?:（[^（）]{3,400}）|即?(?:“[^”\n]{2,80}”、?)+(?:等|这|的|问题)*$)")


def _behind_names(text: str, tail: Sequence[Stretch]) -> Sequence[Stretch]:
    """The clauses without names right behind the count: （“困难没有改观”“甲”）已全部销号 says nothing by its names."""
    names = _ONLY_NAMES().match(text, *tail[0]) if tail else None
    if names is None:
        return tail
    return [*([Stretch(names.end(), tail[0].end)] if names.end() < tail[0].end else []), *tail[1:]]


def _told_each(text: str, tail: Sequence[Stretch], total: int | None) -> Outcome | None:
    """The outcome where as many problems are called by name as were counted, each with what became of it."""
    if total is None or not 2 <= total <= _MOST or len(tail) < 2:
        return None
    each: list[tuple[Stretch, ClosureStatus]] = []
    weights: list[int] = []
    title: Stretch | None = None
    named = True
    weight = 1
    end = 0
    for clause in tail:
        topic = _TOPIC().match(text, clause.start, clause.end)
        begin = topic.end() if topic else clause.start
        said = read_words(text, [Stretch(begin, clause.end)]) if begin < clause.end else None
        did = said is None and _DID().fullmatch(text, begin, clause.end)
        if did and not _ONLY_BEGUN().search(text, begin, clause.end):
            said = ClosureStatus.DONE
        if said is None and _UNDONE().match(text, begin, clause.end):
            said = ClosureStatus.IN_PROGRESS
        if topic is not None and (title is None or said is None):
            if title is not None or sum(weights) >= total:
                return None
            kind = next(name for name in _NAMES if topic[name])
            title = Stretch(*topic.span(kind))
            named = named and kind != "which"
            weight = _how_many(topic)
        if said is None:
            continue
        if title is None:
            if sum(weights) == total:
                break
            if each and topic is None and text[clause.start - 1] == "，":
                # 电动车充电这笔还了一大半，正在还: more of the same one.
                if said is not each[-1][1] and weights[-1] == 1:
                    each[-1] = (each[-1][0], ClosureStatus.PARTIAL)
                end = clause.end
                continue
            # What is said of all of them stands before what is said of each.
            return None
        titles = parts(text, *title) if weight > 1 and named else [title]
        if named and len(titles) != weight:
            return None
        each.extend((one, said) for one in titles)
        weights.append(weight)
        title, end = None, clause.end
    if sum(weights) != total:
        return None
    in_turn = (
        tuple(status for _, status in each)
        if named
        else tuple(status for (_, status), times in zip(each, weights, strict=True) for _ in range(times))
    )
    done = sum(status is ClosureStatus.DONE for status in in_turn)
    # 前一个已经解决，后一个正在改进 calls none by name.
    told = tuple(each) if named else ()
    if done == total:
        return Outcome(ClosureStatus.DONE, done, end, each=told, in_turn=in_turn)
    begun = done or any(status is ClosureStatus.PARTIAL for status in in_turn)
    status = ClosureStatus.PARTIAL if begun else ClosureStatus.IN_PROGRESS
    return Outcome(status, done or None, end, each=told, in_turn=in_turn)


def _how_many(topic: re.Match[str]) -> int:
    """Of how many problems a topic speaks: 前两个, 甲、乙2块."""
    told = topic["times"] or topic["count"]
    return (int(told) if told.isdigit() else chinese_number(told) or 1) if told else 1
