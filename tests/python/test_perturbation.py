"""The noise of what leaves the council: its table, and ONS's package beside our SQL."""

import hashlib

import numpy as np
import pandas as pd
import pytest
from cell_key_perturbation.create_perturbed_table import create_perturbed_table

from development.perturbation import SMALLEST_SHOWN, noise, table

TOPICS = ("sex", "term_of_birth", "free_school_meals", "first_language", "ethnic_group")
# ONS's package takes counts from a table that ends here, and goes round above it.
LAST = 750


@pytest.fixture(scope="module")
def rows(built) -> pd.DataFrame:
    return built.frame("from policy.policy_perturbation order by count_from, key_from")


@pytest.fixture(scope="module")
def settings(built) -> pd.Series:
    found = built.seed("policy/policy_disclosure_settings")
    return found.set_index("setting_code")["setting_value"].astype(float)


def test_the_seed_is_what_policy_gives(rows, settings):
    made = pd.DataFrame(
        table(
            int(settings["perturbation_bound_count"]),
            settings["perturbation_variance"],
            "A reason.",
            "2026-11-28",
        )
    )
    for column in ("count_from", "key_from", "key_to", "noise_count"):
        assert made[column].tolist() == rows[column].tolist(), column


def test_noise_is_bounded_even_and_wide_enough(rows, settings):
    bound = settings["perturbation_bound_count"]
    for count, its in rows.groupby("count_from"):
        keys = its["key_to"] - its["key_from"] + 1
        assert keys.sum() == 256 and its["key_from"].iloc[0] == 0
        assert (its["key_from"].iloc[1:].values == its["key_to"].iloc[:-1] + 1).all()
        assert its["noise_count"].abs().max() <= bound
        assert (keys * its["noise_count"]).sum() == 0
        spread = (keys * its["noise_count"] ** 2).sum() / 256
        assert spread >= settings["perturbation_variance"]
        after = count + its["noise_count"]
        assert ((after == 0) | (after >= SMALLEST_SHOWN)).all()


@pytest.mark.parametrize("count", [1, 2, 3, 9])
def test_another_bound_and_variance_keep_the_rules(count):
    found = dict(noise(count, bound=7, variance=4.0))
    assert sum(found.values()) == 256
    assert sum(value * keys for value, keys in found.items()) == 0
    assert all(count + value in (0, *range(3, 40)) for value in found)


def as_ons_reads_it(rows: pd.DataFrame) -> pd.DataFrame:
    """Our table in the shape of ONS's: one row per count and key."""
    last = rows["count_to"].fillna(LAST)
    found = [
        (count, key, row.noise_count)
        for row, to in zip(rows.itertuples(), last, strict=True)
        for count in range(row.count_from, int(to) + 1)
        for key in range(row.key_from, row.key_to + 1)
    ]
    return pd.DataFrame(found, columns=["pcv", "ckey", "pvalue"])


def hashed(text: str) -> float:
    """A number between 0 and 1 from a text, as the macro uniform_number makes it."""
    return (int(hashlib.md5(text.encode()).hexdigest()[:13], 16) + 0.5) / 16**13


@pytest.fixture(scope="module")
def children(built) -> pd.DataFrame:
    found = built.frame(
        "from intermediate.int_linked__eyfsp_children "
        "where residence_status = 'in_ward' and local_authority_code = 'E08000025'"
    )
    texts = "/eyfsp_results/" + found["local_authority_code"] + "/" + found["child_id"]
    found["record_key"] = [int(2**31 * hashed(text)) for text in texts]
    return found


def with_keys_of_cells(children: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """The children with a key that the package sums up to that of their cell.

    The package takes the sum of the records' keys for the place in its table; ours is a
    digest of the sum, which the first record of a cell has here and the others not.
    """
    found = children[columns].copy()
    cells = children.groupby(columns)
    sums = cells["record_key"].transform("sum") % 2**31
    places = [int(256 * hashed(f"/{key}")) for key in sums]
    found["key"] = np.where(cells.cumcount() == 0, places, 0)
    return found


@pytest.mark.parametrize("topic", TOPICS)
def test_the_sql_gives_what_the_package_of_ons_gives(built, rows, children, topic):
    ours = built.frame(
        "from intermediate.int_disclosure__protected_counts where "
        "indicator_code = 'gld_below' and area_type = 'ward' and "
        f"protection_code = 'cell_key' and breakdown_topic = '{topic}'"
    ).set_index(["ward_code", "breakdown_category"])
    for column, counted in (
        ("denominator_count", children),
        ("signed_numerator_count", children[~children["is_at_gld"].astype(bool)]),
    ):
        theirs = create_perturbed_table(
            data=with_keys_of_cells(counted, ["ward_code", topic]),
            ptable=as_ons_reads_it(rows),
            geog=["ward_code"],
            tab_vars=[topic],
            record_key="key",
            use_existing_ons_id=False,
            threshold=0,
        ).set_index(["ward_code", topic])["count"]
        held = ours[column].dropna()
        beside = theirs.reindex(held.index).fillna(0).astype(int)
        assert len(held) > 130
        assert np.array_equal(held.astype(int), beside), (topic, column)
