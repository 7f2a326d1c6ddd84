"""Word files made from XML, so that a test says exactly what stands in them."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_NAMESPACES = (
    f'xmlns:w="{W}" xmlns:r="{_RELATION}" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
_OFFICE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
CONTENT_TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_OFFICE}.document.main+xml"/>'
    f'<Override PartName="/word/numbering.xml" ContentType="{_OFFICE}.numbering+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_OFFICE}.styles+xml"/></Types>'
)


def relations(targets: Mapping[str, str]) -> str:
    """A part of relationships: kind to target."""
    lines = "".join(
        f'<Relationship Id="r{number}" Type="{_RELATION}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items())
    )
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{lines}</Relationships>'
    )


def zipped(parts: Mapping[str, str | bytes], *, stored: Iterable[str] = ()) -> bytes:
    """A ZIP container of these parts."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            method = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            archive.writestr(name, content, method)
    return buffer.getvalue()


def docx(body: str, *, numbering: str = "", styles: str = "", more: Mapping[str, str] | None = None) -> bytes:
    """A Word file with this XML in its body, in ``numbering.xml`` and in ``styles.xml``."""
    linked = {"numbering": numbering, "styles": styles}
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": relations({"officeDocument": "word/document.xml"}),
        "word/_rels/document.xml.rels": relations({name: f"{name}.xml" for name, xml in linked.items() if xml}),
        "word/document.xml": f"<w:document {_NAMESPACES}><w:body>{body}<w:sectPr/></w:body></w:document>",
    }
    for name, xml in linked.items():
        if xml:
            parts[f"word/{name}.xml"] = f"<w:{name} {_NAMESPACES}>{xml}</w:{name}>"
    return zipped(parts | dict(more or {}))


def run(text: str) -> str:
    """A run of text."""
    return f'<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(text: str = "", *, number_id: int | None = None, level: int | None = None, style: str = "") -> str:
    """A paragraph, numbered where a list is named."""
    properties = f'<w:pStyle w:val="{style}"/>' if style else ""
    if number_id is not None:
        at = f'<w:ilvl w:val="{level}"/>' if level is not None else ""
        properties += f'<w:numPr>{at}<w:numId w:val="{number_id}"/></w:numPr>'
    return f"<w:p><w:pPr>{properties}</w:pPr>{run(text) if text else ''}</w:p>"


def level(at: int, form: str, text: str, *, start: int = 1, more: str = "") -> str:
    """A level of an abstract list."""
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="{start}"/><w:numFmt w:val="{form}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(number: int, *levels: str, more: str = "") -> str:
    """An abstract list."""
    return f'<w:abstractNum w:abstractNumId="{number}">{more}{"".join(levels)}</w:abstractNum>'


def concrete(number: int, of: int, overrides: str = "") -> str:
    """A list as paragraphs name it."""
    return f'<w:num w:numId="{number}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'


REPORT_NUMBERING = abstract(
    0,
    level(0, "chineseCountingThousand", "%1、", more='<w:pStyle w:val="heading"/>'),
    level(1, "chineseCounting", "（%2）"),
    level(2, "decimal", "%3.", more='<w:pStyle w:val="third"/>'),
    level(3, "decimal", "（%4）"),
) + concrete(1, 0)
REPORT_STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="body"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="heading"><w:name w:val="heading 1"/><w:basedOn w:val="body"/>'
    '<w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="third"><w:name w:val="third"/>'
    '<w:pPr><w:numPr><w:ilvl w:val="2"/><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
)
_MARKERS = (r"([一二三四五六七八九十]+)、", r"（([一二三四五六七八九十]+)）", r"([0-9]+)\.", r"（([0-9]+)）")
_COUNTED = "一二三四五六七八九十"


def numbered_docx(text: str) -> tuple[bytes, int]:
    """A Word file in which every marker that Word's own counting would give is left to it, and how many those are."""
    counters = [0, 0, 0, 0]
    automatic = 0
    body = []
    for line in text.split("\n"):
        for at, pattern in enumerate(_MARKERS):
            marker = re.match(pattern, line)
            if marker is None:
                continue
            number = int(marker[1]) if at > 1 else _COUNTED.find(marker[1]) + 1
            if number == counters[at] + 1:
                counters[at:] = [number] + [0] * (3 - at)
                rest = line[marker.end() :]
                automatic += 1
                if at == 0:
                    body.append(paragraph(rest, style="heading"))
                elif at == 2:
                    body.append(paragraph(rest, style="third"))
                else:
                    body.append(paragraph(rest, number_id=1, level=at, style="body"))
                break
        else:
            body.append(paragraph(line))
    return docx("".join(body), numbering=REPORT_NUMBERING, styles=REPORT_STYLES), automatic
