"""Make the samples in ``docs/samples/``: what the program hands out for one of the organisations in ``seeds/``.

Run it from the root of the project: ``python docs/samples.py``. Every day and hand in it is made up and fixed, so that
the same program makes the same text again; pictures in Word and PDF are drawn with the fonts of the machine.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from contextlib import chdir, contextmanager
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

from tracker.domain.fields import Field
from tracker.domain.kinds import CheckMethod, Status, Verdict
from tracker.domain.status import Given
from tracker.ledger import open_ledger
from tracker.ledger.store import Ledger
from tracker.profile.loading import default_profile
from tracker.reading import find_reports, office
from tracker.reporting.as_json import render_json
from tracker.reporting.composing import compose
from tracker.reporting.draft import draft_document
from tracker.reporting.html import html_page
from tracker.reporting.markdown import markdown
from tracker.reporting.model import ClosureReport
from tracker.reporting.overview import compose_overview
from tracker.reporting.pdf import pdf_bytes
from tracker.reporting.shared_problems import compose_common
from tracker.reporting.shared_problems_sheet import common_workbook
from tracker.reporting.word import docx_bytes
from tracker.services.closing import closure_report
from tracker.services.filling import fill_in
from tracker.services.forms import closure_application, list_form, overdue_notice, recheck, supervision_slips
from tracker.services.importing import import_reports
from tracker.services.items import list_items
from tracker.services.judging import confirm_items
from tracker.services.overview import overview
from tracker.services.proving import add_evidence
from tracker.services.shared_problems import common_report
from tracker.services.sheets import export_sheet
from tracker.services.views import ItemFilter
from tracker.services.workflow import move_item

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "docs" / "samples"
ORG, YEAR = "云溪口镇党委", 2023
IMPORTED = datetime(2024, 1, 8, 1, 0, tzinfo=UTC)
TODAY = date(2024, 3, 1)
WORKER, REVIEWER, VERIFIER = "王敏", "赵书记", "组织部李科长"


@contextmanager
def sample_ledger() -> Iterator[Ledger]:
    """The reports of ``seeds/`` imported, and one organisation's items of the year before taken up and worked on."""
    with tempfile.TemporaryDirectory() as name, open_ledger(str(Path(name) / "ledger.db")) as ledger:
        with chdir(ROOT):  # the history tells where a file was, and its hash must not depend on the machine
            import_reports(ledger, find_reports([Path("seeds")]), actor=WORKER, now=IMPORTED)
        _work(ledger, Path(name))
        yield ledger


def _work(ledger: Ledger, folder: Path) -> None:
    """Take up what the other organisations raised, and what one raised a year ago; close what it calls put right."""
    others = [row.number for row in list_items(ledger, ItemFilter()).rows if row.unit != ORG]
    confirm_items(ledger, others, note="与原文核对一致", verdicts=False, actor=WORKER, now=IMPORTED)
    report = closure_report(ledger, org=ORG, year=YEAR, today=TODAY)
    now = IMPORTED
    for item in report.items:
        now += timedelta(hours=1)
        move_item(ledger, item.number, Status.OPEN, note="与原文核对一致", actor=WORKER, now=now)
        if item.verdict not in (Verdict.RECTIFIED, Verdict.IN_PROGRESS):
            continue
        values = {
            Field.LEADER: "赵书记",
            Field.PERSON: "王敏",
            Field.MEASURES: "列出清单，逐月督办，年底逐项核对",
            Field.GOAL: "清单上的事项逐项办结",
            Field.DUE_ON: date(2024, 2, 20),
        }
        fill_in(ledger, [item.number], values, actor=WORKER, now=now)
        move_item(ledger, item.number, Status.IN_PROGRESS, note="党委会研究定的方案", actor=WORKER, now=now)
        if item.verdict is Verdict.RECTIFIED:
            _close(ledger, item.number, folder, now)


def _close(ledger: Ledger, number: str, folder: Path, now: datetime) -> None:
    proof = Path(f"{number}督办记录.txt")
    with chdir(folder):
        proof.write_text(f"{number} 逐月督办记录，附签字。\n", encoding="utf-8")
        add_evidence(ledger, [number], proof, dated=date(2024, 1, 20), actor=WORKER, now=now + timedelta(days=20))
    steps = (
        (Status.IN_REVIEW, WORKER, Given(note="清单上的事项都办完了，记录附后")),
        (Status.IN_VERIFICATION, REVIEWER, Given(note="情况属实")),
        (
            Status.CLOSED,
            VERIFIER,
            Given(note="查了记录，走访了两个村", methods=(CheckMethod.DOCUMENTS, CheckMethod.ON_SITE)),
        ),
    )
    for day, (target, actor, given) in enumerate(steps, start=21):
        move_item(ledger, number, target, note=given.note, actor=actor, now=now + timedelta(days=day), given=given)


def texts(ledger: Ledger, report: ClosureReport) -> dict[str, str]:
    """The samples that are text, by file name: the same everywhere."""
    document = compose(report)
    return {
        "整改情况报告.md": markdown(document),
        "整改情况报告.html": html_page(document),
        "整改情况报告.json": render_json(report),
        "去年问题整改情况草稿.md": markdown(draft_document(report)),
        "各单位汇总.html": html_page(compose_overview(overview(ledger, year=YEAR, today=TODAY))),
        "共性问题分析.html": html_page(compose_common(common_report(ledger, today=TODAY))),
    }


def files(ledger: Ledger, report: ClosureReport) -> dict[str, bytes]:
    """The samples that are Word, Excel and PDF, by file name."""
    document, profile = compose(report), default_profile()
    common = common_report(ledger, today=TODAY)
    wanted = ItemFilter(unit=ORG)
    at = {"actor": WORKER, "now": datetime(2024, 3, 1, 1, 0, tzinfo=UTC)}
    write = partial(export_sheet, ledger, wanted, profile=profile, choice=ORG, **at)
    closed = next(item.number for item in report.items if item.status is Status.CLOSED)
    made = {
        "整改情况报告.docx": docx_bytes(document, made_on=TODAY),
        "整改台账.xlsx": write().content,
        "各单位汇总.docx": docx_bytes(compose_overview(overview(ledger, year=YEAR, today=TODAY)), made_on=TODAY),
        "共性问题分析.docx": docx_bytes(compose_common(common), made_on=TODAY),
        "共性问题分析.xlsx": common_workbook(common),
        "销号申请单.docx": closure_application(ledger, closed, profile=profile, today=TODAY).content,
        "督办单.docx": supervision_slips(ledger, wanted, profile=profile, today=TODAY)[0].content,
        "逾期通报.docx": overdue_notice(ledger, ItemFilter(), profile=profile, today=TODAY).content,
        "回头看清单.docx": recheck(
            ledger, ItemFilter(), share=0.5, seed=20240301, profile=profile, today=TODAY
        ).content,
    }
    for name in ("问题清单", "任务清单", "责任清单"):
        made[f"{name}.xlsx"] = list_form(ledger, name, wanted, profile=profile, choice=ORG, **at).content
    if office.program() is not None:
        made["整改情况报告.pdf"] = pdf_bytes(document, made_on=TODAY)
    return made


def main() -> int:
    """Write all samples."""
    FOLDER.mkdir(exist_ok=True)
    with sample_ledger() as ledger:
        report = closure_report(ledger, org=ORG, year=YEAR, today=TODAY)
        for name, text in texts(ledger, report).items():
            (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
        for name, content in files(ledger, report).items():
            (FOLDER / name).write_bytes(content)
    for path in sorted(FOLDER.iterdir()):
        print(f"{path.stat().st_size:>9}  {path.relative_to(ROOT)}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
