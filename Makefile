# Thin on purpose: every verb is explained by `python3 -m early_years --help`.
PYTHON ?= python3

.PHONY: build test lint check export generate contracts faults bench evidence clean
build test lint check export generate contracts faults bench evidence clean:
	@$(PYTHON) -m early_years $@
