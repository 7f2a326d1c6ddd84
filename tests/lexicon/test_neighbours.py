"""Numbers of neighbouring characters: in order, and every word that stands in a text is among them."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tracker.lexicon.neighbours import neighbours, number_of, numbers


def test_every_two_neighbours_are_there_once() -> None:
    assert neighbours("整改整改了") == {number_of(word) for word in ("整改", "改整", "改了")}
    assert neighbours("整") == neighbours("") == frozenset()


@given(st.text(st.characters(categories=["Lu", "Lo", "Po", "Cs", "So"])))
def test_the_numbers_stand_in_the_order_of_the_text(text: str) -> None:
    assert numbers(text) == [number_of(text[at : at + 2]) for at in range(len(text) - 1)]


@given(st.text("整改了的\n，", max_size=20), st.text("整改了的", min_size=2, max_size=4))
def test_a_word_whose_beginning_is_nowhere_is_nowhere(text: str, word: str) -> None:
    assert word not in text or number_of(word) in neighbours(text)
