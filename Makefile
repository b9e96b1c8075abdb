# Sets up what a new machine lacks, then calls the task of the same name in tasks.py.
.PHONY: build check serve test attack audit fuzz sequences stops mutate lint clean FORCE
.DEFAULT_GOAL := build
# Each step of the set-up writes into the same environment.
.NOTPARALLEL:

INVOKE := .venv/bin/python -m invoke

build check serve: .venv/runtime .venv/project
	@$(INVOKE) $@

test: .venv/runtime .venv/project .venv/dev
	@.venv/bin/python -m tests.chromium
	@$(INVOKE) $@

attack audit fuzz sequences stops: .venv/runtime .venv/project .venv/dev
	@$(INVOKE) $@

mutate: .venv/runtime .venv/project .venv/dev .venv/mutation
	@$(INVOKE) $@

lint: .venv/runtime .venv/project .venv/dev node_modules/.done
	@$(INVOKE) $@

clean: .venv/runtime
	@$(INVOKE) $@

# The environment of a moved or copied clone still points at its old place, and one whose Python
# is gone does not run: both are made again.
ifneq ($(shell .venv/bin/python -c 'print(open(".venv/place").read())' 2>/dev/null),$(CURDIR))
.venv/runtime: FORCE
endif

.venv/runtime: requirements/runtime.txt
	@sh tools/environment.sh new
	@touch $@

.venv/project: .venv/runtime pyproject.toml masthead/__init__.py
	@sh tools/environment.sh project
	@touch $@

.venv/dev: .venv/runtime requirements/dev.txt
	@sh tools/environment.sh dev
	@touch $@

.venv/mutation: .venv/dev requirements/mutation.txt
	@sh tools/environment.sh mutation
	@touch $@

node_modules/.done: .venv/dev package-lock.json
	@sh tools/environment.sh theme
	@touch $@
