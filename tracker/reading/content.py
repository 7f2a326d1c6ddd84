"""What the reader of a format gives back."""

from __future__ import annotations

from dataclasses import dataclass

from tracker.domain.errors import ReadingError


@dataclass(frozen=True, slots=True)
class Content:
    """The text of a file and where its pages or paragraphs start."""

    text: str
    encoding: str
    """Python name of the codec that the characters stood in; empty where the format has none, as PDF."""
    pages: tuple[int, ...] = ()
    """Start of each page, code points into ``text``."""
    paragraphs: tuple[int, ...] = ()
    """Start of each paragraph that holds text."""
    warnings: tuple[str, ...] = ()
    """What was there and could not be read, each one Chinese sentence."""


def damaged(name: str) -> ReadingError:
    """The refusal of a file that is broken or cut short."""
    return ReadingError(f"这是{name}，但内容不完整或已损坏", "请打开原文件核对，另存一份再导入；也可能是没有下载完")


def encrypted(name: str) -> ReadingError:
    """The refusal of a file that asks for a password."""
    return ReadingError(f"这是加了密码的{name}，读不了", "请用原来的程序打开，去掉密码，另存一份再导入")


def no_text(name: str) -> ReadingError:
    """The refusal of a file that holds no words."""
    return ReadingError(f"这是{name}，里面没有文字", "请打开原文件核对")


def suspicious(name: str, what: str) -> ReadingError:
    """The refusal of a file that is made to do harm, or looks as if it were."""
    return ReadingError(
        f"这是{name}，但{what}，没有读", "请确认文件的来源；如果是正常文件，请用 Word 或 WPS 另存一份再导入"
    )
