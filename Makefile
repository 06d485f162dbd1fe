# Set-up, start and checks. Everything is installed into .venv and web/node_modules in this folder;
# nothing else on the machine changes, but for Chromium when `make test` runs as root on Debian. How
# pip and npm reach what they install is up to their own settings (PIP_* variables, pip.conf,
# npm_config_* variables, .npmrc).

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run page test coverage lock format clean

# In an empty environment Python would not find itself.
PATH ?= /usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
export PATH

# The first of these names that is new enough becomes the Python of a new .venv.
PYTHON ?= python3 python3.14 python3.13 python3.12 python3.11
PORT ?= 8000
STORE = .waypath/waypath.db
# `make lock LOCK_FLAGS=--upgrade` takes newer versions; without it, pins that still fit stay.
LOCK_FLAGS =
UV_VERSION = 0.13.9

VENV := .venv
BIN := $(VENV)/bin
UV := $(VENV)/uv-$(UV_VERSION)/bin/uv
PIP_INSTALL := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-input
COMPILE := $(UV) pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--no-strip-extras --no-emit-index-url --no-header --no-annotate

# No test has the time that fetching 200 files may take.
FETCH_NEO4J = $(BIN)/python -m tests.neo4j_servers || echo 'Tests that need a Neo4j will fail.'

# Node is a package of pip's, so it needs no set-up of its own. It is to trust whom the system trusts.
NPM := cd web && PATH="$(CURDIR)/$(BIN):$$PATH" NODE_USE_SYSTEM_CA=1 npm
PAGE := api/static/index.html
PAGE_SOURCES := $(shell find web -name node_modules -prune -o -type f ! -name '*.test.ts' -print)
# The checks need more than the build does, as with the locks. Installing it makes both stamps.
MODULES := web/node_modules/$(if $(filter test format,$(MAKECMDGOALS)),dev,run).stamp

# If the Python behind .venv has gone, say after an upgrade, all has to be installed again. This is
# looked at before any rule, because make remembers which stamps were there when it started.
$(shell [ -x $(BIN)/python ] || rm -f $(VENV)/*.stamp)

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s%s\n", $$1, $$2 }' Makefile
	@echo 'Variables: PORT=8000, STORE=.waypath/waypath.db, PYTHON=python3 (for a new .venv)'

run: $(VENV)/run.stamp $(VENV)/waypath.stamp $(PAGE) ## Start Waypath; the first time, set it up
	@mkdir -p "$(dir $(STORE))"
	@exec $(BIN)/waypath serve --port "$(PORT)" --store "$(STORE)"

page: $(PAGE) ## Build the page from web/

test: $(VENV)/dev.stamp $(VENV)/waypath.stamp $(PAGE) ## Check format, rules, types, imports and behaviour
	@command -v chromium >/dev/null || ! command -v apt-get >/dev/null || [ "$$(id -u)" != 0 ] || { \
	    echo 'Installing Chromium for the tests of the page.'; \
	    export DEBIAN_FRONTEND=noninteractive; \
	    { apt-get update && apt-get install --yes --no-install-recommends chromium; } \
	        >$(VENV)/chromium.log 2>&1 \
	    || { tail -n 5 $(VENV)/chromium.log; echo 'Chromium could not be installed.'; }; }
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports --no-logo
	@$(NPM) run --silent check
	@$(FETCH_NEO4J)
	@# The tests of the document have one id for all operations, of which xdist would run a single one.
	@$(BIN)/python -m pytest -n 2 --durations=20 --durations-min=5 --ignore=tests/api/test_openapi.py
	@$(BIN)/python -m pytest -q tests/api/test_openapi.py

coverage: $(VENV)/dev.stamp $(VENV)/waypath.stamp $(PAGE) ## Run the tests and show which lines they do not reach
	@$(FETCH_NEO4J)
	@$(BIN)/python -m pytest -n 2 --cov --cov-report=term-missing

lock: $(UV) $(VENV)/page.stamp ## Write all locks anew from pyproject.toml and web/package.json
	@# uv does not read pip's settings, so the index that pip uses is handed on.
	@index=$$($(BIN)/python -m pip config get :env:.index-url 2>/dev/null \
	    || $(BIN)/python -m pip config get global.index-url 2>/dev/null) || true; \
	[ -z "$$index" ] || export UV_DEFAULT_INDEX="$${UV_DEFAULT_INDEX:-$$index}"; \
	$(COMPILE) --group build --extra render --output-file locks/run.lock $(LOCK_FLAGS) pyproject.toml >/dev/null \
	&& $(COMPILE) --group build --group dev --all-extras --constraint locks/run.lock --output-file locks/dev.lock $(LOCK_FLAGS) pyproject.toml >/dev/null \
	&& $(COMPILE) --group page --output-file locks/page.lock $(LOCK_FLAGS) >/dev/null
	@$(NPM) $(if $(filter --upgrade,$(LOCK_FLAGS)),update,install) --package-lock-only >/dev/null

format: $(VENV)/dev.stamp $(MODULES) ## Format the code and mend what can be mended
	@$(BIN)/ruff format .
	@$(BIN)/ruff check --fix .
	@$(NPM) run --silent format

clean: ## Remove all that was made here, but not .waypath: it holds what you know
	@rm -rf $(VENV) web/node_modules api/static dist htmlcov .coverage .coverage.* .*_cache .hypothesis
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# A Python without ensurepip (Debian keeps it in a package of its own) would leave half a .venv
# behind, so it is asked before anything is made.
$(BIN)/python:
	@found=; bare=; \
	for name in $(PYTHON); do \
	    "$$name" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || continue; \
	    if "$$name" -c 'import ensurepip, venv' 2>/dev/null; then found=$$name; break; fi; \
	    bare="$$bare $$name"; \
	done; \
	if [ -z "$$found" ] && [ -n "$$bare" ]; then \
	    echo "$${bare# } cannot make a virtual environment: its venv module is missing. On Debian and" \
	        "Ubuntu: apt-get install python3-venv" >&2; exit 1; \
	elif [ -z "$$found" ]; then \
	    echo "Waypath needs Python 3.11 or newer, and none of these is one: $(PYTHON). Install one," \
	        "or name it: make PYTHON=/path/to/python3" >&2; exit 1; \
	fi; \
	echo "Setting up $(VENV) with $$("$$found" --version)."; \
	rm -rf $(VENV); \
	"$$found" -m venv $(VENV) || { rm -rf $(VENV); exit 1; }

$(VENV)/run.stamp: locks/run.lock $(BIN)/python
	@echo 'Installing what Waypath needs from locks/run.lock. This takes a minute or less.'
	@# A .venv that uv made has no pip.
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip >/dev/null
	@$(PIP_INSTALL) --require-hashes --requirement locks/run.lock
	@touch $@

# The packages of run.lock are in dev.lock too, in the same versions. So one .venv serves both, and
# going back and forth between `make run` and `make test` installs nothing.
$(VENV)/dev.stamp: locks/dev.lock $(VENV)/run.stamp
	@echo 'Installing what the checks need from locks/dev.lock. This takes a minute or less.'
	@$(PIP_INSTALL) --require-hashes --requirement locks/dev.lock
	@touch $@

$(VENV)/waypath.stamp: pyproject.toml waypath/__init__.py $(VENV)/run.stamp
	@$(PIP_INSTALL) --no-deps --no-build-isolation --editable .
	@touch $@

# Built from source, Node would take an hour: better no package than that.
$(VENV)/page.stamp: locks/page.lock $(VENV)/run.stamp
	@echo 'Installing Node, which builds the page, from locks/page.lock. This takes a minute or less.'
	@$(PIP_INSTALL) --only-binary :all: --require-hashes --requirement locks/page.lock
	@touch $@

web/node_modules/%.stamp: web/package.json web/package-lock.json web/.npmrc | $(VENV)/page.stamp
	@echo 'Installing what the page needs from web/package-lock.json. This takes a minute or less.'
	@$(NPM) ci $(if $(filter run,$*),--omit=dev) --loglevel=error >/dev/null || { \
	    echo 'npm could not install what the page needs; it says why above. Where it looks, and' \
	        'through which proxy, is up to its settings: .npmrc, npm_config_registry, HTTPS_PROXY.' \
	        'Waypath works without its page: $(BIN)/waypath serve' >&2; exit 1; }
	@touch web/node_modules/run.stamp $@

$(PAGE): $(PAGE_SOURCES) | $(MODULES)
	@echo 'Building the page.'
	@$(NPM) run --silent build -- --logLevel=warn
	@touch $@

$(UV): $(BIN)/python
	@echo 'Installing uv $(UV_VERSION).'
	@rm -rf $(VENV)/uv-*
	@$(PIP_INSTALL) --target $(VENV)/uv-$(UV_VERSION) uv==$(UV_VERSION)
	@touch $@
