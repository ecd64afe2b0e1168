"""The language server as editors run it: a process that speaks the protocol on a pipe."""

import json
import os
import queue
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

URI = "untitled:Entwurf"
DRAFT = (
    "# Fähre 🐟 kommt\n\n„Wir 🐟 bauen das“, sagte Bürgermeister Jens Falk dem Reporter am Telefon."
    "\n\n![Die 🐟 Fähre](x.jpg)\n"
)


class Client:
    """A client with a mailbox for what the server sends unasked."""

    def __init__(self, **capabilities: Any) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "lautwem", "lsp", "--stdio"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        self._answers: dict[int, queue.Queue] = {}
        self.notices: queue.Queue[dict] = queue.Queue()
        self._next = 0
        threading.Thread(target=self._listen, daemon=True).start()
        self.server = self.ask(
            "initialize",
            processId=os.getpid(),
            rootUri=None,
            capabilities=capabilities,
            initializationOptions={"engine": "rules"},
        )
        self.tell("initialized")

    def _send(self, message: dict) -> None:
        data = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(data) + data)
        self.process.stdin.flush()

    def _listen(self) -> None:
        stream = self.process.stdout
        while head := stream.readline():
            size = int(head.split(b":")[1])
            while stream.readline().strip():
                pass
            message = json.loads(stream.read(size))
            if "id" in message and "method" not in message:
                self._answers[message["id"]].put(message)
            else:
                self.notices.put(message)

    def tell(self, method: str, **params: Any) -> None:
        self._send({"method": method, "params": params})

    def ask(self, method: str, **params: Any) -> Any:
        self._next += 1
        self._answers[self._next] = queue.Queue()
        self._send({"id": self._next, "method": method, "params": params})
        answer = self._answers[self._next].get(timeout=30)
        assert "error" not in answer, answer
        return answer["result"]

    def open(self, text: str, uri: str = URI, language: str = "markdown") -> None:
        document = {"uri": uri, "languageId": language, "version": 1, "text": text}
        self.tell("textDocument/didOpen", textDocument=document)

    def change(self, text: str, version: int, uri: str = URI) -> None:
        self.tell(
            "textDocument/didChange",
            textDocument={"uri": uri, "version": version},
            contentChanges=[{"text": text}],
        )

    def close(self, uri: str = URI) -> None:
        self.tell("textDocument/didClose", textDocument={"uri": uri})
        while self.diagnostics(uri):
            pass

    def diagnostics(self, uri: str = URI, version: int | None = None) -> list[dict]:
        """The next findings published for a draft (of a version)."""
        deadline = time.monotonic() + 30
        while True:
            message = self.notices.get(timeout=deadline - time.monotonic())
            params = message.get("params", {})
            if message["method"] != "textDocument/publishDiagnostics" or params["uri"] != uri:
                continue
            if version is None or params.get("version") == version:
                return params["diagnostics"]

    def at(self, uri: str, line: int, character: int) -> dict:
        return {
            "textDocument": {"uri": uri},
            "position": {"line": line, "character": character},
        }


@pytest.fixture(scope="module")
def client() -> Iterator[Client]:
    client = Client(textDocument={"hover": {"contentFormat": ["markdown"]}})
    yield client
    client.ask("shutdown")
    client.tell("exit")
    assert client.process.wait(20) == 0


def pictures(diagnostics: list[dict]) -> list[dict]:
    return [one for one in diagnostics if one["code"] == "B301"]


def test_findings_of_an_unsaved_draft_stand_in_utf16_units(client: Client) -> None:
    assert client.server["capabilities"]["positionEncoding"] == "utf-16"
    client.open(DRAFT)
    found = pictures(client.diagnostics())
    assert [one["range"] for one in found] == [
        {"start": {"line": 4, "character": 2}, "end": {"line": 4, "character": 14}}
    ]
    assert found[0]["source"] == "lautwem"
    assert found[0]["severity"] == 2
    client.close()


@pytest.mark.parametrize("encoding, end", [("utf-8", 17), ("utf-32", 13)])
def test_other_units_where_the_client_wants_them(encoding: str, end: int) -> None:
    client = Client(general={"positionEncodings": [encoding]})
    try:
        assert client.server["capabilities"]["positionEncoding"] == encoding
        client.open(DRAFT)
        assert pictures(client.diagnostics())[0]["range"]["end"]["character"] == end
    finally:
        client.process.stdin.close()
        client.process.wait(20)


def test_hover_says_who_speaks_on_which_way_and_why(client: Client) -> None:
    client.open(DRAFT)
    client.diagnostics()
    found = client.ask("textDocument/hover", **client.at(URI, 2, 8))
    value = found["contents"]["value"]
    assert value.startswith("**Jens Falk** ● wörtlich")
    assert "Telefon" in value and "Reporter" in value and "direct" in value
    assert found["range"]["start"] == {"line": 2, "character": 0}
    assert client.ask("textDocument/hover", **client.at(URI, 1, 0)) is None
    client.close()


def test_hover_waits_for_what_was_just_typed(client: Client) -> None:
    client.open("Noch nichts.\n")
    client.change(DRAFT, 2)
    found = client.ask("textDocument/hover", **client.at(URI, 2, 8))
    assert "Jens Falk" in found["contents"]["value"]
    client.close()


def test_words_of_the_draft_cannot_be_markup_in_the_hover(client: Client) -> None:
    client.open("„So“, sagte Jens <b>Falk</b> dem Boten.\n\n„Ja“, sagte [X](command:y) Falk.\n")
    client.diagnostics()
    for line in (0, 2):
        found = client.ask("textDocument/hover", **client.at(URI, line, 1))
        value = found["contents"]["value"] if found else ""
        assert "<" not in value and "](" not in value
    client.close()


def test_typing_is_checked_once_it_pauses_and_only_the_last_text_counts(client: Client) -> None:
    client.open("")
    client.diagnostics()
    for number in range(2, len(DRAFT) + 2):
        client.change(DRAFT[: number - 1], number)
        time.sleep(0.004)
    seen = 0
    while True:
        message = client.notices.get(timeout=30)
        seen += message["method"] == "textDocument/publishDiagnostics"
        if message["params"].get("version") == len(DRAFT) + 1:
            break
    assert seen <= 4
    assert pictures(message["params"]["diagnostics"])
    client.close()


def test_the_server_answers_while_a_long_draft_is_read(client: Client) -> None:
    long = "".join(f"Der Rat tagte am Tag {n}, sagte Ratsherr Karl Meier.\n\n" for n in range(3000))
    client.open(long, "untitled:lang")
    time.sleep(0.5)
    begin = time.monotonic()
    client.ask("textDocument/hover", **client.at("untitled:andere", 0, 0))
    assert time.monotonic() - begin < 1
    client.diagnostics("untitled:lang")
    client.close("untitled:lang")


def test_a_draft_that_is_too_long_is_told_not_read(client: Client) -> None:
    client.open("Ein Satz steht hier. " * 15_000)
    assert client.diagnostics()[0]["code"] == "E104"
    client.close()


def test_a_broken_head_is_an_error_at_the_top_and_goes_when_it_is_mended(client: Client) -> None:
    client.open("---\ntitle: [\n---\n\nSie kommt.\n")
    assert [one["code"] for one in client.diagnostics()] == ["E106"]
    client.change("---\ntitle: X\n---\n\nSie kommt.\n", 2)
    assert client.diagnostics(version=2) == []
    client.close()


def actions(client: Client, diagnostic: dict) -> dict[str, dict]:
    given = client.ask(
        "textDocument/codeAction",
        textDocument={"uri": URI},
        range=diagnostic["range"],
        context={"diagnostics": [diagnostic]},
    )
    return {one["title"]: one for one in given}


def applied(text: str, action: dict) -> str:
    edit = action["edit"]["changes"][URI][0]
    lines = text.split("\n")
    begin, end = (
        sum(len(line) + 1 for line in lines[: place["line"]]) + place["character"]
        for place in (edit["range"]["start"], edit["range"]["end"])
    )
    return text[:begin] + edit["newText"] + text[end:]


@pytest.mark.parametrize(
    "head", ["", "---\noutlet: Bote\n---\n", "---\nlautwem: {ignore: [B302]}\n---\n"]
)
@pytest.mark.parametrize(
    "title", ["B301 an dieser Stelle übergehen", "B301 in diesem Text übergehen"]
)
def test_what_is_waived_by_a_quick_fix_is_no_longer_found(
    client: Client, head: str, title: str
) -> None:
    text = head + DRAFT.replace("🐟 ", "")
    client.open(text)
    found = pictures(client.diagnostics())
    client.change(applied(text, actions(client, found[0])[title]), 2)
    left = client.diagnostics(version=2)
    assert not pictures(left)
    assert not [one for one in left if one["code"].startswith("E")]
    client.close()


def test_a_rule_is_explained(client: Client) -> None:
    client.open(DRAFT)
    action = actions(client, pictures(client.diagnostics())[0])["B301 erklären"]
    command = action["command"]
    client.ask(
        "workspace/executeCommand", command=command["command"], arguments=command["arguments"]
    )
    message = client.notices.get(timeout=10)
    assert message["method"] == "window/showMessage"
    assert "§ 13 UrhG" in message["params"]["message"]
    client.close()


def test_configuration_beside_a_saved_draft_counts_after_saving(
    client: Client, tmp_path: Path
) -> None:
    path = tmp_path / "ent wurf.md"
    uri = path.as_uri()
    client.open(DRAFT, uri)
    assert pictures(client.diagnostics(uri))
    (tmp_path / "lautwem.toml").write_text('ignore = ["B"]\n', encoding="utf-8")
    client.tell("textDocument/didSave", textDocument={"uri": uri})
    assert not pictures(client.diagnostics(uri))
    client.close(uri)


def test_it_ends_with_its_reader_when_the_client_is_gone() -> None:
    client = Client()
    client.open(DRAFT)
    client.diagnostics()
    children = Path(f"/proc/{client.process.pid}/task/{client.process.pid}/children")
    pids = children.read_text().split() if children.exists() else []
    client.process.stdin.close()
    client.process.wait(20)
    deadline = time.monotonic() + 10
    while any(Path(f"/proc/{pid}").exists() for pid in pids) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert not any(Path(f"/proc/{pid}").exists() for pid in pids)
