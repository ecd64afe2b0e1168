# lautwem: `make demo` shows what it does, `make test` tests it. Needs Python 3.11 or newer.
PYTHON ?= python3
BIN := .venv/bin
DATA ?= ../shared/data
OUT ?= out

.PHONY: help demo test evaluate bench bench-bulk docs lint clean

help:
	@echo "make demo      read the samples: one report and one desk check here, pages of all in $(OUT)/"
	@echo "make test      install and run all tests"
	@echo "make evaluate  score on the data beside the project ($(DATA))"
	@echo "make bench     speed and memory, into benchmarks/README.md"
	@echo "make bench-bulk  bulk reading against a process pool and one process; how it grows"
	@echo "make docs      write the pages of docs/ that are made from the code"
	@echo "make clean     remove what the other goals made"

.venv/installed: pyproject.toml constraints.txt .ci/venv
	@echo "Installing into .venv (a minute or two the first time) ..."
	@PYTHON=$(PYTHON) .ci/venv

demo: .venv/installed
	@mkdir -p $(OUT)
	@$(BIN)/lautwem read samples/01-promi-streit.txt
	@$(BIN)/lautwem read samples/[0-9]* --format html --output $(OUT)
	@echo
	@$(BIN)/lautwem check samples/drafts/kassenwart.md || [ $$? -eq 1 ]
	@echo
	@echo "Pages of all samples: $(OUT)/ (begin with $(OUT)/index.html)"
	@echo "Now one of your own:  $(BIN)/lautwem read ARTICLE.txt"

test: .venv/installed
	@$(BIN)/python -m pytest

evaluate: .venv/installed
	@$(BIN)/lautwem evaluate $(DATA)/quotes --what quotations
	@$(BIN)/lautwem evaluate $(DATA) --what sourcing --split dev
	@$(BIN)/lautwem evaluate $(DATA)/news-html --what pages

bench: .venv/installed
	@$(BIN)/python benchmarks/bench.py --data $(DATA)
	@$(BIN)/python benchmarks/archive.py --data $(DATA)

bench-bulk: .venv/installed
	@$(BIN)/python benchmarks/bulk.py --data $(DATA) --count 1000
	@$(BIN)/python benchmarks/growth.py --data $(DATA) --out $(OUT)/growth

docs: .venv/installed
	@$(BIN)/python docs/generate.py

lint: .venv/installed
	@$(BIN)/ruff check src tests benchmarks docs
	@$(BIN)/ruff format --check src tests benchmarks docs

clean:
	rm -rf .venv $(OUT) build dist .pytest_cache .ruff_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
	rm -rf src/*.egg-info
