"""The documents that facts come from, and what is doubtful in them: to be looked at and settled."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from crm.evidence import Source, list_sources
from crm.listing import Listing
from crm.source_issues import IssueFilter, SourceIssue, list_issues, reopen_issue, settle_issue
from crm.vocabulary import vocabulary
from graph.store import Store
from web.actors.filters import known
from web.auth import the_viewer
from web.facets import Active, Facet, Labels, active_filters, choices_facet, chosen
from web.frame import same_page
from web.i18n import term
from web.saying import record_name, record_names
from web.security import safe_next
from web.store import current_store
from web.texts import gettext as _
from web.undoing import tell_saved

MOST = 500
blueprint = Blueprint("documentos", __name__)


@dataclass(frozen=True)
class Documents:
    """What the page shows; `counts` are the open and all doubts of each document."""

    sources: Sequence[Source]
    counts: dict[str, tuple[int, int]]
    issues: Listing[SourceIssue]
    facets: Sequence[Facet]
    active: Sequence[Active]


@blueprint.get("/documentos")
def lista() -> str:
    """The documents, and the doubts narrowed by the address."""
    return render_template("documentos/lista.html", shown=gather_documents(current_store()))


def gather_documents(store: Store) -> Documents:
    """Documents with counts, doubts with facets. There are some dozens of doubts: they are counted here."""
    every = list_issues(store, IssueFilter(limit=MOST)).items
    about = request.args.get("sobre", "")[:80]
    asked = {
        "estado": ("status", known(chosen("estado"), "issue_statuses")),
        "documento": ("document", chosen("documento")),
        "gravedad": ("severity", known(chosen("gravedad"), "issue_severities")),
    }
    wanted = {field: values for field, values in asked.values() if values}
    kept = [one for one in every if (not about or about in one.concerns) and _matches(one, wanted)]
    record_names({id for one in kept for id in one.concerns} | {about})
    facets = [_facet(name, every, about, wanted, field) for name, (field, _values) in asked.items()]
    active = active_filters(facets)
    if about:
        active.insert(0, Active(_("Sobre"), record_name(about), same_page(sobre=None)))
    return Documents(list_sources(store), _counts(every), _by_gravity(kept), facets, active)


def _matches(issue: SourceIssue, wanted: dict[str, tuple[str, ...]]) -> bool:
    return all((getattr(issue, field) or "") in values for field, values in wanted.items())


def _facet(
    name: str, issues: Sequence[SourceIssue], about: str, wanted: dict[str, tuple[str, ...]], field: str
) -> Facet:
    others = {other: values for other, values in wanted.items() if other != field}
    rest = [one for one in issues if (not about or about in one.concerns) and _matches(one, others)]
    counts = Counter(getattr(one, field) for one in rest)
    names = {"estado": "issue_statuses", "gravedad": "issue_severities"}
    titles = {"estado": _("Estado"), "documento": _("Documento"), "gravedad": _("Gravedad")}
    if name == "documento":
        return choices_facet(name, titles[name], dict(counts), Labels(record_name))
    labels = Labels(lambda value: term(value, names[name]), order=vocabulary(names[name]).ids)
    return choices_facet(name, titles[name], dict(counts), labels)


def _counts(issues: Sequence[SourceIssue]) -> dict[str, tuple[int, int]]:
    every = Counter(one.document or "" for one in issues)
    left = Counter(one.document or "" for one in issues if one.status == "open")
    return {document: (left[document], count) for document, count in every.items()}


def _by_gravity(issues: Sequence[SourceIssue]) -> Listing[SourceIssue]:
    place = {id: number for number, id in enumerate(vocabulary("issue_severities").ids)}
    ordered = sorted(issues, key=lambda one: (one.status != "open", place[one.severity], one.id))
    return Listing(ordered, len(ordered), False, None)


@blueprint.post("/documentos/dudas/<id>/resolver")
def resolver(id: str) -> Response:
    """Somebody looked and decided."""
    settle_issue(current_store(), the_viewer(), id, request.form.get("version", 0, int))
    tell_saved(_("Duda resuelta."), id)
    return redirect(safe_next(request.form.get("next"), url_for("documentos.lista")))


@blueprint.post("/documentos/dudas/<id>/reabrir")
def reabrir(id: str) -> Response:
    """It is doubtful again."""
    reopen_issue(current_store(), the_viewer(), id, request.form.get("version", 0, int))
    tell_saved(_("La duda vuelve a estar por revisar."), id)
    return redirect(safe_next(request.form.get("next"), url_for("documentos.lista")))
