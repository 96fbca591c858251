PYTHON ?= python3
PORT ?= 8080
BIN := .venv/bin
SERVES := .venv/.serves
INSTALLED := .venv/.installed
NODE_MODULES := node_modules/.package-lock.json
UV := $(BIN)/uv pip install --quiet --python .venv

.PHONY: install run real test check lint format types contract lint-contract client client-check terraform docs examples icons pictures bench-quality mutants terraform-mutants lock site vendor clean

install: $(INSTALLED)

# Python with venv and pip is all that must be there: pip installs uv, and uv the rest in a tenth of pip's time.
$(SERVES): requirements/run.txt requirements/uv.txt pyproject.toml
	$(PYTHON) -m venv .venv
	$(BIN)/pip install --quiet --require-hashes -r requirements/uv.txt
	$(UV) --require-hashes -r requirements/run.txt
	$(UV) --no-deps --no-build-isolation -e .
	@touch $(SERVES)

$(INSTALLED): requirements/dev.txt $(SERVES)
	$(UV) --require-hashes -r requirements/dev.txt
	@touch $(INSTALLED)

# Installs what serving and training need, not the developers' tools.
run: $(SERVES)
	$(BIN)/segue serve --port $(PORT)

# The same, and beside it fetches what people listen to and learns from it: the page goes over to real songs.
real: $(SERVES)
	$(BIN)/segue serve --port $(PORT) --real

# A file's tests stay together: each process has servers and emulators of its own. Four keep two cores busy, as tests wait.
# They run in the order of tests/conftest.py, which has those that need the trained model last.
# Compiled modules are kept even where the environment forbids it: the processes, and the commands they start, share them.
test: install
	PYTHONDONTWRITEBYTECODE= $(BIN)/pytest --numprocesses=4 --dist=loadfile --no-loadscope-reorder

lint: install
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/lint-imports --no-logo
	$(BIN)/oxlint --deny-warnings site

format: install
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: install
	$(BIN)/mypy
	$(BIN)/mypy --platform win32 --cache-dir .mypy_cache/win32 shared functions training ops

check: lint contract client-check types test terraform

# The API's document by two linters, as each finds what the other does not; a test validates it by a third. Without npm they
# are skipped with a message; CI installs it.
contract:
	@if command -v npm >/dev/null || [ -n "$$CI" ]; then $(MAKE) --no-print-directory lint-contract; \
	else echo "contract: docs/openapi.yaml is not linted, as npm is not installed"; fi

lint-contract: $(NODE_MODULES)
	export PATH="$$PATH:$$PWD/.venv-node/bin" REDOCLY_SUPPRESS_UPDATE_NOTICE=true && \
		node_modules/.bin/redocly lint docs/openapi.yaml && \
		node_modules/.bin/spectral lint --fail-severity=warn docs/openapi.yaml

# Writes the Python client from docs/openapi.yaml, and fails where the generator would leave an operation out.
CLIENT := clients/python/generated/segue_client
GENERATE_CLIENT = PATH="$$PWD/.venv-clients/bin:$$PATH" openapi-python-client generate --meta none --fail-on-warning \
	--path docs/openapi.yaml --config clients/python/generator.yaml --output-path

client: .venv-clients/.installed
	rm -rf $(CLIENT)
	$(GENERATE_CLIENT) $(CLIENT)
	touch $(CLIENT)/py.typed

# Fails where the client is not as it would be written, or its types do not fit.
client-check: .venv-clients/.installed
	@there="$$(mktemp -d)" && trap 'rm -rf "$$there"' EXIT && $(GENERATE_CLIENT) "$$there/segue_client" && \
		{ diff --recursive --brief --exclude=__pycache__ --exclude=py.typed $(CLIENT) "$$there/segue_client" || \
			{ echo "$(CLIENT) is not what docs/openapi.yaml says: run make client"; false; }; }
	$(BIN)/mypy --strict $(CLIENT)

# Terraform's own checks, on every module and environment, and checkov's. With ../shared beside the project they need no
# network, else Terraform fetches the provider. Without Terraform they are skipped with a message; in CI they fail.
TERRAFORM_CHECK := ../shared/terraform/check.py
TERRAFORM_FOLDERS := $(wildcard terraform/modules/* terraform/environments/*)

terraform: .venv-terraform/.installed .venv-checkov/.installed
	@if ! command -v terraform >/dev/null; then \
		echo "terraform: not checked, as Terraform is not installed"; test -z "$$CI"; \
	elif [ -f $(TERRAFORM_CHECK) ]; then \
		terraform fmt -check -recursive -diff terraform && \
		.venv-terraform/bin/python $(TERRAFORM_CHECK) --test $(TERRAFORM_FOLDERS); \
	else \
		terraform fmt -check -recursive -diff terraform && \
		for folder in $(TERRAFORM_FOLDERS); do \
			terraform -chdir=$$folder init -backend=false -input=false && \
			terraform -chdir=$$folder validate && terraform -chdir=$$folder test || exit 1; \
		done; \
	fi
	.venv-checkov/bin/checkov --config-file terraform/.checkov.yaml
	.venv-checkov/bin/checkov --framework dockerfile --quiet --compact --skip-download --file Dockerfile

# Environments of their own: their pins conflict with the other libraries.
.venv-%/.installed: requirements/%.txt | $(INSTALLED)
	$(BIN)/uv venv --quiet --allow-existing --python $(BIN)/python .venv-$*
	$(BIN)/uv pip install --quiet --python .venv-$* --require-hashes -r $<
	@touch $@

# Rewrites docs/api.md and site/api.html from docs/openapi.yaml.
docs: install
	$(BIN)/python -m ops.api_page
	$(BIN)/python -m ops.api_site_page
	$(BIN)/python -m ops.problems_page

# Renews the answers that docs/openapi.yaml has as examples, from the cloud of the tests.
examples: install
	RENEW_EXAMPLES=yes $(BIN)/pytest --quiet tests/docs/test_api_examples.py

# Rewrites bench/quality.md from real playlists.
bench-quality: install
	$(BIN)/python -m bench.quality ../shared/data

# Breaks a sample of the code, one thing at a time in copies of the tree, and says what the tests noticed.
mutants: .venv-mutants/.installed
	.venv-mutants/bin/python -m bench.mutants

# Changes Terraform's attributes, one at a time, and says which changes no check notices: some forty seconds each.
terraform-mutants: .venv-terraform/.installed .venv-checkov/.installed
	$(BIN)/python -m bench.terraform_mutants

# Rewrites the locks: first the common one, then those of `make run`, of the training image and of each function, with the same versions.
lock: install
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 --all-extras \
		pyproject.toml -o requirements/dev.txt
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
		--extra training --extra ops --extra mail --extra build -c requirements/dev.txt pyproject.toml -o requirements/run.txt
	$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
		--extra training --extra google --extra ops --extra build -c requirements/dev.txt pyproject.toml \
		-o requirements/train.txt
	for name in $(notdir $(wildcard functions/*)); do \
		$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
			-c requirements/dev.txt functions/$$name/requirements.in -o functions/$$name/requirements.txt; \
	done
	for name in uv bench; do \
		$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
			-c requirements/dev.txt requirements/$$name.in -o requirements/$$name.txt; \
	done
	for name in terraform checkov clients mutants node; do \
		$(BIN)/uv pip compile --quiet --universal --generate-hashes --python-version 3.11 \
			requirements/$$name.in -o requirements/$$name.txt; \
	done

# Writes dist/site, which a deployment uploads: one script and one style sheet a page.
site: $(NODE_MODULES)
	$(PYTHON) -m ops.built_site $(API)

# Redraws the site's icons from site/favicon.svg.
icons: install
	$(BIN)/python -m ops.icons

# Renews the README's pictures, of a `make run` in another window.
pictures: install
	$(BIN)/python tests/site/readme_pictures.py http://127.0.0.1:$(PORT)

# Rewrites site/vendor/ from what package-lock.json says.
vendor: $(NODE_MODULES)
	$(PYTHON) -m ops.vendor

# These, `contract` and nothing else need npm. Where there is none it is installed beside the other environments.
$(NODE_MODULES): package-lock.json $(if $(shell command -v npm),,.venv-node/.installed)
	PATH="$$PATH:$$PWD/.venv-node/bin" npm ci --ignore-scripts --no-audit --no-fund

clean:
	rm -rf .venv .venv-* var dist .mypy_cache .ruff_cache .pytest_cache
