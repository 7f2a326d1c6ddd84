from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from tracker.domain.errors import ReadingError
from tracker.domain.report import Layout
from tracker.reading import find_reports, read_report
from tracker.reading.limits import Limits

AS_ROOT = hasattr(os, "geteuid") and os.geteuid() == 0


def _write(path: Path, text: str = "存在问题：一是学习不够。") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode())
    return path


def _names(folder: Path, paths: list[Path]) -> list[str]:
    return [path.relative_to(folder).as_posix() for path in paths]


def test_a_report_keeps_its_text_encoding_hash_and_path(tmp_path: Path) -> None:
    data = "一、存在问题\r\n学习不够。".encode("gb18030")
    path = tmp_path / "报告"
    path.write_bytes(data)
    report = read_report(path)
    assert report.text == "一、存在问题\n学习不够。"
    assert report.encoding == "gb18030"
    assert report.sha256 == hashlib.sha256(data).hexdigest()
    assert report.path == str(path)
    assert report.layout == Layout("txt")


def test_markdown_is_read_as_it_stands(tmp_path: Path) -> None:
    text = "# 报告\n\n## 存在问题\n\n1. **学习不够**\n"
    assert read_report(_write(tmp_path / "a.md", text)).text == text


def test_a_missing_file(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="没有这个文件"):
        read_report(tmp_path / "无.txt")


def test_a_link_to_nowhere(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "无.txt")
    with pytest.raises(ReadingError, match="没有这个文件"):
        read_report(tmp_path / "a.txt")


def test_a_folder_is_no_report(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="文件夹"):
        read_report(tmp_path)


@pytest.mark.parametrize("data", [b"", b"\n \n"])
def test_an_empty_file(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "a.txt").write_bytes(data)
    with pytest.raises(ReadingError, match="空"):
        read_report(tmp_path / "a.txt")


def test_a_name_the_system_refuses(tmp_path: Path) -> None:
    with pytest.raises(ReadingError, match="打不开文件"):
        read_report(tmp_path / ("长" * 300))


@pytest.mark.skipif(AS_ROOT, reason="root may read everything")
def test_a_file_without_permission(tmp_path: Path) -> None:
    path = _write(tmp_path / "a.txt")
    path.chmod(0)
    with pytest.raises(ReadingError, match="没有读取权限"):
        read_report(path)


def test_a_refused_permission_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = _write(tmp_path / "a.txt")

    def refuse(*args: object, **kwargs: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(ReadingError, match="没有读取权限"):
        read_report(path)


def test_the_limit_is_inclusive_and_nothing_beyond_it_is_read(tmp_path: Path) -> None:
    path = _write(tmp_path / "a.txt", "学习不够")
    assert read_report(path, limits=Limits(file_bytes=12)).text == "学习不够"
    with pytest.raises(ReadingError, match="超过 11 字节"):
        read_report(path, limits=Limits(file_bytes=11))


def test_a_huge_sparse_file_is_refused_by_its_size(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(21 * 1024 * 1024)
    with pytest.raises(ReadingError, match="超过 20 MB"):
        read_report(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="named pipes are a Unix matter")
def test_an_endless_device_is_read_up_to_the_limit() -> None:
    with pytest.raises(ReadingError, match="超过 1000 字节"):
        read_report(Path("/dev/zero"), limits=Limits(file_bytes=1000))


def test_folders_are_searched_in_order_and_what_is_no_report_is_passed_over(tmp_path: Path) -> None:
    for name in (
        "b/2022.txt", "b/2021.TXT", "a/2023.md", "a/x/2020.txt", "z.txt",
        "README.md", "a/readme.txt", ".hidden.txt", ".git/a.txt", "~$z.txt", "a/~$2023.docx", "a/c.docx", "a/c.xlsx",
        "a/c.zip", "a/c.png", "a/2023.gold.json", "说明.txt", "b/1.doc", "b/2.WPS", "b/3.pdf", "b/4.ofd", "b/5.rtf", "b/6.html",
        "b/7.htm", "b/说明.docx",
    ):  # fmt: skip
        _write(tmp_path / name)
    assert _names(tmp_path, find_reports([tmp_path])) == [
        "a/2023.md", "a/c.docx", "a/x/2020.txt", "b/1.doc", "b/2.WPS", "b/2021.TXT", "b/2022.txt", "b/3.pdf", "b/4.ofd",
        "b/5.rtf", "b/6.html", "b/7.htm", "z.txt",
    ]  # fmt: skip


def test_files_are_taken_as_given_and_each_once(tmp_path: Path) -> None:
    readme = _write(tmp_path / "README.md")
    report = _write(tmp_path / "d" / "a.txt")
    linked = tmp_path / "same.txt"
    linked.symlink_to(report)
    missing = tmp_path / "无.txt"
    found = find_reports([missing, readme, tmp_path / "d" / ".." / "d" / "a.txt", tmp_path / "d", linked])
    assert found == [missing, readme, tmp_path / "d" / ".." / "d" / "a.txt"]


def test_a_folder_without_reports(tmp_path: Path) -> None:
    _write(tmp_path / "README.md")
    with pytest.raises(ReadingError, match="没有报告") as caught:
        find_reports([tmp_path])
    assert str(tmp_path) in caught.value.message


def test_folders_linked_in_a_circle_end(tmp_path: Path) -> None:
    _write(tmp_path / "a" / "1.txt")
    (tmp_path / "a" / "loop").symlink_to(tmp_path, target_is_directory=True)
    (tmp_path / "self.txt").symlink_to(tmp_path / "self.txt")
    found = find_reports([tmp_path])
    assert _names(tmp_path, found) == ["a/1.txt", "self.txt"]
    with pytest.raises(ReadingError, match="打不开文件"):
        read_report(found[1])


def test_a_folder_inside_that_may_not_be_entered_is_kept_and_reading_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _write(tmp_path / "a" / "1.txt")
    locked = tmp_path / "locked"
    locked.mkdir()
    iterdir, access = Path.iterdir, os.access

    def list_unlocked(path: Path) -> Iterator[Path]:
        if path == locked:
            raise PermissionError(13, "Permission denied")
        return iter(iterdir(path))

    monkeypatch.setattr(Path, "iterdir", list_unlocked)
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != locked and access(path, mode))
    assert find_reports([tmp_path]) == [tmp_path / "a" / "1.txt", locked]
    with pytest.raises(ReadingError, match="没有权限打开文件夹"):
        read_report(locked)
    with pytest.raises(ReadingError, match="打不开文件夹"):
        find_reports([locked])
