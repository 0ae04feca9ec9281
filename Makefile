# Thin on purpose: every verb is explained by `python3 -m early_years --help`, and those of
# the makers of the tool by `python3 -m development --help`.
PYTHON ?= python3
VERBS := build try test lint check export report audit-disclosure releases refresh freshness \
	new-year contracts clean
OURS := generate fit-segments perturbation protection targets linkage actions house bench spark \
	doubt evidence evidence-site coverage faults

.PHONY: $(VERBS) $(OURS)
$(VERBS):
	@$(PYTHON) -m early_years $@
$(OURS):
	@$(PYTHON) -m development $@

.PHONY: check-reference
check-reference:
	@$(PYTHON) -m early_years check-reference "$(FOLDER)"
