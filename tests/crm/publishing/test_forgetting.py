"""An address that says the name of somebody who was erased is given up, however it says it, and never comes back."""

from dataclasses import replace

import pytest

from crm.access import Viewer
from crm.actors import create_actor, get_actor
from crm.erasing.erasing import erase_record
from crm.errors import NotFound
from crm.files.vault import Vault
from crm.publishing.model import Publication
from crm.publishing.publishing import publish
from crm.publishing.reading import publication, stored_publication
from graph.store import Store
from tests.makers import make_person

NAME = "Rosa de los Ríos Villamizar"
LONG = "Instituciones académicas colombianas acompañadas Rosa de los Ríos Villamizar"


def erased(store: Store, boss: Viewer, tmp_path, title: str, **said) -> Publication:
    create_actor(store, boss, make_person(id="p-1", name=said.pop("name", NAME), **said))
    made = publish(store, boss, Publication("", title, view="vista-agua", actors=("uis",)))
    erase_record(store, boss, "p-1", get_actor(store, "p-1").name, Vault(tmp_path / "files"))
    return stored_publication(store, made.slug)


@pytest.mark.parametrize(
    ("title", "said"),
    [
        (f"La red de {NAME}", {}),
        (LONG, {}),
        ("Con Rita de la Peña", {"aliases": ["Rita de la Peña (UIS)"]}),
        (f"La red de {NAME}", {"name": f"{NAME} (UIS)"}),
    ],
)
def test_an_address_with_a_name_is_withdrawn_for_good(store: Store, boss: Viewer, tmp_path, title, said):
    kept = erased(store, boss, tmp_path, title, **said)
    assert (kept.withdrawn, kept.view) == (True, "")
    with pytest.raises(NotFound):
        publish(store, boss, replace(kept, view="vista-agua", withdrawn=False))
    with pytest.raises(NotFound):
        publication(store, kept.slug)


@pytest.mark.parametrize(
    "title", ["La red de Rosa", "Rosales de los Ríos Villamizares", "Academia y Francia"]
)
def test_an_address_without_the_name_stays(store: Store, boss: Viewer, tmp_path, title):
    kept = erased(store, boss, tmp_path, title)
    assert (kept.withdrawn, kept.view) == (False, "vista-agua")
