"""Run the commands that README and the walk-throughs show and put what they print below them; ``--check`` compares.

A ``console`` block holds commands after ``$ `` and their output. They are run in order, in one scratch folder that has
``seeds/`` in it, by the interpreter that runs this. Times of day are not compared.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
PAGES = (README, ROOT / "docs" / "follow-up.md")
ACTOR = "王敏"
_BLOCK = re.compile(r"(?<=^```console\n).*?(?=^```$)", re.DOTALL | re.MULTILINE)
_TIME = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d")


def output_of(command: str, folder: Path) -> str:
    """What a command prints, standard error after standard output.

    Raises:
        RuntimeError: it failed.
    """
    program, *arguments = shlex.split(command)
    if program != "tracker":
        raise RuntimeError(f"only tracker is run: {command}")
    environment = {key: value for key, value in os.environ.items() if key not in {"TRACKER_DB", "COLUMNS"}}
    environment |= {"TRACKER_ACTOR": ACTOR, "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-m", "tracker", *arguments],
        cwd=folder,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"{command}: exit {done.returncode}: {done.stderr}")
    return "\n".join(line.rstrip() for line in (done.stdout + done.stderr).rstrip("\n").split("\n"))


def rewritten(text: str) -> str:
    """``text`` with the output below every command as it is now."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "seeds", folder / "seeds")

        def block(found: re.Match[str]) -> str:
            commands = [line for line in found[0].splitlines() if line.startswith("$ ")]
            return "".join(f"{line}\n{output_of(line[2:], folder)}\n" for line in commands)

        return _BLOCK.sub(block, text)


def same(one: str, other: str) -> bool:
    """True where both texts agree but for times of day."""
    return _TIME.sub("时间", one) == _TIME.sub("时间", other)


def main() -> int:
    """Rewrite the pages named, or all; with ``--check`` say with exit status 1 which are out of date."""
    named = {Path(one).resolve() for one in sys.argv[1:] if not one.startswith("-")}
    status = 0
    for page in PAGES:
        if named and page not in named:
            continue
        text = page.read_text(encoding="utf-8")
        now = rewritten(text)
        if same(text, now):
            continue
        if "--check" in sys.argv[1:]:
            print(f"{page.name} shows other output than the program gives: run python -m tools.readme", file=sys.stderr)
            status = 1
        else:
            page.write_text(now, encoding="utf-8")
    return status


if __name__ == "__main__":
    sys.exit(main())
