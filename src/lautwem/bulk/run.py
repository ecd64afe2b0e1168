"""A run: inputs to parts, parts to rows, until every part is done."""

import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

import msgspec

from lautwem import __version__
from lautwem import model as m
from lautwem.article.collections import Layout
from lautwem.bulk import across, staging, tables
from lautwem.bulk.child import Task
from lautwem.bulk.engine import Engine, Work
from lautwem.bulk.folder import PLAN_VERSION, Folder, Plan
from lautwem.bulk.slot import Limits, Slot
from lautwem.errors import BadArguments, BulkFailed, ClusterFailed

_PASSES = 5
"""Times the engine may give up without a single part done between before the run does."""


class Options(m.Frozen):
    """What a run reads with.

    ``readings`` keeps the whole readings as a table too, ``across`` what is needed to compare
    articles with each other.
    """

    engine: str = "model"
    part_size: int = 250
    layout: Layout = Layout()
    readings: bool = False
    across: bool = False
    allow_private: bool = False
    limits: Limits = Limits()


class Progress(m.Frozen):
    """How far a run is: records done and in all (0: not known yet), and seconds of this run.

    ``before`` records were done by earlier runs.
    """

    done: int
    total: int
    seconds: float
    before: int = 0

    def left(self) -> float | None:
        """Seconds that are left at the pace of this run, None where it has none yet."""
        now = self.done - self.before
        return self.seconds * (self.total - self.done) / now if now and self.total else None


class Summary(m.Frozen):
    """What came of a run, earlier ones of the same folder included.

    ``failed`` counts the failures by the code of their error. ``seconds`` are those of this run,
    ``cpu_seconds`` those of all processes that read, ``megabytes`` is the most memory that one of
    them took.
    """

    articles: int
    failures: int
    failed: dict[str, int]
    statements: int
    seconds: float
    cpu_seconds: float
    megabytes: int


Report = Callable[[Progress], None]


def run(
    inputs: tuple[str, ...], out: Path, options: Options, engine: Engine, report: Report
) -> Summary:
    """Reads all articles of ``inputs`` into the tables of ``out``; goes on where a run ended.

    Raises OtherRun where the folder holds a run of something else, BulkFailed where parts stay
    undone, and what opening an input raises.
    """
    started = time.monotonic()
    folder = Folder(out)
    if folder.is_strange():
        raise BadArguments(f"{out} is not empty.", "Name a new folder: --out DIR.")
    plan = Plan(
        PLAN_VERSION, __version__, options.engine, options.part_size, options.layout.columns,
        options.readings, options.across, staging.units(inputs),
    )  # fmt: skip
    names = tables.names(readings=options.readings, across=options.across)
    folder.make(names)
    with folder.locked():
        folder.settle(plan)
        staged = _stage(folder, plan, options, engine)
        _read(folder, staged, options, engine, report)
        tables.complete(out, names)
        if options.across:
            across.write(out)
        done = folder.done().values()
    failed = sum((Counter(d.failures) for d in done), Counter())
    return Summary(
        sum(d.articles for d in done),
        failed.total(),
        dict(failed.most_common()),
        sum(d.statements for d in done),
        round(time.monotonic() - started, 3),
        round(sum(d.seconds for d in done), 3),
        max((d.megabytes for d in done), default=0),
    )


def _stage(folder: Folder, plan: Plan, options: Options, engine: Engine) -> dict[str, int]:
    """Cuts all units that are not cut yet; every part and its number of records."""
    missing = [n for n in range(len(plan.units)) if folder.staged(n) is None]
    local = [n for n in missing if staging.is_local(plan.units[n]) or len(missing) == 1]
    for number in local:
        staging.stage(
            folder, number, plan.units[number], options.layout, options.part_size,
            options.allow_private,
        )  # fmt: skip
    others = [str(n) for n in missing if n not in local]
    make = partial(_stager, folder.out, options)
    for result in engine.map(make, others) if others else ():
        if result:
            raise BulkFailed(result, "Mend or leave out that input and begin in a new folder.")
    found: dict[str, int] = {}
    for number in range(len(plan.units)):
        staged = folder.staged(number)
        found.update(staged.parts if staged else ())
    return found


def _stager(out: Path, options: Options) -> Work:
    folder = Folder(out)
    plan = folder.plan()

    def work(task: str) -> str:
        unit = int(task)
        try:
            staging.stage(
                folder, unit, plan.units[unit], options.layout, options.part_size,
                options.allow_private,
            )  # fmt: skip
        except Exception as error:  # an error would end all other tasks
            return f"{plan.units[unit].sources[0]}: {type(error).__name__}: {error}"[:500]
        return ""

    return work


def _reader(out: Path, options: Options) -> Work:
    slot = Slot(options.limits)
    folder = Folder(out)

    def work(part: str) -> str:
        try:
            done = slot.read(Task(str(out), part, options.engine, options.readings, options.across))
            folder.keep_done(done)
        except Exception as error:
            return f"!{part}: {error}"[:500]
        return msgspec.json.encode(done).decode()

    return work


def _read(
    folder: Folder, names: dict[str, int], options: Options, engine: Engine, report: Report
) -> None:
    """Reads all parts that are not done; again those that the engine lost."""
    started = time.monotonic()
    total = sum(names.values())
    known = folder.done()
    before = sum(names[part] for part in known)
    report(Progress(before, total, 0.0, before))
    idle, problem = 0, ""
    while missing := [part for part in names if part not in known]:
        if idle == _PASSES:
            raise BulkFailed(
                f"{len(missing)} parts could not be read: {problem}.",
                "Run the same command again: what is done stays done.",
            )
        count = sum(names[part] for part in known)
        try:
            for result in engine.map(partial(_reader, folder.out, options), missing):
                if result.startswith("!"):
                    problem = result[1:]
                    continue
                count += names[msgspec.json.decode(result)["part"]]
                report(Progress(count, total, time.monotonic() - started, before))
        except ClusterFailed as error:
            problem = error.message
        done = folder.done()
        idle = 0 if len(done) > len(known) else idle + 1
        known = done
