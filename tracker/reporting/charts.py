"""Charts as vector pictures, and as pixels for Word. The same chart always gives the same picture.

pygal draws, resvg turns the drawing into pixels with the fonts of the machine. pygal measures labels as if they were
Latin and puts the day of drawing and a script into the picture: both are put right here.
"""

from __future__ import annotations

import re
import sys
import unicodedata
from hashlib import sha256

import pygal
from pygal.style import Style

from tracker.reporting.blocks import Chart, Tone
from tracker.reporting.fonts import draws_chinese
from tracker.reporting.pixels import pixels
from tracker.reporting.wording import flowing, shortened

sys.meta_path = [finder for finder in sys.meta_path if type(finder) is not pygal.PluginImportFixer]
# pygal put a finder for its maps there, of a kind that Python warns of at every later import and that 3.12 dropped.

WIDTH = 760
"""Pixels of a drawing."""
FONT = 19
"""Pixels of the labels: a drawing is printed 156 mm wide, which makes them 11 points."""
_BAR = 42
_LEGEND_COLUMNS = 3
_LABEL_LIMIT = 26
_FAMILY = "Noto Sans CJK SC, Source Han Sans SC, Microsoft YaHei, PingFang SC, SimHei, WenQuanYi Zen Hei, sans-serif"
_COLOURS = {
    Tone.PROBLEM: "#2a6fb0",
    Tone.COMMITMENT: "#8fc1e3",
    Tone.CLOSED: "#3d8b57",
    Tone.CAME_BACK: "#c0392b",
    Tone.CLAIMED: "#e0a030",
    Tone.UNDER_WAY: "#8fc1e3",
    Tone.UNSAID: "#b9bec4",
}
"""Told apart by lightness too, so that a black-and-white copy can still be read."""
_NOT_DRAWN = re.compile(r"""<!--.*?-->|<script\b.*?</script>| id="activate-serie-\d+\"""", re.DOTALL)
"""The day and the addresses of pygal, its settings, and names for its script that would stand on a page many times."""


def svg(chart: Chart) -> str:
    """The chart as SVG text, to be set into a page as it is."""
    labels = [shortened(bar.label, _LABEL_LIMIT) for bar in chart.bars]
    rows = -(-len(chart.series) // _LEGEND_COLUMNS)
    drawing = pygal.HorizontalStackedBar(
        style=_style(chart),
        js=[],
        explicit_size=True,
        width=WIDTH,
        height=80 + _BAR * (len(labels) + 1) + 44 * rows,
        margin_bottom=34 * rows,
        margin_left=max(map(_wider, labels), default=0) + 20,
        margin_right=24,
        print_values=True,
        print_zeroes=False,
        value_formatter=lambda value: str(round(value)),
        y_labels=_ticks(chart),
        show_legend=len(chart.series) > 1,
        legend_at_bottom=True,
        legend_at_bottom_columns=_LEGEND_COLUMNS,
        truncate_label=-1,
        truncate_legend=-1,
        disable_xml_declaration=True,
    )
    drawing.uuid = sha256(repr(chart).encode("utf-8", "replace")).hexdigest()[:12]
    drawing.x_labels = labels[::-1]  # pygal draws the first bar at the bottom
    for place, series in enumerate(chart.series):
        drawing.add(flowing(series.label), [len(bar.parts[place]) for bar in reversed(chart.bars)])
    return _NOT_DRAWN.sub("", drawing.render(is_unicode=True))


def png(chart: Chart) -> bytes | None:
    """The chart as PNG, twice the drawing's size; ``None`` where the machine has no font for Chinese."""
    if not draws_chinese(_FAMILY):
        return None
    return pixels([svg(chart)], zoom=2, background="#ffffff")[0]


def _style(chart: Chart) -> Style:
    return Style(
        font_family=_FAMILY,
        background="#ffffff",
        plot_background="#ffffff",
        foreground="#333333",
        foreground_strong="#111111",
        foreground_subtle="#dddddd",
        guide_stroke_color="#cccccc",
        major_guide_stroke_color="#cccccc",
        opacity=".92",
        colors=tuple(_COLOURS[one.tone] for one in chart.series),
        label_font_size=FONT,
        major_label_font_size=FONT,
        value_font_size=FONT,
        legend_font_size=FONT,
    )


def _wider(label: str) -> int:
    """Pixels by which a label is wider than pygal takes it to be, which counts every character as narrow."""
    wide = sum(unicodedata.east_asian_width(one) in "WFA" for one in label)
    return round(wide * FONT * 0.45)


def _ticks(chart: Chart) -> list[int]:
    """Whole numbers along the axis: nothing is counted in halves."""
    longest = max((sum(map(len, bar.parts)) for bar in chart.bars), default=0)
    step = max(1, -(-longest // 10))
    return list(range(0, longest + step, step))
