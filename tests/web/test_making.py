"""A form makes one record however often it is sent, and nothing that was written is dropped."""

import re

from crm.actors import ActorFilter, list_actors
from tests.web.browsing import find_in, token_of


def test_a_form_gone_back_to_and_sent_with_other_words_is_another_record(login_as, store):
    browser = login_as("editor")
    page = browser.get("/actores/nuevo").get_data(as_text=True)
    key = find_in(r'name="key" value="([^"]+)"', page)
    sent = {"csrf_token": token_of(page), "key": key, "type": "company", "sure": "1"}
    first = browser.post("/actores/nuevo", data={**sent, "name": "Café de la Mesa"})
    again = browser.post("/actores/nuevo", data={**sent, "name": "Café de la Mesa"})
    assert first.status_code == again.status_code == 302
    assert re.sub(r"\?.*", "", first.location) == re.sub(r"\?.*", "", again.location)
    other = browser.post("/actores/nuevo", data={**sent, "name": "Zapatos Girón"})
    assert other.status_code == 302
    names = [actor.name for actor in list_actors(store, ActorFilter()).items]
    assert sorted(names) == ["Café de la Mesa", "Zapatos Girón"]
