"""What the operating system says is told in Chinese, by one owner."""

from __future__ import annotations

import errno
import os
import re
from pathlib import Path

import pytest

import tracker
from tracker.domain.errors import reason_of


@pytest.mark.parametrize("number", sorted(errno.errorcode))
def test_no_reason_is_told_in_english(number: int) -> None:
    told = reason_of(OSError(number, os.strerror(number)))
    assert re.search("[一-鿿]", told)
    assert not re.search("[A-Za-z]", told)


def test_what_gives_no_number_is_told_too() -> None:
    assert reason_of(OSError("read error")) == "系统没有说明原因"


def test_nobody_else_tells_what_the_system_says() -> None:
    root = Path(tracker.__file__).parent
    telling = {path.name for path in root.rglob("*.py") if ".strerror" in path.read_text(encoding="utf-8")}
    assert telling == set()
