"""How word processors write the numbers of lists: ``w:numFmt`` of Word (ECMA-376, 17.18.59) and CSS list styles."""

from __future__ import annotations

from collections.abc import Callable, Mapping

_DIGITS = "〇一二三四五六七八九"
_TRADITIONAL_DIGITS = "零壹貳參肆伍陸柒捌玖"
_LEGAL_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"),
    (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip

LARGEST = 32_767
"""Word counts no further; a longer list would be no list of a report."""


def counted(number: int, *, digits: str = _DIGITS, units: str = "十百千万", zero: str = "零") -> str:
    """A number as it is counted: 十一, 二十, 一百零五."""
    if number == 0:
        return digits[0]
    if number >= 10_000:
        rest = number % 10_000
        gap = zero if 0 < rest < 1000 else ""
        head = counted(number // 10_000, digits=digits, units=units, zero=zero)
        return head + units[3] + (gap + counted(rest, digits=digits, units=units, zero=zero) if rest else "")
    drawn, skipped = "", False
    for power in (3, 2, 1, 0):
        digit = number // 10**power % 10
        if not digit:
            skipped = bool(drawn)
            continue
        ten_alone = power == 1 and digit == 1 and not drawn and units[0] == "十"
        drawn += (zero if skipped else "") + ("" if ten_alone else digits[digit]) + (units[power - 1] if power else "")
        skipped = False
    return drawn


def spelled(number: int) -> str:
    """A number digit by digit: 一〇五."""
    return "".join(_DIGITS[int(digit)] for digit in str(number))


def _below_hundred(number: int) -> str:
    """Word's ``chineseCounting``: counted up to 99 and digit by digit from there on."""
    return counted(number) if number < 100 else spelled(number)


def _roman(number: int) -> str:
    written = ""
    for value, letters in _ROMAN:
        written += letters * (number // value)
        number %= value
    return written


def _letters(number: int) -> str:
    """A, B … Z, AA, BB, as Word has it."""
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1) if number else ""


def _cyclic(characters: str) -> Callable[[int], str]:
    return lambda number: characters[(number - 1) % len(characters)] if number else ""


def _enclosed(first: str, most: int, *, otherwise: Callable[[int], str] = str) -> Callable[[int], str]:
    """Characters that Unicode has in a row from ``first`` on, for 1 to ``most``."""
    return lambda number: chr(ord(first) + number - 1) if 1 <= number <= most else otherwise(number)


def _circled(number: int) -> str:
    if 21 <= number <= 35:
        return chr(ord("㉑") + number - 21)
    return chr(ord("㊱") + number - 36) if 36 <= number <= 50 else _enclosed("①", 20)(number)


def _full_width(number: int) -> str:
    return "".join(chr(ord("０") + int(digit)) for digit in str(number))


def _legal(digits: str, units: str) -> Callable[[int], str]:
    return lambda number: counted(number, digits=digits, units=units, zero=digits[0])


def _nothing(_number: int) -> str:
    return ""


FORMATS: Mapping[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedFullstop": _enclosed("⒈", 20),
    "decimalEnclosedParen": _enclosed("⑴", 20),
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": _letters,
    "lowerLetter": lambda number: _letters(number).lower(),
    "chineseCounting": _below_hundred,
    "chineseCountingThousand": counted,
    "chineseLegalSimplified": _legal(_LEGAL_DIGITS, "拾佰仟萬"),
    "taiwaneseCounting": _below_hundred,
    "taiwaneseCountingThousand": counted,
    "taiwaneseDigital": spelled,
    "ideographLegalTraditional": _legal(_TRADITIONAL_DIGITS, "拾佰仟萬"),
    "japaneseCounting": counted,
    "japaneseDigitalTenThousand": spelled,
    "japaneseLegal": _legal("零壱弐参四伍六七八九", "拾百阡萬"),
    "koreanDigital2": spelled,
    "ideographDigital": spelled,
    "ideographTraditional": _cyclic(_STEMS),
    "ideographZodiac": _cyclic(_BRANCHES),
    "ideographEnclosedCircle": _enclosed("㊀", 10, otherwise=counted),
    "bullet": _nothing,
    "none": _nothing,
}
"""Each format of Word by its name."""

CSS_STYLES: Mapping[str, str] = {
    "decimal": "decimal",
    "decimal-leading-zero": "decimalZero",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
    "lower-alpha": "lowerLetter",
    "lower-latin": "lowerLetter",
    "upper-alpha": "upperLetter",
    "upper-latin": "upperLetter",
    "cjk-ideographic": "chineseCountingThousand",
    "simp-chinese-informal": "chineseCountingThousand",
    "trad-chinese-informal": "chineseCountingThousand",
    "cjk-decimal": "ideographDigital",
    "simp-chinese-formal": "chineseLegalSimplified",
    "trad-chinese-formal": "ideographLegalTraditional",
    "cjk-heavenly-stem": "ideographTraditional",
    "cjk-earthly-branch": "ideographZodiac",
    "none": "none",
    "disc": "bullet",
    "circle": "bullet",
    "square": "bullet",
}
"""The format of Word that each list style of a web page is."""


def written(number: int, form: str) -> str:
    """The number in the format of that name; as decimal digits where the name is not known here."""
    return FORMATS.get(form, str)(min(max(number, 0), LARGEST))
