"""The texts of landed cells lose what nobody sees, and keep everything else."""

import duckdb
import jinja2
import pytest

from early_years.environment import here

MACROS = here().root / "macros"


def _sql(macro: str) -> str:
    parts = [
        (MACROS / f"{name}.sql").read_text(encoding="utf-8")
        for name in ("is_written_as", "steering_signs", "trimmed_text", "is_filled")
    ]
    call = f"{{{{ {macro}('cell') }}}}"
    return jinja2.Environment().from_string("".join([*parts, call])).render()


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("Acocks Green", "Acocks Green"),
        ("½ Ty\u0302 Bach, 3–4", "½ Ty\u0302 Bach, 3–4"),
        (" Acocks Green", "Acocks Green"),
        ("Acocks Green ", "Acocks Green"),
        ("Acocks  Green", "Acocks Green"),
        ("Acocks\tGreen\r\n", "Acocks Green"),
        ("Acocks Green\n", "Acocks Green"),
        ("Acocks\u00a0Green", "Acocks Green"),
        ("Acocks\u202e Gr\u200been\x7f", "Acocks Green"),
        ("\u2029 \u00a0", None),
        ("   ", None),
        ("", None),
        (None, None),
    ],
)
def test_a_text_keeps_what_can_be_seen(text, left):
    query = (
        f"select {_sql('trimmed_text')}, coalesce({_sql('is_filled')}, false) "
        "from (select cast(? as varchar) as cell)"
    )
    with duckdb.connect() as database:
        found = database.execute(query, [text]).fetchone()
    assert found == (left, left is not None)
