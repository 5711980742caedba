"""What each appendix says; every number comes from the records of the run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from simulator.analysis.costs import LINES
from simulator.classes import CLASSES, SECTORS
from simulator.indicators import INDICATORS, SHARES
from simulator.inputs.figures import ORIGINS, STATUSES
from simulator.inputs.region import Region
from simulator.levers import LEVERS
from simulator.report.appendix.document import (
    Appendix,
    Cell,
    Chart,
    Document,
    Number,
    Paragraph,
    Profile,
    Series,
    Table,
)
from simulator.report.appendix.source import LAST_YEAR, Source, tag
from simulator.report.appendix.word import ESTIMATE_MARK
from simulator.report.numbers import format_number, format_share
from simulator.text import Text

MARKED_YEARS = (2025, 2030)
_HISTORY_YEARS = 5


def build(source: Source, profile: Profile, wanted: Sequence[str] | None = None) -> Document:
    """Return the document of the appendices wanted (all by default), in their order."""
    title = Text(
        f"Phụ lục dự thảo nghị quyết phát triển người tham gia BHXH: {source.region.name.vi}",
        f"Appendices of the draft resolution on SI participation: {source.region.name.en}",
    ).in_(source.language)
    chosen = [number for number in APPENDICES if wanted is None or number in wanted]
    made = tuple(APPENDICES[number](source) for number in chosen)
    return Document(source.language, profile, title, made, source.manifest)


def _history(source: Source) -> Appendix:
    region, words = source.region, source.language
    first = region.base_year - _HISTORY_YEARS
    counts = {(r["indicator"], r["year"]): r for r in source.history}
    nation = {(r["indicator"], r["year"]): r for r in source.nation_history}
    names = ("compulsory_si", "voluntary_si", "ui_participants")
    head = [Text("Năm (31/12)", "Year (31 Dec)").in_(words)]
    head += [INDICATORS[n].label.in_(words) for n in names]
    if nation:
        head += [
            f"{Text('Cả nước', 'Nation').in_(words)}: {INDICATORS[n].label.in_(words)}"
            for n in names
        ]
    rows: list[tuple[Cell, ...]] = []
    for year in range(first, region.base_year + 1):
        cells: list[Cell] = [str(year)]
        for place, table in (("history", counts), ("nation", nation)):
            if place == "nation" and not nation:
                continue
            for name in names:
                record = table.get((name, year))
                value = None if record is None else record["value"]
                cells.append(
                    Number(
                        "–" if value is None else format_number(value, 0, words),
                        value,
                        tag(place, name, year, "value"),
                        "person",
                        record is not None and record["status"] == "estimate",
                    )
                )
        rows.append(tuple(cells))
    targets = [
        (
            str(t.year),
            INDICATORS[t.indicator].label.in_(words),
            Number(
                format_share(t.value, words),
                t.value,
                tag("target", t.indicator, t.year, "value"),
                "share",
            ),
        )
        for t in region.targets.get("resolution_28", ())
    ]
    blocks: list[Paragraph | Table] = [
        Table(
            Text("Số người tham gia năm năm qua", "Participants in the past five years").in_(words),
            tuple(head),
            tuple(rows),
            (1.0, *([1.3] * (len(head) - 1))),
        ),
        Table(
            Text("Chỉ tiêu của Nghị quyết 28-NQ/TW", "Targets of Resolution 28-NQ/TW").in_(words),
            (
                Text("Năm", "Year").in_(words),
                Text("Chỉ tiêu", "Target").in_(words),
                Text("Mức", "Level").in_(words),
            ),
            tuple(targets),
            (1, 4, 1),
        ),
        _note(
            source,
            Text(
                f"Dấu {ESTIMATE_MARK}: số ước tính, chờ số liệu của cơ quan bảo hiểm xã hội. "
                "Dấu –: chưa có số liệu công bố. Tỷ lệ bao phủ trước và sau tháng 10/2022 không so "
                "sánh được vì mẫu số đổi định nghĩa.",
                f"The mark {ESTIMATE_MARK}: an estimate, to be replaced by the agency's figure. "
                "A dash: not published. Shares before and after October 2022 cannot be compared, "
                "since the denominator changed its definition.",
            ),
        ),
    ]
    return Appendix(
        "I",
        Text("Đánh giá kết quả năm năm qua", "The past five years").in_(words),
        tuple(blocks),
        landscape=bool(nation),
    )


def _projection(source: Source) -> Appendix:
    words = source.language
    blocks: list[Paragraph | Table | Chart] = [report_paragraph(source)]
    blocks.append(_share_chart(source))
    for scenario in source.scenarios:
        head = [
            scenario.title.in_(words),
            *(f"{year}*" if year in MARKED_YEARS else str(year) for year in source.years),
        ]
        rows: list[tuple[Cell, ...]] = []
        for name in (
            "si_participants",
            "compulsory_si",
            "voluntary_si",
            "ui_participants",
            "working_age_labour_force",
            *SHARES,
        ):
            rows.append(
                (
                    INDICATORS[name].label.in_(words),
                    *(source.number(scenario.name, name, year) for year in source.years),
                )
            )
        blocks.append(
            Table(
                Text("Người tham gia và tỷ lệ theo năm", "Participants and shares by year").in_(
                    words
                ),
                tuple(head),
                tuple(rows),
                (3.2, *([1.0] * len(source.years))),
            )
        )
    blocks.append(_gap_table(source))
    blocks.append(
        _note(
            source,
            Text(
                "Dấu * là năm có chỉ tiêu. Giá trị là phương án trung tâm; khoảng 80 % và khả năng đạt "
                "lấy từ các lần rút ngẫu nhiên. Kịch bản có tác động dựa trên bằng chứng tương tự hoặc "
                "nhận định, xem Phụ lục VII.",
                "An asterisk marks a year with a target. Values are the central run; ranges and chances "
                "come from random draws. Effects rest on analogous evidence or judgement, see VII.",
            ),
        )
    )
    title = Text("Dự báo người tham gia theo kịch bản", "Projected participants by scenario")
    return Appendix("II", title.in_(words), tuple(blocks), landscape=True)


def report_paragraph(source: Source) -> Paragraph:
    """Return the paragraph for the report's body, with its numbers in place."""
    last = source.scenarios[-1]
    base = source.base
    number = source.number
    target = next(
        (
            t
            for t in source.region.targets.get(last.targets or "", ())
            if t.year == LAST_YEAR and t.indicator == "si_share"
        ),
        None,
    )
    vi: list[Cell] = [
        f"Đến hết năm {LAST_YEAR}, theo kịch bản “{last.title.vi}”, số người tham gia BHXH khoảng ",
        number(last.name, "si_participants", LAST_YEAR),
        " người (khoảng 80 %: từ ",
        number(last.name, "si_participants", LAST_YEAR, "low"),
        " đến ",
        number(last.name, "si_participants", LAST_YEAR, "high"),
        "), bằng ",
        number(last.name, "si_share", LAST_YEAR),
        " lực lượng lao động trong độ tuổi; nếu giữ nguyên hiện trạng là ",
        number(base.name, "si_share", LAST_YEAR),
        ".",
    ]
    en: list[Cell] = [
        f"By the end of {LAST_YEAR}, under “{last.title.en}”, about ",
        number(last.name, "si_participants", LAST_YEAR),
        " people are in social insurance (80 % range: ",
        number(last.name, "si_participants", LAST_YEAR, "low"),
        " to ",
        number(last.name, "si_participants", LAST_YEAR, "high"),
        "), ",
        number(last.name, "si_share", LAST_YEAR),
        " of the working-age labour force; under the status quo ",
        number(base.name, "si_share", LAST_YEAR),
        ".",
    ]
    if target is not None:
        chance = number(last.name, "gap_to_target_points", LAST_YEAR, "chance", "si_share")
        gap = number(last.name, "gap_to_target_persons", LAST_YEAR, "value", "si_share")
        goal_vi = format_share(target.value, "vi", 0)
        vi += [f" Khả năng đạt chỉ tiêu {goal_vi} là ", chance, "; còn thiếu ", gap, " người."]
        en += [
            f" The chance of the {format_share(target.value, 'en', 0)} target is ",
            chance,
            "; ",
            gap,
            " people are missing.",
        ]
    vi.append(
        " Phần lớn tác động dựa trên bằng chứng tương tự ở nơi khác hoặc nhận định, nên "
        "các con số cần được hiểu là khoảng, không phải cam kết."
    )
    en.append(
        " Most effects rest on evidence from elsewhere or on judgement, so the numbers are "
        "ranges, not promises."
    )
    return Paragraph(tuple(vi if source.language == "vi" else en))


def _share_chart(source: Source) -> Chart:
    words = source.language
    series = tuple(
        Series(
            s.title.in_(words),
            tuple(float(y) for y in source.years),
            tuple(
                100.0 * (source.number(s.name, "si_share", y).value or 0.0) for y in source.years
            ),
        )
        for s in source.scenarios
    )
    targets = tuple(
        (float(t.year), 100.0 * t.value)
        for t in source.region.targets.get(source.base.targets or "", ())
        if t.indicator == "si_share" and t.year in source.years
    )
    spoken = "; ".join(
        f"{s.name}: {format_number(s.y[0], 1, words)} % → {format_number(s.y[-1], 1, words)} %"
        for s in series
    )
    caption = Text("Tỷ lệ bao phủ BHXH theo kịch bản", "SI coverage by scenario").in_(words)
    unit = Text("% lực lượng lao động trong độ tuổi", "% of working-age labour force").in_(words)
    return Chart(caption, f"{caption}. {spoken}", unit, series, targets)


def _gap_table(source: Source) -> Table:
    words = source.language
    head = (
        Text(
            "Kịch bản, chỉ tiêu|Năm|Chỉ tiêu|Giá trị|Khoảng 80 %: từ|đến|Còn thiếu, người|"
            "Còn thiếu, điểm|Khả năng đạt|So với cả nước, điểm",
            "Scenario, target|Year|Target|Value|80 % range: from|to|Missing, persons|"
            "Missing, points|Chance|Against the nation, points",
        )
        .in_(words)
        .split("|")
    )
    rows: list[tuple[Cell, ...]] = []
    for scenario in source.scenarios:
        for target in source.region.targets.get(scenario.targets or "", ()):
            if target.year not in source.years or target.indicator not in SHARES:
                continue
            name, year, of = scenario.name, target.year, target.indicator
            rows.append(
                (
                    f"{scenario.title.in_(words)}: {INDICATORS[of].label.in_(words)}",
                    str(year),
                    Number(
                        format_share(target.value, words),
                        target.value,
                        tag(name, f"target.{of}", year, "value"),
                        "share",
                    ),
                    source.number(name, of, year),
                    source.number(name, of, year, "low"),
                    source.number(name, of, year, "high"),
                    source.number(name, "gap_to_target_persons", year, "value", of),
                    replace(
                        source.number(name, "gap_to_target_points", year, "value", of),
                        formula="=100*({2}-{3})",
                    ),
                    source.number(name, "gap_to_target_points", year, "chance", of),
                    source.number(name, "gap_to_nation_points", year, "value", of),
                )
            )
    caption = Text("Còn thiếu so với chỉ tiêu", "Gaps to targets").in_(words)
    return Table(caption, tuple(head), tuple(rows), (3.4, 0.7, *([1.1] * 8)))


def _localities(source: Source) -> Appendix:
    """Return targets by locality; provincial totals where the place has no localities."""
    words = source.language
    last = source.scenarios[-1]
    years = [y for y in source.years if y > source.region.base_year]
    programme = source.programme
    tables: list[Paragraph | Table] = []
    for name in ("compulsory_si", "voluntary_si", "ui_participants"):
        head = (Text("Địa phương", "Locality").in_(words), *(str(y) for y in years))
        rows: list[tuple[Cell, ...]] = []
        for place in source.region.localities if programme else ():
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
        _note(
            source,
            Text(
                "Điểm xuất phát và dư địa của từng địa phương chia theo dân số vì chưa có số người tham "
                "gia của từng nơi: số ước tính. Cấp huyện kết thúc hoạt động từ 01/7/2025: các địa "
                "phương cũ dùng để tham chiếu.",
                "Starts and headrooms of localities follow population, since participants by locality "
                "are not known: estimates. Districts ended on 1 July 2025: the former ones are for "
                "reference.",
            ),
        )
    )
    title = Text("Chỉ tiêu theo địa phương", "Targets by locality").in_(words)
    return Appendix("III", title, tuple(tables), landscape=True)


def _solutions(source: Source) -> Appendix:
    words = source.language
    blocks: list[Paragraph | Table] = []
    head = (
        Text(
            "Nhóm giải pháp|Người tham gia thêm|Chi phí thêm, tỷ đồng",
            "Group of levers|Participants added|Cost added, bn VND",
        )
        .in_(words)
        .split("|")
    )
    for name, found in source.explanations.items():
        rows: list[tuple[Cell, ...]] = [
            (
                c.label.in_(words),
                Number(
                    format_number(c.persons, 0, words),
                    c.persons,
                    tag(name, f"added.{c.group}", found.year, "persons"),
                    "person",
                ),
                source.amount(f"{name}/added.{c.group}", c.cost, found.year),
            )
            for c in found.contributions
        ]
        rows.append(
            (
                Text("Cộng", "Sum").in_(words),
                Number(
                    format_number(found.persons, 0, words),
                    found.persons,
                    tag(name, "added", found.year, "persons"),
                    "person",
                ),
                source.amount(f"{name}/added", found.cost, found.year),
            )
        )
        title = next(s for s in source.scenarios if s.name == name).title.in_(words)
        blocks.append(Table(f"{title}, {found.year}", tuple(head), tuple(rows), (2, 1, 1), True))
    blocks.append(_cost_table(source))
    blocks.append(_responsible(source))
    blocks.append(
        _note(
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


def _jobs(source: Source) -> Appendix:
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
        _note(
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


def _classes(source: Source) -> Appendix:
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
        _note(
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


def _assumptions(source: Source) -> Appendix:
    words = source.language
    projection = source.projections[source.scenarios[-1].name]
    entries = projection.setting.values.assumptions
    rows: list[tuple[Cell, ...]] = []
    patterns = []
    for (name, by), entry in entries.items():
        if name.endswith("_pattern"):
            if name not in patterns:
                patterns.append(name)
            continue

        def cell(
            value: float, field: str, key: str = f"{name}.{by}", status: str = entry.status
        ) -> Number:
            return Number(
                _plain(value, words),
                value,
                tag("assumption", key, "", field),
                "number",
                status == "estimate",
            )

        rows.append(
            (
                f"{name} {by}".strip(),
                cell(entry.value, "value"),
                cell(entry.low, "low"),
                cell(entry.high, "high"),
                entry.unit,
                entry.grade,
                STATUSES[entry.status].in_(words),
                entry.reason or entry.basis,
            )
        )
    head = (
        Text(
            "Giả định|Giá trị|Thấp|Cao|Đơn vị|Loại|Tình trạng|Cơ sở, lý do",
            "Assumption|Value|Low|High|Unit|Grade|Status|Basis, reason",
        )
        .in_(words)
        .split("|")
    )
    caption = Text(
        "Giả định và khoảng (thấp, cao là phân vị 10 và 90)",
        "Assumptions and ranges (low and high are the 10th and 90th percentile)",
    )
    blocks: list[Paragraph | Table] = [
        Table(caption.in_(words), tuple(head), tuple(rows), (2, 0.9, 0.9, 0.9, 1.7, 0.5, 1.1, 3.4)),
        _law_table(source),
        _origin_table(source.region, words),
        *_limits(source, patterns),
    ]
    title = Text(
        "Giả định, nguồn, tình trạng số liệu, giới hạn và kiểm định",
        "Assumptions, sources, status of figures, limits and backtest",
    ).in_(words)
    return Appendix("VII", title, tuple(blocks), landscape=True)


def _plain(value: float, language: str) -> str:
    for decimals in range(7):
        if abs(round(value, decimals) - value) < 1e-9:
            return format_number(value, decimals, language)
    return format_number(value, 4, language)


def _law_table(source: Source) -> Table:
    words = source.language
    rows: list[tuple[Cell, ...]] = []
    for parameter in source.region.law.parameters.values():
        for provision in parameter.provisions:
            start = provision.start.strftime("%d/%m/%Y")
            rows.append(
                (
                    parameter.label.in_(words),
                    start,
                    Number(
                        _plain(round(provision.value, 4), words),
                        provision.value,
                        tag("law", parameter.name, start, "value"),
                        "number",
                    ),
                    parameter.unit,
                    STATUSES[provision.status].in_(words),
                    provision.reference,
                )
            )
    head = (
        Text(
            "Tham số pháp luật|Từ ngày|Giá trị|Đơn vị|Tình trạng|Căn cứ",
            "Legal parameter|From|Value|Unit|Status|Reference",
        )
        .in_(words)
        .split("|")
    )
    caption = Text("Tham số pháp luật đã dùng", "Legal parameters used").in_(words)
    return Table(caption, tuple(head), tuple(rows), (2.4, 1, 1, 1.6, 1.1, 3))


def _origin_table(region: Region, words: str) -> Table:
    rows: list[tuple[Cell, ...]] = [
        (name, ORIGINS[origin].in_(words)) for name, origin in region.origins.items()
    ]
    head = Text("Đầu vào|Nguồn gốc", "Input|Origin").in_(words).split("|")
    caption = Text("Số liệu đầu vào lấy từ đâu", "Where the inputs come from").in_(words)
    return Table(caption, tuple(head), tuple(rows), (1, 2))


def _limits(source: Source, patterns: list[str]) -> list[Paragraph]:
    texts = [
        Text(
            "Phương pháp: mô hình dòng người theo tuổi từng năm và giới, mỗi năm một lượt; việc "
            "làm theo tăng trưởng, tự nguyện theo nỗ lực tuyển mới và duy trì.",
            "Method: a cohort model by single age and sex, one pass a year; jobs follow growth, "
            "voluntary uptake follows recruitment and retention.",
        ),
        Text(
            "Giới hạn: tỷ lệ tuân thủ, dừng đóng, cơ cấu nhóm không xác định được từ số đếm; "
            "không dự báo tiền lương, mức hưởng, khả năng chi trả của quỹ.",
            "Limits: compliance, lapse and class mix are not identified by counts; wages, "
            "benefits and solvency are out of scope.",
        ),
        Text(
            "Kiểm định lùi trên số liệu cả nước (gốc 2019-2023, tối đa bốn năm): với BHXH bắt "
            "buộc và BHTN, đường xu thế mọi năm có sai số nhỏ hơn mô hình; mô hình dùng để so "
            "sánh kịch bản. Lệnh: simulator backtest viet_nam.",
            "Backtest on the national counts (origins 2019-2023, up to four years): for "
            "compulsory SI and UI the all-years trend line had smaller errors than the model, "
            "which speaks for differences between scenarios. Command: simulator backtest "
            "viet_nam.",
        ),
        Text(
            f"Hình dạng theo tuổi ({', '.join(patterns)}) là nhận định, chỉ định hình.",
            f"Age patterns ({', '.join(patterns)}) are judgement, shape only.",
        ),
        Text(
            "Công bố theo ISAP 2: dữ liệu, giả định, phương pháp, độ nhạy và giới hạn nêu ở phụ "
            "lục này; đối chiếu với lần trước bằng lệnh simulator reconcile.",
            "Disclosure after ISAP 2: data, assumptions, method, sensitivity and limits are in "
            "this appendix; comparison with the last report by simulator reconcile.",
        ),
    ]
    return [_note(source, text) for text in texts]


def _note(source: Source, text: Text) -> Paragraph:
    return Paragraph((text.in_(source.language),), "note")


APPENDICES: dict[str, Callable[[Source], Appendix]] = {
    "I": _history,
    "II": _projection,
    "III": _localities,
    "IV": _solutions,
    "V": _jobs,
    "VI": _classes,
    "VII": _assumptions,
}
"""Number -> what makes it."""
