"""Write the lock files: one resolution for every Python from 3.11 on and every system, with hashes and no index named.

``requirements.lock`` is what the program needs to run; ``requirements-dev.lock`` adds the extras, the test runner and
the checkers.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
COMMON = (
    "--quiet",
    "--universal",
    "--python-version=3.11",
    "--generate-hashes",
    "--no-emit-index-url",
    "--no-emit-find-links",
    "--no-header",
    "--no-annotate",
)
LOCKS = {
    "requirements.lock": (),
    "requirements-dev.lock": ("--all-extras", "--group=test", "--group=check", "--constraints=requirements.lock"),
}


def main() -> int:
    """Resolve both; what is locked stays where it fits unless ``--upgrade`` is given."""
    for name, options in LOCKS.items():
        command = [sys.executable, "-m", "uv", "pip", "compile", "pyproject.toml", *COMMON, *options, *sys.argv[1:]]
        subprocess.run([*command, f"--output-file={name}"], cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        print(name)
    return 0


if __name__ == "__main__":
    sys.exit(main())
