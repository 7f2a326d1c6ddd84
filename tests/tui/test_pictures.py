"""The pictures for README and docs: nothing to fetch, and Chinese in its two cells."""

from __future__ import annotations

import html
import re
from itertools import pairwise

from docs.screenshots import CELL, mend
from tests.tui.fakes import make_app, opened, press


async def test_a_picture_stands_alone_and_straight() -> None:
    app = make_app()
    async with opened(app, (120, 40)) as pilot:
        await press(pilot, "3")
        svg = mend(app.export_screenshot(title="整改跟踪"))
    assert re.findall(r"https?://[^\"]*", svg) == ["http://www.w3.org/2000/svg"]
    assert "url(http" not in svg
    assert "@font-face" not in svg
    assert "Noto Sans Mono CJK SC" in svg
    places = {html.unescape(text): x for x, text in re.findall(r'<text[^>]* x="([^"]*)"[^>]*>([^<]*)</text>', svg)}
    steps = [float(x) for x in places["路灯维护不及时"].split()]
    assert [round(after - before, 1) for before, after in pairwise(steps)] == [2 * CELL] * 6
