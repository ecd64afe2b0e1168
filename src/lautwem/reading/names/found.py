"""A name while it is being found: places in tokens."""

from lautwem.model import Frozen


class Found(Frozen):
    """Tokens ``first`` to ``last`` (half open) are a name of ``kind``; ``rule`` says why."""

    first: int
    last: int
    kind: str
    rule: str
