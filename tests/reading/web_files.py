"""Web pages and RTF documents made from a text."""

from __future__ import annotations

from html import escape


def web_page(text: str, *, heading: str = "述职报告") -> str:
    """A page of a government site with the text for its article."""
    columns = "".join(f'<li><a href="/{number}">栏目{number}工作动态</a></li>' for number in range(12))
    paragraphs = "".join(f"<p>　　{escape(line)}</p>\n" for line in text.split("\n"))
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{heading}_某某网</title>'
        '<script>var a = "<p>存在问题。一是假的。</p>";</script><style>p { color: red }</style></head><body>'
        f'<div class="top"><ul>{columns}</ul></div><div id="main"><div>当前位置：<a href="/">首页</a> &gt; <a>党建</a></div>'
        f'<h1>{heading}</h1><div id="zoom">{paragraphs}</div>'
        '<div class="next"><a href="/2">上一篇：某某镇党委述职报告，工作不断加强。</a></div></div>'
        '<div class="footer">版权所有：某某县委组织部。联系电话：0000。</div></body></html>'
    )


def rtf(text: str, *, code_page: int = 936, charset: int = 134, more: str = "") -> bytes:
    """An RTF document with the text in its body."""
    encoding = f"cp{code_page}"
    body = "".join(f"{{\\pard\\plain {_escaped(line, encoding)}\\par}}\n" for line in text.split("\n"))
    fonts = f"{{\\fonttbl{{\\f0\\fnil\\fcharset{charset} SimSun;}}}}"
    head = f"{{\\rtf1\\ansi\\ansicpg{code_page}\\deff0{fonts}{{\\header\\pard {_escaped('页眉', encoding)}\\par}}\n"
    return f"{head}{body}{more}}}".encode("ascii")


def _escaped(line: str, encoding: str) -> str:
    written = ""
    for char in line:
        if char.isascii():
            written += f"\\{char}" if char in "\\{}" else char
            continue
        try:
            written += "".join(f"\\'{byte:02x}" for byte in char.encode(encoding))
        except UnicodeEncodeError:
            units = char.encode("utf-16-le")
            for at in range(0, len(units), 2):
                unit = int.from_bytes(units[at : at + 2], "little")
                written += f"\\u{unit - 0x10000 if unit > 0x7FFF else unit}?"
    return written
