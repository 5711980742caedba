"""The page in front: what the scenario brings, costs and misses, and how sure that is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from simulator.analysis.accounts import TOTAL
from simulator.analysis.backtest_scores import COUNTED
from simulator.indicators import INDICATORS, SHARES
from simulator.inputs.figures import Target
from simulator.report.appendix.document import (
    ESTIMATE_MARK,
    Appendix,
    Block,
    Cell,
    Number,
    Paragraph,
)
from simulator.report.appendix.jobs_and_classes import judged_projects
from simulator.report.appendix.parts import filled, note, spending
from simulator.report.appendix.roadmap import yearly
from simulator.report.appendix.source import LAST_YEAR, Source, tag
from simulator.report.numbers import MINUS, format_share
from simulator.report.statements import joined, mostly_judged
from simulator.text import Text

_STARTS = (*COUNTED, "labour_force_working_age")
_LEADS = (
    Text("Kết quả. ", "Result. "),
    Text("Chi phí. ", "Cost. "),
    Text("So với chỉ tiêu. ", "Against targets. "),
    Text("Mức độ chắc chắn. ", "How sure. "),
    Text("Cần làm trước khi thông qua. ", "To do before adoption. "),
)


def summary(source: Source) -> Appendix:
    """Return the summary: five short paragraphs and the path year by year."""
    words = source.language
    made = [_brings(source), _costs(source), _missing(source), _sure(source), _basis(source)]
    told = [(lead, cells) for lead, cells in zip(_LEADS, made, strict=True) if cells]
    blocks: list[Block] = [
        Paragraph((f"{i}. {lead.in_(words)}", *cells), "point")
        for i, (lead, cells) in enumerate(told, start=1)
    ]
    abbreviations = Text(
        "BHXH: bảo hiểm xã hội; BHTN: bảo hiểm thất nghiệp. Số của các năm sau năm gốc là dự báo. "
        "Người tham gia BHTN đã nằm trong số tham gia BHXH bắt buộc, không cộng thêm.",
        "SI: social insurance; UI: unemployment insurance. Years after the base year are "
        "projected. UI participants are among those in compulsory insurance.",
    )
    blocks += [yearly(source), note(source, abbreviations)]
    return Appendix("", Text("Tóm tắt", "Summary").in_(words), tuple(blocks))


def _brings(source: Source) -> list[Cell]:
    last, base = source.scenarios[-1], source.base
    by = source.counting.by(LAST_YEAR)
    said = filled(
        source,
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
        source,
        joined(
            [
                Text(
                    "; so với kịch bản “{base}” ({bare} người, {bare_share})",
                    "; against “{base}” ({bare} people, {bare_share})",
                ),
                more_or_fewer(added.value or 0.0),
            ]
        ),
        base=base.title.in_(source.language),
        bare=source.number(base.name, "si_participants", LAST_YEAR),
        bare_share=source.number(base.name, "si_share", LAST_YEAR),
        added=_unsigned(source, added),
    )


def _unsigned(source: Source, added: Number) -> Number:
    """Return people added without a sign, for a sentence whose words say which way."""
    if (added.value or 0.0) >= 0:
        return added
    traced = tag(source.scenarios[-1].name, "added.sum", LAST_YEAR, "fewer")
    return replace(added, text=added.text.lstrip(MINUS), tag=traced)


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
        source,
        Text(
            f"Tổng chi công các năm {span} khoảng {{value}} tỷ đồng theo giá năm "
            f"{source.region.base_year} (khoảng 80 %: từ {{low}} đến {{high}})",
            f"Public cost of {span} is about {{value}} billion VND at prices of "
            f"{source.region.base_year} (80 % range: {{low}} to {{high}})",
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
        said += filled(source, part, work=source.amount(name, 1000 * work, span))
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
    added = replace(added, text=added.text.lstrip(MINUS))
    base = source.base.title.in_(source.language)
    return said + filled(source, more, base=base, added=added)


def _targets(source: Source) -> list[Target]:
    known = source.region.target_shares(source.scenarios[-1].targets)
    name = source.scenarios[-1].name

    def projected(target: Target) -> bool:
        return source.number(name, target.indicator, LAST_YEAR).value is not None

    return [t for t in known if t.year == LAST_YEAR and t.indicator in SHARES and projected(t)]


def _missing(source: Source) -> list[Cell]:
    words, name = source.language, source.scenarios[-1].name
    by = source.counting.by(LAST_YEAR)
    start = Text(f"{by.vi}: ", f"{by.en}: ").in_(words)
    said: list[Cell] = []
    for target in _targets(source):
        said += filled(
            source,
            Text("{comma}{of} ({goal}) {gap} người", "{comma}{of} ({goal}) {gap} people"),
            comma="; " if said else start,
            of=_short(target.indicator, words),
            goal=Text("chỉ tiêu ", "target ").in_(words) + format_share(target.value, words, 0),
            gap=source.gap(name, target.indicator, LAST_YEAR, said=True),
        )
    return [*said, "."] if said else []


def _sure(source: Source) -> list[Cell]:
    last, words = source.scenarios[-1], source.language
    if source.number(last.name, "si_participants", LAST_YEAR, "low").value is None:
        return [_experience(source).strip()]
    said = filled(
        source,
        Text(
            "Theo mô hình, số người tham gia BHXH có khoảng 80 % khả năng nằm trong khoảng từ "
            "{low} đến {high} người",
            "By the model, participants lie between {low} and {high} with a chance of about 80 %",
        ),
        low=source.number(last.name, "si_participants", LAST_YEAR, "low"),
        high=source.number(last.name, "si_participants", LAST_YEAR, "high"),
    )
    for i, target in enumerate(_targets(source)):
        of = target.indicator
        said += filled(
            source,
            Text("{start}{of} {chance}", "{start}{of} {chance}"),
            start=", " if i else Text("; khả năng đạt chỉ tiêu: ", "; chances: ").in_(words),
            of=_short(of, words),
            chance=source.number(last.name, "gap_to_target_points", LAST_YEAR, "chance", of),
        )
    return [*said, ".", _experience(source)]


def _experience(source: Source) -> str:
    """Return how forecasts of the past turned out, in one or two sentences."""
    found, words = source.tested, source.language
    if found is None:
        return ""
    scores = {s.series: s for s in found.scores if s.method == "model" and s.horizon is None}
    known = [name for name in COUNTED if name in scores]
    covered = ", ".join(
        f"{_short(name, words)} {format_share(scores[name].coverage, words, 0)}" for name in known
    )
    behind = [_short(name, words) for name in known if found.trend_is_better(name)]
    said = past_ranges([scores[name].coverage for name in known], covered).in_(words)
    if behind:
        said += Text(
            f" Với {' và '.join(behind)}, đường xu thế đơn giản dự báo sát hơn mô hình: dùng các "
            "con số này để so sánh phương án, không phải để cam kết mức đạt được.",
            f" For {' and '.join(behind)} a simple trend line did better than the model: use the "
            "numbers to compare options, not as promises.",
        ).in_(words)
    return said


def past_ranges(held: Sequence[float], covered: str) -> Text:
    """Return how often 80 % ranges held the true count, and what follows where it was less.

    Parameters
    ----------
    held : share of the cases by series
    covered : those shares in words
    """
    follows = Text("", "")
    if min(held, default=1.0) < RANGE_HOLDS:
        follows = Text(
            ", nên độ bất định thực tế có thể lớn hơn", ", so the true uncertainty may be larger"
        )
    return Text(
        f" Thử dự báo lại các năm đã qua, khoảng này chứa số thật: {covered} số lần{follows.vi}.",
        f" In forecasts of past years the range held the true count in: {covered} of the cases"
        f"{follows.en}.",
    )


RANGE_HOLDS = 0.8
"""Share of outcomes that an 80 % range should hold."""


def _basis(source: Source) -> list[Cell]:
    """Return what the province must put in before the paper is used."""
    region, words = source.region, source.language
    starts = [region.figure(name, region.base_year) for name in _STARTS]
    projects = source.projections[source.scenarios[-1].name].projects
    said = []
    if any(figure is None or figure.status == "estimate" for figure in starts):
        said.append(
            Text(
                f"Thay các số ước tính của năm {region.base_year}, đánh dấu {ESTIMATE_MARK}, bằng "
                "số của cơ quan BHXH và thống kê.",
                f"Replace the estimates of {region.base_year}, marked {ESTIMATE_MARK}, by figures "
                "of the social insurance and statistics offices.",
            ).in_(words)
        )
    if judged_projects([found.project for found in projects]):
        said.append(
            Text(
                "Thay vốn dự án là nhận định bằng số của tỉnh (Phụ lục V).",
                "Replace capital that is judgement by the province's figures (appendix V).",
            ).in_(words)
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
        ).in_(words)
    )
    return [" ".join(said)]


def _short(indicator: str, language: str) -> str:
    """Return an indicator's name without what stands in brackets."""
    return _lowered(INDICATORS[indicator].label.in_(language).split(" (")[0])


def _lowered(words: str) -> str:
    """Return words that start in lower case, unless with an abbreviation."""
    return words if words[:2].isupper() else words[0].lower() + words[1:]
