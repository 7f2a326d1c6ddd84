"""Drawings become pixels in a process of their own, so that no thread of this one has to wait for resvg."""

from __future__ import annotations

import struct
import subprocess
import sys

import pytest

from tracker.reporting.pixels import pixels

RED = '<svg xmlns="http://www.w3.org/2000/svg" width="7" height="5"><rect width="7" height="5" fill="red"/></svg>'
EMPTY = '<svg xmlns="http://www.w3.org/2000/svg" width="7" height="5"/>'


def size(picture: bytes) -> tuple[int, int]:
    assert picture.startswith(b"\x89PNG")
    width, height = struct.unpack(">II", picture[16:24])
    return width, height


def test_every_drawing_becomes_a_picture_in_its_place() -> None:
    red, empty, again = pixels([RED, EMPTY, RED])
    assert size(red) == size(empty) == (7, 5)
    assert red == again != empty
    assert [size(one) for one in pixels([EMPTY], zoom=2)] == [(14, 10)]
    assert pixels([EMPTY], background="#ff0000") == pixels([RED])
    assert pixels([]) == []


def test_nothing_is_drawn_in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "resvg_py", None)  # importing it fails
    assert size(pixels([RED])[0]) == (7, 5)


def no_process(*_arguments: object, **_named: object) -> None:
    raise OSError("no more processes")


def failing_process(*_arguments: object, **_named: object) -> None:
    raise subprocess.CalledProcessError(1, "python")


@pytest.mark.parametrize("run", [no_process, failing_process])
def test_where_there_is_no_other_process_it_is_drawn_here(monkeypatch: pytest.MonkeyPatch, run: object) -> None:
    elsewhere = pixels([RED])
    monkeypatch.setattr(subprocess, "run", run)
    assert pixels([RED]) == elsewhere
