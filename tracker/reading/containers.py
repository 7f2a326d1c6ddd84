"""ZIP containers and the XML inside them, taken in within bounds.

A container may be made to exhaust memory: parts that unpack to a thousand times their size, entities that expand, tags
inside each other without end. Everything is therefore read piece by piece, and a document type declaration, which
neither .docx nor .ofd may have, is refused: without one no entity can be declared, inside or outside.
"""

from __future__ import annotations

import re
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from posixpath import dirname, join, normpath
from typing import cast
from xml.etree import ElementTree as ET

from tracker.domain.errors import ReadingError
from tracker.reading.content import damaged, encrypted, suspicious
from tracker.reading.limits import MIB, Limits, over, size_for_people

_PIECE = 64 * 1024

_ENTRY = b"PK\x01\x02"
"""What every entry of the central directory begins with."""

_DOCTYPE = re.compile(b"<\0?!\0?D\0?O\0?C\0?T\0?Y\0?P\0?E")
"""In UTF-8 and in both kinds of UTF-16."""

_ENCRYPTED = 0x1
"""The flag of an entry that asks for a password."""


class Container:
    """A ZIP file whose parts are read by name, each bounded and all together."""

    def __init__(self, data: bytes, name: str, limits: Limits) -> None:
        self.name = name
        """What people call the format, for messages."""
        self._limits = limits
        self._left = limits.unpacked_bytes
        if data.count(_ENTRY) > limits.parts:
            raise over("压缩在里面的文件", f"{limits.parts} 个", "parts")
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            self._names = {_plain(info.filename): info for info in self._zip.infolist()}
        except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError, EOFError) as error:
            raise damaged(name) from error
        self._folded = {part.lower(): part for part in self._names}

    def __contains__(self, part: str) -> bool:
        return self._found(part) is not None

    def _found(self, part: str) -> zipfile.ZipInfo | None:
        """The entry of that name; some programs write the letters of names now large, now small."""
        plain = _plain(part)
        return self._names.get(self._folded.get(plain.lower(), plain))

    def read(self, part: str) -> bytes:
        """The bytes of a part.

        Raises:
            ReadingError: it is missing, damaged, encrypted or unpacks to more than the limits allow.
        """
        info = self._found(part)
        if info is None:
            raise damaged(self.name)
        if info.flag_bits & _ENCRYPTED:
            raise encrypted(self.name)
        if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise suspicious(self.name, "用了不该有的压缩方法")
        most = min(self._limits.part_bytes, self._left)
        pieces, size = [], 0
        try:
            with self._zip.open(info) as stream:
                while piece := stream.read(_PIECE):
                    size += len(piece)
                    if size > most:
                        raise over("解压后的内容", size_for_people(most), "part_bytes")
                    if size > MIB and size > self._limits.ratio * max(info.compress_size, 1):
                        raise suspicious(self.name, f"解压后是原来的 {self._limits.ratio} 倍以上")
                    pieces.append(piece)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError) as error:
            raise damaged(self.name) from error
        except RuntimeError as error:  # zipfile's way of asking for a password
            raise encrypted(self.name) from error
        self._left -= size
        return b"".join(pieces)

    def xml(self, part: str) -> ET.Element:
        """The root element of a part.

        Raises:
            ReadingError: as ``read``, and where it is no well-formed XML, has a document type, or is over the limits.
        """
        return parse_xml(self.read(part), self.name, self._limits)

    def targets(self, part: str) -> dict[str, list[str]]:
        """What the relationships of a part (or of the container, ``""``) lead to, by the last word of their kind."""
        folder, _, file = part.rpartition("/")
        relations = join(folder, "_rels", f"{file}.rels")
        found: dict[str, list[str]] = {}
        if relations not in self:
            return found
        for relation in self.xml(relations):
            target = relation.get("Target", "")
            if target and relation.get("TargetMode") != "External":
                kind = relation.get("Type", "").rpartition("/")[2]
                found.setdefault(kind, []).append(resolve(target, beside=part))
        return found


def resolve(target: str, *, beside: str) -> str:
    """The name of the part that ``target`` means where it stands in the part ``beside``."""
    target = target.replace("\\", "/")
    return _plain(target if target.startswith("/") else join(dirname(beside), target))


def _plain(name: str) -> str:
    return normpath("/" + name.replace("\\", "/")).lstrip("/")


def parse_xml(data: bytes, name: str, limits: Limits) -> ET.Element:
    """The root element of an XML document, without document type and within the limits.

    Raises:
        ReadingError: it is not well-formed, has a document type, or is over the limits.
    """
    if _DOCTYPE.search(data):
        raise suspicious(name, "里面有 DOCTYPE 声明")
    parser: ET.XMLPullParser[ET.Element] = ET.XMLPullParser(("start", "end"))
    depth = nodes = 0
    root: ET.Element | None = None
    try:
        for at in range(0, len(data), _PIECE):
            parser.feed(data[at : at + _PIECE])
            for event, element in cast("Iterator[tuple[str, ET.Element]]", parser.read_events()):
                if event == "end":
                    depth -= 1
                    continue
                root = element if root is None else root
                depth, nodes = depth + 1, nodes + 1
                if depth > limits.depth or nodes > limits.nodes:
                    raise suspicious(name, "内容的层次或数量异常")
        parser.close()
    except ReadingError:
        raise
    except (ET.ParseError, LookupError, ValueError) as error:
        raise damaged(name) from error
    if root is None:
        raise damaged(name)
    return root


def local(element: ET.Element) -> str:
    """The name of an element without its namespace."""
    tag: str = element.tag
    return tag.rpartition("}")[2]
