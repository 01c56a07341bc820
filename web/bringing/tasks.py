"""What a worker is asked to do, for whom, with which file."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from crm.access import Viewer
from crm.tables.choices import Choices

Work = Literal["plan", "apply", "undo"]


@dataclass(frozen=True)
class Task:
    """`work` "plan" makes a review; "apply" saves what was reviewed under `digest`; "undo" takes `transaction` back."""

    id: str
    work: Work
    viewer: Viewer
    folder: Path
    file: Path = field(default_factory=Path)
    name: str = ""
    noun: str = ""
    choices: Choices | None = None
    digest: str = ""
    skip_bad: bool = False
    transaction: int = 0

    def written(self) -> dict[str, Any]:
        """As JSON."""
        viewer = {
            "id": self.viewer.id,
            "name": self.viewer.name,
            "role": self.viewer.role,
            "principals": sorted(self.viewer.principals),
        }
        plain = {
            name: getattr(self, name)
            for name in ("id", "work", "name", "noun", "digest", "skip_bad", "transaction")
        }
        paths = {"folder": str(self.folder), "file": str(self.file)}
        return {**plain, **paths, "viewer": viewer, "choices": self.choices.shown() if self.choices else None}

    @classmethod
    def read(cls, said: dict[str, Any]) -> Task:
        """From JSON."""
        viewer = {**said["viewer"], "principals": frozenset(said["viewer"]["principals"])}
        choices = Choices.read(said["choices"]) if said["choices"] is not None else None
        paths = {"folder": Path(said["folder"]), "file": Path(said["file"])}
        return cls(**{**said, **paths, "viewer": Viewer(**viewer), "choices": choices})
