"""Bytes to characters: the one place where an encoding is decided.

The ladder: byte order mark, strict UTF-8, then whichever of UTF-16 without a mark, GB18030 and Big5 gives the most
ordinary text. Every rung decodes strictly; nothing is guessed half-way or patched up.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from tracker.domain.errors import ReadingError
from tracker.reading.ordinariness import control_share, ordinariness

BYTE_ORDER_MARKS: tuple[tuple[bytes, str, str], ...] = (
    (codecs.BOM_UTF8, "utf-8", "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32-le", "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16"),
    (b"\x84\x31\x95\x33", "gb18030", "gb18030"),
)
"""Mark, codec for what follows it, codec that says the whole. UTF-32 LE begins like UTF-16 LE and comes before it."""

UNMARKED = ("utf-8", "utf-16-le", "utf-16-be", "gb18030", "big5", "cp950", "big5hkscs")
"""Tried without a mark. Where two give equally ordinary text the earlier is taken."""

_ORDINARY_ENOUGH = 0.3
"""Prose of the genre scores 0.8 and more, a list of rare names about 0.5, a wrong decoding under 0.2."""

_CERTAINLY_ORDINARY = 0.6

_TOO_MANY_CONTROLS = 0.1
"""Above this share of control characters it is no text, whatever decodes it."""

_CONTROLS_OF_NOISE = 0.02
"""The same where nothing decodes it; random bytes hold a tenth of them."""

_SAVE_AS_UTF8 = "请用记事本或 WPS 打开核对，另存为 UTF-8 编码的 .txt 再导入"

_LINE_BREAK = re.compile(r"\r\n?")


def decode(data: bytes) -> tuple[str, str]:
    """The text with LF line ends and without a byte order mark, and the Python name of its encoding.

    CRLF and CR become LF; NUL becomes U+FFFD, one for one; nothing else is changed.

    Raises:
        ReadingError: there is no text in the bytes, or no encoding gives an ordinary one.
    """
    if not data:
        raise ReadingError("文件是空的", "请检查文件是否保存完整")
    raw, encoding = _decode_marked(data) or _decode_unmarked(data)
    text = _LINE_BREAK.sub("\n", raw).replace("\0", "\ufffd")
    if not text.strip("\ufeff\u200b\ufffd \t\r\n\v\f\x1a\u3000\xa0"):
        raise ReadingError("文件里只有空白，没有文字", "请检查文件是否保存完整")
    return text, encoding


def _decode_marked(data: bytes) -> tuple[str, str] | None:
    """The text after a byte order mark, or ``None`` where there is no mark."""
    for mark, codec, name in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            try:
                text = data[len(mark) :].decode(codec)
            except UnicodeDecodeError as error:
                raise _damaged(data[len(mark) :], codec, error) from error
            if control_share(text) > _TOO_MANY_CONTROLS:
                raise _not_text()
            return text, name
    return None


def _decode_unmarked(data: bytes) -> tuple[str, str]:
    """The most ordinary strict decoding of bytes without a mark."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    else:
        if not control_share(text):
            return text, "utf-8"
    decodings = [(ordinariness(text), text, codec) for text, codec in _strict_decodings(data)]
    if decodings:
        score, text, codec = max(decodings, key=lambda decoding: decoding[0])
        if control_share(text) > _TOO_MANY_CONTROLS:
            raise _not_text()
        if score >= _ORDINARY_ENOUGH:
            return text, codec
    raise _undecodable(data)


def _strict_decodings(data: bytes) -> Iterator[tuple[str, str]]:
    for codec in UNMARKED:
        try:
            yield data.decode(codec), codec
        except UnicodeDecodeError:
            continue


def _undecodable(data: bytes) -> ReadingError:
    """Why nothing decodes the bytes: a text with bad bytes in it, no text at all, or an encoding not known here."""
    for codec in ("utf-8", "gb18030", "big5", "utf-16-le", "utf-16-be"):
        if ordinariness(data.decode(codec, "ignore")) >= _CERTAINLY_ORDINARY:
            try:
                data.decode(codec)
            except UnicodeDecodeError as error:
                return _damaged(data, codec, error)
    if control_share(data.decode("latin-1").translate(_C1_TO_LETTERS)) > _CONTROLS_OF_NOISE:
        return _not_text()
    return ReadingError("认不出文件的文字编码", _SAVE_AS_UTF8)


_C1_TO_LETTERS = dict.fromkeys(range(0x7F, 0xA0), "x")
"""Bytes 0x80–0x9F are C1 controls in Latin-1 and parts of characters in every Chinese encoding."""


def _damaged(data: bytes, codec: str, error: UnicodeDecodeError) -> ReadingError:
    line = data[: error.start].decode(codec, "ignore").count("\n") + 1
    return ReadingError(f"文件像是 {codec.upper()} 编码，但第 {line} 行有坏字节", _SAVE_AS_UTF8)


def _not_text() -> ReadingError:
    return ReadingError("文件不是文本", "请导入纯文本（.txt）或 Markdown（.md）格式的报告")
