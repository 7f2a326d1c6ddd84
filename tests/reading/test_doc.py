from __future__ import annotations

from pathlib import Path

import pytest

from tests.reading.old_word_files import compound, doc
from tracker.domain.errors import ReadingError
from tracker.reading import office
from tracker.reading.doc import read
from tracker.reading.limits import Limits
from tracker.reading.recognising import DOC, LOCKED, OLE, recognise

LIMITS = Limits(seconds=120)


@pytest.fixture(autouse=True)
def _without_office(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_OFFICE", "")


def text_of(text: str, **more: str) -> str:
    return read(doc(text, **more), limits=LIMITS).text  # type: ignore[arg-type]


def test_paragraphs_breaks_and_cells() -> None:
    assert (
        text_of("一、存在问题\r（一）学习\x0b不够\x1e\x1f\r第二页\x0c末\x01\x08\r")
        == "一、存在问题\n（一）学习\n不够-\n第二页\n末"
    )
    assert text_of("甲\x07乙\x07\r后\r") == "甲\t乙\n后"


def test_what_stands_behind_the_main_text_is_left_out() -> None:
    assert text_of("正文\r", behind="页眉\r脚注\r") == "正文"


def test_a_field_shows_its_result() -> None:
    assert text_of('见\x13HYPERLINK "http://a"\x14附件\x15，第\x13 PAGE \x15页\r') == "见附件，第页"


def test_pieces_of_one_byte_a_character_and_characters_beyond_the_first_plane() -> None:
    assert text_of("镇𠮷𠮷党委\r完\r", western="2023 “A” ") == "2023 “A” 镇𠮷𠮷党委\n完"


def test_paragraphs_are_counted() -> None:
    content = read(doc("甲\r\r乙\r"), limits=LIMITS)
    assert [content.text[start] for start in content.paragraphs] == ["甲", "乙"]


def test_a_document_that_asks_for_a_password() -> None:
    with pytest.raises(ReadingError, match="加了密码"):
        read(doc("正文\r", flags=0x0300), limits=LIMITS)
    assert recognise(compound({"EncryptedPackage": b"x", "EncryptionInfo": b"y"})) == LOCKED


def test_an_older_word_is_told_where_there_is_no_office() -> None:
    with pytest.raises(ReadingError, match="更早版本") as caught:
        read(doc("正文\r", version=0x0065), limits=LIMITS)
    assert "LibreOffice" in caught.value.hint


@pytest.mark.parametrize("cut", [600, 2000, 5000])
def test_a_document_cut_short(cut: int) -> None:
    with pytest.raises(ReadingError, match="不完整"):
        read(doc("正文" * 3000 + "\r")[:cut], limits=LIMITS)


def test_an_empty_document() -> None:
    with pytest.raises(ReadingError, match="没有文字"):
        text_of("\r")


def test_kinds_of_compound_files() -> None:
    assert recognise(doc("正文\r")) == DOC
    assert recognise(compound({"Other": b""})) == OLE


def test_too_long() -> None:
    with pytest.raises(ReadingError, match="超过 5 字"):
        read(doc("正文正文正文\r"), limits=Limits(chars=5))


# ------------------------------------------------------------------------------------------------------------ LibreOffice


def test_no_office_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    assert office.program() is None
    assert office.convert(b"", "doc", "docx", limits=LIMITS) is None
    monkeypatch.setenv("TRACKER_OFFICE", "no-such-program-anywhere")
    assert office.program() is None


def test_an_office_that_hangs_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    hanging = tmp_path / "office"
    hanging.write_text("#!/bin/sh\nsleep 600\n")
    hanging.chmod(0o755)
    monkeypatch.setenv("TRACKER_OFFICE", str(hanging))
    assert office.convert(b"x", "doc", "docx", limits=Limits(seconds=1)) is None


def test_an_office_that_fails_gives_nothing(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    failing = tmp_path / "office"
    failing.write_text("#!/bin/sh\nexit 1\n")
    failing.chmod(0o755)
    monkeypatch.setenv("TRACKER_OFFICE", str(failing))
    assert office.convert(b"x", "doc", "docx", limits=LIMITS) is None
