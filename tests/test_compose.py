"""compose.yaml holds what it promises, on machines without a Docker engine too."""

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).parents[1]
TEXT = (ROOT / "compose.yaml").read_text(encoding="utf-8")
COMPOSE = yaml.safe_load(TEXT)
SERVICES = COMPOSE["services"]


def test_the_file_follows_the_compose_specification():
    command = [
        sys.executable,
        "-m",
        "check_jsonschema",
        "--builtin-schema",
        "vendor.compose-spec",
        "compose.yaml",
    ]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_the_specification_check_refuses_a_key_that_compose_does_not_know(tmp_path):
    bad = tmp_path / "compose.yaml"
    bad.write_text(TEXT.replace("    build: .\n", "    bild: .\n"), encoding="utf-8")
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.compose-spec", str(bad)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert "bild" in done.stdout


def test_there_are_an_application_a_database_and_a_proxy():
    assert set(SERVICES) == {"app", "neo4j", "proxy"}
    assert SERVICES["neo4j"]["image"].startswith("neo4j:5.")
    assert SERVICES["neo4j"]["image"].endswith("-community")


def test_a_password_must_be_given_and_none_is_written_down():
    uses = re.findall(r"\$\{ALIADOS_STORE_PASSWORD(.*?)\}", TEXT)
    assert len(uses) == 2
    assert all(use.startswith(":?") for use in uses), "compose itself must refuse to start without it"
    example = (ROOT / "deploy/env.example").read_text(encoding="utf-8")
    assert re.search(r"^ALIADOS_STORE_PASSWORD=$", example, re.MULTILINE)


def test_each_part_waits_for_the_health_of_the_one_behind_it():
    assert SERVICES["app"]["depends_on"] == {"neo4j": {"condition": "service_healthy"}}
    assert SERVICES["proxy"]["depends_on"] == {"app": {"condition": "service_healthy"}}
    assert "/salud" in " ".join(SERVICES["app"]["healthcheck"]["test"])
    assert "7474" in " ".join(SERVICES["neo4j"]["healthcheck"]["test"])


def test_every_named_volume_and_network_is_declared_and_what_must_last_is_in_one():
    declared = set(COMPOSE["volumes"])
    mounts = [mount.split(":") for service in SERVICES.values() for mount in service["volumes"]]
    assert {mount[0] for mount in mounts if not mount[0].startswith(".")} == declared
    assert ["neo4j-data", "/data"] in mounts
    assert {net for service in SERVICES.values() for net in service["networks"]} == set(COMPOSE["networks"])


def test_every_file_that_is_mounted_or_built_from_is_in_the_repository():
    assert (ROOT / "Dockerfile").is_file()
    mounts = [mount for service in SERVICES.values() for mount in service["volumes"]]
    assert [mount.split(":")[0] for mount in mounts if mount.startswith("./")] == ["./deploy/Caddyfile"]
    assert (ROOT / "deploy/Caddyfile").is_file()


@pytest.mark.parametrize("name", ["app", "neo4j", "proxy"])
def test_no_part_keeps_more_rights_than_it_needs(name):
    service = SERVICES[name]
    assert service["cap_drop"] == ["ALL"]
    assert "no-new-privileges:true" in service["security_opt"]
    assert not service.get("privileged")
    assert service.get("cap_add", []) == (["NET_BIND_SERVICE"] if name == "proxy" else [])


def test_the_application_and_the_database_do_not_run_as_root_and_the_application_cannot_write_to_its_own_files():
    assert {SERVICES[name]["user"].split(":")[0] for name in ("app", "neo4j")} == {"10001", "7474"}
    assert SERVICES["app"]["read_only"] is True
    assert re.search(r"^USER 10001:10001$", (ROOT / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE)


def test_only_the_proxy_is_open_to_the_network():
    assert "ports" not in SERVICES["app"]
    assert all(port.startswith("127.0.0.1:") for port in SERVICES["neo4j"]["ports"])
    assert {port.split(":")[0] for port in SERVICES["proxy"]["ports"]} == {"80", "443"}


def test_the_proxy_speaks_to_the_application_on_the_ports_that_both_files_name():
    caddy = (ROOT / "deploy/Caddyfile").read_text(encoding="utf-8")
    inside = {port.split(":")[1].removesuffix("/udp") for port in SERVICES["proxy"]["ports"]}
    assert set(re.findall(r"https?_port (\d+)", caddy)) == inside
    assert "reverse_proxy app:8000" in caddy
    assert set(re.findall(r"\{\$(\w+):", caddy)) == set(SERVICES["proxy"]["environment"])
