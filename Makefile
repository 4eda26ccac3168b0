# Two commands do everything: `make run` and `make test`. Each sets up what it needs first.

VENV := .venv
PY := $(VENV)/bin/python
# Which Python makes the environment: `make run PYTHON=python3.12`.
PYTHON ?= python3
STAMP := $(VENV)/.ready

# What we run never phones home: Prefect's own switches, off.
export DO_NOT_TRACK := 1
export PREFECT_SERVER_ANALYTICS_ENABLED := false

.PHONY: run test coverage check format lock docs bench profile torture pywb screenshots serve server clean wheel setup browser-deps

run: $(STAMP)  ## set up, then one offline pass over the seeds and their later versions
	@$(VENV)/bin/pactwatch run --offline --engine prefect

test: $(STAMP)  ## set up, then every check and test
	@$(PY) tests/run_all.py

coverage: $(STAMP)  ## the same, and which lines no test reaches
	@$(PY) tests/run_all.py --coverage

check: $(STAMP)  ## what must hold before a commit: format, lint, types, documents, fast tests
	@$(PY) tests/run_all.py --fast

setup: $(STAMP)

$(STAMP): requirements.lock pyproject.toml
	@command -v "$(PYTHON)" >/dev/null || { echo "Python is missing: install Python 3.11 or later (Debian: apt-get install python3 python3-venv)."; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Pactwatch needs Python 3.11 or later, and $(PYTHON) is older: name another with PYTHON=…"; exit 1; }
	@"$(PYTHON)" -c 'import venv, ensurepip' 2>/dev/null || { echo "Python's venv module is missing: apt-get install python3-venv (as root), then run make again."; exit 1; }
	@echo "Setting up: a virtual environment from requirements.lock (a minute or two, once) …"
	@$(PY) -c 'import sys, pip; sys.exit(sys.prefix == sys.base_prefix)' 2>/dev/null || "$(PYTHON)" -m venv --clear $(VENV)
	@# --no-deps: the lock names everything, and pip's own look for dependencies takes up releases newer than the lock.
	@$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes --no-deps --requirement requirements.lock
	@$(PY) -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $(STAMP)

format: $(STAMP)  ## rewrite the code the way `make check` wants it
	@$(VENV)/bin/ruff check --quiet --fix . ; $(VENV)/bin/ruff format .

docs: $(STAMP)  ## write the generated parts of the documents anew
	@$(VENV)/bin/cog -r README.md docs/*.md

bench: $(STAMP)  ## what the performance claims rest on
	@for file in benchmarks/*.py; do echo "== $$file"; $(PY) "$$file" || exit 1; done

profile: $(STAMP)  ## a flame graph (HTML) of a pass over edited pages, into build/profile
	@$(PY) benchmarks/run.py --pages 200 --profile build/profile

serve: $(STAMP)  ## look at the archive in a browser
	@$(VENV)/bin/pactwatch serve

screenshots: $(STAMP)  ## take the pictures in docs/img anew, on the archive of the seeds (needs chromium)
	@$(PY) docs/screenshots.py

torture: $(STAMP)  ## kill passes, ingests, reextracts, maintains, migrations and deliveries at hundreds of random points (twenty minutes)
	@PACTWATCH_TORTURE=$${PACTWATCH_TORTURE:-200} $(PY) -m pytest -q -s tests/torture/test_torture_kills.py
	@PACTWATCH_TORTURE_ALERTS=$${PACTWATCH_TORTURE_ALERTS:-1000} $(PY) -m pytest -q -s tests/torture/test_torture_alerts.py

pywb:  ## the web archive that backfill and export are tested against, in an environment of its own; without it that test is skipped
	@"$(PYTHON)" -m venv .venv-pywb && .venv-pywb/bin/python -m pip install --quiet --disable-pip-version-check pywb==2.10.0
	@$(PY) -m pytest -q tests/past/test_past_readers.py

browser-deps:  ## Debian's chromium, for the tests that look at our pages in a real browser; without it they are skipped
	@command -v chromium >/dev/null || { command -v apt-get >/dev/null && test "$$(id -u)" = 0 \
	  || { echo "chromium is missing, and only root can install it: apt-get install chromium (its tests are skipped)."; exit 1; }; }
	@command -v chromium >/dev/null || { apt-get -qq update && apt-get -qq install -y --no-install-recommends chromium >/dev/null; }

server: $(STAMP)  ## a Prefect server on loopback, analytics off
	@$(VENV)/bin/prefect server start

wheel: $(STAMP)
	@rm -rf dist && $(PY) -m pip wheel --quiet --no-deps --no-build-isolation --wheel-dir dist .

lock:  ## pin anew (needs uv); see "New pins" in docs/operating.md
	@uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
	  --custom-compile-command "make lock" --quiet --output-file requirements.lock

clean:
	@rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache
