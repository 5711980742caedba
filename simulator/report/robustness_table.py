"""Regrets of scenarios as a table, and the conditions under which the target is missed."""

from __future__ import annotations

from simulator.analysis.robustness import Condition, Robustness
from simulator.indicators import INDICATORS
from simulator.inputs.words import assumption_words
from simulator.report.numbers import format_chance, format_number, format_share
from simulator.report.tables import text_table
from simulator.text import Text


def robustness_table(found: Robustness, language: str) -> str:
    """Return the regret table and the conditions in words."""
    heads = Text(
        "Kịch bản|Khả năng đạt|Hối tiếc bình quân, điểm|Hối tiếc phân vị 90, điểm|Tốt nhất trong",
        "Scenario|Chance|Mean regret, points|90th percentile of regret, points|Best in",
    )
    target = found.target
    aim = f"{INDICATORS[target.indicator].label.in_(language)} {target.year}"
    aim += f": {format_share(target.value, language)}"
    rows = [heads.in_(language).split("|")]
    for r in found.regrets:
        rows.append(
            [
                r.scenario,
                format_chance(r.chance, language),
                format_number(r.mean, 2, language),
                format_number(r.worst, 2, language),
                format_share(r.best_in, language, 0),
            ]
        )
    regret = Text(
        "Hối tiếc: thua kịch bản tốt nhất bao nhiêu điểm phần trăm trong cùng một tình huống.",
        "Regret: percentage points behind the best scenario in the same world.",
    )
    lines = [aim, f"{text_table(rows)}\n{regret.in_(language)}"]
    words = Text(
        f"{found.conditions_of} dễ hụt chỉ tiêu khi:",
        f"{found.conditions_of} tends to miss the target where:",
    ).in_(language)
    lines.append(
        "\n".join([words, *(f"  {_condition_words(c, language)}" for c in found.conditions)])
    )
    return "\n\n".join(lines)


def _condition_words(condition: Condition, language: str) -> str:
    """Return one condition in words a planner can use."""
    name = condition.name
    if name == "noise.jobs":
        label = Text(
            "việc làm tăng so với dự kiến bình quân mỗi năm",
            "growth of jobs beyond expectation, mean of the years",
        ).in_(language)
    else:
        label = assumption_words(name, condition.by).in_(language)
    low_is_bad = condition.low_chance < condition.high_chance
    bound = condition.low_third if low_is_bad else condition.high_third
    worst, best = sorted((condition.low_chance, condition.high_chance))
    side = Text("dưới" if low_is_bad else "trên", "below" if low_is_bad else "above").in_(language)
    return Text(
        f"{label} {side} {format_number(bound, 3)}: khả năng đạt {format_chance(worst)}, "
        f"ở phía kia {format_chance(best)}",
        f"{label} {side} {format_number(bound, 3, 'en')}: chance "
        f"{format_chance(worst, 'en')}, at the other end {format_chance(best, 'en')}",
    ).in_(language)
