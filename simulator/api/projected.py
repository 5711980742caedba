"""What a projection answers: one scenario year by year, and several side by side."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field, replace
from typing import TYPE_CHECKING, Any

import numpy as np

from simulator.api.given import language_of
from simulator.api.result import Result
from simulator.dataclass import dataclass
from simulator.errors import input_error, nearest_words
from simulator.indicators import INDICATORS
from simulator.model.arrays import Array
from simulator.model.quantiles import LOW_MEDIAN_HIGH, quantiles
from simulator.projection import Projection
from simulator.text import Text

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from xarray import Dataset


@dataclass(frozen=True, eq=False, repr=False)
class ProjectionResult(Result[Projection]):
    """One scenario in one region, year by year.

    Parameters
    ----------
    found : the central run: levels, premium, population, movements and all totals of each year
    drawn : name of an indicator -> (year, draw), or (year, class, draw) for one by class; empty
        where no draws were run or kept

    Examples
    --------
    >>> import simulator as si
    >>> r = si.project("ninh_thuan", "resolution", until=2030)
    >>> r["si_share"].shape, r.years[[0, -1]].tolist()  # (year, draw); one is the central run
    ((8, 1), [2023, 2030])
    >>> len(r.table("si_share", "si_participants")), sorted(r.table("si_share")[0])
    (8, ['si_share', 'year'])
    """

    drawn: Mapping[str, Array] = field(default_factory=dict)

    def in_language(self, language: str) -> ProjectionResult:
        """Return the same answer in the other language."""
        return replace(self, language=language_of(language))

    @property
    def years(self) -> Array:
        """Return the years: (year,), the base year first."""
        return self.found.years

    def __getitem__(self, indicator: str) -> Array:
        """Return an indicator by name: (year, draw), or (year, class, draw) for one by class.

        The draws where there are any, else the central run as one draw; in the indicator's unit
        (shares are fractions). What is not known is NaN, such as flows of the base year.

        Raises
        ------
        InputError
            for a name that is not in ``simulator.INDICATORS``.
        """
        return self.drawn[indicator] if indicator in self.drawn else self.found[indicator]

    def table(self, *indicators: str) -> list[dict[str, float | int | None]]:
        """Return one row a year: ``year``, then each indicator under its name.

        With draws an indicator is its median, followed by the ends of its 80% range under its
        name and ``_low`` and ``_high``. What is not known is None.

        Parameters
        ----------
        indicators : names; without any, all that are not by class

        Raises
        ------
        InputError
            for a name that there is not, and for an indicator by class.
        """
        chosen = indicators or [name for name, known in INDICATORS.items() if not known.by_class]
        columns: dict[str, Array] = {}
        for name in chosen:
            columns |= summary(name, self[name])
        return [
            {"year": int(year)} | {name: _known(column[row]) for name, column in columns.items()}
            for row, year in enumerate(self.years)
        ]

    def plot(self, *chosen: str, axes: Axes | None = None) -> Axes:
        """Draw indicators over the years and return the matplotlib axes.

        Parameters
        ----------
        chosen : names of indicators; without any, coverage. With draws the 80% range is shaded
            about the median. A line marks the day to which law and figures are known.
        axes : to draw on; None: new ones
        """
        from simulator.api.plots import draw_lines, line_of

        place, plan = self.found.region.name, self.found.scenario.title
        title = Text(f"{place.vi}: {plan.vi}", f"{place.en}: {plan.en}")
        lines = [line_of(self, name) for name in chosen or ("si_share",)]
        return draw_lines(lines, title, self.language, axes)

    def to_xarray(self) -> Dataset:
        """Return every indicator as a labelled array, with units and words as attributes.

        The axes are ``year``, ``class`` where the indicator tells classes apart, and ``draw``
        where draws were run.

        >>> import simulator as si
        >>> found = si.project("ninh_thuan", "resolution", draws=16).to_xarray()
        >>> found["si_share"].dims, found["si_share"].attrs["units"]
        (('year', 'draw'), '1')
        """
        from simulator.api.arrays import dataset

        return dataset(self)


@dataclass(frozen=True, eq=False, repr=False)
class ComparisonResult(Result[Mapping[str, ProjectionResult]]):
    """Several scenarios in one region, side by side.

    ``found`` holds each scenario's :class:`ProjectionResult` under its name; so does
    ``result["resolution"]``. The draws of all scenarios are the same, so that draw by draw
    their differences are the scenarios'.

    Examples
    --------
    >>> import simulator as si
    >>> c = si.compare("ninh_thuan", ["status_quo", "resolution"], until=2030)
    >>> added = c["resolution"]["si_participants"] - c["status_quo"]["si_participants"]
    >>> added.shape, bool(added[-1, 0] > 0)
    ((8, 1), True)
    """

    def __getitem__(self, scenario: str) -> ProjectionResult:
        """Return one of the scenarios by name, or refuse it with the nearest."""
        if scenario in self.found:
            return self.found[scenario]
        near, listed = nearest_words(scenario, self.found), ", ".join(self.found)
        raise input_error(
            f"không có kịch bản {scenario!r}; có: {listed}{near.vi}",
            f"no scenario {scenario!r}; there are: {listed}{near.en}",
        )

    def in_language(self, language: str) -> ComparisonResult:
        """Return the same answer, and that of each scenario, in the other language."""
        found = {name: run.in_language(language) for name, run in self.found.items()}
        return replace(self, found=found, language=language_of(language))

    def __iter__(self) -> Iterator[str]:
        return iter(self.found)

    def __len__(self) -> int:
        return len(self.found)

    def plot(self, *chosen: str, axes: Axes | None = None) -> Axes:
        """Draw an indicator of every scenario over the years and return the matplotlib axes.

        Parameters
        ----------
        chosen : name of the indicator; without one, coverage. With draws the 80% range is shaded
            about the median.
        axes : to draw on; None: new ones

        Raises
        ------
        InputError
            for a name that there is not, and for more than one.
        """
        from simulator.api.plots import draw_lines, line_of

        name, *more = chosen or ("si_share",)
        if more:
            raise input_error(
                "mỗi hình một chỉ tiêu", "one indicator a picture", key=", ".join(chosen)
            )
        runs = list(self.found.values())
        lines = [line_of(run, name, run.found.scenario.title) for run in runs]
        place, label = runs[0].found.region.name, INDICATORS[name].label
        title = Text(f"{place.vi}: {label.vi}", f"{place.en}: {label.en}")
        return draw_lines(lines, title, self.language, axes)

    def to_xarray(self) -> Dataset:
        """Return every indicator as a labelled array with ``scenario`` as its first axis.

        >>> import simulator as si
        >>> found = si.compare("ninh_thuan", ["status_quo", "resolution"]).to_xarray()
        >>> found["si_share"].sel(year=2030).dims
        ('scenario',)
        """
        from simulator.api.arrays import side_by_side

        return side_by_side(self)


def summary(name: str, drawn: Array) -> dict[str, Array]:
    """Return an indicator as columns of (year,): itself, or its median and its 80% range.

    Raises
    ------
    InputError
        for one by class, which is no column.
    """
    if drawn.ndim != 2:
        raise input_error(
            f"{name} chia theo nhóm, không thành một cột",
            f"{name} is by class, which is no column of a table",
        )
    if drawn.shape[-1] == 1:
        return {name: drawn[:, 0]}
    low, median, high = quantiles(drawn, LOW_MEDIAN_HIGH)
    return {name: median, f"{name}_low": low, f"{name}_high": high}


def _known(value: Any) -> float | None:  # noqa: ANN401
    return float(value) if np.isfinite(value) else None
