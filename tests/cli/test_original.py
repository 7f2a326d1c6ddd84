from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.reading.page_files import laid_out, pdf

SEED = Path(__file__).resolve().parents[2] / "seeds" / "云溪口镇党委" / "2022.txt"


@pytest.fixture
def printed(tracker: Any, tmp_path: Path) -> Path:
    """A report imported from a PDF."""
    path = tmp_path / "云溪口镇党委" / "2022.pdf"
    path.parent.mkdir()
    path.write_bytes(pdf(laid_out(SEED.read_text(encoding="utf-8"))))
    assert tracker("import", path).code == 0
    return path


def test_show_tells_the_page(tracker: Any, printed: Path) -> None:
    assert "第2页" in tracker("show", "01-2022-01").out
    document = tracker("show", "01-2022-01", "--json").document
    assert document["quote"]["page"] == 2
    assert document["quote"]["paragraph"] is None


def test_the_original_is_checked_and_given_back(tracker: Any, printed: Path, tmp_path: Path) -> None:
    told = tracker("original", "01-2022-01")
    assert told.code == 0
    assert "台账里" in told.out
    printed_bytes = printed.read_bytes()
    printed.unlink()
    given = tmp_path / "取回.pdf"
    assert tracker("original", "--org", "云溪口", "--year", "2022", "--output", given).code == 0
    assert given.read_bytes() == printed_bytes
    folder = tmp_path / "夹"
    folder.mkdir()
    assert tracker("original", "01-2022-01", "--output", folder).code == 0
    assert (folder / "2022.pdf").read_bytes() == printed_bytes


@pytest.mark.parametrize(
    "arguments, said",
    [
        ((), "要写明是哪一份报告"),
        (("01-2022-01", "--org", "云溪口"), "要写明是哪一份报告"),
        (("--org", "云溪口"), "要写明是哪一份报告"),
        (("--org", "云溪口", "--year", "2019"), "没有"),
        (("09-2022-01",), "没有编号"),
    ],
)
def test_what_cannot_be_given(tracker: Any, printed: Path, arguments: tuple[str, ...], said: str) -> None:
    result = tracker("original", *arguments)
    assert result.code == 2
    assert said in result.err
    assert result.err.count("\n") == 1


def test_a_file_that_is_there_is_not_overwritten(tracker: Any, printed: Path, tmp_path: Path) -> None:
    there = tmp_path / "a.pdf"
    there.write_text("mine")
    result = tracker("original", "01-2022-01", "--output", there)
    assert (result.code, there.read_text()) == (2, "mine")
    assert "已经有了" in result.err
