"""Where findings go: lines, JSON, SARIF or workflow commands, to standard output or a file."""

import io
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Literal

from rich.console import Console

from lautwem.cli.output import FILE_WIDTH, Write, like_stdout, to_file, to_stdout
from lautwem.export.labels import Language
from lautwem.report import Checked, data, github, lines, sarif


class Sink:
    """Takes checked drafts one by one and writes each as it comes; ``close`` writes the end."""

    def __init__(self, write: Write, language: Language) -> None:
        self._write = write
        self._language = language
        self.found = 0

    def add(self, checked: Checked) -> None:
        """One draft, checked."""
        self.found += len(checked.findings)
        self._draft(checked)

    def failed(self, line: str) -> None:
        """An input that could not be checked, in one line; standard error has it already."""

    def close(self) -> None:
        """What stands behind all drafts."""

    def _draft(self, checked: Checked) -> None:
        raise NotImplementedError


class _Json(Sink):
    def _draft(self, checked: Checked) -> None:
        self._write(data.encode(checked) + b"\n")


class _Github(Sink):
    def _draft(self, checked: Checked) -> None:
        self._write(github.commands(checked).encode())


class _Sarif(Sink):
    def __init__(self, write: Write, language: Language) -> None:
        super().__init__(write, language)
        self._checked: list[Checked] = []
        self._failed: list[str] = []

    def _draft(self, checked: Checked) -> None:
        self._checked.append(checked)

    def failed(self, line: str) -> None:
        self._failed.append(line)

    def close(self) -> None:
        self._write(sarif.encode(self._checked, self._failed, self._language))


class _Text(Sink):
    def __init__(self, write: Write, language: Language, console: Console, encoding: str) -> None:
        super().__init__(write, language)
        self._console = console
        self._encoding = encoding
        self._counts: Counter[str] = Counter()
        self._drafts = 0

    def _draft(self, checked: Checked) -> None:
        self._language = checked.language
        self._put(lines.shown(checked, self._counts, self._console))
        self._counts.update(finding.rule for finding in checked.findings)
        self._drafts += 1

    def close(self) -> None:
        if self._drafts:
            told = lines.summary(self._counts, self._drafts, self._language, self._console)
            self._put(told)

    def _put(self, text: str) -> None:
        self._write(text.encode(self._encoding, "replace"))


@contextmanager
def open_findings(
    format_: Literal["text", "json", "sarif", "github"], target: Path | None, language: Language
) -> Iterator[Sink]:
    """Opens the place where findings go. Raises CannotWrite where a file cannot be written."""
    with ExitStack() as stack:
        write = to_stdout if target is None else to_file(target, stack)
        if format_ == "text":
            file = Console(file=io.StringIO(), width=FILE_WIDTH)
            console = like_stdout() if target is None else file
            encoding = sys.stdout.encoding if target is None else "utf-8"
            sink: Sink = _Text(write, language, console, encoding)
        else:
            sink = {"json": _Json, "github": _Github, "sarif": _Sarif}[format_](write, language)
        yield sink
        sink.close()
