# Two words set everything up: `make run` and `make test`. The rest is for those who work on kgbuild.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8000
REPORTS ?= ../shared/reports
SAMPLES := samples/lumen-harbour-2023.pdf
PIP := $(BIN)/pip --disable-pip-version-check install --quiet

.PHONY: run test check format bench output lock clean

run: $(VENV)/.run
	$(BIN)/kgbuild build $(SAMPLES) -o run/sample || [ $$? -eq 1 ]
	$(BIN)/kgbuild serve output run/sample --port $(PORT) --source $(SAMPLES)

test: $(VENV)/.dev
	$(BIN)/python -m pytest -n auto --dist loadfile
	$(MAKE) --no-print-directory check

check: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: $(VENV)/.dev
	$(BIN)/python -m bench.stages

# The repository's own release: the facts, not the words, of two real reports.
output: $(VENV)/.run
	$(BIN)/kgbuild build $(REPORTS)/kuaishou-2020.txt $(REPORTS)/kingsoft-cloud-2020.txt -o output \
	  --base https://w3id.org/esgkg/ --edition facts-only || [ $$? -eq 1 ]

# Pins every dependency with its hashes; needs uv.
lock:
	uv pip compile pyproject.toml --group build --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header --no-annotate -q -o requirements/run.txt
	uv pip compile pyproject.toml --group dev --universal --python-version 3.11 --generate-hashes \
	  --no-emit-index-url --no-header --no-annotate -q -c requirements/run.txt -o requirements/dev.txt

$(VENV)/bin/python:
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements/run.txt pyproject.toml | $(VENV)/bin/python
	$(PIP) --require-hashes -r requirements/run.txt
	$(PIP) --no-deps --no-build-isolation -e .
	touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.run
	$(PIP) --require-hashes -r requirements/dev.txt
	touch $@

clean:
	rm -rf $(VENV) run
