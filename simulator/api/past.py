"""Were you right before: rates of the past, and forecasts of it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from simulator.api.given import RegionLike, language_of, region_of
from simulator.api.result import Result, about

if TYPE_CHECKING:
    from simulator.analysis.causes.bridge import Bridge
    from simulator.analysis.past.backtest_scores import Backtest
    from simulator.analysis.past.calibration import Calibration

FIRST_ORIGIN = 2019
"""Year end from which the first forecast is made where nobody says another."""
DRAWS = 256


def calibrate(
    region: RegionLike = "viet_nam", *, law_as_of: date | str | None = None, language: str = "vi"
) -> Result[Calibration]:
    """Invert a region's history into rates, and blend them with the nation's by credibility.

    Parameters
    ----------
    region, law_as_of, language : see :func:`simulator.project`

    Returns
    -------
    :class:`~simulator.api.result.Result` with a record a rate (``own``, ``national`` and what is
    used, with its 80% range); ``plot`` draws the rates of each past year.

    Raises
    ------
    InputError
        where the history contradicts itself; nothing is calibrated on it.

    Notes
    -----
    Credibility n / (n + 4) of n yearly counts: ``docs/model.md``.

    Examples
    --------
    >>> import simulator as si
    >>> rates = si.calibrate("viet_nam", language="en")
    >>> [record["name"] for record in rates.records][0]
    'recruitment_pace'
    """
    from simulator.analysis.past.calibration import calibrate as invert
    from simulator.report.results import calibration

    place = region_of(region, law_as_of)
    found = invert(place)
    return Result(
        found,
        (calibration.section(found),),
        about(place.code),
        language_of(language),
        ("name",),
    )


def bridge(
    region: RegionLike = "viet_nam",
    first: int | None = None,
    last: int | None = None,
    *,
    language: str = "vi",
) -> Result[Bridge]:
    """Tell why participation changed in the past: people, jobs, compliance, uptake, definitions.

    Parameters
    ----------
    region, language : see :func:`simulator.project`
    first, last : the two Decembers; None: as far as counts go

    Returns
    -------
    :class:`~simulator.api.result.Result` with a record a year and cause [persons, percentage
    points]; the causes of a year add up to its change.

    Raises
    ------
    InputError
        where counts or growth of a year between are missing, or only estimates.

    Examples
    --------
    >>> import simulator as si
    >>> past = si.bridge("viet_nam", 2015, 2024)
    >>> p0, p1 = past.found.participants
    >>> round(sum(r["persons"] for r in past.records) - (p1 - p0))
    0
    """
    from simulator.analysis.causes.bridge import bridge as explain
    from simulator.analysis.causes.bridge import known_years
    from simulator.report.results import bridge as result

    place = region_of(region)
    known = known_years(place)
    found = explain(
        place, min(known) if first is None else first, max(known) if last is None else last
    )
    return Result(
        found, (result.section(found),), about(place.code), language_of(language), ("year", "cause")
    )


def backtest(
    region: RegionLike = "viet_nam",
    *,
    first_origin: int = FIRST_ORIGIN,
    draws: int = DRAWS,
    seed: int = 1,
    language: str = "vi",
) -> Result[Backtest]:
    """Forecast the past with what was known then, against simple methods.

    Parameters
    ----------
    region, seed, language : see :func:`simulator.project`
    first_origin : first year end from which a forecast is made
    draws : for the 80% ranges, at least 16

    Returns
    -------
    :class:`~simulator.api.result.Result` with a record a forecast: series, origin, horizon
    (years), method, what came and what would have been said [persons]; ``plot`` draws them.

    Raises
    ------
    InputError
        where the place has no counts after the first origin.

    Notes
    -----
    Scores: mean absolute percentage error, MASE, CRPS, interval score, and the test of Diebold and
    Mariano with the correction of Harvey, Leybourne and Newbold: ``docs/model.md``.

    Examples
    --------
    >>> import simulator as si
    >>> test = si.backtest("viet_nam", first_origin=2024, draws=16)
    >>> came = [r for r in test.records if r["method"] == "model"][0]
    >>> came["origin"], came["horizon"], came["actual"] > 0
    (2024, 1, True)
    """
    from simulator.analysis.past.backtest import backtest as forecast_again
    from simulator.analysis.past.backtest import nothing_to_score
    from simulator.report.results import backtest as result

    place = region_of(region)
    found = forecast_again(place, first_origin, draws, seed)
    if not found.points:
        raise nothing_to_score(place, first_origin, "first_origin")
    return Result(
        found,
        (result.section(found),),
        about(place.code, first_origin=first_origin, draws=draws, seed=seed),
        language_of(language),
        ("series", "method", "origin", "horizon"),
    )
