"""Files made to break a reader, and files that are merely broken."""

from __future__ import annotations

import io
import random
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator

from tests.reading.old_word_files import compound, doc
from tests.reading.page_files import Drawn, laid_out, ofd, pdf, scanned_pdf
from tests.reading.web_files import rtf, web_page
from tests.reading.word_files import CONTENT_TYPES, W, docx, paragraph, relations, zipped

TEXT = (
    "青石镇党委2022年度报告\n一、存在问题\n（一）学习不够深入。学得不多，用得不多，有的党员一年没有参加一次学习。\n" * 3
)
MIB = 1024 * 1024

WHOLE: dict[str, bytes] = {
    "docx": docx("".join(map(paragraph, TEXT.split("\n")))),
    "pdf": pdf(laid_out(TEXT)),
    "ofd": ofd(laid_out(TEXT)),
    "doc": doc(TEXT.replace("\n", "\r")),
    "rtf": rtf(TEXT),
    "html": web_page(TEXT).encode(),
    "txt": TEXT.encode("gb18030"),
}
"""A sound file of each format."""


def word_with(document: bytes) -> bytes:
    """A Word file whose main part is this."""
    return zipped(
        {
            "[Content_Types].xml": CONTENT_TYPES,
            "_rels/.rels": relations({"officeDocument": "word/document.xml"}),
            "word/document.xml": document,
        }
    )


def _body(inside: str, prolog: str = "") -> bytes:
    return f'{prolog}<w:document xmlns:w="{W}"><w:body>{inside}</w:body></w:document>'.encode()


_LAUGHS = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
_BOMB = f'<!DOCTYPE d [<!ENTITY a0 "哈哈哈">{_LAUGHS}]>'
_EXTERNAL = '<!DOCTYPE d [<!ENTITY a9 SYSTEM "file:///etc/passwd">]>'
_QUOTED = "<w:p><w:r><w:t>&a9;</w:t></w:r></w:p>"


def _encrypted_entries() -> bytes:
    """A Word file whose parts are marked as encrypted."""
    data = bytearray(WHOLE["docx"])
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(signature, at + 4)
    return bytes(data)


def _lying_sizes() -> bytes:
    """A Word file whose directory says that its parts are small."""
    data = bytearray(word_with(_body(paragraph("字" * 3000) * 5000)))
    at = data.find(b"PK\x01\x02")
    while at >= 0:
        struct.pack_into("<I", data, at + 24, 10)
        at = data.find(b"PK\x01\x02", at + 4)
    return bytes(data)


def pdf_of(stream: bytes, filters: bytes) -> bytes:
    """A PDF of one page whose content is this stream."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R>>",
        b"<</Length %d/Filter%s>>stream\n%s\nendstream" % (len(stream), filters, stream),
    ]
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    tail = b"xref\n0 5\n0000000000 65535 f \n%strailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF"
    return out + tail % (table, len(out))


def _blanks(size: int) -> bytes:
    machine = zlib.compressobj(6)
    return b"".join(machine.compress(b" " * MIB) for _ in range(size // MIB)) + machine.flush()


def _repetitive_docx() -> bytes:
    return word_with(_body(paragraph("字") * 2_000_000))


def _nested_zip() -> bytes:
    inner = WHOLE["docx"]
    for _ in range(5):
        inner = zipped({"报告.docx": inner}, stored=["报告.docx"])
    return inner


def _many_parts() -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("word/document.xml", _body(paragraph("甲")))
        for number in range(6000):
            archive.writestr(f"x{number}", b"")
    return buffer.getvalue()


HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "empty": (lambda: b"", "空"),
    "blank": (lambda: b" \n ", "空白"),
    "random bytes": (lambda: random.Random(5).randbytes(50_000), "不是文本"),
    "random bytes called a container": (lambda: b"PK\x03\x04" + random.Random(5).randbytes(5000), "压缩包"),
    "random bytes called a PDF": (lambda: b"%PDF-1.7\n" + random.Random(5).randbytes(5000), "不完整"),
    "random bytes called a compound file": (
        lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + random.Random(5).randbytes(5000), "旧版 Office",
    ),
    "a picture": (lambda: b"\x89PNG\r\n\x1a\n" + bytes(200), "图片"),
    "a program": (lambda: b"MZ\x90\x00" + bytes(200), "程序文件"),
    "a workbook": (lambda: zipped({"xl/workbook.xml": "<a/>"}), "Excel"),
    "a container in containers": (_nested_zip, "压缩包"),
    "docx, encrypted": (lambda: compound({"EncryptionInfo": b"x", "EncryptedPackage": b"y" * 5000}), "加了密码"),
    "docx, parts encrypted": (_encrypted_entries, "加了密码"),
    "docx, cut short": (lambda: WHOLE["docx"][:-30], "不完整"),
    "docx, half": (lambda: WHOLE["docx"][: len(WHOLE["docx"]) // 2], "不完整"),
    "docx without a body": (lambda: zipped({"word/document.xml": "<a/>"}), "不完整"),
    "docx, no XML": (lambda: word_with(b"not xml"), "不完整"),
    "docx, unpacking to a thousand times its size": (_repetitive_docx, "解压后"),
    "docx, lying about sizes": (_lying_sizes, "不完整"),
    "docx of six thousand parts": (_many_parts, "超过 5000 个"),
    "docx, a billion laughs": (lambda: word_with(_body(_QUOTED, _BOMB)), "DOCTYPE"),
    "docx, an external entity": (lambda: word_with(_body(_QUOTED, _EXTERNAL)), "DOCTYPE"),
    "docx, a billion laughs in UTF-16": (
        lambda: word_with(_body(_QUOTED, _BOMB).decode().encode("utf-16")), "DOCTYPE",
    ),
    "docx, an undeclared entity": (lambda: word_with(_body(_QUOTED)), "不完整"),
    "docx, twenty thousand deep": (lambda: word_with(_body("<w:p>" * 20_000 + "</w:p>" * 20_000)), "层次"),
    "docx, two million elements": (lambda: word_with(_body("<w:a/>" * 2_000_000)), "层次或数量|解压后"),
    "docx, too many words": (lambda: docx(paragraph("学习不够深入，" * 200) * 800), "超过 1000000 字"),
    "pdf, encrypted": (lambda: pdf(laid_out(TEXT), password="secret"), "加了密码"),
    "pdf, cut short": (lambda: WHOLE["pdf"][:300], "不完整"),
    "pdf, scanned": (scanned_pdf, "扫描"),
    "pdf of 500 pages": (lambda: pdf([[Drawn(80, 90, "第一页")]] * 500), "500 页"),
    "pdf without text": (lambda: pdf([[]]), "没有文字"),
    "pdf, unpacking to 400 MB": (lambda: pdf_of(_blanks(400 * MIB), b"/FlateDecode"), "反常|没有文字"),
    "pdf, packed twice": (
        lambda: pdf_of(zlib.compress(_blanks(400 * MIB), 9), b"[/FlateDecode/FlateDecode]"), "反常|没有文字",
    ),
    "ofd, encrypted": (lambda: ofd(laid_out(TEXT), more={"Encryptions.xml": "<a/>"}), "加了密码"),
    "ofd, half": (lambda: WHOLE["ofd"][: len(WHOLE["ofd"]) // 2], "不完整"),
    "ofd of 500 pages": (lambda: ofd([[Drawn(80, 90, "第一页")]] * 500), "500 页"),
    "ofd, an external entity": (
        lambda: ofd(laid_out(TEXT), more={"OFD.xml": '<!DOCTYPE a SYSTEM "http://localhost/x"><a/>'}), "DOCTYPE",
    ),
    "ofd whose pages are missing": (lambda: zipped({"OFD.xml": "<a/>"}), "不完整"),
    "doc, encrypted": (lambda: doc("正文\r", flags=0x0300), "加了密码"),
    "doc, half": (lambda: WHOLE["doc"][:3000], "旧版 Office|不完整"),
    "html without an article": (lambda: b"<html><body><script>x</script></body></html>", "没有文字"),
    "html, two million tags": (lambda: b"<html>" + b"<b>" * 2_000_000, "数量异常"),
    "rtf without text": (lambda: rb"{\rtf1\ansi }", "没有文字"),
    "rtf, two million groups": (lambda: rb"{\rtf1 " + b"{" * 2_000_000, "数量异常"),
    "text in an unknown encoding": (lambda: bytes(range(0x81, 0xFF)) * 30, ""),
}  # fmt: skip
"""What each is and what the refusal says of it, as a regular expression."""


def mutilated(data: bytes, rng: random.Random) -> Iterator[bytes]:
    """The file with bytes changed, cut out, doubled, moved."""
    broken = bytearray(data)
    for _ in range(rng.randint(1, 8)):
        at = rng.randrange(len(broken)) if broken else 0
        match rng.randrange(5):
            case 0:
                broken[at : at + 1] = bytes([rng.randrange(256)])
            case 1:
                del broken[at : at + rng.randint(1, 200)]
            case 2:
                broken[at:at] = broken[at : at + rng.randint(1, 400)]
            case 3:
                broken[at : at + 4] = struct.pack("<I", rng.choice([0, 1, 0xFFFF, 0x7FFFFFFF, 0xFFFFFFFF]))
            case _:
                del broken[at + rng.randint(0, len(broken)) :]
    yield bytes(broken)
