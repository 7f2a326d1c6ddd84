from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from tracker.domain.errors import ReadingError
from tracker.reading import read_report
from tracker.reading.recognising import TEXT, recognise


def _zip(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, "内容" * 50)
    return buffer.getvalue()


def _odt() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    return buffer.getvalue()


def _ole(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(1024) + stream.encode("utf-16-le") + bytes(64)


def _bmp() -> bytes:
    return b"BM" + (70).to_bytes(4, "little") + bytes(64)


BINARY = {
    "docx": (_zip("[Content_Types].xml", "word/document.xml"), "Word 文档（.docx）"),
    "xlsx": (_zip("xl/workbook.xml"), "Excel 表格（.xlsx）"),
    "pptx": (_zip("ppt/presentation.xml"), "PowerPoint"),
    "ofd": (_zip("OFD.xml"), "OFD"),
    "odt": (_odt(), "OpenDocument"),
    "zip": (_zip("甲.txt"), "压缩包（.zip）"),
    "doc": (_ole("WordDocument"), "（.doc、.wps）"),
    "xls": (_ole("Workbook"), "（.xls）"),
    "ole": (_ole("Other"), "旧版 Office 文件"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "PDF"),
    "png": (b"\x89PNG\r\n\x1a\n" + bytes(20), "图片（.png）"),
    "jpg": (b"\xff\xd8\xff\xe0" + bytes(20), "图片（.jpg）"),
    "bmp": (_bmp(), "图片（.bmp）"),
    "gz": (b"\x1f\x8b\x08\x00" + bytes(20), "压缩包（.gz）"),
    "rar": (b"Rar!\x1a\x07\x01\x00", "压缩包（.rar）"),
    "sqlite": (b"SQLite format 3\0" + bytes(90), "SQLite 数据库"),
    "exe": (b"MZ\x90\x00\x03" + bytes(90), "程序文件"),
    "mp4": (b"\0\0\0\x18ftypmp42" + bytes(20), "音频或视频"),
    "xml": (b'<?xml version="1.0"?><?mso-application progid="Word.Document"?>', "XML"),
    "mht": (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "网页存档"),
}


READABLE = {
    "rtf": (rb"{\rtf1\ansi\ansicpg936 \'d5\'fb}", "rtf"),
    "html": ("\ufeff<!DOCTYPE html>\n<html><body>报告</body></html>".encode(), "html"),
    "html16": ("<html><body>报告</body></html>".encode("utf-16"), "html"),
    "docx": (_zip("[Content_Types].xml", "word/document.xml"), "docx"),
    "docx with folders as Windows writes them": (_zip("word\\document.xml"), "docx"),
    "a .zip that holds a .docx": (_zip("a.txt", "reports/word/document.xml"), ""),
    "ofd": (_zip("OFD.xml"), "ofd"),
    "doc": (_ole("WordDocument"), "doc"),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "pdf"),
    "text": ("报告".encode(), "txt"),
}


@pytest.mark.parametrize("key", READABLE)
def test_the_format_of_a_file_is_told_by_its_content(key: str) -> None:
    data, form = READABLE[key]
    assert recognise(data).format == form


@pytest.mark.parametrize("key", BINARY)
def test_the_kind_of_a_file_that_is_no_text_is_named_with_what_to_do(key: str, tmp_path: Path) -> None:
    data, name = BINARY[key]
    path = tmp_path / "报告.txt"
    path.write_bytes(data)
    with pytest.raises(ReadingError) as caught:
        read_report(path)
    assert name in caught.value.message
    assert str(path) in caught.value.message
    assert caught.value.hint
    assert ("请先解压，再导入其中的报告" in caught.value.hint) == name.startswith("压缩包")


@pytest.mark.parametrize(
    "text",
    ["MZ镇2023年度报告", "BM街道报告", "报告：见 %PDF- 附件", "PK赛", "<html>以外的报告", "# 报告\n\n一、存在问题"],
)
def test_text_that_begins_like_something_else_is_still_text(text: str) -> None:
    expected = TEXT if not text.startswith("<html>") else None
    found = recognise(text.encode())
    assert (found == TEXT) == (expected is TEXT)
