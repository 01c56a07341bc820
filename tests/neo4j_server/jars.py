"""The server's jars, copied once by Maven to a cache outside the repository."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

HERE = Path(__file__).parent
NEEDED_JAVA = 17


SERVER = HERE / "pom.xml"
SCIENCE = HERE / "science_jars" / "pom.xml"


def version(pom: Path = SERVER) -> str:
    """The version of a pom's first dependency, which it alone names."""
    found = re.search(r"</artifactId>\s*<version>([^<]+)</version>\s*</dependency>", pom.read_text())
    assert found is not None
    return found[1]


def cache(pom: Path = SERVER) -> Path:
    """Where the jars of this version are kept between runs."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    name = "neo4j" if pom == SERVER else "neo4j-science"
    return Path(base) / "red-de-aliados" / f"{name}-{version(pom)}"


def why_no_java() -> str | None:
    """What is missing to run a Java source file, None when nothing is."""
    if shutil.which("java") is None:
        return "no java"
    told = subprocess.run(["java", "-version"], capture_output=True, text=True, check=False).stderr
    number = re.search(r'version "(\d+)', told)
    if number is None or int(number[1]) < NEEDED_JAVA:
        return f"java is older than {NEEDED_JAVA}"
    modules = subprocess.run(["java", "--list-modules"], capture_output=True, text=True, check=False).stdout
    return None if "jdk.compiler" in modules else "java is a runtime without its compiler"


def fetch(pom: Path = SERVER) -> tuple[Path | None, str]:
    """The folder of the jars, or None and why not. Two processes may fetch at once: the first to finish counts."""
    folder = cache(pom)
    if folder.is_dir():
        return folder, ""
    if shutil.which("mvn") is None:
        return None, "no mvn"
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
        told = _copy_jars(pom, Path(scratch) / "lib")
        if told:
            return None, told
        try:
            (Path(scratch) / "lib").rename(folder)
        except OSError:
            if not folder.is_dir():
                raise
    return folder, ""


def _copy_jars(pom: Path, folder: Path) -> str:
    """Lets Maven copy them; gives the end of what it says when it fails."""
    command = [
        "mvn",
        "--batch-mode",
        "--quiet",
        "--file",
        str(pom),
        "dependency:copy-dependencies",
    ]
    command += ["-DincludeScope=runtime", f"-DoutputDirectory={folder}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    return "" if done.returncode == 0 else f"mvn failed: {(done.stdout + done.stderr)[-800:]}"
