"""Answers that are costly to make, kept as long as the archive they were made of is the same."""

import threading
import time
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, NamedTuple, TypeVar

import msgspec

Value = TypeVar("Value")
MOST_BYTES = 32 << 20
"""Of all values as MessagePack; in memory they take some four times as much (measured: a trace of
120 articles 90 kB and 0.4 MB)."""


class _Held(NamedTuple):
    state: str
    made: float
    took: float
    size: int
    value: Any


class Kept:
    """Values by name, each made once for a state of the archive. For several threads."""

    def __init__(self, most: int = MOST_BYTES) -> None:
        self._most = most
        self._size = 0
        self._values: OrderedDict[str, _Held] = OrderedDict()
        self._making: dict[tuple[str, str], Future[Any]] = {}
        self._all = threading.Lock()

    def get(
        self, name: str, state: str, make: Callable[[], Value], *, times: float = 0.0
    ) -> tuple[Value, bool]:
        """The value, and whether it is that of ``state``.

        One of an earlier state does for ``times`` as long as it took to make, so that an archive
        that grows all the time is not counted all the time; and while another thread makes
        the new one. With 0 it does not, and who comes second waits for the first.
        """
        with self._all:
            held = self._values.get(name)
            if held is not None and held.state == state:
                self._values.move_to_end(name)
                return held.value, True
            future = self._making.get((name, state))
            if held is not None and times:
                young = time.monotonic() - held.made < times * held.took
                if young or future is not None:
                    return held.value, False
            mine = future is None
            if future is None:
                future = self._making[name, state] = Future()
        return self._make(name, state, make, future) if mine else future.result(), True

    def _make(
        self, name: str, state: str, make: Callable[[], Value], future: Future[Value]
    ) -> Value:
        began = time.monotonic()
        try:
            value = make()
        except BaseException as error:
            future.set_exception(error)
            raise
        else:
            now, size = time.monotonic(), len(msgspec.msgpack.encode(value))
            self._keep(name, _Held(state, now, now - began, size, value))
            future.set_result(value)
            return value
        finally:
            with self._all:
                del self._making[name, state]

    def _keep(self, name: str, held: _Held) -> None:
        with self._all:
            self._drop(name)
            self._values[name] = held
            self._size += held.size
            while self._size > self._most:
                self._drop(next(iter(self._values)))

    def _drop(self, name: str) -> None:
        gone = self._values.pop(name, None)
        self._size -= gone.size if gone else 0
