"""The language server: diagnostics while one writes, hover, and what to do about a finding."""

import asyncio
import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
from lsprotocol import types as lsp
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

import lautwem
from lautwem import desk
from lautwem.lsp import hover, waive
from lautwem.lsp.positions import Lines
from lautwem.lsp.worker import Failure, Job, Settings, Worker
from lautwem.report import Checked

PAUSE_S = 0.4
"""Seconds without a change before a draft is checked: about the pause between two words."""
WAIT_S = 5.0
"""Most seconds a hover waits for the check of what was just typed."""
EXPLAIN = "lautwem.explain"
_KINDS = {"markdown": ".md", "html": ".html", "plaintext": ".txt", "text": ".txt"}
_WORDS = {
    "de": {
        "here": "{} an dieser Stelle übergehen",
        "everywhere": "{} in diesem Text übergehen",
        "explain": "{} erklären",
    },
    "en": {
        "here": "Ignore {} here",
        "everywhere": "Ignore {} in this text",
        "explain": "Explain {}",
    },
}
_SEVERITY = {
    "check": lsp.DiagnosticSeverity.Warning,
    "note": lsp.DiagnosticSeverity.Information,
}


class Draft:
    """A text that is open in the editor, and the last check of it."""

    def __init__(self, uri: str, language_id: str) -> None:
        self.uri = uri
        self.language_id = language_id
        self.text = ""
        self.version: int | None = None
        self.changes = 0
        self.done: asyncio.Event = asyncio.Event()
        self.checked: Checked | None = None

    def change(self, text: str, version: int | None) -> int:
        """Takes a new text; the number of the change tells later whether it is still the last."""
        self.text, self.version = text, version
        self.changes += 1
        self.done.clear()
        return self.changes

    def job(self, settings: Settings) -> Job:
        """What the worker is to do. The editor's word for the kind outranks the file's ending."""
        path = to_fs_path(self.uri) if self.uri.startswith("file:") else None
        name = path or self.uri
        suffix = _KINDS.get(self.language_id, "")
        if suffix and not name.lower().endswith(suffix):
            name += suffix
        return Job(self.text, name, str(Path(path).parent) if path else None, settings)


class Desk(LanguageServer):
    """The server with the drafts that are open."""

    def __init__(self, worker: Worker) -> None:
        super().__init__(
            "lautwem", lautwem.__version__, text_document_sync_kind=lsp.TextDocumentSyncKind.Full
        )
        self.worker = worker
        self.drafts: dict[str, Draft] = {}
        self.settings = Settings()

    def lines(self, draft: Draft) -> Lines:
        """The lines of a draft in the units agreed on with the client."""
        encoding = self.server_capabilities.position_encoding
        return Lines(draft.text, encoding or lsp.PositionEncodingKind.Utf16)

    async def check(self, draft: Draft, change: int, pause: float) -> None:
        """Checks a draft after a pause, unless it has changed again; publishes what is found."""
        await asyncio.sleep(pause)
        if draft.changes != change:
            return
        job = draft.job(self.settings)
        found = await asyncio.to_thread(self.worker.check, job, lambda: draft.changes == change)
        if found is None or draft.changes != change or self.drafts.get(draft.uri) is not draft:
            return
        draft.checked = found if isinstance(found, Checked) else None
        draft.done.set()
        self.publish(draft, found)

    def publish(self, draft: Draft, found: Checked | Failure) -> None:
        """Shows the findings of a draft, or why there are none."""
        if isinstance(found, Checked):
            lines = self.lines(draft)
            shown = [_diagnostic(found, finding, lines, draft.uri) for finding in found.findings]
        else:
            shown = [_failed(found)] if found.code != "E102" else []
        self.text_document_publish_diagnostics(
            lsp.PublishDiagnosticsParams(draft.uri, shown, draft.version)
        )


def _diagnostic(checked: Checked, finding: Any, lines: Lines, uri: str) -> lsp.Diagnostic:
    article = checked.reading.article
    related = [
        lsp.DiagnosticRelatedInformation(
            lsp.Location(uri, lines.range_of(article, span)), because.rule
        )
        for because in finding.because
        for span in because.spans
        if span != finding.span
    ]
    return lsp.Diagnostic(
        range=lines.range_of(article, finding.span),
        message=f"{finding.message}\n{finding.advice}",
        severity=_SEVERITY[finding.severity],
        code=finding.rule,
        source="lautwem",
        related_information=related or None,
    )


def _failed(failure: Failure) -> lsp.Diagnostic:
    start = lsp.Position(0, 0)
    return lsp.Diagnostic(
        range=lsp.Range(start, lsp.Position(0, 1)),
        message=f"{failure.message} {failure.advice}".strip(),
        severity=lsp.DiagnosticSeverity.Error,
        code=failure.code,
        source="lautwem",
    )


async def _initialize(ls: Desk, params: lsp.InitializeParams) -> None:
    given = params.initialization_options
    if isinstance(given, dict):
        known = {key: given.get(key) for key in ("lang", "engine") if given.get(key)}
        try:
            ls.settings = msgspec.convert(known, Settings)
        except msgspec.ValidationError as error:
            ls.window_show_message(
                lsp.ShowMessageParams(lsp.MessageType.Error, f"lautwem: {error}")
            )


async def _opened(ls: Desk, params: lsp.DidOpenTextDocumentParams) -> None:
    given = params.text_document
    draft = ls.drafts[given.uri] = Draft(given.uri, given.language_id)
    await ls.check(draft, draft.change(given.text, given.version), 0)


async def _changed(ls: Desk, params: lsp.DidChangeTextDocumentParams) -> None:
    given = params.text_document
    draft = ls.drafts.get(given.uri)
    if draft is not None and params.content_changes:
        text = params.content_changes[-1].text  # the whole text: that kind of change was agreed
        await ls.check(draft, draft.change(text, given.version), PAUSE_S)


async def _saved(ls: Desk, params: lsp.DidSaveTextDocumentParams) -> None:
    """Checks again at once: the configuration may have changed too."""
    draft = ls.drafts.get(params.text_document.uri)
    if draft is not None:
        await ls.check(draft, draft.change(draft.text, draft.version), 0)


async def _closed(ls: Desk, params: lsp.DidCloseTextDocumentParams) -> None:
    ls.drafts.pop(params.text_document.uri, None)
    ls.text_document_publish_diagnostics(lsp.PublishDiagnosticsParams(params.text_document.uri, []))


async def _hover(ls: Desk, params: lsp.HoverParams) -> lsp.Hover | None:
    draft = ls.drafts.get(params.text_document.uri)
    if draft is None:
        return None
    with contextlib.suppress(TimeoutError):
        await asyncio.wait_for(draft.done.wait(), WAIT_S)
    checked = draft.checked
    if checked is None or not draft.done.is_set():
        return None
    lines, article = ls.lines(draft), checked.reading.article
    offset = lines.offset(article, params.position)
    told = None if offset is None else hover.at(checked.reading, offset, checked.language)
    if told is None:
        return None
    return lsp.Hover(_content(ls, told[0]), lines.range_of(article, told[1]))


def _content(ls: Desk, markdown: str) -> lsp.MarkupContent:
    """Markdown, or its plain words for a client that shows none."""
    document = ls.client_capabilities.text_document
    wanted = document.hover.content_format if document and document.hover else None
    if wanted and lsp.MarkupKind.Markdown not in wanted:
        return lsp.MarkupContent(lsp.MarkupKind.PlainText, hover.plain(markdown))
    return lsp.MarkupContent(lsp.MarkupKind.Markdown, markdown)


async def _actions(ls: Desk, params: lsp.CodeActionParams) -> list[lsp.CodeAction]:
    draft = ls.drafts.get(params.text_document.uri)
    if draft is None:
        return []
    found: list[lsp.CodeAction] = []
    for diagnostic in params.context.diagnostics:
        code = diagnostic.code
        if diagnostic.source == "lautwem" and isinstance(code, str) and _is_rule(code):
            found += _actions_for(ls, draft, diagnostic, code)
    return found


def _is_rule(code: str) -> bool:
    return any(rule.code == code for rule in desk.RULES)


def _actions_for(
    ls: Desk, draft: Draft, diagnostic: lsp.Diagnostic, code: str
) -> Iterator[lsp.CodeAction]:
    words = _WORDS[draft.checked.language if draft.checked else "de"]
    lines = ls.lines(draft)
    if draft.language_id == "markdown":
        line = diagnostic.range.start.line
        while line > 0 and lines.text(line - 1).strip():
            line -= 1
        start = lsp.Position(line, 0)
        edit = lsp.TextEdit(lsp.Range(start, start), waive.before(lines.text(line), code))
        yield _edit(draft, diagnostic, words["here"].format(code), edit)
    change = waive.everywhere(draft.text, code)
    if change is not None:
        begin, end, text = change
        there = lsp.Range(lines.at(draft.text[:begin]), lines.at(draft.text[:end]))
        yield _edit(draft, diagnostic, words["everywhere"].format(code), lsp.TextEdit(there, text))
    title = words["explain"].format(code)
    yield lsp.CodeAction(
        title,
        kind=lsp.CodeActionKind.QuickFix,
        diagnostics=[diagnostic],
        command=lsp.Command(title, EXPLAIN, arguments=[code]),
    )


def _edit(
    draft: Draft, diagnostic: lsp.Diagnostic, title: str, edit: lsp.TextEdit
) -> lsp.CodeAction:
    return lsp.CodeAction(
        title,
        kind=lsp.CodeActionKind.QuickFix,
        diagnostics=[diagnostic],
        edit=lsp.WorkspaceEdit(changes={draft.uri: [edit]}),
    )


async def _explain(ls: Desk, code: str) -> None:
    if not _is_rule(code):
        return
    told = desk.explain(code, ls.settings.lang or "de")
    text = f"{told.code} {told.title} ({told.basis}). {told.looks_at} {told.advice}"
    ls.window_show_message(lsp.ShowMessageParams(lsp.MessageType.Info, text))


def make() -> Desk:
    """A server with all that it can do; ``start_io`` runs it."""
    server = Desk(Worker())
    server.feature(lsp.INITIALIZE)(_initialize)
    server.feature(lsp.TEXT_DOCUMENT_DID_OPEN)(_opened)
    server.feature(lsp.TEXT_DOCUMENT_DID_CHANGE)(_changed)
    server.feature(lsp.TEXT_DOCUMENT_DID_SAVE)(_saved)
    server.feature(lsp.TEXT_DOCUMENT_DID_CLOSE)(_closed)
    server.feature(lsp.TEXT_DOCUMENT_HOVER)(_hover)
    options = lsp.CodeActionOptions(code_action_kinds=[lsp.CodeActionKind.QuickFix])
    server.feature(lsp.TEXT_DOCUMENT_CODE_ACTION, options)(_actions)
    server.command(EXPLAIN)(_explain)
    return server


def run() -> None:
    """Serves on standard input and output until the client leaves.

    The protocol gets its own handles of them, and what any library may print goes to standard
    error: a stray line would break the protocol.
    """
    reader, writer = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    server = make()
    try:
        server.start_io(reader, writer)
    finally:
        server.worker.close()
