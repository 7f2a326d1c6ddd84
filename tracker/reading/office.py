"""LibreOffice as a helper for what the readers here cannot read. Never needed; used where it is installed."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from tracker.reading.limits import Limits

_PROGRAMS = ("soffice", "libreoffice")


def program() -> str | None:
    """The path of LibreOffice, or ``None`` where there is none. ``TRACKER_OFFICE`` names another; empty means none."""
    named = os.environ.get("TRACKER_OFFICE")
    if named is not None:
        return shutil.which(named) if named.strip() else None
    return next((found for name in _PROGRAMS if (found := shutil.which(name))), None)


def convert(data: bytes, source: str, target: str, *, limits: Limits) -> bytes | None:
    """The file in another format, or ``None`` where LibreOffice is absent, fails or takes longer than the limit.

    It runs without a window and with a profile of its own, so that neither an open document nor its settings matter.

    Args:
        data: the file.
        source: its extension, without a dot.
        target: the extension wanted.
        limits: how long it may take and how large the result may be.
    """
    office = program()
    if office is None:
        return None
    with tempfile.TemporaryDirectory(prefix="tracker-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        given = folder / f"report.{source}"
        given.write_bytes(data)
        command = [
            office, "--headless", "--norestore", "--nolockcheck", "--nodefault",
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            "--convert-to", target, "--outdir", str(folder / "out"), str(given),
        ]  # fmt: skip
        if not _run(command, limits.seconds):
            return None
        made = folder / "out" / f"report.{target}"
        if not made.is_file() or made.stat().st_size > limits.part_bytes:
            return None
        return made.read_bytes()


def _run(command: list[str], seconds: int) -> bool:
    """Whether the program ended well in time; what it started ends with it."""
    quiet = subprocess.DEVNULL
    try:
        process = subprocess.Popen(  # noqa: S603 - a fixed program on a file of ours
            command, stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=sys.platform != "win32"
        )
    except OSError:
        return False
    try:
        return process.wait(seconds) == 0
    except subprocess.TimeoutExpired:
        with contextlib.suppress(OSError):
            if sys.platform == "win32":
                process.kill()
            else:
                os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return False
