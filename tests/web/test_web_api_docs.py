"""docs/api.md is true: its examples run, and it names every path there is."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from browsing import served
from room import visiting

API = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
THERE = "http://127.0.0.1:8321"


def examples(language: str) -> list[str]:
    return re.findall(rf"```{language}\n(.*?)```", API, re.DOTALL)


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with served(str(tmp_path_factory.mktemp("docs") / "archive.db")) as address:
        yield address


@pytest.mark.skipif(shutil.which("curl") is None, reason="no curl")
def test_the_examples_with_curl(address: str) -> None:
    answers = []
    for block in examples("sh"):
        joined = block.replace("\\\n", " ").replace(THERE, address)
        for line in joined.strip().splitlines():
            run = subprocess.run(["sh", "-c", line], capture_output=True, text=True, timeout=60)
            assert run.returncode == 0, run.stderr
            answers.append(json.loads(run.stdout))
    added, found, trace, checked = answers
    assert added["outcome"] == "added"
    assert found["schema"] == "lautwem.found/1" and found["hits"]
    assert trace["schema"] == "lautwem.trace/1" and trace["instances"]
    assert checked["schema"] == "lautwem.findings/1" and checked["findings"]


@pytest.mark.skipif(shutil.which("curl") is None, reason="the example above adds the article")
def test_the_example_in_python(address: str) -> None:
    (code,) = examples("python")
    command = [sys.executable, "-c", code.replace(THERE, address)]
    run = subprocess.run(command, capture_output=True, text=True, timeout=60)
    assert run.returncode == 0, run.stderr
    assert "Kreisblatt" in run.stdout


def test_the_problem_shown_is_the_one_that_is_sent() -> None:
    with visiting() as visitor:
        assert visitor.get("/api/1/articles/7").json() == json.loads(*examples("json"))


def test_every_path_is_named() -> None:
    with visiting() as visitor:
        paths = visitor.get("/api/1/openapi.json").json()["paths"]
    named = set(re.findall(r"/api/1/[\w/{}]*", API))
    shapes = {re.sub(r"\{\w+\}", "{}", path) for path in named}
    for path in paths:
        assert re.sub(r"\{\w+\}", "{}", path) in shapes or path == "/api/1", path
