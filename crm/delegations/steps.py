"""The default checklist: the steps of the office's own way with visits, each with the place in the report it is from."""

from __future__ import annotations

import tomllib
from datetime import date, timedelta
from functools import cache
from importlib import resources

from crm.delegations.model import Step
from crm.evidence import Evidence

_DOCUMENT = {"document": "001", "section": "3. Promoción destino", "line": 156}


@cache
def default_steps(lang: str = "es") -> tuple[Step, ...]:
    """The steps in their order of time, in the language."""
    text = resources.files("crm.data").joinpath("visit_steps.toml").read_text(encoding="utf-8")
    return tuple(_step(id, said, lang) for id, said in tomllib.loads(text).items())


def _step(id: str, said: dict[str, str], lang: str) -> Step:
    source = Evidence.of({**_DOCUMENT, "where": said["where"], "grade": said["grade"]})
    text = said["en" if lang == "en" else "es"]
    return Step.of({"id": id, "text": text, "days_before": said["days_before"], "source": source})


def step_text(step: Step, lang: str) -> str:
    """What is to be done; a step of the default list that nobody worded anew, in the language asked for."""
    for known in ("es", "en"):
        if any((one.id, one.text) == (step.id, step.text) for one in default_steps(known)):
            return next(one.text for one in default_steps(lang) if one.id == step.id)
    return step.text


def step_due(step: Step, begins: date | None) -> date | None:
    """The day the step is due, when it is known when the visit begins."""
    return begins - timedelta(days=step.days_before) if begins else None
