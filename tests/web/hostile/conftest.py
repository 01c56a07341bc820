"""The hostile city, made once: its pages and files are only read."""

import pytest

from tests.web.hostile.city import HostileCity


@pytest.fixture(scope="session")
def hostile_city(tmp_path_factory):
    city = HostileCity(tmp_path_factory.mktemp("hostile"))
    yield city
    city.store.close()
