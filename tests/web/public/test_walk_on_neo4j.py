"""The walk of administrator and citizens on a real Neo4j: every page and file says what it says on the other store."""

import re
from collections.abc import Callable

import pytest
from flask.testing import FlaskClient

from crm.access import SYSTEM
from crm.actors import archive_actor, create_actor, get_actor
from crm.people import get_person
from crm.publishing.people import show_post
from crm.publishing.publishing import withdraw
from crm.publishing.reading import publication
from crm.schema import SCHEMA
from graph.store import Store
from tests.makers import make_person, make_post
from tests.web.public.conftest import City, fill, turn_on
from web import create_app
from web.config import Config

ADDRESSES = (
    "/publico",
    "/publico/actores",
    "/publico/actores?q=universidad",
    "/publico/actores?tipo=university&pais=CO",
    "/publico/actores?q=soborno",
    "/publico/actores/uis",
    "/publico/actores/callado",
    "{picture}",
    "{picture}/incrustada?lang=en",
    "/publico/datos",
    "/publico/datos/actores.csv",
    "/publico/datos/actores.jsonld",
    "/publico/datos/personas.csv",
    "/publico/datos/{slug}.graphml",
    "/publico/datos/{slug}.csv",
    "/publico/datos/{slug}.jsonld",
)


def prepare(store: Store) -> City:
    """The city, with somebody who is named at the university."""
    city = fill(store)
    turn_on(store, fields=("sector", "country", "city", "themes", "people"))
    create_actor(
        store, SYSTEM, make_person(id="rosa", name="Rosa Díaz", posts=[make_post("uis", title="Rectora")])
    )
    rosa = get_person(store, "rosa")
    show_post(store, SYSTEM, "rosa", rosa.posts[0].id, rosa.version)
    return city


def read(browser: FlaskClient, city: City) -> dict[str, tuple[int, str]]:
    """What every address answers; tags of pages and the like are not the same on two stores."""
    answers = {one: browser.get(one.format(picture=city.picture, slug=city.slug)) for one in ADDRESSES}
    return {
        address: (answer.status_code, re.sub(r'after=[^"&]+', "after", answer.get_data(as_text=True)))
        for address, answer in answers.items()
    }


@pytest.mark.neo4j
def test_citizens_read_the_same_on_both_stores(
    config: Config, store: Store, neo4j_store_factory: Callable[..., Store]
):
    stores = [store, neo4j_store_factory(SCHEMA)]
    cities = [prepare(one) for one in stores]
    browsers = [create_app(config, one).test_client() for one in stores]
    here, there = (read(*pair) for pair in zip(browsers, cities, strict=True))
    assert "Rosa Díaz" in here["/publico/actores/uis"][1]
    assert there == here
    for city in cities:
        archive_actor(city.store, SYSTEM, "unab", get_actor(city.store, "unab").version)
    here, there = (read(*pair) for pair in zip(browsers, cities, strict=True))
    assert "UNAB" not in here["{picture}"][1]
    assert there == here
    for city in cities:
        withdraw(city.store, SYSTEM, city.slug, publication(city.store, city.slug).version)
    here, there = (read(*pair) for pair in zip(browsers, cities, strict=True))
    assert here["{picture}"][0] == 404
    assert there == here
