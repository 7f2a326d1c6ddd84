"""Numbers with units: what they are worth, however they are written."""

from __future__ import annotations

import itertools
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.extraction.quantities import NUMERAL, Quantity, chinese_number, find_quantities, scaled
from tracker.lexicon.loader import load


def quantities(text: str) -> list[Quantity]:
    return list(find_quantities(text, 0, len(text)))


@pytest.mark.parametrize(
    "text, value, unit, approx",
    [
        ("学习13次", 13, "次", False),
        ("果品6.2万斤", 62_000, "斤", False),
        ("清收1.86亿元", 186_000_000, "元", False),
        ("产值1700余万元", 17_000_000, "元", True),
        ("天麻60万余斤", 600_000, "斤", True),
        ("投资2,350万元", 23_500_000, "元", False),
        ("参学率97%", 97, "%", False),
        ("下降0.6个百分点", 0.6, "个百分点", False),
        ("满意度百分之九十五点五", 95.5, "%", False),
        ("合格率百分之百", 100, "%", False),
        ("占比近六成", 60, "%", True),
        ("租金两万元", 20_000, "元", False),
        ("收入三万一千元", 31_000, "元", False),
        ("花了四万二千块", 42_000, "元", False),
        ("花了300块", 300, "元", False),
        ("制作展板30块", 30, "块", False),
        ("稻田三百来亩", 300, "亩", True),
        ("走访近百户", 100, "户", True),
        ("发动上千人", 1000, "人", True),
        ("覆盖1.1万人次", 11_000, "人次", False),
        ("宣讲54场次", 54, "场次", False),
        ("检修93台套", 93, "台套", False),
        ("治理28平方公里", 28, "平方公里", False),
        ("培训20人左右", 20, "人", True),
        ("约50人", 50, "人", True),
        ("服务4600个小时", 4600, "小时", False),
        ("供电3.2亿千瓦时", 320_000_000, "千瓦时", False),
    ],
)
def test_value(text: str, value: float, unit: str, approx: bool) -> None:
    (found,) = quantities(text)

    assert (found.value, found.unit, found.approx) == (value, unit, approx)
    assert text[found.start : found.end].endswith((unit, "块", "成", "五", "百", "左右"))


@pytest.mark.parametrize(
    "text",
    [
        "XX次",
        "2023年3月5日",
        "第六七页",
        "六七个",
        "千家万户",
        "“三张清单”",
        "《八条措施》",
        "12345热线",
        "共2.5个支部",
        "几十人",
        "数百户",
        "A4纸",
        "〔2022〕4号",
        "十几个",
    ],
)
def test_no_quantity(text: str) -> None:
    assert quantities(text) == []


def test_an_entry_number_before_a_count_is_no_fraction() -> None:
    (found,) = quantities("\n2.5个支部换届")

    assert (found.value, found.start) == (5, 3)


@given(st.integers(min_value=1, max_value=99_999_999))
def test_numbers_in_characters_read_back(value: int) -> None:
    assert chinese_number(spelled(value)) == value


def spelled(value: int) -> str:
    """A whole number below 亿 in characters, 零 where a place is skipped."""
    if value >= 10_000:
        high, low = divmod(value, 10_000)
        gap = "零" if 0 < low < 1000 else ""
        return spelled(high) + "万" + gap + (spelled(low) if low else "")
    digits, places = "零一二三四五六七八九", ("", "十", "百", "千")
    written, skipped = "", False
    for power in range(len(str(value)) - 1, -1, -1):
        digit = value // 10**power % 10
        if digit:
            written += ("零" if skipped else "") + digits[digit] + places[power]
        skipped = not digit
    return written


@pytest.mark.parametrize(
    "word, value",
    [
        ("十", 10),
        ("十五", 15),
        ("二十", 20),
        ("两百", 200),
        ("二百五", 250),
        ("三万二", 32_000),
        ("一千零三", 1003),
        ("", None),
        ("百", None),
        ("六七", None),
    ],
)
def test_numbers_as_people_say_them(word: str, value: int | None) -> None:
    assert chinese_number(word) == value


@given(st.text(alphabet=f"{NUMERAL}0129X余个", max_size=12))
def test_any_string_of_numerals_is_a_number_or_none(word: str) -> None:
    value = chinese_number(word)

    assert value is None or value >= 0


@pytest.mark.parametrize(
    "digits, power, value",
    [("1.86", 8, 186_000_000), ("92.5", 0, 92.5), ("0.07", 4, 700), ("1,234.5", 4, 12_345_000)],
)
def test_scaling_is_exact(digits: str, power: int, value: float) -> None:
    assert scaled(digits, power) == value


@given(st.text(alphabet=f"{NUMERAL}0123456789.,，万亿个次元%“”余多", max_size=80))
def test_quantities_stand_in_order_and_apart(text: str) -> None:
    found = quantities(text)

    for earlier, later in itertools.pairwise(found):
        assert earlier.end <= later.start
    for one in found:
        assert 0 <= one.start < one.end <= len(text)


def _cpu(unit: str, length: int) -> float:
    text = (unit * length)[:length]
    spent = []
    for _ in range(3):
        start = time.process_time()
        quantities(text)
        spent.append(time.process_time() - start)
    return min(spent)


@pytest.mark.parametrize("unit", ["1", "一", "1,", "1.", "百分之", "“", "《", "12万", "3个"])
def test_eight_times_the_text_costs_no_square_of_it(unit: str) -> None:
    _cpu(unit, 1_000)

    assert _cpu(unit, 80_000) < 32 * max(_cpu(unit, 10_000), 0.002)


def test_no_word_is_listed_as_two_kinds_of_unit() -> None:
    words = load("quantities")
    units = [unit for group in ("count", "measure", "time", "money", "ratio") for unit in words[group]]

    assert len(units) == len(set(units))
