"""One thread for one article.

The matrices of one article are small: several threads cost more than they bring, and on a
busy machine far more (measured with two cores under load: 750 µs a token against 13 µs).
Many articles are read side by side in processes instead.
"""

from contextlib import AbstractContextManager
from functools import cache

from threadpoolctl import ThreadpoolController


def one_thread() -> AbstractContextManager:
    """While this is open, the numerical libraries of this process use one thread."""
    return _libraries().limit(limits=1)


@cache
def _libraries() -> ThreadpoolController:
    return ThreadpoolController()
