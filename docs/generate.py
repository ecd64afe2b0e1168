"""Writes what is made from the code: pages of docs/, the report and the check in README.md.

The report in README.md is what the program prints for a sample, cut where ``…`` stands:
``python docs/generate.py [ENGINE]``.
"""

import inspect
import sys
from pathlib import Path

from typer.testing import CliRunner

from lautwem import desk, errors
from lautwem.bulk import across, tables
from lautwem.cli.main import app

DOCS = Path(__file__).parent
ROOT = DOCS.parent
SAMPLE = "samples/02-raubueberfall.txt"
SHOWN = 7
"""Blocks of the report, head first, that README.md shows before its glance."""
GLANCE = "Quellenlage"
DRAFT = "samples/drafts/kassenwart.md"
REPORT = "<!-- report -->\n", "<!-- /report -->\n"
CHECK = "<!-- check -->\n", "<!-- /check -->\n"
WIDTH = 88

CLI_HEAD = """# The command line

Made from the code by `make docs`.

- INPUT is a file (plain text, Markdown, HTML, DOCX), a folder (all files in it that lautwem
  reads), an address (`http`, `https`), or `-` for standard input.
- JSON, reports and pages go to standard output, everything else to standard error.
- Exit status: 0 done, 1 `check` found something, 2 unusable input or arguments. When one of several
  inputs cannot be read, standard error says why, the others are read, and the exit status is 2; for
  `bulk` it is 3 then, and 2 only where the run could not be brought to its end or read nothing.
  Ctrl-C gives 130.
- `NO_COLOR=1` switches colour off; in a pipe there is none.
- Places are `line:column`, both from 1: those of the file for text, Markdown and HTML; for a DOCX
  the line is the number of the paragraph (empty ones not counted); for a page from an address they
  are those of the extracted text (`article.text` in the JSON).
"""

ERRORS_HEAD = """# Errors

Made from the code by `make docs`. Every error says what is wrong and what to do; none comes with
a traceback, and each ends with exit status 2.

| code | name | meaning |
|---|---|---|
"""

ERRORS_FOOT = (
    "| E999 | | A fault in lautwem itself: please report it, with its input if you may |\n"
)


def cli() -> str:
    """docs/cli.md: the help of the program and of every command."""
    names = [command.callback.__name__ for command in app.registered_commands if command.callback]
    parts = [CLI_HEAD, _help([])]
    for name in names:
        parts += [f"## lautwem {name}", _help([name])]
    return "\n".join(parts)


def _help(command: list[str]) -> str:
    result = CliRunner().invoke(
        app, [*command, "--help"], prog_name="lautwem", env={"COLUMNS": str(WIDTH), "NO_COLOR": "1"}
    )
    lines = "\n".join(line.rstrip() for line in result.stdout.strip().splitlines())
    return f"```text\n{lines}\n```\n"


def error_codes() -> str:
    """docs/errors.md: every error a user can meet."""
    kinds = [k for _, k in inspect.getmembers(errors, inspect.isclass) if k.code != "E000"]
    rows = [
        f"| {kind.code} | {kind.__name__} | {' '.join((kind.__doc__ or '').split())} |\n"
        for kind in sorted(kinds, key=lambda kind: kind.code)
    ]
    return ERRORS_HEAD + "".join(rows) + ERRORS_FOOT


RULES_HEAD = """# The desk check: its rules

Made from the code by `make docs`. Every rule looks at one thing and says *check*; none of this is
legal advice. Severity `check` asks for a look before publication, `note` is worth knowing. Messages
and advice come in German and English. Examples are invented.

| code | name | severity | German title |
|---|---|---|---|
"""


def rules() -> str:
    """docs/rules.md: every rule of the desk check."""
    told = [desk.explain(rule.code, "en") for rule in desk.RULES]
    german = [desk.explain(rule.code, "de").title for rule in desk.RULES]
    rows = [
        f"| [{one.code}](#{one.code.lower()}) | {one.name} | {one.severity} | {title} |\n"
        for one, title in zip(told, german, strict=True)
    ]
    return RULES_HEAD + "".join(rows) + "".join(map(_rule, told))


def _rule(told: desk.Explanation) -> str:
    archive = "With an archive it finds more.\n\n" if told.looks_back else ""
    return f"""
## {told.code}

**{told.title}** (`{told.name}`, {told.severity}). Basis: {told.basis}.

{told.looks_at}

{archive}*What an editor would do:* {told.advice}

Fires:

```text
{told.fires.strip()}
```

Quiet:

```text
{told.quiet.strip()}
```
"""


def readme_report(engine: str) -> str:
    """The beginning of the report of a sample and its sourcing at a glance, as printed."""
    arguments = ["read", str(ROOT / SAMPLE), "--engine", engine]
    result = CliRunner().invoke(app, arguments, env={"COLUMNS": "80", "NO_COLOR": "1"})
    if result.exit_code:
        sys.exit(result.stderr)
    blocks = result.stdout.replace(f"{ROOT}/", "").strip().split("\n\n")
    glance = next(at for at, block in enumerate(blocks) if block.startswith(GLANCE))
    shown = "\n\n".join([*blocks[:SHOWN], "…", *blocks[glance:]])
    return f"```text\n$ lautwem read {SAMPLE}\n\n{shown}\n```\n"


def readme_check(engine: str) -> str:
    """The desk check of a draft, as printed."""
    arguments = ["check", str(ROOT / DRAFT), "--engine", engine]
    result = CliRunner().invoke(app, arguments, env={"COLUMNS": "80", "NO_COLOR": "1"})
    if result.exit_code == 2:
        sys.exit(result.stderr)
    shown = result.stdout.replace(f"{ROOT}/", "").strip()
    return f"```text\n$ lautwem check {DRAFT}\n\n{shown}\n```\n"


def replaced(text: str, marks: tuple[str, str], made: str) -> str:
    """The text with what stands between two marks made anew."""
    before, begin, rest = text.partition(marks[0])
    return f"{before}{begin}{made}{marks[1]}{rest.partition(marks[1])[2]}"


BULK_TABLES = "<!-- tables -->\n"


def bulk() -> str:
    """docs/bulk.md: what is written by hand, then every table of a run with its columns."""
    text = (DOCS / "bulk.md").read_text(encoding="utf-8")
    parts = [text.partition(BULK_TABLES)[0], BULK_TABLES]
    for table in (*tables.NAMES, *across.TABLES):
        rows = [
            f"| `{column.name}` | {column.kind} | {column.description} |\n"
            for column in across.TABLES.get(table) or tables.columns_of(table)
        ]
        parts += [f"\n### {table}\n\n| column | type | meaning |\n|---|---|---|\n", *rows]
    return "".join(parts)


PAGES = {"cli.md": cli, "errors.md": error_codes, "bulk.md": bulk, "rules.md": rules}

if __name__ == "__main__":
    for name, make in PAGES.items():
        (DOCS / name).write_text(make(), encoding="utf-8")
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    engine = sys.argv[1] if sys.argv[1:] else "model"
    readme = replaced(readme, REPORT, readme_report(engine))
    readme = replaced(readme, CHECK, readme_check(engine))
    (ROOT / "README.md").write_text(readme, encoding="utf-8")
