"""The engine that spreads work over processes and machines: Daft, and nothing else of it here.

``Native`` uses the cores of this machine, ``Cluster`` those of a Ray cluster, by the same code. To
put another engine in its place, write a ``map``.
"""

import os
import socket
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from lautwem import model as m
from lautwem.errors import ClusterFailed, MissingExtra

Work = Callable[[str], str]
"""Takes a task and gives its result, both as text. It catches its errors itself: one that it
raises would end all other tasks with it."""

_QUIET = {"DAFT_ANALYTICS_ENABLED": "0", "DO_NOT_TRACK": "true", "SCARF_NO_ANALYTICS": "true",
          "RAY_USAGE_STATS_ENABLED": "0", "DAFT_PROGRESS_BAR": "0"}  # fmt: skip


class Engine(m.Frozen):
    """Where work is done: ``workers`` processes here, or on the Ray cluster at ``cluster``.

    ``cluster`` is an address (``ray://..``, ``host:port``, ``auto``), or ``local`` for a cluster
    of this machine alone; None works without Ray.
    """

    workers: int
    cluster: str | None = None

    def map(self, make: Callable[[], Work], tasks: Sequence[str]) -> Iterator[str]:
        """The results of all tasks as they come, in any order.

        ``make`` is picklable and makes the function that a process works with. Raises
        ClusterFailed where a process or a machine is lost and the engine gives up.
        """
        daft = daft_quietly()
        worker = _worker(daft, self.workers)(make)
        column = daft.from_pydict({"task": list(tasks)})
        if self.cluster is not None:
            column = column.into_partitions(max(1, min(len(tasks), 2 * self.workers)))
        results = column.select(worker.work(column["task"]).alias("result"))
        try:
            for row in results.iter_rows():
                yield row["result"]
        except Exception as error:
            raise ClusterFailed(
                f"The engine gave up: {type(error).__name__}: {str(error)[:300]}.",
                "Run the same command again: what is done stays done.",
            ) from error

    def close(self) -> None:
        """Leaves the cluster; one that was started for this run ends."""
        if self.cluster is not None:
            import ray

            ray.shutdown()


def _worker(daft: Any, workers: int) -> Any:
    """The class that Daft starts once a process; one task at a time goes to each."""

    @daft.cls(max_concurrency=workers, use_process=True)
    class Worker:
        def __init__(self, make: Callable[[], Work]) -> None:
            self._work = make()

        @daft.method.batch(return_dtype=daft.DataType.string(), batch_size=1)
        def work(self, tasks: Any) -> list[str]:
            return [self._work(task) for task in tasks.to_pylist()]

    return Worker


def daft_quietly() -> Any:
    """Daft, its telemetry switched off. Raises MissingExtra where it is not installed."""
    os.environ.update(_QUIET)  # before the import: Daft reports its use when it is imported
    try:
        import daft
    except ImportError as error:
        raise MissingExtra(
            f"Bulk reading needs a library that is not installed ({error.name}).",
            'Install it with: pip install "lautwem[bulk]".',
        ) from error
    return daft


def here(workers: int) -> Engine:
    """The engine of this machine."""
    daft_quietly()
    os.environ["DAFT_RUNNER"] = "native"  # whatever the environment says
    return Engine(workers)


def _answers(address: str) -> None:
    """Raises OSError where nothing listens at ``host:port``: Ray itself would wait for minutes."""
    host, _, port = address.removeprefix("ray://").rpartition(":")
    if host and port.isdigit():
        socket.create_connection((host, int(port)), timeout=10).close()


def on_cluster(address: str, workers: int | None) -> Engine:
    """The engine of a Ray cluster, with ``workers`` processes or as many as it has cores.

    Raises MissingExtra and ClusterFailed.
    """
    daft = daft_quietly()
    try:
        import ray
    except ImportError as error:
        raise MissingExtra(
            "A cluster needs a library that is not installed (ray).",
            'Install it with: pip install "lautwem[bulk]", here and on its machines.',
        ) from error
    try:
        _answers(address)
        if not ray.is_initialized():
            ray.init(
                address=None if address == "local" else address,
                include_dashboard=False if address == "local" else None,
                log_to_driver=False,
                logging_level="ERROR",
            )
        daft.set_runner_ray(noop_if_initialized=True)
        cores = int(ray.cluster_resources().get("CPU", 1))
    except Exception as error:
        raise ClusterFailed(
            f"The cluster {address} cannot be used: {type(error).__name__}: {str(error)[:300]}.",
            "Look whether it runs (ray status) and lautwem is installed on its machines.",
        ) from error
    return Engine(workers or max(1, cores), address)
