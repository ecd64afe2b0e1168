"""Answers that are costly and change slowly, kept for a while."""

import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar

Value = TypeVar("Value")
MOST = 200
"""Values kept; traces are the largest of them, some 100 kB each."""


class Kept:
    """Values by name, each made once and then kept for some seconds. For several threads."""

    def __init__(self) -> None:
        self._values: dict[str, tuple[float, Any]] = {}
        self._locks: dict[str, threading.Lock] = {}
        self._all = threading.Lock()

    def get(self, name: str, seconds: float, make: Callable[[], Value]) -> Value:
        """The value, made now where there is none or it is older than ``seconds``.

        While one thread makes it anew, others are given the old one.
        """
        with self._all:
            lock = self._locks.setdefault(name, threading.Lock())
            held = self._values.get(name)
        if held and time.monotonic() - held[0] < seconds:
            return held[1]
        if not lock.acquire(blocking=held is None):
            return held[1]  # type: ignore[index]
        try:
            held = self._values.get(name)
            if held is None or time.monotonic() - held[0] >= seconds:
                held = (time.monotonic(), make())
                self._keep(name, held)
            return held[1]
        finally:
            lock.release()

    def _keep(self, name: str, held: tuple[float, Any]) -> None:
        with self._all:
            self._values.pop(name, None)
            self._values[name] = held
            while len(self._values) > MOST:
                oldest = next(iter(self._values))
                del self._values[oldest]
                self._locks.pop(oldest, None)

    def forget(self) -> None:
        """Drops everything, after the archive was changed from here."""
        with self._all:
            self._values.clear()
