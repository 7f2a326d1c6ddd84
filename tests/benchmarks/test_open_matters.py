"""What is still undone is found among the deeds in nearly every wording, and what only sounds like it is not."""

from __future__ import annotations

from benchmarks.open_matters import (
    LEADS,
    NONE,
    NOT_YET,
    STATES,
    UNDONE,
    Said,
    is_found,
    read,
    sentences,
    share,
    taken_for_open,
)

LEAST = 0.97


def test_every_wording_is_tried() -> None:
    assert {said.part for said in sentences()} == {*UNDONE, *NOT_YET, *STATES, *LEADS}


def test_nearly_all_is_read() -> None:
    assert share(list(sentences())) >= LEAST


def test_what_only_sounds_like_it_is_left_alone() -> None:
    assert len(NONE) > 40
    assert taken_for_open() == []


def test_what_is_missed_counts() -> None:
    assert not is_found(Said("", "", "党员集中学习12次"))
    assert [one.rstrip("。") for one in read("东沟桥加固至今没有开工")] == ["东沟桥加固至今没有开工"]
