"""The two sets of colours: Textual's own, mended where text on them is too pale to be read.

Every colour of text has a contrast of at least 4.5 to what it stands on, as WCAG 2.1 asks of text (1.4.3).
"""

from __future__ import annotations

from dataclasses import replace

from textual.theme import BUILTIN_THEMES, Theme

DARK, LIGHT = "textual-dark", "textual-light"

_VARIABLES: dict[str, dict[str, str]] = {
    DARK: {"foreground-muted": "#9A9A9A", "text-error": "#E08FA2", "block-cursor-foreground": "#FFFFFF"},
    LIGHT: {
        "foreground-muted": "#505050",
        "text-success": "#1B5E31",
        "text-warning": "#6E4300",
        "text-error": "#7A1F37",
        "text-primary": "#002D4F",
    },
}


def themes() -> tuple[Theme, ...]:
    """The themes, to be registered under the names that Textual's own have."""
    return tuple(
        replace(BUILTIN_THEMES[name], variables={**BUILTIN_THEMES[name].variables, **own})
        for name, own in _VARIABLES.items()
    )
