# The two commands: `make run` and `make test`. Each sets up whatever is missing first.
SHELL := /bin/bash
PYTHON ?= $(shell for p in python3.13 python3.12 python3.11 python3; do $$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
DOOR := .venv/bin/python
.DEFAULT_GOAL := help

.PHONY: help
help: ## show this list
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 14

.PHONY: setup setup-test
setup:
	@[ -n "$(PYTHON)" ] || { echo "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11 run"; exit 1; }
	@$(PYTHON) bot/bootstrap.py run
setup-test:
	@[ -n "$(PYTHON)" ] || { echo "Python 3.11 or newer is needed: make PYTHON=/path/to/python3.11 test"; exit 1; }
	@$(PYTHON) bot/bootstrap.py test

.PHONY: run
run: setup ## set up and start the whole service on http://127.0.0.1:8000
	@exec $(DOOR) -m bot.run

.PHONY: test
test: setup-test ## set up and run all tests
	@$(DOOR) -m pytest

.PHONY: check
check: setup-test ## style, types and the direction of imports
	@$(DOOR) -m ruff check bot domain actions tests
	@$(DOOR) -m mypy
	@.venv/bin/lint-imports

.PHONY: understand
understand: setup ## read JSON lines {"text", "now"?} and write one reading a line
	@$(DOOR) -m bot.understand

.PHONY: chat
chat: setup ## talk with the running service in the terminal
	@$(DOOR) -m bot.channels.terminal

.PHONY: coordinator
coordinator: setup ## make an account for the console: make coordinator EMAIL=… NAME="…" [ROLE=…] [ORGANISATION="…"]
	@$(DOOR) -m bot.console.accounts add --email "$(EMAIL)" --name "$(NAME)" --role "$(ROLE)" --organisation "$(ORGANISATION)"

.PHONY: bench
bench: setup-test ## measure, and print one table
	@$(DOOR) -m tests.bench

.PHONY: try
try: setup ## train our pipeline on any Rasa NLU file and test on another: make try TRAIN=a.yml TEST=b.yml
	@nlu/.venv/bin/python -m nlu.try --train "$(TRAIN)" --test "$(TEST)"

.PHONY: evaluate
evaluate: setup ## measure the understanding on data/gold and write nlu/RESULTS.md
	@nlu/.venv/bin/python -m nlu.evaluate --texts > var/gold_texts.jsonl
	@$(DOOR) -m bot.understand < var/gold_texts.jsonl > var/gold_readings.jsonl
	@OPENBLAS_NUM_THREADS=1 nlu/.venv/bin/python -m nlu.evaluate --readings var/gold_readings.jsonl

.PHONY: encoder
encoder: ## train the encoder again (minutes on a GPU, about an hour on two cores; resumable)
	@$(PYTHON) bot/bootstrap.py encoder
	@nlu/encoder/.venv/bin/python -m nlu.encoder.train
