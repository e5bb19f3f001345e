# Everything a person does with this project. Two commands set all up: `make run` and `make test`.
HOST ?= 127.0.0.1
PORT ?= 8501
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin

.PHONY: run test check pictures cards review check-links bench lint lock clean

run: $(VENV)/.run build-site ## Serve the guide in the foreground
	exec $(BIN)/streamlit run app.py --server.address $(HOST) --server.port $(PORT)

.PHONY: build-site
build-site: $(VENV)/.run
	@$(BIN)/python -m guide build

test: $(VENV)/.test ## Set up and run every test
	$(BIN)/python -m tests

check: $(VENV)/.run ## Check the content alone, in seconds
	$(BIN)/python -m guide check

pictures: $(VENV)/.test ## Draw the figures' pictures again (needs Chromium)
	$(BIN)/python -m guide pictures

cards: $(VENV)/.test ## Draw the cards for link previews again (needs Chromium)
	$(BIN)/python -m guide cards

review: $(VENV)/.run ## Make the form on which a clinician reviews the guide (build/review/)
	$(BIN)/python -m guide review

check-links: $(VENV)/.run ## List help lines and addresses to look at again by hand, weakest and oldest first (fetches nothing)
	@$(BIN)/python -m guide check-links

bench: $(VENV)/.test ## Measure beside plain Streamlit: what a reader waits for, Lighthouse, visitors at once
	$(BIN)/python -m benchmarks

lint: $(VENV)/.test
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports
	$(BIN)/mypy

lock: $(VENV)/.test ## Write the lock files again
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header requirements.in -o requirements.txt
	$(BIN)/uv pip compile -q --universal --python-version 3.11 --generate-hashes --no-emit-index-url --no-header requirements-dev.in -o requirements-dev.txt

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "The guide needs Python 3.11 or later; this is " + sys.version.split()[0] + ". Set PYTHON=python3.12, say.")'
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.txt $(BIN)/python
	$(BIN)/pip install -q --disable-pip-version-check -r requirements.txt
	@touch $@

$(VENV)/.test: requirements-dev.txt $(VENV)/.run
	$(BIN)/pip install -q --disable-pip-version-check -r requirements-dev.txt
	@touch $@

clean:
	rm -rf build $(VENV)
