from __future__ import annotations

import os
import random
import re
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.reading.hostile_files import HOSTILE, WHOLE, mutilated, word_with
from tests.reading.word_files import docx, paragraph, zipped
from tracker.domain.errors import ReadingError, UsageError
from tracker.domain.report import PlainText
from tracker.extraction import extract
from tracker.reading import read_report
from tracker.reading.limits import DEFAULTS, Limits, limits_from

ROOT = Path(__file__).resolve().parents[2]

UNPACKED = 32 * 1024 * 1024
"""A limit that keeps the files of these tests small."""

MEMORY = 1024 * 1024 * 1024
"""What a process that meets a hostile file may take, in bytes of address space."""


@pytest.fixture(autouse=True)
def _without_office(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_OFFICE", "")


def test_sound_files_are_read(tmp_path: Path) -> None:
    for name, data in WHOLE.items():
        path = tmp_path / f"a.{name}"
        path.write_bytes(data)
        source = read_report(path)
        assert (source.layout.format, source.warnings) == (name, ())


@pytest.mark.parametrize("key", HOSTILE)
def test_a_bad_file_is_one_clear_line_and_leaves_nothing(key: str, tmp_path: Path) -> None:
    """As a user meets it, in a process that is given a gigabyte."""
    make, said = HOSTILE[key]
    path = tmp_path / "报告.docx"
    path.write_bytes(make())
    ledger = tmp_path / "台账.db"

    def bound() -> None:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))

    done = subprocess.run(
        [sys.executable, "-m", "tracker", "--db", str(ledger), "import", str(path)],
        capture_output=True,
        check=False,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), "TRACKER_OFFICE": "", "TRACKER_MAX_UNPACKED_BYTES": str(UNPACKED)},
        preexec_fn=bound if sys.platform != "win32" else None,
    )
    err = done.stderr.decode()
    assert (done.returncode, done.stdout) == (2, b""), err
    assert err.startswith("错误：")
    assert err.count("\n") == 1
    assert str(path) in err
    assert re.search(said, err), err
    assert not ledger.exists()


def test_a_bad_file_among_good_ones_stops_none(tmp_path: Path) -> None:
    from tracker.cli.app import run

    (tmp_path / "2022.rtf").write_bytes(WHOLE["rtf"])
    (tmp_path / "2023.docx").write_bytes(WHOLE["docx"][:-30])
    assert run(["--db", str(tmp_path / "l.db"), "--actor", "张三", "import", str(tmp_path)]) == 2
    from tracker.ledger import open_ledger
    from tracker.services.documents import list_documents

    with open_ledger(str(tmp_path / "l.db")) as ledger:
        assert [row.path for row in list_documents(ledger)] == [str(tmp_path / "2022.rtf")]


# --------------------------------------------------------------------------------------------------------------- limits


def test_limits_come_from_the_environment() -> None:
    assert limits_from({}) == DEFAULTS
    assert limits_from({"TRACKER_MAX_PAGES": "600", "TRACKER_MAX_CHARS": " "}) == Limits(pages=600)


@pytest.mark.parametrize("value", ["0", "-1", "many", "1.5", "9" * 30])
def test_a_limit_that_is_none_is_told(value: str) -> None:
    with pytest.raises(UsageError, match="TRACKER_MAX_PAGES"):
        limits_from({"TRACKER_MAX_PAGES": value})


def test_a_raised_limit_lets_more_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(docx(paragraph("学习不够深入，" * 50)))
    monkeypatch.setenv("TRACKER_MAX_CHARS", "100")
    with pytest.raises(ReadingError, match="超过 100 字") as caught:
        read_report(path)
    assert "TRACKER_MAX_CHARS" in caught.value.hint
    monkeypatch.setenv("TRACKER_MAX_CHARS", "1000")
    assert read_report(path).text


@pytest.mark.parametrize(
    "limits, said",
    [
        (Limits(part_bytes=100), "解压后的内容超过 100 字节"),
        (Limits(unpacked_bytes=700), "解压后的内容超过"),
        (Limits(parts=2), "超过 2 个"),
        (Limits(nodes=3), "层次或数量"),
        (Limits(depth=3), "层次或数量"),
    ],
)
def test_every_limit_of_a_container_holds(limits: Limits, said: str, tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(WHOLE["docx"])
    with pytest.raises(ReadingError, match=said):
        read_report(path, limits=limits)


def test_the_ratio_holds_for_large_parts_only(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(word_with(b"<!-- " + b" " * 2_000_000 + b" --><a/>"))
    with pytest.raises(ReadingError, match="400 倍"):
        read_report(path)


def test_a_part_of_another_compression_is_refused(tmp_path: Path) -> None:
    import io
    import zipfile

    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("word/document.xml", "<a/>" * 100)
    path = tmp_path / "a.docx"
    path.write_bytes(buffer.getvalue())
    with pytest.raises(ReadingError, match="压缩方法"):
        read_report(path)


# ----------------------------------------------------------------------------------------------------------------- fuzz


def read_or_refuse(data: bytes, path: Path) -> PlainText | None:
    """What reading gives; nothing but a ``ReadingError`` may come out instead."""
    path.write_bytes(data)
    refused = None
    try:
        source = read_report(path, limits=Limits(seconds=30))
    except ReadingError as error:
        refused = error
    if refused is not None:
        assert refused.message
        assert refused.hint
        return None
    assert source.text.strip()
    assert "\0" not in source.text
    source.text.encode()  # no half of a pair, which no database takes
    for starts in (source.layout.pages, source.layout.paragraphs):
        assert list(starts) == sorted(starts)
        assert all(0 <= start <= len(source.text) for start in starts)
    extract(source)
    return source


FAST = sorted(set(WHOLE) - {"pdf"})


@given(st.sampled_from(FAST), st.integers(0, 2**32))
@settings(max_examples=300)
def test_a_mutilated_file_is_read_or_refused(tmp_path: Path, name: str, seed: int) -> None:
    for data in mutilated(WHOLE[name], random.Random(seed)):
        read_or_refuse(data, tmp_path / "a")


@given(st.integers(0, 2**32))
@settings(max_examples=12)
def test_a_mutilated_pdf_is_read_or_refused(tmp_path: Path, seed: int) -> None:
    for data in mutilated(WHOLE["pdf"], random.Random(seed)):
        read_or_refuse(data, tmp_path / "a")


@given(st.sampled_from(["docx", "ofd"]), st.integers(0, 2**32))
@settings(max_examples=200)
def test_mutilated_xml_in_a_sound_container_is_read_or_refused(tmp_path: Path, name: str, seed: int) -> None:
    import io
    import zipfile

    rng = random.Random(seed)
    with zipfile.ZipFile(io.BytesIO(WHOLE[name])) as archive:
        parts: dict[str, str | bytes] = {part: archive.read(part) for part in archive.namelist()}
    victim = rng.choice(sorted(parts))
    whole = parts[victim]
    assert isinstance(whole, bytes)
    parts[victim] = next(mutilated(whole, rng))
    read_or_refuse(zipped(parts), tmp_path / "a")


@given(
    st.sampled_from([b"PK\x03\x04", b"%PDF-", b"{\\rtf", b"<html>", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b""]),
    st.binary(max_size=400),
)
@settings(max_examples=150)
@example(b"{\\rtf", b"1\\u55357?\\u56832?}")
@example(b"<html>", b"&#0;&#xD800;&#x110000;")
def test_anything_behind_a_signature_is_read_or_refused(tmp_path: Path, head: bytes, rest: bytes) -> None:
    read_or_refuse(head + rest, tmp_path / "a")
