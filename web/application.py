"""Puts the application together: settings, frame, errors, then every page and the API.

A page is a module with a `blueprint`, named in `PAGES`. Its views have three steps: read input, call one `crm`
function with `current_store()` and `current_viewer()`, render.
"""

from __future__ import annotations

from importlib import import_module
from importlib.metadata import version

from flask import Flask

from crm.office import set_office
from graph.store import Store
from web.api.parts import PARTS
from web.assets import register_assets
from web.authors import register_authors
from web.config import Config
from web.conflicts import register_conflicts
from web.errors import register_errors
from web.follow_up.ledger import register_ledger
from web.frame import register_frame
from web.guarding import register_guard
from web.i18n import register_languages
from web.live.pages import register_live
from web.making import register_making
from web.marks import register_marks
from web.public.guarding import register_citizens
from web.saying import register_saying
from web.security import register_security
from web.store_keeping import register_store
from web.tie_status import register_tie_status
from web.turned import register_straight_texts
from web.wording import register_wording

PAGES = (
    "web.home",
    "web.actors.pages",
    "web.duplicates.pages",
    "web.history",
    "web.documents",
    "web.analysis",
    "web.words.methods",
    "web.network_health.pages",
    "web.simulation.pages",
    "web.interactions.pages",
    "web.interactions.recording",
    "web.capture.pages",
    "web.capture.many",
    "web.capture.worker",
    "web.files.pages",
    "web.rotation.posts",
    "web.rotation.accounts",
    "web.rotation.erasing",
    "web.delegations.pages",
    "web.delegations.editing",
    "web.delegations.programme",
    "web.delegations.guests",
    "web.delegations.papers",
    "web.commitments.pages",
    "web.follow_up.outcomes",
    "web.follow_up.reviewing",
    "web.follow_up.waiting",
    "web.follow_up.quiet",
    "web.follow_up.rhythms",
    "web.follow_up.agenda",
    "web.follow_up.feeds",
    "web.projects",
    "web.mapping.terms",
    "web.mapping.plan",
    "web.mapping.cards",
    "web.mapping.workshop",
    "web.mapping.pages",
    "web.mapping.coalition",
    "web.mapping.doors",
    "web.mapping.comparing",
    "web.mapping.files",
    "web.mapping.grids",
    "web.mapping.assessing",
    "web.mapping.grid_reasons",
    "web.mapping.matrices",
    "web.mapping.influences",
    "web.importing",
    "web.bringing.pages",
    "web.bringing.mail",
    "web.bringing.cards",
    "web.red.pages",
    "web.red_files.pages",
    "web.big.pages",
    "web.faces.pages",
    "web.views.pages",
    "web.views.drawn",
    "web.views.stories",
    "web.live.pages",
    "web.over_time.pages",
    "web.world.pages",
    "web.search",
    "web.quick",
    "web.auth_pages",
    "web.settings",
    "web.admin",
    "web.public.pages",
    "web.publishing.pages",
    "web.publishing.posts",
    "web.publishing.open_data",
    "web.undoing",
    "web.health",
)


def build(config: Config, store: Store | None) -> Flask:
    """The application with everything registered. `store` None opens the configured one lazily, once a process."""
    app = Flask("web", static_folder=None)
    app.config["ALIADOS"] = config
    app.config["ALIADOS_VERSION"] = version("red-de-aliados")
    app.json.sort_keys = False  # type: ignore[attr-defined]
    app.json.ensure_ascii = False  # type: ignore[attr-defined]
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    set_office(config.office, config.time_zone)
    register_security(app, config)
    register_store(app, store)
    register_languages(app)
    register_straight_texts(app)
    register_guard(app)
    register_citizens(app)
    register_errors(app)
    register_assets(app)
    register_marks(app)
    register_wording(app)
    register_saying(app)
    register_authors(app)
    register_conflicts(app)
    register_tie_status(app)
    register_ledger(app)
    register_making(app)
    register_live(app)
    register_frame(app)
    for name in PAGES:
        app.register_blueprint(import_module(name).blueprint)
    for name in PARTS:
        import_module(name)  # each adds its views to the API's one blueprint
    app.register_blueprint(import_module("web.api.root").blueprint)
    return app
