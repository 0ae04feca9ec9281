"""A few wards, figures and places as exports: what packages are tried on."""

import duckdb

SCHEMA = """
    create schema marts;
    create table marts.wards as select * from (values
        ('E05000001', 'Ash', 'E08000099', 'Elmtown', 52.5, -1.9, 0.45::double, false),
        ('E05000002', 'Birch', 'E08000099', 'Elmtown', 52.6, -1.8, null, false)
    ) as rows (
        ward_code, ward_name, local_authority_code, local_authority_name, latitude,
        longitude, chance_rate, is_synthetic
    );
    alter table marts.wards alter latitude type double;
    alter table marts.wards alter longitude type double;
    create table marts.shapes as select * from (values
        (
            'E05000001', 'E08000099', 'Elmtown',
            '{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}', false
        )
    ) as rows (
        ward_code, local_authority_code, local_authority_name, boundary_geojson,
        is_synthetic
    );
    create table marts.indicators as select * from (values
        ('gld', 'Not at a good level at five', false),
        ('asq', 'Below the expected level at two', false)
    ) as rows (indicator_code, indicator_label, is_synthetic);
    create table marts.figures as select * from (values
        ('E05000001', 'gld', 'sex', 'girl', '2022', 10::integer, 40::integer,
         0.25::double, '', date '2021-09-01', date '2022-08-31', true),
        ('E05000001', 'gld', 'total', 'total', '2022', 25::integer, 80::integer,
         0.3125::double, '', date '2021-09-01', date '2022-08-31', true),
        ('E05000002', 'gld', 'total', 'total', '2022', null, null,
         null, 'c', date '2021-09-01', date '2022-08-31', false),
        ('E05000002', 'asq', 'total', 'total', '2022-asq', 3::integer, 30::integer,
         0.1::double, '', date '2021-04-01', date '2022-03-31', true),
        ('E05000002', 'asq', 'total', 'total', '2022-T2', 3::integer, 30::integer,
         0.1::double, '', date '2022-01-01', date '2022-03-31', true)
    ) as rows (
        ward_code, indicator_code, breakdown_topic, breakdown_category, period_code,
        numerator_count, denominator_count, value, value_symbol, period_start_date,
        period_end_date, is_synthetic
    );
    create table marts.all_figures as select
        'E08000099' as local_authority_code, 'Elmtown' as local_authority_name,
        figures.ward_code, wards.ward_name, figures.indicator_code,
        indicators.indicator_label, breakdown_topic,
        case breakdown_topic when 'sex' then 'Sex' else 'Total' end
            as breakdown_topic_label,
        breakdown_category,
        case breakdown_category when 'girl' then 'Girls' else 'Total' end
            as breakdown_category_label,
        period_code,
        case period_code when '2022-T2' then 'Spring term 2022' else period_code end
            as period_label,
        period_start_date, period_end_date, numerator_count, denominator_count, value,
        'rate' as value_unit,
        case value_symbol when 'c' then 'suppressed' else 'observed' end
            as value_status,
        'Near the city' as comparison_label, nullif(value_symbol, '') as value_symbol,
        figures.is_synthetic
    from marts.figures as figures
    inner join marts.wards as wards on figures.ward_code = wards.ward_code
    inner join marts.indicators as indicators
        on figures.indicator_code = indicators.indicator_code;
    create table marts.settings as select * from (values
        ('100', 'Acorn Nursery', 'Nursery', 'B1 1AA', 'E05000001', 52.5::double,
         -1.9::double, 'Monday to Friday 8am to 6pm', '0121 496 0000',
         'https://acorn.example', 30::integer, 'Ask the setting.', false, 'E08000099',
         'Elmtown'),
        ('S2', 'Oak Playgroup', 'Pre-school', null, null, null, null, 'not known', null,
         null, null, 'Made-up records.', true, 'E08000098', 'Nexttown')
    ) as rows (
        setting_code, setting_name, setting_type_label, postcode, ward_code, latitude,
        longitude, hours_text, contact_phone, website, places_count, caution,
        is_synthetic, local_authority_code, local_authority_name
    );
    create table marts.services as select * from (values
        ('V1', 'Stay and Play', 'Stay and play', 'Library', 'B1 1AB', 'E05000001',
         52.5::double, -1.9::double, 'Tuesday', '0121 496 0001', 'a@services.example',
         'https://play.example', 'Ask the service.', false, 'E08000099', 'Elmtown')
    ) as rows (
        service_code, service_name, service_type_label, venue_name, postcode, ward_code,
        latitude, longitude, hours_text, contact_phone, contact_email, website, caution,
        is_synthetic, local_authority_code, local_authority_name
    );
"""
# Table -> file, key, and what the YAML says of columns beyond a description.
REQUIRED = {"constraints": [{"type": "not_null"}]}
FILES = {
    "wards": ("need/wards", ["ward_code"], {"ward_code": REQUIRED}),
    "shapes": ("reference/ward_shapes", ["local_authority_code", "ward_code"], {}),
    "indicators": ("reference/indicators", ["indicator_code"], {}),
    "all_figures": (
        "indicators/ward_indicators",
        [
            *("ward_code", "indicator_code", "breakdown_topic", "breakdown_category"),
            "period_code",
        ],
        {
            "ward_code": REQUIRED,
            "numerator_count": {"config": {"meta": {"adds_over": ["ward_code"]}}},
            "denominator_count": {"config": {"meta": {"adds_over": ["ward_code"]}}},
        },
    ),
    "settings": ("provision/settings", ["setting_code"], {}),
    "services": ("provision/services", ["service_code"], {}),
}
# Dimensions by which tables join, as dbt's marts declare them.
DIMENSIONS = {"dim_ward": "ward_code", "dim_indicator": "indicator_code"}


def database() -> duckdb.DuckDBPyConnection:
    """The tables of the toy."""
    connection = duckdb.connect(config={"threads": 1})
    connection.execute(SCHEMA)
    return connection


def manifest(connection: duckdb.DuckDBPyConnection, audience: str = "public") -> dict:
    """A manifest in which every table becomes a file of one audience."""
    nodes = [
        _node(name, {column: {}}, key=[column]) for name, column in DIMENSIONS.items()
    ]
    for table, (file, key, said) in FILES.items():
        columns = connection.sql(f"from marts.{table}").columns
        export = {"audience": audience, "file": file, "title": file, "key": key}
        found = {column: said.get(column, {}) for column in columns}
        nodes.append(_node(table, found, key, export))
    return {"nodes": {node["unique_id"]: node for node in nodes}}


def _node(name: str, columns: dict, key: list[str], export: dict | None = None) -> dict:
    return {
        "unique_id": f"model.toy.{name}",
        "resource_type": "model",
        "name": name,
        "schema": "marts",
        "alias": name,
        "description": f"One row per {key[0]}, and what is known of it.",
        "config": {"meta": {"export": export} if export else {}},
        "constraints": [{"type": "primary_key", "columns": key}],
        "columns": {
            column: {
                "name": column,
                "data_type": "string",
                "description": f"What is in {column}.",
            }
            | more
            for column, more in columns.items()
        },
        "depends_on": {"nodes": []},
    }
