"""The backtest as a table, with what it means in words."""

from __future__ import annotations

from simulator.analysis.backtest_scores import Backtest
from simulator.indicators import INDICATORS
from simulator.report.numbers import format_number, format_share
from simulator.report.tables import text_table
from simulator.text import Text

METHODS = {
    "model": Text("Mô hình", "Model"),
    "naive": Text("Giữ nguyên giá trị cuối", "Naive: last value"),
    "drift": Text("Xu thế mọi năm", "Drift, all years"),
    "drift_4": Text("Xu thế bốn năm cuối", "Drift, last four years"),
    "ets": Text("San mũ (ETS)", "Exponential smoothing (ETS)"),
}


def backtest_table(found: Backtest, language: str) -> str:
    """Return scores over all horizons and by horizon, notes, and what follows."""
    heads = Text(
        "Chuỗi|Phương pháp|Điểm|Năm|MAPE %|MASE|CRPS|Khoảng 80 % phủ|MAPE theo 1-4 năm",
        "Series|Method|Points|Years|MAPE %|MASE|CRPS|80 % band covers|MAPE at 1-4 years",
    )
    rows = [heads.in_(language).split("|")]
    previous = ""
    for score in found.scores:
        if score.horizon is not None:
            continue
        name = INDICATORS[score.series].label.in_(language) if score.series != previous else ""
        previous = score.series
        by_horizon = [
            format_number(s.mape, 1, language)
            for s in found.scores
            if s.series == score.series and s.method == score.method and s.horizon is not None
        ]
        rows.append(
            [
                name,
                METHODS[score.method].in_(language),
                str(score.points),
                str(score.years),
                format_number(score.mape, 1, language),
                format_number(score.mase, 2, language),
                format_number(score.crps, 0, language),
                format_share(score.coverage, language, 0),
                " · ".join(by_horizon),
            ]
        )
    lines = [text_table(rows, 2), "\n".join(note.in_(language) for note in found.notes)]
    return "\n\n".join([*lines, "\n".join(verdicts(found, language))])


def verdicts(found: Backtest, language: str) -> list[str]:
    """Return one sentence a series: which forecast was better, and what that means."""
    said = []
    for series in dict.fromkeys(s.series for s in found.scores):
        label = INDICATORS[series].label.in_(language)
        better = found.trend_is_better(series)
        if better is None:
            words = Text(
                f"{label}: các đường xu thế không chấm được trên cùng những điểm với mô hình; "
                "không so sánh.",
                f"{label}: no trend line could be scored on the model's points; no comparison.",
            )
        elif better:
            words = Text(
                f"{label}: đường xu thế dự báo tốt hơn mô hình; dùng mô hình để so sánh các kịch "
                "bản, không để dự báo mức.",
                f"{label}: the trend line forecast better than the model; the model speaks for "
                "differences between scenarios, not for the level.",
            )
        else:
            words = Text(
                f"{label}: mô hình có sai số nhỏ hơn các đường xu thế.",
                f"{label}: the model had smaller errors than the trend lines.",
            )
        said.append(words.in_(language))
    return said
