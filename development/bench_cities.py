"""Ten cities out of one, so that access to places can be timed at their size.

The built database of a scratch copy is changed in place: each city is the first served
council once more, a degree of longitude farther east and under codes of its own, with
1,500 made-up settings strewn around the centres of its areas. Only what the models of
access read is changed; all else stays that of the one city.
"""

from pathlib import Path

import duckdb

CITIES = 10
SETTINGS = 15_000

# Table -> the columns with codes of a city's own, and that of a longitude.
TABLES = {
    "reference.ref_local_authorities": ("local_authority_code",),
    "reference.ref_wards": ("ward_code", "local_authority_code"),
    "reference.ref_small_areas": (
        *("area_code", "ward_code", "local_authority_code"),
        "longitude",
    ),
    "intermediate.int_geography__areas": (
        *("area_code", "ward_code", "local_authority_code"),
    ),
    "intermediate.int_linked__population_rows": (
        *("area_code", "ward_code", "local_authority_code"),
    ),
    "intermediate.int_linked__census_rows": (
        *("area_code", "ward_code", "local_authority_code"),
    ),
}

LISTS = """
    delete from intermediate.int_settings__latest_lists;
    insert into intermediate.int_settings__latest_lists by name
    select
        local_authority_code, dataset_code, period_code,
        start_date as period_start_date, end_date as period_end_date
    from reference.ref_local_authorities
    cross join (values ('settings_register'), ('funded_places')) as lists (dataset_code)
    cross join (
        from reference.ref_periods where period_type = 'month' order by all limit 1
    ) as months
    where is_served
"""
PLACES = f"""
    delete from intermediate.int_settings__settings;
    insert into intermediate.int_settings__settings by name
    select
        local_authority_code, 'SET-' || number as setting_code,
        true as is_early_years_place, number % 8 = 0 as is_school_based,
        10 + number * 7 % 50 as places_count,
        latitude + (number * 37 % 100 - 50) / 10000.0 as place_latitude,
        longitude + (number * 61 % 100 - 50) / 10000.0 as place_longitude,
        true as is_synthetic
    from range({SETTINGS}) as numbers (number)
    inner join (
        select *, row_number() over (order by area_code) - 1 as area_number
        from reference.ref_small_areas where area_kind = 'lsoa_2021'
    ) as areas
    on number % (
        select count(*) from reference.ref_small_areas where area_kind = 'lsoa_2021'
    ) = area_number
"""
FUNDED = """
    delete from intermediate.int_settings__funded_ages;
    insert into intermediate.int_settings__funded_ages by name
    select
        local_authority_code, setting_code, age_group_code as funded_age,
        'yes' as offers_funded, 10 as funded_places_count, true as is_synthetic
    from intermediate.int_settings__settings
    cross join policy.policy_provision_ages
    where places_counted = 'funded'
"""


def make_ten_cities(path: Path) -> None:
    """Change a built database, of one row per area in each table, into ten cities'."""
    with duckdb.connect(str(path)) as database:
        [(home,)] = database.sql(
            "select min(local_authority_code) from reference.ref_local_authorities "
            "where is_served"
        ).fetchall()
        for table, columns in TABLES.items():
            changes = ", ".join(
                f"{column} + city as {column}"
                if column == "longitude"
                else f"{column} || '-' || city as {column}"
                for column in columns
            )
            database.execute(
                f"create or replace table {table} as select cities.* replace "
                f"({changes}) from {table} as cities "
                f"cross join range({CITIES}) as numbers (city) "
                f"where cities.local_authority_code = '{home}'"
            )
        for statement in (LISTS, PLACES, FUNDED):
            database.execute(statement)
