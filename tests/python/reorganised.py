"""A made-up city after a reorganisation: what it sent before has codes of that time."""

import pandas as pd
from projects import ProjectCopy

NORTH, SOUTH = "E07900110", "E07900210"
FIRST_DAY = "2022-10-01"
# Positions of wards from 0: the first four lay in the district in the north.
RECODED, MERGED, SPLIT, LOST, GAINED, IN_PART = 0, 1, (2, 3), 4, 5, 6
NORTHERN = (RECODED, MERGED, *SPLIT)
FORMERS = (f"E0541090{number}" for number in range(7))
OLD, OLD_WEST, OLD_EAST, OLD_WHOLE, OLD_BESIDE, OLD_NEAR, OLD_FAR = FORMERS
# What they sent of each quarter before: the two of one ward, the one of two, the one
# that went into the second of these beside it, and one of two whose other sent nothing.
WEST_COUNT, EAST_COUNT, WHOLE_COUNT, BESIDE_COUNT, NEAR_COUNT = 5, 7, 9, 11, 13
BEFORE = {
    "temporary_accommodation": ("quarter", ("2022-Q2", "2022-Q3")),
    "asq3_children_due": ("review_year", ("2020", "2021", "2022")),
    "asq3_reviews": ("review_year", ("2020", "2021", "2022")),
    "eyfsp_results": ("academic_year", ("2021/22",)),
}
BY_WARD = {
    "temporary_accommodation": "children_count",
    "asq3_children_due": "children_due_count",
}


def reorganise(copy: ProjectCopy, council: str) -> None:
    """Put the codes of before into its earlier rows, and what became of them beside."""
    wards = copy.seed("reference/ref_wards")
    names = wards[wards["local_authority_code"] == council].set_index("ward_code")
    codes = sorted(names.index)
    split = [codes[position] for position in SPLIT]
    # One of the two kept the name.
    whole = names.loc[split[0], "ward_name"]
    formers = [
        ("ward", OLD, "Old Ward", codes[RECODED], "recoded"),
        ("ward", OLD_WEST, "Old West", codes[MERGED], "merged"),
        ("ward", OLD_EAST, "Old East", codes[MERGED], "merged"),
        *(("ward", OLD_WHOLE, whole, code, "split") for code in split),
        ("ward", OLD_BESIDE, "Old Beside", split[1], "merged"),
        ("ward", OLD_NEAR, "Old Near", codes[IN_PART], "merged"),
        ("ward", OLD_FAR, "Old Far", codes[IN_PART], "merged"),
        ("local_authority", NORTH, "North", council, "merged"),
        ("local_authority", SOUTH, "South", council, "merged"),
    ]
    with copy.changed_seed("reference/ref_area_changes") as changes:
        for former in formers:
            changes.loc[len(changes)] = [*former, FIRST_DAY, "Made up"]
    with copy.changed_seed("reference/ref_small_areas") as areas:
        of_ward = areas[areas["ward_code"] == codes[GAINED]]
        moved = of_ward.index[of_ward["area_kind"] == "lsoa_2021"][0]
        areas.loc[len(areas)] = areas.loc[moved].to_dict() | {
            "ward_code": codes[LOST],
            "valid_to_date": "2022-09-30",
        }
        areas.loc[moved, "valid_from_date"] = FIRST_DAY
        north = {codes[position] for position in NORTHERN}
        northern = {*areas["area_code"][areas["ward_code"].isin(north)], *north}
    for name, (period, periods) in BEFORE.items():
        with copy.changed_seed(f"landed/raw_{name}") as rows:
            is_own = rows["local_authority_code"] == council
            is_before = is_own & rows[period].isin(periods)
            area = "ward_code" if name in BY_WARD else "home_lsoa_2021_code"
            in_north = rows[area].isin(northern)
            rows.loc[is_before & in_north, "local_authority_code"] = NORTH
            rows.loc[is_before & ~in_north, "local_authority_code"] = SOUTH
            if name in BY_WARD:
                _former_wards(rows, is_before, codes, BY_WARD[name])
            else:
                _same_ids(rows, is_before)


def _former_wards(
    rows: pd.DataFrame, is_before: pd.Series, codes: list[str], count: str
) -> None:
    """Rows by ward as the wards of before sent them."""
    by_ward = {code: is_before & (rows["ward_code"] == code) for code in codes}
    recoded, merged = by_ward[codes[RECODED]], by_ward[codes[MERGED]]
    rows.loc[recoded, ["ward_code", "ward_name"]] = [OLD, "Old Ward"]
    east = rows[merged].copy()
    rows.loc[merged, ["ward_code", "ward_name", count]] = [
        *(OLD_WEST, "Old West"),
        str(WEST_COUNT),
    ]
    # Without its code, as some councils send it.
    east[["ward_code", "ward_name", count]] = ["", "Old East", str(EAST_COUNT)]
    first, second = (by_ward[codes[position]] for position in SPLIT)
    # By the name that a ward of today kept.
    rows.loc[first, ["ward_code", count]] = ["", str(WHOLE_COUNT)]
    rows.loc[second, ["ward_code", "ward_name", count]] = [
        *(OLD_BESIDE, "Old Beside"),
        str(BESIDE_COUNT),
    ]
    rows.loc[by_ward[codes[IN_PART]], ["ward_code", "ward_name", count]] = [
        *(OLD_NEAR, "Old Near"),
        str(NEAR_COUNT),
    ]
    for _, row in east.iterrows():
        rows.loc[rows.index.max() + 1] = row


def _same_ids(rows: pd.DataFrame, is_before: pd.Series) -> None:
    """Give a child of each district the same id, as two districts may have."""
    of_north = is_before & (rows["local_authority_code"] == NORTH)
    of_south = is_before & (rows["local_authority_code"] == SOUTH)
    rows.loc[rows.index[of_south][0], "child_id"] = rows["child_id"][of_north].iloc[0]
