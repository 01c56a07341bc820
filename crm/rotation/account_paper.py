"""The paper of an account that leaves: what it followed and who takes it over."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from crm.history_fields import name_of
from crm.messages import say
from crm.office import today
from crm.papers.paper import Block, Heading, Paper, bullets, facts, paragraph
from crm.rotation.leaving import Belongings
from crm.rotation.paper import Lang, dates_table, promises_table
from graph.records import Node


def account_paper(
    have: Belongings, to: str, names: Mapping[str, str], lang: Lang, issuer: tuple[str, ...] = ()
) -> Paper:
    """The paper in a language; `to` is the name of who takes over, `names` those of the actors in its commitments."""
    return Paper(
        say("handover.account_title", lang, name=have.user.name),
        lang,
        tuple(_blocks(have, to, names, lang)),
        issuer=issuer,
        mark=say("handover.mark", lang),
        made_on=today(),
        footer=say("handover.footer", lang),
    )


def _blocks(have: Belongings, to: str, names: Mapping[str, str], lang: Lang) -> Iterator[Block]:
    yield facts(((say("handover.leaver", lang), have.user.name), (say("handover.account_to", lang), to)))
    yield Heading(say("handover.account_open", lang))
    together = {one.id: one for one in (*have.promises, *have.commitments)}
    yield promises_table(list(together.values()), names, lang)
    yield Heading(say("handover.account_planned", lang))
    yield dates_table(have.planned, lang)
    yield Heading(say("handover.account_review", lang))
    yield _listed([*have.to_review, *have.projects], lang)


def _listed(nodes: Sequence[Node], lang: Lang) -> Block:
    if not nodes:
        return paragraph(say("handover.account_none", lang))
    return bullets(name_of(node) for node in nodes)
