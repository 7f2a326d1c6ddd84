"""Entry point. ``--version`` is answered before anything else is imported: it may cost little more than Python."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the ``tracker`` command."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from tracker import __version__

        print(f"tracker {__version__}")
        return
    from tracker.cli.app import run

    sys.exit(run())


if __name__ == "__main__":
    main()
