from __future__ import annotations

import struct
from datetime import date
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.reporting import charts
from tracker.reporting.blocks import Bar, Chart, Document, Series, Tone
from tracker.reporting.charts import WIDTH, png, svg
from tracker.reporting.composing import compose
from tracker.reporting.markdown import markdown
from tracker.reporting.model import ClosureReport
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
    monkeypatch.setattr(charts, "_chinese_can_be_drawn", lambda: False)
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
