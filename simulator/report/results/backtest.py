"""How forecasts from past years would have turned out, and what follows for the reader."""

from __future__ import annotations

from dataclasses import asdict

from simulator.analysis.past.backtest_scores import Backtest, Score, is_better, is_worse
from simulator.analysis.past.scores import Comparison
from simulator.indicators import INDICATORS
from simulator.report.document import (
    Cell,
    Data,
    Number,
    Record,
    Section,
    Sentence,
    Table,
    chain,
    note,
    say,
)
from simulator.report.document import table as table_of
from simulator.text import Text

METHODS = {
    "model": Text("Mô hình", "Model"),
    "growth": Text("Chỉ dạng theo tăng trưởng", "Form growth alone"),
    "room": Text("Chỉ dạng theo dư địa", "Form room alone"),
    "naive": Text("Giữ nguyên giá trị cuối", "Naive: last value"),
    "drift": Text("Xu thế mọi năm", "Drift, all years"),
    "drift_4": Text("Xu thế bốn năm cuối", "Drift, last four years"),
    "ets": Text("San mũ (ETS)", "Exponential smoothing (ETS)"),
}


def section(found: Backtest) -> Section:
    """Return scores over all horizons and by horizon, notes, and what follows."""
    points = [asdict(point) for point in found.points]
    data = {
        "region": found.region,
        "scores": [asdict(score) for score in found.scores],
        "comparisons": [_compared(found, score) for score in _others(found)],
        "points": points,
        "better_by_drift": [name for name in _series(found) if found.trend_is_better(name)],
        "notes": found.notes,
    }
    return Section(
        say(
            "Kiểm nghiệm với số liệu các năm trước, {place}", "Backtest, {place}", place=found.place
        ),
        (
            table(found),
            *(note(words) for words in found.notes),
            *(note(v) for v in verdicts(found)),
        ),
        Data(points, whole=data),
    )


def table(found: Backtest, *, brief: bool = False) -> Table:
    """Return the scores of each way to forecast, a row a series and method.

    Parameters
    ----------
    brief : only what needs no explanation: forecasts, mean error, and what the ranges held
    """
    whole = [score for score in found.scores if score.horizon is None]

    def number(score: Score, name: str, unit: str, decimals: int | None = None) -> Number:
        tag = f"backtest/{score.series}.{score.method}//{name}"
        return Number(getattr(score, name), unit, tag=tag, decimals=decimals)

    def by_horizon(score: Score) -> Cell:
        mine = (score.series, score.method)
        each = [s for s in found.scores if (s.series, s.method) == mine and s.horizon is not None]
        return chain((Number(s.mape, "number") for s in each), " · ")

    made = table_of(
        say(
            "Dự báo lại các năm đã qua rồi so với số thật ({place})",
            "Forecasts of past years against what came ({place})",
            place=found.place,
        ),
        whole,
        (
            Text("Số liệu: cách dự báo", "Series: method"),
            lambda s: chain([INDICATORS[s.series].label, METHODS[s.method]], ": "),
        ),
        (Text("Số lần dự báo", "Forecasts"), lambda s: number(s, "points", "number", 0)),
        (Text("Từ số năm", "From years"), lambda s: number(s, "years", "number", 0)),
        (
            Text("Sai số bình quân, %", "Mean error, % (MAPE)"),
            lambda s: number(s, "mape", "number"),
        ),
        (Text("MASE", "MASE"), lambda s: number(s, "mase", "number", 2)),
        (
            Text("p so với mô hình", "p against the model"),
            lambda s: Number(_compared(found, s)["p"], "number", decimals=2),
        ),
        (Text("CRPS, người", "CRPS, persons"), lambda s: number(s, "crps", "person")),
        (
            Text("Điểm khoảng, người", "Interval score, persons"),
            lambda s: number(s, "interval_score", "person"),
        ),
        (Text("Độ rộng, %", "Width, %"), lambda s: number(s, "width", "number")),
        (
            Text("Khoảng 80 % chứa số thật", "80% range holds the count"),
            lambda s: number(s, "coverage", "whole_share"),
        ),
        (Text("Sai số theo 1-4 năm, %", "Error at 1-4 years, %"), by_horizon),
        widths=(3, *([1.0] * 10)),
    )
    return made.columns(0, 1, 3, 9) if brief else made


def _series(found: Backtest) -> list[str]:
    return list(dict.fromkeys(score.series for score in found.scores))


def _others(found: Backtest) -> list[Score]:
    return [s for s in found.scores if s.horizon is None and s.method != "model"]


def _compared(found: Backtest, score: Score) -> Record:
    """Return how a method compares with the model; without p where it is the model."""
    comparison = found.compare(score.series, score.method)
    known = comparison if score.method != "model" else None
    return {
        "series": score.series,
        "method": score.method,
        "difference": None if known is None else known.difference,
        "p": None if known is None else known.p,
    }


NO_DIFFERENCE = Text("số liệu không cho thấy khác biệt", "no difference that the data show")
"""What is said of two forecasts whose errors differ no more than chance would bring about."""


def verdicts(found: Backtest) -> list[Sentence]:
    """Return one sentence a series: which forecasts differ from the model beyond chance."""
    return [_verdict(found, name) for name in _series(found)]


def _verdict(found: Backtest, series: str) -> Sentence:
    label = INDICATORS[series].label
    compared = {
        score.method: comparison
        for score in _others(found)
        if score.series == series
        and (comparison := found.compare(series, score.method)) is not None
    }
    if not compared:
        return say(
            "{label}: không phương pháp nào chấm được trên cùng những điểm với mô hình; không so "
            "sánh.",
            "{label}: no method could be scored on the model's points; no comparison.",
            label=label,
        )
    said: list[Cell] = []
    for words, test in (
        (Text("sát hơn mô hình: ", "better than the model: "), is_better),
        (Text("kém mô hình: ", "worse than the model: "), is_worse),
    ):
        methods = {method: c for method, c in compared.items() if test(c)}
        if methods:
            said.append(chain([words, chain(_with_chance(m, c) for m, c in methods.items())], ""))
    if not said:
        return say(
            "{label}: {none} giữa mô hình và các phương pháp khác.",
            "{label}: {none} between the model and the other methods.",
            label=label,
            none=NO_DIFFERENCE,
        )
    return say(
        "{label}: {said}; còn lại: {none}.",
        "{label}: {said}; the others: {none}.",
        label=label,
        said=chain(said, "; "),
        none=NO_DIFFERENCE,
    )


def _with_chance(method: str, comparison: Comparison) -> Sentence:
    return say(
        "{method} (p = {p})",
        "{method} (p = {p})",
        method=METHODS[method],
        p=Number(comparison.p, "number", decimals=3),
    )
