from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from tracker.reporting.blocks import Column, Document, Heading, Paragraph, Run, Table, cell, said
from tracker.reporting.markdown import markdown, render_markdown
from tracker.reporting.model import ClosureReport
from tracker.reporting.wording import flowing

GOLDEN = Path(__file__).parent / "golden"

markup = st.text(alphabet=st.sampled_from("|*_`<>[]()#-+=~!&;.\\1234@:/ \n\t 问题hw"), max_size=40)


def parsed(text: str) -> list[Token]:
    return MarkdownIt("gfm-like", {"linkify": False}).parse(text)


def spoken(tokens: list[Token]) -> list[str]:
    """What a reader of the rendered page sees of each line, markup gone."""
    lines = []
    for token in tokens:
        if token.type == "inline":
            children = token.children or []
            assert {child.type for child in children} <= {"text", "text_special", "strong_open", "strong_close"}
            lines.append("".join(child.content for child in children))
    return lines


@pytest.mark.parametrize("name", ["closure", "first_year"])
def test_golden(name: str, report: ClosureReport, first_report: ClosureReport) -> None:
    """Run with TRACKER_WRITE_GOLDEN=1 to write the files anew, then read the difference."""
    made = render_markdown(report if name == "closure" else first_report)
    file = GOLDEN / f"{name}.md"
    if os.environ.get("TRACKER_WRITE_GOLDEN"):
        file.write_text(made, encoding="utf-8", newline="\n")
    assert made == file.read_text(encoding="utf-8")


def test_every_table_is_read_as_a_table(report: ClosureReport) -> None:
    tokens = MarkdownIt("gfm-like", {"linkify": False}).parse(render_markdown(report))
    assert sum(token.type == "table_open" for token in tokens) == 21
    assert not any(token.type.startswith("html_block") for token in tokens)


@given(markup)
@example("| a | b |")
@example("<script>alert(1)</script>")
@example("1. 一")
@example("- 一")
@example("---")
@example("[a](http://b) www.c.cn d@e.cn")
@example("&lt;&#124;")
@example("末尾\\")
def test_no_text_becomes_markup(text: str) -> None:
    line = flowing(text)
    assume(line)
    document = Document(
        text,
        text,
        (
            Heading(1, text),
            Paragraph((Run(text), Run(text, quoted=True))),
            Table("表" + text, (Column("列" + text, 1), Column("乙", 1)), ((cell(text), cell("后")),)),
        ),
    )
    tokens = parsed(markdown(document))
    heard = spoken(tokens)
    assert heard[:4] == [line, line, line, line + line]
    assert [token.tag for token in tokens if token.type == "heading_open"] == ["h1", "h2"]
    assert sum(token.type == "td_open" for token in tokens) == 2
    assert sum(token.type == "th_open" for token in tokens) == 2
    assert heard[-2:] == [line, "后"]
    allowed = {"heading", "paragraph", "table", "thead", "tbody", "tr", "th", "td"}
    assert {token.type.rsplit("_", 1)[0] for token in tokens if token.type != "inline"} <= allowed


def test_a_page_never_links_to_an_address_in_a_quote() -> None:
    document = Document("题", "副", (Paragraph(said("见 http://a.cn 和 www.b.cn 和 c@d.cn")),))
    text = markdown(document)
    assert "http://" not in text
    assert "www." not in text
    assert "c@d" not in text
    assert spoken(parsed(text))[-1] == "见 http://a.cn 和 www.b.cn 和 c@d.cn"


def test_the_same_report_gives_the_same_text(report: ClosureReport) -> None:
    made = render_markdown(report)
    assert made == render_markdown(replace(report))
    assert made.endswith("\n")
    assert not made.endswith("\n\n")
    made.encode("utf-8")
