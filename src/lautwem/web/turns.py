"""Work that takes long, a little of it at a time, so that all that is quick stays quick."""

import asyncio
import functools
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any, TypeVar

Result = TypeVar("Result")

SLOW = 2
"""Ways of statements and people that are worked out at once. They take the processor for long;
more at once would not be done sooner, and would keep all that is quick waiting."""


class Turns:
    """Threads for what takes long; who asks waits for a turn. For one event loop."""

    def __init__(self, most: int = SLOW) -> None:
        self._threads = ThreadPoolExecutor(most, "slow")
        self._asked = 0

    @property
    def idle(self) -> bool:
        """Whether nobody is at work or waits."""
        return not self._asked

    async def take(self, call: Callable[..., Result], *args: Any, **more: Any) -> Result:
        """What a function gives, called when it is its turn."""
        self._asked += 1
        try:
            work = functools.partial(call, *args, **more)
            return await asyncio.get_running_loop().run_in_executor(self._threads, work)
        finally:
            self._asked -= 1
