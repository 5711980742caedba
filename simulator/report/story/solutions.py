"""The steps in the middle: what each solution adds, and what all of them do together."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from simulator.analysis.causes.attribution import GROUPS, Contribution, Explanation
from simulator.inputs.figures import GRADES
from simulator.inputs.words import assumption_words
from simulator.levers import LEVERS, Group
from simulator.report.appendix.programme import unsplit_words
from simulator.report.appendix.source import Source
from simulator.report.document import Cell, Chart, Number, Table, Words, chain, say
from simulator.report.results import contributions
from simulator.report.results.amounts import persons
from simulator.report.results.evidence_grade import PALE, WEAK, grade_of
from simulator.report.results.localities import responsible
from simulator.report.statements import JUDGED
from simulator.report.story.parts import Step, spread, unsigned
from simulator.text import Text


class Part(NamedTuple):
    """One group of levers: what it contributes, what it is called, and that as printed."""

    of: Contribution
    label: Words
    people: Number
    money: Number | None


def parts_of(source: Source) -> list[Part]:
    """Return what each group contributes, the greatest first; none where it cannot be split."""
    found = source.explanations.get(source.scenarios[-1].name)
    if found is None:
        return []
    made: list[Part] = []
    rows = contributions.table(found).rows[:-1]
    for one, (_, people, *money) in zip(found.contributions, rows, strict=True):
        assert isinstance(people, Number)
        amount = money[0] if money and isinstance(money[0], Number) else None
        made.append(Part(one, _label(source, one), people, amount))
    return sorted(made, key=lambda part: -(part.people.value or 0.0))


def _label(source: Source, one: Contribution) -> Words:
    """Return what a group is called; of the last one, which holds the rest, its only lever."""
    used = levers_of(source, one.group)
    return LEVERS[used[0]].label if one.group == "other" and len(used) == 1 else one.label


def solutions(source: Source) -> list[Step]:
    """Return a step for each group of levers that does anything."""
    found = parts_of(source)
    return [_solution(source, found, i) for i in range(len(found))]


def _solution(source: Source, found: Sequence[Part], i: int) -> Step:
    part = found[i]
    used = levers_of(source, part.of.group)
    # What nobody pulls has no price, though what it moves costs a little more or less.
    price = [] if used and all(_shocks(used)) else [_cost(source, part)]
    points = [*price, *_evidence(used), *_who(used)]
    return Step(
        f"solution.{part.of.group}",
        _heading(source, found, i),
        _adds(source, part),
        tuple(words for words in points if words != ""),
        _steps(source, found[: i + 1], whole=False),
        _basis(source, used),
    )


def _shocks(used: Sequence[str]) -> list[bool]:
    """Return which levers are shocks, which happen and are no solution."""
    return [LEVERS[name].group is Group.SHOCK for name in used]


def _heading(source: Source, found: Sequence[Part], i: int) -> Words:
    """Return what a part is called: the which of the solutions, or what befalls the place."""
    label = found[i].label
    shocks = [_shocks(levers_of(source, part.of.group)) for part in found]
    if any(shocks[i]):
        mixed = Text("Giải pháp và tình huống bất lợi khác", "Other levers and shocks")
        alone = say("Tình huống bất lợi: {label}", "Shock: {label}", label=label)
        return alone if all(shocks[i]) else mixed
    at, of = (str(sum(not any(shock) for shock in part)) for part in (shocks[: i + 1], shocks))
    return say(
        "Giải pháp {i}/{n}: {label}", "Solution {i} of {n}: {label}", i=at, n=of, label=label
    )


def _adds(source: Source, part: Part) -> Words:
    people = part.people
    value = people.value or 0.0
    words = (
        "{label} giúp tăng thêm {people} người tham gia BHXH {at}.",
        "{label}: {people} people more in social insurance {at}.",
    )
    if value < 0:
        words = (
            "{label} làm giảm {people} người tham gia BHXH {at}.",
            "{label}: {people} people fewer in social insurance {at}.",
        )
    elif value == 0:
        words = (
            "{label} không làm thay đổi số người tham gia BHXH {at}.",
            "{label} does not change the number of people in social insurance {at}.",
        )
    at = source.counting.at(source.until)
    return say(*words, label=part.label, people=spread(unsigned(people, "fewer")), at=at)


def _cost(source: Source, part: Part) -> Words:
    """Return what the group costs beyond the base, by the digits shown."""
    money = part.money
    if money is None or money.value is None:
        return ""
    span = source.accounts[source.scenarios[-1].name].span
    words = (
        "Chi thêm {money} tỷ đồng, cộng các năm {span}.",
        "Costs {money} billion VND more, {span}.",
    )
    if round(money.value, 1) < 0:
        words = (
            "Giảm chi {money} tỷ đồng, cộng các năm {span}.",
            "Saves {money} billion VND, {span}.",
        )
    elif round(money.value, 1) == 0:
        return say("Không phải chi thêm.", "No added public cost.")
    return say(*words, money=spread(unsigned(money, "less")), span=span)


def levers_of(source: Source, group: str) -> list[str]:
    """Return the levers of a group by which the scenario differs from what is neutral."""
    scenario = source.scenarios[-1]

    def moves(name: str) -> bool:
        if name == "investment" and scenario.projects:
            return True
        path = scenario.levers.get(name)
        neutral = LEVERS[name].neutral
        return path is not None and any(q.value != neutral for q in path.level.values())

    return [name for name in GROUPS[group][1] if moves(name)]


def _evidence(used: Sequence[str]) -> list[Words]:
    """Return on what kind of evidence the effects of some levers rest."""
    by_grade: dict[str, list[Text]] = {}
    for name in used:
        if LEVERS[name].group is not Group.SHOCK:
            by_grade.setdefault(LEVERS[name].grade, []).append(LEVERS[name].label)
    if not by_grade:
        return []
    told: list[Cell] = []
    for grade, labels in sorted(by_grade.items(), key=lambda item: item[0] or "Z"):
        kind: Cell = Text(
            "tính trực tiếp từ mức đề ra", "follows directly from the level that is set"
        )
        if grade:
            kind = chain([Text("loại ", "grade "), grade, ", ", GRADES[grade].lowered], "")
        named = (
            chain([" (", chain([x.lowered for x in labels]), ")"], "") if len(by_grade) > 1 else ""
        )
        told.append(chain([kind, named], ""))
    lead = "Bằng chứng về tác động: {told}.", "Evidence of the effect: {told}."
    return [say(*lead, told=chain(told, "; "))]


def _who(used: Sequence[str]) -> list[Words]:
    """Return who answers for the levers of a group, and which of them nobody pulls."""
    pulled = [name for name in used if LEVERS[name].group is not Group.SHOCK]
    shocks = [LEVERS[name].label.lowered for name in used if name not in pulled]
    told: list[Words] = []
    if pulled:
        who = responsible(pulled)
        told.append(say("Chịu trách nhiệm: {who}.", "Responsible: {who}.", who=who))
    if shocks:
        lead = (
            "Gồm cả điều ngoài tầm quyết định của tỉnh: {what}.",
            "With what is not for the province to decide: {what}.",
        )
        told.append(say(*lead, what=chain(shocks, "; ")))
    return told


def _basis(source: Source, used: Sequence[str]) -> tuple[Words, ...]:
    """Return the assumptions that carry the effect and the price of some levers."""
    known = source.projections[source.scenarios[-1].name].assumptions
    wanted = [key for name in used for key in (*LEVERS[name].parameters, *LEVERS[name].prices)]
    told: dict[str, Words] = {}
    for assumption in known.values():
        if assumption.name in wanted and assumption.name not in told:
            told[assumption.name] = say(
                "{label} (loại {grade}): {why}",
                "{label} (grade {grade}): {why}",
                label=assumption_words(assumption.name),
                grade=assumption.grade,
                why=assumption.why,
            )
    return tuple(told.values())


def together(source: Source) -> Step:
    """Return what the scenario adds to its base, and how its solutions make it up."""
    last, found = source.scenarios[-1], parts_of(source)
    added = _added(source, source.explanations.get(last.name))
    words = (
        "Theo “{plan}”, {at} có {people} người tham gia BHXH, bằng {share} lực lượng lao động "
        "trong độ tuổi, nhiều hơn “{base}” {added} người.",
        "“{plan}” has {added} people more in social insurance than “{base}” {at}: {people}, "
        "{share} of the working-age labour force.",
    )
    if (added.value or 0.0) < 0:
        words = words[0].replace("nhiều hơn", "ít hơn"), words[1].replace("more", "fewer", 1)
    elif added.value == 0:
        words = (
            "Theo “{plan}”, {at} có {people} người tham gia BHXH, bằng {share} lực lượng lao động "
            "trong độ tuổi, không khác “{base}”.",
            "“{plan}” has as many people in social insurance as “{base}” {at}: {people}, "
            "{share} of the working-age labour force.",
        )
    statement = say(
        *words,
        plan=last.title,
        base=source.base.title,
        added=spread(unsigned(added, "fewer")),
        at=source.counting.at(source.until),
        people=spread(source.ranged(last.name, "si_participants", source.until)),
        share=spread(source.ranged(last.name, "si_share", source.until)),
    )
    unsplit = last.name not in source.explanations
    return Step(
        "together",
        Text("Cộng các giải pháp", "Together"),
        statement,
        (unsplit_words(source.base, [last]),) if unsplit else (),
        _steps(source, found, whole=True),
        (JUDGED,) if any(part.money for part in found) else (),
    )


def _added(source: Source, found: Explanation | None) -> Number:
    """Return the participants beyond the base, with the range that stands wherever it is told."""
    name = source.scenarios[-1].name
    plain = source.added(name, source.until)
    if found is not None:
        whole = contributions.table(found).rows[-1][1] if found.contributions else plain
        return whole if isinstance(whole, Number) else plain
    return persons(source.accounts[name].added_people, plain.tag)


def _steps(source: Source, parts: Sequence[Part], *, whole: bool) -> Chart:
    """Return a waterfall from the base through groups of levers, to the scenario or so far."""
    base, last = source.base, source.scenarios[-1]
    start = source.number(base.name, "si_participants", source.until)
    reached = (start.value or 0.0) + sum(part.people.value or 0.0 for part in parts)
    end: tuple[Words, Number] = (Text("Sau giải pháp này", "So far"), Number(reached, "person"))
    if whole:
        end = (last.title, source.number(last.name, "si_participants", source.until))
        if not parts:
            rest = source.added(last.name, source.until)
            parts_rows: list[tuple[Cell, Cell]] = [(Text("Chênh lệch", "Difference"), rest)]
    if parts or not whole:
        parts_rows = [(part.label, part.people) for part in parts]
    caption = Text(
        f"Người tham gia BHXH {source.counting.at(source.until).vi}",
        f"People in social insurance {source.counting.at(source.until).en}",
    )
    rows: list[tuple[Cell, ...]] = [(base.title, start), *parts_rows, end]
    table = Table(caption, ("", Text("Người", "People")), tuple(rows))
    spoken = chain((chain([name, ": ", people], "") for name, people in rows), "; ")
    told = chain([caption, ". ", spoken, "."], "")
    weak = frozenset(
        i for i, part in enumerate(parts, start=1) if grade_of(part.of.group, last) == WEAK
    )
    return Chart(table, told, Text("người", "people"), "waterfall", pale=weak, pale_words=PALE)
