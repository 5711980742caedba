"""The page in front: what the scenario brings, costs and misses, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from simulator.analysis.costing.accounts import TOTAL
from simulator.indicators import INDICATORS
from simulator.inputs.figures import Target
from simulator.report.appendix.parts import spending
from simulator.report.appendix.roadmap import yearly
from simulator.report.appendix.source import LAST_YEAR, Source, tag
from simulator.report.document import (
    Appendix,
    Block,
    Cell,
    Number,
    Paragraph,
    Sentence,
    Words,
    chain,
    note,
    say,
)
from simulator.report.results.projects import judged_projects
from simulator.report.statements import mostly_judged
from simulator.report.writers.paper import ESTIMATE_MARK
from simulator.schemes import COUNTS, SHARES
from simulator.text import NOTHING, Text, joined

_STARTS = (*COUNTS, "labour_force_working_age")
_LEADS = (
    Text("Kết quả. ", "Result. "),
    Text("Chi phí. ", "Cost. "),
    Text("So với chỉ tiêu. ", "Against targets. "),
    Text("Mức độ chắc chắn. ", "How sure. "),
    Text("Cần làm trước khi thông qua. ", "To do before adoption. "),
)


def filled(words: Text, **cells: Cell) -> list[Cell]:
    """Return a sentence with numbers and texts in the places that ``{name}`` marks."""
    return [Sentence(words, cells)]


def summary(source: Source) -> Appendix:
    """Return the summary: five short paragraphs and the path year by year."""
    made = [_brings(source), _costs(source), _missing(source), _sure(source), _basis(source)]
    told = [(lead, cells) for lead, cells in zip(_LEADS, made, strict=True) if cells]
    blocks: list[Block] = [
        Paragraph((chain([f"{i}. ", lead], ""), *cells), "point")
        for i, (lead, cells) in enumerate(told, start=1)
    ]
    abbreviations = Text(
        "BHXH: bảo hiểm xã hội; BHTN: bảo hiểm thất nghiệp. Số của các năm sau năm gốc là dự báo. "
        "Người tham gia BHTN đã nằm trong số tham gia BHXH bắt buộc, không cộng thêm.",
        "SI: social insurance; UI: unemployment insurance. Years after the base year are "
        "projected. UI participants are among those in compulsory insurance.",
    )
    blocks += [yearly(source), note(abbreviations)]
    return Appendix("", Text("Tóm tắt", "Summary"), tuple(blocks))


def _brings(source: Source) -> list[Cell]:
    last, base = source.scenarios[-1], source.base
    by = source.counting.by(LAST_YEAR)
    said = filled(
        Text(
            f"{by.vi}, theo kịch bản “{last.title.vi}”, có khoảng {{mine}} người "
            "tham gia BHXH, bằng {share} lực lượng lao động trong độ tuổi",
            f"{by.en}, under “{last.title.en}”, about {{mine}} people are in "
            "social insurance, {share} of the working-age labour force",
        ),
        mine=source.number(last.name, "si_participants", LAST_YEAR),
        share=source.number(last.name, "si_share", LAST_YEAR),
    )
    if last.name == base.name:
        return [*said, "."]
    added = source.added(last.name, LAST_YEAR)
    return said + filled(
        joined(
            [
                Text(
                    "; so với kịch bản “{base}” ({bare} người, {bare_share})",
                    "; against “{base}” ({bare} people, {bare_share})",
                ),
                more_or_fewer(added.value or 0.0),
            ]
        ),
        base=base.title,
        bare=source.number(base.name, "si_participants", LAST_YEAR),
        bare_share=source.number(base.name, "si_share", LAST_YEAR),
        added=_unsigned(source, added),
    )


def _unsigned(source: Source, added: Number) -> Number:
    """Return people added without a sign, for a sentence whose words say which way."""
    if (added.value or 0.0) >= 0:
        return added
    traced = tag(source.scenarios[-1].name, "added.sum", LAST_YEAR, "fewer")
    return replace(added, value=-(added.value or 0.0), tag=traced)


def more_or_fewer(added: float) -> Text:
    """Return the end of a sentence on people added, ``{added}`` being their number unsigned."""
    if added == 0:
        return Text("không khác.", "nothing changes.")
    if added < 0:
        return Text("giảm {added} người.", "it has {added} people fewer.")
    return Text("tăng thêm {added} người.", "it adds {added} people.")


def _costs(source: Source) -> list[Cell]:
    last = source.scenarios[-1]
    found, lines = source.accounts[last.name], spending(source)
    span = f"{found.years[0]}-{found.years[-1]}"
    total, work = found.sums[TOTAL], lines.get("public_investment", 0.0)
    said = filled(
        Text(
            f"Tổng chi công các năm {span} khoảng {{value}} tỷ đồng theo giá năm "
            f"{source.region.base_year} (khoảng 80 %: từ {{low}} đến {{high}})",
            f"Public cost of {span} is about {{value}} billion VND at prices of "
            f"{source.region.base_year} (80% range: {{low}} to {{high}})",
        ),
        value=source.amount(f"{last.name}/total", 1000 * lines[TOTAL], span),
        low=source.amount(f"{last.name}/total", total.low, span, "low"),
        high=source.amount(f"{last.name}/total", total.high, span, "high"),
    )
    if work:
        part = Text(
            ", trong đó đầu tư công cho dự án {work} tỷ đồng",
            ", {work} of them public investment for projects",
        )
        name = f"{last.name}/public_investment"
        said += filled(part, work=source.amount(name, 1000 * work, span))
    if last.name == source.base.name:
        return [*said, "."]
    more = Text(
        "; phần chi thêm so với “{base}” là {added} tỷ đồng.",
        "; what is beyond “{base}” is {added} billion VND.",
    )
    if found.added_cost.value < 0:
        more = Text(
            "; ít hơn “{base}” {added} tỷ đồng.", "; {added} billion VND less than “{base}”."
        )
    added = source.amount(f"{last.name}/beyond", found.added_cost.value, span)
    added = replace(added, value=abs(added.value or 0.0))
    base = source.base.title
    return said + filled(more, base=base, added=added)


def _targets(source: Source) -> list[Target]:
    known = source.region.target_shares(source.scenarios[-1].targets)
    name = source.scenarios[-1].name

    def projected(target: Target) -> bool:
        return source.number(name, target.indicator, LAST_YEAR).value is not None

    return [t for t in known if t.year == LAST_YEAR and t.indicator in SHARES and projected(t)]


def _whose(source: Source, target: Target) -> Text:
    """Return whether a target is the place's own or the nation's, which nobody assigned to it."""
    if target.place == source.region.code:
        return Text("chỉ tiêu", "target")
    return Text("chỉ tiêu cả nước", "national target")


def _missing(source: Source) -> list[Cell]:
    name = source.scenarios[-1].name
    start = chain([source.counting.by(LAST_YEAR), ": "], "")
    said: list[Cell] = []
    for target in _targets(source):
        said += filled(
            Text("{comma}{of} ({goal}) {gap}", "{comma}{of} ({goal}) {gap}"),
            comma="; " if said else start,
            of=_short(target.indicator),
            goal=chain([_whose(source, target), Number(target.value, "stated_share")], " "),
            gap=source.gap_said(name, target.indicator, LAST_YEAR),
        )
    return [*said, "."] if said else []


def _sure(source: Source) -> list[Cell]:
    last = source.scenarios[-1]
    if source.number(last.name, "si_participants", LAST_YEAR, "low").value is None:
        return _experience(source)
    said = filled(
        Text(
            "Theo mô hình, số người tham gia BHXH có khoảng 80 % khả năng nằm trong khoảng từ "
            "{low} đến {high} người",
            "By the model, participants lie between {low} and {high} with a chance of about 80%",
        ),
        low=source.number(last.name, "si_participants", LAST_YEAR, "low"),
        high=source.number(last.name, "si_participants", LAST_YEAR, "high"),
    )
    # A share that the nation is to reach is no verdict on a place to which nobody assigned it.
    assigned = [t for t in _targets(source) if t.place == source.region.code]
    for i, target in enumerate(assigned):
        of = target.indicator
        said += filled(
            Text("{start}{of} {chance}", "{start}{of} {chance}"),
            start=", " if i else Text("; khả năng đạt chỉ tiêu: ", "; chance of the target: "),
            of=_short(of),
            chance=source.number(last.name, "gap_to_target_points", LAST_YEAR, "chance", of),
        )
    return [*said, ". ", *_experience(source)]


def _experience(source: Source) -> list[Cell]:
    """Return how forecasts of the past turned out, in one or two sentences."""
    found = source.tested
    if found is None:
        return []
    scores = {s.series: s for s in found.scores if s.method == "model" and s.horizon is None}
    known = [name for name in COUNTS if name in scores]
    covered = chain(
        chain([_short(name), Number(scores[name].coverage, "whole_share")], " ") for name in known
    )
    said: list[Cell] = [past_ranges([scores[name].coverage for name in known], covered)]
    behind = [_short(name) for name in known if found.trend_is_better(name)]
    if behind:
        said.append(
            say(
                " Với {names}, đường xu thế đơn giản dự báo sát hơn mô hình: dùng các con số này "
                "để so sánh phương án, không phải để cam kết mức đạt được.",
                " For {names} a simple trend line did better than the model: use the numbers to "
                "compare options, not as promises.",
                names=Text(" và ".join(b.vi for b in behind), " and ".join(b.en for b in behind)),
            )
        )
    return said


def past_ranges(held: Sequence[float], covered: Words) -> Sentence:
    """Return how often 80% ranges held the true count, and what follows where it was less.

    Parameters
    ----------
    held : share of the cases by series
    covered : those shares in words
    """
    follows = NOTHING
    if min(held, default=1.0) < RANGE_HOLDS:
        follows = Text(
            ", nên độ bất định thực tế có thể lớn hơn", ", so the true uncertainty may be larger"
        )
    return say(
        "Thử dự báo lại các năm đã qua, khoảng này chứa số thật: {covered} số lần{follows}.",
        "In forecasts of past years the range held the true count in: {covered} of the "
        "cases{follows}.",
        covered=covered,
        follows=follows,
    )


RANGE_HOLDS = 0.8
"""Share of outcomes that an 80% range should hold."""


def _basis(source: Source) -> list[Cell]:
    """Return what the province must put in before the paper is used."""
    region = source.region
    starts = [region.figure(name, region.base_year) for name in _STARTS]
    projects = source.projections[source.scenarios[-1].name].projects
    said = []
    if any(figure is None or not figure.counted for figure in starts):
        said.append(
            Text(
                f"Thay các số ước tính của năm {region.base_year}, đánh dấu {ESTIMATE_MARK.vi}, "
                "bằng số của cơ quan BHXH và thống kê.",
                f"Replace the estimates of {region.base_year}, marked {ESTIMATE_MARK.en}, by "
                "figures of the social insurance and statistics offices.",
            )
        )
    if judged_projects([found.project for found in projects]):
        said.append(
            Text(
                "Thay vốn dự án là nhận định bằng số của tỉnh (Phụ lục V).",
                "Replace capital that is judgement by the province's figures (appendix V).",
            )
        )
    judged = mostly_judged(source.scenarios[-1])
    why = Text(
        ": tác động và đơn giá phần lớn dựa trên bằng chứng ở nơi khác hoặc nhận định",
        ": effects and prices mostly rest on evidence from elsewhere or judgement",
    )
    said.append(
        Text(
            f"Xem lại các giả định{why.vi if judged else ''} (Phụ lục VII).",
            f"Go through the assumptions{why.en if judged else ''} (appendix VII).",
        )
    )
    return [joined(said)]


def _short(indicator: str) -> Text:
    """Return an indicator's name without what stands in brackets."""
    return INDICATORS[indicator].label.bare.lowered
