"""The documentation is true: what is made from the code is up to date, what is named exists."""

import importlib.util
import re
from pathlib import Path
from types import ModuleType
from typing import get_args

import msgspec
import pytest

from lautwem import model as m
from lautwem import schema

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "docs"


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("generate", DOCS / "generate.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", ["cli.md", "errors.md", "bulk.md", "rules.md"])
def test_pages_made_from_the_code_are_up_to_date(name: str) -> None:
    made = generator().PAGES[name]()
    assert (DOCS / name).read_text(encoding="utf-8") == made, "run: make docs"


def fields(kind: type[msgspec.Struct]) -> set[str]:
    return {field.encode_name for field in msgspec.structs.fields(kind)}


def test_every_field_of_the_json_is_described() -> None:
    text = (DOCS / "reading.md").read_text(encoding="utf-8")
    described = set(re.findall(r"`([a-z_]+)`", text))
    kinds = (
        schema.WireReading, schema.WireArticle, schema.WireCaption, schema.WirePerson,
        schema.WireKinship, schema.WireStatement, schema.WireParty, schema.WireBecause,
        m.Voice, m.Mention, m.Work, m.Certainty, m.Marker, m.Channel, m.Time, m.Credit, m.Embed,
        m.Notice, m.Age, m.BirthInterval, m.Role,
    )  # fmt: skip
    for kind in kinds:
        assert fields(kind) <= described, kind.__name__


def test_every_value_of_the_vocabulary_is_described() -> None:
    text = (DOCS / "reading.md").read_text(encoding="utf-8")
    described = set(re.findall(r"`([a-z_]+)`", text))
    for vocabulary in (
        m.StatementType, m.Medium, m.CertaintyLevel, m.ChannelKind, m.VoiceKind, m.KinshipType,
        m.Precision,
    ):  # fmt: skip
        assert set(get_args(vocabulary)) <= described


@pytest.mark.parametrize(
    "page", [*sorted(DOCS.glob("*.md")), ROOT / "README.md"], ids=lambda p: p.name
)
def test_links_lead_to_files(page: Path) -> None:
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target
