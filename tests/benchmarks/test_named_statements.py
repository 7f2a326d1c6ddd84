"""What a report says by name or number of last year's problems and promises is understood in nearly every form."""

from __future__ import annotations

from random import Random

import pytest

from benchmarks.named_statements import PROBLEM_FORMS, PROMISE_FORMS, promises, statements, understood
from tracker.domain.kinds import Verdict

LEAST = 0.97


def test_nearly_every_statement_is_understood() -> None:
    every = list(statements(each=3))

    assert {one.form for one in every} == {
        form for forms in (PROBLEM_FORMS, PROMISE_FORMS) for group in forms.values() for form in group
    }
    assert sum(understood(one) == one.verdicts for one in every) / len(every) >= LEAST


@pytest.mark.parametrize("kind, silent", [("one", 2), ("two", 1), ("all but one", 0), ("all", 0), ("kept", 2)])
def test_a_statement_speaks_of_what_it_is_said_to_speak_of(kind: str, silent: int) -> None:
    for one in statements(seed=2, each=1):
        if one.kind == kind:
            assert one.said in one.newer
            assert one.said not in one.older
            assert one.verdicts.count(Verdict.SILENT) >= silent
            assert kind != "all but one" or Verdict.IN_PROGRESS in one.verdicts


def test_deeds_are_named_in_the_words_of_annotated_reports() -> None:
    chosen = Random(1).choice(promises())
    assert len(chosen) >= 3
    assert all(title and deed and title != deed for title, deed in chosen)
