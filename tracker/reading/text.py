"""Plain text and Markdown: the bytes as they stand, in whatever encoding."""

from __future__ import annotations

from tracker.reading.content import Content
from tracker.reading.decoding import decode
from tracker.reading.limits import Limits


def read(data: bytes, *, limits: Limits) -> Content:  # noqa: ARG001 - the file's size bounds it
    """The text of a text file.

    Raises:
        ReadingError: there is no text in the bytes, or no encoding gives an ordinary one.
    """
    return Content(*decode(data))
