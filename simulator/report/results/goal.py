"""The answer to a goal search in words and a table; each sentence under its condition."""

from __future__ import annotations

from dataclasses import asdict, replace

from simulator.analysis.goal.result import GoalResult, LeverPackage
from simulator.analysis.uncertainty.bands import DRAWS
from simulator.inputs.figures import Figure
from simulator.inputs.region import Region
from simulator.inputs.words import place_words
from simulator.levers import LEVERS
from simulator.report.document import (
    Cell,
    Data,
    Number,
    Record,
    Section,
    Table,
    Words,
    chain,
    note,
    say,
)
from simulator.report.numbers import DECIMALS, MISSING
from simulator.report.results.amounts import level_of
from simulator.report.results.goal_words import (
    chance_number,
    is_beyond,
    value_number,
    verdict,
)
from simulator.report.writers.words import number_words
from simulator.rounding import rounded
from simulator.schemes import SHORT
from simulator.text import LANGUAGES, Text

PEER_LEVERS = {"topup_subsidy": "topup_"}
"""Lever -> beginning of the peers' indicators that show how far a place has got."""
CHEAPEST = Text("Ít tốn kém nhất", "Cheapest")
NEAREST = Text("Gần đạt nhất", "Nearest")
OTHERS = (Text("Tổ hợp khác 1", "Other 1"), Text("Tổ hợp khác 2", "Other 2"))
ORDER_IN_DOUBT = 0.1
"""Where another mix is the cheapest in more than this share of the draws, it is said."""


def section(region: Region, result: GoalResult) -> Section:
    """Return the verdict, the mixes as a table, and what must be known of them."""
    notes = (note(words) for words in goal_notes(region, result))
    data = Data(_records(result), whole=asdict(result))
    return Section(verdict(region, result), (table(result), *notes), data)


def goal_notes(region: Region, result: GoalResult) -> list[Words]:
    """Return what is to be known beside the table, each where it holds."""
    found: list[Words] = []
    if any(mix.at_bound for mix in (result.best, *result.others)):
        found.append(Text("*: mức cao nhất của giải pháp.", "*: the lever's highest level."))
    if max(result.cheapest_share[1:], default=0.0) > ORDER_IN_DOUBT:
        found.append(
            Text(
                "Khi đơn giá thay đổi trong khoảng dao động, thứ tự chi phí có thể đảo lại: tổ hợp "
                "đầu chưa chắc là ít tốn kém nhất.",
                "The order flips within the price ranges: the first is not surely the cheapest.",
            )
        )
    if len(result.curve) > 1:
        found.append(_curve(result))
    for name in result.best.levels:
        seen = achieved(region, name)
        if seen is not None:
            found.append(chain([LEVERS[name].label, seen], ": "))
    return [
        *found,
        _beyond(result),
        _drawn_here(result),
        Text("Mọi đơn giá là nhận định (loại C).", "All prices are judgement (grade C)."),
    ]


def _beyond(result: GoalResult) -> Words:
    """Return beyond what the added cost goes, which the limits do not count either.

    As what is left of the first mix's whole in the digits told, so that the sum can be checked.
    """
    spent = [v / 1000.0 for v in (result.base_cost + result.best.cost, result.best.cost)]
    whole, added = (rounded(v, DECIMALS.get("billion_vnd", 1)) for v in spent)
    return say(
        "Chi phí thêm là phần ngoài {money} tỷ đồng phải chi khi chưa dùng các giải pháp được tìm "
        "(chi theo luật, đầu tư công cho danh mục dự án, phần còn lại của kịch bản); ngân sách, "
        "hạn mức chỉ tính phần chi thêm.",
        "Added cost goes beyond the {money} billion VND that are spent without the levers searched "
        "(what law pays, public investment in the project list, the rest of the scenario); budget "
        "and limits count what is added alone.",
        money=Number(whole - added, "billion_vnd"),
    )


def _drawn_here(result: GoalResult) -> Words:
    """Return why a range of this answer and one of the same plan elsewhere are not the same."""
    return say(
        "Khả năng, khoảng 80 % ở đây tính từ {here} lần mô phỏng riêng; của cùng phương án ở trang "
        "và bảng khác: thường từ {elsewhere} lần, nên có thể lệch một ít.",
        "Chances and 80% ranges of this answer are of {here} draws of its own; those of the same "
        "plan elsewhere are usually of {elsewhere}, and may differ a little.",
        here=Number(result.draws, "number", decimals=0),
        elsewhere=Number(DRAWS, "number", decimals=0),
    )


def _curve(result: GoalResult) -> Words:
    points = (
        chain([Number(value, "share"), Number(cost / 1000.0, "billion_vnd")], ": ")
        for value, cost in result.curve
    )
    return say(
        "Chi phí thêm thấp nhất (tỷ đồng, giá trị trung tâm) để {label} đạt: {points}",
        "Least added cost (billion VND, central value) for {label} of: {points}",
        label=SHORT[result.targets[0].indicator].lowered,
        points=chain(points, " · "),
    )


def furthest(region: Region, lever: str) -> Figure | None:
    """Return how far any place is known to have got with a lever, or None where no data say."""
    beginning = PEER_LEVERS.get(lever)
    found = (f for f in region.known_peers if beginning and f.indicator.startswith(beginning))
    return max(found, key=lambda f: f.value, default=None)


def achieved(region: Region, lever: str) -> Words | None:
    """Return what other places have reached with a lever, or None where no data say."""
    most = furthest(region, lever)
    if most is None:
        return None
    return say(
        "mức cao nhất địa phương khác đã áp dụng là {level} ({place}, {year})",
        "the most that any place pays is {level} ({place}, {year})",
        level=Number(most.value, "stated_share"),
        place=place_words(most.place),
        year=str(most.year),
    )


def table(result: GoalResult) -> Table:
    """Return levers, cost, values and chances, with a column for each mix."""
    mixes = (result.best, *result.others)
    rows: list[tuple[Cell, ...]] = [
        (LEVERS[name].label, LEVERS[name].grade or MISSING, *(_level(mix, name) for mix in mixes))
        for name in result.best.levels
        if any(is_beyond(mix.levels[name], name, 0.0) for mix in mixes)
    ]
    money = Text("Chi phí thêm, tỷ đồng (khoảng 80 %)", "Added cost, billion VND (80% range)")
    rows.append((money, "C", *(_cost(mix) for mix in mixes)))
    total = Text("Tổng chi công, tỷ đồng", "All public cost, billion VND")
    whole = (Number((result.base_cost + mix.cost) / 1000.0, "billion_vnd") for mix in mixes)
    rows.append((total, "C", *whole))
    odds = Text("  khả năng đạt", "  chance")
    for i, target in enumerate(result.targets):
        label = chain([SHORT[target.indicator], str(target.year), _RANGE], " ")
        rows.append((label, "", *(_value(result, mix, i) for mix in mixes)))
        rows.append((odds, "", *(chance_number(result, mix.chances[i]) for mix in mixes)))
    if result.others:
        cheapest = Text(
            "Tỷ lệ số lần mô phỏng mà tổ hợp này ít tốn kém nhất",
            "Share of the draws in which it is the cheapest",
        )
        rows.append((cheapest, "", *(Number(s, "whole_share") for s in result.cheapest_share)))
    names = [CHEAPEST if result.found else NEAREST, *OTHERS][: len(mixes)]
    head = (Text("Giải pháp", "Lever"), Text("Bằng chứng", "Grade"), *names)
    return Table(Text("Các tổ hợp", "Mixes"), head, tuple(rows))


def _level(mix: LeverPackage, name: str) -> Number:
    """Return a level; an asterisk says that it is the lever's highest."""
    level, percent = mix.levels[name], LEVERS[name].percent
    shown = level_of(name, level) if percent else Number(level, "number", decimals=2)
    if name not in mix.at_bound:
        return shown
    marked = Text(*(f"{number_words(shown, language)} *" for language in LANGUAGES))
    return replace(shown, words=marked)


_RANGE = Text("(khoảng 80 %)", "(80% range)")


def _value(result: GoalResult, mix: LeverPackage, i: int) -> Number:
    low, high = mix.bands[i]
    return replace(value_number(result, mix, i), low=low, high=high)


def _cost(mix: LeverPackage) -> Number:
    low, high = mix.cost_band
    return Number(mix.cost / 1000.0, "billion_vnd", low / 1000.0, high / 1000.0)


def _records(result: GoalResult) -> list[Record]:
    """Return one record a lever of each mix."""
    return [
        {
            "mix": i,
            "lever": name,
            "level": round(level, 6),
            "cost_million_vnd": mix.cost,
            "cost_low": mix.cost_band[0],
            "cost_high": mix.cost_band[1],
            "chance": min(mix.chances),
            "draws": result.draws,
            "verdict": result.verdict.value,
        }
        for i, mix in enumerate((result.best, *result.others))
        for name, level in mix.levels.items()
    ]
