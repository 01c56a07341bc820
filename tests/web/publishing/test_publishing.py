"""Publishing a view from the administrator's pages to the open data, and what nobody else may do or learn there."""

import csv
import io
import json
import re
from dataclasses import replace

import networkx as nx
import pytest

from crm.access import SYSTEM
from crm.actor_lists import ActorFilter
from crm.actors import create_actor, get_actor, list_actors, update_actor
from crm.publishing.model import Publication, PublicRed
from crm.publishing.preview import Preview
from crm.publishing.settings import public_settings, save_public_settings
from crm.views.reading import view_of
from tests.cli.shapes import check
from tests.makers import make_actor, make_person, make_post
from tests.web.browsing import send, token_of
from tests.web.views.conftest import City

HOSTILE = '=HYPERLINK("http://x")</script><script>alert(1)</script>\u202e😀&'


class Town(City):
    """The same city, with somebody who publishes, a view to publish, and anybody at all."""

    def __init__(self, folder):
        super().__init__(folder)
        self.boss = self.log_in("administrator", "Jefa", "jefa")
        self.view = self.save(self.boss, "Vista interna", notes="Esto es solo nuestro")
        self.anybody = self.app.test_client()


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    made = Town(tmp_path_factory.mktemp("publishing"))
    yield made
    made.store.close()


def opened(town, **changes):
    settings = public_settings(town.store)
    return save_public_settings(town.store, SYSTEM, {"on": True, **changes}, settings.version)


def page(browser, url, status=200):
    answer = browser.get(url)
    assert answer.status_code == status, (url, answer.status_code)
    return answer.get_data(as_text=True)


def page_json(town, url):
    """What the API tells an administrator."""
    return town.boss.get(url).get_json()


def marks(text):
    """What the page offers to make public."""
    return dict(re.findall(r'name="(actors|interactions|ties)" value="([0-9a-f]+)"', text))


def test_only_an_administrator_finds_the_pages_and_the_button(town):
    for url in ("/administrar/publico", f"/administrar/publico/vistas/{town.view}"):
        page(town.ana, url, 403)
        assert town.anybody.get(url).status_code == 302
        page(town.boss, url)
    assert "/administrar/publico/vistas/" in page(town.boss, f"/vistas/{town.view}")
    assert "/administrar/publico" not in page(town.ana, f"/vistas/{town.view}")
    for url in (f"vistas/{town.view}", f"vistas/{town.view}/abrir", "algo/retirar"):
        assert send(town.ana, f"/administrar/publico/{url}", {}).status_code == 403


def test_nothing_answers_while_the_page_is_closed(town):
    for url in ("/publico/datos", "/publico/datos/actores.csv", "/publico/datos/actores.jsonld"):
        page(town.anybody, url, 404)


def test_settings_are_saved_refused_with_the_reason_and_guarded_against_another_administrator(town):
    version = public_settings(town.store).version
    said = {"title": "Bucaramanga y el mundo", "limit": "1", "licence": "cc-by-4.0", "version": version}
    answer = send(town.boss, "/administrar/publico", {**said, "fields": ["city"]})
    assert answer.status_code == 422
    send(town.boss, "/administrar/publico", {**said, "limit": "4", "fields": ["city", "notes"]})
    assert public_settings(town.store).version == version
    assert send(town.boss, "/administrar/publico", {**said, "limit": "4"}).status_code == 302
    kept = public_settings(town.store)
    assert (kept.on, kept.limit, kept.fields, kept.title) == (False, 4, (), "Bucaramanga y el mundo")
    send(town.boss, "/administrar/publico", {**said, "on": "1"})
    assert public_settings(town.store) == kept
    save_public_settings(
        town.store, SYSTEM, {"limit": 3, "fields": ("sector", "country", "city", "themes")}, kept.version
    )


def test_a_view_is_previewed_made_public_published_and_withdrawn(town):
    opened(town)
    address = f"/administrar/publico/vistas/{town.view}"
    before = page(town.boss, address)
    offered = marks(before)
    could = town.boss.get(f"/api/v1/views/{town.view}/public-preview").get_json()["could_open"]["actors"]
    assert len(could) > 3
    assert "Son de la oficina" in before
    assert "Esto es solo nuestro" not in before
    send(town.boss, f"{address}/abrir", {"actors": len(could)})
    assert marks(page(town.boss, address)) == offered
    send(
        town.boss, f"{address}/abrir", {"actors": offered["actors"], "interactions": offered["interactions"]}
    )
    after = page(town.boss, address)
    assert "actors" not in marks(after)
    assert "public-drawing" in after
    assert send(town.boss, address, {"title": "", "note": ""}).status_code == 422
    assert (
        send(town.boss, address, {"title": "La red de la ciudad", "note": "Con quién trabajamos"}).status_code
        == 302
    )
    listed = page(town.boss, "/administrar/publico")
    assert "La red de la ciudad" in listed
    assert "/retirar" in listed
    data = page(town.anybody, "/publico/datos")
    assert "La red de la ciudad" in data
    assert "Jefa" not in data
    graph = nx.parse_graphml(page(town.anybody, "/publico/datos/red-ciudad.graphml"))
    assert len(graph) == len(could)
    assert all("x" in data for _id, data in graph.nodes(data=True))
    assert all(data.get("count", 3) >= 3 for *_ends, data in graph.edges(data=True))
    found = re.search(r'/red-ciudad/retirar.*?name="version" value="(\d+)"', listed, re.DOTALL)
    assert found is not None
    version = found[1]
    send(town.boss, "/administrar/publico/red-ciudad/retirar", {"version": version})
    for ending in ("graphml", "csv", "jsonld"):
        page(town.anybody, f"/publico/datos/red-ciudad.{ending}", 404)
    assert "retirada" in page(town.boss, "/administrar/publico")


def test_hostile_names_harm_no_format(town):
    opened(town)
    made = create_actor(
        town.store,
        SYSTEM,
        make_actor(id="hostil", name=HOSTILE, city="+1", audience=("public",), notes="secreto"),
    )
    table = page(town.anybody, "/publico/datos/actores.csv")
    rows = {row["id"]: row for row in csv.DictReader(io.StringIO(table.lstrip("\ufeff")))}
    assert rows[made.id]["name"].startswith("'=")
    assert rows[made.id]["city"] == "'+1"
    assert "\u202e" not in table
    assert "secreto" not in table
    text = page(town.anybody, "/publico/datos/actores.jsonld")
    assert "<" not in text
    assert "&" not in text
    found = {one["identifier"]: one for one in json.loads(text)["hasPart"]}
    assert found["hostil"]["@type"] == "GovernmentOrganization"
    assert "<script>" in found["hostil"]["name"]
    assert json.loads(text)["license"] == "https://creativecommons.org/licenses/by/4.0/"


def test_the_files_hold_the_public_alone_and_no_column_of_the_offices(town):
    opened(town)
    shown = next(
        one for one in list_actors(town.store, ActorFilter(limit=200)).items if one.audience == ("office",)
    )
    create_actor(town.store, SYSTEM, make_person(id="rosa-p", name="Rosa Privada", audience=("public",)))
    for url in ("/publico/datos/actores.csv", "/publico/datos/actores.jsonld"):
        text = page(town.anybody, url)
        assert shown.name not in text
        assert "Rosa Privada" not in text
    head = page(town.anybody, "/publico/datos/actores.csv").lstrip("\ufeff").splitlines()[0]
    assert head == "id,name,type,sector,country,city,website,themes"


def test_a_file_is_not_sent_twice_and_is_new_after_somebody_was_narrowed(town):
    opened(town)
    create_actor(town.store, SYSTEM, make_actor(id="breve", name="Breve", audience=("public",)))
    first = town.anybody.get("/publico/datos/actores.csv")
    assert "public" in first.headers["Cache-Control"]
    assert "Set-Cookie" not in first.headers
    assert (
        town.anybody.get(
            "/publico/datos/actores.csv", headers={"If-None-Match": first.headers["ETag"]}
        ).status_code
        == 304
    )
    update_actor(town.store, SYSTEM, get_actor(town.store, "breve").having(audience=("office",)))
    again = town.anybody.get("/publico/datos/actores.csv", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == 200
    assert "Breve" not in again.get_data(as_text=True)


def test_the_number_of_actors_under_the_limit_does_not_follow_from_the_page_of_data(town):
    opened(town)
    assert not re.search(r"\d+ actor", page(town.anybody, "/publico/datos"))


def test_the_api_does_what_the_pages_do_and_for_administrators_alone(town):
    token, headers = token_of(page(town.boss, "/administrar/publico")), {}
    headers = {"X-CSRFToken": token}
    for browser, status in ((town.ana, 403), (town.anybody, 401)):
        for url in (
            "/api/v1/public-page",
            "/api/v1/publications",
            f"/api/v1/views/{town.view}/public-preview",
        ):
            page(browser, url, status)
    found = town.boss.get(f"/api/v1/views/{town.view}/public-preview").get_json()
    check(found, "PublicPreview")
    check(town.boss.get("/api/v1/public-page").get_json(), "PublicPage")
    opening = {name: ids[:1] for name, ids in found["could_open"].items() if name != "ties"}
    made_public = town.boss.post(f"/api/v1/views/{town.view}/public-opening", json=opening, headers=headers)
    check(made_public.get_json(), "PublicOpening")
    check(page_json(town, f"/api/v1/views/{town.view}/public-preview"), "PublicPreview")
    said = {"view": town.view, "title": "Por la API", "note": ""}
    key = {**headers, "Idempotency-Key": "una-vez"}
    made = [town.boss.post("/api/v1/publications", json=said, headers=key) for _ in range(2)]
    assert [one.status_code for one in made] == [201, 201]
    assert made[0].get_json()["slug"] == made[1].get_json()["slug"] == "api"
    url, tag = made[0].headers["Location"], {**headers, "If-Match": made[0].headers["ETag"]}
    assert town.boss.put(url, json=said, headers=headers).status_code == 428
    again = town.boss.put(url, json={**said, "title": "Otra vez"}, headers=tag)
    assert again.get_json()["title"] == "Otra vez"
    check(again.get_json(), "Publication")
    check(page_json(town, "/api/v1/publications"), "{[Publication]}")
    assert town.boss.delete(url, headers=tag).status_code == 412
    gone = town.boss.delete(url, headers={**headers, "If-Match": again.headers["ETag"]})
    assert gone.get_json()["withdrawn"] is True
    page_tag = town.boss.get("/api/v1/public-page").headers["ETag"]
    changed = town.boss.patch(
        "/api/v1/public-page", json={"limit": 5}, headers={**headers, "If-Match": page_tag}
    )
    assert changed.get_json()["limit"] == 5
    refused = town.boss.patch(
        "/api/v1/public-page",
        json={"fields": ["notes"]},
        headers={**headers, "If-Match": changed.headers["ETag"]},
    )
    assert refused.status_code == 422


def test_a_private_view_is_published_by_nobody_not_even_by_its_address(town):
    mine = town.save(town.boss, "Solo mía", audience="mine")
    held = view_of(town.store, mine)
    assert not held.is_shared
    address = f"/administrar/publico/vistas/{mine}"
    page(town.boss, address, 404)
    assert "/administrar/publico/vistas/" not in page(town.boss, f"/vistas/{mine}")
    for url in (address, f"{address}/abrir"):
        assert send(town.boss, url, {"title": "Fuga"}).status_code == 404
    headers = {"X-CSRFToken": token_of(page(town.boss, "/administrar/publico"))}
    said = {"view": mine, "title": "Fuga", "note": ""}
    assert town.boss.post("/api/v1/publications", json=said, headers=headers).status_code == 404
    page(town.boss, f"/api/v1/views/{mine}/public-preview", 404)
    assert "Fuga" not in page(town.boss, "/administrar/publico")


def test_as_many_others_as_the_page_counted_are_not_made_public():
    before, after = (
        Preview(PublicRed(Publication("", "Red"), (), ()), {}, actors, (), ())
        for actors in (("uis", "ccb"), ("uis", "otra"))
    )
    assert before.mark("actors") != after.mark("actors")
    assert before.mark("actors") == replace(before, actors=("ccb", "uis")).mark("actors")


def test_a_post_is_shown_to_anybody_from_the_persons_page_and_by_the_api(town):
    opened(town, fields=("people",))
    there = create_actor(town.store, SYSTEM, make_actor(id="colegio", name="Colegio", audience=("public",)))
    posts = [make_post(there.id, title="Rectora")]
    create_actor(town.store, SYSTEM, make_person(id="luz", name="Luz Ríos", posts=posts, email="luz@x.co"))
    record = page(town.boss, "/actores/luz")
    address = re.search(r'href="(/actores/luz/cargos/[a-z0-9-]+/publico)"', record)
    assert address is not None
    url = address[1]
    assert "/publico" not in page(town.ana, "/actores/luz").partition('class="post')[2]
    page(town.ana, url, 403)
    asked = page(town.boss, url)
    assert "Luz Ríos" in asked
    version = re.search(r'name="version" value="(\d+)"', asked)
    assert version is not None
    assert send(town.ana, url, {"public": "1", "version": version[1]}).status_code == 403
    assert send(town.boss, url, {"public": "1", "version": version[1]}).status_code == 302
    for office in ("/actores/luz", "/actores/colegio", "/actores/colegio/personas"):
        assert "la vista de la gente" in page(town.boss, office)
    card, table = (
        page(town.anybody, "/publico/actores/colegio"),
        page(town.anybody, "/publico/datos/personas.csv"),
    )
    assert "Luz Ríos" in card
    assert "colegio,Colegio,Luz Ríos,Rectora" in table
    assert "luz@x.co" not in card + table
    api = f"/api/v1/actors/luz/public-posts/{url.split('/')[-2]}"
    answer = town.boss.get("/api/v1/actors/luz/public-posts")
    check(answer.get_json()["items"], "[PublicPost]")
    assert answer.get_json()["items"][0]["seen"] is True
    headers = {"X-CSRFToken": token_of(page(town.boss, "/administrar/publico"))}
    assert town.boss.delete(api, headers=headers).status_code == 428
    assert (
        town.ana.put(api, headers={"X-CSRFToken": token_of(page(town.ana, "/actores/luz"))}).status_code
        == 403
    )
    gone = town.boss.delete(api, headers={**headers, "If-Match": answer.headers["ETag"]})
    assert gone.get_json()["items"][0]["public"] is False
    assert "Luz Ríos" not in page(town.anybody, "/publico/actores/colegio")
    opened(town, fields=("city",))
    page(town.anybody, "/publico/datos/personas.csv", 404)
