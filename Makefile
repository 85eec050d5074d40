# Everything a newcomer needs. `make` alone lists the commands.
.DEFAULT_GOAL := help
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
READY := $(VENV)/.ready
PACKAGES := contracts chassis packs tools services/accounting/accounting \
	services/certification/certification services/registry/registry \
	services/mutual-recognition/mutual_recognition gateway/gateway clients/python/tanbiao_client

# Settings of `make run`; see `make help`.
PORT ?= 8080
DATA ?= .local
PROCESSES ?= 1
MINUTES ?= 5
SAMPLE ?=
ARGS ?=
FONTS := fonts-noto-core fonts-noto-cjk fonts-hanazono fonts-babelstone-han fonts-unifont
BENCHES := $(filter engine intake what_moves footprint heavy register lookup,$(patsubst bench/%.py,%,$(wildcard bench/*.py)))

##@ Use

.PHONY: run
run: $(READY) fonts ## Bring the whole platform up with a first label (PORT, DATA, PROCESSES, SAMPLE=1; Ctrl-C stops)
	@exec $(RUN) -m tools.run --port $(PORT) --data $(DATA) --processes $(PROCESSES) $(if $(SAMPLE),--sample) $(ARGS)

.PHONY: test
test: $(READY) browser database fonts ## Set everything up, check and test all of it, leave nothing running
	@$(MAKE) --no-print-directory check
	@echo "==> tests on real PostgreSQL, Kafka and processes"
	@$(RUN) -m pytest -q --numprocesses=auto --durations=10 $(ARGS)

.PHONY: backup
backup: $(READY) ## Back the installation in DATA up while it runs (INTO, a new folder; DATA, PORT)
	@$(RUN) -m tools.backup --data $(DATA) --port $(PORT) make $(INTO)

.PHONY: restore
restore: $(READY) ## Put a backup back and tell every service (FROM; DATA, PORT; ARGS=--replace)
	@$(RUN) -m tools.backup --data $(DATA) --port $(PORT) restore $(FROM) $(ARGS)

##@ Develop

.PHONY: check
check: $(READY) ## Lint, types, import contracts, generated files
	@echo "==> format and lint"
	@$(VENV)/bin/ruff format --check --quiet .
	@$(VENV)/bin/ruff check --quiet .
	@echo "==> types"
	@$(VENV)/bin/mypy $(PACKAGES)
	@echo "==> import contracts"
	@$(VENV)/bin/lint-imports --no-cache
	@echo "==> generated files"
	@$(RUN) -m tools.generate --check
	@echo "==> interfaces against the last release"
	@$(RUN) -m tools.released check

.PHONY: generate
generate: $(READY) ## Write the schemas, AsyncAPI, OpenAPI, clients and reference pages anew
	@$(RUN) -m tools.generate

.PHONY: format
format: $(READY) ## Format the code and mend what can be mended
	@$(VENV)/bin/ruff format --quiet .
	@$(VENV)/bin/ruff check --fix .

.PHONY: lock
lock: $(READY) ## Pin every dependency anew, with hashes
	@$(VENV)/bin/uv pip compile --upgrade --universal --generate-hashes --no-emit-index-url --no-header \
		--python-version 3.11 --all-extras --quiet pyproject.toml --output-file requirements.lock

.PHONY: bench
bench: $(READY) ## Measure against a second method in the same run (NAME: engine, intake, what-moves, footprint, heavy, register, lookup)
	@for name in $(subst -,_,$(or $(NAME),$(BENCHES))); do $(RUN) -m bench.$$name || exit; done

.PHONY: soak
soak: $(READY) ## See whether honest clients notice attacks beside them (MINUTES, after one to start)
	@$(RUN) -m bench.soak $(MINUTES)

.PHONY: mutants
mutants: $(READY) ## Print the share of small changes that tests notice (SEED, COUNT, MODULES, JOBS)
	@$(RUN) -m tools.mutants

##@ Set up

.PHONY: setup
setup: $(READY) ## Create the environment in .venv

$(READY): requirements.lock pyproject.toml
	@echo "==> creating $(VENV) (packages are downloaded once)"
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	@$(PYTHON) -m venv $(VENV)
	@# The fast installer first, from the same lock; pip does the rest where it cannot.
	@sed -n '/^uv==/,/^[^ ]/{/^uv==/p;/^ /p}' requirements.lock > $(VENV)/uv.lock
	@$(VENV)/bin/pip install --quiet --disable-pip-version-check --require-hashes -r $(VENV)/uv.lock
	@$(VENV)/bin/uv pip install --quiet --python $(RUN) --require-hashes -r requirements.lock \
		|| $(VENV)/bin/pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(VENV)/bin/pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation -e .
	@touch $@

.PHONY: browser
browser: ## Install the browser that the page tests drive, where it is missing
	@if ! command -v chromium >/dev/null && [ -z "$${CHROMIUM:-}" ]; then \
		echo "==> installing Chromium (system package)"; \
		sudo=$$( [ "$$(id -u)" = 0 ] || echo sudo ); \
		$$sudo apt-get update -qq && $$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
			--no-install-recommends chromium fonts-noto-cjk >/dev/null; \
	fi

.PHONY: database
database: ## Install Debian's PostgreSQL, which speaks TLS, where it is missing; tests alone use it
	@if [ -z "$$(ls /usr/lib/postgresql/*/bin/postgres 2>/dev/null)" ]; then \
		echo "==> installing PostgreSQL (system package)"; \
		sudo=$$( [ "$$(id -u)" = 0 ] || echo sudo ); \
		$$sudo apt-get update -qq && $$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
			--no-install-recommends postgresql >/dev/null; \
	fi

.PHONY: fonts
fonts: ## Install the fonts of other scripts for reports, where they are missing
	@if command -v apt-get >/dev/null && [ ! -e /usr/share/fonts/truetype/babelstone ]; then \
		echo "==> installing fonts (system packages)"; \
		sudo=$$( [ "$$(id -u)" = 0 ] || echo sudo ); \
		$$sudo apt-get update -qq && $$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq \
			--no-install-recommends $(FONTS) >/dev/null \
			|| echo "    not installed: reports print names in other scripts as code points"; \
	fi

.PHONY: clean
clean: ## Remove the environment and all local data
	@rm -rf $(VENV) .local .mypy_cache .ruff_cache .pytest_cache .hypothesis

.PHONY: help
help: ## Show this list
	@awk 'BEGIN {FS = ":.*## "} /^##@/ {printf "\n%s\n", substr($$0, 5)} \
		/^[a-z-]+:.*## / {printf "  make %-10s %s\n", $$1, $$2}' $(MAKEFILE_LIST)
	@echo
	@echo "  Settings of make run: PORT=$(PORT) DATA=$(DATA) PROCESSES=$(PROCESSES)"
	@echo "  PUBLIC_URL is its address from outside; EXCHANGE_CLIENT=id:secret lets a PACT partner in,"
	@echo "  EXCHANGE_PARTNER, EXCHANGE_AUTH and EXCHANGE_CREDENTIALS say how that one is reached."
	@echo "  DATABASE_URL and KAFKA_BOOTSTRAP name servers to use instead of local ones."
