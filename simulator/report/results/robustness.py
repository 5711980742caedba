"""Regrets of scenarios, and the conditions under which the target is missed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict

from simulator.analysis.evidence.robustness import Condition, Robustness
from simulator.indicators import INDICATORS
from simulator.inputs.key_words import key_unit, key_words
from simulator.inputs.keys import Key
from simulator.inputs.region import Region
from simulator.inputs.scenario import Scenario
from simulator.inputs.words import unit_words
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
from simulator.report.results.keyed import key_number, keyed
from simulator.text import NOTHING, Text

_REGRET = Text(
    "Hối tiếc: thua kịch bản tốt nhất bao nhiêu điểm phần trăm trong cùng một tình huống.",
    "Regret: percentage points behind the best scenario in the same draw.",
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
        value=Number(target.value, "stated_share"),
        place=region.name,
    )
    regrets = table(
        "",
        found.regrets,
        (Text("Kịch bản", "Scenario"), lambda r: titles[r.scenario]),
        (Text("Khả năng đạt", "Chance"), lambda r: Number(r.chance, "chance")),
        (
            Text("Hối tiếc bình quân, điểm phần trăm", "Mean regret, percentage points"),
            lambda r: Number(r.mean, "number", decimals=2),
        ),
        (
            Text(
                "Hối tiếc phân vị 90, điểm phần trăm",
                "90th percentile of regret, percentage points",
            ),
            lambda r: Number(r.worst, "number", decimals=2),
        ),
        (Text("Tốt nhất trong", "Best in"), lambda r: Number(r.best_in, "whole_share")),
    )
    lead = say(
        *(_WHERE if found.conditions else _NOWHERE),
        scenario=titles[found.conditions_of],
    )
    scenario = next(s for s in scenarios if s.name == found.conditions_of)
    told = [note("  ", _condition(region, scenario, condition)) for condition in found.conditions]
    whole = {**asdict(found), "conditions": keyed(found.conditions)}
    blocks: tuple[Block, ...] = (regrets, note(_REGRET), note(lead), *told)
    return Section(aim, blocks, Data([asdict(r) for r in found.regrets], whole=whole))


def _condition(region: Region, scenario: Scenario, condition: Condition) -> Sentence:
    """Return one condition in words a planner can use."""
    low_is_bad = condition.low_chance < condition.high_chance
    worst, best = sorted((condition.low_chance, condition.high_chance))
    bound = condition.low_third if low_is_bad else condition.high_third
    return say(
        "{label} {side} {bound}{unit}: khả năng đạt {worst}, ở phía kia {best}",
        "{label} {side} {bound}{unit}: chance {worst}, at the other end {best}",
        label=key_words(condition.key, scenario),
        side=Text("dưới", "below") if low_is_bad else Text("trên", "above"),
        bound=key_number(condition.key, region, bound, rounded=True),
        unit=_unit(region, condition.key),
        worst=Number(worst, "chance"),
        best=Number(best, "chance"),
    )


def _unit(region: Region, key: Key) -> Words:
    """Return the unit of the bound in brackets; nothing where its label says it all."""
    unit = Text(*(words.removeprefix("% ") for words in key_unit(key, region)))
    return "" if unit in (NOTHING, unit_words("as named")) else chain([" (", unit, ")"], "")
