"""Statements as TEI ``said`` elements in running text, broken where they overlap."""

from lautwem import model as m
from lautwem.export.standards.teixml import Element, add, clean, identify


class _Piece(m.Frozen):
    """A stretch of one statement within one block."""

    begin: int
    end: int
    statement: int


def _pieces(reading: m.Reading, block: m.Span) -> list[_Piece]:
    """The statements' stretches within a block: earlier first, at one place the longer first."""
    found = [
        _Piece(max(begin, block[0]), min(end, block[1]), number)
        for number, statement in enumerate(reading.statements)
        for begin, end in statement.quote.spans
        if max(begin, block[0]) < min(end, block[1])
    ]
    return sorted(found, key=lambda piece: (piece.begin, -piece.end, piece.statement))


class Weaver:
    """Writes blocks of text with ``said`` elements in them, and counts the parts of each."""

    def __init__(self, reading: m.Reading) -> None:
        self._reading = reading
        self._agents = {voice.id: voice.person or voice.id for voice in reading.voices}
        self._parts: dict[int, list[Element]] = {}

    def weave(self, parent: Element, block: m.Span) -> None:
        """The text of a block into ``parent``."""
        text = self._reading.article.text
        pieces = _pieces(self._reading, block)
        edges = {edge for piece in pieces for edge in (piece.begin, piece.end)}
        stack: list[tuple[Element, _Piece]] = []
        at = block[0]
        for edge in sorted(edges | {block[1]}):
            self._append(stack[-1][0] if stack else parent, text[at:edge])
            at = edge
            begin = [piece for piece in pieces if piece.begin == edge]
            self._turn(parent, stack, edge, begin)

    def _turn(
        self, parent: Element, stack: list[tuple[Element, _Piece]], edge: int, begin: list[_Piece]
    ) -> None:
        """Closes what ends at ``edge``, opens again what was above it, opens what begins."""
        lowest = next((i for i, (_, piece) in enumerate(stack) if piece.end == edge), len(stack))
        again = [piece for _, piece in stack[lowest:] if piece.end > edge]
        del stack[lowest:]
        for piece in sorted(again + begin, key=lambda piece: -piece.end):
            stack.append((self._open(stack[-1][0] if stack else parent, piece), piece))

    def _append(self, parent: Element, text: str) -> None:
        if len(parent):
            parent[-1].tail = (parent[-1].tail or "") + clean(text)
        else:
            parent.text = (parent.text or "") + clean(text)

    def _open(self, parent: Element, piece: _Piece) -> Element:
        statement = self._reading.statements[piece.statement]
        said = add(parent, "said", direct=str(statement.type == "direct").lower())
        said.set("ana", f"#{statement.id}")
        for name, party in (("who", statement.speaker), ("toWhom", statement.addressee)):
            if party and party.voice:
                said.set(name, f"#{self._agents[party.voice]}")
        self._parts.setdefault(piece.statement, []).append(said)
        return said

    def link(self) -> None:
        """Gives every part of a broken statement an id, and links it with its neighbours."""
        for number, parts in self._parts.items():
            ids = [f"{self._reading.statements[number].id}.{i}" for i in range(1, len(parts) + 1)]
            for i, part in enumerate(parts):
                identify(part, ids[i])
                if i:
                    part.set("prev", f"#{ids[i - 1]}")
                if i + 1 < len(parts):
                    part.set("next", f"#{ids[i + 1]}")
