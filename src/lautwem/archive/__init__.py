"""The archive: readings kept, found again, traced. The only place with SQL.

``open_archive`` opens one; see :class:`lautwem.archive.store.Archive`.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lautwem.archive.store import Added, Archive, open_archive

__all__ = ["Added", "Archive", "open_archive"]


def __getattr__(name: str) -> Any:
    """The public names with the database library behind them, when first asked for."""
    if name in __all__:
        from lautwem.archive import store

        return getattr(store, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
