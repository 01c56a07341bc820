# Red de Aliados. `make help` lists the targets; `make run` and `make test` are all that most people need.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:

VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
ALIADOS_STORE ?= sqlite:///data/red.db
export ALIADOS_STORE
# Without compiled modules kept, each of the many processes that the application and its tests start compiles them anew.
unexport PYTHONDONTWRITEBYTECODE

# The first Python of 3.11 or later; say PYTHON=/path/to/python to choose another.
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)

# uv when it is there, pip when it is not or cannot reach what pip can: both check every hash.
install_lock = { [ -x $(BIN)/uv ] && $(BIN)/uv pip install --quiet --python $(BIN)/python --require-hashes -r $(1); } \
	|| $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r $(1)

PO := $(wildcard web/translations/*/LC_MESSAGES/*.po)
MO := $(PO:.po=.mo)

.PHONY: help
help: ## Show this list
	@grep -hE '^[a-z0-9-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

.PHONY: install
install: $(VENV)/.runtime $(MO) ## Build .venv with everything the application needs, hashes checked

$(VENV)/.made: requirements-install.lock
	@[ -n "$(PYTHON)" ] || { echo "Se necesita Python 3.11 o posterior. / Python 3.11 or later is needed." >&2; exit 1; }
	@$(PYTHON) -m venv $(VENV) || { echo "Falta el módulo venv (en Debian: apt install python3-venv). / The venv module is missing." >&2; exit 1; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --only-binary :all: \
		-r requirements-install.lock 2>/dev/null || echo "uv is not to be had here: going on with pip, which takes longer"
	@touch $@

$(VENV)/.runtime: $(VENV)/.made requirements.lock pyproject.toml
	@echo "Installing the application into $(VENV)"
	@$(call install_lock,requirements.lock)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --no-index \
		--config-settings editable_mode=compat --editable .
	@touch $@

$(VENV)/.dev: $(VENV)/.runtime requirements-dev.lock
	@echo "Installing what development needs into $(VENV)"
	@$(call install_lock,requirements-dev.lock)
	@$(BIN)/python -m graph.backend.warming
	@touch $@

$(MO): %.mo: %.po $(VENV)/.runtime
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@

.PHONY: dev
dev: $(VENV)/.dev $(MO) ## Build .venv with the development tools as well

.PHONY: run
run: install ## Start the application on 127.0.0.1:$PORT (8000), with the office's data if there is none yet
	@$(BIN)/aliados serve --first-run --port $(PORT)

# A process more than most machines have cores to spare, as many tests wait: for a browser, a server, a process.
.PHONY: test
test: dev ## Run every test; what its program is missing for is skipped visibly
	$(BIN)/python -m pytest -n 3 --dist loadgroup

.PHONY: test-browser
test-browser: dev ## Run the tests in the system's Chromium, and keep pictures of what they saw in tests/browser/output
	ALIADOS_TEST_PICTURES=1 $(BIN)/python -m pytest tests/browser

.PHONY: test-neo4j
test-neo4j: dev ## Run the tests that need a real Neo4j
	$(BIN)/python -m pytest -m neo4j

.PHONY: test-gds
test-gds: dev ## Run the tests of Neo4j's open Graph Data Science library, which Maven fetches (32 MB)
	ALIADOS_TEST_GDS=1 $(BIN)/python -m pytest tests/graph/test_science.py

.PHONY: test-networkx
test-networkx: dev ## Run networkx's whole suite on our backend (about ten minutes), and all graphs of our own comparison
	NETWORKX_TEST_BACKEND=aliados NETWORKX_FALLBACK_TO_NX=True $(BIN)/python -m pytest -c /dev/null -q -n 2 \
		-p tests.graph.backend.counting -p no:cacheprovider --pyargs networkx
	ALIADOS_ALL_GRAPHS=1 $(BIN)/python -m pytest -q tests/graph/backend/test_against_networkx.py

.PHONY: check
check: dev ## Format, lint, types, imports, templates, security
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@if [ -d web/templates ]; then $(BIN)/djlint --lint --quiet web/templates; fi
	$(BIN)/bandit --quiet --recursive --configfile pyproject.toml crm graph seed web

.PHONY: format
format: dev ## Put the code in its format and mend what can be mended by itself
	$(BIN)/ruff check --fix-only --quiet .
	$(BIN)/ruff format .

.PHONY: bench
bench: dev ## Measure both stores at three sizes and print the table
	$(BIN)/python -m tests.benchmarks

.PHONY: evaluate
evaluate: dev ## Hide participants of past interactions, recommend, and print how well ours and others find them
	$(BIN)/python -m tests.evaluation

.PHONY: docs
docs: dev ## Take the pictures of the user guide again, from a running application
	$(BIN)/python -m tests.browser.guide

.PHONY: messages
messages: dev ## Collect the texts of web/ into the catalogues of web/translations
	$(BIN)/pybabel --quiet extract --mapping babel.cfg --no-location --sort-output --output-file web/translations/messages.pot web
	$(BIN)/pybabel --quiet update --no-fuzzy-matching --no-wrap --input-file web/translations/messages.pot --output-dir web/translations

COMPILE := --quiet --universal --python-version 3.11 --generate-hashes --no-emit-index-url --custom-compile-command "make lock"

.PHONY: lock
lock: $(VENV)/.made ## Write the locks again; UPGRADE=--upgrade takes the newest allowed versions
	$(BIN)/uv pip compile $(COMPILE) $(UPGRADE) --group install --output-file requirements-install.lock
	$(BIN)/uv pip compile $(COMPILE) $(UPGRADE) --group build --group dev --output-file requirements-dev.lock pyproject.toml
	$(BIN)/uv pip compile $(COMPILE) --group build --constraints requirements-dev.lock --output-file requirements.lock pyproject.toml

.PHONY: audit
audit: dev ## Ask the internet whether a locked package has a known weakness
	$(BIN)/uvx --quiet pip-audit --disable-pip --requirement requirements-dev.lock

.PHONY: clean
clean: ## Remove what was built and what tests left; data/ stays
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis .benchmarks
	rm -rf tests/browser/output
	find crm graph seed web tests -name __pycache__ -prune -exec rm -rf {} +
	rm -f web/translations/*/LC_MESSAGES/*.mo
