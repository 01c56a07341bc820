"""What is kept of the citizens' pages and files, under which tag, and what it costs to ask for them."""

import pytest
from flask.testing import FlaskClient

from crm.access import SYSTEM
from crm.actors import create_actor, get_actor
from crm.merging.merge import MergeOrder, merge_actors
from tests.makers import make_actor
from tests.web.public.conftest import City
from web.public import appearing, pages
from web.public.keeping import Pages
from web.publishing import open_data

MAKERS = {"actores.csv": "actors_csv", "actores.jsonld": "actors_jsonld", "{slug}.graphml": "red_graphml"}


def test_the_dearest_page_is_kept_too():
    kept = Pages()
    page = "".join(f"<tr><td>Actor {number} & Cía</td></tr>" for number in range(80_000)).encode()
    assert len(page) > 2_500_000
    kept.keep("tag", page)
    assert kept.get("tag") == page
    assert kept.get("other") is None
    assert 0 < kept._size < len(page) / 4


def test_what_is_kept_stays_under_the_budget_in_bytes(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("web.public.keeping.MOST_BYTES", 60)
    kept = Pages()
    for name in "abcdefgh":
        kept.keep(name, name.encode() * 9)
    assert kept._size <= 60
    assert kept.get("a") is None
    assert kept.get("h") == b"h" * 9


@pytest.mark.parametrize("address", ["/publico", "/publico/actores/uis", "{picture}", "/publico/datos"])
def test_words_of_the_directory_make_no_other_page_of_the_rest(client: FlaskClient, city: City, address: str):
    first = client.get(address.format(picture=city.picture))
    again = client.get(address.format(picture=city.picture) + "?q=x1&tipo=x2&after=x3")
    assert again.headers["ETag"] == first.headers["ETag"]
    assert "x1" not in again.get_data(as_text=True)
    listed = [client.get(f"/publico/actores?q={word}") for word in ("uis", "unab")]
    assert listed[0].headers["ETag"] != listed[1].headers["ETag"]
    assert "q=uis" in listed[0].get_data(as_text=True)


@pytest.mark.parametrize("name", MAKERS)
def test_a_small_file_is_made_once(
    client: FlaskClient, city: City, name: str, monkeypatch: pytest.MonkeyPatch
):
    address = "/publico/datos/" + name.format(slug=city.slug)
    first = client.get(address)
    assert first.status_code == 200
    monkeypatch.setattr(open_data, MAKERS[name], None)
    again = client.get(address)
    assert (again.data, again.headers["Content-Disposition"]) == (
        first.data,
        first.headers["Content-Disposition"],
    )


def test_a_large_file_is_streamed_and_not_kept(
    client: FlaskClient, city: City, monkeypatch: pytest.MonkeyPatch
):
    whole = client.get("/publico/datos/actores.csv?lang=en").data
    monkeypatch.setattr(open_data, "_SMALL", 10)
    answer = client.get("/publico/datos/actores.csv")
    assert answer.is_streamed
    assert answer.data == whole
    monkeypatch.setattr(open_data, "actors_csv", lambda actors: iter(["new"]))
    assert client.get("/publico/datos/actores.csv").data == b"new"


def test_who_has_a_file_is_told_so_before_anything_is_read(
    client: FlaskClient, city: City, monkeypatch: pytest.MonkeyPatch
):
    address = f"/publico/datos/{city.slug}.csv"
    tag = client.get(address).headers["ETag"]
    monkeypatch.setattr(open_data, "public_red", None)
    assert client.get(address, headers={"If-None-Match": tag}).status_code == 304


@pytest.mark.parametrize(
    "address", ["/publico/actores/nadie", "/publico/vistas/nada", "/publico/datos/nada.csv"]
)
def test_a_star_is_no_tag(client: FlaskClient, city: City, address: str):
    assert client.get(address, headers={"If-None-Match": "*"}).status_code == 404
    assert client.get("/publico", headers={"If-None-Match": "*"}).status_code == 200


def test_a_file_counts_as_several_pages(site_with, city: City):
    browser = site_with(requests_a_minute=12)
    asked = [browser.get("/publico/datos/actores.csv").status_code for _ in range(3)]
    assert asked == [200, 200, 429]
    assert browser.get("/publico/datos").status_code == 200
    lean = site_with(requests_a_minute=1)
    assert lean.get("/publico/datos/actores.csv").status_code == 200


def test_a_joined_actor_keeps_the_pictures_it_is_in(
    client: FlaskClient, city: City, monkeypatch: pytest.MonkeyPatch
):
    versions = (get_actor(city.store, "camara").version, get_actor(city.store, "unab").version)
    merge_actors(city.store, SYSTEM, MergeOrder("camara", "unab", versions))
    assert client.get("/publico/actores/camara").get_data(as_text=True).count(city.picture) == 1
    # Nobody reads every publication again for the next card.
    for module in (appearing, pages):
        monkeypatch.setattr(module, "publications", None)
    assert city.picture in client.get("/publico/actores/uis").get_data(as_text=True)


def test_who_went_into_an_actor_that_was_not_drawn_takes_it_into_the_picture(client: FlaskClient, city: City):
    create_actor(city.store, SYSTEM, make_actor(id="nueva", name="Nueva", audience=("public",)))
    versions = (get_actor(city.store, "nueva").version, get_actor(city.store, "unab").version)
    assert city.picture not in client.get("/publico/actores/nueva").get_data(as_text=True)
    merge_actors(city.store, SYSTEM, MergeOrder("nueva", "unab", versions))
    assert city.picture in client.get("/publico/actores/nueva").get_data(as_text=True)
