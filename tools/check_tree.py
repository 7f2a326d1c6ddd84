"""Look for what must not be committed: absolute paths of a machine, hosts of package indexes, spoilt samples.

Names nothing it looks for in full, so that it may look at itself.
"""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
INDEX_HOST = re.compile(r"py" + r"pi\.org|python" + r"hosted\.org|py" + r"pi\.[a-z]+\.(?:edu|com|cn)|/simp" + r"le/?\b")
INDEX_OPTION = re.compile(r"--(?:extra-)?index-" + r"url[= ]\S|--find-" + r"links[= ]\S")
HOME_FOLDER = re.compile(r"(?<![\w.$}/-])/(?:ro" + r"ot|wo" + r"rk|Us" + r"ers/[a-z]+|ho" + r"me/[a-z]+)/")
BINARY = frozenset({".db", ".docx", ".pdf", ".png", ".webp", ".xlsx"})


def tracked_files() -> list[Path]:
    """The files that git tracks or would take."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
    ).stdout.decode("utf-8")
    return [path for name in listing.split("\0") if name and (path := ROOT / name).is_file()]


def complaints(files: list[Path]) -> list[str]:
    """One line for each thing found: file, line, what it is."""
    machine = [str(path) for path in (ROOT, Path.home()) if len(path.parts) > 2]
    found = []
    for path in files:
        if path.suffix in BINARY:
            continue
        name = path.relative_to(ROOT).as_posix()
        text = path.read_text(encoding="utf-8")
        if "\r" in text and not name.startswith(("seeds/", "tests/")):
            found.append(f"{name}: line ends of another system")
        for number, line in enumerate(text.split("\n"), start=1):
            if INDEX_HOST.search(line) or INDEX_OPTION.search(line):
                found.append(f"{name}:{number}: a package index: {line.strip()[:100]}")
            if HOME_FOLDER.search(line) or any(place in line for place in machine):
                found.append(f"{name}:{number}: a path of one machine: {line.strip()[:100]}")
    if (ROOT / "alembic" / "__init__.py").exists():
        found.append("alembic/__init__.py: hides the package of that name")
    return found


def main() -> int:
    """Print every complaint; exit status 1 where there is one."""
    files = tracked_files()
    found = complaints(files)
    for line in found:
        print(line, file=sys.stderr)
    print(f"check_tree: {len(files)} files, {len(found)} complaints")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
