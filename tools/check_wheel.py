"""Build the wheel, install it into an empty environment, and use it from another folder, as people without a clone do.

What is run there: ``--version``, an import (which makes the ledger with the migrations inside the wheel), the same
import again, the list, one item, and a closure report in Word and Markdown.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path
from zipfile import ZipFile

ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "seeds" / "云溪口镇党委"


def build(folder: Path) -> Path:
    """The wheel, built without an environment of its own: the build backend is pinned in ``requirements-dev.lock``."""
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(folder), str(ROOT)],
        check=True,
        stdout=subprocess.DEVNULL,
    )
    (wheel,) = folder.glob("*.whl")
    return wheel


def complaints(wheel: Path) -> list[str]:
    """What is missing in the wheel, or has no business there."""
    with ZipFile(wheel) as archive:
        names = archive.namelist()
    scripts = {f"tracker/_migrations/versions/{path.name}" for path in (ROOT / "alembic" / "versions").glob("*.py")}
    data = {
        path.relative_to(ROOT).as_posix()
        for path in (ROOT / "tracker").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and "_migrations" not in path.parts
    }
    found = [
        f"not in the wheel: {name}" for name in sorted((scripts | data | {"tracker/_migrations/env.py"}) - set(names))
    ]
    found += [
        f"in the wheel: {name}"
        for name in names
        if not name.startswith(("tracker/", "tracker-")) or "__pycache__" in name or name.endswith(".pyc")
    ]
    return found


def install(wheel: Path, folder: Path) -> Path:
    """The ``tracker`` command of a new environment that holds what the lock names and the wheel."""
    venv.create(folder, with_pip=True)
    bin_folder = folder / ("Scripts" if os.name == "nt" else "bin")
    pip = [str(bin_folder / "python"), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
    subprocess.run([*pip, "-r", str(ROOT / "requirements.lock")], check=True)
    subprocess.run([*pip, "--no-deps", "--no-index", str(wheel)], check=True)
    return bin_folder / "tracker"


def use(command: Path, folder: Path) -> list[str]:
    """Run the installed program in ``folder``; what went wrong, one line each."""
    home = folder.parent / "home"
    ours = {"PYTHONPATH", "TRACKER_DB", "VIRTUAL_ENV", "XDG_DATA_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"}
    environment = {key: value for key, value in os.environ.items() if key not in ours}
    environment |= {"HOME": str(home), "LOCALAPPDATA": str(home), "APPDATA": str(home)}
    environment["PYTHONUTF8"] = "1"

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [str(command), *arguments],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    found = []
    steps = (
        (("--version",), "tracker "),
        (("--db", "ledger.db", "import", str(SAMPLE)), "2023"),
        (("--db", "ledger.db", "import", str(SAMPLE)), ""),
        (("--db", "ledger.db", "list"), "01-2021-01"),
        (("--db", "ledger.db", "show", "01-2021-01"), "01-2021-01"),
        (("--db", "ledger.db", "report", "closure", "--org", SAMPLE.name, "--year", "2023"), ""),
    )
    for arguments, wanted in steps:
        done = run(*arguments)
        if done.returncode or wanted not in done.stdout:
            found.append(
                f"tracker {' '.join(arguments)}: exit {done.returncode}: {(done.stderr or done.stdout)[-2000:]}"
            )
    found += [f"no closure report in {suffix}" for suffix in (".docx", ".md") if not list(folder.rglob(f"*{suffix}"))]
    return found


def main() -> int:
    """Print what is wrong; exit status 1 where something is."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        wheel = build(folder)
        found = complaints(wheel)
        elsewhere = folder / "另一个 文件夹"
        elsewhere.mkdir()
        found += use(install(wheel, folder / "venv"), elsewhere)
        for line in found:
            print(line, file=sys.stderr)
        print(f"check_wheel: {wheel.name}, {wheel.stat().st_size / 1e3:.0f} kB, {len(found)} complaints")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
