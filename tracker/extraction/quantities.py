"""Numbers with their units: 6.2万斤, 1700余万元, 三万一千元, 四万二千块, 95％, 百分之九十五, 0.6个百分点.

Finds them and says what they are worth; whether one is a result, a limit or a part of a name is for others to judge.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from tracker.lexicon.compiling import compiled
from tracker.lexicon.loader import derived, load

NUMERAL = "零〇一二两三四五六七八九十百千万亿"
"""The characters that whole numbers are written with."""

_DIGIT = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_PLACE = {"十": 10, "百": 100, "千": 1000}
_MYRIAD = {"万": 10**4, "亿": 10**8}
_HOURS = ("小时", "学时", "课时")
_SCALE = {"百": 2, "千": 3, "万": 4, "十万": 5, "百万": 6, "千万": 7, "亿": 8, "万亿": 12}


class Quantity(NamedTuple):
    """A number with its unit in the view, half-open from the number's first digit to the unit's last character."""

    value: float
    unit: str
    start: int
    end: int
    approx: bool
    spoken: bool
    """True where the number is written in characters: 八场, 三百来亩."""


def chinese_number(word: str) -> int | None:
    """The value of a whole number written in characters; ``None`` where it is none (六七, 百, 万千, 一2).

    >>> chinese_number("三万一千"), chinese_number("两百"), chinese_number("三万二"), chinese_number("六七")
    (31000, 200, 32000, None)
    """
    if not word or all(char not in _DIGIT and char != "十" for char in word):
        return None
    total = section = digit = 0
    last_place, seen_digit = 1, False
    for char in word:
        if char in _DIGIT:
            if seen_digit:
                return None
            digit, seen_digit = _DIGIT[char], char not in "零〇"
            if not seen_digit:
                last_place = 1
        elif char in _PLACE:
            last_place = _PLACE[char]
            section += (digit if seen_digit else 1) * last_place
            digit, seen_digit = 0, False
        elif char not in _MYRIAD:
            return None
        else:
            last_place = _MYRIAD[char]
            total = (total + section + digit) * last_place
            section = digit = 0
            seen_digit = False
    # 三万二, 一千八, 二百五: a last digit right behind a place stands for the place below.
    if seen_digit and last_place >= 100:
        digit *= last_place // 10
    return total + section + digit


def scaled(digits: str, power: int) -> float:
    """``digits`` (1,234.5) times ten to the ``power``, exact wherever a float can be."""
    whole, _, fraction = digits.replace(",", "").partition(".")
    number, shift = int(whole + fraction), power - len(fraction)
    return float(number * 10**shift) if shift >= 0 else number / 10**-shift


def _alternatives(words: Iterable[str]) -> str:
    """The words as one pattern, grouped by first character so that a mismatch costs one look, the longest first."""
    ordered = sorted(set(words), key=lambda word: (word[0], -len(word), word))
    groups = []
    for first, same in groupby(ordered, key=lambda word: word[0]):
        tails = [re.escape(word[1:]) for word in same]
        groups.append(re.escape(first) + (f"(?:{'|'.join(tails)})" if tails != [""] else ""))
    return "(?:" + "|".join(groups) + ")"


@derived
def unit_pattern() -> str:
    """A pattern for any unit, the longest first."""
    words = load("quantities")
    units = [unit for group in ("count", "measure", "time", "money", "ratio") for unit in words[group]]
    firsts = "".join(sorted({re.escape(unit[0]) for unit in units}))
    return f"(?=[{firsts}]){_alternatives(units)}"


@derived
def _pattern() -> re.Pattern[str]:
    words = load("quantities")
    after = _alternatives(words["approx.after"])
    behind = _alternatives(words["approx.behind"])
    # The first character stands alone so that the engine can skip to it; what follows depends on which one it is.
    return compiled(
        rf"(?P<first>[0-9{NUMERAL}“《])"
        # A quoted name is stepped over whole: “三张清单”, 《八条措施》.
        r"(?:(?<=“)[^”\n]{0,40}”|(?<=《)[^》\n]{0,60}》"
        rf"|(?<=百)分之(?P<hundredths>[{NUMERAL}点]{{1,8}})"
        r"|(?:(?<=[0-9])(?<![0-9A-Za-z.,+×*_][0-9])(?P<digits>[0-9]{0,11}(?:,[0-9]{3}){0,3}(?:\.[0-9]{1,6})?)(?![0-9])"
        rf"|(?<=[{NUMERAL}])(?<![{NUMERAL}点几数][{NUMERAL}])(?P<hanzi>[{NUMERAL}]{{0,11}})(?![{NUMERAL}]))"
        rf"(?:(?P<after>{after})?(?P<scale>万亿|千万|百万|十万|亿|万|千|百)?(?P<late>{after})?"
        rf"(?P<unit>{unit_pattern()})|(?P<tenths>成)(?![效立员长为功本果熟就交]))(?P<behind>{behind})?)"
    )


@dataclass(frozen=True, slots=True)
class _Words:
    """Words that may stand right before a number; a look at one character rules most places out."""

    words: tuple[str, ...]
    last: frozenset[str]

    def end(self, text: str, at: int) -> bool:
        """Whether one of the words ends at a place."""
        return text[at - 1 : at] in self.last and text.endswith(self.words, 0, at)


@derived
def _before() -> _Words:
    words = load("quantities")["approx.before"]
    return _Words(words, frozenset(word[-1] for word in words))


@derived
def _counts() -> frozenset[str]:
    return frozenset(load("quantities")["count"])


@derived
def _slang_money() -> re.Pattern[str]:
    return compiled(r"[花费用省补赚挣收分给租钱价款资金值奖捐]")


def find_quantities(text: str, start: int, end: int) -> Iterator[Quantity]:
    """The numbers with units between two places of the view, in order; those inside quotation marks are left out."""
    before, counts = _before(), _counts()
    for match in _pattern().finditer(text, start, end):
        if match.lastgroup == "first":
            continue
        found = _quantity(text, match, before, counts)
        if found is not None:
            yield found


def _quantity(text: str, match: re.Match[str], before: _Words, counts: frozenset[str]) -> Quantity | None:
    first, hundredths, digits, hanzi, after, scale, late, unit, tenths, behind = match.groups()
    start = match.start()
    if hundredths is not None:
        share = _hundredths(hundredths)
        return None if share is None else Quantity(share, "%", start, match.end(), before.end(text, start), True)
    approx = (after or late or behind) is not None or before.end(text, start)
    power = _SCALE[scale] if scale else 0
    if digits is not None:
        digits = first + digits
        if "." in digits and scale is None and unit in counts:
            # 2.5个支部 at the head of a line is the second entry, which begins with 5个.
            if text[start - 1 : start] not in ("", "\n", "。", "；", "：") or first == "0":
                return None
            start += digits.index(".") + 1
            digits = digits.rpartition(".")[2]
        value = float(int(digits) * 10**power) if digits.isdecimal() else scaled(digits, power)
    else:
        hanzi = first + hanzi
        known = chinese_number(hanzi)
        if known is None:
            # 百余户, 上千人: the bare place needs a word that says it is a rough count.
            if hanzi not in _SCALE or not (approx or text.endswith("上", 0, start)):
                return None
            known, approx = 10 ** _SCALE[hanzi], True
        value = float(known * 10**power)
    if tenths is not None:
        return Quantity(value * 10, "%", start, match.end(), approx, hanzi is not None)
    if unit[0] == "块" and (unit == "块钱" or _is_money(text, match, value, scale or hanzi)):
        unit = "元"
    if unit[0] == "个" and unit[1:] in _HOURS:
        unit = unit[1:]
    return Quantity(value, unit, start, match.end(), approx, hanzi is not None)


def _is_money(text: str, match: re.Match[str], value: float, large: str | None) -> bool:
    if large and value >= 1000:
        return True
    return bool(_slang_money().search(text, max(0, match.start() - 6), match.start()))


def _hundredths(word: str) -> float | None:
    whole, point, fraction = word.partition("点")
    number = 100 if whole == "百" else chinese_number(whole)
    if number is None:
        return None
    if not point:
        return float(number)
    digits = "".join(str(_DIGIT[char]) for char in fraction if char in _DIGIT)
    return float(f"{number}.{digits or 0}")
