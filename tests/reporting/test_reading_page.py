"""The report with all that was found in it as one page: whole, safe, and told without colour or script too."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.report import Extraction, PlainText
from tracker.extraction import extract
from tracker.extraction.particulars import with_particulars
from tracker.extraction.uncovered import uncovered
from tracker.reading import read_report
from tracker.reporting.marks import MarkKind, marks_of
from tracker.reporting.reading_page import reading_page

TEXT = """青石镇党委2023年工作报告
一、主要工作
组织中心组学习12次，走访党员60余人。去年查摆的3个问题全部完成整改。梳理问题清单9条（销号7条）。
二、存在问题
村里的账目一直没有公开过。
（一）个别支部理论学习不够深入。比如，河口支部半年没有研讨过一次。主要原因：考核不严。
（二）村集体经济薄弱。两个村没有增收产业。
三、下一步打算
（一）抓好理论学习。由组织办牵头，6月底前制定学习计划1份，组织专题研讨4次。
（二）壮大集体经济。进一步拓宽思路，不断增强发展后劲。
"""
HOSTILE = "二、存在问题\n（一）<script>alert(1)</script>不够\"好'。</main>&amp;\x00\x1b[31m\u202e夹\n（二）<img src=x onerror=1>不足。没有<b>办法</b>。\n"


def read(text: str) -> tuple[PlainText, Extraction]:
    source = PlainText(text, "utf-8", "ab" * 32, "某处/报告.txt")
    return source, with_particulars(source, extract(source))


def page_of(text: str) -> str:
    source, found = read(text)
    return reading_page(source, found, uncovered(source, found))


class Reader(HTMLParser):
    """Takes a page apart."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self._open: list[str] = []
        self._in_text = 0
        self._hidden = 0
        self.feed(page)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.tags.append((tag, values))
        if "id" in values:
            self.ids.append(values["id"] or "")
        if tag == "a":
            self.links.append(values.get("href") or "")
        if tag in ("meta", "input", "br"):
            return
        kind = values.get("class") or ""
        self._open.append("text" if kind == "text" else "tip" if kind == "tip" else tag)

    def handle_endtag(self, tag: str) -> None:
        self._open.pop()

    def handle_data(self, data: str) -> None:
        if "text" in self._open and "tip" not in self._open:
            self.text += data


def shown(text: str) -> str:
    return re.sub(
        "[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ud800-\udfff]", "\ufffd", text
    )


def test_the_text_stands_whole_and_in_order() -> None:
    assert Reader(page_of(TEXT)).text == TEXT
    assert Reader(page_of(HOSTILE)).text == shown(HOSTILE)


def test_every_link_leads_to_one_place_on_the_page() -> None:
    reader = Reader(page_of(TEXT))
    assert len(reader.ids) == len(set(reader.ids))
    assert {link.removeprefix("#") for link in reader.links} <= set(reader.ids)
    assert all(link.startswith("#") for link in reader.links)
    assert {"p1", "at-p1", "c2", "at-c2", "k1", "t1", "m1", "at-m1", "u1", "at-u1", "at-c1-2"} <= set(reader.ids)


def test_nothing_is_loaded_and_nothing_foreign_runs() -> None:
    page = page_of(HOSTILE)
    reader = Reader(page)
    policy = next(values["content"] for tag, values in reader.tags if values.get("http-equiv"))
    assert policy is not None
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert len(re.findall(r"'sha256-[A-Za-z0-9+/=]{44}'", policy)) == 2
    assert [tag for tag, _ in reader.tags].count("script") == 1
    assert not {"img", "b", "iframe", "link", "object"} & {tag for tag, _ in reader.tags} - {"b"}
    assert not [
        name for _, values in reader.tags for name in values if name.startswith("on") or name in ("src", "style")
    ]
    assert "http:" not in page
    assert "https:" not in page
    assert "<script>alert" not in page


def test_the_hashes_are_those_of_what_stands_in_the_page() -> None:
    import base64
    import hashlib

    page = page_of(TEXT)
    for tag in ("style", "script"):
        content = re.search(rf"<{tag}>(.*?)</{tag}>", page, re.DOTALL)
        assert content is not None
        digest = base64.b64encode(hashlib.sha256(content[1].encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in page


def test_problems_and_promises_lead_to_each_other() -> None:
    page = page_of(TEXT)
    card = re.search(r'<li id="p1".*?</li>', page, re.DOTALL)
    assert card is not None
    assert 'href="#at-c1"' in card[0]
    assert "考核不严" in card[0]
    assert "河口支部半年没有研讨过一次" in card[0]
    promise = re.search(r'<li id="c1".*?</dl></li>', page, re.DOTALL)
    assert promise is not None
    assert 'href="#at-p1"' in promise[0]
    assert "时限 2024-06-30" in promise[0]


def test_what_to_look_at_stands_at_the_top() -> None:
    page = page_of(TEXT)
    head = page.partition("<main")[0]
    assert "有 1 句没有归入任何一项" in head
    assert "空泛：没写明做到什么" in head
    assert page.index("没有归入的句子（1）") < page.index("问题（2）")


def test_what_is_told_needs_no_colour() -> None:
    reader = Reader(page_of(TEXT))
    labels = [values["data-label"] for _, values in reader.tags if "data-label" in values]
    assert {"问题 1", "问题 2", "承诺 1", "承诺 2", "整改说法 1", "清单数 1", "没有归入 1"} == set(labels)
    stretches = [
        values for tag, values in reader.tags if tag == "span" and (values.get("class") or "").startswith("s ")
    ]
    assert stretches
    assert all(values["title"] for values in stretches)


def test_a_report_with_nothing_in_it() -> None:
    reader = Reader(page_of("今天天气很好。\n"))
    assert reader.text == "今天天气很好。\n"


@pytest.mark.parametrize("organisation", ["云溪口镇党委", "澜城市第三人民医院党委", "白鹭洼村党支部"])
def test_the_sample_reports(seeds: Path, organisation: str) -> None:
    for path in sorted((seeds / organisation).glob("*.txt")):
        source = read_report(path)
        found = with_particulars(source, extract(source))
        marks = marks_of(source, found, uncovered(source, found))
        reader = Reader(reading_page(source, found, uncovered(source, found)))
        assert reader.text == source.text
        assert len({mark.id for mark in marks}) == len(marks)
        assert {f"at-{mark.id}" for mark in marks} <= set(reader.ids)
        counted = {kind: sum(mark.kind is kind for mark in marks) for kind in MarkKind}
        assert counted[MarkKind.PROBLEM] == len(found.problems)
        assert counted[MarkKind.METRIC] == len(found.metrics)


@given(
    st.lists(
        st.sampled_from([*TEXT.splitlines(), "<", "&", '"', "\u202e", "（三）", "一是不够好。", "；"]), max_size=12
    )
)
def test_any_text_comes_back_as_it_was(lines: list[str]) -> None:
    text = "\n".join(lines)
    assert Reader(page_of(text or "空")).text == shown(text or "空")
