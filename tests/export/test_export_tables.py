"""Tables: every row, keys that join, and a description that is true of the files."""

import csv
import shutil
from pathlib import Path

import frictionless
import msgspec
import pytest
from example import readings

from lautwem.export.tables import files
from lautwem.export.tables.columns import columns
from lautwem.export.tables.rows import TABLES, rows


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("tables") / "csv"
    assert files.write(readings(), target, "csv", "0") == len(readings())
    return target


def test_every_statement_is_a_row_with_its_words(folder: Path) -> None:
    found = table(folder, "statements")
    assert len(found) == sum(len(reading.statements) for reading in readings())
    texts = {row["article"]: row["text"] for row in table(folder, "articles")}
    for row in found:
        pieces = [tuple(map(int, piece.split(","))) for piece in row["spans"].split()]
        words = " … ".join(texts[row["article"]][begin:end] for begin, end in pieces)
        assert words in (row["text"], row["text"].removeprefix("'"))


@pytest.mark.parametrize("format_", ["csv", "parquet"])
def test_frictionless_finds_the_tables_as_they_are_described(format_: str, tmp_path: Path) -> None:
    files.write(readings(), tmp_path, format_, "0")
    report = frictionless.validate(tmp_path / "datapackage.json")
    assert report.valid, report.flatten(["title", "message"])
    assert report.stats["tasks"] == len(TABLES)


def test_frictionless_finds_what_is_wrong(folder: Path, tmp_path: Path) -> None:
    broken = shutil.copytree(folder, tmp_path / "broken")
    with (broken / "chains.csv").open("a", encoding="utf-8") as file:
        file.write("nowhere,s1,first,v1,person,Jo Muster\n")
    found = frictionless.validate(broken / "datapackage.json").flatten(["type"])
    assert {kind for (kind,) in found} == {"type-error", "foreign-key"}


def test_the_description_is_true(folder: Path) -> None:
    package = msgspec.json.decode((folder / "datapackage.json").read_bytes())
    assert {resource["name"] for resource in package["resources"]} == set(TABLES)
    for resource in package["resources"]:
        with (folder / resource["path"]).open(encoding="utf-8", newline="") as file:
            header = next(csv.reader(file))
        assert header == [field["name"] for field in resource["schema"]["fields"]]


def test_keys_are_unique_and_lead_somewhere(folder: Path) -> None:
    package = msgspec.json.decode((folder / "datapackage.json").read_bytes())
    found = {resource["name"]: table(folder, resource["name"]) for resource in package["resources"]}
    for resource in package["resources"]:
        schema, name = resource["schema"], resource["name"]
        if "primaryKey" in schema:
            keys = [tuple(row[field] for field in schema["primaryKey"]) for row in found[name]]
            assert len(keys) == len(set(keys)), name
        for key in schema.get("foreignKeys", ()):
            fields, other = key["fields"], key["reference"]["resource"]
            there = {tuple(row[field] for field in fields) for row in found[other]}
            assert {tuple(row[field] for field in fields) for row in found[name]} <= there


def test_parquet_holds_the_same_rows(tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    files.write(readings(), tmp_path, "parquet", "0")
    for name in TABLES:
        expected = [row for reading in readings() for row in rows(reading)[name]]
        found = parquet.read_table(tmp_path / f"{name}.parquet")
        assert found.to_pylist() == [msgspec.structs.asdict(row) for row in expected]
        assert found.schema.field(0).metadata[b"description"]


def test_pandas_keeps_whole_numbers_and_truth_values_where_some_are_missing(tmp_path: Path) -> None:
    pandas = pytest.importorskip("pandas")
    files.write(readings(), tmp_path, "parquet", "0")
    people = pandas.read_parquet(tmp_path / "people.parquet")
    assert people["age"].isna().any() and str(people["age"].dtype) == "Int64"
    assert str(people["minor"].dtype) == "boolean" and str(people["mentions"].dtype) == "int64"


@pytest.mark.parametrize("cell", ["=1+1", "+49 30 1", "-x", "@SUM(A1)", "\tx"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert files.guarded(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["„x“", "a=1", "", 3, None])
def test_other_cells_stay(cell: object) -> None:
    assert files.guarded(cell) == cell


def test_every_column_is_explained() -> None:
    for name in TABLES:
        assert all(column.description for column in columns(name))
