# What a developer types. `make` alone prints this list.
PYTHON ?= python3
# more words for pytest: make test PYTEST="-x -k frontier"
PYTEST ?=

BIN := .venv/bin
INSTALLED := .venv/.installed

.PHONY: help demo test sites screenshots lint format lock clean
.DEFAULT_GOAL := help

help: ## print this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1\t/p' Makefile | expand -t 16

demo: $(INSTALLED) ## crawl two invented news sites on this machine, and search what was found
	$(BIN)/arsip demo

test: $(INSTALLED) ## run every test that needs nothing but Python
	$(BIN)/python -m pytest tests -n 4 --dist loadscope $(PYTEST)

sites: $(INSTALLED) ## run the tests against real servers (as root: it installs Debian packages)
	@test "$$(id -u)" = 0 || { echo "make sites installs Debian packages: run it as root" >&2; exit 1; }
	$(BIN)/python -m pytest tests/sites -n 2 -o addopts="-q --strict-markers" $(PYTEST)

screenshots: $(INSTALLED) ## photograph every page of a made-up archive, into screenshots/ (as root, like sites)
	@test "$$(id -u)" = 0 || { echo "make screenshots installs Debian packages: run it as root" >&2; exit 1; }
	$(BIN)/python -m tests.sites.screenshots screenshots

lint: $(INSTALLED) ## check style, format and types
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: $(INSTALLED) ## put the code into its format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: $(INSTALLED) ## pin every package again, after a change of the dependencies in pyproject.toml
	CUSTOM_COMPILE_COMMAND="make lock" $(BIN)/pip-compile --quiet --no-emit-index-url --no-emit-trusted-host \
		--no-emit-find-links --strip-extras --extra dev --output-file requirements-dev.txt pyproject.toml

clean: ## remove what the other targets made
	rm -rf .venv build dist screenshots *.egg-info .pytest_cache .mypy_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# pyproject.toml too: it names the packages and the commands that are installed
$(INSTALLED): requirements-dev.txt pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Arsip needs Python 3.11 or newer: make PYTHON=python3.11 $(MAKECMDGOALS)")'
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps -e .
	touch $@
