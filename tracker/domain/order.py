"""Orders of a list."""

from __future__ import annotations

from tracker.domain.kinds import LabelledEnum


class Order(LabelledEnum):
    """How a list of items is put in order."""

    UNIT = "unit", "按单位"
    DEADLINE = "deadline", "按时限"
    YEAR = "year", "按年份"
