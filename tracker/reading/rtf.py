"""RTF documents, by striprtf: the body as it is drawn, with the numbers of lists and tracked changes as accepted.

striprtf leaves out what Word writes for programs that cannot count (``listtext``) and keeps what was deleted, so the
markup is prepared first.
"""

from __future__ import annotations

import re

from tracker.reading.content import Content, damaged, no_text, suspicious
from tracker.reading.limits import Limits
from tracker.reading.ordinariness import ordinariness
from tracker.reading.recognising import RTF

_NUMBER = "\ue000"
"""Stands before the number of a list while striprtf works; a private character no report holds."""

_BINARY = re.compile(r"\\bin(\d{1,9}) ?")
_LIST_TEXT = re.compile(r"\\(?:listtext|pntext)(?![a-z])")
_NUMBER_AND_TAB = re.compile(f"{_NUMBER}([^\\n{_NUMBER}\\t]*)\\t?")
_DELETED = re.compile(r"\\deleted(?![a-z0-9])")
_HIDDEN = re.compile(r"\\v(?![a-z0-9])")
_SHOWN_AGAIN = re.compile(r"\\v0(?![0-9])")
_CELL = re.compile(r"\\(?:nest)?cell(?![a-z])")
_INSTRUCTIONS = re.compile(r"\\fldinst(?=\{)", re.IGNORECASE)
_FONT = re.compile(r"(?<!\\)\\f(?=\d)")
_WESTERN = re.compile(r"\\fcharset[01](?![0-9])")
_CODE_PAGE = re.compile(r"\\ansicpg(\d{1,5})")
_HIGH = re.compile(r"[\x80-\xff]")
_TRAILING_TABS = re.compile(r"[\t ]+$", re.MULTILINE)
_BLANK_RUN = re.compile(r"\n{3,}")

_BY_CODE_PAGE = {"936": ("134", "cp936"), "950": ("136", "cp950"), "54936": ("134", "gb18030")}
_WRONG = 0.3
"""Below this the characters are of another encoding; see ``ordinariness``."""


def read(data: bytes, *, limits: Limits) -> Content:
    """The text of an RTF document, one line for each paragraph.

    Raises:
        ReadingError: it is damaged, over the limits or holds no words.
    """
    markup = data.decode("latin-1")
    _bound_groups(markup, limits)
    code_page = _CODE_PAGE.search(markup[:4096])
    page = code_page[1] if code_page else "936"
    charset, encoding = _BY_CODE_PAGE.get(page, ("", f"cp{page}"))
    prepared = _prepared(markup)
    text = _stripped(prepared, encoding)
    if charset and ordinariness(text) < _WRONG:
        # Chinese bytes in a font that is said to be Western.
        again = _stripped(_WESTERN.sub(rf"\\fcharset{charset}", prepared), encoding)
        text = again if ordinariness(again) > ordinariness(text) else text
    text = _NUMBER_AND_TAB.sub(_number, text).replace(_NUMBER, "")
    text = _TRAILING_TABS.sub("", text.replace("\r", "").replace("\xad", "").replace("\0", "\ufffd"))
    text = _BLANK_RUN.sub("\n\n", text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")).strip("\n")
    if not text.strip():
        raise no_text(RTF.name)
    return Content(text, encoding)


def _number(match: re.Match[str]) -> str:
    label = match[1].strip()
    return f"{label} " if label.isascii() and label[-1:].isalnum() else label


def _prepared(markup: str) -> str:
    """The markup as striprtf reads it rightly."""
    markup = _without_binary(markup)
    markup = _LIST_TEXT.sub(lambda _: rf"\plain {_NUMBER}", markup)
    # ``\*`` makes striprtf pass over the rest of the group, which is what deleted and hidden runs stand in.
    markup = _DELETED.sub(lambda _: r"\*\deleted", markup)
    if not _SHOWN_AGAIN.search(markup):
        markup = _HIDDEN.sub(lambda _: r"\*\v", markup)
    markup = _CELL.sub(lambda _: r"\tab", markup)
    # Two patterns of striprtf's, for links and for fonts, take time by the square over a long line of them.
    markup = _FONT.sub(lambda _: "\n\\f", _INSTRUCTIONS.sub(lambda _: r"\fldinst ", markup))
    return _HIGH.sub(lambda match: rf"\'{ord(match[0]):02x}", markup)


def _without_binary(markup: str) -> str:
    """The markup without pictures in bytes, in which anything may stand."""
    parts, at = [], 0
    for match in _BINARY.finditer(markup):
        if match.start() >= at:
            parts.append(markup[at : match.start()])
            at = match.end() + int(match[1])
    return "".join(parts) + markup[at:] if parts else markup


def _stripped(markup: str, encoding: str) -> str:
    from striprtf.striprtf import rtf_to_text  # noqa: PLC0415 - only where there is RTF

    try:
        text: str = rtf_to_text(markup, encoding=encoding, errors="replace")  # type: ignore[no-untyped-call]
    except (ValueError, LookupError, TypeError, OverflowError) as error:
        raise damaged(RTF.name) from error
    return text


def _bound_groups(markup: str, limits: Limits) -> None:
    if markup.count("{") > limits.nodes:
        raise suspicious(RTF.name, "内容的层次或数量异常")
