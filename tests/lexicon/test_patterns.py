from __future__ import annotations

import re
from pathlib import Path

import pytest

from tracker.extraction import (
    actions,
    closure_claim,
    closure_origin,
    closure_raised,
    closure_words,
    open_matters,
    tallies,
)
from tracker.lexicon.patterns import Patterns

WRITTEN = {
    "actions": actions._patterns,
    "closure_claim": closure_claim.claim_patterns,
    "closure_origin": closure_origin.origin_words,
    "closure_words": closure_words.outcome_patterns,
    "closure_raised": closure_raised._noun_patterns,
    "open_matters": open_matters._inline,
    "tallies": tallies._patterns,
}


def test_a_pattern_is_compiled_once_and_when_it_is_first_used() -> None:
    patterns = Patterns(year="20[0-9]{2}", broken="(")

    assert patterns.year is patterns.year
    assert patterns.year.fullmatch("2023")
    with pytest.raises(re.error):
        patterns.compile_all()


def test_a_name_that_nobody_wrote_down_is_an_error() -> None:
    with pytest.raises(AttributeError, match="month"):
        Patterns(year="20[0-9]{2}").month  # noqa: B018


@pytest.mark.parametrize("name", WRITTEN)
def test_every_pattern_that_is_written_down_compiles(name: str) -> None:
    patterns = WRITTEN[name]()
    patterns.compile_all()

    assert all(isinstance(getattr(patterns, each), re.Pattern) for each in patterns.__dict__["sources"])


@pytest.mark.parametrize("name", WRITTEN)
def test_every_pattern_that_is_asked_for_is_written_down(name: str) -> None:
    module = {"closure_raised": closure_raised, "open_matters": open_matters}.get(name) or globals()[name]
    source = Path(str(module.__file__)).read_text(encoding="utf-8")
    asked = set(re.findall(r"(?:\bpatterns|_patterns\(\)|_noun_patterns\(\)|\bnouns)\.([a-z_]+)\b", source))

    assert asked - {"compile_all"} <= set(WRITTEN[name]().__dict__["sources"])
