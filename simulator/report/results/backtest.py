"""How forecasts from past years would have turned out, and what follows for the reader."""

from __future__ import annotations

from dataclasses import asdict

from simulator.analysis.backtest_scores import Backtest, Score
from simulator.indicators import INDICATORS
from simulator.report.document import Cell, Data, Number, Section, Sentence, Table, chain, note, say
from simulator.report.document import table as table_of
from simulator.text import Text

METHODS = {
    "model": Text("Mô hình", "Model"),
    "naive": Text("Giữ nguyên giá trị cuối", "Naive: last value"),
    "drift": Text("Xu thế mọi năm", "Drift, all years"),
    "drift_4": Text("Xu thế bốn năm cuối", "Drift, last four years"),
    "ets": Text("San mũ (ETS)", "Exponential smoothing (ETS)"),
}


def section(found: Backtest) -> Section:
    """Return scores over all horizons and by horizon, notes, and what follows."""
    data = {
        "region": found.region,
        "scores": [asdict(score) for score in found.scores],
        "points": [asdict(point) for point in found.points],
        "better_by_drift": [name for name in _series(found) if found.trend_is_better(name)],
        "notes": found.notes,
    }
    return Section(
        say("Kiểm định lùi, {place}", "Backtest, {place}", place=found.place),
        (
            table(found),
            *(note(words) for words in found.notes),
            *(note(v) for v in verdicts(found)),
        ),
        Data([asdict(point) for point in found.points], whole=data),
    )


def table(found: Backtest) -> Table:
    """Return the scores of each way to forecast, a row a series and method."""
    whole = [score for score in found.scores if score.horizon is None]

    def number(score: Score, name: str, unit: str, decimals: int | None = None) -> Number:
        tag = f"backtest/{score.series}.{score.method}//{name}"
        return Number(getattr(score, name), unit, tag=tag, decimals=decimals)

    def by_horizon(score: Score) -> Cell:
        mine = (score.series, score.method)
        each = [s for s in found.scores if (s.series, s.method) == mine and s.horizon is not None]
        return chain((Number(s.mape, "number") for s in each), " · ")

    return table_of(
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
        (Text("CRPS, người", "CRPS, persons"), lambda s: number(s, "crps", "person")),
        (
            Text("Khoảng 80 % chứa số thật", "80 % range holds the count"),
            lambda s: number(s, "coverage", "whole_share"),
        ),
        (Text("Sai số theo 1-4 năm, %", "Error at 1-4 years, %"), by_horizon),
    )


def _series(found: Backtest) -> list[str]:
    return list(dict.fromkeys(score.series for score in found.scores))


def verdicts(found: Backtest) -> list[Sentence]:
    """Return one sentence a series: which forecast was better, and what that means."""
    words = {
        None: Text(
            "{label}: các đường xu thế không chấm được trên cùng những điểm với mô hình; không so "
            "sánh.",
            "{label}: no trend line could be scored on the model's points; no comparison.",
        ),
        True: Text(
            "{label}: đường xu thế dự báo tốt hơn mô hình; dùng mô hình để so sánh các kịch bản, "
            "không để dự báo mức.",
            "{label}: the trend line forecast better than the model; the model speaks for "
            "differences between scenarios, not for the level.",
        ),
        False: Text(
            "{label}: mô hình có sai số nhỏ hơn các đường xu thế.",
            "{label}: the model had smaller errors than the trend lines.",
        ),
    }
    return [
        Sentence(words[found.trend_is_better(name)], {"label": INDICATORS[name].label})
        for name in _series(found)
    ]
