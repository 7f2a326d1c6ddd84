"""What a sentence says that seems to admit problems or to promise, and does neither.

It tells others what to do, why something was done, what is to be solved, or what was solved before the turn.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.extraction.markers import Marker
from tracker.lexicon.compiling import compiled
from tracker.lexicon.patterns import lazily

_TELLS_OTHERS = lazily(
    "(?:点评|讲评|指出|强调|肯定)[^。；]{0,60}(?:对|就|围绕)[^，。；：]{0,6}(?:下一?步|下一?阶段|今后|明年|来年|整改)"
    "[^，。；：]{0,12}提出了?[^，。；：]{0,8}(?:意见|要求|建议|希望)$"
)
"""书记点评指出不足，并对下一步工作提出要求： what follows is demanded of others."""


def tells_others(sentence: str) -> bool:
    """Whether a sentence says that somebody tells others what to do: 并就抓好下半年工作提出三点要求."""
    return _TELLS_OTHERS().search(sentence) is not None or _DEMANDS().search(sentence) is not None


_DEMANDS = lazily(
    "(?:^|，)(?:并|还|同时)?(?:对|就)(?:做好|抓好)?[^，。；：我]{0,20}(?:工作|建设)提出了?[^，。；：]{0,8}(?:要求|希望)$"
    "|我?提出?(?:以下|如下)?[几两三四五六七八]点(?:希望|要求)$"
)
_ASKED = compiled("要求|主要")


def plainly(sentence: str) -> str:
    """A sentence without the words that only seem to look ahead: 对此，安委办向各地发函，要求落实责任."""
    return _ASKED.sub("", sentence) if sentence.startswith(("对此", "为此")) else sentence


_IN_ORDER_TO = lazily(
    "(?:为了?|旨在)(?!此)[^。；：]{2,60}(?:发现|查找|找准|摸清|弄清|解决|破解)[^。；：]{0,30}，[^。；：]{0,16}"
    "(?:开展|进行|组织|召开|成立|制定)[^。；：]{0,20}$"
)
"""为了发现存在的问题，我们走访了各村。 tells why something was done."""
_AIM = lazily("(?:目的|任务|主题|意义)，?(?:就?是|在于)")


def says_why(sentence: str) -> bool:
    """Whether a sentence tells why something is done, and admits nothing: 会议的目的，是总结成绩，查找不足."""
    return _IN_ORDER_TO().match(sentence) is not None or _AIM().search(sentence) is not None


_TURN = lazily("(?<=[，；])(?:但|然而|不过|可是|却)")


def behind_turn(sentence: str) -> str:
    """What a sentence admits behind its last turn: 难题得到了解决，但仍存在一些薄弱环节."""
    turns = [match.end() for match in _TURN().finditer(sentence)]
    return sentence[turns[-1] :] if turns else sentence


_OUGHT = compiled("，?(?:就?是)?(?:应当?|应该|必须|需要|要(?!求|么|素|点))")
_TO_BE_SOLVED = compiled("(?:需要?|必须|应当?|亟待)(?:加以|认真|切实|尽快|予以|进一步)*(?:解决|改进|改善|克服)$")


def ought_to_be(text: str, sentence: str, at: int) -> bool:
    """Whether a list tells what ought to be, its first at ``at``: 综上，支部建设存在问题，需要加以解决。首先，应…."""
    return _OUGHT.match(text, at) is not None and _TO_BE_SOLVED.search(sentence) is not None


_ABOUT = compiled("(?:针对|对照|对于?|围绕|就|把|将|聚焦|发现|查找|找准|正视|梳理|摸清)[^，。；：]{0,18}$")


def of_others(sentence: str, admits: re.Match[str]) -> bool:
    """Whether 存在的问题 is what something is done about, and not admitted: 对党组织存在的问题起到把脉问诊的作用."""
    if "的" not in admits.group():
        return False
    reported = sentence.startswith(_AND, admits.end()) and admits.end() < len(sentence) - 1
    return reported or _ABOUT.search(sentence, 0, admits.start()) is not None


_AND = ("及", "和", "以及", "与", "、")
"""总结工作情况，存在的问题及明年计划 says what was reported on."""


_FAULTS = compiled(
    "(?<!针对)(?<!对照)(?<!围绕)(?:存在|突出|主要)[^，。；：]{0,12}(?:问题|不足|短板|差距|欠缺)[^，。；：]{0,4}：$"
    "|(?:主要|具体|集中|突出)(?:表现|体现|反映)[在为][^，。；：]{0,8}[，：]$"
)
_BECAUSE = compiled("(?:原因|根源|症结)(?:就?是|在于|主要是|：)")
_HEAD = 40
"""How far into an entry it may be said that it tells why."""


def told_faults(text: str, first: Marker) -> bool:
    """Whether the words before the first of a list say that it tells faults: 二是存在的突出问题：（1）….（2）…."""
    return _FAULTS.search(text, _sentence_of(text, first), first.start) is not None


_DEEDS_COME = compiled("(?:特点|亮点|成效|成绩|做法|经验|变化|进展)[：，] ?$")


def deeds_come(text: str, first: Marker) -> bool:
    """Whether the words before the first of a list say that it tells what went well: 主要有以下几个特点：."""
    return _DEEDS_COME.search(text, _sentence_of(text, first), first.start) is not None


def demanded(text: str, first: Marker) -> bool:
    """Whether the words before the first of a list say that it tells others what to do: 对各支部工作提出要求：."""
    return tells_others(text[_sentence_of(text, first) : first.start].strip("：，"))


def explain(text: str, starts: Sequence[int]) -> bool:
    """Whether most entries say why something is so: （二）作风不实的原因在于…. （三）…的根源在于…."""
    telling = (_BECAUSE.search(text, start, min(len(text), start + _HEAD)) for start in starts)
    return sum(match is not None for match in telling) * 2 > len(starts)


def _sentence_of(text: str, first: Marker) -> int:
    return max(text.rfind(mark, 0, first.start) + 1 for mark in "。！？\n")
