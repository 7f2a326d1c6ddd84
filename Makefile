# A machine needs Python >= 3.11 with venv, git and make; the rest comes from the lock files.
# Without make: README.md gives the same in plain commands.

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
PIP    := $(BIN)/python -m pip --disable-pip-version-check
DEMO   := demo
TRACKER := $(BIN)/tracker --db $(DEMO)/ledger.db

.DEFAULT_GOAL := help
.PHONY: help demo test check accuracy bench system lock screenshots samples clean

help:
	@echo "make demo         建好环境，导入 seeds/ 的样例报告，逐年对账，出报告，打开界面"
	@echo "make test         装好测试所需，跑全部测试"
	@echo "make check        格式、规则、类型、分层、迁移、安装包"
	@echo "make accuracy     在标注语料上量准确率"
	@echo "make bench        启动与处理速度的比值"
	@echo "make screenshots  重画 docs/images/"
	@echo "make samples      重出 docs/samples/"
	@echo "make system       （Debian、Ubuntu）装上测试要看页面和文档用的程序"
	@echo "make lock         重新锁定依赖"
	@echo "make clean        删掉生成的东西（不动 .venv）"

# ------------------------------------------------------------------------------------------------------ environments
# pip compiles what it installs; our own sources are compiled here, because a machine may forbid Python to keep .pyc
# files (PYTHONDONTWRITEBYTECODE) and would then compile them at every start.

$(BIN)/python:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	    echo "需要 Python 3.11 或更新版本：make PYTHON=python3.12 …" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)

$(VENV)/.run: requirements.lock pyproject.toml | $(BIN)/python
	@echo "正在安装依赖，第一次要一两分钟……"
	@$(PIP) install -qq -r requirements.lock
	@$(PIP) install -qq --no-deps -e .
	@touch $@

$(VENV)/.dev: requirements-dev.lock pyproject.toml | $(BIN)/python
	@echo "正在安装依赖，第一次要一两分钟……"
	@$(PIP) install -qq -r requirements-dev.lock
	@$(PIP) install -qq --no-deps -e .
	@touch $@ $(VENV)/.run

.PHONY: compiled
compiled:
	@$(BIN)/python -m compileall -q tracker alembic

# -------------------------------------------------------------------------------------------------------------- demo

demo: $(VENV)/.run compiled
	@rm -rf $(DEMO) && mkdir $(DEMO)
	@$(TRACKER) import seeds
	@$(TRACKER) report closure --org 云溪口镇党委 --year 2023 --output $(DEMO)
	@if [ -t 0 ] && [ -t 1 ]; then $(TRACKER); else echo "在终端里运行 make demo，会接着打开界面。"; fi
	@echo "样例台账在 $(DEMO)/ 里，命令这样写：$(TRACKER) list"

# ------------------------------------------------------------------------------------------------------------- tests

test: $(VENV)/.dev compiled
	$(BIN)/python -m pytest -n auto $(PYTEST_ARGS)

check: $(VENV)/.dev compiled
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(BIN)/python -m tools.check_migrations
	$(BIN)/python -m tools.check_tree
	$(BIN)/python -m tools.check_wheel

accuracy: $(VENV)/.dev compiled
	@$(BIN)/python -m benchmarks.accuracy

bench: $(VENV)/.dev compiled
	@$(BIN)/python -m benchmarks.speed

screenshots: $(VENV)/.dev compiled
	$(BIN)/python -m docs.screenshots

samples: $(VENV)/.dev compiled
	$(BIN)/python docs/samples.py

# What the tests look at pages, documents and terminals with. Where one is absent its tests are skipped with a reason.
system:
	@tools/system_packages.sh

lock: | $(BIN)/python
	$(PIP) install -qq "uv>=0.13,<0.14"
	$(BIN)/python -m tools.lock

clean:
	rm -rf $(DEMO) build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .benchmarks
	find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +
