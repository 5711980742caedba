"""Tables and words for decisions: the way to a goal."""

from __future__ import annotations

import math

from simulator.analysis.goal import Answer, Mix
from simulator.indicators import INDICATORS
from simulator.inputs.region import Region
from simulator.inputs.words import place_words
from simulator.levers import LEVERS
from simulator.report.numbers import MISSING, format_chance, format_number, format_share
from simulator.report.tables import text_table
from simulator.text import Text

PEER_LEVERS = {"topup_subsidy": "topup_"}
"""Lever -> beginning of the peers' indicators that show how far a place has got."""


BEST = Text("Rẻ nhất", "Cheapest")
NEAREST = Text("Mức cao nhất", "Most")
OTHERS = (Text("Cách khác 1", "Other 1"), Text("Cách khác 2", "Other 2"))
"""Heads of the columns of a goal's mixes; the first, where none of them reaches it."""
ORDER_IN_DOUBT = 0.1
"""Where another mix is the cheapest in more than this share of the price worlds, it is said."""


def bn(million: float, language: str) -> str:
    """Return million VND as billions, one decimal."""
    return format_number(million / 1000.0, 1, language)


def achieved(region: Region, lever: str) -> Text | None:
    """Return what other places have reached with a lever, or None where no data say."""
    beginning = PEER_LEVERS.get(lever)
    if beginning is None:
        return None
    peers = (region if region.peers else region.parent or region).peers
    found = [f for f in peers if f.indicator.startswith(beginning)]
    if not found:
        return None
    most = max(found, key=lambda f: f.value)
    where = place_words(most.place)
    return Text(
        f"nơi cao nhất đã làm: {format_share(most.value)} ({where.vi}, {most.year})",
        f"most that any place pays: {format_share(most.value, 'en')} ({where.en}, {most.year})",
    )


def goal_table(region: Region, answer: Answer, language: str) -> str:
    """Return the answer to a goal search in words and a table."""
    parts = [goal_verdict(region, answer, language), text_table(_goal_rows(answer, language), 2)]
    if max(answer.cheapest_share[1:], default=0.0) > ORDER_IN_DOUBT:
        doubt = Text(
            "Thứ tự rẻ - đắt có thể đảo trong khoảng giá: đừng coi cách đầu là chắc chắn.",
            "The order flips within the price ranges: the first is not surely the cheapest.",
        )
        parts.append(doubt.in_(language))
    if answer.curve:
        curve = " · ".join(
            f"{format_share(v, language)}: {bn(c, language)}" for v, c in answer.curve
        )
        words = Text(
            "Chi phí thấp nhất theo mức đạt (tỷ đồng, trung tâm)",
            "Least cost by level reached (bn VND, central)",
        ).in_(language)
        parts.append(f"{words}: {curve}")
    for name in answer.best.levels:
        seen = achieved(region, name)
        if seen is not None:
            parts.append(f"{LEVERS[name].label.in_(language)}: {seen.in_(language)}")
    judged = Text("Mọi đơn giá là nhận định (loại C).", "All prices are judgement (grade C).")
    return "\n\n".join([*parts, judged.in_(language)])


def _goal_rows(answer: Answer, language: str) -> list[list[str]]:
    """Return levers, cost and chances, with a column for each mix."""
    mixes = (answer.best, *answer.others)
    names = [BEST if answer.reachable else NEAREST, *OTHERS]
    heads = Text("Giải pháp|Bằng chứng", "Lever|Grade").in_(language).split("|")
    rows = [heads + [name.in_(language) for name, _ in zip(names, mixes, strict=False)]]
    for name in answer.best.levels:
        lever = LEVERS[name]
        levels = (_level(mix, name, language) for mix in mixes)
        rows.append([lever.label.in_(language), lever.grade or MISSING, *levels])

    def add(words: str, *cells: str) -> None:
        rows.append([words, "", *cells])

    money = Text("Chi phí thêm, tỷ đồng (khoảng 80 %)", "Added cost, bn VND (80 % range)")
    add(money.in_(language), *(_cost(mix, language) for mix in mixes))
    odds = Text("  khả năng đạt", "  chance").in_(language)
    for i, wish in enumerate(answer.wishes):
        label = INDICATORS[wish.indicator].label.in_(language)
        add(f"{label} {wish.year}", *(format_share(mix.values[i], language) for mix in mixes))
        add(odds, *(format_chance(mix.chances[i], language) for mix in mixes))
    cheapest = Text(
        "Rẻ nhất trong bao nhiêu phần các thế giới giá",
        "Cheapest in this share of the price worlds",
    )
    add(cheapest.in_(language), *(format_share(s, language, 0) for s in answer.cheapest_share))
    return rows


def goal_verdict(region: Region, answer: Answer, language: str) -> str:
    """Return the answer to a goal search in one or two sentences."""
    aims = ", ".join(
        f"{INDICATORS[w.indicator].label.in_(language)} {format_share(w.value, language)} "
        f"({w.year})"
        for w in answer.wishes
    )
    if answer.reachable:
        return Text(
            f"{region.name.vi}: đạt được {aims} với khả năng ít nhất "
            f"{format_share(answer.chance, 'vi', 0)}.",
            f"{region.name.en}: {aims} can be reached with a chance of at least "
            f"{format_share(answer.chance, 'en', 0)}.",
        ).in_(language)
    best = answer.best
    reached = ", ".join(format_share(v, language) for v in best.values)
    odds = ", ".join(format_chance(c, language) for c in best.chances)
    people = ", ".join(format_number(p, 0, language) for p in answer.missing_persons)
    growth = answer.growth_needed or 0.0
    need = Text(
        "kể cả tăng trưởng cao thêm 5 điểm mỗi năm cũng không đủ"
        if math.isinf(growth)
        else f"cần tăng trưởng cao thêm {format_number(growth, 1)} điểm mỗi năm",
        "not even 5 points more growth a year would do"
        if math.isinf(growth)
        else f"it would take {format_number(growth, 1, 'en')} points more growth a year",
    ).in_(language)
    bound = ", ".join(LEVERS[name].label.in_(language) for name in best.at_bound)
    return Text(
        f"{region.name.vi}: {aims} ngoài tầm với trong điều kiện đã cho. Mọi giải pháp ở mức cao "
        f"nhất chỉ đạt {reached} (khả năng đạt chỉ tiêu {odds}); còn thiếu {people} người; {need}. "
        f"Giới hạn đang chặn: {bound}.",
        f"{region.name.en}: {aims} is out of reach under these conditions. Every lever at its end "
        f"gives {reached} (chance of the target {odds}); {people} persons are missing; {need}. "
        f"Bounds that bind: {bound}.",
    ).in_(language)


def _level(mix: Mix, name: str, language: str) -> str:
    level = mix.levels[name]
    words = (
        format_share(level, language) if LEVERS[name].percent else format_number(level, 2, language)
    )
    return words + (" *" if name in mix.at_bound else "")


def _cost(mix: Mix, language: str) -> str:
    low, high = (bn(v, language) for v in mix.cost_band)
    return f"{bn(mix.cost, language)} [{low}; {high}]"
