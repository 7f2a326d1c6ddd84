"""The numbers that Word draws and does not store as text: 一、（一）1. from ``numbering.xml`` and the styles.

A paragraph names a list (``numId``) and a level, itself or through its style; the list names an abstract list whose
levels say how a number looks. Lists of one abstract list count on together, unless a list restarts a level.
(ECMA-376, 17.9.)
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from xml.etree import ElementTree as ET

from tracker.reading.containers import local
from tracker.reading.numerals import written

LEVELS = 9
_PLACEHOLDER = re.compile(r"%([1-9])")
_STYLES_DEEP = 32
"""Styles are based on one another in chains; a longer one goes in a circle."""

_BULLETS = {"\uf0b7": "●", "\uf06c": "●", "\uf06e": "■", "\uf075": "◆", "\uf0d8": "➢", "\uf0fc": "✓", "\uf0b2": "□"}
"""Characters of Word's symbol fonts as what they look like."""


@dataclass(frozen=True, slots=True)
class Level:
    """How the numbers of one level look."""

    start: int = 1
    form: str = "decimal"
    text: str = ""
    """``（%1）``: the levels whose numbers stand in it, by their place from 1."""
    legal: bool = False
    """Numbers of all levels in Arabic digits."""
    restart: int | None = None
    """The level (from 1) after which it begins anew; ``None``: any higher one, 0: never."""


@dataclass(frozen=True, slots=True)
class ListStyle:
    """A list as paragraphs name it."""

    abstract: str
    levels: tuple[Level, ...]
    restarts: Mapping[int, int]
    """Levels (from 0) that begin anew where this list begins, and at which number."""


@dataclass(slots=True)
class Counters:
    """Where each list stands, paragraph by paragraph."""

    lists: Mapping[str, ListStyle]
    at: dict[str, list[int | None]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)

    def label(self, number_id: str, level: int) -> str:
        """Count one on and give the number as it is drawn; empty where there is no such list."""
        found = self.lists.get(number_id)
        if found is None or not 0 <= level < LEVELS:
            return ""
        numbers = self.at.setdefault(found.abstract, [None] * LEVELS)
        style = found.levels[level]
        first = found.restarts.get(level)
        if first is not None and (number_id, level) not in self.begun:
            numbers[level] = first
        else:
            before = numbers[level]
            numbers[level] = style.start if before is None else before + 1
        self.begun.add((number_id, level))
        for upper in range(level):
            if numbers[upper] is None:
                numbers[upper] = found.levels[upper].start
        for lower in range(level + 1, LEVELS):
            restart = found.levels[lower].restart
            if restart is None or (restart and level < restart):
                numbers[lower] = None
        return _drawn(found, numbers, level)


def _drawn(found: ListStyle, numbers: list[int | None], level: int) -> str:
    style = found.levels[level]
    if style.form == "bullet":
        return "".join(_BULLETS.get(char, "●" if "\ue000" <= char <= "\uf8ff" else char) for char in style.text)

    def one(match: re.Match[str]) -> str:
        at = int(match[1]) - 1
        number = numbers[at]
        form = found.levels[at].form
        if style.legal and form not in ("none", "bullet"):
            form = "decimal"
        return "" if number is None else written(number, form)

    return _PLACEHOLDER.sub(one, style.text)


def read_lists(numbering: ET.Element) -> dict[str, ListStyle]:
    """The lists of ``numbering.xml`` by their ``numId``."""
    abstracts: dict[str, ET.Element] = {}
    by_style: dict[str, str] = {}
    for element in numbering:
        if local(element) != "abstractNum":
            continue
        name = attribute(element, "abstractNumId")
        abstracts[name] = element
        for child in element:
            if local(child) == "styleLink":
                by_style[attribute(child, "val")] = name
    lists: dict[str, ListStyle] = {}
    for element in numbering:
        if local(element) != "num":
            continue
        abstract = _value(element, "abstractNumId")
        # An abstract list may say no more than which style holds the real one.
        linked = _value(abstracts[abstract], "numStyleLink") if abstract in abstracts else ""
        abstract = by_style.get(linked, abstract)
        if abstract not in abstracts:
            continue
        levels = [Level()] * LEVELS
        _read_levels(abstracts[abstract], levels)
        restarts: dict[int, int] = {}
        for override in element:
            if local(override) == "lvlOverride":
                level = _number(attribute(override, "ilvl"), 0)
                _read_levels(override, levels)
                start = _value(override, "startOverride")
                if start and 0 <= level < LEVELS:
                    restarts[level] = _number(start, 1)
        lists[attribute(element, "numId")] = ListStyle(abstract, tuple(levels), restarts)
    return lists


def levels_of_styles(numbering: ET.Element) -> dict[tuple[str, str], int]:
    """The level that belongs to a paragraph style within a list: by ``numId`` and style."""
    within: dict[str, dict[str, int]] = {}
    for element in numbering:
        if local(element) == "abstractNum":
            within[attribute(element, "abstractNumId")] = {
                _value(level, "pStyle"): _number(attribute(level, "ilvl"), 0)
                for level in element
                if local(level) == "lvl" and _value(level, "pStyle")
            }
    return {
        (attribute(element, "numId"), style): level
        for element in numbering
        if local(element) == "num"
        for style, level in within.get(_value(element, "abstractNumId"), {}).items()
    }


def _read_levels(element: ET.Element, levels: list[Level]) -> None:
    for child in element:
        if local(child) != "lvl":
            continue
        at = _number(attribute(child, "ilvl"), 0)
        if not 0 <= at < LEVELS:
            continue
        level = Level()
        for part in _chosen(child):
            value = attribute(part, "val")
            match local(part):
                case "start":
                    level = replace(level, start=_number(value, 1))
                case "numFmt":
                    level = replace(level, form=value)
                case "lvlText":
                    level = replace(level, text=value)
                case "isLgl":
                    level = replace(level, legal=value not in ("0", "false", "off"))
                case "lvlRestart":
                    level = replace(level, restart=_number(value, 0))
        levels[at] = level


def _chosen(element: ET.Element) -> list[ET.Element]:
    """The children, with what every program understands in place of alternatives for newer ones."""
    found: list[ET.Element] = []
    for child in element:
        if local(child) == "AlternateContent":
            found.extend(part for alternative in list(child)[-1:] for part in alternative)
        else:
            found.append(child)
    return found


@dataclass(frozen=True, slots=True)
class Numbered:
    """The list and level of a paragraph or style, so far as it says."""

    number_id: str | None = None
    level: int | None = None


def read_numbering(properties: ET.Element | None) -> Numbered:
    """What ``w:pPr`` says of numbering."""
    numbered = None if properties is None else child_of(properties, "numPr")
    if numbered is None:
        return Numbered()
    level = _value(numbered, "ilvl")
    return Numbered(_value(numbered, "numId") or None, _number(level, 0) if level else None)


@dataclass(frozen=True, slots=True)
class Styles:
    """The paragraph styles, so far as they number."""

    numbered: Mapping[str, Numbered]
    based_on: Mapping[str, str]
    default: str

    def of(self, style: str) -> tuple[Numbered, str]:
        """What a style says of numbering, itself or through those it is based on, and the style that says it."""
        list_level: int | None = None
        for _ in range(_STYLES_DEEP):
            said = self.numbered.get(style, Numbered())
            list_level = said.level if list_level is None else list_level
            if said.number_id is not None:
                return Numbered(said.number_id, list_level), style
            style = self.based_on.get(style, "")
            if not style:
                break
        return Numbered(), ""


def read_styles(root: ET.Element) -> Styles:
    """The paragraph styles of ``styles.xml``."""
    numbered: dict[str, Numbered] = {}
    based_on: dict[str, str] = {}
    default = ""
    for style in root:
        if local(style) != "style" or attribute(style, "type") != "paragraph":
            continue
        name = attribute(style, "styleId")
        if attribute(style, "default") in ("1", "true", "on"):
            default = name
        numbered[name] = read_numbering(child_of(style, "pPr"))
        parent = _value(style, "basedOn")
        if parent:
            based_on[name] = parent
    return Styles(numbered, based_on, default)


def child_of(element: ET.Element, name: str) -> ET.Element | None:
    """The first child of that name."""
    return next((child for child in element if local(child) == name), None)


def attribute(element: ET.Element, name: str) -> str:
    """An attribute of that name in any namespace; empty where there is none."""
    for key, value in element.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return ""


def _value(element: ET.Element, name: str) -> str:
    """The ``w:val`` of the first child of that name."""
    child = child_of(element, name)
    return "" if child is None else attribute(child, "val")


def _number(text: str, otherwise: int) -> int:
    return int(text) if len(text) < 10 and text.isdecimal() else otherwise
