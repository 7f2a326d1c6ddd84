"""A look at the first character before a pattern: only where it helps, and never with another result."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.lexicon.skipping import skipping


@pytest.mark.parametrize(
    "source, looks_for",
    [
        ("的?(?:正确|坚强)领导", "坚正的"),
        ("甲|(乙丙|丁)", "丁乙甲"),
        ("(?:(?<=[。；])|^)[一二]{1,2}、", "一二"),
        (r"(?P<all>\d+)个", r"\d"),
        ("(?<![0-9])(?:月)?[3-5]号", "3-5月"),
    ],
)
def test_a_pattern_gets_a_look_at_what_it_begins_with(source: str, looks_for: str) -> None:
    assert skipping(source) == f"(?=[{looks_for}])(?:{source})"


@pytest.mark.parametrize(
    "source",
    [
        "甲乙",
        "甲|乙丙",
        "[一二]、",
        "甲?乙?",
        "",
        "[^，]{2,4}的",
        ".甲",
        "(?m)^(?:甲)?乙",
        r"(甲)?\1乙",
        "(?=甲)",
        "甲*$",
    ],
)
def test_a_pattern_that_needs_no_look_or_may_begin_with_anything_stays(source: str) -> None:
    assert skipping(source) == source


def test_what_makes_letters_alike_is_left_alone() -> None:
    assert skipping("(?:a|b)?c", int(re.IGNORECASE)) == "(?:a|b)?c"


PLAIN = [
    "一",
    "[二三]?",
    "[一-十]",
    "(?P<n>四)?",
    "(?:五|六){2}",
    "七+?",
    "八*",
    "(?=八)",
    "(?<=九)",
    "(?!一)",
    "$",
    "^",
]
PIECES = st.sampled_from([*PLAIN, ".", r"\d", r"[\d^]", "[]-]?", "|", r"[^一]", "(?:一|二|)"])


@given(
    pieces=st.lists(PIECES, max_size=6),
    text=st.text("一二三四五六七八九十1^]-\n", max_size=20),
    multiline=st.booleans(),
)
def test_any_pattern_finds_the_same(pieces: list[str], text: str, multiline: bool) -> None:
    source, flags = "".join(pieces), int(re.MULTILINE) if multiline else 0
    try:
        plain = re.compile(source, flags)
    except re.error:
        with pytest.raises(re.error):
            skipping(source, flags)
        return
    skips = re.compile(skipping(source, flags), flags)

    def found(pattern: re.Pattern[str]) -> list[tuple[tuple[int, int], dict[str, str | None], str | None]]:
        return [(match.span(), match.groupdict(), match.lastgroup) for match in pattern.finditer(text)]

    assert found(skips) == found(plain)
