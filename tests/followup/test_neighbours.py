from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tracker.followup.neighbours import neighbours

TEXT = st.text("整改压实责任，\n", max_size=12)


def test_every_two_characters_side_by_side() -> None:
    assert neighbours("整改整改了") == {"整改", "改整", "改了"}
    assert neighbours("整") == neighbours("") == frozenset()


@given(text=TEXT, word=TEXT.filter(lambda word: len(word) > 1))
def test_a_word_stands_in_a_text_only_where_its_beginning_does(text: str, word: str) -> None:
    assert word not in text or word[:2] in neighbours(text)
