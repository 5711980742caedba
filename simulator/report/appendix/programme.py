"""Appendices III to VI: localities, solutions and costs, jobs, classes."""

from __future__ import annotations

import math

from simulator.analysis import allocation
from simulator.analysis.accounts import Amount
from simulator.analysis.attribution import Explanation
from simulator.analysis.cost_curve import CostCurve, Rung
from simulator.analysis.costs import LINES
from simulator.classes import CLASSES, SECTORS
from simulator.indicators import INDICATORS
from simulator.levers import LEVERS
from simulator.report.appendix.document import (
    Appendix,
    Cell,
    Number,
    Paragraph,
    Table,
)
from simulator.report.appendix.parts import note
from simulator.report.appendix.source import LAST_YEAR, Source, tag
from simulator.report.decisions import curve_words
from simulator.report.numbers import format_number, format_share
from simulator.text import Text


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
                *(source.number(last.name, name, y) for y in years),
            )
        )
        tables.append(
            Table(
                f"{INDICATORS[name].label.in_(words)}: {last.title.in_(words)}",
                head,
                tuple(rows),
                (2.4, *([1.0] * len(years))),
                total=bool(programme),
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


def solutions(source: Source) -> Appendix:
    """Return appendix IV: contributions, costs with ranges, and who answers for what."""
    words = source.language
    blocks: list[Paragraph | Table] = []
    for name, found in source.explanations.items():
        blocks.append(_contribution_table(source, name, found))
    blocks.append(_cost_table(source))
    if source.curve and source.curve.rungs:
        blocks += _curve_blocks(source, source.curve)
    blocks.append(_responsible(source))
    blocks.append(
        note(
            source,
            Text(
                "Đóng góp là giá trị Shapley: cộng đúng bằng chênh lệch với hiện trạng. Đơn giá là nhận "
                "định (loại C), vì vậy mỗi khoản chi đều kèm khoảng 80 %.",
                "Contributions are Shapley values and add up to the difference from the status quo. "
                "Prices are judgement (grade C), so each amount has its 80 % range.",
            ),
        )
    )
    title = Text(
        "Đóng góp, chi phí và trách nhiệm của từng giải pháp",
        "What each solution brings, costs, and who answers for it",
    ).in_(words)
    return Appendix("IV", title, tuple(blocks))


def _contribution_table(source: Source, name: str, found: Explanation) -> Table:
    """Return what each group adds; its cost only where its range is known."""
    words = source.language
    heads = [
        Text("Nhóm giải pháp", "Group of levers"),
        Text("Người tham gia thêm", "Participants added"),
    ]
    ranged = all(c.cost_band for c in found.contributions)
    if ranged:
        heads += [
            Text("Khoảng 80 %: từ", "80 % range: from"),
            Text("đến", "to"),
            Text("Chi phí thêm, tỷ đồng", "Cost added, bn VND"),
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

    rows: list[tuple[Cell, ...]] = []
    for c in found.contributions:
        cells: list[Cell] = [c.label.in_(words), people(c.group, c.persons, "persons")]
        if ranged and c.persons_band and c.cost_band:
            cells += [
                people(c.group, v, f) for v, f in zip(c.persons_band, ("low", "high"), strict=True)
            ]
            cells += [
                source.amount(f"{name}/added.{c.group}", v, found.year, f)
                for v, f in zip((c.cost, *c.cost_band), ("value", "low", "high"), strict=True)
            ]
        rows.append(tuple(cells))
    total: list[Cell] = [Text("Cộng", "Sum").in_(words), people("sum", found.persons, "persons")]
    rows.append((*total, *([""] * (len(heads) - 2))))
    title = next(s for s in source.scenarios if s.name == name).title.in_(words)
    return Table(
        f"{title}, {found.year}",
        tuple(h.in_(words) for h in heads),
        tuple(rows),
        (2.2, *([1.0] * (len(heads) - 1))),
        True,
    )


def _cost_table(source: Source) -> Table:
    words = source.language
    last = source.scenarios[-1]
    found = source.accounts[last.name]
    rows: list[tuple[Cell, ...]] = []
    for name in (*LINES, "total"):
        amount = found.sums[name]
        if amount.value == 0 and amount.high == 0:
            continue
        label = LINES[name].label if name in LINES else Text("Tổng chi công", "Public cost")
        span = f"{found.years[0]}-{found.years[-1]}"
        rows.append(
            (
                label.in_(words),
                *(
                    source.amount(f"{last.name}/{name}", getattr(amount, field), span, field)
                    for field in ("value", "low", "high")
                ),
            )
        )
    head = (
        Text(
            "Khoản chi (cộng các năm)|Tỷ đồng|Khoảng 80 %: từ|đến",
            "Line (all years)|bn VND|80 % range: from|to",
        )
        .in_(words)
        .split("|")
    )
    caption = Text(f"Chi phí của kịch bản: {last.title.vi}", f"Cost of: {last.title.en}")
    return Table(caption.in_(words), tuple(head), tuple(rows), (3, 1, 1, 1))


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
                True,
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
            "Giải pháp|Thêm khi làm riêng|từ|đến|Triệu đồng một người thêm|từ|đến",
            "Lever|Added alone|from|to|Million VND per added person|from|to",
        )
        .in_(words)
        .split("|")
    )
    caption = Text(
        "Giải pháp xếp theo chi phí một người tham gia thêm",
        "Levers by cost per added participant",
    ).in_(words)
    table = Table(caption, tuple(head), tuple(rows), (2.6, 1, 0.9, 0.9, 1.2, 0.9, 0.9))
    return [table, note(source, Text(curve_words(found, "vi"), curve_words(found, "en")))]


def _responsible(source: Source) -> Table:
    words = source.language
    last = source.scenarios[-1]
    rows: list[tuple[Cell, ...]] = []
    for name, path in last.levers.items():
        lever = LEVERS[name]
        level = path.level["default"].value
        shown = format_share(level, words) if lever.percent else format_number(level, 2, words)
        rows.append(
            (
                lever.label.in_(words),
                Number(
                    shown,
                    level,
                    tag(last.name, f"lever.{name}", "level", "value"),
                    "share" if lever.percent else "level",
                ),
                lever.grade or "–",
                lever.responsible.in_(words),
                path.reason or "–",
            )
        )
    head = (
        Text(
            "Giải pháp|Mức|Bằng chứng|Cơ quan chịu trách nhiệm|Vì sao",
            "Solution|Level|Evidence|Responsible|Why",
        )
        .in_(words)
        .split("|")
    )
    caption = Text("Phân công thực hiện", "Who does what").in_(words)
    return Table(caption, tuple(head), tuple(rows), (2.4, 0.8, 0.8, 2.2, 2.2))


def jobs(source: Source) -> Appendix:
    """Return appendix V: added covered jobs by project and year."""
    words = source.language
    last = source.scenarios[-1]
    projects = source.projections[last.name].setting.projects
    years = [y for y in source.years if y > source.region.base_year]
    rows: list[tuple[Cell, ...]] = []
    for i, found in enumerate(projects):
        jobs = found.operating + found.construction
        cells = [
            Number(
                format_number(jobs[y - source.region.base_year, 0], 0, words),
                float(jobs[y - source.region.base_year, 0]),
                tag(last.name, f"project.{i + 1}", y, "jobs"),
                "job",
                True,
            )
            for y in years
        ]
        capital = found.project.capital_bn_vnd.value
        rows.append(
            (
                found.project.name,
                SECTORS[found.project.sector].in_(words),
                Number(
                    format_number(capital, 0, words),
                    capital,
                    tag(last.name, f"project.{i + 1}", "capital", "value"),
                    "billion_vnd",
                    True,
                ),
                *cells,
            )
        )
    total = [source.number(last.name, "project_jobs", y) for y in years]
    blocks: list[Paragraph | Table] = []
    if rows:
        rows.append((Text("Cộng", "Sum").in_(words), "", "", *total))
        head = (
            *Text("Dự án|Ngành|Vốn, tỷ đồng", "Project|Sector|Capital, bn VND")
            .in_(words)
            .split("|"),
            *(str(y) for y in years),
        )
        blocks.append(
            Table(
                Text(
                    "Việc làm có BHXH thêm vào cuối năm", "Added covered jobs at the year's end"
                ).in_(words),
                head,
                tuple(rows),
                (2.6, 1.6, 1.1, *([0.9] * len(years))),
                total=True,
            )
        )
    blocks.append(
        note(
            source,
            Text(
                "Vốn đăng ký không phải là việc làm: việc làm tính từ phần vốn giải ngân, suất vốn một "
                "việc làm của ngành, phần có hợp đồng, phần ngoài xu thế và xác suất thực hiện. Danh mục "
                "là ví dụ minh hoạ cho đến khi tỉnh đưa danh mục của mình.",
                "Registered capital is not jobs: jobs follow disbursed capital, the sector's capital per "
                "job, the liable share, what is beyond the trend, and the probability. The list is an "
                "example until the province gives its own.",
            ),
        )
    )
    title = Text("Việc làm từ đầu tư theo ngành, dự án", "Jobs from investment").in_(words)
    return Appendix("V", title, tuple(blocks), landscape=True)


def classes(source: Source) -> Appendix:
    """Return appendix VI: classes of potential participants and what the scenario does for them."""
    words = source.language
    last = source.scenarios[-1]
    base_year = source.region.base_year
    rows: list[tuple[Cell, ...]] = []
    projection = source.projections[last.name]
    row = projection.row(LAST_YEAR)
    for k, (name, label) in enumerate(CLASSES.items()):
        held = projection.total("voluntary")[row, k, 0]
        lapsed = projection.total("lapses")[row, k, 0]
        exposed = held - projection.total("entries")[row, k, 0] + lapsed
        pool = held + projection.total("uninsured")[row, k, 0]
        stated = {
            LEVERS[lever].label.in_(words): path.level.get(name, path.level["default"]).value
            for lever, path in last.levers.items()
            if LEVERS[lever].by_class
        }
        solution = "; ".join(
            f"{lever} {format_number(v, 2, words)}" for lever, v in stated.items() if v
        )
        rows.append(
            (
                label.in_(words),
                source.number(last.name, "uninsured_by_class", base_year, by=name),
                source.number(last.name, "voluntary_si_by_class", base_year, by=name),
                source.number(last.name, "uninsured_by_class", LAST_YEAR, by=name),
                source.number(last.name, "voluntary_si_by_class", LAST_YEAR, by=name),
                Number(
                    format_share(held / pool, words),
                    held / pool,
                    tag(last.name, f"takeup.{name}", LAST_YEAR, "value"),
                    "share",
                    True,
                ),
                Number(
                    format_share(1 - lapsed / exposed, words),
                    1 - lapsed / exposed,
                    tag(last.name, f"persistency.{name}", LAST_YEAR, "value"),
                    "share",
                    True,
                ),
                solution or "–",
            )
        )
    head = (
        Text(
            f"Nhóm|Chưa tham gia {base_year}|Tự nguyện {base_year}|Chưa tham gia {LAST_YEAR}|"
            f"Tự nguyện {LAST_YEAR}|Tỷ lệ tham gia|Duy trì 12 tháng|Giải pháp của kịch bản",
            f"Class|Uninsured {base_year}|Voluntary {base_year}|Uninsured {LAST_YEAR}|"
            f"Voluntary {LAST_YEAR}|Take-up|12-month persistency|Solution of the scenario",
        )
        .in_(words)
        .split("|")
    )
    caption = Text(
        "Các nhóm có khả năng tham gia BHXH tự nguyện",
        "Classes of potential voluntary participants",
    ).in_(words)
    blocks = (
        Table(caption, tuple(head), tuple(rows), (1.8, 1, 1, 1, 1, 0.9, 0.9, 3)),
        note(
            source,
            Text(
                "Cơ cấu nhóm không có nguồn nào công bố: toàn bộ là ước tính.",
                "No source publishes the class mix: all of it is estimated.",
            ),
        ),
    )
    title = Text(
        "Phân loại người có khả năng tham gia BHXH tự nguyện",
        "Classes of potential voluntary participants",
    ).in_(words)
    return Appendix("VI", title, blocks, landscape=True)
