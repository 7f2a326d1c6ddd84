"""How a clause says that what it speaks of came out: come to nothing, unfinished, or neither.

For clauses that are known to speak of a promise or a trouble of last year, and so may read more into a word than those
that look for unfinished work anywhere in a report: a share that is not the whole, a rest, a date next year.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.extraction.quantities import NUMERAL, chinese_number
from tracker.followup.passages import Clause, Reading
from tracker.lexicon.compiling import compiled
from tracker.lexicon.loader import derived, load

_SHARE = (
    rf"(?:[{NUMERAL}]成(?:多|左右)?(?![{NUMERAL}员立效果本功为熟绩长色都])|大半|多半|过半|一半|小半|半拉|大部分|绝大部分|大多数|多数"
    rf"|[{NUMERAL}\d]+分之[{NUMERAL}\d]+|百分之(?!百|一百)[{NUMERAL}]+|(?<![\d.])\d{{1,2}}(?:\.\d+)?%)"
)
_MAKING = r"(?:完成|进度|推进|进展|干|做|办|建|改|修|铺|装|落实|兑现|实现|交付|到位|启动)"
_LEAST = 2
"""Less than two of a thing is a way of speaking: 三件事一件不落."""
_DATES = "年月日号季期时点％"
"""What stands behind a number that counts nothing that is done."""
_NEGATED = r"(?:没有?能?|未能?|尚未|还未|仍未|无法|不能|没法|无力)"


@derived
def _wording() -> dict[str, re.Pattern[str]]:
    words = load("followup_claims")
    begun = words.pattern("kept", "not_done_verbs")
    return {
        "nothing": compiled(
            rf"{words.pattern('broken', 'come_to_nothing')}"
            rf"|{_NEGATED}(?:真正|按期|如期|按时|及时|能|得到|进行|开始)?(?:{begun}|[做办动干搞抓推建修改成](?!一[次例起]))"
        ),
        "denied": compiled(
            rf"(?:没有|没|未|尚未|未能|无法)(?:真正|全部|完全)?{words.pattern('not_done_verbs')}|{words.pattern('not_done')}"
        ),
        # What it had come to when it was told of last, before the thing itself: 去年没有办成的驿站.
        "once": compiled(
            rf"{words.pattern('past')}[^，。；]{{0,14}}?(?:{words.pattern('still_open', 'broken', 'come_to_nothing')}"
            rf"|{_NEGATED}(?:{begun}|[做办动干搞抓建修改成]))[^，。；]{{0,2}}?的(?![是有]|事[，：]|原因)"
        ),
        # 没有落空 says that it was done.
        "no_failure": compiled(
            r"(?:没有?|未|不)(?:落空|食言|走样|打折扣?|落下|含糊|耽误|缩水|停|停下|断|间断|中断|动摇)"
        ),
        "partly": compiled(
            rf"{_NEGATED}(?:全部|完全|全面|全都|悉数|都)|{_NEGATED}(?:全部|完全)?(?:收尾|收官|结束)|(?:基本|部分|初步|大体)(?:上)?{_MAKING}|阶段性"
            rf"|{_MAKING}了?(?:一)?(?:部分|些)|{_MAKING}(?:了|率|量|投资|过|已)?[^，。；\d]{{0,6}}?{_SHARE}|占(?:总[数量]|全部|计划)的?{_SHARE}|{_SHARE}[^，。；]{{0,4}}?{_MAKING}"
        ),
        # With how little a thing is done says nothing of how far it has come: 以不到三成的人手办结了半数案件.
        "by_means_of": compiled(rf"[以用靠拿凭](?:不到|不足|仅|只)?[^，。；]{{0,4}}?{_SHARE}的[^，。；]{{0,4}}"),
        "going_on": compiled(
            rf"{words.pattern('under_way', 'not_yet')}"
            r"|在(?:建|办|改|修|铺|装|推进|谈|跑)(?!制|理的|造|项目|工程|工地|筑)"
            r"|正(?:加紧|抓紧|待|由|报|按|处|进|向|与|和|逐)|(?:还|尚|仍|还有|尚有)(?:有|差|缺|欠|需|待|要|得|在|剩)"
            r"|(?:接着|继续|再)(?:办|干|做|推|抓|建|修|改|攻|啃)|列入(?:今年|明年|下一?年|来年)"
        ),
        "later": compiled(r"(?:明年|来年|年后|开春|次年|下一?年度?|下个年度)"),
        "finished": compiled(
            rf"(?:全部|均已|都已|全都|悉数|如期|按期|提前|如数|圆满|顺利)[^，。；]{{0,6}}{words.pattern('kept')}"
            r"|100%|百分之百|全覆盖|全面(?:推开|铺开|推行|实施|启动|开工)|(?:全部|全都|都)(?:建成|完成|到位)"
        ),
        "put_right": compiled(
            rf"(?:已经?|均|都|全部|得到|得以|现已)[^，。；]{{0,4}}?{words.pattern('solved')}"
            rf"|{words.pattern('solved')}(?:到位|完毕|完成|好)?了|{words.pattern('solved_idioms')}"
        ),
        "effect": compiled(
            rf"(?:正在?|逐步|持续|不断|日益|稳步|有所|明显|初步)[^，。；]{{0,4}}?{words.pattern('effects')}"
        ),
        "handed_over": compiled(words.pattern("handed_over")),
        "counted": compiled(rf"([{NUMERAL}]+|\d+(?:\.\d+)?)(万|千)?([\u4e00-\u9fff])"),
        "planned": compiled(rf"{words.pattern('planned', 'promised')}|目标"),
        "reached": compiled(r"只|仅|才|实际|目前|眼下|现|如今|已|完成|到底|了|达|共"),
    }


_CALLED = compiled(
    "(?:收尾|扫尾|在建|续建|待建|尾欠)(?:工程|项目)|未[一-龥]{2,3}的?(?:工程|项目|事项|企业|小区)(?![0-9一二三四五六七八九十两还仍尚])"
)
"""What a thing is called, 三号库房收尾工程四月竣工, 未开工项目已全部排完, whatever has come of it."""
_THINGS = ("工程", "项目", "事项", "企业", "小区")


def came_to_nothing(text: str) -> bool:
    """Whether a clause says that what it speaks of was not done: 没有办成, 落了空, 至今没有动."""
    words = _wording()
    plain = words["no_failure"].sub("", text)
    return bool(words["nothing"].search(plain)) and not words["partly"].search(plain)


def denies(text: str) -> bool:
    """Whether a clause of a problem says that a thing was not done: 没有建起来, 未落实."""
    return bool(_wording()["denied"].search(text))


def was_open(text: str) -> bool:
    """Whether a clause names a thing by what had not come of it a year ago: 去年没有办成的驿站."""
    return bool(_wording()["once"].search(text))


def behind_open(text: str) -> int:
    """Where behind 去年没有办成的 a clause names the thing; 0 where it names none so."""
    once = _wording()["once"].match(text)
    return once.end() if once is not None and once.end() < len(text) else 0


def is_unfinished(text: str, *, besides: str = "") -> bool:
    """Whether a clause says that what it speaks of is not finished: 完成六成, 还有5家在扫尾, 明年一季度完成.

    Words that stand in ``besides``, what was promised, say nothing: who promised to start a thing has kept his word
    when it is started.
    """
    words = _wording()
    if any(thing in text for thing in _THINGS):
        text = _CALLED.sub("", text)
    if words["partly"].search(words["by_means_of"].sub("", text)):
        return True
    if words["effect"].search(text):
        return False
    finished = bool(words["finished"].search(text))
    if any(match[0] not in besides for match in words["going_on"].finditer(text)) and not finished:
        return True
    return bool(words["later"].search(text)) and not finished


def says_done(text: str) -> bool:
    """Whether a clause says that what it speaks of is put right, all of it: 已经补齐, 改好了."""
    done = _wording()["put_right"].search(text)
    return done is not None and not came_to_nothing(text) and not is_unfinished(text)


def is_left_over(text: str) -> bool:
    """Whether a clause behind one that says a thing is done tells of a rest of it."""
    return is_unfinished(text) or came_to_nothing(text)


def handed_over(newer: Reading, clauses: Sequence[Clause]) -> bool:
    """Whether one of some clauses says that the thing is in use, whatever was begun before: 重新招标，10月正式启用."""
    said = (newer.quote(one.start, one.end) for one in clauses)
    return any(
        _wording()["handed_over"].search(text) and not came_to_nothing(text) and not is_unfinished(text)
        for text in said
    )


def falls_short(newer: Reading, clauses: Sequence[Clause]) -> bool:
    """Whether clauses that begin with what was promised count less of it: 打算结六十对，眼下结了四十一对."""
    words = _wording()
    planned: dict[str, float] = {}
    for number, clause in enumerate(clauses):
        text = newer.quote(clause.start, clause.end)
        for match in words["counted"].finditer(text):
            value, unit = _value(match[1]), match[3]
            if value is None or unit in _DATES:
                continue
            before = text[: match.start()]
            if unit in planned and _LEAST <= value < planned[unit] and words["reached"].search(before):
                return not words["finished"].search(text)
            if not number or words["planned"].search(before):
                planned.setdefault(unit, value)
    return False


def counts_less(promised: str, told: str) -> bool:
    """Whether what is told counts fewer of a thing than were promised: 新建10个, 新建4个."""
    counted = _wording()["counted"]
    reached: dict[str, float] = {}
    for match in counted.finditer(told):
        reached[match[3]] = max(reached.get(match[3], 0.0), _value(match[1]) or 0.0)
    return any(
        match[3] not in _DATES and 0 < reached.get(match[3], 0.0) < (_value(match[1]) or 0.0)
        for match in counted.finditer(promised)
    )


def _value(digits: str) -> float | None:
    return float(digits) if digits[0].isdigit() else chinese_number(digits)
