# Attune. `make help` lists what can be done here.
.DEFAULT_GOAL := help
.PHONY: help setup demo run test check bench reliability reliability-short
SHELL := /bin/sh

PORT ?= 8000
WORKERS ?= 3
demo: DATA ?= instance/demo
run: DATA ?= instance/practice

# In CI a missing PostgreSQL is a failure, not a shorter run.
ifeq ($(CI),true)
export REQUIRE_PG ?= 1
endif

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-17s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

setup: ## put the locked packages into .venv (quick when they are there)
	@.ci/setup
	@.ci/system-libraries

demo: setup ## a fictional practice to look around in: make demo PORT=8000 DATA=instance/demo
	@.venv/bin/practice --data "$(DATA)" demo --serve --port $(PORT)

run: setup ## your own practice: make run PORT=8000 DATA=instance/practice
	@.venv/bin/practice --data "$(DATA)" serve --port $(PORT)

test: setup ## the whole suite, on SQLite and on PostgreSQL
	@.ci/system-libraries tests
	@.venv/bin/python -m pytest -n $(WORKERS) --dist loadgroup

check: setup ## the quick checks: style, protocol files, the rules of the house
	@.venv/bin/ruff check .
	@.venv/bin/practice protocols check
	@.venv/bin/python -m pytest -q tests/house -m "not slow"

# The gates. What else there is to measure: `practice bench`.
GATES = caseload-200 client-500-sessions client-500-over-20 first-visit-weight later-visit-weight \
  autosave-note autosave-portal autosave-portal-token log-1000 log-1000-counselor client-12-measures prep-sheet search-10000 score-10000 score-chart homework-first-visit-weight homework-later-visit-weight \
  portal-script portal-200-p95 portal-200-errors portal-200-lost portal-200-locked report-6-pages report-memory

bench: setup ## speed, as ratios to a bare Flask page; fails a third beyond the agreed figures (this machine may be shared)
	@.venv/bin/practice bench --margin 1.33 $(GATES)

reliability: setup ## 200 random cuts while somebody types; prints how much was lost (about half an hour)
	@.ci/system-libraries tests
	@.venv/bin/python -m tests.reliability --cuts 200

reliability-short: setup ## the same with 20 cuts
	@.ci/system-libraries tests
	@.venv/bin/python -m tests.reliability --cuts 20 --longest 3
