"""Who asks, and what a role may do: `require` is the first line of each write.

What a viewer may *see* is not decided here but by the store's view: `store.as_seen_by(viewer.principals)`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from crm.errors import NotAllowed
from graph.records import OFFICE, PUBLIC

Role = Literal["reader", "editor", "administrator"]
Action = Literal["read", "edit", "administer"]
ROLES: tuple[Role, ...] = get_args(Role)

_ALLOWED: dict[Role, frozenset[Action]] = {
    "reader": frozenset({"read"}),
    "editor": frozenset({"read", "edit"}),
    "administrator": frozenset({"read", "edit", "administer"}),
}


@dataclass(frozen=True)
class Viewer:
    """A person, a token or the system itself, at work.

    `id` is the author written in the change log; `principals` are the audiences it belongs to.
    """

    id: str
    name: str
    role: Role
    principals: frozenset[str]

    def may(self, action: Action) -> bool:
        """Whether the role goes so far, for pages that hide what they would refuse."""
        return action in _ALLOWED[self.role]


def principals_of(user: str) -> frozenset[str]:
    """The audiences a user of the office belongs to."""
    return frozenset({PUBLIC, OFFICE, f"user:{user}"})


def require(viewer: Viewer, action: Action) -> None:
    """Lets the action pass or raises NotAllowed."""
    if not viewer.may(action):
        raise NotAllowed(action, viewer.role)


SYSTEM = Viewer("system", "Red de Aliados", "administrator", frozenset({PUBLIC, OFFICE}))
"""The seed, the command line without a user, nightly jobs."""
