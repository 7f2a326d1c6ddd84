"""A report with all that was found in it as one self-contained page: the text coloured, and a list beside it.

Nothing is loaded from elsewhere. The one style sheet and the one script are named by their hashes in the page's policy,
so nothing that a report says can run or dress itself. The page tells everything without the script, too: it only lights
up what belongs together while the pointer or the keyboard is on it.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from html import escape
from importlib import resources
from itertools import pairwise

from tracker.domain.report import Extraction, PlainText, Unplaced
from tracker.reporting.marks import Mark, MarkKind, marks_of

_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]")
"""What a browser must not be shown: controls, and marks that turn the direction of writing."""

_LISTED = (
    MarkKind.UNPLACED,
    MarkKind.PROBLEM,
    MarkKind.COMMITMENT,
    MarkKind.CLOSURE,
    MarkKind.TALLY,
    MarkKind.METRIC,
)
"""What has a card of its own, in the order of the list."""
_CHIPPED = frozenset({MarkKind.UNPLACED, MarkKind.PROBLEM, MarkKind.COMMITMENT, MarkKind.CLOSURE, MarkKind.TALLY})
"""What has a label in the text where it begins."""


_NOWHERE = "base-uri 'none'; form-action 'none'"


def reading_page(source: PlainText, found: Extraction, unplaced: Sequence[Unplaced] = ()) -> str:
    """The page. The same report always gives the same page.

    Args:
        source: the report.
        found: what was found in it; particulars are shown where they were told.
        unplaced: the sentences that nothing found covers.
    """
    return _Page(source, found, unplaced).whole()


def _asset(name: str) -> str:
    return resources.files("tracker.reporting").joinpath(name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"


def _words(text: str) -> str:
    return escape(_UNSEEN.sub("\ufffd", text))


class _Page:
    """One page in the making."""

    def __init__(self, source: PlainText, found: Extraction, unplaced: Sequence[Unplaced]) -> None:
        self._source = source
        self._found = found
        self._marks = marks_of(source, found, unplaced)
        self._by_id = {mark.id: mark for mark in self._marks}
        self._counts = Counter(mark.kind for mark in self._marks)
        self._actions: dict[str, list[Mark]] = {}
        for mark in self._marks:
            if mark.kind is MarkKind.ACTION:
                self._actions.setdefault(mark.links[0], []).append(mark)

    def whole(self) -> str:
        style, script = _asset("reading.css"), _asset("reading.js")
        policy = f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; {_NOWHERE}"
        identity = self._found.identity
        year = f"{identity.year} 年度" if identity.year else "年度不明"
        title = _words(f"{identity.org or '单位不明'} {year}：报告里读出什么")
        return (
            '<!DOCTYPE html>\n<html lang="zh-CN">\n<head>\n<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
            '<meta name="referrer" content="no-referrer">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            f"<title>{title}</title>\n<style>{style}</style>\n</head>\n<body>\n"
            f"<header><h1>{title}</h1>\n{self._about()}</header>\n{self._legend()}\n"
            f'<div class="columns">\n<main aria-label="原文"><div class="text">{self._text()}</div></main>\n'
            f'<aside aria-label="读出的内容">\n{self._lists()}\n</aside>\n</div>\n'
            f"<script>{script}</script>\n</body>\n</html>\n"
        )

    def _about(self) -> str:
        source = self._source
        encoding = f"，编码 {source.encoding}" if source.encoding else ""
        facts = f"{len(source.text)} 字{encoding}，校验码 {source.sha256[:12]}"
        lines = [f'<p class="about">{_words(source.path.rsplit("/", 1)[-1])}　{_words(facts)}</p>']
        doubtful = [mark for mark in self._marks if mark.doubts and mark.kind is not MarkKind.ACTION]
        alarms = list(self._found.warnings)
        if self._counts[MarkKind.UNPLACED]:
            alarms.append(f"问题和打算两部分里有 {self._counts[MarkKind.UNPLACED]} 句没有归入任何一项")
        lines += [f'<p class="alarm">{_words(alarm)}</p>' for alarm in alarms]
        if doubtful:
            links = "、".join(
                f'<a href="#{mark.id}">{_words(mark.name)}</a>（{_words("；".join(mark.doubts))}）' for mark in doubtful
            )
            lines.append(f'<p class="alarm">先看：{links}</p>')
        return "\n".join(lines)

    def _legend(self) -> str:
        entries = "".join(
            f'<li><label><input type="checkbox" id="show-{kind.value}" checked> '
            f'<span class="sample {kind.value}">{_words(kind.label)}</span> {self._counts[kind]}</label></li>'
            for kind in MarkKind
            if self._counts[kind]
        )
        return (
            f'<nav aria-label="图例"><ul class="legend">{entries}</ul>'
            '<p class="hint">指到哪里，就亮出相关的问题和承诺；点原文里的标签看说明，点说明里的链接回到原文。'
            "用 Tab 键逐项看。去掉勾选，就不显示那一类。</p></nav>"
        )

    # ------------------------------------------------------------------------------------------------------- the text

    def _text(self) -> str:
        text = self._source.text
        edges = sorted({0, len(text), *(edge for mark in self._marks for edge in (mark.span.start, mark.span.end))})
        sections = {section.span.start: section for section in self._found.sections}
        edges = sorted({*edges, *sections})
        opening: dict[int, list[Mark]] = {}
        for mark in self._marks:
            opening.setdefault(mark.span.start, []).append(mark)
        here: list[Mark] = []
        parts = []
        for start, end in pairwise(edges):
            here = [mark for mark in here if mark.span.end > start]
            if section := sections.get(start):
                parts.append(f'<span class="part" data-part="{_words(section.kind.label)}"></span>')
            for mark in opening.get(start, ()):
                here.append(mark)
                if mark.kind in _CHIPPED:
                    parts.append(self._chip(mark))
            parts.append(self._stretch(text[start:end], here, start))
        return "".join(parts)

    def _stretch(self, words: str, here: Sequence[Mark], start: int) -> str:
        if not here:
            return _words(words)
        kinds = " ".join(dict.fromkeys(mark.kind.value for mark in here))
        doubt = " doubt" if any(mark.doubts for mark in here if mark.kind is MarkKind.ACTION) else ""
        anchors = "".join(
            f'<span id="at-{mark.id}"></span>'
            for mark in here
            if mark.span.start == start and mark.kind not in _CHIPPED
        )
        ids = " ".join(mark.id for mark in here)
        told = "\n".join(f"{mark.name}：{mark.title}" if mark.name not in mark.title else mark.title for mark in here)
        return f'{anchors}<span class="s {kinds}{doubt}" data-m="{ids}" title="{_words(told)}">{_words(words)}</span>'

    def _chip(self, mark: Mark) -> str:
        linked = "、".join(self._by_id[one].name for one in mark.links if one in self._by_id)
        arrow = "→" if mark.kind is MarkKind.COMMITMENT else "←"
        told = _words(mark.title) + (f"<br>{arrow} {_words(linked)}" if linked else "")
        told += "".join(f"<br>！{_words(doubt)}" for doubt in mark.doubts)
        doubt = " doubt" if mark.doubts else ""
        return (
            f'<a class="chip {mark.kind.value}{doubt}" id="at-{mark.id}" href="#{mark.id}" data-m="{mark.id}" '
            f'aria-describedby="tip-{mark.id}"><span class="label" data-label="{_words(mark.name)}"></span>'
            f'<span class="tip" role="tooltip" id="tip-{mark.id}">{told}</span></a>'
        )

    # ------------------------------------------------------------------------------------------------------- the list

    def _lists(self) -> str:
        return "\n".join(self._list(kind) for kind in _LISTED if self._counts[kind])

    def _list(self, kind: MarkKind) -> str:
        cards = "\n".join(self._card(mark) for mark in self._marks if mark.kind is kind)
        lists = f'<ol class="cards">\n{cards}\n</ol>'
        heading = f"{kind.label}（{self._counts[kind]}）"
        if kind is MarkKind.METRIC:
            return f'<details class="{kind.value}"><summary><h2>{heading}</h2></summary>{lists}</details>'
        return f'<section class="{kind.value}"><h2>{heading}</h2>{lists}</section>'

    def _card(self, mark: Mark) -> str:
        facts = "".join(f"<dt>{_words(name)}</dt><dd>{_words(said)}</dd>" for name, said in mark.facts if said)
        facts += "".join(self._related(mark))
        doubts = "".join(f'<p class="alarm">{_words(doubt)}</p>' for doubt in mark.doubts)
        return (
            f'<li id="{mark.id}" class="card {mark.kind.value}" data-m="{mark.id}" tabindex="-1">'
            f'<a class="back" href="#at-{mark.id}"><b>{_words(mark.name)}</b> {_words(mark.title)}</a>'
            f"{doubts}{f'<dl>{facts}</dl>' if facts else ''}</li>"
        )

    def _related(self, mark: Mark) -> Iterator[str]:
        linked = [self._by_id[one] for one in mark.links if one in self._by_id]
        if linked:
            name = "回应的问题" if mark.kind is MarkKind.COMMITMENT else "回应它的承诺"
            links = "<br>".join(
                f'<a href="#at-{one.id}" data-m="{one.id}">{_words(one.name)} {_words(one.title)}</a>' for one in linked
            )
            yield f"<dt>{name}</dt><dd>{links}</dd>"
        elif mark.kind is MarkKind.PROBLEM:
            yield "<dt>回应它的承诺</dt><dd>没有</dd>"
        actions = self._actions.get(mark.id, ())
        if mark.kind is MarkKind.COMMITMENT and actions:
            yield f"<dt>逐条</dt><dd><ol>{''.join(_action(one) for one in actions)}</ol></dd>"


def _action(mark: Mark) -> str:
    notes = [f"{name} {said}" for name, said in mark.facts if said and name == "时限"] + list(mark.doubts)
    told = f'<span class="note">（{_words("；".join(notes))}）</span>' if notes else ""
    return f'<li><a href="#at-{mark.id}" data-m="{mark.id}">{_words(mark.title)}</a>{told}</li>'
