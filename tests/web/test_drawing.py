"""The picture's data from pyvis, and the stand-alone file: no name, however hostile, becomes anything but a name."""

import base64
import hashlib
import json
import re
from datetime import date
from html.parser import HTMLParser

import pytest

from crm.access import SYSTEM
from crm.actors import create_actor
from crm.derived.refreshing import refresh
from crm.interactions import create_interaction
from crm.ties import create_tie
from tests.makers import make_actor, make_interaction, make_office, make_tie
from web.icon_paths import icon_paths
from web.red.drawing import age_of, network_data, network_of
from web.red.drawing_page import json_inside, standalone_page
from web.red.legend import lines_of
from web.red.names import brief, plain, short_names
from web.red.naming import all_of
from web.red.places import connected_parts, ring_places, tidy_places
from web.red.view import gather_view
from web.red.wish import Wish
from web.red.words import title_of
from web.red.years import years_of

DAY = date(2026, 11, 23)
HOSTILE = (
    "</script><img src=x onerror=alert(1)>",
    "<!--<script>alert(2)</script>",
    "\"'`${alert(3)}",
    '<a href="javascript:alert(4)">href</a>',
    "]]>\u2028\u2029\\u003c",
    "Fin\u202e</table><style>*{display:none}</style>",
)


@pytest.fixture
def drawn(store, config):
    """A picture of actors with hostile names, all of whom met; one is a member of another."""
    create_actor(store, SYSTEM, make_office())
    for number, name in enumerate(HOSTILE):
        create_actor(store, SYSTEM, make_actor(id=f"a{number}", name=name, country=None))
    ids = [f"a{number}" for number in range(len(HOSTILE))]
    create_interaction(store, SYSTEM, make_interaction(*ids[:4], when="2026-11-01"))
    create_interaction(store, SYSTEM, make_interaction(*ids[:2], when="2020-05-05"))
    create_tie(store, SYSTEM, make_tie("a4", "a5"))
    derived = refresh(store, config.data_dir / "derived", DAY)
    return gather_view(store, derived, Wish(todo=True))


@pytest.fixture
def page(app, drawn):
    with app.test_request_context("/"):
        return standalone_page(drawn)


@pytest.fixture
def data(app, drawn):
    with app.test_request_context("/"):
        return network_data(drawn)


class Parts(HTMLParser):
    """The elements and attributes of a page, and the text of each script and style."""

    def __init__(self, page):
        super().__init__(convert_charrefs=True)
        self.tags, self.attributes, self.texts, self.scripts = [], [], [], []
        self.inside = None
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(tag, name, value) for name, value in attrs]
        if tag in {"script", "style"}:
            self.inside = tag
            self.scripts.append([tag, dict(attrs), ""])

    def handle_endtag(self, tag):
        if tag == self.inside:
            self.inside = None

    def handle_data(self, data):
        if self.inside:
            self.scripts[-1][2] += data
        else:
            self.texts.append(data)


def test_pyvis_holds_every_node_and_tie(app, drawn):
    with app.test_request_context("/"):
        network = network_of(drawn)
    assert set(network.get_nodes()) == {node.id for node in drawn.nodes}
    assert network.directed
    assert {(edge["from"], edge["to"]) for edge in network.edges} >= {("a0", "a1"), ("a4", "a5")}
    assert {edge["arrows"] for edge in network.edges} == {""}


def test_a_node_wears_its_family_and_its_type_s_icon(data):
    node = data["nodes"][0]
    family = data["families"][node["family"]]
    assert (node["family"], node["shape"], node["color"]) == ("diplomatic", family["shape"], family["hue"])
    assert data["icons"][node["icon_name"]]
    assert node["type_label"] == "Embajada"


def test_the_data_is_plain_json(data):
    assert json.loads(json.dumps(data)) == data


def test_ties_are_wide_when_strong_faint_when_old_and_dashed_when_standing(data):
    lines = {(edge["from"], edge["to"]): edge for edge in data["edges"]}
    assert lines["a0", "a1"]["count"] == 2
    assert lines["a0", "a1"]["width"] > lines["a0", "a2"]["width"]
    assert lines["a0", "a1"]["age"] == 0
    assert lines["a4", "a5"]["dashes"]
    assert lines["a4", "a5"]["words"] == "es miembro de"


@pytest.mark.parametrize(
    ("last", "age"),
    [
        (DAY, 0),
        (date(2025, 11, 23), 0),
        (date(2025, 11, 22), 1),
        (date(2023, 11, 24), 1),
        (date(2017, 1, 1), 2),
    ],
)
def test_a_tie_is_fresh_for_a_year_and_cold_after_three(last, age):
    assert age_of(last, DAY) == age


@pytest.mark.parametrize(
    ("since", "until", "said"),
    [(2017, 2017, "2017"), (2017, 2023, "2017–2023"), (2017, None, "desde 2017"), (None, 2023, "hasta 2023")],
)
def test_a_picture_of_some_years_says_which(app, since, until, said):
    with app.test_request_context("/"):
        assert years_of(Wish(desde=since, hasta=until)) == said


def test_a_picture_of_the_past_says_from_when_ages_are_counted(app, store, config, drawn):
    past = gather_view(store, refresh(store, config.data_dir / "derived", DAY), Wish(desde=2020, hasta=2020))
    with app.test_request_context("/"):
        assert title_of(past) == "Una parte de la red, 2020"
        assert "contado al 31 de diciembre de 2020" in lines_of(past)[0].label
        assert all("contado" not in line.label for line in lines_of(drawn))


def test_the_file_runs_only_the_two_scripts_its_policy_names(page):
    parts = Parts(page)
    policy = next(
        value for tag, name, value in parts.attributes if name == "content" and "script-src" in value
    )
    running = [
        text
        for tag, attrs, text in parts.scripts
        if tag == "script" and attrs.get("type") != "application/json"
    ]
    digests = [base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() for text in running]
    allowed = re.findall(r"script-src ([^;]+);", policy)
    assert allowed == [" ".join(f"'sha256-{digest}'" for digest in digests)]
    assert len(running) == 2
    style = next(text for tag, _attrs, text in parts.scripts if tag == "style")
    assert f"'sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}'" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy


def test_the_policy_stands_before_anything_it_rules(page):
    assert page.index("Content-Security-Policy") < page.index("<style>") < page.index("<script")


def test_the_file_loads_nothing(page):
    parts = Parts(page)
    assert {
        tag for tag in parts.tags if tag in {"link", "img", "iframe", "object", "embed", "base", "form", "a"}
    } == set()
    assert [
        pair for pair in parts.attributes if pair[1] in {"src", "href", "srcset", "action", "style"}
    ] == []
    assert [pair for pair in parts.attributes if pair[1].startswith("on")] == []
    assert "sourceMappingURL" not in page
    assert not re.search(
        r"@import|url\((?!\"data:)", next(t for tag, _a, t in parts.scripts if tag == "style")
    )


def test_hostile_names_stay_names(page):
    parts = Parts(page)
    assert parts.tags.count("script") == 3
    assert parts.tags.count("style") == 1
    assert parts.tags.count("table") == 1
    shown = " ".join(parts.texts)
    for name in HOSTILE:
        assert plain(name) in shown
    held = next(text for _tag, attrs, text in parts.scripts if attrs.get("type") == "application/json")
    assert {node["label"] for node in json.loads(held)["network"]["nodes"]} == {
        plain(name) for name in HOSTILE
    }
    assert not re.search(r"[<>&\u2028\u2029]", held)


def test_json_inside_a_script_cannot_end_it():
    text = json_inside({"a": "</script><!--&\u2028"})
    assert not re.search(r"[<>&\u2028]", text)
    assert json.loads(text) == {"a": "</script><!--&\u2028"}


def test_our_scripts_are_put_together_without_imports(page):
    own = Parts(page).scripts[-1]
    assert own[1] == {"type": "module"}
    assert not re.search(r"^(import|export) ", own[2], re.MULTILINE)
    assert "class Picture" in own[2]


def test_the_page_s_answer_is_json_that_no_browser_takes_for_a_page(app, store, config, drawn, login_as):
    answer = login_as("reader").get("/red/datos?todo=1")
    assert answer.mimetype == "application/json"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    html = login_as("editor", "Eva").get("/red?todo=1").get_data(as_text=True)
    assert "<img src=x" not in html
    assert "alert(2)</script>" not in html


@pytest.mark.parametrize(
    ("name", "short"),
    [
        ("UNAB", "UNAB"),
        ("Instituto Municipal de Cultura y Turismo de Bucaramanga (IMCT)", "IMCT"),
        (
            "Oficina de la Bicicleta de la ciudad (Dirección de Tránsito)",
            "Oficina de la Bicicleta de la ciudad",
        ),
        ("Agencia Presidencial de Cooperación Internacional (APC-Colombia)", "APC-Colombia"),
        (
            "Comité de seguimiento a los acuerdos de la ciudad con sus vecinos",
            "Comité de seguimiento a los acuerdos…",
        ),
        ("x" * 60, "x" * 37 + "…"),
    ],
)
def test_long_names_are_said_as_people_do(name, short):
    assert brief(name) == short


def test_two_actors_never_share_an_acronym_that_is_one_s_own(drawn):
    first, second = drawn.nodes[0], drawn.nodes[1]
    from dataclasses import replace

    institute = replace(first, name="Instituto Municipal de Cultura y Turismo de Bucaramanga (IMCT)")
    centre = replace(second, name="Centro de Acceso a la Información de la ciudad (IMCT)")
    short = short_names([institute, centre])
    assert short[first.id] == "IMCT"
    assert short[second.id] == "Centro de Acceso a la Información de…"


def test_names_in_a_row_follow_spanish(app):
    with app.test_request_context("/"):
        assert all_of(["UIS"]) == "UIS"
        assert all_of(["UIS", "IMCT"]) == "UIS e IMCT"
        assert all_of(["UIS", "Hierro S. A."]) == "UIS y Hierro S. A."
        assert all_of(["A", "B", "Italia"]) == "A, B e Italia"
        assert all_of(["A", "B", "C", "D", "E"]) == "A, B, C y 2 más"


def test_icons_come_from_the_sprite():
    icons = icon_paths(["flag", "no-such-icon"])
    assert set(icons) == {"flag"}
    assert all(rule in {"evenodd", "nonzero"} and outline.startswith("M") for rule, outline in icons["flag"])


def test_parts_that_hang_together_are_found():
    parts = connected_parts(5, [(0, 1), (3, 1)])
    assert sorted(sorted(part.tolist()) for part in parts) == [[0, 1, 3], [2], [4]]


def test_places_are_the_same_each_time_and_centred(drawn):
    ties = [(edge.source, edge.target) for edge in drawn.edges]
    one, two = tidy_places(drawn.nodes, ties), tidy_places(drawn.nodes, ties)
    assert one == two
    assert tidy_places([], []) == {}
    across = [x for x, _y in one.values()]
    assert min(across) == pytest.approx(-max(across), abs=0.2)


def test_a_ring_has_its_actor_in_the_middle(drawn):
    places = ring_places(drawn.nodes, "a0")
    assert list(places["a0"]) == [0, 0]
    assert len(set(places.values())) == len(drawn.nodes)
    assert ring_places([drawn.nodes[0]], drawn.nodes[0].id) == {drawn.nodes[0].id: (0, 0)}
