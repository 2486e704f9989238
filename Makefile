# Two commands matter: `make run` and `make test`. Both prepare whatever is missing and waste no time when
# nothing is. Everything is installed into .venv from the locks in requirements/, hashes checked.

PYTHON ?= python3
PORT ?= 8000
ARGS ?=

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes
# Tests, checks and tools must not see the settings of whatever newsroom this shell also serves.
# And what they compiled is kept, whatever the shell says: without it every worker compiles all tests anew.
CLEAN_ENV := env -u DATABASE_URL -u CACHE_URL -u EMAIL_URL -u NEWSROOM_BASE_URL -u PYTHONDONTWRITEBYTECODE NEWSROOM_ENV=laptop

.DEFAULT_GOAL := help
.PHONY: help run fresh test test-postgres e2e lint types words check format lock

help: ## Show what make can do
	@awk -F ':.*## ' '/^[a-z0-9-]+:.*## / { printf "  make %-14s %s\n", $$1, $$2 }' Makefile
	@echo
	@echo '  PORT=8001 make run         another port'
	@echo '  make test ARGS="-k embargo" anything that pytest understands'

run: $(VENV)/.runtime ## Serve a newsroom with demonstration releases on this machine
	@$(BIN)/python -c 'import socket; s = socket.socket(); s.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1); s.bind(("127.0.0.1", $(PORT)))' 2>/dev/null \
		|| { echo 'Port $(PORT) is taken by another program. Try: make run PORT=8001'; exit 1; }
	@$(BIN)/python manage.py migrate --verbosity 0
	@NEWSROOM_BASE_URL=http://localhost:$(PORT) $(BIN)/python manage.py load_demo
	@NEWSROOM_BASE_URL=http://localhost:$(PORT) $(BIN)/python manage.py runserver $(PORT)

fresh: ## Throw the demonstration database away; the next `make run` starts anew
	@rm -f var/newsroom.sqlite3 var/newsroom.sqlite3-shm var/newsroom.sqlite3-wal

test: $(VENV)/.dev ## Run the tests on SQLite
	@$(CLEAN_ENV) $(BIN)/python -m pytest -n auto --dist worksteal $(ARGS)

test-postgres: $(VENV)/.dev ## Run the tests on a PostgreSQL made for the purpose and thrown away
	@$(CLEAN_ENV) .ci/with-postgres $(BIN)/python -m pytest -n auto --dist worksteal $(ARGS)

e2e: $(VENV)/.e2e ## Run the journeys through a real browser (Debian's chromium)
	@$(CLEAN_ENV) $(BIN)/python -m pytest -m e2e $(ARGS)

lint: $(VENV)/.dev ## Check style and format
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

format: $(VENV)/.dev ## Put style and format right
	@$(BIN)/ruff check --fix .
	@$(BIN)/ruff format .

types: $(VENV)/.dev ## Check types, strictly in the domain
	@$(CLEAN_ENV) $(BIN)/mypy newsroom releases

words: $(VENV)/.dev ## Bring new words into the catalogs of the languages, and compile them (needs gettext)
	@$(CLEAN_ENV) $(BIN)/python manage.py makemessages --all --no-obsolete --no-wrap --no-location \
		--ignore bench --ignore tests --ignore docs --ignore var --ignore '.venv*'
	@sed -i '/^"POT-Creation-Date/d; /^"Report-Msgid-Bugs-To/d' releases/locale/*/LC_MESSAGES/django.po
	@for po in releases/locale/*/LC_MESSAGES/django.po; do msgfmt --check-format --statistics -o "$${po%.po}.mo" "$$po"; done

check: lint types test ## What to run before a commit
	@$(CLEAN_ENV) $(BIN)/python manage.py makemigrations --check --dry-run
	@$(CLEAN_ENV) $(BIN)/python manage.py check

lock: ## Renew requirements/*.txt from *.in (UPGRADE=--upgrade takes newer releases)
	@test -x var/uv/bin/uv || { $(PYTHON) -m venv var/uv && var/uv/bin/pip install --quiet uv; }
	@for set in runtime dev e2e; do \
		var/uv/bin/uv pip compile --quiet --universal --generate-hashes --no-header --no-annotate \
			--python-version 3.11 $(UPGRADE) requirements/$$set.in --output-file requirements/$$set.txt || exit 1; \
	done

# Each stamp is younger than the lock it stands for, so an unchanged lock costs nothing.
$(VENV)/.%: requirements/%.txt | $(BIN)/python
	@echo 'Installing requirements/$*.txt into $(VENV) ...'
	@$(PIP) -r requirements/$*.txt
	@touch $@

$(BIN)/python:
	@command -v $(PYTHON) >/dev/null || { echo 'There is no $(PYTHON). On Debian: apt-get install python3 python3-venv'; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "The newsroom needs Python 3.11 or newer; this is $$($(PYTHON) --version). Name another: make PYTHON=python3.12 ..."; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null \
		|| { echo 'Python has no venv here. On Debian: apt-get install python3-venv'; exit 1; }
	@$(PYTHON) -m venv $(VENV)
