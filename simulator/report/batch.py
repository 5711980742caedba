"""Every scenario of every place, as parts that any machine can work on, in one Parquet data set.

A part is one scenario of one place. What it needs is handed over whole and what it answers is
small: its records, and the draws of the indicators that are kept. So it is the same work on this
machine's processes and on a cluster's, and its digits do not depend on where it was done. Each part
is one file, written whole; a file says what it was made from, so that a broken run is gone on with
from the parts that are there.
"""

from __future__ import annotations

import hashlib
import json
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import CancelledError, Executor, Future, as_completed
from concurrent.futures.process import BrokenProcessPool
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from simulator.analysis.uncertainty.ensemble import run_parts
from simulator.dataclass import dataclass
from simulator.errors import InputError, Problem
from simulator.files import whole_file
from simulator.indicators import INDICATORS
from simulator.inputs.region import Region
from simulator.inputs.scenario import Scenario
from simulator.model.arrays import Array
from simulator.model.quantiles import LOW_MEDIAN_HIGH, quantiles
from simulator.progress import steps
from simulator.projection import Projection, project
from simulator.report.manifest import edition, manifest_of_run
from simulator.report.records import (
    COUNTED,
    ERROR_FIELD,
    Record,
    fields_of,
    nation_of,
    records,
    records_of_parts,
)
from simulator.rounding import to_whole
from simulator.schemes import COUNTS, DENOMINATOR, SHARES
from simulator.text import Text

EXACT = ("si_participants", *COUNTS, *SHARES, DENOMINATOR)
"""Indicators whose quantiles are of all draws at once, however many these are, and whose draws can
be kept."""
RESULTS, DRAWS = "results", "draws"
_MADE_FROM = b"simulator.made_from"


@dataclass(frozen=True, slots=True)
class Part:
    """One scenario of one place, with all that it needs.

    Parameters
    ----------
    years : to report
    draws, seed : of the ensemble; no draws: the central run alone
    keep : whether the draws of :data:`EXACT` are kept
    """

    region: Region
    scenario: Scenario
    years: tuple[int, ...]
    draws: int = 0
    seed: int = 1
    keep: bool = False

    @property
    def name(self) -> str:
        """Return how it is called: place/scenario."""
        return f"{self.region.code}/{self.scenario.name}"

    def file(self, kind: str) -> Path:
        """Return where its results or draws lie below the folder of the data set."""
        place, scenario = f"region={self.region.code}", f"scenario={self.scenario.name}"
        return Path(kind, place, scenario, "part.parquet")

    def made_from(self) -> str:
        """Return one hash of all that its digits depend on."""
        asked = ([self.scenario.name], self.region.code, None, list(self.years))
        said = manifest_of_run(self.region, [self.scenario], asked, self.draws, self.seed)
        return hashlib.sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Answer:
    """What a part says.

    Parameters
    ----------
    records : as ``simulator run`` gives them
    drawn : indicator -> (year, draw); empty where no draws are kept
    """

    records: list[Record]
    drawn: dict[str, Array]


_MET: OrderedDict[tuple[str, ...], Region] = OrderedDict()
"""Places that this process has worked on, by their editions and those of what lies above them."""
_MOST_MET = 16


def met_before(region: Region, editions: tuple[str, ...]) -> Region:
    """Return a place as this process knows it already, or take it up.

    What was found of it once, and of the nation above it, is not found again for each part.

    Parameters
    ----------
    editions : of the place and of those above it, as :func:`~simulator.report.manifest.edition`
        tells them where their files are
    """
    if editions not in _MET:
        above = region.parent and met_before(region.parent, editions[1:])
        _MET[editions] = replace(region, parent=above)
        while len(_MET) > _MOST_MET:
            _MET.popitem(last=False)
    for known in (editions[i:] for i in range(len(editions))):
        _MET.move_to_end(known)
    return _MET[editions]


def compute_sent(part: Part, editions: tuple[str, ...]) -> Answer | InputError:
    """Work out a part that was sent to this process; what is wrong with its input is returned."""
    try:
        return compute(replace(part, region=met_before(part.region, editions)))
    except InputError as error:
        return error


def compute(part: Part) -> Answer:
    """Work a part out, anywhere.

    Up to ``ensemble.PART`` draws its records are those of ``simulator run``; beyond, the quantiles
    of :data:`EXACT` are those of all draws together, and ``band_error`` is told of the others only.
    """
    central = project(part.region, part.scenario, part.years[-1])
    nation = nation_of(part.region, part.years[-1])
    if not part.draws:
        return Answer(records(central, part.years, nation), {})
    rows = [central.row(year) for year in part.years]
    drawn = {name: np.empty((len(rows), part.draws)) for name in EXACT}
    runs = run_parts(part.region, part.scenario, part.years[-1], part.draws, part.seed)
    found = records_of_parts(central, part.years, nation, _keeping(runs, rows, drawn))
    if any(record.get(ERROR_FIELD) is not None for record in found):
        _make_exact(found, drawn, part.years)
    return Answer(found, drawn if part.keep else {})


def _keeping(
    runs: Iterable[Projection], rows: Sequence[int], drawn: dict[str, Array]
) -> Iterator[Projection]:
    """Yield runs on, their draws put one after another into ``drawn``."""
    first = 0
    for run in runs:
        stop = first + run.draws
        for name, values in drawn.items():
            values[:, first:stop] = INDICATORS[name].of(run)[rows]
        first = stop
        yield run


def _make_exact(found: list[Record], drawn: dict[str, Array], years: Sequence[int]) -> None:
    """Put the quantiles of all draws in place of the mean of the parts' quantiles."""
    for record in found:
        values = drawn.get(record["indicator"])
        if values is None or record["class"] is not None:
            continue
        ends = quantiles(values[years.index(record["year"])], LOW_MEDIAN_HIGH)
        if not np.isfinite(ends).all():
            continue
        whole = record["unit"] in COUNTED
        low, median, high = (to_whole(float(v)) if whole else float(v) for v in ends)
        record.update({"low": low, "median": median, "high": high, ERROR_FIELD: None})


class Undone(NamedTuple):
    """Parts that were not worked out.

    Parameters
    ----------
    lost : whatever works on them dies, however often they are tried
    refused : part and what is wrong with its place or scenario
    """

    lost: list[Part]
    refused: list[tuple[Part, InputError]]

    def error(self) -> InputError | None:
        """Return what is wrong with them as one error, each told by its name; None without any."""
        wrong = [
            replace(problem, file=problem.file or part.name)
            for part, error in self.refused
            for problem in error.problems
        ]
        if self.lost:
            names = ", ".join(part.name for part in self.lost[:5])
            words = Text(
                f"tiến trình bị mất mỗi lần tính: {names} (thiếu bộ nhớ?)",
                f"whatever works on them is lost: {names} (out of memory?)",
            )
            wrong.append(Problem("", 0, 0, "--workers", words))
        return InputError(wrong) if wrong else None


def work_through(
    parts: Sequence[Part], open_pool: Callable[[], Executor], done: Callable[[Part, Answer], None]
) -> Undone:
    """Work parts out in a pool, and again those that were lost with a worker.

    A part whose place or scenario is impossible ends no other.

    Parameters
    ----------
    open_pool : makes a pool of processes, here or on a cluster
    done : called with each answer, in this process, in the order in which they come
    """
    left, refused = list(parts), list[tuple[Part, InputError]]()
    while left:
        lost: list[Part] = []
        with open_pool() as pool:
            try:
                jobs = _submitted(pool, left, lost)
                for _, job in zip(steps(range(len(jobs))), as_completed(jobs), strict=True):
                    part = jobs.pop(job)  # or every answer would be kept to the end
                    if (answer := _answer(job)) is None:
                        lost.append(part)
                    elif isinstance(answer, InputError):
                        refused.append((part, answer))
                    else:
                        done(part, answer)
            except BaseException:
                pool.shutdown(wait=False, cancel_futures=True)
                raise
        if len(lost) == len(left):
            return Undone(lost, refused)
        # What was being worked on when a worker died comes last: it was the first of what is lost.
        names = {part.name for part in lost}
        left = [part for part in reversed(left) if part.name in names]
    return Undone([], refused)


def _submitted(
    pool: Executor, parts: Sequence[Part], lost: list[Part]
) -> dict[Future[Answer | InputError], Part]:
    """Hand parts to a pool; what it does not take any more is lost."""
    jobs = {}
    for part in parts:
        editions = tuple(edition(place) for place in part.region.lineage)
        try:
            jobs[pool.submit(compute_sent, part, editions)] = part
        except BrokenProcessPool:
            lost.append(part)
    return jobs


def _answer(job: Future[Answer | InputError]) -> Answer | InputError | None:
    """Return what a job found, or None where its worker was lost."""
    try:
        return job.result()
    except (BrokenProcessPool, CancelledError):
        return None
    except Exception as error:
        if type(error).__name__ == "KilledWorker":  # of a cluster, whose library may be missing
            return None
        raise


def write(folder: Path, part: Part, answer: Answer, made_from: str) -> None:
    """Write a part's draws and, last, its results: with them it is finished.

    Raises
    ------
    OSError
        where the disk refuses.
    """
    if answer.drawn:
        _write_draws(folder / part.file(DRAWS), part, answer.drawn, made_from)
    fields = [f for f in fields_of(part.draws) if f not in ("region", "scenario")]
    columns = {field: [record.get(field) for record in answer.records] for field in fields}
    _write(folder / part.file(RESULTS), columns, made_from)


def _write_draws(path: Path, part: Part, drawn: dict[str, Array], made_from: str) -> None:
    """Write draws one indicator and year at a time, so that memory holds no table of them all."""
    from pyarrow import parquet

    schema = _schema(("indicator", "year", "draw", "value"), made_from)
    path.parent.mkdir(parents=True, exist_ok=True)
    with whole_file(path) as file, parquet.ParquetWriter(file, schema) as writer:
        for name, values in drawn.items():
            for year, row in zip(part.years, values, strict=True):
                writer.write_table(_table_of_draws(name, year, row, schema))


def _table_of_draws(name: str, year: int, values: Array, schema: Any) -> Any:  # noqa: ANN401
    import pyarrow as pa

    size = len(values)
    columns = [
        pa.repeat(pa.scalar(name, pa.string()), size),
        pa.repeat(pa.scalar(year, pa.int32()), size),
        pa.array(np.arange(size, dtype=np.int32)),
        pa.array(values),
    ]
    return pa.table(columns, schema=schema)


_NUMBERS = ("value", "drift", "median", "low", "high", "chance", "chance_low", "chance_high")


def _write(path: Path, columns: dict[str, Any], made_from: str) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    made = pa.table(columns, schema=_schema(tuple(columns), made_from))
    path.parent.mkdir(parents=True, exist_ok=True)
    with whole_file(path) as file:
        parquet.write_table(made, file)


def _schema(names: Sequence[str], made_from: str) -> Any:  # noqa: ANN401
    import pyarrow as pa

    kinds = {
        **dict.fromkeys((*_NUMBERS, ERROR_FIELD), pa.float64()),
        "year": pa.int32(),
        "draw": pa.int32(),
        "assigned": pa.bool_(),
    }
    plain = pa.schema([(name, kinds.get(name, pa.string())) for name in names])
    return plain.with_metadata({_MADE_FROM: made_from.encode()})


def is_finished(folder: Path, part: Part, made_from: str) -> bool:
    """Return whether a part's files are there and were made from the same."""
    kinds = (RESULTS, DRAWS) if part.keep and part.draws else (RESULTS,)
    return all(_made_from(folder / part.file(kind)) == made_from for kind in kinds)


def _made_from(path: Path) -> str | None:
    import pyarrow as pa
    from pyarrow import parquet

    try:
        known = parquet.read_schema(path).metadata or {}
    except (OSError, pa.ArrowInvalid):
        return None
    said: bytes = known.get(_MADE_FROM, b"")
    return said.decode()


def read(folder: Path, part: Part) -> list[Record]:
    """Return the records of a finished part."""
    from pyarrow import parquet

    rows = parquet.read_table(folder / part.file(RESULTS), partitioning=None).to_pylist()
    of = {"scenario": part.scenario.name, "region": part.region.code}
    return [of | row for row in rows]
