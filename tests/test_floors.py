"""Scores on the data beside the project stay above their floors."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from typer.testing import CliRunner

from lautwem.cli.main import app

ROOT = Path(__file__).parent.parent
DATA = ROOT.parent / "shared" / "data"
FLOORS = yaml.safe_load((ROOT / "tests" / "floors.yaml").read_text(encoding="utf-8"))

needs_data = pytest.mark.skipif(
    not DATA.is_dir(), reason="the evaluation data is not beside the project (../shared/data)"
)


def scores(*arguments: str) -> dict[str, Any]:
    result = CliRunner().invoke(app, ["evaluate", str(DATA), *arguments, "--format", "json"])
    assert result.exit_code == 0, result.stderr
    return msgspec.json.decode(result.stdout)


def f1(score: dict[str, float]) -> float:
    total = score["precision"] + score["recall"]
    return 2 * score["precision"] * score["recall"] / total if total else 0.0


def below(found: dict[str, float], floors: dict[str, float]) -> list[str]:
    return [f"{k}: {found[k]:.4f} < {floor}" for k, floor in floors.items() if found[k] < floor]


@needs_data
@pytest.mark.parametrize("engine", FLOORS["quotations"])
def test_quotations(engine: str) -> None:
    found = scores("--what", "quotations", "--engine", engine)["all"]
    values = {key: f1(value) for key, value in found.items() if isinstance(value, dict)}
    assert not below(values, FLOORS["quotations"][engine])


@needs_data
@pytest.mark.parametrize("engine", FLOORS["names"])
def test_names(engine: str) -> None:
    found = scores("--what", "names", "--engine", engine)
    assert not below(found, FLOORS["names"][engine])


@needs_data
@pytest.mark.parametrize("engine", FLOORS["sourcing"])
def test_sourcing(engine: str) -> None:
    rates = scores("--what", "sourcing", "--split", "dev", "--engine", engine)["rates"]
    found = {rate["measure"]: rate["f1"] for rate in rates}
    assert not below(found, FLOORS["sourcing"][engine])


@needs_data
def test_pages() -> None:
    assert not below(scores("--what", "pages"), FLOORS["pages"])
