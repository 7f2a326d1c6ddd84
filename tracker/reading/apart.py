"""Reading done in a process of its own, which can be held to a bound: what a hostile file breaks there is not this one.

The other process is a module of this program that is run with ``python -m``, calls ``bound`` first, and writes JSON.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

_PACKAGES = Path(__file__).resolve().parents[2]
"""Where this program can be imported from."""


def bound(memory: int, seconds: int) -> None:
    """Hold this process to so many bytes and seconds, where the system can."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - Unix only

    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def told(module: str, *arguments: str, data: bytes = b"", seconds: int) -> dict[str, Any] | None:
    """What a module says of a file when it is run in a process of its own.

    Args:
        module: its name.
        arguments: what it is run with.
        data: its standard input.
        seconds: how long it may take.

    Returns:
        What it wrote; ``None`` where it was stopped by its bounds, or crashed.

    Raises:
        TimeoutError: it took too long.
        OSError: it cannot be started.
    """
    path = os.pathsep.join(filter(None, (str(_PACKAGES), os.environ.get("PYTHONPATH", ""))))
    command = [sys.executable, "-m", module, *arguments]
    try:
        done = subprocess.run(  # noqa: S603 - this program itself
            command, input=data, capture_output=True, check=False, timeout=seconds,
            env={**os.environ, "PYTHONPATH": path},
        )  # fmt: skip
        found: dict[str, Any] = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        raise TimeoutError from None
    except ValueError:
        return None
    return found
