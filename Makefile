# Everything a person or a machine does here, by one word. `make help` lists the words.

PYTHON ?= python3
BIN := .venv/bin
PREPARE := @$(PYTHON) .ci/prepare.py
# For the Python of Debian 12; no address of an index, so that each place can use its own.
LOCKED := --python-version 3.11 --generate-hashes --no-emit-index-url --no-header
# The first words of each template; no date, so that what has not changed stays as it is.
POT := \# Copy to <locale>/LC_MESSAGES/$$domain.po, and fill in the language and its plural forms.

.DEFAULT_GOAL := help
.PHONY: help all test check validate bench mutants fuzz pot golden lock clean

help: ## Say what can be made
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "make %-10s%s\n", $$1, $$2 }' $(MAKEFILE_LIST)

all: ## Install what is missing, then build every edition of every seed into output/
	$(PREPARE) run
	$(BIN)/everyform build

test: ## Run the tests
	$(PREPARE) dev
	$(BIN)/python -m pytest -n 2

check: ## Check types, style and format of the code
	$(PREPARE) dev
	$(BIN)/mypy
	$(BIN)/ruff check
	$(BIN)/ruff format --check

validate: ## Have independent validators judge everything in output/, and fuzz the readers
	$(PREPARE) judges
	$(BIN)/python -m tests.judges
	$(BIN)/python -m tests.fuzz --inputs 150

bench: ## Measure seconds and peak memory of each room and format
	$(PREPARE) dev
	$(BIN)/python -m tests.bench

mutants: ## Plant every fault of tests/mutants and say which tests notice it
	$(PREPARE) dev
	$(BIN)/python -m tests.mutants

fuzz: ## Feed every reader of foreign bytes with bad ones for an hour (FUZZ_MINUTES=60)
	$(PREPARE) dev
	$(BIN)/python -m tests.fuzz --minutes $(or $(FUZZ_MINUTES),60)

pot: ## Collect the interface words anew and bring every catalog up to them
	$(PREPARE) run
	for domain in ui report shelf; do \
		$(BIN)/pybabel -q extract --no-location --add-comments=Translators: --width 95 \
			--project everyform --version $$domain --header-comment "$(POT)" \
			--output-file locales/$$domain.pot pipeline/everyform/editions/$$domain.py && \
		sed -i -e '/^"Generated-By:/d' -e 's/^"POT-Creation-Date:.*/"Language: \\n"/' \
			-e '/^"MIME-Version:/i "Plural-Forms: \\n"' \
			locales/$$domain.pot && \
		$(BIN)/pybabel -q update --domain $$domain --input-file locales/$$domain.pot \
			--output-dir locales --width 95 --no-fuzzy-matching --ignore-obsolete \
			--ignore-pot-creation-date || exit 1; \
	done

golden: ## Accept what the code makes now as the golden files; then read the diff
	$(PREPARE) dev
	$(BIN)/python -m pytest --update-golden

lock: ## Pin anew what the project needs, with digests (uv does it)
	@command -v uv >/dev/null || { \
		echo "make lock: error[tool-missing]: uv is not here; python3 -m pip install uv" >&2; \
		exit 2; }
	uv pip compile -q pyproject.toml --group build $(LOCKED) -o requirements.txt
	uv pip compile -q pyproject.toml --group build --group dev -c requirements.txt $(LOCKED) -o requirements-dev.txt

clean: ## Remove all that was made; .venv stays
	find output -mindepth 1 ! -name .gitkeep -delete
	rm -rf build dist .mypy_cache .ruff_cache .hypothesis
	find pipeline tests .ci -name __pycache__ -type d -exec rm -rf {} +
