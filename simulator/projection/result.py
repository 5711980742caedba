"""What a projection returns, and what it answers."""

from __future__ import annotations

from functools import cached_property

import numpy as np

from simulator.classes import CLASS_NAMES
from simulator.dataclass import dataclass
from simulator.declaration import Channel
from simulator.errors import input_error, nearest
from simulator.inputs.assumption import Assumptions
from simulator.inputs.region import Region
from simulator.inputs.scenario import Scenario
from simulator.levers import LEVERS
from simulator.model.arrays import Array
from simulator.model.movements import Booking, Cause, Movements, movements_of
from simulator.model.rates import YearEnd
from simulator.projection.conditions import Premium, RunInputs, owner_shares, premium, premiums
from simulator.projection.economy import ProjectJobs
from simulator.projection.totals import base_labour_force
from simulator.projection.values import Values


@dataclass(frozen=True, eq=False)
class Projection:
    """Results of one scenario in one region.

    Parameters
    ----------
    region, scenario : what was projected
    years : (year,) the base year and every projected one
    totals : name -> (year, draw) or (year, class, draw) [persons unless named otherwise]; flows
        of the base year are not known and are NaN. The names are in ``TOTALS``.
    booked : who moved in each year; the base year's is empty, and all are where many draws were run
    stocks : (year, state, sex, age, draw) [persons], or None where many draws were run
    last : the state from which the projection can go on, or None where many draws were run
    inputs : what the conditions of the years were made from; for this package alone
    """

    region: Region
    scenario: Scenario
    years: Array
    totals: dict[str, Array]
    booked: tuple[list[Booking], ...]
    stocks: Array | None
    last: YearEnd | None
    inputs: RunInputs

    def __getitem__(self, indicator: str) -> Array:
        """Return a result by name: (year, draw), or (year, class, draw) for one by class.

        Raises
        ------
        InputError
            for a name that is not in ``INDICATORS``.
        """
        # Results are named above this package, so they are asked for by the package's own table.
        from simulator import INDICATORS

        if indicator not in INDICATORS:
            near = nearest(indicator, INDICATORS) or ", ".join(INDICATORS)
            raise input_error(
                f"không có chỉ tiêu {indicator!r}; gần nhất: {near}",
                f"no indicator {indicator!r}; nearest: {near}",
            )
        found: Array = INDICATORS[indicator].of(self)
        return found

    def premium(self, year: int) -> Premium:
        """Return the voluntary premium of a projected year, by class."""
        self.row(year)
        return premium(self.inputs, year)

    def level(self, lever: str, year: int, by: str = "default") -> Array:
        """Return the level of a lever in a year: (draw,).

        Parameters
        ----------
        lever : name; one that the scenario does not state is neutral
        by : a class, or "default" for the level where no class is meant

        Raises
        ------
        InputError
            for a lever that there is not, for a class that it cannot tell apart, and for a year
            that was not projected.
        """
        refuse_no_lever(lever, by)
        self.row(year)
        if by == "default":
            return self.inputs.levers.overall(lever, year)
        rows = self.inputs.levers.by_class(lever, year)
        return np.asarray(rows[CLASS_NAMES.index(by) if len(rows) > 1 else 0])

    def levels(self, lever: str) -> Array:
        """Return the level of a lever in every year: (year, class + 1, draw).

        The last row is the level where no class is meant; a lever that is the same for all has
        that row alone.
        """
        refuse_no_lever(lever, "default")
        return self._in_full(self.inputs.levers.path(lever, self.years.tolist()))

    def effects(self, channel: Channel) -> Array:
        """Return the effects of all levers of a channel in every year: (year, draw)."""
        return self._in_full(self.inputs.levers.effects(channel, self.years.tolist()))

    def effects_by_class(self, channel: Channel) -> Array:
        """Return the same by class: (year, class or 1, draw)."""
        return self._in_full(self.inputs.levers.effects_by_class(channel, self.years.tolist()))

    @property
    def premiums(self) -> Premium:
        """Return the voluntary premium of every year: (year, class, draw)."""
        rows = self.years - self.region.base_year
        return Premium(*(of_years[rows] for of_years in premiums(self.inputs)))

    @property
    def owner_shares(self) -> Array:
        """Return the share of the self-employed who register as owners: (year, draw)."""
        return owner_shares(self.inputs, self.years.tolist())

    def _in_full(self, found: Array) -> Array:
        """Return what may be the same in all years with a row for each."""
        return np.broadcast_to(found, (len(self.years), *found.shape[1:]))

    def population(self, year: int) -> Array:
        """Return the population at the end of a year: (sex, age from 0) [persons]."""
        self.row(year)
        return np.asarray(self.inputs.path.year_end[year - self.region.base_year])

    @property
    def values(self) -> Values:
        """Return the look-up of every assumption: central, or as drawn."""
        return self.inputs.values

    @property
    def assumptions(self) -> Assumptions:
        """Return the region's assumptions with the scenario's changes."""
        return self.inputs.values.assumptions

    @property
    def projects(self) -> tuple[ProjectJobs, ...]:
        """Return jobs and capital of each project; rows are years from the base year on."""
        return self.inputs.projects

    def total(self, name: str) -> Array:
        """Return one of the totals.

        Raises
        ------
        InputError
            for a name that is not in ``TOTALS``.
        """
        if name not in self.totals:
            near = nearest(name, self.totals) or ", ".join(self.totals)
            raise input_error(
                f"không có tổng {name!r}; gần nhất: {near}", f"no total {name!r}; nearest: {near}"
            )
        return self.totals[name]

    def moved(self, *causes: Cause) -> Array:
        """Return everyone who moved for these causes: (year, draw) [persons]."""
        found = [m for (cause, _, _), m in self.movements.items() if cause in causes]
        shape = (len(self.years), self.draws)
        return np.asarray(sum(found, np.zeros(shape)))

    @cached_property
    def yearly_movements(self) -> tuple[Movements, ...]:
        """Return one record a year, (cause, origin, destination) -> (draw,) [persons]."""
        return tuple(movements_of(year) for year in self.booked)

    @cached_property
    def movements(self) -> Movements:
        """Return (cause, origin, destination) -> (year, draw) [persons]."""
        none = np.zeros(self.draws)
        keys = dict.fromkeys(key for year in self.yearly_movements for key in year)
        return {
            key: np.stack([year.get(key, none) + none for year in self.yearly_movements])
            for key in keys
        }

    def row(self, year: int) -> int:
        """Return the position of ``year`` on the year axis.

        Raises
        ------
        InputError
            for a year that was not projected.
        """
        first, last = int(self.years[0]), int(self.years[-1])
        if year != int(year) or not first <= year <= last:
            raise input_error(
                f"không có năm {year}: dự báo này có các năm {first}-{last}",
                f"no year {year}: this projection has the years {first}-{last}",
                key=self.scenario.name,
            )
        return int(year) - first

    @cached_property
    def base_labour_force(self) -> Array:
        """Return the working-age labour force of the region's base year: (draw,) [persons]."""
        if self.years[0] == self.region.base_year:
            return np.asarray(self.total("working_age_labour_force")[0])
        return base_labour_force(self.inputs)

    @cached_property
    def draws(self) -> int:
        """Return the number of draws."""
        return int(self.totals["compulsory"].shape[-1])


def refuse_no_lever(lever: str, by: str) -> None:
    """Refuse a lever that there is not, and a class that it cannot tell apart."""
    if lever not in LEVERS:
        near = nearest(lever, LEVERS) or ", ".join(LEVERS)
        raise input_error(
            f"không có giải pháp {lever!r}; gần nhất: {near}",
            f"no lever {lever!r}; nearest: {near}",
        )
    classes = ("default", *(CLASS_NAMES if LEVERS[lever].by_class else ()))
    if by not in classes:
        raise input_error(
            f"{lever} không có mức cho {by!r}; có: {', '.join(classes)}",
            f"{lever} has no level for {by!r}; known: {', '.join(classes)}",
            key=f"levers.{lever}",
        )
