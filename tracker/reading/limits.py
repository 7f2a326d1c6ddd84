"""How much of a file is taken in before it is refused: settings with defaults that no honest report comes near."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace

from tracker.domain.errors import ReadingError, UsageError

PREFIX = "TRACKER_MAX_"
"""``TRACKER_MAX_PAGES=600`` sets ``Limits.pages``; every field has a variable of that form."""

MIB = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds on one file. All are inclusive."""

    file_bytes: int = 20 * MIB
    """The file itself; a report of a hundred pages is some 200 KiB of text."""
    kept_bytes: int = 10 * MIB
    """An original up to this size is kept in the ledger, a larger one by its path and SHA-256 only."""
    chars: int = 1_000_000
    """The text read out, in code points; a page holds some 800."""
    pages: int = 300
    """Pages of a PDF or an OFD. Also the images of a scan are counted so."""
    part_bytes: int = 32 * MIB
    """One unpacked part of a container: the XML of a .docx, a page of an .ofd, a stream of a .pdf."""
    unpacked_bytes: int = 128 * MIB
    """All unpacked parts together."""
    ratio: int = 400
    """Unpacked over packed, for parts of more than 1 MiB; Word's own XML stays under 60."""
    parts: int = 5_000
    """Entries of a container."""
    nodes: int = 1_500_000
    """Elements of one XML part or tags of one web page."""
    depth: int = 256
    """Elements or groups inside each other."""
    seconds: int = 60
    """How long an outside converter may take, and the reading of all pages of a PDF."""


DEFAULTS = Limits()


def limits_from(environ: Mapping[str, str] | None = None) -> Limits:
    """The limits with what the environment sets.

    Raises:
        UsageError: a variable is no whole number above 0.
    """
    given = os.environ if environ is None else environ
    limits = DEFAULTS
    for field in fields(Limits):
        variable = PREFIX + field.name.upper()
        value = given.get(variable, "").strip()
        if not value:
            continue
        if not (value.isdecimal() and 0 < int(value) < 2**53):
            usual = getattr(DEFAULTS, field.name)
            raise UsageError(f"环境变量 {variable} 是“{value}”，不是正整数", f"例如 {variable}={usual}")
        limits = replace(limits, **{field.name: int(value)})
    return limits


def size_for_people(size: int) -> str:
    """A number of bytes as people say it."""
    return f"{size / MIB:g} MB" if size >= MIB else f"{size} 字节"


def over(what: str, limit: str, field: str) -> ReadingError:
    """The refusal of a file that is over a limit, with the setting that raises it."""
    variable = PREFIX + field.upper()
    return ReadingError(
        f"{what}超过 {limit}，不像一份报告", f"请检查是不是选错了文件；确实要读，请调大环境变量 {variable}"
    )
