"""Regrets of scenarios, and the conditions under which the target is missed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from simulator.analysis.robustness import Condition, Robustness
from simulator.indicators import INDICATORS
from simulator.inputs.region import Region
from simulator.inputs.scenario import Scenario
from simulator.inputs.words import assumption_words, unit_of
from simulator.report.document import (
    Block,
    Data,
    Number,
    Section,
    Sentence,
    Words,
    chain,
    note,
    say,
    table,
)
from simulator.text import Text

_REGRET = Text(
    "Hối tiếc: thua kịch bản tốt nhất bao nhiêu điểm phần trăm trong cùng một tình huống.",
    "Regret: percentage points behind the best scenario in the same world.",
)
_JOBS = Text(
    "việc làm tăng so với dự kiến bình quân mỗi năm",
    "growth of jobs beyond expectation, mean of the years",
)


_WHERE = "{scenario} dễ hụt chỉ tiêu khi:", "{scenario} tends to miss the target where:"
_NOWHERE = (
    "{scenario}: không đầu vào nào làm đổi rõ khả năng đạt chỉ tiêu.",
    "{scenario}: no input moves its chance of the target visibly.",
)


def section(region: Region, scenarios: Sequence[Scenario], found: Robustness) -> Section:
    """Return the regrets as a table and the conditions in words."""
    target = found.target
    titles = {scenario.name: scenario.title for scenario in scenarios}
    aim = say(
        "{label} {year}: {value}, {place}",
        "{label} {year}: {value}, {place}",
        label=INDICATORS[target.indicator].label,
        year=str(target.year),
        value=Number(target.value, "share"),
        place=region.name,
    )
    regrets = table(
        "",
        found.regrets,
        (Text("Kịch bản", "Scenario"), lambda r: titles[r.scenario]),
        (Text("Khả năng đạt", "Chance"), lambda r: Number(r.chance, "chance")),
        (
            Text("Hối tiếc bình quân, điểm", "Mean regret, points"),
            lambda r: Number(r.mean, "number", decimals=2),
        ),
        (
            Text("Hối tiếc phân vị 90, điểm", "90th percentile of regret, points"),
            lambda r: Number(r.worst, "number", decimals=2),
        ),
        (Text("Tốt nhất trong", "Best in"), lambda r: Number(r.best_in, "whole_share")),
    )
    lead = say(
        *(_WHERE if found.conditions else _NOWHERE),
        scenario=titles[found.conditions_of],
    )
    told = [note("  ", _condition(region, condition)) for condition in found.conditions]
    blocks: tuple[Block, ...] = (regrets, note(_REGRET), note(lead), *told)
    return Section(aim, blocks, Data([asdict(r) for r in found.regrets], whole=asdict(found)))


def _condition(region: Region, condition: Condition) -> Sentence:
    """Return one condition in words a planner can use."""
    jobs = condition.name == "noise.jobs"
    low_is_bad = condition.low_chance < condition.high_chance
    worst, best = sorted((condition.low_chance, condition.high_chance))
    bound = condition.low_third if low_is_bad else condition.high_third
    return say(
        "{label} {side} {bound}{unit}: khả năng đạt {worst}, ở phía kia {best}",
        "{label} {side} {bound}{unit}: chance {worst}, at the other end {best}",
        label=_JOBS if jobs else assumption_words(condition.name, condition.by),
        side=Text("dưới", "below") if low_is_bad else Text("trên", "above"),
        bound=Number(bound, "number", decimals=3),
        unit=_unit(region, condition),
        worst=Number(worst, "chance"),
        best=Number(best, "chance"),
    )


def _unit(region: Region, condition: Condition) -> Words:
    """Return the unit of the bound in brackets; nothing where its label says it all."""
    stated = region.assumptions.get((condition.name, condition.by))
    if condition.name == "noise.jobs" or (stated and stated.unit == "as named"):
        return ""
    return chain([" (", unit_of(region, condition.name, condition.by), ")"], "")
