"""The files chosen in a form: taken in at once, so that a form that comes back with errors has them still.

<input type="file" name="files" multiple>                 what the browser sends
<input type="checkbox" name="kept_file" value="TOKEN">    what was sent before; the token is signed and its sender's own
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from flask import current_app, g, request
from itsdangerous import BadSignature, URLSafeTimedSerializer

from crm.errors import InvalidData, Problem
from crm.files.vault import MB, Kept, NoRoom, Vault
from crm.messages import words
from web.auth import the_viewer
from web.config import Config
from web.forms import FormState
from web.i18n import language

FILES, KEPT = "files", "kept_file"
MOST = 20
DAY = 20 * 3600  # less than what lies unused in the vault is kept for


@dataclass
class Chosen:
    """What a form brought: files in the vault, each with its token, and what was wrong with others."""

    files: list[tuple[str, Kept]] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    no_room: NoRoom | None = None

    @property
    def kept(self) -> list[Kept]:
        """The files without their tokens, each content once."""
        return list({one.sha256: one for _token, one in self.files}.values())

    def tell(self, form: FormState[Any]) -> bool:
        """Puts what is wrong beside the form's files; says whether anything is."""
        if self.problems:
            form.status = InvalidData.status
            texts = [text for _field, text in words(InvalidData(self.problems), language())]
            form.problems.setdefault(FILES, []).extend(texts)
        if self.no_room is not None:
            form.status = self.no_room.status
            form.problems.setdefault("", []).extend(text for _field, text in words(self.no_room, language()))
        return bool(self.problems or self.no_room)


def current_vault() -> Vault:
    """The installation's files."""
    config: Config = current_app.config["ALIADOS"]
    return Vault(config.data_dir / "files", config.files.largest_mb * MB)


def read_chosen() -> Chosen:
    """The files of the form that was just sent; those before it by their tokens."""
    chosen = g.chosen_files = Chosen()
    for token in request.form.getlist(KEPT)[:MOST]:
        _again(chosen, token)
    sent = [one for one in request.files.getlist(FILES) if one.filename]
    for one in sent[:MOST]:
        try:
            kept = current_vault().keep(one.stream, str(one.filename))
        except InvalidData as error:
            chosen.problems += [Problem(FILES, p.key, p.params) for p in error.problems]
        except NoRoom as error:
            chosen.no_room = error
            break
        else:
            chosen.files.append((token_of(kept), kept))
    if len(sent) > MOST:
        chosen.problems.append(Problem(FILES, "files_too_many", {"limit": MOST}))
    return chosen


def chosen_files() -> list[tuple[str, Kept]]:
    """The files that this request's form has already, each with its token, for the form's page."""
    return g.chosen_files.files if "chosen_files" in g else []


def _signer() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(str(current_app.secret_key), salt="archivos")


def token_of(kept: Kept) -> str:
    """What a form says instead of sending the file again."""
    return str(_signer().dumps([the_viewer().id, kept.sha256, kept.size, kept.kind, kept.name]))


def _again(chosen: Chosen, token: str) -> None:
    try:
        owner, sha256, size, kind, name = _signer().loads(token, max_age=DAY)
    except (BadSignature, ValueError):
        return
    kept = Kept(sha256, size, kind, name)
    if owner != the_viewer().id or not current_vault().has(sha256):
        chosen.problems.append(Problem(FILES, "file_gone", {"name": name}))
    else:
        chosen.files.append((token, kept))
