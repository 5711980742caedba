"""Appendices III to VI: localities, solutions and costs, jobs, classes."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from simulator.analysis import allocation
from simulator.analysis.accounts import TOTAL, Accounts, Amount
from simulator.analysis.attribution import Explanation
from simulator.analysis.cost_curve import CostCurve, Rung
from simulator.analysis.costs import LINES
from simulator.indicators import INDICATORS
from simulator.inputs.scenario import Scenario
from simulator.levers import LEVERS
from simulator.report.appendix.document import (
    Appendix,
    Block,
    Cell,
    Number,
    Paragraph,
    Table,
)
from simulator.report.appendix.parts import PEOPLE, adding_up, billions, note, spending
from simulator.report.appendix.roadmap import responsible, schedule
from simulator.report.appendix.source import Source, tag
from simulator.report.numbers import format_number
from simulator.report.statements import NOTHING, curve_notes, joined
from simulator.text import Text

PAYERS = {
    "central": Text("Trung ương", "Central government"),
    "province": Text("Ngân sách tỉnh", "The province"),
    "private": Text("Tư nhân", "Private"),
    "members": Text("Người tham gia", "Members"),
}

_SHARES = Text(
    "Phần của mỗi nhóm giải pháp là mức tăng thêm bình quân khi lần lượt đưa nhóm đó vào theo mọi "
    "thứ tự có thể; các phần cộng lại đúng bằng chênh lệch so với kịch bản gốc.",
    "The part of a group is its mean addition over every order in which the groups can be brought "
    "in; the parts add up to the difference from the base.",
)
_BELOW_NOUGHT = Text(
    "Dấu − ở cận dưới: trong một số lần mô phỏng, nhóm giải pháp làm giảm số người tham gia.",
    "A minus at the low end: in some runs the group lowers the number of participants.",
)
_LOSES = Text(
    "Dấu − ở mức tăng thêm: nhóm đó làm giảm số người tham gia.",
    "A minus in what is added: the group lowers the number of participants.",
)
_BEYOND_BASE = Text(
    "Chi phí là phần chi thêm so với kịch bản gốc, cộng các năm.",
    "Costs are beyond the base, all years.",
)
_JUDGED = Text(
    "Đơn giá là nhận định (loại C), nên mỗi khoản chi đều kèm khoảng 80 %.",
    "Prices are judgement (grade C), so each amount has its 80 % range.",
)
_ENDS = Text(
    "Cận của tổng không bằng tổng các cận, vì các khoản không cùng lúc ở mức thấp nhất hoặc cao "
    "nhất.",
    "The ends of the total are not the sums of the ends, since not all lines are low or high at "
    "once.",
)
_BY_LAW = Text(
    "Phần Nhà nước hỗ trợ mức đóng theo luật phải chi cả khi không có nghị quyết, nên tổng chi lớn "
    "hơn phần chi thêm.",
    "The State's subsidy by law is due without the resolution too, so the total is more than what "
    "is added.",
)


def added_words(found: Explanation) -> Text:
    """Return how to read the contributions of groups, for the numbers at hand."""
    parts = found.contributions
    lows = [c.persons_band[0] for c in parts if c.persons_band and c.persons >= 0]
    return joined(
        [
            _SHARES,
            _LOSES if any(c.persons < 0 for c in parts) else NOTHING,
            _BELOW_NOUGHT if any(low < 0 for low in lows) else NOTHING,
            _BEYOND_BASE if all(c.cost_band for c in parts) else NOTHING,
        ]
    )


def price_notes(found: Accounts) -> Text:
    """Return how to read the table of costs, for the numbers at hand."""
    lines = [name for name in LINES if found.sums[name].value or found.sums[name].high]
    by_law = found.scenario != found.base and found.sums["state_subsidy"].value > 0
    more = found.sums[TOTAL].value > found.added_cost.value
    return joined(
        [
            _JUDGED,
            _ENDS if len(lines) > 1 else NOTHING,
            _BY_LAW if by_law and more else NOTHING,
        ]
    )


def localities(source: Source) -> Appendix:
    """Return targets by locality; provincial totals where the place has no localities."""
    words = source.language
    last = source.scenarios[-1]
    years = [y for y in source.years if y > source.region.base_year]
    programme = source.programme
    tables: list[Paragraph | Table] = []
    for name in ("compulsory_si", "voluntary_si", "ui_participants"):
        head = (Text("Địa phương", "Locality").in_(words), *(str(y) for y in years))
        rows: list[tuple[Cell, ...]] = []
        for place in programme.places if programme else ():
            mine = (
                {
                    t.year: t.target
                    for t in programme.targets
                    if t.locality is place and t.type == name
                }
                if programme
                else {}
            )
            rows.append(
                (
                    place.name,
                    *(
                        Number(
                            format_number(mine[y], 0, words),
                            mine[y],
                            tag(last.name, f"{name}.{place.code}", y, "value"),
                            "person",
                            True,
                        )
                        for y in years
                    ),
                )
            )
        rows.append(
            (
                Text("Toàn tỉnh", "Province").in_(words),
                *(_whole(source, name, y) for y in years),
            )
        )
        tables.append(
            Table(
                f"{INDICATORS[name].label.in_(words)}: {last.title.in_(words)}",
                head,
                tuple(rows),
                (2.4, *([1.0] * len(years))),
                total=bool(programme),
                unit=PEOPLE.in_(words),
            )
        )
    tables.append(
        note(
            source,
            allocation.note(programme)
            if programme
            else Text("Chưa có danh sách địa phương.", "There is no list of localities."),
        )
    )
    title = Text("Chỉ tiêu theo địa phương", "Targets by locality").in_(words)
    return Appendix("III", title, tuple(tables), landscape=True)


def _whole(source: Source, kind: str, year: int) -> Number:
    """Return the province's count that its localities add up to: of 31 December, as theirs are."""
    name, programme = source.scenarios[-1].name, source.programme
    if programme is None or source.counting.at_year_end:
        return source.number(name, kind, year)
    total = programme.totals[kind, year]
    words = format_number(total, 0, source.language)
    return Number(words, total, tag(name, f"{kind}.december", year, "value"), "person")


def solutions(source: Source) -> Appendix:
    """Return appendix IV: contributions, costs with ranges, and who answers for what."""
    words = source.language
    blocks: list[Block] = []
    for name, found in source.explanations.items():
        blocks.append(_contribution_table(source, name, found))
        blocks.append(note(source, added_words(found)))
    unsplit = [s for s in source.scenarios[1:] if s.name not in source.explanations]
    if unsplit:
        blocks.append(note(source, _unsplit_words(source.base, unsplit)))
    accounts = source.accounts[source.scenarios[-1].name]
    blocks += [_cost_table(source), note(source, price_notes(accounts))]
    if source.curve and source.curve.rungs:
        blocks += _curve_blocks(source, source.curve)
    blocks += [*schedule(source), *responsible(source)]
    title = Text(
        "Đóng góp, chi phí, lộ trình và phân công từng giải pháp",
        "What each solution brings and costs, by when, and who answers for it",
    ).in_(words)
    return Appendix("IV", title, tuple(blocks))


def _unsplit_words(base: Scenario, unsplit: Sequence[Scenario]) -> Text:
    """Return why scenarios have no table of contributions."""
    names = Text(
        ", ".join(f"“{s.title.vi}”" for s in unsplit), ", ".join(f"“{s.title.en}”" for s in unsplit)
    )
    if base.levers or base.projects:
        return Text(
            f"Không tách phần đóng góp của từng giải pháp: kịch bản gốc “{base.title.vi}” đã có "
            "giải pháp hoặc dự án.",
            f"Contributions are not split: the base “{base.title.en}” has levers or projects of "
            "its own.",
        )
    return Text(
        f"Không tách phần đóng góp của từng giải pháp trong {names.vi}: khác kịch bản gốc cả về "
        "giả định, tăng trưởng hoặc mức đóng, nên chênh lệch không chỉ do giải pháp.",
        f"Contributions are not split for {names.en}: assumptions, growth or the contribution base "
        "differ from the base's too, so the difference is not the levers' alone.",
    )


def _contribution_table(source: Source, name: str, found: Explanation) -> Table:
    """Return what each group adds; its cost only where its range is known."""
    words = source.language
    heads = [
        Text("Nhóm giải pháp", "Group of levers"),
        Text("Tăng thêm, người", "Added, persons"),
    ]
    ranged = all(c.cost_band for c in found.contributions)
    if ranged:
        heads += [
            Text("Khoảng 80 %: từ", "80 % range: from"),
            Text("đến", "to"),
            Text("Chi thêm, tỷ đồng", "Cost added, bn VND"),
            Text("Khoảng 80 %: từ", "80 % range: from"),
            Text("đến", "to"),
        ]

    def people(group: str, value: float, field: str) -> Number:
        return Number(
            format_number(value, 0, words),
            value,
            tag(name, f"added.{group}", found.year, field),
            "person",
        )

    added = source.added(name, found.year)
    persons = adding_up([c.persons for c in found.contributions], added.value or 0.0)
    cost = adding_up([c.cost / 1000 for c in found.contributions], found.cost / 1000, 1)
    rows: list[tuple[Cell, ...]] = []
    for c, mine, spent in zip(found.contributions, persons, cost, strict=True):
        cells: list[Cell] = [c.label.in_(words), people(c.group, mine, "persons")]
        if ranged and c.persons_band and c.cost_band:
            cells += [
                people(c.group, v, f) for v, f in zip(c.persons_band, ("low", "high"), strict=True)
            ]
            cells += [
                source.amount(f"{name}/added.{c.group}", v, found.year, f)
                for v, f in zip((1000 * spent, *c.cost_band), ("value", "low", "high"), strict=True)
            ]
        rows.append(tuple(cells))
    total: list[Cell] = [Text("Cộng", "Sum").in_(words), added]
    if ranged:
        amount = source.amount(f"{name}/added.sum", found.cost, found.year)
        total += ["", "", replace(amount, value=round(found.cost / 1000, 1)), "", ""]
    rows.append(tuple(total))
    title = next(s for s in source.scenarios if s.name == name).title
    caption = Text(
        f"Mỗi nhóm giải pháp mang lại bao nhiêu, {found.at.vi}: {title.vi}",
        f"What each group brings, {found.at.en}: {title.en}",
    )
    return Table(
        caption.in_(words),
        tuple(h.in_(words) for h in heads),
        tuple(rows),
        (2.2, *([1.0] * (len(heads) - 1))),
        True,
    )


def _cost_table(source: Source) -> Table:
    words = source.language
    last = source.scenarios[-1]
    found = source.accounts[last.name]
    span = f"{found.years[0]}-{found.years[-1]}"
    spent = spending(source)
    whole = spent.pop(TOTAL)
    summed = "+".join(f"{{{i}}}" for i in range(len(spent)))

    def cells(name: str, billion: float, formula: str = "") -> list[Cell]:
        amount = found.sums[name]
        three = (1000 * billion, amount.low, amount.high)
        shown = [
            source.amount(f"{last.name}/{name}", money, span, field)
            for money, field in zip(three, ("value", "low", "high"), strict=True)
        ]
        return [replace(shown[0], formula=formula, down=True), *shown[1:]]

    rows: list[tuple[Cell, ...]] = [
        (LINES[name].label.in_(words), PAYERS[LINES[name].payer].in_(words), *cells(name, value))
        for name, value in spent.items()
    ]
    label = Text("Tổng chi công", "Public cost").in_(words)
    rows.append((label, "", *cells(TOTAL, whole, f"={summed}" if spent else "")))
    head = (
        Text(
            "Khoản chi|Nguồn chi|Mức chi|Khoảng 80 %: từ|đến",
            "Line|Paid by|Amount|80 % range: from|to",
        )
        .in_(words)
        .split("|")
    )
    caption = Text(
        f"Chi phí cộng các năm {span}: {last.title.vi}", f"Cost of {span}: {last.title.en}"
    )
    widths = (3, 1.6, 1, 1, 1)
    return Table(
        caption.in_(words), tuple(head), tuple(rows), widths, unit=billions(source), closing=True
    )


def _curve_blocks(source: Source, found: CostCurve) -> list[Paragraph | Table]:
    """Return the levers by cost per added participant, and that they do not add up."""
    words = source.language

    def cells(rung: Rung, name: str, amount: Amount, unit: str, scale: float) -> list[Cell]:
        decimals = 0 if unit == "person" else 1
        return [
            Number(
                format_number(value / scale, decimals, words) if math.isfinite(value) else "–",
                value / scale if math.isfinite(value) else None,
                tag(found.scenario, f"curve.{rung.lever}.{name}", found.year, field),
                unit,
            )
            for field, value in zip(
                ("value", "low", "high"), (amount.value, amount.low, amount.high), strict=True
            )
        ]

    rows = [
        (
            LEVERS[rung.lever].label.in_(words),
            *cells(rung, "persons", rung.persons, "person", 1.0),
            *cells(rung, "per_person", rung.per_person, "million_vnd", 1.0),
        )
        for rung in found.rungs
    ]
    head = (
        Text(
            "Giải pháp|Tăng thêm khi làm riêng, người|Khoảng 80 %: từ|đến|"
            "Triệu đồng một người thêm|Khoảng 80 %: từ|đến",
            "Lever|Added alone, persons|80 % range: from|to|Million VND per added person|"
            "80 % range: from|to",
        )
        .in_(words)
        .split("|")
    )
    caption = Text(
        "Giải pháp xếp theo chi phí một người tham gia thêm",
        "Levers by cost per added participant",
    ).in_(words)
    table = Table(caption, tuple(head), tuple(rows), (2.6, 1.1, 1, 1, 1.1, 1, 1))
    together = round(source.added(found.scenario, found.year).value or 0.0)
    return [table, note(source, curve_notes(found, together))]
