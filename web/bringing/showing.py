"""The page of a review: what a table would do, with what a person can correct and decide."""

from __future__ import annotations

import json
from typing import Any

from flask import render_template

from crm.messages import field_label
from crm.tables.synonyms import FIELDS
from crm.vocabulary import vocabulary
from web.bringing.forms import DEFAULTS
from web.bringing.review import SHOWN, Review
from web.i18n import language
from web.import_preview import Preview, changes_of
from web.store import current_store

VOCABULARIES = {"type": "actor_types", "kind": "interaction_kinds", "status": "statuses"}


def review_page(preview: Preview) -> tuple[str, int]:
    """The page; 409 when the data changed since it was shown before."""
    review = preview.review
    assert review is not None
    page = render_template(
        "importar/revision.html",
        preview=preview,
        review=review,
        changes=changes_of(current_store(), review),
        shown=SHOWN,
        fields=_fields(review),
        defaults=_defaults(review),
        types=vocabulary("actor_types").choices(language()),
        choices_text=json.dumps(review.choices.shown(), ensure_ascii=True),
    )
    return page, 409 if preview.changed_meanwhile else 200


def _fields(review: Review) -> list[tuple[str, str]]:
    pairs = [(name, field_label(name, language()).capitalize()) for name in FIELDS[review.noun]]
    return sorted(pairs, key=lambda pair: pair[1])


def _defaults(review: Review) -> list[tuple[str, str, list[tuple[str, str]], str]]:
    """(field, label, choices, chosen) of what rows may leave unsaid."""
    chosen = review.choices.defaults
    return [
        (
            name,
            field_label(name, language()),
            vocabulary(VOCABULARIES[name]).choices(language()),
            chosen.get(name, ""),
        )
        for name in DEFAULTS[review.noun]
    ]


def told(state: Any) -> dict[str, Any]:
    """The state of a piece of work for a page's script."""
    return {
        "status": state.status,
        "share": round(state.share, 3),
        "count": state.count,
        "running": state.running,
    }
