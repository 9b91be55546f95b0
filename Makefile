# Two commands on a fresh machine: `make run` and `make test`. README.md has them in plain Python.

VENV ?= .venv
PYTHON ?= python3
BIN := $(VENV)/bin

# Tests wait for browsers and servers now and then: one process more than there are cores.
PROCESSES ?= $(shell echo $$(($$(nproc 2>/dev/null || echo 2) + 1)))

# Compiled once and kept: a test run starts dozens of processes.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: run test drill check bench screens editor pins clean

run: $(VENV)/.installed
	@$(BIN)/python manage.py prepare
	@exec $(BIN)/python manage.py serve

test: $(VENV)/.installed-dev
	$(BIN)/python -m pytest -n $(PROCESSES) --dist worksteal $(ARGS)

drill: $(VENV)/.installed-dev
	$(BIN)/python -m tests.drilling $(ARGS)

check: $(VENV)/.installed-dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy manage.py site/legwise site/groundwork articles triage tests
	$(BIN)/djade --check --target-version 5.2 $$(git ls-files 'templates/*.html')
	$(BIN)/djlint --lint --quiet templates
	$(BIN)/python manage.py makemigrations --check --dry-run
	BEHIND_TLS=true $(BIN)/python manage.py check --deploy
	$(BIN)/python -m pytest -p no:cacheprovider tests/test_house.py tests/test_templates.py tests/test_translatable.py

bench: $(VENV)/.installed-dev
	PYTHONPATH=site:. $(BIN)/python -m tests.bench $(ARGS)

screens: $(VENV)/.installed-dev
	$(BIN)/python manage.py screens $(ARGS)

editor: $(VENV)/.installed
	$(BIN)/python manage.py createsuperuser

$(VENV)/.installed: requirements.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.installed-dev: requirements.txt requirements-dev.txt
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	@touch $@ $(VENV)/.installed

# docs/dependencies.md says when. The tool that writes the hashes is no part of the site.
pins: $(VENV)/.installed-dev
	@test -x var/pins/bin/uv || $(PYTHON) -m venv var/pins
	var/pins/bin/pip install --quiet --disable-pip-version-check uv==0.13.9
	for each in requirements requirements-dev; do \
	  var/pins/bin/uv pip compile $$each.in --quiet --universal --python-version 3.11 \
	    --generate-hashes --no-emit-index-url --no-header --no-annotate --no-config \
	    --output-file $$each.txt || exit 1; \
	done
	$(VENV)/bin/pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	$(BIN)/python -m tests.licences

clean:
	rm -rf $(VENV) var/static var/joined .mypy_cache .ruff_cache .pytest_cache .hypothesis
