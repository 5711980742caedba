"""Appendices III to VI: localities, solutions and costs, jobs, classes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from simulator.analysis.causes.attribution import Explanation
from simulator.analysis.costing.accounts import TOTAL, Accounts
from simulator.analysis.costing.costs import LINES
from simulator.analysis.programme import allocation
from simulator.indicators import INDICATORS
from simulator.inputs.scenario import Scenario
from simulator.report.appendix.parts import PEOPLE, billions, spending
from simulator.report.appendix.roadmap import responsible, schedule
from simulator.report.appendix.source import Source, tag
from simulator.report.document import Appendix, Block, Number, Table, chain, note
from simulator.report.results import contributions, costs, curve
from simulator.report.results.localities import on_paper
from simulator.report.statements import NO_PENSIONS, band_words, curve_notes
from simulator.rounding import to_whole
from simulator.schemes import COUNTS
from simulator.text import NOTHING, Text, joined

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
    "Prices are judgement (grade C), so each amount has its 80% range.",
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
            _ENDS if found.persons_band and len(parts) > 1 else NOTHING,
            band_words(found),
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
            NO_PENSIONS,
            _ENDS if len(lines) > 1 else NOTHING,
            _BY_LAW if by_law and more else NOTHING,
        ]
    )


def localities(source: Source) -> Appendix:
    """Return targets by locality; provincial totals where the place has no localities."""
    last, programme = source.scenarios[-1], source.programme
    years = source.later_years
    blocks: list[Block] = []
    for kind in COUNTS:
        caption = chain([INDICATORS[kind].label, last.title], ": ")
        total = {year: _whole(source, kind, year) for year in years}
        made = on_paper(source.region, programme, kind, years, total.__getitem__)
        blocks.append(replace(made, caption=caption, unit=PEOPLE))
    none = Text("Chưa có danh sách địa phương.", "There is no list of localities.")
    blocks.append(note(allocation.note(programme) if programme else none))
    title = Text("Chỉ tiêu theo địa phương", "Targets by locality")
    return Appendix("III", title, tuple(blocks), landscape=True)


def _whole(source: Source, kind: str, year: int) -> Number:
    """Return the province's count that its localities add up to: of 31 December, as theirs are."""
    name, programme = source.scenarios[-1].name, source.programme
    if programme is None or source.counting.at_year_end:
        return source.number(name, kind, year)
    traced = tag(name, f"{kind}.december", year, "value")
    return Number(programme.totals[kind, year], "person", tag=traced)


def solutions(source: Source) -> Appendix:
    """Return appendix IV: contributions, costs with ranges, and who answers for what."""
    blocks: list[Block] = []
    titles = {s.name: s.title for s in source.scenarios}
    for name, found in source.explanations.items():
        caption = Text(
            f"Mỗi nhóm giải pháp mang lại bao nhiêu, {found.at.vi}: {titles[name].vi}",
            f"What each group brings, {found.at.en}: {titles[name].en}",
        )
        blocks += [contributions.table(found, caption), note(added_words(found))]
    unsplit = [s for s in source.scenarios[1:] if s.name not in source.explanations]
    if unsplit:
        blocks.append(note(unsplit_words(source.base, unsplit)))
    accounts = source.accounts[source.scenarios[-1].name]
    blocks += [_cost_table(source, accounts), note(price_notes(accounts))]
    if source.curve and source.curve.entries:
        caption = Text(
            "Giải pháp xếp theo chi phí một người tham gia thêm",
            "Levers by cost per added participant",
        )
        together = to_whole(source.added(source.curve.scenario, source.curve.year).value or 0.0)
        blocks.append(curve.table(source.curve, caption, brief=True))
        blocks.append(note(curve_notes(source.curve, together)))
    blocks += [*schedule(source), *responsible(source)]
    title = Text(
        "Đóng góp, chi phí, lộ trình và phân công từng giải pháp",
        "What each solution brings and costs, by when, and who answers for it",
    )
    return Appendix("IV", title, tuple(blocks))


def _cost_table(source: Source, found: Accounts) -> Table:
    title = source.scenarios[-1].title
    caption = Text(
        f"Chi phí cộng các năm {found.span}: {title.vi}", f"Cost of {found.span}: {title.en}"
    )
    shown = {name: [billion] for name, billion in spending(source).items()}
    return costs.table(found, shown, caption, unit=billions(source))


def unsplit_words(base: Scenario, unsplit: Sequence[Scenario]) -> Text:
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
