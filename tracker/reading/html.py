"""Web pages: the article and its title, not the navigation round it.

The article is the smallest element that holds all running prose of the page: what is long, has full stops and is not
made of links. Whether a site says ``article``, ``#zoom`` or ``.TRS_Editor`` does not matter.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from tracker.reading.content import Content, damaged, no_text, suspicious
from tracker.reading.decoding import decode
from tracker.reading.limits import Limits
from tracker.reading.numerals import CSS_STYLES, written
from tracker.reading.recognising import HTML
from tracker.reading.rows import Rows

_SKIPPED = frozenset(
    {"script", "style", "noscript", "template", "svg", "math", "iframe", "object", "select", "button", "textarea"}
    | {"nav", "aside", "footer", "form", "del", "s", "rt", "rp", "head"}
)
"""Elements that hold no words of an article."""

_BLOCKS = frozenset(
    {"address", "article", "blockquote", "body", "caption", "center", "dd", "details", "div", "dl", "dt", "fieldset"}
    | {"figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "header", "html", "li", "main", "ol", "p", "pre"}
    | {"section", "summary", "table", "tbody", "tfoot", "thead", "tr", "ul", "hr", "font-block"}
)
_HEADINGS = frozenset({"h1", "h2"})
_OPENS_ITEM = frozenset({"p", "div", "h1", "h2", "h3", "h4", "h5", "h6"})
_ROUND_IT = frozenset({"footer", "copyright", "breadcrumb", "breadcrumbs", "navbar", "sidebar"})
"""Words of classes and ids that every site uses for what stands round an article."""

_NAME = re.compile(r"[^a-z0-9]+")
_WHITE = re.compile(r"[ \t\n\r\f\v\xa0]+")
_SENTENCE = re.compile(r"[。；！？]")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_LIST_STYLE = re.compile(r"list-style(?:-type)?\s*:[^;]*?([a-z-]+(?:-[a-z]+)*)", re.IGNORECASE)
_LIST_TYPES = {"1": "decimal", "a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}

_PARTS = frozenset({"p", "table", "tbody", "tr", "ol", "ul", "li", "blockquote", "pre", "h1", "h2", "h3"})
"""Elements that are part of an article and never the whole of it."""

_PROSE = 20
"""Characters from which on a line with a full stop is prose."""

_WHOLE = 0.97
"""The share of a page's prose that the article holds; a line in the footer may look like prose."""

_WAY_DOWN = 40
"""Elements from the page down to the article."""

_WIDE, _DEEP = 30, 1_000
"""So many columns of a table are told apart, and over so many rows a cell reaches, at the most."""

_LINKS = 0.5
"""Above this share of links a block is navigation."""


@dataclass(slots=True)
class _Node:
    """An element."""

    tag: str
    attributes: dict[str, str]
    children: list[_Node | str] = field(default_factory=list)


_ATTRIBUTES = ("class", "id", "style", "hidden", "role", "type", "start", "value", "rowspan", "colspan")


def _attributes(element: Any) -> dict[str, str]:
    """The attributes that matter here; a broken page has others that cannot even be named."""
    return {name: value for name in _ATTRIBUTES if (value := element.get(name)) is not None}


def _tree(markup: str, limits: Limits) -> _Node:
    """The elements of a page; those deeper than the limit hang on the last that is allowed.

    By lxml: the parser of the standard library takes time by the square over tags that are never closed.

    Raises:
        ReadingError: there are more elements than the limits allow, or none.
    """
    from lxml import etree  # noqa: PLC0415 - 30 ms, and only where there is a web page

    if markup.count("<") > limits.nodes:
        raise suspicious(HTML.name, "内容的层次或数量异常")
    parser = etree.HTMLParser(encoding="utf-8", no_network=True, remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        parsed = etree.fromstring(markup.encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise damaged(HTML.name) from error
    if parsed is None:
        raise no_text(HTML.name)
    root = _Node("html", {})
    inside = [root]
    for event, element in etree.iterwalk(parsed, events=("start", "end")):
        deep = len(inside) > limits.depth
        if event == "start":
            node = _Node(str(element.tag).lower(), _attributes(element))
            inside[-1 if not deep else limits.depth].children.append(node)
            inside.append(node)
            if element.text:
                (inside[limits.depth] if deep else node).children.append(element.text)
        else:
            inside.pop()
            if element.tail:
                inside[min(len(inside) - 1, limits.depth)].children.append(element.tail)
    return root


def read(data: bytes, *, limits: Limits) -> Content:
    """The article of a web page, a line for each paragraph.

    Raises:
        ReadingError: it holds no words, its encoding cannot be told, or it is over the limits.
    """
    markup, encoding = decode(data)
    root = _tree(markup, limits)
    article, before = _article(root)
    lines = list(_lines(article))
    title = _title(article, before, _page_title(root))
    if title and not any(_bare(title) == _bare(line) for line in lines[:3]):
        lines.insert(0, title)
    text = "\n".join(lines)
    if not text.strip():
        raise no_text(HTML.name)
    return Content(text, encoding)


# ---------------------------------------------------------------------------------------------------------- the article


def _article(root: _Node) -> tuple[_Node, list[_Node]]:
    """The smallest element with all the prose, and what stands before it on the way down, outermost first."""
    whole = _prose(root)
    node: _Node = root
    before: list[_Node] = []
    for _ in range(_WAY_DOWN if whole else 0):
        for at, child in enumerate(node.children):
            if isinstance(child, _Node) and child.tag not in _PARTS and _prose(child) >= _WHOLE * whole:
                before += [one for one in node.children[:at] if isinstance(one, _Node)]
                node = child
                break
        else:
            break
    return node, before


def _prose(node: _Node) -> int:
    """How many characters of running prose an element holds."""
    return sum(len(line) for line in _lines(node) if len(line) >= _PROSE and _SENTENCE.search(line))


def _title(article: _Node, before: list[_Node], title: str) -> str:
    """The heading of the article: inside it, before it, or what the page calls itself."""
    if any(_headings(article)):
        return ""
    above = [heading for node in before for heading in _headings(node)]
    if above:
        return above[-1]
    words = _WHITE.sub(" ", title).strip()
    return re.split(r"\s*[_|–—]\s*|\s+-\s+|-(?=[^-]*$)", words)[0]


def _page_title(root: _Node) -> str:
    """What the page calls itself."""
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node.tag == "title":
            return "".join(child for child in node.children if isinstance(child, str))
        waiting += [child for child in reversed(node.children) if isinstance(child, _Node)]
    return ""


def _headings(node: _Node) -> Iterator[str]:
    for child in _walk(node):
        if child.tag in _HEADINGS:
            words = "".join(_lines(child))
            if words:
                yield words


def _walk(node: _Node) -> Iterator[_Node]:
    waiting = [node]
    while waiting:
        one = waiting.pop()
        if not _skipped(one):
            yield one
            waiting += [child for child in reversed(one.children) if isinstance(child, _Node)]


def _bare(text: str) -> str:
    return "".join(text.split())


# ------------------------------------------------------------------------------------------------------------ its words


@dataclass(slots=True)
class _Line:
    """The words of a block so far."""

    text: str = ""
    linked: int = 0
    """How many of its characters are links."""


def _lines(node: _Node) -> Iterator[str]:
    """The lines below an element, navigation left out."""
    writer = _Lines()
    writer.write(node)
    writer.end()
    return iter(writer.done)


@dataclass(slots=True)
class _Lines:
    done: list[str] = field(default_factory=list)
    line: _Line = field(default_factory=_Line)
    links: int = 0
    kept: int = 0
    """How many elements that keep white space as it stands the walk is inside of."""
    tables: list[_Table] = field(default_factory=list)
    """Those that the walk is inside of, outermost first."""

    def end(self) -> None:
        """End the line at hand; one of links is navigation."""
        text, linked = self.line.text, self.line.linked
        self.line = _Line()
        words = text if "\n" in text else text.strip(" ")
        if words.strip() and linked <= _LINKS * len(_bare(words)):
            self.done += [part for part in words.strip("\n").split("\n") if part.strip()]

    def write(self, node: _Node) -> None:
        """Write the words of an element."""
        if _skipped(node):
            return
        tag = node.tag
        block = tag in _BLOCKS
        if block:
            self.end()
        self.links += tag == "a"
        self.kept += tag == "pre"
        if tag == "table":
            self.tables.append(_Table())
        if tag == "tr" and self.tables and self._row(node, self.tables[-1]):
            return
        number = _number(node.attributes.get("start", ""), 1) - 1
        for child in node.children:
            if isinstance(child, str):
                self._words(child)
            elif child.tag == "br":
                self.end()
            elif _skipped(child):
                continue
            elif child.tag in ("td", "th"):
                self._cell(child)
            elif child.tag == "li":
                number = _number(child.attributes.get("value", ""), number + 1)
                self.end()
                self.line.text = _label(node, child, number)
                label = self.line.text
                self._inside(child)
                if self.line.text == label:
                    self.line = _Line()
                self.end()
            else:
                self.write(child)
        self.links -= tag == "a"
        self.kept -= tag == "pre"
        if tag == "table":
            self.tables.pop()
        if block:
            self.end()

    def _inside(self, item: _Node) -> None:
        """The words of a list item; a paragraph that opens it goes on the line of its number."""
        first = next((child for child in item.children if not isinstance(child, str) or child.strip()), None)
        for child in item.children:
            if child is first and isinstance(child, _Node) and child.tag in _OPENS_ITEM and not _skipped(child):
                self._children(child)
            elif isinstance(child, str):
                self._words(child)
            elif child.tag == "br":
                self.end()
            else:
                self.write(child)

    def _children(self, node: _Node) -> None:
        for child in node.children:
            if isinstance(child, str):
                self._words(child)
            elif child.tag == "br":
                self.end()
            else:
                self.write(child)

    def _cell(self, node: _Node) -> None:
        """A cell: one line of words stays on the line of its row."""
        self._put(self._told(node))

    def _told(self, cell: _Node) -> list[str]:
        """The lines of a cell."""
        inside = _Lines(links=self.links)
        inside._children(cell)
        inside.end()
        return inside.done

    def _put(self, told: list[str]) -> None:
        if len(told) > 1:
            self.end()
            self.done += told
        elif told:
            self.line.text += ("\t" if self.line.text else "") + told[0]

    def _row(self, row: _Node, table: _Table) -> bool:
        """Write a row of nothing but cells; False where it holds anything else."""
        inside = [child for child in row.children if not isinstance(child, str) or child.strip()]
        cells = [child for child in inside if isinstance(child, _Node) and child.tag in ("td", "th")]
        if len(cells) < len(inside):
            return False
        shown = [(cell, self._told(cell)) for cell in cells if not _skipped(cell)]
        line = table.rows.line(table.placed(shown))
        if line is None:
            for _, told in shown:
                self._put(told)
        elif line.strip():
            self.done.append(line)
        self.end()
        return True

    def _words(self, text: str) -> None:
        if self.kept:
            words = text
        else:
            words = _WHITE.sub(" ", text)
            if words.startswith(" ") and (not self.line.text or self.line.text[-1] in " \t\n"):
                words = words[1:]
        self.line.text += words.replace("\0", "\ufffd")
        if self.links:
            self.line.linked += len(_bare(words))


@dataclass(slots=True)
class _Table:
    """A table as far as it is read."""

    rows: Rows = field(default_factory=Rows)
    reach: list[int] = field(default_factory=list)
    """For each column how many more rows a cell from above reaches into."""

    def placed(self, cells: list[tuple[_Node, list[str]]]) -> list[list[str]]:
        """The cells of the next row, each in its column: an empty one where another cell reaches in."""
        found: list[list[str]] = []
        for cell, told in cells:
            self._reach_in(found, stop=True)
            wide, deep = (_number(cell.attributes.get(name, ""), 1) for name in ("colspan", "rowspan"))
            at, wide = len(found), max(1, min(wide, _WIDE - len(found)))
            if at < _WIDE:
                self.reach[at : at + wide] = [max(0, min(deep, _DEEP) - 1)] * wide
            found += [told, *([] for _ in range(wide - 1))]
        self._reach_in(found, stop=False)
        return found

    def _reach_in(self, found: list[list[str]], *, stop: bool) -> None:
        """Put empty cells where some reach in from above, up to the first free column or to the end."""
        while (at := len(found)) < len(self.reach) and (self.reach[at] or not stop):
            self.reach[at] = max(0, self.reach[at] - 1)
            found.append([])


def _skipped(node: _Node) -> bool:
    if node.tag in _SKIPPED:
        return True
    if node.attributes.get("role") in ("navigation", "banner", "contentinfo", "complementary", "search"):
        return True
    names = f"{node.attributes.get('class', '')} {node.attributes.get('id', '')}".lower()
    if names != " " and not _ROUND_IT.isdisjoint(_NAME.split(names)):
        return True
    return "hidden" in node.attributes or bool(_HIDDEN.search(node.attributes.get("style", "")))


def _number(said: str, usual: int) -> int:
    """The number that an attribute gives, or the usual one."""
    return int(said) if said.isdecimal() and len(said) < 6 else usual


def _label(parent: _Node, item: _Node, number: int) -> str:
    """The number that a browser draws before a list item."""
    if parent.tag != "ol":
        return ""
    said = next(
        (found for one in (item, parent) if (found := _LIST_STYLE.search(one.attributes.get("style", "")))), None
    )
    style = said[1].lower() if said else _LIST_TYPES.get(parent.attributes.get("type", "1"), "decimal")
    form = CSS_STYLES.get(style, "decimal")
    drawn = written(number, form)
    if not drawn:
        return ""
    return f"{drawn}、" if not drawn.isascii() else f"{drawn}."
