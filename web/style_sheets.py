"""The style sheets of the pages, in the order in which they are put together."""

from __future__ import annotations

STYLE_SHEETS = (
    "tokens.css",
    "red.css",
    "frame.css",
    "forms.css",
    "records.css",
    "lists.css",
    "actors.css",
    "words.css",
    "doing.css",
    "follow-up.css",
    "files.css",
    "bringing.css",
    "capture.css",
    "visits.css",
    "terms.css",
    "plan.css",
    "workshop.css",
    "duplicates.css",
    "coalition.css",
    "grids.css",
    "maps.css",
    "views.css",
    "red-story.css",
    "print.css",
)
