"""A review as the API tells it, in the asker's language."""

from __future__ import annotations

from typing import Any

from crm.messages import say
from web.bringing.review import Review
from web.i18n import language


def told_review(review: Review) -> dict[str, Any]:
    """Counts, columns, choices, the first of each kind of row, what is to be decided."""
    lang = language()
    return {
        "noun": review.noun,
        "counts": review.counts,
        "digest": review.digest,
        "columns": [
            {"header": one.header, "field": one.field, "samples": one.samples} for one in review.columns
        ],
        "choices": review.choices.shown(),
        "added": [{"row": one.row, "record": one.record.model_dump(mode="json")} for one in review.added],
        "changed": [
            {
                "row": one.row,
                "id": one.record.id,
                "fields": list(one.fields),
                "record": one.record.model_dump(mode="json"),
            }
            for one in review.changed
        ],
        "refused": [
            {"row": bad.row, "column": bad.column, "reason": bad.key, "message": bad.text(lang)}
            for bad in review.refused
        ],
        "doubtful": [
            {
                "name": doubt.name,
                "rows": doubt.rows,
                "type": doubt.type,
                "options": [vars(one) for one in doubt.options],
            }
            for doubt in review.doubts
        ],
        "remarks": [say(remark.key, lang, **remark.params) for remark in review.remarks],
        "ignored_columns": review.ignored,
    }
