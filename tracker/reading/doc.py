"""Word 97–2003 and WPS documents (.doc, .wps): the main text by the piece table ([MS-DOC] 2.4.1).

Headers, footers, notes and comments stand behind the main text and are left out by its length. The numbers that Word
draws for lists are counted as for .docx. What cannot be counted, and what an older Word wrote, is left to LibreOffice
where it is installed.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from io import BytesIO

from tracker.domain.errors import ReadingError
from tracker.reading import office
from tracker.reading.content import Content, damaged, encrypted, no_text
from tracker.reading.doc_lists import read_lists
from tracker.reading.doc_properties import ParagraphFacts, deleted_ranges, paragraph_facts
from tracker.reading.docx_numbering import Counters
from tracker.reading.limits import Limits, over
from tracker.reading.recognising import DOC

_WORD = 0xA5EC
_WORD_97 = 0x00C1
_COMPLEX_TABLE, _ENCRYPTED = 0x0200, 0x0100
_FLAGS, _TEXT_LENGTH = 0x0A, 0x4C
_PIECES = 0x01A2
"""Where the file information block tells the place and length of the piece table."""

_COMPRESSED = 0x4000_0000

_DRAWN = {
    0x07: "\t", 0x09: "\t", 0x0B: "\n", 0x0C: "\n", 0x0D: "\n", 0x0E: "\n", 0x1E: "-", 0x1F: "", 0xA0: " ", 0xFEFF: "",
}  # fmt: skip
"""What the characters for cells, breaks and hyphens stand for; other controls stand for pictures and marks."""
_FIELD_BEGINS, _FIELD_RESULT, _FIELD_ENDS = 0x13, 0x14, 0x15

_PARAGRAPH_ENDS = ("\r", "\x07", "\x0c", "")
_BLANK_LINES = re.compile(r"\n{3,}")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text and where it stands in the file."""

    start: int
    """The place of its first character in the text."""
    length: int
    offset: int
    """Where it stands in the stream ``WordDocument``, in bytes."""
    wide: bool
    """Two bytes a character."""

    @property
    def width(self) -> int:
        """Bytes a character."""
        return 2 if self.wide else 1


def read(data: bytes, *, limits: Limits) -> Content:
    """The text of a Word 97–2003 or WPS document, one line for each paragraph.

    Raises:
        ReadingError: it is damaged, encrypted, over the limits, empty, or of an older Word and there is no LibreOffice.
    """
    word, table = _streams(data)
    if len(word) < _PIECES + 8 or _u16(word, 0) != _WORD or _u16(word, 2) < _WORD_97:
        return _by_office(data, limits) or _too_old()
    if _u16(word, _FLAGS) & _ENCRYPTED:
        raise encrypted(DOC.name)
    try:
        pieces = list(_pieces(word, table, limits))
        characters = _characters(word, pieces)
        facts = paragraph_facts(word, table, pieces)
        gone = deleted_ranges(word, table, pieces)
    except (struct.error, IndexError, ValueError) as error:
        raise damaged(DOC.name) from error
    labels, unknown = _labels(characters, facts, word, table)
    if unknown and (better := _by_office(data, limits)):
        return better
    text = _drawn(characters, gone, facts.row_ends, labels)
    if not text.strip():
        raise no_text(DOC.name)
    warning = f"有 {unknown} 段的自动编号没有读出来，请另存为 .docx 再导入"
    encoding = "utf-16-le" if any(piece.wide for piece in pieces) else "cp1252"
    return Content(text, encoding, paragraphs=_paragraphs(text), warnings=(warning,) if unknown else ())


def _streams(data: bytes) -> tuple[bytes, bytes]:
    """The text stream and the stream of tables beside it."""
    import olefile  # noqa: PLC0415 - only where there is such a document

    try:
        with olefile.OleFileIO(BytesIO(data)) as container:
            word = container.openstream("WordDocument").read()
            flags = _u16(word, _FLAGS) if len(word) > _FLAGS + 2 else 0
            name = "1Table" if flags & _COMPLEX_TABLE else "0Table"
            return word, container.openstream(name).read() if container.exists(name) else b""
    except Exception as error:  # olefile lets whatever a broken container causes through
        raise damaged(DOC.name) from error


def _pieces(word: bytes, table: bytes, limits: Limits) -> Iterator[Piece]:
    start, length = struct.unpack_from("<II", word, _PIECES)
    block = table[start : start + length]
    at = 0
    while block[at : at + 1] == b"\x01":  # properties that pieces refer to stand first
        at += 3 + _u16(block, at + 1)
    if block[at : at + 1] != b"\x02":
        raise ValueError("no piece table")
    size = _u32(block, at + 1)
    plc = block[at + 5 : at + 5 + size]
    count = (len(plc) - 4) // 12
    wanted = _u32(word, _TEXT_LENGTH)
    if wanted > limits.chars:
        raise over("文字", f"{limits.chars} 字", "chars")
    for number in range(count):
        begin, end = struct.unpack_from("<II", plc, 4 * number)
        offset = _u32(plc, 4 * (count + 1) + 8 * number + 2)
        end = min(end, wanted)
        if begin >= end:
            continue
        wide = not offset & _COMPRESSED
        place = offset & 0x3FFF_FFFF
        yield Piece(begin, end - begin, place if wide else place // 2, wide)


def _characters(word: bytes, pieces: list[Piece]) -> str:
    parts = []
    for piece in pieces:
        raw = word[piece.offset : piece.offset + piece.length * piece.width]
        if len(raw) < piece.length * piece.width:
            raise ValueError("cut short")
        # One character for each unit, so that places stay; pairs are joined when the text is done.
        units = struct.unpack(f"<{piece.length}H", raw) if piece.wide else ()
        parts.append("".join(map(chr, units)) if piece.wide else raw.decode("cp1252", "replace"))
    return "".join(parts)


def _labels(characters: str, facts: ParagraphFacts, word: bytes, table: bytes) -> tuple[dict[int, str], int]:
    """The numbers that Word draws, by where their paragraphs start, and how many could not be told."""
    if not facts.numbered:
        return {}, 0
    try:
        counters = Counters(read_lists(word, table))
    except (struct.error, IndexError, ValueError):
        return {}, len(facts.numbered)
    labels: dict[int, str] = {}
    unknown = 0
    for place, (number, level) in sorted(facts.numbered.items()):
        opens = place == 0 or characters[place - 1 : place] in _PARAGRAPH_ENDS
        if not opens or characters[place : place + 1] in _PARAGRAPH_ENDS:
            continue
        if str(number) not in counters.lists:
            unknown += 1
            continue
        label = counters.label(str(number), level)
        labels[place] = f"{label} " if label.isascii() and label[-1:].isalnum() else label
    return labels, unknown


def _drawn(characters: str, gone: list[tuple[int, int]], row_ends: frozenset[int], labels: Mapping[int, str]) -> str:
    """The text as it is drawn: with numbers of lists, without field instructions and deleted runs, rows as lines."""
    out: list[str] = []
    told: list[bool] = []
    ranges = iter(sorted(gone))
    begin, end = next(ranges, (len(characters), 0))
    for place, char in enumerate(characters):
        if place in labels:
            out.append(labels[place])
        while end and place >= end:
            begin, end = next(ranges, (len(characters), 0))
        if begin <= place < end:
            continue
        code = ord(char)
        if code == _FIELD_BEGINS:
            told.append(False)
        elif code == _FIELD_RESULT and told:
            told[-1] = True
        elif code == _FIELD_ENDS and told:
            told.pop()
        elif place in row_ends:
            out.append("\n")
        elif all(told):
            out.append(_DRAWN.get(code, "" if code < 0x20 else char))
    text = "".join(out).encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
    return _BLANK_LINES.sub("\n\n", "\n".join(line.rstrip("\t") for line in text.split("\n"))).strip("\n")


def _paragraphs(text: str) -> tuple[int, ...]:
    starts, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            starts.append(at)
        at += len(line) + 1
    return tuple(starts)


def _by_office(data: bytes, limits: Limits) -> Content | None:
    """What LibreOffice makes of it; ``None`` where there is none or it fails."""
    from tracker.reading import docx  # noqa: PLC0415 - seldom needed here

    converted = office.convert(data, "doc", "docx", limits=limits)
    if converted is None:
        return None
    try:
        return docx.read(converted, limits=limits)
    except ReadingError:
        return None


def _too_old() -> Content:
    raise ReadingError(
        "这是更早版本的 Word 或 WPS 文档，不能直接读",
        "请用 Word 或 WPS 打开，另存为 .docx 再导入；装有 LibreOffice 时会自动转换",
    )


def _u16(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 2], "little")


def _u32(data: bytes, at: int) -> int:
    return int.from_bytes(data[at : at + 4], "little")
