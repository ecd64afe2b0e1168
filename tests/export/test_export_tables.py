"""Tables: every row, keys that join, and a description that is true of the files."""

import csv
from pathlib import Path

import jsonschema
import msgspec
import pytest
from example import READING

import lautwem
from lautwem import model as m
from lautwem.article import load
from lautwem.export.tables import files
from lautwem.export.tables.columns import columns
from lautwem.export.tables.rows import TABLES, rows

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("[0-9]*"))
PACKAGE = {
    # what the Data Package standard, version 1, requires of the parts that are used
    "type": "object",
    "required": ["resources", "profile", "name"],
    "properties": {
        "name": {"type": "string", "pattern": "^[-a-z0-9._/]+$"},
        "resources": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["name", "path", "profile", "schema"],
                "properties": {
                    "path": {"type": "string", "pattern": r"^(?!/|\.\.)[^:]+$"},
                    "schema": {
                        "type": "object",
                        "required": ["fields"],
                        "properties": {
                            "fields": {
                                "items": {
                                    "required": ["name", "type", "description"],
                                    "properties": {
                                        "type": {"enum": ["string", "integer", "number", "boolean"]}
                                    },
                                }
                            }
                        },
                    },
                },
            },
        },
    },
}


@pytest.fixture(scope="module")
def readings() -> list[m.Reading]:
    return [READING, *(lautwem.read(load(str(path)), engine="rules") for path in SAMPLES)]


def table(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def folder(readings: list[m.Reading], tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("tables") / "csv"
    assert files.write(readings, target, "csv", "0") == len(readings)
    return target


def test_every_statement_is_a_row_with_its_words(folder: Path, readings: list[m.Reading]) -> None:
    found = table(folder, "statements")
    assert len(found) == sum(len(reading.statements) for reading in readings)
    texts = {row["article"]: row["text"] for row in table(folder, "articles")}
    for row in found:
        pieces = [tuple(map(int, piece.split(","))) for piece in row["spans"].split()]
        words = " … ".join(texts[row["article"]][begin:end] for begin, end in pieces)
        assert words in (row["text"], row["text"].removeprefix("'"))


def test_the_description_is_true_and_valid(folder: Path) -> None:
    package = msgspec.json.decode((folder / "datapackage.json").read_bytes())
    jsonschema.validate(package, PACKAGE)
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


def test_parquet_holds_the_same_rows(readings: list[m.Reading], tmp_path: Path) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    files.write(readings, tmp_path, "parquet", "0")
    for name in TABLES:
        expected = [row for reading in readings for row in rows(reading)[name]]
        found = parquet.read_table(tmp_path / f"{name}.parquet")
        assert found.to_pylist() == [msgspec.structs.asdict(row) for row in expected]
        assert found.schema.field(0).metadata[b"description"]


@pytest.mark.parametrize("cell", ["=1+1", "+49 30 1", "-x", "@SUM(A1)", "\tx"])
def test_no_cell_is_a_formula(cell: str) -> None:
    assert files.guarded(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["„x“", "a=1", "", 3, None])
def test_other_cells_stay(cell: object) -> None:
    assert files.guarded(cell) == cell


def test_every_column_is_explained() -> None:
    for name in TABLES:
        assert all(column.description for column in columns(name))
