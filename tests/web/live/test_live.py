"""What is saved elsewhere: found by one look for all, told to those who may see it, drawn with nobody moved."""

import json
import threading
import time
from datetime import UTC, datetime, timedelta

import pytest

from crm.actors import create_actor
from crm.interactions import create_interaction
from crm.moments import stamp
from graph.store import Query, Where
from tests.crm.conftest import ANA
from tests.crm.engines import both
from tests.makers import make_actor, make_interaction
from tests.web.browsing import send
from tests.web.views.conftest import City
from web.live.pages import Streams
from web.live.watching import Watcher

__all__ = ["both"]


@pytest.fixture(scope="module")
def city(tmp_path_factory):
    made = City(tmp_path_factory.mktemp("live"))
    yield made
    made.store.close()


def meet(city, *actors, **said):
    return create_interaction(city.store, ANA, make_interaction(*actors, **said))


def news_for(city, browser, since):
    """What somebody is told who asks until everything was looked at."""
    while True:
        told = browser.get(f"/red/novedades?desde={since}").get_json()
        if told["revision"] >= city.store.revision():
            return told
        time.sleep(0.05)


def events(stream):
    """What a stream says, event by event, signs of life left out."""
    for chunk in stream.iter_encoded():
        lines = dict(line.split(": ", 1) for line in chunk.decode().splitlines() if ": " in line)
        if "event" in lines:
            yield lines["event"], json.loads(lines["data"])


def listen(browser, since):
    return browser.get(f"/red/novedades?desde={since}", headers={"Accept": "text/event-stream"})


def test_who_asks_is_told_what_is_new_since(city):
    before = city.store.revision()
    meet(city, "uis", "imct", id="n1", title="Reunión en la UIS")
    news = news_for(city, city.ana, before)
    assert (news["text"], news["redraw"]) == ("1 reunión nueva: Reunión en la UIS", True)
    assert {"uis", "imct"} <= set(news["actors"])
    quiet = city.ana.get(f"/red/novedades?desde={news['revision']}").get_json()
    assert (quiet["text"], quiet["redraw"], quiet["actors"]) == ("", False, [])


def test_nobody_is_told_of_what_they_may_not_see(city):
    before = city.store.revision()
    meet(city, "uis", "ccb", id="n2", title="Confidencial", audience=["user:" + city.ids["ana"]])
    assert "Confidencial" in news_for(city, city.ana, before)["text"]
    told = news_for(city, city.luz, before)
    assert (told["text"], told["actors"]) == ("", [])


def test_a_stream_tells_within_two_seconds_and_ends_with_the_session(city):
    leaving = city.log_in("editor", "Se Va", "seva")
    stream = listen(leaving, city.store.revision())
    assert stream.mimetype == "text/event-stream"
    told = events(stream)
    assert next(told)[1]["text"] == ""
    saved = time.monotonic()
    meet(city, "jica", "uis", id="n3", title="Con JICA")
    name, news = next(told)
    assert (name, news["text"]) == ("news", "1 reunión nueva: Con JICA")
    assert time.monotonic() - saved < 5  # two, and what a busy machine adds
    send(leaving, "/salir", {})
    assert next(told)[0] == "over"
    assert next(told, None) is None


def test_what_was_saved_is_read_from_the_log_of_both_stores(both):
    watcher = Watcher(lambda: both, lambda: 1)
    watcher.listen()
    before = both.revision()
    create_interaction(both, ANA, make_interaction("uis", "ccb", id="n9"))
    while watcher.wait(watcher.state, 2.0).revision < both.revision():
        pass
    assert [(fact.interaction, fact.new) for fact in watcher.facts_since(before) if fact.interaction] == [
        ("n9", True)
    ]
    assert watcher.facts_since(both.revision()) == []


def test_there_are_only_so_many_streams(city):
    city.app.extensions["aliados_streams"] = Streams(1)
    first = listen(city.ana, city.store.revision())
    open_one = events(first)
    next(open_one)
    assert [name for name, _data in events(listen(city.luz, 0))] == ["full"]
    first.close()
    open_one.close()
    again = listen(city.luz, city.store.revision())
    assert next(events(again))[0] == "news"
    again.close()
    city.app.extensions["aliados_streams"] = Streams(4)


def test_one_look_serves_all_who_listen(city):
    looks = []

    class Counted:
        def __getattr__(self, name):
            looks.append(name)
            return getattr(city.store, name)

    counted = Counted()
    watcher = Watcher(lambda: counted, lambda: 1)
    state = watcher.listen()
    waiting = [threading.Thread(target=watcher.wait, args=(state, 2.2)) for _ in range(8)]
    for one in waiting:
        one.start()
    for one in waiting:
        one.join()
    assert set(looks) == {"revision"}
    assert len(looks) <= 4


def test_new_ties_and_actors_are_drawn_at_once_and_nobody_moves(city):
    city.analyse()
    before = {node["id"]: node for node in city.picture("actor=uis")["nodes"]}
    create_actor(city.store, ANA, make_actor(id="nuevo", name="Recién llegado", type="university"))
    meet(city, "uis", "nuevo", id="n4")
    meet(city, "uis", "ccb", id="n5")
    answer = city.picture("actor=uis")
    now = {node["id"]: node for node in answer["nodes"]}
    assert now.keys() - before.keys() == {"nuevo"}
    assert all((now[id]["x"], now[id]["y"]) == (node["x"], node["y"]) for id, node in before.items())
    gaps = [abs(now["nuevo"]["x"] - one["x"]) + abs(now["nuevo"]["y"] - one["y"]) for one in before.values()]
    assert min(gaps) > 40
    counts = {frozenset((tie["from"], tie["to"])): tie["count"] for tie in answer["edges"]}
    assert counts[frozenset(("uis", "nuevo"))] == 1
    assert counts[frozenset(("uis", "ccb"))] == 2
    assert "nuevo" not in {node["id"] for node in city.picture("actor=imebu")["nodes"]}
    # The picture of a past day stays that of the day.
    assert "nuevo" not in {node["id"] for node in city.picture("todo=1&dia=2025-01-01")["nodes"]}
    assert "nuevo" in {node["id"] for node in city.picture("todo=1")["nodes"]}


def test_nothing_is_told_without_a_log_in(city):
    stranger = city.app.test_client()
    assert stranger.get("/red/novedades", headers={"Accept": "application/json"}).status_code == 401


def test_an_open_page_that_asks_does_not_put_off_the_end_of_an_idle_session(city):
    browser = city.log_in("editor", "Se Fue", "sefue")
    idle = city.store.find(Query("Session", where=(Where("user", "=", city.ids["sefue"]),))).items[0]
    hours_ago = stamp(datetime.now(UTC) - timedelta(hours=5))
    with city.store.transaction("system") as tx:
        tx.put_nodes([idle.with_properties(seen=hours_ago)])
    assert browser.get("/red/novedades?desde=0").status_code == 200
    assert next(events(listen(browser, 0)))[0] == "news"
    assert browser.get("/red/datos?todo=1", headers={"X-Unattended": "1"}).status_code == 200
    assert city.store.get([idle.id])[idle.id].get("seen") == hours_ago
    assert browser.get("/red").status_code == 200
    assert city.store.get([idle.id])[idle.id].get("seen") != hours_ago
