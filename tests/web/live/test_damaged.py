"""Results that were damaged on the disk: pages say that they are being worked out, and none fails."""

import pytest

from crm.derived.files import CURRENT
from tests.web.views.conftest import City

PAGES = (
    "/red",
    "/red?todo=1",
    "/red/tabla?todo=1",
    "/red/calor?todo=1",
    "/red/grande",
    "/red/tiempo?todo=1",
    "/mundo",
)


@pytest.fixture(scope="module")
def city(tmp_path_factory):
    made = City(tmp_path_factory.mktemp("damaged"))
    yield made
    made.store.close()


@pytest.mark.parametrize(
    "file", ["large_group.npy", "bubbles.json", "interaction_outcome.npy", "actors.json"]
)
def test_no_page_fails_over_a_damaged_file(city, file):
    base = city.folder / "derived"
    folder = city.analyse().folder
    (folder.path / file).write_bytes(b"x")
    for page in PAGES:
        # Each page meets the damage as a process does that has read nothing yet.
        (base / CURRENT).unlink(missing_ok=True)
        (base / CURRENT).write_text(folder.path.name)
        answer = city.ana.get(page)
        assert answer.status_code in {200, 302, 503}, page
        if answer.status_code == 503:
            assert "Todavía no está listo" in answer.get_data(as_text=True)


def test_a_program_is_told_so_too(tmp_path):
    city = City(tmp_path)  # of its own, as what a process has read once is not read again
    folder = city.analyse().folder
    (folder.path / "large_group.npy").unlink()
    answer = city.ana.get("/red/grande/puntos", headers={"Accept": "application/json"})
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "15")
    assert answer.get_json()["detail"] == "Se está calculando. Vuelva a intentarlo en unos segundos."
    assert city.ana.get("/red?todo=1").status_code == 200
    city.store.close()
