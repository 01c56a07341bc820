"""The lines that put a published picture into another page."""

from __future__ import annotations

from markupsafe import escape

from crm.assessments.lettering import cleaned
from crm.publishing.model import Publication
from web.public.addresses import whole


def embed_code(publication: Publication) -> str:
    """An iframe as HTML, to be shown as text and copied."""
    address = escape(whole("publico.incrustada", slug=publication.slug))
    title = escape(cleaned(publication.title))
    return f'<iframe src="{address}"\n  title="{title}"\n  width="100%" height="640" style="border: 0" loading="lazy"></iframe>'
