# Thin on purpose: every verb is explained by `python3 -m early_years --help`.
PYTHON ?= python3

.PHONY: build test lint check export generate contracts bench clean
build test lint check export generate contracts bench clean:
	@$(PYTHON) -m early_years $@

.PHONY: check-reference
check-reference:
	@$(PYTHON) -m early_years check-reference "$(FOLDER)"
