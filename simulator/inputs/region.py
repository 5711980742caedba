"""Region packs: a folder that says what is known of a place."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import field
from datetime import date
from functools import cached_property, lru_cache, wraps
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Concatenate, ParamSpec, TypeVar

from simulator.dataclass import dataclass
from simulator.errors import Problem
from simulator.files import Stamp
from simulator.inputs.assumption import Assumptions
from simulator.inputs.figures import (
    TARGET_UNITS,
    Break,
    Figure,
    GrowthYear,
    Locality,
    Status,
    Target,
)
from simulator.inputs.kept import kept_beside, read_or_kept
from simulator.inputs.law import Law, law_file
from simulator.inputs.pack_lineage import (
    REGION_FOLDER,
    above,
    edition_of,
    folder_above,
    lineage_of,
    region_folder,
    settings_of,
)
from simulator.inputs.pack_source import PackSource, source_at
from simulator.inputs.plan_date import PlanDate
from simulator.inputs.region_settings import read_settings
from simulator.model.population import Demography
from simulator.text import Text

if TYPE_CHECKING:
    from simulator.inputs.table_form import TableForm

Series = dict[tuple[str, int], dict[int, Figure]]
"""(indicator, month) -> year -> figure."""
P = ParamSpec("P")
T = TypeVar("T")


def series_of(history: Iterable[Figure]) -> Series:
    """Return figures by series and year."""
    series: Series = {}
    for figure in history:
        series.setdefault((figure.indicator, figure.month), {})[figure.year] = figure
    return series


@dataclass(frozen=True, eq=False)
class Region:
    """What is known of a place.

    Parameters
    ----------
    code, name : of the pack
    source : where its tables lie
    parent : the wider region whose patterns fill what is missing
    base_year : the projection starts from its 31 December
    law : in force, as known at the date asked for
    planned_on : when plans for the place are made: measures start in the year after
    joins : codes of the places that were joined to make it
    demography : population, mortality, births, migration
    history : figures of the place, as in its table
    growth : economic growth by year; empty: the parent's
    assumptions : own ones over the parent's
    targets : set -> targets, own ones over the parent's
    localities : to which a programme is allocated
    successors : units that took over from the localities, to which it can be mapped
    locality_counts : what localities count themselves
    peers : figures of other places, for comparison
    origins : input -> observed, standardised, national or assumed
    warnings : what a reader of results should know
    denominator : definition of the shares' denominator
    breaks : changes of definition, across which nothing is differenced; a parent's hold too
    found : what was found out of the region once; see :func:`once_a_region`
    """

    code: str
    name: Text
    source: PackSource
    parent: Region | None
    base_year: int
    law: Law
    planned_on: PlanDate
    demography: Demography
    history: tuple[Figure, ...]
    growth: Mapping[int, GrowthYear]
    assumptions: Assumptions
    targets: Mapping[str, tuple[Target, ...]]
    localities: tuple[Locality, ...]
    successors: tuple[Locality, ...]
    locality_counts: tuple[Figure, ...]
    peers: tuple[Figure, ...]
    origins: Mapping[str, str]
    warnings: tuple[Text, ...]
    denominator: Text
    breaks: tuple[Break, ...] = ()
    joins: tuple[str, ...] = ()
    found: dict[Any, Any] = field(default_factory=dict, init=False, repr=False)

    def __post_init__(self) -> None:
        """Let nobody change a region in place: it is kept, and handed to all who ask for it."""
        for name in _MAPPINGS:
            object.__setattr__(self, name, MappingProxyType(dict(getattr(self, name))))

    def __getstate__(self) -> dict[str, Any]:
        """Return what another process is sent: not what it can find out itself."""
        plain = {name: dict(getattr(self, name)) for name in _MAPPINGS}
        return {**self.__dict__, **plain, "found": {}}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Take what another process has sent."""
        self.__dict__.update(state)
        self.__post_init__()

    def statuses(self) -> Counter[Status]:
        """Return status -> how many of the place's own numbers have it.

        Its figures in use, localities, shares of successors, counts of localities, growth, targets
        and own assumptions; not the demography, which is another's work.
        """
        own = [a for a in self.assumptions.values() if a.origin == self.code]
        found = Counter(
            item.status
            for items in (self.history, self.localities, self.locality_counts, own)
            for item in items
        )
        found.update(entry.status for entry in self.growth.values())
        found.update(t.status for s in self.targets.values() for t in s if t.place == self.code)
        found.update(unit.status for unit in self.successors for _ in unit.formerly)
        return found

    @property
    def places(self) -> tuple[str, ...]:
        """Return the code of the place and those of the places that were joined to make it."""
        return (self.code, *self.joins)

    @property
    def lineage(self) -> Iterator[Region]:
        """Yield the place, then the wider regions that fill what is missing, nearest first."""
        place: Region | None = self
        while place is not None:
            yield place
            place = place.parent

    def nearest(self, fits: Callable[[Region], object]) -> Region | None:
        """Return the nearest place of the lineage that fits, or None."""
        return next((place for place in self.lineage if fits(place)), None)

    @property
    def known_peers(self) -> tuple[Figure, ...]:
        """Return other places' figures: its own table, or that of the nearest with one."""
        place = self.nearest(lambda place: place.peers)
        return () if place is None else place.peers

    @cached_property
    def series(self) -> Series:
        """Return (indicator, month) -> year -> figure of the history."""
        return series_of(self.history)

    def counts(self, indicator: str, month: int = 12) -> dict[int, Figure]:
        """Return year -> figure of one indicator and month."""
        return self.series.get((indicator, month), {})

    def breaks_in(self, series: str, year: int) -> tuple[Break, ...]:
        """Return the breaks of a series between the December before a year and its own."""
        return tuple(b for b in self.breaks if b.series == series and b.day.year == year)

    def observed(self, indicator: str, month: int = 12) -> dict[int, float]:
        """Return year -> count of a month, estimates left out."""
        return {
            year: figure.value
            for year, figure in self.counts(indicator, month).items()
            if figure.counted
        }

    def steps(self, indicator: str) -> dict[int, tuple[Figure, Figure]]:
        """Return year -> the December before and its own, where both are known.

        Years across which the definition of the series broke are left out.
        """
        return self._steps_of(indicator, self.counts(indicator))

    def counted_steps(self, indicator: str) -> dict[int, tuple[Figure, Figure]]:
        """Return :meth:`steps` between counts that are not estimates."""
        counts = {y: f for y, f in self.counts(indicator).items() if f.counted}
        return self._steps_of(indicator, counts)

    def _steps_of(
        self, indicator: str, counts: dict[int, Figure]
    ) -> dict[int, tuple[Figure, Figure]]:
        return {
            year: (counts[year - 1], counts[year])
            for year in sorted(counts)
            if year - 1 in counts and not self.breaks_in(indicator, year)
        }

    def problem(
        self, form: TableForm, line: int, key: str, vi: str, en: str, column: int = 0
    ) -> Problem:
        """Return a problem of one of the pack's tables; line 0: of the whole table."""
        return self.source.problem(form, line, key, vi, en, column)

    def target_shares(self, target_set: str | None) -> tuple[Target, ...]:
        """Return the targets of a set that are shares; none without a set."""
        targets = self.targets.get(target_set or "", ())
        return tuple(t for t in targets if TARGET_UNITS[t.indicator] == "share")

    def targets_beside(self, target_set: str | None) -> tuple[Target, ...]:
        """Return the targets that a scenario is held against: those of its set, then others.

        A number of people that a wider region is to reach says nothing of a place within it.
        """
        if target_set is None:
            return ()
        names = [target_set, *(name for name in self.targets if name != target_set)]
        return tuple(
            target
            for name in names
            for target in self.targets.get(name, ())
            if target.place == self.code or TARGET_UNITS[target.indicator] == "share"
        )

    def figure(self, indicator: str, year: int, month: int = 12) -> Figure | None:
        """Return one figure, or None."""
        return self.counts(indicator, month).get(year)


_MAPPINGS = ("growth", "targets", "origins")


def once_a_region(
    find: Callable[Concatenate[Region, P], T],
) -> Callable[Concatenate[Region, P], T]:
    """Return a function that finds its answer once for a region, which keeps it.

    What was found of a place lives as long as the place, and is gone with it.
    """

    @wraps(find)
    def found(region: Region, /, *rest: P.args, **named: P.kwargs) -> T:
        key = (find, rest, tuple(named.items()))
        if key not in region.found:
            region.found[key] = find(region, *rest, **named)
        answer: T = region.found[key]
        return answer

    return found


def kept_of(region: Region, what: str, find: Callable[[], T]) -> T:
    """Return what follows from a region's files and ``what`` alone, kept for later runs.

    Parameters
    ----------
    what : all else that it follows from
    find : finds it; it may refer to the region
    """
    contents = region.found.get(_READ_FROM)
    if contents is None:
        return find()
    return kept_beside(what, contents, find, {"region": region})


_READ_FROM = "what it was read from"


def load_region(
    name_or_folder: str | Path, *, law_as_of: date | None = None, kept_laws: Path | None = None
) -> Region:
    """Return a region pack by name or folder.

    Parameters
    ----------
    name_or_folder : a shipped pack's code, any folder with a ``region.yaml``, or a workbook. A
        pack is read once; after a change of its files, of its ancestors' or of its law it is
        read anew
    law_as_of : leave out law adopted after this day
    kept_laws : folder of the law files of a pack that an earlier program read, with numbers that
        this one may have no use for; None: a pack of today

    Raises
    ------
    InputError
        with every problem of the first file that has any.
    """
    folder = region_folder(name_or_folder).resolve()
    return _load(folder, law_as_of, kept_laws, edition_of(folder, kept_laws))


@lru_cache(maxsize=16)
def _load(
    folder: Path, law_as_of: date | None, kept_laws: Path | None, edition: tuple[Stamp, ...]
) -> Region:
    """Read a pack, once for each edition of its files and its ancestors'."""
    wider = folder_above(folder)
    parent = None if wider is None else _load(wider, law_as_of, kept_laws, edition[1:])

    def read() -> Region:
        from simulator.inputs.region_reader import read_region

        return read_region(source_at(folder), settings_of(folder), parent, law_as_of, kept_laws)

    if not folder.is_dir() or law_as_of is not None or kept_laws is not None:
        return read()
    chain = lineage_of(folder)
    laws = (law_file(settings_of(place).law) for place in chain)
    shared = {} if parent is None else _handed_down(parent)
    region, contents = read_or_kept("region", (*chain, *laws), read, shared)
    region.found[_READ_FROM] = contents
    return region


def _handed_down(parent: Region) -> dict[str, object]:
    """Return by name what places within a wider region have of it."""
    assumed = {f"{a.name} {a.by}": a for a in parent.assumptions.values()}
    return {**assumed, "parent": parent, "law": parent.law}


def region_of(source: PackSource, beside: Path = REGION_FOLDER) -> Region:
    """Return the region of a pack that is nowhere on the disk, with the law of today.

    Its wider region is one that the program brings along. Nothing of it is kept here.

    Parameters
    ----------
    beside : folder in which a wider region of the user's own lies

    Raises
    ------
    InputError
        with every problem of the first table that has any.
    """
    from simulator.inputs.region_reader import read_region

    settings = read_settings(source.settings())
    wider = above(settings, (beside, REGION_FOLDER))
    return read_region(source, settings, None if wider is None else load_region(wider), None)
