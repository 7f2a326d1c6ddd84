from __future__ import annotations

import re
from dataclasses import replace
from html.parser import HTMLParser

from hypothesis import given
from hypothesis import strategies as st

from tracker.reporting.blocks import Card, Column, Document, Paragraph, Run, Table, cell, counted, naming, said
from tracker.reporting.html import html_page, render_html
from tracker.reporting.model import ClosureReport
from tracker.reporting.wording import flowing

VOID = {"meta", "col"}
DRAWN = set(
    re.findall(
        r"\w+",
        "html head meta title style body nav ol li a main h1 p q details summary ul div table caption colgroup col "
        "thead tbody tr th td section h4 dl dt dd",
    )
)
"""The tags that the renderer itself writes."""

hostile = st.text(alphabet=st.sampled_from("<>&\"'/=;-! scriptonload\n\t问题。"), max_size=60)


class Reading(HTMLParser):
    """What a browser sees: tags in balance, words, anchors and links."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.open: list[str] = []
        self.tags: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        assert tag != "details" or "p" not in self.open  # it would end the paragraph
        if tag not in VOID:
            self.open.append(tag)
        given_ = dict(attrs)
        assert not any(name.startswith("on") for name in given_)
        self.ids += [given_["id"] or ""] if "id" in given_ else []
        self.links += [given_["href"] or ""] if "href" in given_ else []
        assert "src" not in given_

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        if self.open[-1:] != ["style"]:
            self.words.append(data)


def read(page: str) -> Reading:
    reading = Reading()
    reading.feed(page)
    reading.close()
    assert not reading.open
    return reading


def test_every_link_leads_somewhere_and_every_home_is_given_once(report: ClosureReport) -> None:
    reading = read(render_html(report))
    assert len(reading.ids) == len(set(reading.ids))
    assert {link.removeprefix("#") for link in reading.links} <= set(reading.ids)
    homes = {one.removeprefix("item-") for one in reading.ids if one.startswith("item-")}
    expected = {one.number for one in report.items} | {one.number for one in report.new_items}
    actions = {"03-2022-06第1条", "03-2022-06第2条"}
    actions |= {"表述1", "表述2", "表述3"}
    assert homes == expected | actions | {one.number for one in report.earlier}


def test_every_figure_opens_into_its_items(report: ClosureReport) -> None:
    page = render_html(report)
    figures = re.findall(r"<details><summary>(\d+)</summary><ul>(.*?)</ul></details>", page)
    assert len(figures) > 20
    counted_here = [one for one in figures if "表述" not in one[1]]
    assert all(int(count) == items.count("<li>") for count, items in counted_here)
    total = next(items for count, items in figures if int(count) == len(report.problems))
    assert re.findall(r"<a[^>]*>(.*?)</a>", total) == [item.number for item in report.problems]


def test_nothing_is_loaded_and_nothing_runs(report: ClosureReport) -> None:
    page = render_html(report)
    assert "default-src 'none'" in page
    reading = read(page)
    assert not {"script", "link", "img", "iframe", "object"} & set(reading.tags)
    assert not re.search(r"""(?:href|src|url\()=?["']?(?!#)\w+:""", page)


def test_a_first_report_has_a_page_too(first_report: ClosureReport) -> None:
    assert "没有可以对照的上年问题和承诺" in "".join(read(render_html(first_report)).words)


@given(hostile)
def test_words_stay_words(words: str) -> None:
    column = Column(words, 10)
    document = Document(
        words,
        words,
        (
            Paragraph((Run(words), Run(words, quoted=True), counted([words, "01-2022-01"]))),
            Table(words, (column,), ((cell(words),), ((naming(words, words),),))),
            Card(words, ((words, (said(words), said(words))),), words),
        ),
    )
    reading = read(html_page(document))
    assert set(reading.tags) <= DRAWN
    assert flowing(words) in "".join(reading.words)


def test_the_same_report_gives_the_same_page(report: ClosureReport) -> None:
    assert render_html(report) == render_html(replace(report))
