"""Enumerators that only some offices use, at the head of lines: 甲、 A. Ⅰ． 1： 问题1 No.1 ［一］ 2.1.1 一方面.

None of them is believed alone: a line counts only where another counts on with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from tracker.extraction.markers import Family, Marker, chinese_ordinal
from tracker.lexicon.compiling import compiled
from tracker.lexicon.patterns import lazily

_STEMS, _ROMAN = "甲乙丙丁戊己庚辛壬癸", "ⅠⅡⅢⅣⅤⅥⅦⅧⅨⅩ"
_LETTERS, _CIRCLED = "ABCDEFGH", "①②③④⑤⑥⑦⑧⑨⑩"
_NUMBER = "[一二三四五六七八九十]{1,3}"
_SIDES = {"一方面": 1, "另一方面": 2, "再一方面": 3, "还有一方面": 3, "第三方面": 3}
_FAMILIES = {
    "stem": Family.STEM,
    "letter": Family.LETTER,
    "roman": Family.ROMAN,
    "framed": Family.BRACKETED,
    "deep": Family.DECIMAL,
    "coded": Family.CODED,
    "padded": Family.ARABIC,
    "colon": Family.ARABIC,
    "side": Family.SIDE,
    "named": Family.NAMED,
    "measure": Family.MEASURE,
}
"""What each kind of enumerator counts together with."""


def _thing(name: str) -> str:
    """The number behind 问题 or 措施: 之一, 1, ①; 问题3个 counts problems and numbers none."""
    return (
        rf"(?:之(?P<{name}_n>{_NUMBER}|[0-9]{{1,2}})：?"
        rf"|(?P<{name}_d>[0-9]{{1,2}})(?![个项条类处点件名人月日、和及与.]|年(?![轻青老长纪]))"
        rf"|(?P<{name}_c>[{_CIRCLED}])：?)"
    )


_WORDS = "(?=[一-鿿“‘《])"
_MARK = lazily(
    rf"(?P<stem>(?P<stem_n>[{_STEMS}])[、.．：，]){_WORDS}"
    rf"|(?P<letter>(?P<letter_n>[{_LETTERS}])[、.．：。）]){_WORDS}"
    rf"|(?P<roman>(?P<roman_n>[{_ROMAN}])[、.．：，]?){_WORDS}"
    rf"|(?P<framed>[［〖〈<](?P<framed_n>{_NUMBER}|[0-9]{{1,2}})[］〗〉>][、.：]?){_WORDS}"
    rf"|(?P<deep>[0-9]{{1,2}}\.[0-9]{{1,2}}\.(?P<deep_n>[0-9]{{1,2}})[、.．：]?){_WORDS}"
    rf"|(?P<coded>(?:N[oO]\.?|§|[PQTM其])(?P<coded_n>[0-9]{{1,2}})[、.．：]?){_WORDS}"
    rf"|(?P<padded>0(?P<padded_n>[1-9])[、.．：]?){_WORDS}"
    rf"|(?P<colon>(?P<colon_n>[0-9]{{1,2}})：){_WORDS}"
    rf"|(?P<side>(?P<side_n>{'|'.join(_SIDES)})(?:[，：]|是(?!因)))"
    rf"|(?P<named>(?:问题|不足|短板|差距|困难){_thing('named')}){_WORDS}"
    rf"|(?P<measure>(?:整改|改进)?(?:措施|举措|对策|任务|打算|承诺){_thing('measure')}){_WORDS}"
)


_HEADS = compiled(
    rf"[{_STEMS}{_LETTERS}{_ROMAN}［〖〈<0-9N§PQTM其一另再还第问不短差困整改措举对任打承](?:(?<=\n.)|(?<=\A.))"
)
"""The first character of a line that may begin with one of them."""


def line_marks(text: str, taken: Iterable[int]) -> list[Marker]:
    """The enumerators at the heads of lines that count on with one another, in order of place.

    ``taken`` are the places where an enumerator of the usual kind stands already.
    """
    other = set(taken)
    by_family: dict[Family, list[Marker]] = {}
    for head in _HEADS.finditer(text):
        start = head.start()
        match = _MARK().match(text, start) if start not in other else None
        if match is None or match.lastgroup is None:
            continue
        kind = next(name for name in _FAMILIES if match[name])
        family = _FAMILIES[kind]
        by_family.setdefault(family, []).append(Marker(family, _ordinal(kind, match), start, match.end(), True))
    found = [marker for run in by_family.values() for marker in _counting(run)]
    found += _each_one(text, other)
    return sorted(found, key=lambda marker: marker.start)


_ONE = compiled("(?m)^一(?P<thing>[件个条桩样])，(?=[^，。；：\\n]{4})")


def _each_one(text: str, other: set[int]) -> list[Marker]:
    """一件，… at the head of line after line: each counts one more."""
    ones = [one for one in _ONE.finditer(text) if one.start() not in other] if "\n一" in text else []
    if len(ones) < _SEVERAL or len({one["thing"] for one in ones}) > 1:
        return []
    return [Marker(Family.ORDINAL, number, *one.span(), True) for number, one in enumerate(ones, 1)]


_SEVERAL = 2


def _counting(run: Sequence[Marker]) -> Iterable[Marker]:
    """Those of one family that have a neighbour in the count."""
    for at, marker in enumerate(run):
        before = run[at - 1].ordinal if at else None
        behind = run[at + 1].ordinal if at + 1 < len(run) else None
        if before == marker.ordinal - 1 or behind == marker.ordinal + 1:
            yield marker


def _ordinal(kind: str, match: re.Match[str]) -> int:
    if kind in ("named", "measure"):
        word = match[f"{kind}_n"] or match[f"{kind}_d"] or match[f"{kind}_c"]
    else:
        word = match[f"{kind}_n"]
    for row in (_STEMS, _LETTERS, _ROMAN, _CIRCLED):
        if word in row:
            return row.index(word) + 1
    if word in _SIDES:
        return _SIDES[word]
    return int(word) if word.isdigit() else chinese_ordinal(word)
