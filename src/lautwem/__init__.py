"""lautwem: according to whom? Reads German news and names the source of every statement."""

from typing import TYPE_CHECKING, Any

from lautwem.model import Article, Person, Reading, Statement

if TYPE_CHECKING:
    from lautwem.reading.pipeline import read

__all__ = ["Article", "Person", "Reading", "Statement", "read"]
__version__ = "0.1.0"


def __getattr__(name: str) -> Any:
    """``read`` with all it needs, when it is first asked for: ``lautwem --help`` stays quick."""
    if name == "read":
        from lautwem.reading.pipeline import read

        return read
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
