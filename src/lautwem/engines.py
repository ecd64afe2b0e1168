"""Who finds names and quotations: the engines, by the names that users give them."""

from typing import Literal, get_args

Engine = Literal["thorough", "model", "rules"]
"""``thorough``: networks on a pretrained encoder, the most right and the slowest; ``model``: small
networks; ``rules``: quotations by rules alone, names by the small network."""

ENGINES: tuple[Engine, ...] = get_args(Engine)
HELP = "Who finds names and quotations: thorough (most right, slowest), model, rules."
