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


def version() -> str:
    """The server's version, which pom.xml alone names."""
    found = re.search(
        r"<artifactId>neo4j</artifactId>\s*<version>([^<]+)</version>", (HERE / "pom.xml").read_text()
    )
    assert found is not None
    return found[1]


def cache() -> Path:
    """Where the jars of this version are kept between runs."""
    base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "red-de-aliados" / f"neo4j-{version()}"


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


def fetch() -> tuple[Path | None, str]:
    """The folder of the jars, or None and why not. Two processes may fetch at once: the first to finish counts."""
    folder = cache()
    if folder.is_dir():
        return folder, ""
    if shutil.which("mvn") is None:
        return None, "no mvn"
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
        told = _copy_jars(Path(scratch) / "lib")
        if told:
            return None, told
        try:
            (Path(scratch) / "lib").rename(folder)
        except OSError:
            if not folder.is_dir():
                raise
    return folder, ""


def _copy_jars(folder: Path) -> str:
    """Lets Maven copy them; gives the end of what it says when it fails."""
    command = [
        "mvn",
        "--batch-mode",
        "--quiet",
        "--file",
        str(HERE / "pom.xml"),
        "dependency:copy-dependencies",
    ]
    command += ["-DincludeScope=runtime", f"-DoutputDirectory={folder}"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    return "" if done.returncode == 0 else f"mvn failed: {(done.stdout + done.stderr)[-800:]}"
