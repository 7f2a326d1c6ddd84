"""Which sentences of a section on rectification open a problem's entry: 1.支部活动少。开展活动12次，已完成整改。2.…

No frame (关于…的问题) says so there. The entries count on in one way, most of their headlines tell what is lacking, and
most of the entries say what became of it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import NamedTuple

from tracker.extraction.closure_clauses import ENUMERATOR, clauses, without_enumerator
from tracker.extraction.closure_outcome import read_words
from tracker.extraction.closure_raised import COUNT, PIECE
from tracker.extraction.stretches import Stretch
from tracker.extraction.tone import tone_in
from tracker.lexicon.compiling import compiled
from tracker.lexicon.loader import alternatives, derived, load
from tracker.lexicon.patterns import lazily

STATE = compiled(
    r"(?<![及和与、])(?:整改|完成|进展|目前|办理|落实)?(?:状态|进展|结果|成效|完成情况)：(?P<state>[^。；\n]{2,30})"
    r"|(?:整改|落实)(?:落实|工作)?情况：(?P<short>(?:目前|现|已|均|全部|完成|基本|正在|尚未|未|持续|长期|部分|阶段|立行)[^。；，：\n]{1,10})(?=[。；\n])"
    r"|[（【](?P<mark>[^（）【】，。；：\n]{0,4}(?:完成|整改|销号|推进|办结|进行|解决|落实)[^（）【】。；：\n]{0,10})[）】]"
)
"""What became of a problem, behind a label or in brackets."""
_NUMERALS = (
    (compiled("[一二三四五六七八九十]+"), "一"),
    (compiled("[0-9]+"), "1"),
    (compiled("[①-⑳]|首先|其次|再次|最后"), "#"),
)
_FIRST = compiled(
    r"(?<!整改情况)(?<!整改措施)(?<!进展情况)(?<!完成情况)(?<!整改成效)(?<!具体措施)(?<!主要措施)：(?=[（〔【]?(?:一|1|①|首先)(?![0-9二三四五六七八九十]))"
)
_NOT = compiled("[不没难少缺慢差弱乱散无未低浅软]|滞后|单一|有待|问题|短板|隐患|老化")
_NO_MATTER = lazily(
    rf"[^，。；：]{{0,30}}?{COUNT}{PIECE}(?:方面)?的?(?:主要|突出|具体)?(?:问题|不足|意见|短板|任务|事项|建议)"
)
_OWN_LINE = lazily("[^，。；：“”0-9\n]{4,30}问题(?=[，：])")
_PROMISED = compiled("兑现|承诺|兑了现|^(?:关于)?把")
_FRAMED = compiled("(?:关于|针对|对(?=“))(?:“[^”\n]{2,160}”|[^，。；：\n]{2,60}?)(?:的|等|方面)*问题")
LABEL = compiled("(?:反馈|点评|指出|存在|查摆|检视)?(?:出?的)?(?:问题|意见)(?:表述|描述|内容)?：")
_OF_A_HEAD = compiled("(?:的?整改(?:落实|工作)?(?:情况)?)?")
_HEADLINE = 40
_FEWEST = 2
_REACH = 6
"""Among so many sentences the second entry of a list stands."""


def parted(text: str, members: Sequence[Stretch]) -> list[Stretch]:
    """The sentences, those that hold several entries parted, and what announces a list parted from its first entry.

    巡察反馈的2个问题，整改情况如下：1.甲。…2.乙。 · 具体为：一是甲，…，已完成；二是乙，…，正在整改。
    """
    found: list[Stretch] = []
    for at, sentence in enumerate(members):
        cut = next((one for one in _FIRST.finditer(text, *sentence) if ENUMERATOR.match(text, one.end())), None)
        first = Stretch(cut.end(), sentence.end) if cut is not None else sentence
        family = _family(text, first)
        pieces = _pieces(text, first, family) if family else [first]
        following = [_family(text, other) for other in members[at + 1 : at + _REACH]] if cut is not None else []
        if (len(pieces) > 1 and _tell_each(text, pieces, range(len(pieces)))) or (family and family in following):
            found += [Stretch(sentence.start, cut.start()), *pieces] if cut is not None else pieces
        else:
            found.append(sentence)
    return found


def _pieces(text: str, sentence: Stretch, family: str) -> list[Stretch]:
    """A sentence cut where a semicolon stands before another entry counted in the same way."""
    found, start = [], sentence.start
    for at in range(sentence.start, sentence.end):
        if text[at] == "；" and _family(text, Stretch(at + 1, sentence.end)) == family:
            found.append(Stretch(start, at))
            start = at + 1
    return [*found, Stretch(start, sentence.end)]


class Listed(NamedTuple):
    """How many entries there are of a list."""

    here: int
    """In the list itself."""
    in_all: int
    """In all lists of the section that are counted in the same way: one list may be parted by headings."""


def entries(text: str, members: Sequence[Stretch], ends: Callable[[Stretch], bool]) -> Mapping[int, Listed]:
    """Where the sentences begin that open an entry, each with how many there are.

    Args:
        text: the view.
        members: the sentences of the section.
        ends: whether a sentence ends whatever list stands before it.
    """
    found: dict[int, tuple[str, int]] = {}
    for block in _blocks(members, ends):
        openers: dict[str, list[int]] = {}
        framed = {
            _family(text, one)
            for one, after in zip_longest(block, block[1:])
            if _FRAMED.match(text, without_enumerator(text, *one), one.end) and not _is_group(text, one, after)
        }
        for at, sentence in enumerate(block):
            family = _family(text, sentence)
            if _is_group(text, sentence, block[at + 1] if at + 1 < len(block) else None):
                continue
            if framed and family not in framed:
                # What is counted below 关于…的问题 is what was done about it.
                continue
            if family and not _NO_MATTER().match(text, without_enumerator(text, *sentence), sentence.end):
                openers.setdefault(family, []).append(at)
        for family, places in openers.items():
            if len(places) >= _FEWEST and _tell_each(text, block, places):
                found |= {block[at].start: (family, len(places)) for at in places}
                break
    in_all = Counter(family for family, _ in found.values())
    return {start: Listed(here, in_all[family]) for start, (family, here) in found.items()}


def _blocks(members: Sequence[Stretch], ends: Callable[[Stretch], bool]) -> Iterator[list[Stretch]]:
    block: list[Stretch] = []
    for sentence in members:
        if ends(sentence):
            yield block
            block = []
        else:
            block.append(sentence)
    yield block


def _family(text: str, sentence: Stretch) -> str:
    """The way in which a sentence is counted, 问题 where a line begins with a problem; empty where neither is so."""
    opened = ENUMERATOR.match(text, *sentence)
    if opened is None:
        return "问题" if text[sentence.start - 1] == "\n" and _OWN_LINE().match(text, *sentence) else ""
    return "" if opened.end() == sentence.end else counted_as(opened[0])


def _is_group(text: str, sentence: Stretch, following: Stretch | None) -> bool:
    """Whether a line only calls what the entries below it are about: （一）关于“甲”问题, and 1.乙。 right below."""
    framed = _FRAMED.match(text, without_enumerator(text, *sentence), sentence.end)
    if framed is None or following is None or not _OF_A_HEAD.fullmatch(text, framed.end(), sentence.end):
        return False
    family = _family(text, following)
    return bool(family) and family != _family(text, sentence) and not family.endswith("是")


def counted_as(enumerator: str) -> str:
    """What an enumerator has in common with the others of its list: （一） with （二）, and neither with （1）."""
    for numeral, stands_for in _NUMERALS:
        enumerator, found = numeral.subn(stands_for, enumerator, count=1)
        if found:
            break
    return enumerator


def _tell_each(text: str, block: Sequence[Stretch], places: Sequence[int]) -> bool:
    lacking = told = urging = 0
    for at, after in zip(places, [*places[1:], len(block)], strict=True):
        start, end = without_enumerator(text, *block[at]), block[after - 1].end
        if label := LABEL.match(text, start, end):
            start = label.end()
        headline = clauses(text, start, text.find("——", start, block[at].end) % (block[at].end + 1))[:1]
        if not headline or headline[0].end - headline[0].start > _HEADLINE:
            return False
        tone = tone_in(text, *headline[0])
        ill = bool(_NOT.search(text, *headline[0]) or tone.lacking)
        lacking += ill
        urging += bool(_PROMISED.search(text, start, end) or (not ill and (tone.ahead or _urges().match(text, start))))
        told += bool(state_of(text, start, end) or read_words(text, clauses(text, headline[0].end, end)))
    if told == len(places) and not urging:
        # 停车天天吵架。…已整改到位: in plain speech nothing is lacking.
        return True
    return 2 * lacking > len(places) and 2 * told >= len(places)


@derived
def _urges() -> re.Pattern[str]:
    """How a headline begins that says what was done, not what was wrong: 压实责任, 细化措施."""
    verbs = load("actions").table("verbs")
    words = [word for name in ("artefact", "strengthen", "aims") for word in verbs[name] if len(word) > 1]
    return compiled(alternatives(words))


def state_of(text: str, start: int, end: int) -> Stretch | None:
    """Where an entry says in so many words, behind a label or in brackets, what became of its problem."""
    found = list(STATE.finditer(text, start, end))
    return Stretch(*found[-1].span(found[-1].lastgroup or 0)) if found else None
