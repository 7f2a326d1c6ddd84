"""Entry point. ``--version`` is answered before anything else is imported: it may cost little more than Python."""

from __future__ import annotations

import sys


def main() -> None:
    """Run the ``tracker`` command."""
    if sys.argv[1:] in (["--version"], ["-V"]):
        from tracker import __version__

        print(f"tracker {__version__}")
        return
    import gc

    # Nearly all that a command makes, classes and patterns above all, lives to its end. Looking for garbage among it,
    # at the usual pace and once more when the interpreter ends, takes an eighth of the time of a short run.
    gc.set_threshold(200_000, 20, 100)
    from tracker.lexicon import compiling

    compiling.keep_between_runs()
    from tracker.cli.app import run

    status = run()
    compiling.save()
    gc.freeze()
    sys.exit(status)


if __name__ == "__main__":
    main()
