"""The house stands only while imports point one way."""

import ast
from pathlib import Path

import pytest

import lautwem

ROOT = Path(lautwem.__file__).parent

LEVEL = {
    "errors": 0,
    "engines": 0,
    "garbage": 0,
    "model": 0,
    "schema": 1,
    "language": 2,
    "article": 2,
    "reading": 3,
    "desk": 4,
    "export": 4,
    "evaluation": 4,
    "archive": 5,
    "configuration": 5,
    "report": 5,
    "training": 5,
    "web": 6,
    "lsp": 6,
    "bulk": 6,
    "cli": 7,
}
NEVER = {("language", "article"), ("article", "language"), ("export", "desk"), ("desk", "export")}
PURE = ("reading", "language", "desk")
INPUT_OUTPUT = {
    "httpx",
    "requests",
    "socket",
    "sqlite3",
    "sqlalchemy",
    "subprocess",
    "urllib.request",
}


def part_of(module: str) -> str:
    return module.split(".")[1] if "." in module else ""


def imports(path: Path) -> list[str]:
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            assert node.level == 0, f"{path}: relative import"
            found += [
                f"{node.module}.{a.name}" if node.module == "lautwem" else node.module
                for a in node.names
            ]
    return found


def modules() -> list[Path]:
    return [p for p in sorted(ROOT.rglob("*.py")) if p.parent != ROOT or p.stem in LEVEL]


@pytest.mark.parametrize("path", modules(), ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_point_one_way(path: Path) -> None:
    here = path.relative_to(ROOT).parts[0].removesuffix(".py")
    assert here in LEVEL, f"{here} has no place in the house yet"
    for name in imports(path):
        if name == "lautwem" or not name.startswith("lautwem."):
            continue
        there = part_of(name)
        if there == here or there not in LEVEL:
            continue
        assert LEVEL[there] <= LEVEL[here], f"{path} imports {name} against the direction"
        assert (here, there) not in NEVER, f"{path} imports {name}"


@pytest.mark.parametrize("part", PURE)
def test_reading_does_no_input_or_output(part: str) -> None:
    for path in sorted((ROOT / part).rglob("*.py")) if (ROOT / part).is_dir() else []:
        assert not INPUT_OUTPUT & set(imports(path)), f"{path} does input or output"


def test_modules_stay_small() -> None:
    long = {
        str(p.relative_to(ROOT)): n
        for p in ROOT.rglob("*.py")
        if (n := len(p.read_text().splitlines())) > 500
    }
    assert not long, f"modules over 500 lines: {long}"
