"""The chains of an article as a picture: voices from the origin on the left to the article."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from statistics import fmean

from lautwem import model as m
from lautwem.export.view import ChainView, VoiceView

NODE_WIDTH, NODE_HEIGHT = 190, 34
COLUMN, ROW = 276, 46
MARGIN = 8
MOST_VOICES = 14
"""More voices than this make no picture that can be read; the table has them all."""
LETTERS = 23
"""Letters of a name that fit into a node."""
THICKEST = 9
ARTICLE = "article"


class Node(m.Frozen):
    """One voice in the picture; ``x`` and ``y`` are its upper left corner in user units."""

    label: str
    name: str
    kind: str
    x: int
    y: int


class Edge(m.Frozen):
    """One voice's word taken over by another: how often, and whether always with a hedge."""

    path: str
    count: int
    width: int
    hedged: bool
    title: str


class Graph(m.Frozen):
    """The picture in user units; ``left_out`` voices are not in it."""

    width: int
    height: int
    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    left_out: int
    node_width: int = NODE_WIDTH
    node_height: int = NODE_HEIGHT


Spot = tuple[str, int]
"""A voice (or the article) and how many steps it stands from the article."""
Step = tuple[Spot, Spot]
"""One voice's word taken over by the next."""


def graph(chains: Sequence[ChainView], article: str) -> Graph:
    """Lays out the chains: each voice as many columns to the left as it has steps to the article.

    A voice that speaks both itself and through others stands in several columns, so
    that every line leads one column on and none runs behind a name. The order in a
    column follows the mean place of what the voices lead to (barycentre method of
    Sugiyama, Tagawa & Toda 1981), so that few lines cross.
    """
    drawn, left_out = _most_used(chains)
    names = {voice.id: voice for chain in drawn for voice in chain.voices}
    counts, hedged = _steps(drawn)
    spots = dict.fromkeys([(ARTICLE, 0), *(start for start, _ in counts)])
    places = _places(spots, counts)
    nodes = tuple(_node(names.get(spot[0]), article, places[spot]) for spot in spots)
    shown = {spot: node.name for spot, node in zip(spots, nodes, strict=True)}
    edges = tuple(
        Edge(
            path=_path(places[start], places[end]),
            count=count,
            width=min(THICKEST, 1 + count),
            hedged=hedged[start, end] == count,
            title=f"{shown[start]} → {shown[end]}: {count}",
        )
        for (start, end), count in counts.items()
    )
    width = max(node.x for node in nodes) + NODE_WIDTH + MARGIN
    height = max(node.y for node in nodes) + NODE_HEIGHT + MARGIN
    return Graph(width, height, nodes, edges, left_out)


def _most_used(chains: Sequence[ChainView]) -> tuple[list[ChainView], int]:
    """The first chains (they come by frequency) that together stay within the bound."""
    everybody = {voice.id for chain in chains for voice in chain.voices}
    kept: set[str] = set()
    drawn = []
    for chain in chains:
        with_it = kept | {voice.id for voice in chain.voices}
        if chain.voices and len(with_it) <= MOST_VOICES:
            kept = with_it
            drawn.append(chain)
    return drawn, len(everybody - kept)


def _steps(
    chains: Sequence[ChainView],
) -> tuple[Counter[Step], Counter[Step]]:
    """How often each step is taken, and how often with a hedge."""
    counts: Counter[Step] = Counter()
    hedged: Counter[Step] = Counter()
    for chain in chains:
        ids = [*(voice.id for voice in chain.voices), ARTICLE]
        spots = [(id_, len(ids) - 1 - step) for step, id_ in enumerate(ids)]
        for step in pairwise(spots):
            counts[step] += chain.count
            hedged[step] += chain.hedged
    return counts, hedged


def _places(spots: Iterable[Spot], steps: Iterable[Step]) -> dict[Spot, tuple[int, int]]:
    """The upper left corners, column by column from the article leftward."""
    columns: dict[int, list[Spot]] = defaultdict(list)
    for spot in spots:
        columns[spot[1]].append(spot)
    targets: dict[Spot, list[Spot]] = defaultdict(list)
    for start, end in steps:
        targets[start].append(end)
    tallest, depth = max(map(len, columns.values())), max(columns)
    places: dict[Spot, tuple[int, int]] = {}

    def pull(spot: Spot) -> float:
        return fmean(places[end][1] for end in targets[spot]) if targets[spot] else 0.0

    for distance, column in sorted(columns.items()):
        top = (tallest - len(column)) * ROW // 2
        for row, spot in enumerate(sorted(column, key=pull)):
            places[spot] = (MARGIN + (depth - distance) * COLUMN, MARGIN + top + row * ROW)
    return places


def _node(voice: VoiceView | None, article: str, place: tuple[int, int]) -> Node:
    name = voice.name if voice else article
    label = name if len(name) <= LETTERS else f"{name[: LETTERS - 1].rstrip()}…"
    return Node(label, name, voice.kind if voice else ARTICLE, *place)


def _path(start: tuple[int, int], end: tuple[int, int]) -> str:
    """A curve from the right side of one node to the left side of the next."""
    x1, y1 = start[0] + NODE_WIDTH, start[1] + NODE_HEIGHT // 2
    x2, y2 = end[0] - 7, end[1] + NODE_HEIGHT // 2
    middle = (x1 + x2) // 2
    return f"M{x1} {y1} C{middle} {y1} {middle} {y2} {x2} {y2}"
