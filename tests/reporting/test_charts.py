from __future__ import annotations

import re
import struct
from datetime import date
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.reporting import charts, fonts
from tracker.reporting.blocks import Bar, Chart, Document, Series, Tone
from tracker.reporting.charts import _FAMILY, WIDTH, png, svg
from tracker.reporting.composing import compose
from tracker.reporting.markdown import markdown
from tracker.reporting.model import ClosureReport
from tracker.reporting.official_layout import TYPE_AREA_MM
from tracker.reporting.pixels import pixels
from tracker.reporting.word import docx_bytes

CHART = Chart(
    "历年问题",
    "年度",
    (Series("已销号", Tone.CLOSED), Series("再次出现", Tone.CAME_BACK)),
    (Bar("2021年度", (("03-2021-01", "03-2021-02"), ("03-2021-03",))), Bar("2022年度", ((), ("03-2022-01",)))),
)


def drawn(chart: Chart) -> list[str]:
    return ["".join(one.itertext()) for one in ET.fromstring(svg(chart)).iter("{http://www.w3.org/2000/svg}text")]


def test_labels_and_counts_can_be_read() -> None:
    words = drawn(CHART)
    assert {"2021年度", "2022年度", "已销号", "再次出现", "2", "1"} <= set(words)


def test_a_picture_is_the_same_every_time_and_runs_nothing() -> None:
    assert svg(CHART) == svg(CHART)
    assert "<script" not in svg(CHART)
    assert "<!--" not in svg(CHART)


def test_labels_stand_inside_the_picture() -> None:
    chart = Chart("长", "项", (Series("份", Tone.CAME_BACK),), (Bar("村" * 26, (("03-2021-01",),)),))
    root = ET.fromstring(svg(chart))
    left = next(
        float(one.attrib["x"])
        for one in root.iter("{http://www.w3.org/2000/svg}text")
        if "村" in "".join(one.itertext())
    )
    plot = next(one for one in root.iter() if one.attrib.get("class", "").startswith("plot"))
    moved = float(plot.attrib["transform"].split("(")[1].split(",")[0])
    assert moved + left - 26 * 15 >= 0


@given(st.text(max_size=40), st.integers(0, 30))
def test_any_label_gives_well_formed_xml(label: str, count: int) -> None:
    chart = Chart(label, label, (Series(label, Tone.PROBLEM),), (Bar(label, (("03-2021-01",) * count,)),))
    ET.fromstring(svg(chart))


def test_pixels_where_the_machine_has_a_chinese_font() -> None:
    picture = png(CHART)
    if picture is None:
        pytest.skip("no Chinese font on this machine")
    assert picture.startswith(b"\x89PNG")
    assert struct.unpack(">I", picture[16:20]) == (2 * WIDTH,)


def test_counts_stand_as_a_table_where_chinese_cannot_be_drawn(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(charts, "draws_chinese", lambda _: False)
    made = docx_bytes(Document("题", "副题", (CHART,)), made_on=date(2024, 1, 5))
    assert made.startswith(b"PK")
    assert png(CHART) is None


def test_every_chart_of_the_report_has_its_table(report: ClosureReport) -> None:
    found = [block for block in compose(report).blocks if isinstance(block, Chart)]
    assert [chart.caption.split("　")[0] for chart in found] == [f"图{n}" for n in range(1, len(found) + 1)]
    for chart in found:
        assert chart.bars
        assert all(len(bar.parts) == len(chart.series) for bar in chart.bars)
        assert chart.caption in markdown(Document("题", "副题", (chart,)))


def sizes_in_print(chart: Chart) -> dict[str, float]:
    """Points of every label of a chart where it is as wide as the type area."""
    picture = svg(chart)
    sizes = {
        selector: float(size)
        for selector, size in re.findall(r" (\.[\w. -]+)\{font-family:[^}]*;font-size:(\d+)px\}", picture)
    }
    scale = TYPE_AREA_MM / 25.4 * 72 / WIDTH
    classes = {".legends": ".legends .legend text", ".axis": ".axis text", ".text-overlay": ".text-overlay text.value"}
    found = {}
    for kind, selector in classes.items():
        for group in ET.fromstring(picture).iter("{http://www.w3.org/2000/svg}g"):
            if kind[1:] in group.attrib.get("class", "").split():
                for text in group.iter("{http://www.w3.org/2000/svg}text"):
                    found["".join(text.itertext())] = sizes[selector] * scale
    return found


def test_labels_are_large_enough_to_be_read_in_print(report: ClosureReport) -> None:
    for chart in [CHART, *(block for block in compose(report).blocks if isinstance(block, Chart))]:
        sizes = sizes_in_print(chart)
        assert set(drawn(chart)) <= set(sizes)
        assert min(sizes.values()) >= 10
        assert max(sizes.values()) <= 12, "no larger than the words around it"


def test_no_label_is_drawn_as_a_box(report: ClosureReport) -> None:
    """A character that no font has is drawn like any other that none has."""
    if png(CHART) is None:
        pytest.skip("no Chinese font on this machine")
    charts_of = [block for block in compose(report).blocks if isinstance(block, Chart)]
    labels = {one for chart in charts_of for words in drawn(chart) for one in words if not one.isspace()}
    boxes = set(pixels([fonts.sample(_FAMILY, one) for one in "\U000f0001\U0010fffd\ue123"]))
    pictures = pixels([fonts.sample(_FAMILY, one) for one in sorted(labels)])
    assert labels >= set("已销号再次出现问题承诺")
    assert not boxes & set(pictures)
    assert len(set(pictures)) == len(pictures) == len(labels)
