"""Word lists are read as the TOML that they are, only sooner."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tracker.lexicon
from tracker.domain.errors import LexiconError
from tracker.lexicon.loader import _plain_lists, names, parse_words

FOLDER = Path(tracker.lexicon.__file__).parent
PIECES = st.lists(
    st.sampled_from(
        [
            "[a]",
            "[a.b]",
            "[b]",
            "a = ",
            "b = ",
            "[",
            "]",
            '"整改"',
            '"x]"',
            "'y'",
            ", ",
            ",",
            "\n",
            "# z\n",
            "1",
            '"\\n"',
            " ",
        ]
    ),
    max_size=14,
).map("".join)


@pytest.mark.parametrize("name", names())
def test_shipped_lists_are_read_as_toml_says(name: str) -> None:
    content = (FOLDER / f"{name}.toml").read_text(encoding="utf-8")
    assert _plain_lists(content) in (None, tomllib.loads(content))


def test_most_shipped_lists_take_the_short_way() -> None:
    short = [_plain_lists((FOLDER / f"{name}.toml").read_text(encoding="utf-8")) is not None for name in names()]
    assert sum(short) >= len(short) - 1


@given(PIECES)
def test_any_text_is_read_as_toml_says_or_left_to_the_parser(content: str) -> None:
    plain = _plain_lists(content)
    if plain is not None:
        assert plain == tomllib.loads(content)


@pytest.mark.parametrize("content", ['a = ["x" "y"]', "a = 1", 'a = ["x", " "]', 'a = ["x", "x"]', "a = []", 'a = "x"'])
def test_what_is_no_list_of_words_is_refused(content: str) -> None:
    with pytest.raises(LexiconError):
        parse_words("试", content)
