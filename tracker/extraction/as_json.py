"""The ``tracker.extract/1`` document: an extraction as plain data for ``json.dumps``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tracker.domain.report import Extraction, Particulars, PlainText, Unplaced
from tracker.domain.spans import Span

Json = dict[str, Any]


def span_object(span: Span, text: str) -> Json:
    """A span and its quote, as every part of the document carries them."""
    return {"span": {"start": span.start, "end": span.end}, "text": span.of(text)}


def report_object(source: PlainText, found: Extraction) -> Json:
    """Whose report it is and what file it was read from."""
    identity = found.identity
    return {
        "org": identity.org,
        "year": identity.year,
        "year_in_text": identity.year_in_text,
        "title": identity.title,
        "path": source.path or None,
        "sha256": source.sha256,
        "chars": len(source.text),
        "encoding": source.encoding,
    }


def _told(particulars: Particulars | None, text: str, *, promise: bool) -> Json:
    """What an item says of itself, where that was asked for."""
    if particulars is None:
        return {}
    told: Json = {"theme": particulars.theme}
    if promise:
        told |= {"missing": list(particulars.missing), "vague": particulars.vague}
    else:
        told |= {"severity": particulars.severity}
    passages = [
        {
            "kind": passage.kind,
            "words": passage.words,
            "deadline": passage.deadline.isoformat() if passage.deadline else None,
            **span_object(passage.span, text),
        }
        for passage in particulars.passages
    ]
    return told | {"passages": passages}


def extraction_document(source: PlainText, found: Extraction, unplaced: Sequence[Unplaced] = ()) -> Json:
    """All that was found in one report, and the sentences of problems and plans that none of it covers."""
    text = source.text
    return {
        "schema": "tracker.extract/1",
        "report": report_object(source, found),
        "sections": [{"kind": s.kind, "heading": s.heading, **span_object(s.span, text)} for s in found.sections],
        "problems": [
            {
                "id": p.id,
                "title": p.title,
                **span_object(p.span, text),
                "where": p.where,
                "confidence": p.confidence,
                **_told(p.particulars, text, promise=False),
            }
            for p in found.problems
        ],
        "commitments": [
            {
                "id": c.id,
                "title": c.title,
                **span_object(c.span, text),
                "confidence": c.confidence,
                "actions": [
                    {
                        **span_object(a.span, text),
                        "deadline": a.deadline.isoformat() if a.deadline else None,
                        "checkable": a.checkable,
                        **({} if c.particulars is None else {"missing": list(a.missing)}),
                    }
                    for a in c.actions
                ],
                "addresses": list(c.addresses),
                **_told(c.particulars, text, promise=True),
            }
            for c in found.commitments
        ],
        "closures": [
            {
                "origin": c.origin,
                "status": c.status,
                "total": c.total,
                "done": c.done,
                **span_object(c.span, text),
                "measures": [span_object(m, text) for m in c.measures],
                "items": [{"title": i.title, "status": i.status, **span_object(i.span, text)} for i in c.items],
            }
            for c in found.closures
        ],
        "tallies": [
            {"label": t.label, "total": t.total, "done": t.done, **span_object(t.span, text)} for t in found.tallies
        ],
        "metrics": [
            {"label": m.label, "value": m.value, "unit": m.unit, "approx": m.approx, **span_object(m.span, text)}
            for m in found.metrics
        ],
        "uncovered": [{"section": one.section, **span_object(one.span, text)} for one in unplaced],
        "warnings": list(found.warnings),
    }
