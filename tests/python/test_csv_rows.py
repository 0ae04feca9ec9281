"""The project's own CSV files: what cannot be read is said plainly."""

import pytest

from early_years.csv_rows import csv_rows, rows_if_any
from early_years.environment import PlainError


def test_rows_are_read_as_excel_saves_them(tmp_path):
    path = tmp_path / "ref_wards.csv"
    path.write_bytes("ward_code,ward_name\r\nE05011118,Öst\r\n".encode("utf-8-sig"))
    assert csv_rows(path) == [{"ward_code": "E05011118", "ward_name": "Öst"}]


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"ward_code;ward_name\nE05011118;Acocks Green\n", "has no column ward_code"),
        (b"ward_code,ward_name\nE05011118,\xd6st\n", "cannot be read"),
    ],
)
def test_a_file_that_lost_its_commas_or_its_utf8_is_named(tmp_path, data, said):
    path = tmp_path / "seeds" / "reference" / "ref_wards.csv"
    path.parent.mkdir(parents=True)
    path.write_bytes(data)
    with pytest.raises(PlainError, match=said) as told:
        [row["ward_code"] for row in csv_rows(path)]
    assert str(told.value).startswith("seeds/reference/ref_wards.csv ")
    assert str(tmp_path) not in str(told.value)


def test_a_file_that_may_be_missing_has_no_rows(tmp_path):
    assert rows_if_any(tmp_path / "none.csv") == []
    with pytest.raises(PlainError, match="is not there"):
        csv_rows(tmp_path / "none.csv")
