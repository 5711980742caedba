"""What the model would have said in the past, with what was known then, and how wrong it was."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from simulator.analysis.past.backtest_scores import (
    ALONE,
    FIRST_ORIGIN,
    HORIZONS,
    SERIES,
    Backtest,
    Point,
    scored,
)
from simulator.analysis.past.baselines import NAMES, baseline
from simulator.analysis.past.hindcast import NOTHING_ELSE, as_known_at, origins, with_form
from simulator.analysis.past.scores import crps_draws, crps_student
from simulator.analysis.uncertainty.bands import band
from simulator.analysis.uncertainty.ensemble import draw_sample
from simulator.analysis.uncertainty.noise import SUBSIDY_SINCE
from simulator.errors import InputError, input_error
from simulator.experience import has_own_history
from simulator.extras import missing
from simulator.indicators import INDICATORS
from simulator.inputs.region import Region
from simulator.model.arrays import Array
from simulator.model.quantiles import BAND, quantiles
from simulator.progress import steps
from simulator.projection import CENTRAL, Projection, Sample, project
from simulator.text import Text

WARM_UP_FROM = 2016
"""Forecasts of earlier origins set the width of the bands and are not scored: the first year end
from which the law file knows the floor of voluntary contributions."""
DRAWS = 256
INFLATION_RANGE = (1.0, 2.4)
"""Noise is inflated at most by the upper bound of the prior of voluntary noise."""
ON_JOBS = ("compulsory_si", "ui_participants")
"""The series that follow the forms of job growth."""
FEWEST_ERRORS = 3
"""Fewer past errors than this say nothing of the width."""
INFLATED = {
    "voluntary_si": ("voluntary_noise_inflation",),
    "compulsory_si": ("job_growth_residual_sd", "gdp_plan_error_sd"),
}
"""Series -> assumptions whose noise its past forecasts scale."""


def nothing_to_score(region: Region, first_origin: int, key: str) -> InputError:
    """Return the error for a first origin after which nothing has been counted."""
    last = max(max(region.counts(s), default=0) for s in ("compulsory_si", "voluntary_si"))
    return input_error(
        f"{first_origin}: số liệu dừng ở {last}, không còn năm nào để chấm",
        f"{first_origin}: the counts end with {last}, no year is left to score",
        key=key,
    )


def backtest(
    region: Region, first_origin: int = FIRST_ORIGIN, draws: int = DRAWS, seed: int = 1
) -> Backtest:
    """Forecast from every year end since ``first_origin``, up to four years ahead.

    Raises
    ------
    InputError
        where the region has too little history of its own.
    """
    if not has_own_history(region):
        raise input_error(
            f"{region.name.vi} có ít hơn ba số liệu tháng 12: dùng mẫu chung cả nước, "
            "không có gì để kiểm nghiệm",
            f"{region.name.en} has fewer than three December counts: it follows the national "
            "pattern, and there is nothing to test it against",
            key=region.code,
        )
    observed = {name: region.observed(name) for name in SERIES}
    actual = {name: counts for name, counts in observed.items() if counts}
    last = max(max(values) for values in actual.values())
    points: list[Point] = []
    notes: list[Text] = []
    for origin in steps(list(origins(region, min(WARM_UP_FROM, first_origin), last))):
        points += _from_origin(
            region, origin, min(origin + HORIZONS, last), actual, points, draws, seed
        )
    points = [point for point in points if point.origin >= first_origin]
    notes += _notes(actual, points)
    if lacking := missing("statsmodels"):
        without = "không có san mũ (ETS)", "no exponential smoothing (ETS)"
        notes.append(Text(f"{without[0]}: {lacking.vi}", f"{without[1]}: {lacking.en}"))
    return Backtest(region.code, region.name, tuple(points), tuple(scored(points)), tuple(notes))


def _from_origin(
    region: Region,
    origin: int,
    until: int,
    actual: dict[str, dict[int, float]],
    earlier: list[Point],
    draws: int,
    seed: int,
) -> list[Point]:
    known = _without_inflation(as_known_at(region, origin))
    central, ensemble = _forecasts(known, origin, until, earlier, draws, seed)
    alone = {form: _projected(with_form(known, form), until) for form in ALONE}
    found = []
    for name, values in actual.items():
        history = np.array([values[y] for y in sorted(values) if y <= origin])
        if len(history) == 0:
            continue
        scale = _scale(history)
        value, drawn = INDICATORS[name].of(central), INDICATORS[name].of(ensemble)
        for year in range(origin + 1, until + 1):
            if year not in values:
                continue
            row = central.row(year)
            found.append(
                Point(
                    name,
                    origin,
                    year - origin,
                    "model",
                    values[year],
                    float(value[row, 0]),
                    *band(drawn[row]),
                    crps_draws(values[year], drawn[row]),
                    scale,
                )
            )
            found += _baselines(name, origin, year, values, history, scale)
            found += [
                _central(name, origin, form, run, year, values, scale)
                for form, run in alone.items()
                if name in ON_JOBS
            ]
    return found


def _central(
    name: str,
    origin: int,
    method: str,
    run: Projection,
    year: int,
    values: dict[int, float],
    scale: float,
) -> Point:
    """Return a point of a forecast that was made without bands."""
    said = float(INDICATORS[name].of(run)[run.row(year), 0])
    unknown = float("nan")
    ahead = year - origin
    return Point(name, origin, ahead, method, values[year], said, unknown, unknown, unknown, scale)


def _without_inflation(region: Region) -> Region:
    """Return a region whose bands are as wide as its model says, whatever the pack assumes."""
    entry = region.assumptions["voluntary_noise_inflation", ""]
    plain = replace(entry, value=1.0, low=1.0, high=1.0)
    return replace(region, assumptions=region.assumptions.overridden_by({plain.key: plain}))


def _forecasts(
    known: Region, origin: int, until: int, earlier: list[Point], draws: int, seed: int
) -> tuple[Projection, Projection]:
    """Return the central run and the ensemble, as wide as errors known at the origin call for."""
    central = _projected(known, until)

    def ensemble_of(place: Region) -> Projection:
        return _projected(place, until, draw_sample(place, NOTHING_ELSE, draws, seed))

    ensemble = ensemble_of(known)
    factors = {
        series: inflation(earlier, series, origin, _widths(ensemble, central, series))
        for series in INFLATED
    }
    if max(factors.values()) > 1.0:
        ensemble = ensemble_of(_with_inflation(known, factors))
    return central, ensemble


def _projected(place: Region, until: int, draws: Sample = CENTRAL) -> Projection:
    return project(place, NOTHING_ELSE, until, draws, keep_stocks=False)


def _scale(history: Array) -> float:
    changes = np.abs(np.diff(history))
    return float(changes.mean()) if len(changes) else float("nan")


def _baselines(
    name: str, origin: int, year: int, values: dict[int, float], history: Array, scale: float
) -> list[Point]:
    found: list[Point] = []
    if not all(y in values for y in range(min(values), origin + 1)):
        return found  # a series with gaps, such as lump sums, is not one of yearly steps
    for method in NAMES:
        forecast = baseline(method, history, year - origin)
        if forecast is None:
            continue
        low, high = forecast.band
        found.append(
            Point(
                name,
                origin,
                year - origin,
                method,
                values[year],
                forecast.mean,
                low,
                high,
                crps_student(values[year], forecast.mean, forecast.scale, forecast.freedom),
                scale,
            )
        )
    return found


def inflation(earlier: list[Point], series: str, origin: int, width: dict[int, float]) -> float:
    """Return how much wider a series' bands must be, so that they would cover past errors.

    Only forecasts whose year had passed by ``origin`` count, so that no point is tested with a
    constant that was set on it. The factor lets 80 % of their errors lie in today's bands.
    Voluntary insurance before the State's subsidy is another regime and does not count.

    Parameters
    ----------
    width : years ahead -> wider half of today's band over its forecast
    """
    ratios = [
        abs(p.actual / p.forecast - 1.0) / width[p.horizon]
        for p in earlier
        if p.series == series
        and p.method == "model"
        and (series != "voluntary_si" or p.origin >= SUBSIDY_SINCE)
        and p.horizon in width
        and p.origin + p.horizon <= origin
    ]
    if len(ratios) < FEWEST_ERRORS:
        return INFLATION_RANGE[0]
    return float(np.clip(quantiles(np.array(ratios), (BAND[1] - BAND[0],))[0], *INFLATION_RANGE))


def _with_inflation(region: Region, factors: dict[str, float]) -> Region:
    fixed = {}
    for series, factor in factors.items():
        for name in INFLATED[series]:
            wider = region.assumptions[name, ""].scaled(factor)
            fixed[wider.key] = wider
    return replace(region, assumptions=region.assumptions.overridden_by(fixed))


def _widths(ensemble: Projection, central: Projection, series: str) -> dict[int, float]:
    drawn, value = INDICATORS[series].of(ensemble), INDICATORS[series].of(central)
    found = {}
    for horizon in range(1, len(central.years)):
        low, high = band(drawn[horizon])
        middle = float(value[horizon, 0])
        found[horizon] = max(high - middle, middle - low) / middle
    return found


def _notes(actual: dict[str, dict[int, float]], points: list[Point]) -> list[Text]:
    lumps = len(actual.get("lump_sum_withdrawals", {}))
    notes = [
        Text(
            "Các điểm trùng nhau: một năm được dự báo từ nhiều năm gốc.",
            "The points overlap: a year is forecast from several origins.",
        ),
        Text(
            "Lực lượng lao động của các năm trước được suy ngược từ tỷ lệ tham gia hiện nay; "
            "chỉ mẫu số chịu ảnh hưởng.",
            "The labour force of past years is carried back at today's participation; only "
            "denominators rest on it.",
        ),
        Text(
            "Độ rộng khoảng của BHXH bắt buộc và tự nguyện được đặt lại ở mỗi năm gốc, chỉ từ các "
            "dự báo đã qua (từ năm gốc 2016).",
            "The width of the bands of compulsory and voluntary insurance is set anew at each "
            "origin, from past forecasts alone (origins from 2016).",
        ),
        Text(
            f"Rút một lần: chỉ có {lumps} số liệu cả năm, không liền nhau: không đủ cho các phương "
            "pháp đơn giản.",
            f"Lump sums: only {lumps} full-year figures, with gaps: too few for the simple "
            "methods.",
        )
        if lumps
        else Text(
            "Rút một lần: chưa có số liệu cả năm, không kiểm nghiệm.",
            "Lump sums: no full-year figures, not tested.",
        ),
    ]
    if not any(p.method == "ets" for p in points):
        notes.append(
            Text(
                "ETS bị bỏ qua: chưa cài statsmodels (phần mở rộng backtest).",
                "ETS is left out: statsmodels (the extra 'backtest') is not installed.",
            )
        )
    return notes
