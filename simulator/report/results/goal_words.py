"""The verdict of a goal search in words; each sentence under its condition."""

from __future__ import annotations

import math
from collections.abc import Sequence

from simulator.analysis.goal.question import Limits, Target
from simulator.analysis.goal.result import GoalResult, LeverPackage, Verdict
from simulator.indicators import INDICATORS
from simulator.inputs.region import Region
from simulator.levers import LEVERS
from simulator.report.document import Number, Words, chain, say
from simulator.rounding import rounded
from simulator.schemes import NUMERATORS, SHORT
from simulator.text import NOTHING, Text

TOLD_PERSONS, TOLD_GROWTH, TOLD_INVESTMENT = 0.5, 0.05, 1.05
"""What is missing is told from half a person on, growth from half a tenth of a point, investment
from a twentieth: less would be shown as nothing."""
LEAST_MOVE = 0.001
"""Share of a lever's range below which a level is the search's last digit, not a measure."""
_FINEST = 3
"""Decimals at most of a share that has to differ from another in the digits shown."""
_SI = Text("BHXH", "SI")


def is_beyond(level: float, name: str, rest: float) -> bool:
    """Return whether a lever stands so far from a level that it would not be told as that level."""
    lever = LEVERS[name]
    return abs(level - rest) > LEAST_MOVE * (lever.high - lever.low)


def chance_number(result: GoalResult, chance: float) -> Number:
    """Return a chance in as many digits as show on which side of the one asked for it lies."""
    if result.central_only or (chance >= result.chance) == (rounded(chance, 2) >= result.chance):
        return Number(chance, "chance")
    return _apart(chance, result.chance)


def value_number(result: GoalResult, mix: LeverPackage, i: int) -> Number:
    """Return a central value in as many digits as show on which side of its target it lies."""
    return _apart(mix.values[i], result.targets[i].value)


def _apart(value: float, limit: float) -> Number:
    """Return a share with enough decimals not to be shown across the limit."""
    for digits in range(1, _FINEST + 1):
        if (rounded(value, digits + 2) >= round(limit, 9)) == (value >= limit):
            return Number(value, "share", decimals=digits)
    # Cut off, not rounded: what is below stays below.
    scale = 10 ** (_FINEST + 2)
    return Number(math.floor(value * scale) / scale, "share", decimals=_FINEST)


def verdict(region: Region, result: GoalResult) -> Words:
    """Return the answer to a goal search: one of three words, and what stands behind it."""
    sentences = {
        Verdict.FOUND: _found,
        Verdict.OUT_OF_REACH: _out_of_reach,
        Verdict.NOT_SETTLED: _not_settled,
    }[result.verdict](result)
    return chain([region.name, chain(sentences, " ")], ". ")


def _found(result: GoalResult) -> list[Words]:
    mix = result.best.levels
    reached: Words = Text("đạt ngay cả khi không thêm giải pháp nào", "met without any lever")
    if any(is_beyond(level, name, LEVERS[name].neutral) for name, level in mix.items()):
        money = _within(result.limits)
        reached = say("đạt được{money}", "within reach{money}", money=money)
    if result.central_only:
        words = (
            "{aims}: {reached}, ở phương án trung tâm. Khả năng đạt khi tính cả những điều chưa "
            "chắc chắn: {odds}.",
            "{aims}: {reached}, in the central run. The chance with all that is uncertain: {odds}.",
        )
        return [say(*words, aims=_aims(result), reached=reached, odds=_odds(result))]
    said = say(
        "{aims}: {reached}, {condition}.",
        "{aims}: {reached}, {condition}.",
        aims=_aims(result),
        reached=reached,
        condition=_condition(result),
    )
    return [said, _verified(result)]


def _verified(result: GoalResult) -> Words:
    tail: Words = Text(
        "; không còn chỗ cho biên an toàn, nên ở các lần mô phỏng khác có thể thấp hơn một ít",
        "; no margin could be had, so other draws may give a little less",
    )
    if result.margin > 0:
        tail = say(
            "; khi tìm đã cộng biên an toàn {points} điểm phần trăm (một sai số chuẩn)",
            "; the search aimed {points} percentage points higher (one standard error)",
            points=Number(100.0 * result.margin, "point"),
        )
    return say(
        "Tổ hợp ít tốn kém nhất có khả năng đạt {odds}, kiểm trên {draws} lần mô phỏng{tail}.",
        "The cheapest mix has a chance of {odds}, checked on {draws} draws{tail}.",
        odds=_odds(result),
        draws=_whole(result.draws),
        tail=tail,
    )


def _out_of_reach(result: GoalResult) -> list[Words]:
    passed = [
        _of(result, t, _apart(most, t.value))
        for t, most in zip(result.targets, result.ceilings, strict=True)
        if most < t.value
    ]
    free = Text("không giới hạn kinh phí và ", "without a limit on money and ")
    sure = Text(" với khả năng đó", " with that chance")
    proof = say(
        "{aims}: chưa đạt được {condition} bằng các giải pháp đã chọn. Kể cả khi {free}mọi tác "
        "động đều thuận lợi nhất, nhiều nhất cũng chỉ đạt {most}{sure}.",
        "{aims}: out of reach {condition}. Even {free}with every effect at its most favourable, "
        "at most {most} can be had{sure}.",
        aims=_aims(result),
        condition=_condition(result),
        free=free if result.limits.any else NOTHING,
        most=chain(passed),
        sure=NOTHING if result.central_only else sure,
    )
    return [proof, *_nearest(result)]


def _of(result: GoalResult, target: Target, number: Number) -> Words:
    """Return a number of a target behind its short name, where there are several targets."""
    if len(result.targets) == 1:
        return chain([number])
    return chain([_short(target), number], " ")


def _short(target: Target) -> Text:
    return SHORT[target.indicator].lowered


def _not_settled(result: GoalResult) -> list[Words]:
    tried = say("{mixes} tổ hợp, ", "mixes: {mixes}; ", mixes=_whole(result.steps))
    said = say(
        "{aims}: chưa kết luận được có đạt {condition}{money} hay không. Chưa tìm được tổ hợp nào "
        "đạt, cũng chưa chứng minh được là không thể (đã thử {tried}{runs} lần chạy mô hình).",
        "{aims}: not settled {condition}{money}. No mix was found that reaches it, and none was "
        "ruled out ({tried}model runs: {runs}).",
        aims=_aims(result),
        condition=_condition(result),
        money=_within(result.limits),
        tried=NOTHING if result.central_only else tried,
        runs=_whole(result.model_runs),
    )
    return [said, *_nearest(result)]


def _nearest(result: GoalResult) -> list[Words]:
    """Return what the nearest mix does, and what is missing to the wanted chance."""
    best = result.best
    most: Words = Text("Tổ hợp gần đạt nhất cho", "The nearest mix gives")
    if result.binding and result.limits.any:
        money = _money(result.limits)
        most = say(
            "Với {money}, tổ hợp gần đạt nhất cho",
            "With {money} the nearest mix gives",
            money=money,
        )
    reached = (
        _of(result, target, value_number(result, best, i))
        for i, target in enumerate(result.targets)
    )
    said = say(
        "{most} {reached} ở giá trị trung tâm; khả năng đạt {odds}{binding}.",
        "{most} {reached} at the central value; its chance is {odds}{binding}.",
        most=most,
        reached=chain(reached),
        odds=_odds(result),
        binding=_binding(result.binding),
    )
    found: list[Words] = [said, *_lacking(result)]
    if best.at_bound:
        names = chain((LEVERS[name].label for name in best.at_bound), "; ")
        found.append(
            say(
                "Các giải pháp đã ở mức tối đa: {names}.",
                "At their highest level: {names}.",
                names=names,
            )
        )
    return found


def _lacking(result: GoalResult) -> list[Words]:
    """Return what this mix would need for the wanted chance; nothing where that shows as none."""
    parts = [*_persons(result), *_growth(result), *_investment(result)]
    if not parts:
        return []
    lead: Words = Text("Để tổ hợp này đạt ở phương án trung tâm", "For this mix in the central run")
    if not result.central_only:
        words = (
            "Để tổ hợp này đạt với khả năng {asked}",
            "For this mix to have a chance of {asked}",
        )
        lead = say(*words, asked=Number(result.chance, "stated_share"))
    return [chain([lead, ": ", chain(parts, "; "), "."], "")]


def _persons(result: GoalResult) -> list[Words]:
    return [
        say(
            "còn thiếu {missing} người tham gia {what}",
            "{missing} persons more in {what} are missing",
            missing=_whole(missing),
            what=_SI if target.indicator == "si_share" else _short(target),
        )
        for target, missing in zip(result.targets, result.missing_persons, strict=True)
        if missing > TOLD_PERSONS
    ]


def _growth(result: GoalResult) -> list[Words]:
    growth = result.growth_needed
    if growth is None or growth < TOLD_GROWTH:
        return []
    if math.isinf(growth):
        words = (
            "tăng trưởng cao thêm {most} điểm phần trăm mỗi năm cũng không đủ",
            "{most} percentage points more growth a year would not do",
        )
        return [say(*words, most=_whole(LEVERS["growth_shock"].high))]
    words = (
        "hoặc tăng trưởng cao thêm {points} điểm phần trăm mỗi năm",
        "or {points} percentage points more growth a year",
    )
    return [say(*words, points=Number(growth, "point"))]


def _investment(result: GoalResult) -> list[Words]:
    times = result.investment_needed
    if times is None or times < TOLD_INVESTMENT or math.isinf(times):
        return []
    words = (
        "hoặc vốn danh mục dự án gấp {times} lần",
        "or {times} times the capital of the project list",
    )
    return [say(*words, times=Number(times, "number"))]


# Parts of sentences


def _whole(number: float) -> Number:
    return Number(number, "number", decimals=0)


def _aims(result: GoalResult) -> Words:
    several = len(result.targets) > 1
    words = ("Chỉ tiêu {aims}", "Targets {aims}" if several else "Target {aims}")
    return say(*words, aims=chain(_aim(t) for t in result.targets))


def _aim(t: Target) -> Words:
    share = _short(t)
    if t.persons is None:
        return say(
            "{share} {value} năm {year}",
            "{share} of {value} in {year}",
            share=share,
            value=Number(t.value, "stated_share"),
            year=str(t.year),
        )
    return say(
        "{count} {people} ({year}; {share} {value})",
        "{count} {people} ({year}; {share} {value})",
        count=INDICATORS[NUMERATORS[t.indicator]].label,
        people=_whole(t.persons),
        year=str(t.year),
        share=share,
        value=Number(t.value, "share", decimals=1),
    )


def _condition(result: GoalResult) -> Words:
    if result.central_only:
        return Text("ở phương án trung tâm", "in the central run")
    words = "với khả năng ít nhất {asked}{each}", "with a chance of at least {asked}{each}"
    each = Text(" cho từng chỉ tiêu", " for each target")
    several = len(result.targets) > 1
    return say(
        *words, asked=Number(result.chance, "stated_share"), each=each if several else NOTHING
    )


def _odds(result: GoalResult) -> Words:
    return chain(
        _of(result, target, chance_number(result, chance))
        for target, chance in zip(result.targets, result.best.chances, strict=True)
    )


def _money(limits: Limits) -> Words:
    """Return the limits in words, without a preposition."""
    parts: list[Words] = []
    if limits.budget is not None:
        budget = _billions(limits.budget)
        parts.append(say("{budget} tỷ đồng", "{budget} billion VND", budget=budget))
    if limits.by_year:
        caps = (
            chain([f"{year}: ", _billions(cap)], "") for year, cap in sorted(limits.by_year.items())
        )
        words = "hạn mức năm ({caps} tỷ đồng)", "limits by year ({caps} billion VND)"
        parts.append(say(*words, caps=chain(caps, "; ")))
    both = "{first} và {second}", "{first} and {second}"
    return say(*both, first=parts[0], second=parts[1]) if len(parts) > 1 else chain(parts)


def _billions(million: float) -> Number:
    """Return a limit as it was asked for, in all of its digits and no more."""
    value = million / 1000.0
    digits = next(n for n in range(7) if n == 6 or abs(round(value, n) - value) < 1e-9)
    return Number(value, "billion_vnd", decimals=digits)


def _within(limits: Limits) -> Words:
    if not limits.any:
        return NOTHING
    return say(" trong phạm vi {money}", " within {money}", money=_money(limits))


def _binding(binding: Sequence[str]) -> Words:
    if not binding:
        return NOTHING
    names = [
        Text("ngân sách", "the budget")
        if name == "budget"
        else Text(f"hạn mức năm {name}", f"the limit of {name}")
        for name in binding
    ]
    verb = "bind" if len(names) > 1 else "binds"
    return say("; {names} đã ở mức tối đa", f"; {{names}} {verb}", names=chain(names))
