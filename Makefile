# `make book` and `make test` are all that a newcomer needs; `make help` lists the rest.
PYTHON ?= python3
RUN := .venv/bin/python
export SCIPY_ARRAY_API := 1
export PYDEVD_DISABLE_FILE_VALIDATION := 1

.DEFAULT_GOAL := help
.PHONY: help setup book test test-torch check page serve bench lock clean

help:  ## this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## */\t/' | while IFS='	' read -r name text; do printf '  make %-10s %s\n' "$$name" "$$text"; done

setup:
	@$(PYTHON) tools/environment.py

book: setup  ## build the site, and say where it is
	@$(RUN) -m press book

test: setup  ## everything that CI checks
	@$(RUN) -m press test

test-torch:  ## gradients beside PyTorch's, computed now, in an environment of its own
	@$(PYTHON) -m venv _build/torch && _build/torch/bin/pip install --quiet numpy torch==2.13.0 && _build/torch/bin/python tools/torch_gradients.py

check: setup  ## a minute's worth: format, lint, types, drift, page rules, unit tests
	@$(RUN) -m press test --quick

page: setup  ## the author's loop, PAGE=chapter/slug: tangle, run, exercises, rules, view
	@$(RUN) -m press page $(PAGE)

serve: setup  ## show the site; a page that you save is rebuilt and reloaded
	@$(RUN) -m press serve

bench: setup  ## times: tangling, and mlcode beside scikit-learn
	@$(RUN) -m press bench

mutate-equations: setup  ## change every equation in every way that the checker must notice (minutes)
	@$(RUN) -m press mutate

lock:  ## compile requirements.txt anew (UPGRADE=1 for newest versions)
	@$(PYTHON) -m venv _build/lock && _build/lock/bin/pip install --quiet uv && _build/lock/bin/python tools/lock.py $(if $(UPGRADE),--upgrade)

clean:  ## remove what was built, the environment too
	rm -rf _build .venv
