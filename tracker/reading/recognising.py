"""What a file is, told by its content and never by its name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

_SAVE_AS_TXT = "请用 Word 或 WPS 打开，另存为纯文本（.txt）再导入"
_COPY_TEXT = "请把其中的文字复制到 .txt 文件里再导入"
_UNPACK = "请先解压，再导入其中的报告"
_SCAN = "请先做文字识别（OCR），存成 .txt 再导入"
_WRONG_FILE = "请检查是不是选错了文件"


@dataclass(frozen=True, slots=True)
class FileKind:
    """A format that content gives away."""

    name: str
    """What people call it, with the usual file extension."""
    advice: str
    """What to do in order to import what it holds, where it cannot be read as it is."""
    format: str = ""
    """Its short name, as the ledger keeps it; empty for what is not read."""


TEXT = FileKind("纯文本（.txt、.md）", "", "txt")
DOCX = FileKind("Word 文档（.docx）", _SAVE_AS_TXT, "docx")
XLSX = FileKind("Excel 表格（.xlsx）", _COPY_TEXT)
PPTX = FileKind("PowerPoint 演示文稿（.pptx）", _COPY_TEXT)
ODF = FileKind("OpenDocument 文档（.odt 等）", _SAVE_AS_TXT)
OFD = FileKind("OFD 版式文件（.ofd）", _COPY_TEXT, "ofd")
EPUB = FileKind("电子书（.epub）", _COPY_TEXT)
ZIP = FileKind("压缩包（.zip）", _UNPACK)
DOC = FileKind("旧版 Word 或 WPS 文档（.doc、.wps）", _SAVE_AS_TXT, "doc")
XLS = FileKind("旧版 Excel 表格（.xls）", _COPY_TEXT)
PPT = FileKind("旧版 PowerPoint 演示文稿（.ppt）", _COPY_TEXT)
OLE = FileKind("旧版 Office 文件", _SAVE_AS_TXT)
LOCKED = FileKind("加了密码的 Office 文件", "请用原来的程序打开，去掉密码，另存一份再导入")
RTF = FileKind("RTF 文档（.rtf）", _SAVE_AS_TXT, "rtf")
PDF = FileKind("PDF 文件（.pdf）", _COPY_TEXT, "pdf")
HTML = FileKind("网页（.html）", _COPY_TEXT, "html")
XML = FileKind("XML 文件（.xml）", _SAVE_AS_TXT)
MHTML = FileKind("网页存档（.mht）", _COPY_TEXT)
SQLITE = FileKind("SQLite 数据库", "如果这是台账，请用 --db 打开它")
PROGRAM = FileKind("程序文件", _WRONG_FILE)
MEDIA = FileKind("音频或视频文件", "请先转成文字，存成 .txt 再导入")


def _image(name: str) -> FileKind:
    return FileKind(f"图片（{name}）", _SCAN)


def _archive(name: str) -> FileKind:
    return FileKind(f"压缩包（{name}）", _UNPACK)


_SIGNATURES: tuple[tuple[int, bytes, FileKind], ...] = (
    (0, b"{\\rtf", RTF),
    (0, b"SQLite format 3\0", SQLITE),
    (0, b"\x89PNG\r\n", _image(".png")),
    (0, b"\xff\xd8\xff", _image(".jpg")),
    (0, b"GIF8", _image(".gif")),
    (0, b"II*\0", _image(".tif")),
    (0, b"MM\0*", _image(".tif")),
    (8, b"WEBP", _image(".webp")),
    (4, b"ftyphei", _image(".heic")),
    (4, b"ftypmif1", _image(".heic")),
    (4, b"ftyp", MEDIA),
    (0, b"ID3", MEDIA),
    (8, b"WAVE", MEDIA),
    (8, b"AVI ", MEDIA),
    (0, b"7z\xbc\xaf\x27\x1c", _archive(".7z")),
    (0, b"Rar!\x1a\x07", _archive(".rar")),
    (0, b"\x1f\x8b\x08", _archive(".gz")),
    (0, b"BZh", _archive(".bz2")),
    (0, b"\xfd7zXZ\0", _archive(".xz")),
    (0, b"\x7fELF", PROGRAM),
)
"""Offset, bytes that stand there, and what that says. The first that fits counts."""

_IN_ZIP: tuple[tuple[str, FileKind], ...] = (
    ("word/document.xml", DOCX),
    ("word/document2.xml", DOCX),
    ("xl/workbook.xml", XLSX),
    ("xl/workbook.bin", XLSX),
    ("ppt/presentation.xml", PPTX),
    ("ofd.xml", OFD),
)
"""Parts of a ZIP container in small letters, and what they say."""

_IN_ZIP_STORED: tuple[tuple[bytes, FileKind], ...] = (
    (b"word/document", DOCX),
    (b"xl/workbook", XLSX),
    (b"ppt/presentation", PPTX),
    (b"OFD.xml", OFD),
    (b"application/epub+zip", EPUB),
    (b"application/vnd.oasis.opendocument", ODF),
)
"""What stands uncompressed in a container whose list of parts is lost, and what it says."""

_IN_OLE: tuple[tuple[str, FileKind], ...] = (
    ("EncryptedPackage", LOCKED),
    ("WordDocument", DOC),
    ("Workbook", XLS),
    ("PowerPoint Document", PPT),
)
"""Stream names of a compound file (kept in UTF-16), and what they say."""

_HEAD = 1024

_END_OF_ZIP = b"PK\x05\x06"

_TAIL = 66_000
"""The end record of a ZIP container stands within so many bytes of its end; a comment may follow it."""


def recognise(data: bytes) -> FileKind:
    """The format that the content of ``data`` gives away; ``TEXT`` where it gives none away."""
    head = data[:_HEAD]
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _recognise_zip(data)
    if head.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return next((kind for name, kind in _IN_OLE if name.encode("utf-16-le") in data), OLE)
    if b"%PDF-" in head[:8]:
        return PDF
    if head.startswith(b"BM") and len(data) >= 6 and int.from_bytes(data[2:6], "little") == len(data):
        return _image(".bmp")
    if head.startswith(b"MZ") and b"\0" in head:
        return PROGRAM
    for offset, signature, kind in _SIGNATURES:
        if head.startswith(signature, offset):
            return kind
    return _recognise_markup(head)


def _recognise_zip(data: bytes) -> FileKind:
    """What a container is: by its list of parts, so that a .zip with a .docx in it stays a .zip."""
    if data.startswith(b"mimetypeapplication/", 30):
        return next((kind for name, kind in _IN_ZIP_STORED if data.startswith(name, 38)), ZIP)
    entries = data[-_TAIL:].rfind(_END_OF_ZIP)
    if entries < 0:
        return next((kind for name, kind in _IN_ZIP_STORED if name in data), ZIP)
    at = len(data) - min(_TAIL, len(data)) + entries
    size = int.from_bytes(data[at + 12 : at + 16], "little")
    names = {name.replace(b"\\", b"/").lower() for name in _names_in(data[max(0, at - size) : at])}
    return next((kind for name, kind in _IN_ZIP if name.encode() in names), ZIP)


def _names_in(directory: bytes) -> Iterator[bytes]:
    """The names in the central directory of a ZIP container."""
    at = 0
    while directory.startswith(b"PK\x01\x02", at):
        name, extra, comment = (int.from_bytes(directory[at + by : at + by + 2], "little") for by in (28, 30, 32))
        yield directory[at + 46 : at + 46 + name]
        at += 46 + name + extra + comment


def _recognise_markup(head: bytes) -> FileKind:
    """Text that is written for a program: web pages and their like, whatever byte order mark stands before them."""
    opening = head.removeprefix(b"\xef\xbb\xbf").replace(b"\0", b"").lstrip(b"\xff\xfe \t\r\n").lower()
    if opening.startswith((b"<!doctype html", b"<html")):
        return HTML
    if opening.startswith(b"<?xml"):
        return HTML if b"<html" in opening else XML
    if opening.startswith(b"mime-version:"):
        return MHTML
    return TEXT
