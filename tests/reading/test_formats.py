"""The same report in every format is the same items."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.reading.old_word_files import doc
from tests.reading.page_files import laid_out, ofd, pdf
from tests.reading.web_files import rtf, web_page
from tests.reading.word_files import numbered_docx
from tracker.domain.report import Extraction
from tracker.extraction import extract
from tracker.reading import office, read_report
from tracker.reading.limits import Limits

ROOT = Path(__file__).resolve().parents[2]
SEEDS = sorted((ROOT / "seeds").rglob("*.txt"))


def printed(text: str) -> bytes:
    return pdf(laid_out(text))


def old_word(text: str) -> bytes:
    return doc(text.replace("\n", "\r") + "\r")


MAKERS: dict[str, Callable[[str], bytes]] = {
    "utf-8": str.encode,
    "utf-8-sig": lambda text: text.encode("utf-8-sig"),
    "gb18030": lambda text: text.encode("gb18030"),
    "utf-16": lambda text: text.encode("utf-16"),
    "utf-16-be": lambda text: text.encode("utf-16-be"),
    "utf-16-le": lambda text: text.encode("utf-16-le"),
    "crlf": lambda text: text.replace("\n", "\r\n").encode("gb18030"),
    "docx": lambda text: numbered_docx(text)[0],
    "pdf": printed,
    "pdf, narrow": lambda text: pdf(laid_out(text, per_line=22)),
    "pdf, turned": lambda text: pdf(laid_out(text), turned=90),
    "pdf, watermark": lambda text: pdf(laid_out(text), watermark="内部资料 注意保密"),
    "pdf, running head": lambda text: pdf(laid_out(text, head="年度抓基层党建述职报告")),
    "ofd": lambda text: ofd(laid_out(text)),
    "ofd, backwards": lambda text: ofd(laid_out(text), backwards=True),
    "ofd, running head": lambda text: ofd(laid_out(text, head="年度抓基层党建述职报告")),
    "html": lambda text: web_page(text).encode(),
    "html, gb18030": lambda text: web_page(text).encode("gb18030"),
    "rtf": rtf,
    "rtf, western font": lambda text: rtf(text, charset=0),
    "doc": old_word,
}
FORMATS = {name: name.split(",", maxsplit=1)[0] for name in MAKERS} | dict.fromkeys(list(MAKERS)[:7], "txt")


def items(found: Extraction) -> dict[str, list[tuple[str, str]]]:
    """What makes an item the same item: its order and its title."""
    return {
        "problems": [(problem.id, problem.title) for problem in found.problems],
        "commitments": [(promise.id, promise.title) for promise in found.commitments],
    }


@pytest.mark.parametrize("name", MAKERS)
def test_the_items_are_those_of_the_text(name: str, tmp_path: Path) -> None:
    for seed in SEEDS:
        plain = read_report(seed)
        # The name says nothing: content decides.
        path = tmp_path / "报告.txt"
        path.write_bytes(MAKERS[name](plain.text))
        source = read_report(path)
        assert source.layout.format == FORMATS[name]
        org, year = seed.parent.name, int(seed.stem)
        found = extract(source, org=org, year=year)
        assert items(found) == items(extract(plain, org=org, year=year)), seed
        for span in (*(problem.span for problem in found.problems), *(promise.span for promise in found.commitments)):
            assert span.of(source.text).strip()


def test_traditional_characters_in_big5_are_the_same_items(tmp_path: Path) -> None:
    text = "根據安排，現將青石鎮黨委2022年度工作情況報告如下。\n一、存在問題\n（一）學習不夠深入。學得不多。\n（二）作風不夠扎實。走得不多。\n"
    path = tmp_path / "a.txt"
    found = []
    for encoding in ("utf-8", "big5"):
        path.write_bytes(text.encode(encoding))
        source = read_report(path)
        assert source.text == text
        found.append(items(extract(source)))
    assert found[0] == found[1]


def test_word_counts_as_the_reports_do() -> None:
    automatic = 0
    for seed in SEEDS:
        text = read_report(seed).text
        data, numbers = numbered_docx(text)
        automatic += numbers
        from tracker.reading.docx import read

        assert read(data, limits=Limits()).text == text
    assert automatic > 100


def test_an_item_knows_its_page_or_paragraph(tmp_path: Path) -> None:
    text = read_report(ROOT / "seeds" / "云溪口镇党委" / "2022.txt").text
    for name, data in (("a.pdf", printed(text)), ("a.ofd", ofd(laid_out(text)))):
        (tmp_path / name).write_bytes(data)
        source = read_report(tmp_path / name)
        pages = source.layout.pages
        assert len(pages) > 2
        for page, start in enumerate(pages, 1):
            assert source.layout.page_at(start) == page
            assert f"—{page}—" in source.text[start : pages[page] if page < len(pages) else None]
    (tmp_path / "a.docx").write_bytes(numbered_docx(text)[0])
    source = read_report(tmp_path / "a.docx")
    lines = [line for line in source.text.split("\n") if line.strip()]
    for problem in extract(source).problems:
        at = source.layout.paragraph_at(problem.span.start)
        assert at is not None
        assert problem.span.of(source.text)[:10] in lines[at - 1]
        assert source.layout.page_at(problem.span.start) is None


# ------------------------------------------------------------------------------------------------------- by LibreOffice


@pytest.fixture(scope="module")
def converted(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """A report with automatic numbers as LibreOffice saves it in another format."""
    if "TRACKER_OFFICE" in os.environ or not (shutil.which("soffice") or shutil.which("libreoffice")):
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("office")
    text = (ROOT / "seeds" / "云溪口镇党委" / "2022.txt").read_text(encoding="utf-8")

    def convert(target: str) -> Path:
        path = folder / f"a.{target}"
        if not path.exists():
            data = office.convert(numbered_docx(text)[0], "docx", target, limits=Limits(seconds=180))
            if data is None:
                pytest.skip("LibreOffice does not run here")
            path.write_bytes(data)
        return path

    return convert


@pytest.mark.parametrize("target", ["doc", "rtf", "pdf", "html"])
def test_what_libreoffice_saves_is_the_same_items(target: str, converted: Callable[[str], Path]) -> None:
    plain = read_report(ROOT / "seeds" / "云溪口镇党委" / "2022.txt")
    source = read_report(converted(target))
    assert source.layout.format == target
    assert items(extract(source, org="甲", year=2022)) == items(extract(plain, org="甲", year=2022))
    words = "".join(source.text.split())
    for opening in ("二、存在的主要问题", "（一）边远村“造血”能力", "（四）着力严明"):
        # It was given lists that number themselves. To a web page it writes that they are numbered, not how.
        assert opening in words or target == "html"
