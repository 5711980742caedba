"""Tables and words for decisions: goals, contributions, accounts, robustness."""

from __future__ import annotations

import math

from simulator.analysis.accounts import TOTAL, Accounts, Amount
from simulator.analysis.attribution import Explanation
from simulator.analysis.cost_curve import CostCurve
from simulator.analysis.costs import APART, LINES
from simulator.analysis.goal import Answer, Mix
from simulator.analysis.robustness import Robustness
from simulator.indicators import INDICATORS
from simulator.inputs.region import Region
from simulator.inputs.scenario import Scenario
from simulator.inputs.words import assumption_words, place_words
from simulator.levers import LEVERS
from simulator.report.numbers import format_chance, format_number, format_share
from simulator.report.tables import text_table
from simulator.text import Text

PEER_LEVERS = {"topup_subsidy": "topup_"}
"""Lever -> beginning of the peers' indicators that show how far a place has got."""


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


def goal_table(region: Region, base: Scenario, answer: Answer, language: str) -> str:
    """Return the answer to a goal search in words and a table."""
    lines = [goal_verdict(region, answer, language)]
    heads = Text("Giải pháp|Bằng chứng", "Lever|Grade").in_(language).split("|")
    names = [
        Text("Rẻ nhất", "Cheapest"),
        Text("Cách khác 1", "Other 1"),
        Text("Cách khác 2", "Other 2"),
    ]
    if not answer.reachable:
        names[0] = Text("Mức cao nhất", "Most")
    mixes = (answer.best, *answer.others)
    rows = [heads + [n.in_(language) for n, _ in zip(names, mixes, strict=False)]]
    for name in answer.best.levels:
        lever = LEVERS[name]
        rows.append(
            [
                lever.label.in_(language),
                lever.grade or "–",
                *(_level(mix, name, language) for mix in mixes),
            ]
        )
    rows.append(
        [
            Text("Chi phí thêm, tỷ đồng (khoảng 80 %)", "Added cost, bn VND (80 % range)").in_(
                language
            ),
            "",
            *(_cost(mix, language) for mix in mixes),
        ]
    )
    for i, wish in enumerate(answer.wishes):
        label = INDICATORS[wish.indicator].label.in_(language)
        rows.append(
            [f"{label} {wish.year}", "", *(format_share(mix.values[i], language) for mix in mixes)]
        )
        rows.append(
            [
                Text("  khả năng đạt", "  chance").in_(language),
                "",
                *(format_chance(mix.chances[i], language) for mix in mixes),
            ]
        )
    rows.append(
        [
            Text(
                "Rẻ nhất trong bao nhiêu phần các thế giới giá",
                "Cheapest in this share of the price worlds",
            ).in_(language),
            "",
            *(format_share(s, language, 0) for s in answer.cheapest_share),
        ]
    )
    lines.append(text_table(rows, 2))
    if len(mixes) > 1 and max(answer.cheapest_share[1:]) > 0.1:
        lines.append(
            Text(
                "Thứ tự rẻ - đắt có thể đảo trong khoảng giá: đừng coi cách đầu là chắc chắn.",
                "The order flips within the price ranges: the first is not surely the cheapest.",
            ).in_(language)
        )
    if answer.curve:
        curve = " · ".join(
            f"{format_share(v, language)}: {bn(c, language)}" for v, c in answer.curve
        )
        words = Text(
            "Chi phí thấp nhất theo mức đạt (tỷ đồng, trung tâm)",
            "Least cost by level reached (bn VND, central)",
        ).in_(language)
        lines.append(f"{words}: {curve}")
    for name in answer.best.levels:
        seen = achieved(region, name)
        if seen is not None:
            lines.append(f"{LEVERS[name].label.in_(language)}: {seen.in_(language)}")
    lines.append(
        Text("Mọi đơn giá là nhận định (loại C).", "All prices are judgement (grade C).").in_(
            language
        )
    )
    return "\n\n".join(lines)


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


def explanation_table(found: Explanation, language: str) -> str:
    """Return contributions that add up to the whole difference."""
    heads = Text(
        "Nhóm giải pháp|Người tham gia thêm|Chi phí thêm, tỷ đồng",
        "Group of levers|Participants added|Cost added, bn VND",
    )
    rows = [heads.in_(language).split("|")]
    for c in found.contributions:
        # Prices are judgement: no amount without its range.
        people, money = format_number(c.persons, 0, language), "–"
        if c.persons_band and c.cost_band:
            people += " [" + "; ".join(format_number(v, 0, language) for v in c.persons_band) + "]"
            money = bn(c.cost, language)
            money += " [" + "; ".join(bn(v, language) for v in c.cost_band) + "]"
        rows.append([c.label.in_(language), people, money])
    rows.append(
        [
            Text("Cộng", "Sum").in_(language),
            format_number(found.persons, 0, language),
            bn(found.cost, language) if found.cost_band else "–",
        ]
    )
    notes = Text(
        f"Riêng: chuyển từ tự nguyện sang bắt buộc {format_number(found.transitions)} người; hỗ "
        f"trợ cho người đằng nào cũng tham gia {bn(found.deadweight, 'vi')} tỷ đồng. Đóng góp là "
        "giá trị Shapley, cộng đúng bằng chênh lệch; chi phí là nhận định, xem khoảng.",
        f"Apart: {format_number(found.transitions, 0, 'en')} moved from voluntary to compulsory; "
        f"top-up for members who would be there anyway {bn(found.deadweight, 'en')} bn VND. "
        "Contributions are Shapley values and add up exactly; costs are judgement, see ranges.",
    )
    head = Text(
        f"{found.scenario} so với {found.base}, {found.region}: người tham gia BHXH cuối năm "
        f"{found.year}; chi phí cộng dồn đến {found.year}; ngoặc vuông: khoảng 80 %",
        f"{found.scenario} against {found.base}, {found.region}: participants at the end of "
        f"{found.year}; costs summed up to {found.year}; brackets: 80 % range",
    )
    return f"{head.in_(language)}\n\n{text_table(rows)}\n\n{notes.in_(language)}"


def accounts_table(found: Accounts, language: str) -> str:
    """Return the accounts by line and year, the sums with their ranges."""
    total = Text("Tổng chi công", "Public cost").in_(language)
    labels = {
        **{name: line.label.in_(language) for name, line in LINES.items()},
        TOTAL: total,
        **{name: words.in_(language) for name, words in APART.items()},
    }
    heads = [
        Text("tỷ đồng", "bn VND").in_(language),
        *(str(y) for y in found.years),
        Text("Cộng", "Sum").in_(language),
        Text("Khoảng 80 %", "80 % range").in_(language),
    ]
    rows = [[f"{found.scenario}, {found.region}", *("" for _ in heads[1:])], heads]
    for name, label in labels.items():
        amount = found.sums[name]
        if amount.value == 0 and amount.high == 0:
            continue
        rows.append(
            [
                label,
                *(bn(found.lines[name, y].value, language) for y in found.years),
                bn(amount.value, language),
                _range(amount, language),
            ]
        )
    words = Text(
        f"So với {found.base}: chi thêm {bn(found.added_cost.value, 'vi')} tỷ đồng "
        f"[{_range(found.added_cost, 'vi')}]; thêm "
        f"{format_number(found.added_people.value)} người; "
        f"{_money(found.per_person, 'vi')} triệu đồng một người thêm, "
        f"{_money(found.per_person_year, 'vi')} triệu đồng một người-năm thêm; trong đó "
        f"{bn(found.deadweight.value, 'vi')} tỷ đồng hỗ trợ cho người đằng nào cũng tham gia. "
        "Đơn giá là nhận định (loại C).",
        f"Against {found.base}: {bn(found.added_cost.value, 'en')} bn VND more "
        f"[{_range(found.added_cost, 'en')}]; "
        f"{format_number(found.added_people.value, 0, 'en')} persons more; "
        f"{_money(found.per_person, 'en')} million VND per added participant, "
        f"{_money(found.per_person_year, 'en')} per added person-year; of it "
        f"{bn(found.deadweight.value, 'en')} bn VND to members who would be there anyway. "
        "Prices are judgement (grade C).",
    )
    return f"{text_table(rows)}\n{words.in_(language)}"


def _range(amount: Amount, language: str) -> str:
    return f"{bn(amount.low, language)}; {bn(amount.high, language)}"


def _money(amount: Amount, language: str) -> str:
    words = [format_number(v, 1, language) for v in (amount.value, amount.low, amount.high)]
    return f"{words[0]} [{words[1]}; {words[2]}]"


CURVE_HEADS = Text(
    "Giải pháp|Thêm khi làm riêng [80 %]|Mất nếu bỏ khỏi kịch bản [80 %]|Chi thêm, tỷ đồng [80 %]|"
    "Triệu đồng một người thêm [80 %]|Triệu đồng một người-năm [80 %]",
    "Lever|Added alone [80 %]|Lost without it [80 %]|Cost, bn VND [80 %]|"
    "Million VND per added person [80 %]|Million VND per person-year [80 %]",
)


def curve_rows(found: CostCurve, language: str) -> list[list[str]]:
    """Return the levers of a cost curve, cheapest per added person first."""

    def ranged(amount: Amount, decimals: int, scale: float = 1.0) -> str:
        words = [
            format_number(v / scale, decimals, language) if math.isfinite(v) else "–"
            for v in (amount.value, amount.low, amount.high)
        ]
        return f"{words[0]} [{words[1]}; {words[2]}]"

    return [
        [
            LEVERS[rung.lever].label.in_(language),
            ranged(rung.persons, 0),
            ranged(rung.in_mixture, 0),
            ranged(rung.cost, 1, 1000.0),
            ranged(rung.per_person, 1),
            ranged(rung.per_person_year, 1),
        ]
        for rung in found.rungs
    ]


def curve_words(found: CostCurve, language: str) -> str:
    """Return why the rows of a cost curve must not be added up."""
    alone = sum(rung.persons.value for rung in found.rungs)
    return Text(
        f"Không cộng dồn được: các giải pháp làm riêng cộng lại {format_number(alone)} người, làm "
        f"cùng nhau thêm {format_number(found.together.value)} người "
        f"[{format_number(found.together.low)}; {format_number(found.together.high)}]. Đơn giá là "
        "nhận định (loại C); nơi một lần mô phỏng không thêm ai thì không có chi phí một người.",
        f"Not additive: alone the levers add up to {format_number(alone, 0, 'en')} persons, "
        f"together they add {format_number(found.together.value, 0, 'en')} "
        f"[{format_number(found.together.low, 0, 'en')}; "
        f"{format_number(found.together.high, 0, 'en')}]. Prices are judgement (grade C); worlds "
        "in which a lever adds nobody have no cost per person.",
    ).in_(language)


def curve_table(found: CostCurve, language: str) -> str:
    """Return the cost curve for the terminal."""
    heads = CURVE_HEADS.in_(language).split("|")
    heads[0] = f"{found.scenario}, {found.year}"
    rows = [heads, *curve_rows(found, language)]
    return f"{text_table(rows)}\n{curve_words(found, language)}"


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
        "\n".join([words, *(f"  {condition_words(c, language)}" for c in found.conditions)])
    )
    return "\n\n".join(lines)


def condition_words(condition: object, language: str) -> str:
    """Return one condition in words a planner can use."""
    from simulator.analysis.robustness import Condition

    assert isinstance(condition, Condition)
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
