"""The verdict of a goal search in words; each sentence under its condition."""

from __future__ import annotations

import math

from simulator.analysis.goal.question import Limits, Target
from simulator.analysis.goal.result import GoalResult, LeverPackage, Verdict
from simulator.indicators import INDICATORS
from simulator.inputs.region import Region
from simulator.levers import LEVERS
from simulator.report.numbers import bn, format_chance, format_number, format_share
from simulator.schemes import NUMERATORS
from simulator.text import LANGUAGES, Text

TOLD_PERSONS, TOLD_GROWTH, TOLD_INVESTMENT = 0.5, 0.05, 1.05
"""What is missing is told from half a person on, growth from half a tenth of a point, investment
from a twentieth: less would be shown as nothing."""
_FINEST = 3
"""Decimals at most of a share that has to differ from another in the digits shown."""


def chance_words(result: GoalResult, chance: float, language: str) -> str:
    """Return a chance in as many digits as show on which side of the one asked for it lies."""
    words = format_chance(chance, language)
    if result.central_only or (chance >= result.chance) == (round(chance, 2) >= result.chance):
        return words
    return _apart(chance, result.chance, language, 1)


def value_words(result: GoalResult, mix: LeverPackage, i: int, language: str) -> str:
    """Return a central value in as many digits as show on which side of its target it lies."""
    return _apart(mix.values[i], result.targets[i].value, language, 1)


def _apart(value: float, limit: float, language: str, decimals: int) -> str:
    """Return a share with enough decimals not to be shown across the limit."""
    for digits in range(decimals, _FINEST + 1):
        shown = round(value, digits + 2)
        if (shown >= round(limit, 9)) == (value >= limit):
            return format_share(value, language, digits)
    # Cut off, not rounded: what is below stays below.
    scale = 10 ** (_FINEST + 2)
    return format_share(math.floor(value * scale) / scale, language, _FINEST)


def goal_verdict(region: Region, result: GoalResult, language: str) -> str:
    """Return the answer to a goal search: one of three words, and what stands behind it."""
    sentences = {
        Verdict.FOUND: _found,
        Verdict.OUT_OF_REACH: _out_of_reach,
        Verdict.NOT_SETTLED: _not_settled,
    }[result.verdict](result, language)
    return f"{region.name.in_(language)}: " + " ".join(sentences)


def _found(result: GoalResult, language: str) -> list[str]:
    odds = _odds(result, language)
    aims, money = _aims(result, language), _within(result.limits, language)
    if not any(_used(result.best)):
        reached = Text("đạt ngay cả khi không thêm giải pháp nào", "is met without any lever")
    else:
        reached = Text(f"đạt được{money}", f"can be reached{money}")
    if result.central_only:
        said = Text(
            f"{aims} {reached.vi}, ở phương án trung tâm. Khả năng đạt khi tính cả những điều chưa "
            f"chắc chắn: {odds}.",
            f"{aims} {reached.en}, in the central run. The chance with all that is uncertain: "
            f"{odds}.",
        )
        return [said.in_(language)]
    asked = _asked(result, language)
    said = Text(
        f"{aims} {reached.vi}, với khả năng ít nhất {asked}.",
        f"{aims} {reached.en}, with a chance of at least {asked}.",
    )
    return [said.in_(language), _verified(result, odds, language)]


def _verified(result: GoalResult, odds: str, language: str) -> str:
    draws = format_number(result.draws, 0, language)
    points = format_number(100.0 * result.margin, 1, language)
    if result.margin > 0:
        tail = Text(
            f"; khi tìm đã cộng biên an toàn {points} điểm phần trăm (một sai số chuẩn)",
            f"; the search aimed {points} percentage points higher (one standard error)",
        )
    else:
        tail = Text(
            "; không còn chỗ cho biên an toàn, nên ở các lần mô phỏng khác có thể thấp hơn một ít",
            "; no margin could be had, so other draws may give a little less",
        )
    return Text(
        f"Tổ hợp rẻ nhất có khả năng {odds}, kiểm trên {draws} lần mô phỏng{tail.vi}.",
        f"The cheapest mix has {odds}, checked on {draws} draws{tail.en}.",
    ).in_(language)


def _out_of_reach(result: GoalResult, language: str) -> list[str]:
    several = len(result.targets) > 1
    passed = [
        _apart(most, t.value, language, 1)
        + (f" ({INDICATORS[t.indicator].label.in_(language)})" if several else "")
        for t, most in zip(result.targets, result.ceilings, strict=True)
        if most < t.value
    ]
    most = ", ".join(passed)
    free = _if(result.limits.any, Text("không giới hạn tiền và ", "without a limit on money and "))
    aims, condition = _aims(result, language), _condition(result, language)
    sure = _if(not result.central_only, Text(" với khả năng ấy", " with that chance"))
    proof = Text(
        f"{aims} {condition}: chưa đạt được với các giải pháp đã chọn. Đã chứng minh bằng cận "
        f"trên: kể cả khi {free.vi}mọi "
        f"tác động đều thuận lợi nhất, nhiều nhất cũng chỉ được {most}{sure.vi}.",
        f"{aims} {condition}: out of reach. Proved by an upper bound: even {free.en}with every "
        f"effect at its most favourable, at most {most} can be had{sure.en}.",
    )
    return [proof.in_(language), *_nearest(result, language)]


def _not_settled(result: GoalResult, language: str) -> list[str]:
    mixes, runs = (format_number(n, 0, language) for n in (result.steps, result.model_runs))
    tried = _if(not result.central_only, Text(f"{mixes} tổ hợp, ", f"{mixes} mixes in "))
    aims, condition = _aims(result, language), _condition(result, language)
    money = _within(result.limits, language)
    said = Text(
        f"{aims} {condition}{money}: chưa kết luận được. Chưa tìm được tổ hợp nào đạt, cũng chưa "
        f"chứng minh được là không thể (đã thử {tried.vi}{runs} lần chạy mô hình).",
        f"{aims} {condition}{money}: not settled. No mix was found that reaches it, and none was "
        f"ruled out (tried {tried.en}{runs} model runs).",
    )
    return [said.in_(language), *_nearest(result, language)]


def _nearest(result: GoalResult, language: str) -> list[str]:
    """Return what the nearest mix does, and what is missing to the wanted chance."""
    best, odds = result.best, _odds(result, language)
    reached = ", ".join(value_words(result, best, i, language) for i in range(len(result.targets)))
    binding = _binding(result, language)
    money = _money(result.limits, language) if binding else ""
    most = Text(
        f"Với {money}, cao nhất tìm được là" if money else "Cao nhất tìm được là",
        f"With {money} the most found is" if money else "The most found is",
    )
    said = Text(
        f"{most.vi} {reached} (trung tâm), khả năng đạt chỉ tiêu {odds}{binding}.",
        f"{most.en} {reached} (central), chance of the target {odds}{binding}.",
    )
    found = [said.in_(language), *_lacking(result, language)]
    if best.at_bound:
        names = "; ".join(LEVERS[name].label.in_(language) for name in best.at_bound)
        ends = Text(f"Đã ở mức tối đa: {names}.", f"At their highest level: {names}.")
        found.append(ends.in_(language))
    return found


def _lacking(result: GoalResult, language: str) -> list[str]:
    """Return what this mix would need for the wanted chance; nothing where that shows as none."""
    parts = [*_persons(result), *_growth(result), *_investment(result)]
    if not parts:
        return []
    words = Text("; ", "; ").in_(language).join(part.in_(language) for part in parts)
    asked = _asked(result, language)
    if result.central_only:
        lead = Text("Để tổ hợp này đạt ở phương án trung tâm", "For this mix in the central run")
    else:
        lead = Text(
            f"Để tổ hợp này có khả năng {asked}", f"For this mix to have a chance of {asked}"
        )
    return [f"{lead.in_(language)}: {words}."]


def _persons(result: GoalResult) -> list[Text]:
    several = len(result.targets) > 1
    found = []
    for target, missing in zip(result.targets, result.missing_persons, strict=True):
        if missing > TOLD_PERSONS:
            label = INDICATORS[NUMERATORS[target.indicator]].label
            of = Text(f" ({label.vi})", f" ({label.en})") if several else Text("", "")
            found.append(
                Text(
                    f"còn thiếu {format_number(missing)} người{of.vi}",
                    f"{format_number(missing, 0, 'en')} persons are missing{of.en}",
                )
            )
    return found


def _growth(result: GoalResult) -> list[Text]:
    growth, most = result.growth_needed, LEVERS["growth_shock"].high
    if growth is None or growth < TOLD_GROWTH:
        return []
    if math.isinf(growth):
        return [
            Text(
                f"tăng trưởng cao thêm {format_number(most)} điểm mỗi năm cũng không đủ",
                f"{format_number(most, 0, 'en')} points more growth a year would not do",
            )
        ]
    return [
        Text(
            f"hoặc tăng trưởng cao thêm {format_number(growth, 1)} điểm mỗi năm",
            f"or {format_number(growth, 1, 'en')} points more growth a year",
        )
    ]


def _investment(result: GoalResult) -> list[Text]:
    times = result.investment_needed
    if times is None or times < TOLD_INVESTMENT or math.isinf(times):
        return []
    return [
        Text(
            f"hoặc vốn danh mục dự án gấp {format_number(times, 1)} lần",
            f"or {format_number(times, 1, 'en')} times the capital of the project list",
        )
    ]


# Parts of sentences


def _aims(result: GoalResult, language: str) -> str:
    return ", ".join(_aim(t, language) for t in result.targets)


def _aim(t: Target, language: str) -> str:
    share = INDICATORS[t.indicator].label.in_(language)
    if t.persons is None:
        return f"{share} {_stated(t.value, language)} ({t.year})"
    count = INDICATORS[NUMERATORS[t.indicator]].label.in_(language)
    people = format_number(t.persons, 0, language)
    return f"{count} {people} ({t.year}; {share} {format_share(t.value, language, 1)})"


def _stated(share: float, language: str) -> str:
    """Return a share as it was asked for, with at least one decimal."""
    digits = next(n for n in range(1, 13) if n == 12 or abs(round(share, n + 2) - share) < 1e-12)
    return format_share(share, language, digits)


def _asked(result: GoalResult, language: str) -> str:
    whole = abs(100 * result.chance - round(100 * result.chance)) < 1e-9
    return format_share(result.chance, language, 0) if whole else _stated(result.chance, language)


def _condition(result: GoalResult, language: str) -> str:
    if result.central_only:
        return Text("ở phương án trung tâm", "in the central run").in_(language)
    asked = _asked(result, language)
    return Text(f"với khả năng ít nhất {asked}", f"with a chance of at least {asked}").in_(language)


def _odds(result: GoalResult, language: str) -> str:
    return ", ".join(chance_words(result, c, language) for c in result.best.chances)


def _money(limits: Limits, language: str) -> str:
    """Return the limits in words, without a preposition; "" where there is none."""
    parts = []
    if limits.budget is not None:
        parts.append(
            Text(f"{bn(limits.budget, 'vi')} tỷ đồng", f"{bn(limits.budget, 'en')} billion VND")
        )
    if limits.by_year:
        vi, en = (
            "; ".join(f"{year}: {bn(cap, lang)}" for year, cap in sorted(limits.by_year.items()))
            for lang in LANGUAGES
        )
        parts.append(Text(f"hạn mức năm ({vi} tỷ đồng)", f"limits by year ({en} billion VND)"))
    return Text(" và ", " and ").in_(language).join(part.in_(language) for part in parts)


def _within(limits: Limits, language: str) -> str:
    money = _money(limits, language)
    return Text(f" trong phạm vi {money}", f" within {money}").in_(language) if money else ""


def _binding(result: GoalResult, language: str) -> str:
    if not result.binding:
        return ""
    names = [
        Text("ngân sách", "the budget")
        if name == "budget"
        else Text(f"hạn mức năm {name}", f"the limit of {name}")
        for name in result.binding
    ]
    words = ", ".join(name.in_(language) for name in names)
    verb = "bind" if len(names) > 1 else "binds"
    return Text(f"; {words} đã ở mức tối đa", f"; {words} {verb}").in_(language)


def _used(mix: LeverPackage) -> list[bool]:
    return [level != LEVERS[name].neutral for name, level in mix.levels.items()]


def _if(condition: bool, words: Text) -> Text:
    return words if condition else Text("", "")
