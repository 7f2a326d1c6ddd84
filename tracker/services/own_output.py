"""Documents that the program itself writes: they tell of problems, and are no reports to be read."""

from __future__ import annotations

import re

_SAYS_SO = re.compile("^[ \u3000>*-]*(?:计数|归类)口径：|^[^\n]{0,60}：报告里读出什么$", re.MULTILINE)
"""What every report of figures says, and the page that shows what was read. No report of an office holds either."""
_TITLE = re.compile(
    r"\A[#\s]*(?:整改事项销号申请单|关于整改逾期情况的通报|[^\n]{0,40}事项“回头看”清单)[ \t*]*$", re.MULTILINE
)
_SUPERVISED = re.compile("^你单位下列[0-9]+项事项已逾期或临近时限，请抓紧整改，并于", re.MULTILINE)


def is_own_output(text: str) -> bool:
    """Whether a text is one of the program's own reports, forms or pages, read back."""
    return any(sign.search(text) is not None for sign in (_SAYS_SO, _TITLE, _SUPERVISED))
