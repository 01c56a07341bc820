"""Who an e-mail address is: a person or organisation that has it, or the organisation whose domain it is of.

ana@uis.edu.co  ->  the person with that address; else uis, as its page is www.uis.edu.co; gmail.com is nobody's
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from threading import Lock
from typing import Any

from crm.actor_model import PERSON
from crm.naming import is_short, variants
from graph.fold import fold
from graph.records import Node
from graph.store import Store

# Domains that belong to nobody's organisation: mail for everyone, shared pages, governments' second levels.
_EVERYBODY = frozenset(
    [
        "gmail.com", "hotmail.com", "hotmail.es", "outlook.com", "outlook.es", "yahoo.com", "yahoo.es", "live.com",
        "icloud.com", "me.com", "msn.com", "aol.com", "protonmail.com", "proton.me", "facebook.com", "instagram.com",
        "linkedin.com", "twitter.com", "x.com", "youtube.com", "wordpress.com", "blogspot.com", "sites.google.com",
        "google.com", "une.net.co", "com.co", "gov.co", "edu.co", "org.co", "net.co", "gob.mx", "co", "org", "com",
    ]
)  # fmt: skip
_HOST = re.compile(r"^(?:https?://)?(?:www\d?\.)?([^/:?#\s]+)", re.IGNORECASE)
_INSTITUTION = re.compile(r"(?:edu|gov|gob|org|ac|mil)(?:\.[a-z]{2})?$")
_MOST_CHANGES = 5_000


@dataclass(frozen=True, slots=True)
class Holder:
    """What is kept of an actor: whether it is a person, where that person belongs, its address and its domains."""

    id: str
    name: str
    is_person: bool
    parent: str
    email: str
    domains: tuple[str, ...]
    names: tuple[str, ...]
    labels: tuple[str, ...]


def domain_of(address: str) -> str:
    """The part behind the @, "" for addresses of everybody's domains."""
    domain = address.rpartition("@")[2].lower().strip(".")
    return "" if domain in _EVERYBODY else domain


def host_of(website: str) -> str:
    """The host of a page without "www.", "" when it is everybody's."""
    found = _HOST.match(website.strip())
    host = found[1].lower().strip(".") if found else ""
    return "" if host in _EVERYBODY or "." not in host else host


class AddressBook:
    """All addresses, domains and names of a store, whoever may see them; read once, then kept up by its log."""

    def __init__(self) -> None:
        self._holders: dict[str, Holder] = {}
        self._by: dict[str, defaultdict[str, set[str]]] = {}
        self._revision = -1
        self._lock = Lock()

    def refreshed(self, store: Store) -> AddressBook:
        """Brought up to date with the whole store."""
        with self._lock:
            revision = store.revision()
            if self._revision < 0 or revision - self._revision > _MOST_CHANGES:
                self._read(store)
            elif revision > self._revision:
                for change in store.changes(self._revision, limit=_MOST_CHANGES):
                    self._put(change.id, change.after)
            self._revision = revision
        return self

    def _read(self, store: Store) -> None:
        self._holders, self._by = (
            {},
            {name: defaultdict(set) for name in ("email", "domain", "name", "label")},
        )
        columns = ("id", "name", "aliases", "type", "is_group", "parent", "email", "website", "archived")
        for batch in store.table("Actor", columns):
            for row in batch:
                values = dict(zip(columns, row, strict=True))
                if not values["archived"]:
                    self._add(_holder(str(values["id"]), values))

    def _put(self, id: str, after: Any) -> None:
        old = self._holders.pop(id, None)
        if old is not None:
            self._each(old, add=False)
        if isinstance(after, Node) and after.root == "Actor" and not after.get("archived"):
            self._add(_holder(id, after.properties))

    def _add(self, holder: Holder) -> None:
        self._holders[holder.id] = holder
        self._each(holder, add=True)

    def _each(self, holder: Holder, *, add: bool) -> None:
        keys = [
            ("email", holder.email),
            *(("name", one) for one in holder.names),
            *(("domain", one) for one in holder.domains),
        ]
        keys += [("label", one) for one in holder.labels]
        for table, key in keys:
            if key:
                ids = self._by[table][key]
                ids.add(holder.id) if add else ids.discard(holder.id)

    def holder(self, id: str) -> Holder | None:
        """What is kept of an actor."""
        return self._holders.get(id)

    def by_email(self, address: str) -> set[str]:
        """Who has exactly this address."""
        return self._by["email"].get(address.lower(), set()) if address else set()

    def by_name(self, name: str) -> set[str]:
        """Whose name this is; "Ruiz, Ana" is "Ana Ruiz" too."""
        last, comma, first = name.partition(",")
        turned = f"{first} {last}" if comma else name
        return self._by["name"].get(fold(name), set()) or self._by["name"].get(fold(turned), set())

    def by_domain(self, address: str) -> set[str]:
        """The organisations of an address's domain, or of a domain above it; people are left out."""
        domain = domain_of(address)
        while domain.count(".") >= 1 and domain not in _EVERYBODY:
            found = {id for id in self._by["domain"].get(domain, ()) if not self._holders[id].is_person}
            if found:
                return found
            domain = domain.partition(".")[2]
        return self._by_label(domain_of(address))

    def _by_label(self, domain: str) -> set[str]:
        """uis.edu.co is of who is called "UIS", when only one is and the domain is an institution's."""
        label, _, rest = domain.partition(".")
        found = self._by["label"].get(label, set()) if _INSTITUTION.match(rest) else set()
        return found if len(found) == 1 else set()


def _holder(id: str, values: Any) -> Holder:
    text = {name: str(values.get(name) or "") for name in ("name", "type", "parent", "email", "website")}
    person = text["type"] == PERSON and not values.get("is_group")
    domains: Iterable[str] = () if person else (domain_of(text["email"]), host_of(text["website"]))
    kept = tuple(sorted({one for one in domains if one}))
    aliases = values.get("aliases")
    said = [text["name"], *(aliases if isinstance(aliases, list | tuple) else ())]
    names = tuple(dict.fromkeys(key for name in said for key in variants(str(name))))
    labels = () if person else tuple(key for key in names if is_short(key))
    return Holder(id, text["name"], person, text["parent"], text["email"].lower(), kept, names, labels)
