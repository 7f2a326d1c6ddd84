"""Drawings to pixels, in a process of their own.

While resvg draws, every other thread of its process stands still: half a second for a chart, in which no key would be
taken on a screen behind which a report is being made.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from base64 import b64decode, b64encode
from collections.abc import Sequence
from pathlib import Path

_PACKAGES = Path(__file__).resolve().parents[2]
"""Where this program can be imported from."""


def pixels(drawings: Sequence[str], *, zoom: int = 1, background: str | None = None) -> list[bytes]:
    """SVG drawings as PNG pictures; all of them are drawn by one process.

    Args:
        drawings: SVG texts.
        zoom: pixels of the picture for each pixel of the drawing.
        background: colour of what nothing is drawn on; transparent unless told.
    """
    command = [sys.executable, "-m", __name__]
    path = os.pathsep.join(filter(None, (str(_PACKAGES), os.environ.get("PYTHONPATH", ""))))
    asked = json.dumps([list(drawings), zoom, background]).encode("ascii")
    try:
        done = subprocess.run(  # noqa: S603 - this program itself
            command, input=asked, capture_output=True, check=True, env={**os.environ, "PYTHONPATH": path}
        )
    except (OSError, subprocess.CalledProcessError):  # no other process to be had: better a screen that stands still
        return _drawn(drawings, zoom, background)
    return [b64decode(one) for one in done.stdout.split()]


def _drawn(drawings: Sequence[str], zoom: int, background: str | None) -> list[bytes]:
    import resvg_py  # noqa: PLC0415 - whoever asks a process to draw does not need it

    return [bytes(resvg_py.svg_to_bytes(svg_string=one, zoom=zoom, background=background)) for one in drawings]


def main() -> None:
    """Read drawings from standard input, write their pictures to standard output, one a line."""
    for picture in _drawn(*json.load(sys.stdin.buffer)):
        sys.stdout.buffer.write(b64encode(picture) + b"\n")


if __name__ == "__main__":
    main()
