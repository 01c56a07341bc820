"""What the administrator decided about the public page: whether it is on, its words, which fields, the limit, the licence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import AfterValidator, Field

from crm.access import Viewer, require
from crm.errors import InvalidData
from crm.fields import Empty, Noun, Version
from crm.saving import present, refuse_stale, writing
from graph.records import Node, Value
from graph.store import Store, Transaction

LABEL = "PublicPage"
ID = "pagina-publica"
# The name and the type are always said; people are said only when this is chosen.
FIELDS = ("sector", "country", "city", "website", "themes", "people")
USUAL_FIELDS = FIELDS[:-1]
LEAST_LIMIT, USUAL_LIMIT, MOST_LIMIT = 2, 3, 20
LICENCES: Mapping[str, tuple[str, str]] = {
    "cc-by-4.0": ("CC BY 4.0", "https://creativecommons.org/licenses/by/4.0/"),
    "cc-by-sa-4.0": ("CC BY-SA 4.0", "https://creativecommons.org/licenses/by-sa/4.0/"),
    "cc0-1.0": ("CC0 1.0", "https://creativecommons.org/publicdomain/zero/1.0/"),
    "odc-by-1.0": ("ODC-By 1.0", "https://opendatacommons.org/licenses/by/1-0/"),
}
USUAL_LICENCE = "cc-by-4.0"
_COPIED = ("title", "intro", "limit", "licence")


def _fields(values: tuple[str, ...]) -> tuple[str, ...]:
    for value in values:
        if value not in FIELDS:
            raise InvalidData.of("", "unknown_choice", value=value[:80])
    return tuple(name for name in FIELDS if name in values)


def _licence(value: str) -> str:
    if value not in LICENCES:
        raise InvalidData.of("", "unknown_choice", value=value[:80])
    return value


class PublicSettings(Noun):
    """The public page as it was decided; off until somebody turns it on."""

    on: bool = False
    title: Annotated[Annotated[str, Field(max_length=120)] | None, Empty] = None
    intro: Annotated[Annotated[str, Field(max_length=2000)] | None, Empty] = None
    fields: Annotated[tuple[str, ...], AfterValidator(_fields)] = USUAL_FIELDS
    limit: Annotated[int, Field(ge=LEAST_LIMIT, le=MOST_LIMIT)] = USUAL_LIMIT
    licence: Annotated[str, AfterValidator(_licence)] = USUAL_LICENCE
    version: Version = 0

    @property
    def licence_name(self) -> str:
        """What people call the licence."""
        return LICENCES[self.licence][0]

    @property
    def licence_url(self) -> str:
        """Where its text is."""
        return LICENCES[self.licence][1]


def public_settings(store: Store) -> PublicSettings:
    """What holds now. A store where nobody decided anything publishes nothing."""
    return _read(_node(store.as_seen_by(None)))


def save_public_settings(
    store: Store, viewer: Viewer, changes: Mapping[str, Any], version: int
) -> PublicSettings:
    """Saves the settings that are given, the others stay. Raises NotAllowed, InvalidData, EditConflict."""
    require(viewer, "administer")
    with writing(store.as_seen_by(None), viewer) as tx:
        node = _node(tx)
        current = _read(node)
        given = current.changed(**changes, version=version)
        refuse_stale("public_page", _Named.of_settings(current), _Named.of_settings(given))
        before = node.version if node else 0
        (saved,) = tx.put_nodes([Node(ID, (LABEL,), _properties(given), version=before)])
        return _read(saved)


class _Named(PublicSettings):
    """The settings with an id, as refusing asks for."""

    id: str = ID

    @classmethod
    def of_settings(cls, settings: PublicSettings) -> _Named:
        return cls.trusted({**dict(settings), "id": ID})


def _node(reader: Store | Transaction) -> Node | None:
    return reader.get([ID]).get(ID)


def _properties(settings: PublicSettings) -> dict[str, Value]:
    """`on` is kept as `is_on`, for "on" is a day elsewhere in the history."""
    texts = present({name: getattr(settings, name) for name in _COPIED})
    return {**texts, "is_on": settings.on, "fields": list(settings.fields)}


def _read(node: Node | None) -> PublicSettings:
    if node is None:
        return PublicSettings()
    said = {name: node.get(name) for name in _COPIED if name in node.properties}
    own = {"on": bool(node.get("is_on")), "fields": tuple(node.get("fields", ())), "version": node.version}
    return PublicSettings.trusted({**said, **own})
