# Two commands matter: `make run` starts the product, `make test` proves it. Each sets up what it needs.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help setup run test check format docs soak bench bench-dispatch bench-arena fresh-check lock clean

# The first interpreter that is new enough; scripts run on it before anything is installed.
PYTHON ?= $(firstword $(foreach p,python3 python3.11 python3.12 python3.13,$(shell \
	$(p) -c 'import sys; print("$(p)" if sys.version_info >= (3, 11) else "")' 2>/dev/null)))
VENV := .venv/bin
CODE := domain application adapters dispatch_engine bootstrap scripts tests $(wildcard arena benchmarks)
TARGET ?= test

export CALLOUT_TIMINGS := $(CURDIR)/.build/timings.jsonl
export PYTHONUNBUFFERED := 1

help: ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / {printf "  make %-16s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

setup: python ## Install everything that running and testing need
	@$(PYTHON) -m scripts.setup test
	@$(VENV)/python -m scripts.frontends build

run: python ## Set up and run the product at http://127.0.0.1:8000 (Ctrl-C ends it)
	@$(PYTHON) -m scripts.setup run
	@$(VENV)/python -m scripts.frontends build
	@exec $(VENV)/callout supervise

test: python ## Set up and pass all tests, ending with the ten slowest parts
	@mkdir -p .build && : > $(CALLOUT_TIMINGS)
	@$(PYTHON) -m scripts.setup test
	@$(VENV)/python -m scripts.run_tests

check: python ## Format, lint, types and import contracts
	@$(PYTHON) -m scripts.setup test
	$(VENV)/ruff format --check $(CODE)
	$(VENV)/ruff check $(CODE)
	$(VENV)/mypy --strict $(CODE)
	$(VENV)/lint-imports

format: ## Rewrite the Python code in the project's format
	$(VENV)/ruff format $(CODE)
	$(VENV)/ruff check --fix $(CODE)

soak: python ## Long runs that `make test` leaves out
	@$(PYTHON) -m scripts.setup test
	$(VENV)/python -m pytest -m soak --timeout=0

bench: python ## Time matching and HTTP operations against their peers
	@$(PYTHON) -m scripts.setup bench
	$(VENV)/python -m pytest benchmarks --benchmark-enable --benchmark-only --timeout=0

bench-dispatch: python ## Judge the dispatch engine by cost, gap, time and memory (hours; CALLOUT_BENCH_SCALE=0.05 tries it)
	@$(PYTHON) -m scripts.setup bench
	$(VENV)/python -m pytest benchmarks/dispatch --benchmark-enable --benchmark-only --timeout=0
	$(VENV)/python -m benchmarks.dispatch.planning
	$(VENV)/python -m benchmarks.dispatch.timelines
	$(VENV)/python -m benchmarks.dispatch.urgent
	$(VENV)/python -m benchmarks.dispatch.matching --large

bench-arena: python ## Judge every rule of dispatch on 30 simulated days in each of 4 regimes (half an hour)
	@$(PYTHON) -m scripts.setup bench
	$(VENV)/python -m pytest benchmarks/arena --benchmark-enable --benchmark-only --timeout=0
	$(VENV)/callout arena run --regime all --seeds 30 --report .build/arena
	$(VENV)/callout arena run --policy insertion --policy moving@0 --policy moving@120 --policy moving@300 \
	  --policy moving@900 --seeds 10 --report .build/arena-stability

fresh-check: python ## Try `make test` (or TARGET=..., AS_USER=1) in an empty Debian root
	@$(PYTHON) -m scripts.fresh_check $(TARGET) $(if $(AS_USER),--as-user)

docs: ## Write the pages that are made from code
	$(VENV)/python -m scripts.lifecycle_page > docs/order-lifecycle.md

lock: ## Make the locks anew from pyproject.toml (needs uv)
	uv pip compile $(LOCK) pyproject.toml -o requirements/run.txt
	uv pip compile $(LOCK) pyproject.toml --extra test -c requirements/run.txt -o requirements/test.txt
	uv pip compile $(LOCK) pyproject.toml --extra test --extra bench -c requirements/test.txt -o requirements/bench.txt

LOCK := -q --universal --no-strip-extras --generate-hashes --no-emit-index-url --no-header

clean: ## Remove what was built and installed here; keeps .data
	rm -rf .build .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .benchmarks .import_linter_cache
	rm -rf frontends/*/node_modules frontends/*/dist *.egg-info
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

.PHONY: python
python:
	@test -n "$(PYTHON)" || { echo "Python 3.11 or later is needed, and none was found on PATH."; exit 1; }
