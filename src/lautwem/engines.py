"""Who finds names and quotations: the engines, by the names that users give them."""

from typing import Literal, get_args

Engine = Literal["thorough", "model", "rules"]
"""``thorough``: networks on a pretrained encoder, best at people and quotations and the slowest;
``model``: small networks; ``rules``: quotations by rules alone, names by the small network."""

ENGINES: tuple[Engine, ...] = get_args(Engine)
HELP = "Who reads: model, rules, or thorough (people and quotations best, slowest)."
