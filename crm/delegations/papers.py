"""The papers of a visit, each by one call, in Spanish or English, as Word or accessible PDF."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

from crm.access import Viewer, require
from crm.delegations.paper_briefing import briefing_paper
from crm.delegations.paper_lists import attendance_paper, protocol_paper
from crm.delegations.paper_parts import VisitPapers, gather_papers
from crm.delegations.paper_programme import programme_paper
from crm.delegations.paper_report import report_paper
from crm.errors import NotFound
from crm.identity import slug
from crm.papers.paper import Paper
from graph.store import Store

PAPERS: Mapping[str, Callable[[VisitPapers], Paper]] = {
    "programa": programme_paper,
    "fichas": briefing_paper,
    "asistencia": attendance_paper,
    "protocolo": protocol_paper,
    "informe": report_paper,
}
ENDINGS = ("pdf", "docx")
# What only those who may edit are given: it says what to avoid and what is owed.
_INTERNAL = frozenset({"fichas"})


def may_have(viewer: Viewer, kind: str) -> bool:
    """Whether the viewer is given this paper."""
    return kind not in _INTERNAL or viewer.may("edit")


def paper_of(store: Store, viewer: Viewer, interaction: str, kind: str, language: str) -> Paper:
    """One paper of a visit. `store` is the viewer's view. Raises NotFound, NotAllowed, InvalidData."""
    require(viewer, "edit" if kind in _INTERNAL else "read")
    if kind not in PAPERS:
        raise NotFound("record", kind)
    return PAPERS[kind](gather_papers(store, interaction, "en" if language == "en" else "es"))


def file_of(paper: Paper, ending: Literal["pdf", "docx"]) -> tuple[str, bytes]:
    """The paper's file: its name and its bytes."""
    if ending == "pdf":
        from crm.papers.pdf import to_pdf

        data = to_pdf(paper)
    else:
        from crm.papers.docx import to_docx

        data = to_docx(paper)
    first = paper.subtitle.split("\n", maxsplit=1)[0]
    return f"{slug(f'{paper.title} {first}', 'papel')}.{ending}", data
