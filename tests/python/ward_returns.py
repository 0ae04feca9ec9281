"""Returns by ward that say what the rows of a council's children say."""

import pandas as pd
from councils import NEEDY, sent_by, ward
from projects import ProjectCopy

from development.synthetic import CitySpec

OF_COUNCIL = f"local_authority_code = '{NEEDY.local_authority_code}'"
ELSEWHERE = "Elsewhere"
HIDDEN, LEFT_OUT = ward(NEEDY, 0), ward(NEEDY, 1)
CHANGED_YEAR, YEAR_WITH_CHILDREN = "2020-21-asq", "2019-20-asq"
LABEL_WITH_CHILDREN = "2020"
TAKE_UP = {
    "eee2_take_up": ("2", "additional_support"),
    "eee3_take_up": ("3", "universal"),
    "eee4_take_up": ("4", "universal"),
}
PLACE = ["local_authority_code", "period_code", "ward_code", "ward_name"]
WORKING_PARENTS = {
    "wpe3_take_up": ("3", "working_parents"),
    "wpe4_take_up": ("4", "working_parents"),
}


def totals(project, indicator, label):
    """Counts by period and ward, and those of homes in no ward as Elsewhere.

    The column label holds the period as a return writes it.
    """
    wards = project.frame(
        "select local_authority_code, period_code, ward_code, '' as ward_name, "
        "numerator_count, denominator_count from marts.fct_area_indicators where "
        f"{OF_COUNCIL} and area_type = 'ward' and breakdown_topic = 'total' "
        f"and indicator_code = '{indicator}' order by all"
    )
    elsewhere = project.frame(
        "select local_authority_code, period_code, '' as ward_code, "
        f"'{ELSEWHERE}' as ward_name, max(numerator_count) - min(numerator_count) "
        "as numerator_count, max(denominator_count) - min(denominator_count) as "
        "denominator_count from marts.fct_area_indicators where "
        f"{OF_COUNCIL} and area_type = 'local_authority' "
        f"and breakdown_topic = 'total' and indicator_code = '{indicator}' "
        "group by local_authority_code, period_code order by all"
    )
    periods = project.frame(
        f"select period_code, supplier_label as {label} from reference.ref_periods"
    )
    return pd.concat([wards, elsewhere]).merge(periods, on="period_code")


def asq3_return(project):
    rows = totals(project, "asq_below", "review_year")
    rows["children_assessed_count"] = rows["denominator_count"].astype(str)
    rows["children_below_count"] = rows["numerator_count"].astype(str)
    changed = rows["period_code"] == CHANGED_YEAR
    rows.loc[changed & (rows["ward_code"] == HIDDEN), "children_below_count"] = "c"
    return rows[~(changed & (rows["ward_code"] == LEFT_OUT))]


def eyfsp_return(project):
    rows = totals(project, "gld_below", "academic_year")
    companion = totals(project, "gld_below_without_exempt", "academic_year")
    assessed = rows["denominator_count"]
    rows["children_assessed_count"] = assessed
    rows["children_at_gld_count"] = assessed - rows["numerator_count"]
    rows["children_exempt_count"] = assessed - companion["denominator_count"]
    return rows.assign(breakdown_topic="", breakdown_category="")


def take_up_return(project):
    parts = []
    for indicator, (age, basis) in (TAKE_UP | WORKING_PARENTS).items():
        rows = totals(project, indicator, "term")
        rows["age_at_31_december"], rows["entitlement_basis"] = age, basis
        rows["children_taking_up_count"] = rows["numerator_count"]
        rows["children_with_send_count"] = 0
        parts.append(rows)
    taking_up = pd.concat(parts, ignore_index=True)
    # All of a ward stand at one age: the indicator adds the ages up.
    send = totals(project, "send_share", "term")[[*PLACE, "numerator_count"]]
    taking_up = taking_up.merge(send, on=PLACE, suffixes=("", "_with_send"))
    at_three = taking_up["age_at_31_december"] == "3"
    at_three &= taking_up["entitlement_basis"] == "universal"
    counts = taking_up["numerator_count_with_send"]
    taking_up.loc[at_three, "children_with_send_count"] = counts[at_three]
    return taking_up


RETURNS = {
    "asq3_ward_results": asq3_return,
    "early_education_ward_take_up": take_up_return,
    "eyfsp_ward_results": eyfsp_return,
}


# Dataset -> the columns of its period and of the children at the result, the periods,
# and of 400 assessed how many are so in the first ward, and how many more in each next.
NEW_YEARS = {
    "asq3_ward_results": (
        *("review_year", "children_below_count"),
        ("2018", "2025", "2026"),
        *(60, 2),
    ),
    "eyfsp_ward_results": (
        *("academic_year", "children_at_gld_count"),
        ("2024/25", "2025/26"),
        *(320, -2),
    ),
}


# Of the 400 children of a ward, those of each group, and of them at a good level: in
# the first ward the return hides the second number of one group.
WITH_GROUPS = "2025/26"
GROUPS = {
    ("free_school_meals", "eligible"): ("100", "60"),
    ("free_school_meals", "not_eligible"): ("300", "200"),
    ("sex", "female"): ("190", "150"),
    ("sex", "male"): ("210", "130"),
}
HIDDEN_GROUP = ("sex", "male")


def send_new_years(copy: ProjectCopy, spec: CitySpec) -> None:
    """Send returns of a council for two new years, and for one before the first."""
    for dataset, (column, counted, periods, first, step) in NEW_YEARS.items():
        with copy.changed_seed(f"landed/raw_{dataset}") as rows:
            for period in periods:
                for position in range(spec.wards):
                    rows.loc[len(rows)] = dict.fromkeys(rows.columns, "") | {
                        "local_authority_code": spec.local_authority_code,
                        column: period,
                        "ward_code": ward(spec, position),
                        "children_assessed_count": "400",
                        counted: str(first + step * position),
                        "is_synthetic": "true",
                    }


def send_returns(copy: ProjectCopy, built: ProjectCopy) -> None:
    """Send the council's counts in a build back as returns by ward.

    Of its rows of children one year of reviews alone is left.
    """
    for dataset, make in RETURNS.items():
        with copy.changed_seed(f"landed/raw_{dataset}") as rows:
            sent = make(built).assign(is_synthetic="true")
            for _, row in sent[rows.columns].iterrows():
                rows.loc[len(rows)] = row
    for dataset in ("early_education_headcount", "eyfsp_results", "asq3_reviews"):
        with copy.changed_seed(f"landed/raw_{dataset}") as rows:
            gone = sent_by(rows, NEEDY)
            if dataset == "asq3_reviews":
                gone &= rows["review_year"] != LABEL_WITH_CHILDREN
            rows.drop(rows.index[gone], inplace=True)


def send_groups(copy: ProjectCopy, spec: CitySpec) -> None:
    """Add groups of children to the return of EYFSP results of a council."""
    with copy.changed_seed("landed/raw_eyfsp_ward_results") as rows:
        for position in range(spec.wards):
            for group, (assessed, at_gld) in GROUPS.items():
                is_hidden = position == 0 and group == HIDDEN_GROUP
                rows.loc[len(rows)] = dict.fromkeys(rows.columns, "") | {
                    "local_authority_code": spec.local_authority_code,
                    "academic_year": WITH_GROUPS,
                    "ward_code": ward(spec, position),
                    "breakdown_topic": group[0],
                    "breakdown_category": group[1],
                    "children_assessed_count": assessed,
                    "children_at_gld_count": "c" if is_hidden else at_gld,
                    "is_synthetic": "true",
                }
