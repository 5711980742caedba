"""The last steps: the target, the cost, who must act first, and what is not known."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from simulator.analysis.causes.attribution import GROUPS
from simulator.analysis.costing.accounts import TOTAL, Accounts
from simulator.analysis.costing.costs import LINES
from simulator.analysis.programme.allocation import Programme
from simulator.inputs.figures import Target
from simulator.inputs.scenario import Scenario, calendar_year
from simulator.inputs.scenario_timing import first_start
from simulator.levers import LEVERS
from simulator.report.appendix.past_and_future import share_chart
from simulator.report.appendix.source import Source, tag
from simulator.report.document import Cell, Chart, Number, Table, Words, chain, say
from simulator.report.document import table as table_of
from simulator.report.results import costs
from simulator.report.results.amounts import billions, millions
from simulator.report.results.classes import measures_of
from simulator.report.results.localities import responsible
from simulator.report.statements import JUDGED
from simulator.report.story.opening import PARTS
from simulator.report.story.parts import Step, spread, unsigned
from simulator.report.story.solutions import levers_of, parts_of
from simulator.rounding import rounded
from simulator.schemes import SHARES, SHORT
from simulator.text import NOTHING, Text

_NAMED = 3
"""Solutions that are named where many begin at once."""
_PLACES = 6
"""Localities that are named."""
_PAYERS = ("province", "central")
"""Who pays for public cost, the one who decides first."""


def missing(source: Source) -> list[Step]:
    """Return how the scenario stands against its target of coverage; none where it has none."""
    last = source.scenarios[-1]
    found = targets_of(source, last)
    main = next((t for t in found if t.indicator == "si_share"), None)
    if main is None:
        return []
    others = [_beside(source, last, t) for t in found if t.indicator != "si_share"]
    points: list[Words] = []
    if last.name != source.base.name and gap_to(source, source.base, main).value is not None:
        points.append(_under_base(source, main))
    points += others
    if main.place != source.region.code:
        points.append(
            Text(
                "Chỉ tiêu của cả nước, không giao riêng cho nơi này, nên không tính khả năng đạt.",
                "A national target, not assigned to this place, so no chance is told.",
            )
        )
    return [
        Step(
            "target",
            Text("So với chỉ tiêu", "Against the target"),
            _against(source, last, main),
            tuple(points),
            share_chart(source, source.scenarios),
            (),
        )
    ]


def targets_of(source: Source, scenario: Scenario) -> list[Target]:
    """Return the targets of the last year, of each share one, the place's own first."""
    found: dict[str, Target] = {}
    asked = source.region.target_shares(scenario.targets)
    for target in sorted(asked, key=lambda t: t.place != source.region.code):
        known = gap_to(source, scenario, target).value is not None
        if target.year == source.until and target.indicator in SHARES and known:
            found.setdefault(target.indicator, target)
    return list(found.values())


def gap_to(source: Source, scenario: Scenario, target: Target) -> Number:
    """Return people missing to a target with their range; below nought where it is passed."""
    of, year = target.indicator, source.until
    ends = (
        source.number(scenario.name, "gap_to_target_persons", year, field, of).value
        for field in ("low", "high")
    )
    found = source.number(scenario.name, "gap_to_target_persons", year, "value", of)
    low, high = ends
    return replace(found, low=low, high=high, unit="person")


def _people(gap: Number) -> Words:
    """Return people missing, or beyond, with their range; where it holds both, each end says so."""
    if gap.low is None or gap.high is None or not gap.low < 0 < gap.high:
        return spread(unsigned(gap, "beyond"))
    return say(
        "{value} ({low} – {high})",
        "{value} ({low} – {high})",
        value=unsigned(replace(gap, low=None, high=None), "beyond"),
        low=replace(gap.end("low"), unit="gap_person"),
        high=replace(gap.end("high"), unit="short_person"),
    )


def _goal(source: Source, target: Target) -> Words:
    whose = Text("chỉ tiêu cả nước", "the national target of")
    if target.place == source.region.code:
        whose = Text("chỉ tiêu", "the target of")
    return chain([whose, Number(target.value, "stated_share")], " ")


def _against(source: Source, scenario: Scenario, target: Target) -> Words:
    gap = gap_to(source, scenario, target)
    points = source.gap_points(scenario.name, target.indicator, source.until)
    words = (
        "{by}, “{plan}” còn thiếu {people} người, tức {points} điểm phần trăm, so với {goal}"
        "{chance}.",
        "{by}, “{plan}” is {people} people, or {points} percentage points, short of {goal}"
        "{chance}.",
    )
    if (gap.value or 0.0) <= 0:
        words = (
            "{by}, “{plan}” đạt {goal} ở phương án trung tâm, vượt {people} người{chance}.",
            "{by}, “{plan}” reaches {goal} in the central run and exceeds it by {people} "
            "people{chance}.",
        )
    size = replace(unsigned(points, "beyond"), unit="point", signed=False, low=None, high=None)
    return say(
        *words,
        by=source.counting.by(source.until),
        plan=scenario.title,
        people=_people(gap),
        points=size,
        goal=_goal(source, target),
        chance=_chance(source, scenario, target),
    )


def _chance(source: Source, scenario: Scenario, target: Target) -> Words:
    """Return the chance of a target that was assigned to the place."""
    found = source.number(
        scenario.name, "gap_to_target_points", source.until, "chance", target.indicator
    )
    if found.value is None or target.place != source.region.code:
        return NOTHING
    return say("; khả năng đạt: {chance}", "; chance of reaching it: {chance}", chance=found)


def _under_base(source: Source, target: Target) -> Words:
    gap = gap_to(source, source.base, target)
    words = (
        "Theo “{base}” còn thiếu {people} người.",
        "Under “{base}” the shortfall is {people} people.",
    )
    if (gap.value or 0.0) <= 0:
        words = (
            "Theo “{base}” cũng đạt, vượt {people} người.",
            "Under “{base}” it is reached too, and exceeded by {people} people.",
        )
        if (gap_to(source, source.scenarios[-1], target).value or 0.0) > 0:
            words = words[0].replace("cũng ", ""), words[1].replace(" too", "")
    return say(*words, base=source.base.title, people=_people(gap))


def _beside(source: Source, scenario: Scenario, target: Target) -> Words:
    """Return how the scenario stands against the target of another share."""
    gap = gap_to(source, scenario, target)
    words = "{of} ({goal}): còn thiếu {people} người.", "{of} ({goal}): {people} people short."
    if (gap.value or 0.0) <= 0:
        words = (
            "{of} ({goal}): đạt, vượt {people} người.",
            "{of} ({goal}): reached and exceeded by {people} people.",
        )
    return say(
        *words,
        of=SHORT[target.indicator],
        goal=_goal(source, target),
        people=_people(gap),
    )


def cost(source: Source) -> Step:
    """Return what the scenario costs, beyond its base too, and who pays."""
    last = source.scenarios[-1]
    found = source.accounts[last.name]
    title = Text("Chi phí và ai chi", "What it costs and who pays")
    if rounded(found.sums[TOTAL].value / 1000, 1) == 0:
        none = say(
            "“{plan}” không có khoản chi công nào trong các năm {span}.",
            "“{plan}” has no public cost in {span}.",
            plan=last.title,
            span=found.span,
        )
        return Step("cost", title, none)
    statement = say(
        "Chi công các năm {span} theo “{plan}”: {total} tỷ đồng{beyond}.",
        "Public cost of {span} under “{plan}”: {total} billion VND{beyond}.",
        span=found.span,
        plan=last.title,
        total=spread(_sum(found, TOTAL)),
        beyond=_beyond(source, found),
    )
    points: list[Words] = [_paid(found)]
    points += _each(source, found)
    points.append(JUDGED)
    prices = say("Giá năm {year}.", "Prices of {year}.", year=str(source.region.base_year))
    return Step("cost", title, statement, tuple(points), _lines(source, found), (prices,))


def _sum(found: Accounts, line: str) -> Number:
    return billions(found.sums[line], f"{found.scenario}/cost.{line}/{found.span}/value")


def _beyond(source: Source, found: Accounts) -> Words:
    if found.scenario == found.base:
        return NOTHING
    traced = f"{found.scenario}/cost.beyond/{found.span}/value"
    amount = billions(found.added_cost, traced)
    words = ", nhiều hơn “{base}” {more} tỷ đồng", ", {more} billion VND more than “{base}”"
    if rounded(found.added_cost.value / 1000, 1) < 0:
        words = ", ít hơn “{base}” {more} tỷ đồng", ", {more} billion VND less than “{base}”"
    elif rounded(found.added_cost.value / 1000, 1) == 0:
        words = ", bằng “{base}”", ", as under “{base}”"
    return say(*words, base=source.base.title, more=spread(unsigned(amount, "less")))


def _paid(found: Accounts) -> Words:
    shown = costs.payers_shown(costs.billions_shown(found))
    told = [
        say(
            "{who} {money} tỷ đồng",
            "{who} {money} billion VND",
            who=costs.PAYERS[payer].lowered,
            money=spread(
                billions(
                    found.payers[payer],
                    f"{found.scenario}/cost.by_{payer}/{found.span}/value",
                    shown[payer],
                )
            ),
        )
        for payer in _PAYERS
        if rounded(shown.get(payer, 0.0), 1) > 0
    ]
    return say("Nguồn chi: {told}.", "Paid by: {told}.", told=chain(told, "; "))


def _each(source: Source, found: Accounts) -> list[Words]:
    """Return the cost of each added participant, where enough share it and it is a cost."""
    amount = found.per_person
    each = millions(amount, f"{found.scenario}/cost.per_person/{found.span}/value")
    told = each.value is not None and each.value > 0 and found.added_people.value > 0
    if not told or not math.isfinite(amount.high):
        return []  # where too few share it in too many draws it has no upper end
    words = (
        "Bình quân {each} triệu đồng cho một người tham gia tăng thêm.",
        "{each} million VND on average for each added participant.",
    )
    return [say(*words, each=spread(each))]


def _lines(source: Source, found: Accounts) -> Chart:
    """Return the lines of public cost as bars with their ranges, the greatest first.

    Who pays most of the lines is said once, above them; the others say who pays.
    """
    shown = costs.billions_shown(found)
    names = sorted((n for n in shown if n in LINES), key=lambda n: -shown[n][-1])

    payers = [LINES[name].payer for name in names]
    usual = max(payers, key=payers.count)

    def label(name: str) -> Words:
        payer = LINES[name].payer
        if payer == usual:
            return LINES[name].label.bare
        return chain([LINES[name].label.bare, " (", costs.PAYERS[payer].lowered, ")"], "")

    caption = say(
        "Chi công các năm {span}; khoản không ghi nguồn: {payer}",
        "Public cost of {span}; paid by {payer} unless said otherwise",
        span=found.span,
        payer=costs.PAYERS[usual].lowered,
    )
    table = table_of(
        caption,
        names,
        (Text("Khoản chi", "Line"), label),
        (
            Text("Tỷ đồng", "Billion VND"),
            lambda name: replace(_sum(found, name), value=shown[name][-1]),
        ),
    )
    spoken = (
        chain([label(name), ": ", row[1]], "") for name, row in zip(names, table.rows, strict=True)
    )
    told = chain([caption, ". ", chain(spoken, "; "), "."], "")
    return Chart(table, told, Text("tỷ đồng", "billion VND"), "bars")


def first_to_act(source: Source) -> list[Step]:
    """Return who must begin, and the localities that must bring most; none where nobody must."""
    offices, places = _offices(source), _places(source)
    parts = [words for words in (*offices, places) if words != ""]
    if not parts:
        return []
    return [
        Step(
            "first",
            Text("Ai phải làm trước", "Who must act first"),
            parts[0],
            tuple(parts[1:]),
            _table(source),
            (),
        )
    ]


def _offices(source: Source) -> list[Words]:
    """Return the earliest measures, those that add most where they are many, and who answers."""
    last = source.scenarios[-1]
    first = first_start(last, source.region)
    begins = {
        name: calendar_year(last.levers[name].start, first)
        for group in GROUPS
        for name in levers_of(source, group)
        if name in measures_of(last)
    }
    year = min(begins.values(), default=None)
    if year is None or year > source.until:
        return []
    names = [name for name, start in begins.items() if start == year]
    if len(names) <= _NAMED:
        first_words = say(
            "Bắt đầu trước nhất, từ năm {year}: {what}.",
            "First to begin, in {year}: {what}.",
            year=str(year),
            what=chain([LEVERS[name].label.lowered for name in names], "; "),
        )
        return [first_words, _answer(names)]
    adding = [part for part in parts_of(source) if (part.people.value or 0.0) > 0]
    by_group = [[n for n in levers_of(source, part.of.group) if n in names] for part in adding]
    most = [name for levers in by_group for name in levers][:_NAMED]
    begin = say(
        "Từ năm {year} có {n} giải pháp cùng bắt đầu{most}.",
        "In {year}, {n} solutions begin together{most}.",
        year=str(year),
        n=str(len(names)),
        most=_most(most),
    )
    return [begin, _answer(most or names)]


def _answer(names: Sequence[str]) -> Words:
    return say("Chịu trách nhiệm: {who}.", "Responsible: {who}.", who=responsible(names))


def _most(names: Sequence[str]) -> Words:
    """Return the first levers of the groups that add most people."""
    if not names:
        return NOTHING
    return say(
        ", đứng đầu về số người tăng thêm: {what}",
        "; those that add most: {what}",
        what=chain([LEVERS[name].label.lowered for name in names], "; "),
    )


def _rises(found: Programme) -> list[tuple[str, Cell, int]]:
    """Return code, name and rise over all years of each locality, the greatest first."""
    sums: dict[str, int] = {}
    for target in found.targets:
        if target.type in PARTS:
            sums[target.locality.code] = sums.get(target.locality.code, 0) + target.rise
    named = [(place.code, place.name, sums.get(place.code, 0)) for place in found.places]
    return sorted(named, key=lambda item: -item[2])


def _rise(source: Source, code: str, people: int) -> Number:
    name = source.scenarios[-1].name
    return Number(people, "person", tag=tag(name, f"rise.{code}", source.until, "persons"))


def _places(source: Source) -> Words:
    """Return the localities that must bring most, where the whole must rise at all."""
    found = source.programme
    if found is None or len(found.places) < 2:
        return ""
    rises = _rises(found)
    whole = sum(people for *_, people in rises)
    top = [item for item in rises[:2] if item[2] > 0]
    if whole <= 0 or not top:
        return ""
    years = f"{found.years[0]}-{found.years[-1]}" if len(found.years) > 1 else str(found.years[0])
    return say(
        "Phải tăng nhiều nhất trong {years}: {top}; cả tỉnh {whole} người.",
        "Must rise most in {years}: {top}; the whole province {whole} people.",
        years=years,
        top=chain(
            [chain([name, " ", _rise(source, code, people)], "") for code, name, people in top],
            ", ",
        ),
        whole=_rise(source, "all", whole),
    )


def _table(source: Source) -> Table | None:
    """Return the localities that must rise most."""
    found = source.programme
    if found is None or _places(source) == "":
        return None
    top = [item for item in _rises(found)[:_PLACES] if item[2] > 0]
    caption = Text("Địa phương phải tăng nhiều nhất", "Localities that must rise most")
    if found.assumed:
        caption = Text(
            f"{caption.vi} (chia theo dân số, việc làm; chưa có số riêng)",
            f"{caption.en} (split by people and jobs; no counts of their own)",
        )
    return table_of(
        caption,
        top,
        (Text("Địa phương", "Locality"), lambda item: item[1]),
        (
            Text("Tăng thêm, người", "Rise, people"),
            lambda item: _rise(source, item[0], item[2]),
        ),
        widths=(3, 1),
    )
