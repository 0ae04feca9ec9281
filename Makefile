# Thin on purpose: every verb is explained by `python3 -m early_years --help`.
PYTHON ?= python3
VERBS := build try test lint check export releases refresh freshness generate \
	fit-segments contracts faults bench evidence clean

.PHONY: $(VERBS)
$(VERBS):
	@$(PYTHON) -m early_years $@

.PHONY: check-reference
check-reference:
	@$(PYTHON) -m early_years check-reference "$(FOLDER)"
