"""What Textual does with keys in a line that is typed in, apart from ending it."""

from __future__ import annotations

from textual.binding import Binding
from textual.widgets import Input

EDITING = tuple(one for one in Input.BINDINGS if isinstance(one, Binding) and one.action != "submit")
EDITING_KEYS = frozenset(key.strip() for binding in EDITING for key in binding.key.split(","))
