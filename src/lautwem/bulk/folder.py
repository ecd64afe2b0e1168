"""The folder of a run: its tables, and beside them what a run needs to go on after a crash.

OUT/<table>/<part>.parquet      rows of one part, written whole
OUT/.lautwem/plan.json          inputs and options; another run is refused
OUT/.lautwem/staged/<unit>      parts of a unit of the inputs, written when all are there
OUT/.lautwem/parts/<part>       records of a part
OUT/.lautwem/done/<part>        counts of a part whose rows are all written
"""

import fcntl
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import msgspec

from lautwem.bulk.parts import write_whole
from lautwem.errors import CannotWrite, OtherRun
from lautwem.model import Frozen

PLAN_VERSION = 1


class Unit(Frozen):
    """Sources that are cut into parts together: one collection, or some hundred files.

    ``prints`` are size and time of change of each; a run does not go on with changed ones.
    """

    sources: tuple[str, ...]
    prints: tuple[str, ...] = ()


class Plan(Frozen):
    """What a run is of: with another plan it cannot go on."""

    version: int
    lautwem: str
    engine: str
    part_size: int
    columns: tuple[tuple[str, str], ...]
    readings: bool
    across: bool
    units: tuple[Unit, ...]


class Staged(Frozen):
    """The parts of a unit: names and numbers of records."""

    parts: tuple[tuple[str, int], ...]


class Done(Frozen):
    """What became of a part: articles read, those that failed by the code of their error.

    ``seconds`` are those of the CPU, ``megabytes`` is the most memory that its process has taken
    so far.
    """

    part: str
    articles: int
    failures: dict[str, int]
    statements: int
    seconds: float
    megabytes: int


class Folder:
    """The folder of a run, and where in it what is."""

    def __init__(self, out: Path) -> None:
        self.out = out
        self.state = out / ".lautwem"
        self.parts = self.state / "parts"
        self._staged = self.state / "staged"
        self._done = self.state / "done"

    def make(self, tables: Sequence[str]) -> None:
        """Makes the folder. Raises CannotWrite."""
        try:
            for path in (self.parts, self._staged, self._done, *(self.out / t for t in tables)):
                path.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise CannotWrite(
                f"Cannot write to {self.out}: {error.strerror or error}.",
                "Check the path, the permissions and the free space.",
            ) from error

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keeps other runs out of the folder. Raises OtherRun where one is in it."""
        with (self.state / "lock").open("w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError as error:
                raise OtherRun(
                    f"Another run is writing to {self.out}.", "Wait for it, or name another folder."
                ) from error
            yield

    def is_strange(self) -> bool:
        """Whether something is in the folder and no run of lautwem."""
        return self.out.is_dir() and any(self.out.iterdir()) and not self.state.is_dir()

    def settle(self, plan: Plan) -> None:
        """Keeps the plan; where there is one, it must be the same. Raises OtherRun."""
        path = self.state / "plan.json"
        if not path.exists():
            write_whole(path, msgspec.json.encode(plan))
            return
        known = self.plan()
        if known != plan:
            what = ", ".join(
                field
                for field in Plan.__struct_fields__
                if getattr(known, field) != getattr(plan, field)
            )
            raise OtherRun(
                f"{self.out} holds a run with other {what.replace('units', 'inputs')}.",
                "Give the same inputs, unchanged, and options to go on, or name another folder.",
            )

    def plan(self) -> Plan:
        """The plan that ``settle`` kept."""
        return msgspec.json.decode((self.state / "plan.json").read_bytes(), type=Plan)

    def keep_staged(self, unit: int, staged: Staged) -> None:
        write_whole(self._staged / f"{unit:06d}", msgspec.json.encode(staged))

    def staged(self, unit: int) -> Staged | None:
        """The parts of a unit, None where it has not been cut yet."""
        path = self._staged / f"{unit:06d}"
        return msgspec.json.decode(path.read_bytes(), type=Staged) if path.exists() else None

    def keep_done(self, done: Done) -> None:
        write_whole(self._done / done.part, msgspec.json.encode(done))

    def done(self) -> dict[str, Done]:
        """Every part that is done, by name."""
        return {
            path.name: msgspec.json.decode(path.read_bytes(), type=Done)
            for path in self._done.iterdir()
            if not path.name.startswith(".")
        }
