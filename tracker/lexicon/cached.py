"""Files kept between runs that can be made again at any time: where they lie, and how they are written."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path


def write_whole(path: Path, content: bytes) -> None:
    """Write a file, whole or not at all; two programs may do so at once.

    Raises:
        OSError: the folder cannot be made or written to.
    """
    import tempfile  # noqa: PLC0415  (nearly every run only reads)

    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=path.stem, suffix=".part")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).replace(path)
    except OSError:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def cache_folder() -> Path:
    """Where files are kept between runs that can be made again at any time."""
    import platformdirs  # noqa: PLC0415  (not for what compiles nothing)

    return platformdirs.user_cache_path("tracker", appauthor=False)
