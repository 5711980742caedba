"""What drives the result: jobs of projects, flows of the year, the denominator's own change."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from typing import Any

import streamlit as st

from simulator.analysis.attribution import Contribution, Explanation
from simulator.analysis.bands import DRAWS
from simulator.analysis.bridge import Bridge, bridge, known_years
from simulator.classes import SECTORS
from simulator.errors import InputError
from simulator.indicators import INDICATORS
from simulator.inputs.region import Region, once_a_region
from simulator.model.movements import Cause
from simulator.projection import Projection
from simulator.report.numbers import format_number, format_range, format_signed
from simulator.report.results import bridge as bridge_result
from simulator.report.results import movements, projects
from simulator.text import Text
from simulator.web import draw, figure
from simulator.web.choice import scenario_and_year
from simulator.web.escape import as_text
from simulator.web.runs import explained, fingerprint, ranged, ranges_known
from simulator.web.session import Visitor

_MOST_COLOURS = 7


def show(known: Visitor) -> None:
    """Draw the page."""
    language = known.language
    projection, year = scenario_and_year(known, "drivers")
    row = projection.row(year)
    put_ranges_in = _contributions(known, projection, year)
    draw.head(Text("Việc làm từ các dự án", "Jobs on projects"), language)
    if projection.projects:
        figure.draw("project_jobs", project_chart(projection, year, language))
        draw.block(projects.in_the_year(projection, year), language)
        draw.remark(_PROJECT_NOTE, language)
    else:
        st.markdown(
            Text(
                "Kịch bản này không có danh mục dự án; việc làm đi theo tăng trưởng kinh tế.",
                "This scenario lists no projects; jobs follow economic growth.",
            ).in_(language)
        )
    draw.head(Text(f"Dòng người vào và ra, {year}", f"Flows in and out, {year}"), language)
    figure.draw("flows", flow_chart(projection, row, language))
    with st.expander(Text("Bảng biến động đầy đủ", "The whole movement table").in_(language)):
        draw.block(movements.section(projection, year).blocks[0], language)
    draw.head(Text("Phần do riêng mẫu số", "The denominator's own part"), language)
    figure.draw("denominator", denominator_chart(projection, year, language))
    draw.remark(_DENOMINATOR_NOTE, language)
    _history(projection.region, language)
    put_ranges_in()


def _history(region: Region, language: str) -> None:
    """Draw the bridge of history of the nearest place that has Decembers in a row."""
    nearest = _nearest_bridge(region)
    if nearest is None:
        return
    place, found = nearest
    draw.head(
        Text(
            f"Đã qua: vì sao số người tham gia thay đổi ({place.name.vi}, "
            f"{found.first}-{found.last})",
            f"Looking back: why participation changed ({place.name.en}, "
            f"{found.first}-{found.last})",
        ),
        language,
    )
    draw.section(bridge_result.section(found), language, titled=True)


@once_a_region
def _nearest_bridge(region: Region) -> tuple[Region, Bridge] | None:
    for place in region.lineage:
        with suppress(InputError):
            years = known_years(place)
            return place, bridge(place, years[0], years[-1])
    return None


def _contributions(known: Visitor, projection: Projection, year: int) -> Callable[[], None]:
    """Draw what each group of levers contributes against the base, where it can be split.

    Returns
    -------
    what puts the ranges in, which takes a second or two: to be called when the rest is drawn
    """
    state, language = known.state, known.language
    base, scenario = state.entry(state.base).current, projection.scenario
    asked = (state.region, base, scenario, year)
    if fingerprint(base) == fingerprint(scenario):
        return _nothing
    draw.head(
        Text(f"Giải pháp nào đóng góp, {year}", f"What each lever contributes, {year}"), language
    )
    try:
        found = ranges_known(*asked) or explained(*asked)
    except InputError as error:
        st.info(as_text(error.problems[0].text.in_(language)))
        return _nothing
    place = st.empty()
    with place.container():
        _drawn(found, language)

    def with_ranges() -> None:
        drawn = ranged(*asked)
        with place.container():
            _drawn(drawn, language)

    return _nothing if found.persons_band else with_ranges


def _nothing() -> None:
    """Put in nothing more."""


def _drawn(found: Explanation, language: str) -> None:
    ranges = found.persons_band is not None
    figure.draw(f"contributions_{ranges}", contribution_chart(found, language))
    draw.remark(_CONTRIBUTION_NOTE, language)
    draw.remark(_RANGE_NOTE if ranges else _COMPUTING, language)


_COMPUTING = Text("Khoảng 80 %: đang tính…", "80 % ranges: computing…")
_RANGE_NOTE = Text(
    f"Vạch ngang và số trong ngoặc: khoảng 80 % qua {DRAWS} lần mô phỏng, như lệnh "
    "simulator explain.",
    f"Whiskers and numbers in parentheses: 80 % range of {DRAWS} draws, as "
    "simulator explain prints.",
)


_CONTRIBUTION_NOTE = Text(
    "Giá trị Shapley: bình quân phần tăng thêm của từng nhóm giải pháp qua mọi cách phối hợp; các "
    "phần "
    "cộng lại đúng bằng chênh lệch so với kịch bản gốc. Giá trị trung tâm.",
    "Shapley values: the mean addition of each group over all combinations; the parts add up to "
    "the "
    "difference from the base exactly. Central values.",
)


def contribution_chart(found: Explanation, language: str) -> dict[str, Any]:
    """Return the contributions as bars, the largest first; losses are hatched."""
    ordered = sorted(found.contributions, key=lambda c: -c.persons)
    rows = [
        {
            "label": c.label.in_(language),
            "values": [max(c.persons, 0.0), max(-c.persons, 0.0)],
            "text": format_signed(round(c.persons), 0, language) + _range(c, language),
            "range": c.persons_band if c.persons >= 0 else None,
        }
        for c in ordered
    ]
    return {
        "kind": "bars",
        "title": Text("Người tham gia thêm theo giải pháp", "Added participants by lever").in_(
            language
        ),
        "unit": "person",
        "lang": language,
        "rows": rows,
        "room": 196 if any(c.persons_band for c in ordered) else None,
        "told": "; ".join(f"{r['label']}: {r['text']}" for r in rows),
        "parts": [
            figure.part(Text("Thêm", "Added").in_(language), [], figure.BLUE),
            figure.part(Text("Bớt", "Lost").in_(language), [], figure.ORANGE, hatched=True),
        ],
    }


def _range(contribution: Contribution, language: str) -> str:
    if contribution.persons_band is None:
        return ""
    ends = (format_number(round(v), 0, language) for v in contribution.persons_band)
    return f" ({format_range(*ends)})"


_PROJECT_NOTE = Text(
    "Việc làm tính từ vốn giải ngân chia cho vốn trên một việc làm của ngành (xem Giả định), nhân "
    "phần chính thức, phần tăng thêm và xác suất của dự án.",
    "Jobs are disbursed capital over the sector's capital per job (see Assumptions), times the "
    "formal share, the additional part and the project's probability.",
)
_DENOMINATOR_NOTE = Text(
    "Thay đổi của tỷ lệ bao phủ chỉ vì lực lượng lao động trong độ tuổi thay đổi (tuổi nghỉ hưu "
    "tăng, dân số đổi), so với giữ lực lượng lao động như năm gốc; điểm phần trăm.",
    "Change of coverage only because the working-age labour force changes (later retirement, "
    "population), against the base year's labour force; percentage points.",
)


def project_chart(projection: Projection, year: int, language: str) -> dict[str, Any]:
    """Return operating jobs by project over the years, and construction as one part."""
    parts = []
    for i, jobs in enumerate(projection.projects):
        sector = SECTORS[jobs.project.sector].in_(language)
        values = [float(v) for v in jobs.operating[:, 0]]
        label = f"{jobs.project.name} ({sector})"
        parts.append(figure.part(label, values, 1 + i % (_MOST_COLOURS - 1), hatched=True))
    building = projection.total("construction_jobs")[:, 0]
    parts.append(
        figure.part(
            Text("Xây dựng (mọi dự án)", "Construction (all projects)").in_(language),
            [float(v) for v in building],
            figure.GREY,
            hatched=True,
        )
    )
    return {
        "kind": "columns",
        "title": Text("Việc làm có BHXH từ các dự án", "Covered jobs on projects").in_(language),
        "unit": "job",
        "lang": language,
        "year": year,
        "years": [int(y) for y in projection.years],
        "parts": parts,
    }


_FLOWS: tuple[tuple[str, int, Text], ...] = (
    ("hired", 1, Text("Vào việc có BHXH bắt buộc", "Hired into covered jobs")),
    ("compliance", 1, Text("Được đóng nhờ tuân thủ", "Covered by compliance")),
    ("owners", 1, Text("Chủ hộ kinh doanh đăng ký", "Household-business owners")),
    ("entries", 1, Text("Tham gia tự nguyện mới, tham gia lại", "Entries, re-enrolment")),
    ("separations", -1, Text("Thôi việc, mất việc", "Separations, lay-offs")),
    ("lapses", -1, Text("Dừng đóng tự nguyện", "Lapses of voluntary members")),
    ("retirements", -1, Text("Nghỉ hưu", "Retirements")),
    ("lump_sums", -1, Text("Rút BHXH một lần (người đã dừng)", "Lump sums (of former members)")),
)


def flows(projection: Projection, row: int) -> dict[str, float]:
    """Return the year's flows in and out of insurance [persons]."""
    moved = projection.moved

    def into_cover(*causes: Cause) -> float:
        last = len(projection.stocks[0]) - 1 if projection.stocks is not None else -1
        return float(
            sum(
                m[row, 0]
                for (cause, _, destination), m in projection.movements.items()
                if cause in causes and destination == last
            )
        )

    return {
        "hired": into_cover(Cause.HIRING, Cause.HIRING_FROM_OUTSIDE),
        "compliance": into_cover(Cause.COMPLIANCE),
        "owners": float(projection.total("owners")[row, 0]),
        "entries": float(projection.total("entries")[row].sum()),
        "separations": float(projection.total("separations")[row, 0] + moved(Cause.LAYOFF)[row, 0]),
        "lapses": float(projection.total("lapses")[row].sum()),
        "retirements": float(projection.total("retirements")[row, 0]),
        "lump_sums": float(projection.total("lump_sums")[row, 0]),
    }


def flow_chart(projection: Projection, row: int, language: str) -> dict[str, Any]:
    """Return the flows as bars, those in before those out."""
    found = flows(projection, row)
    rows = [
        {
            "label": label.in_(language),
            "values": [found[name], 0.0] if sign > 0 else [0.0, found[name]],
            "text": format_signed(sign * found[name], 0, language),
        }
        for name, sign, label in _FLOWS
    ]
    return {
        "kind": "bars",
        "title": Text("Dòng người vào và ra", "Flows in and out").in_(language),
        "unit": "person",
        "lang": language,
        "rows": rows,
        "told": "; ".join(f"{r['label']}: {r['text']}" for r in rows),
        "parts": [
            figure.part(Text("Vào", "In").in_(language), [], figure.BLUE),
            figure.part(Text("Ra", "Out").in_(language), [], figure.ORANGE, hatched=True),
        ],
    }


def denominator_chart(projection: Projection, year: int, language: str) -> dict[str, Any]:
    """Return the denominator's own effect on coverage by year [percentage points]."""
    label = INDICATORS["denominator_effect"].label.in_(language)
    values = [float(v) for v in INDICATORS["denominator_effect"].of(projection)[:, 0]]
    return {
        "kind": "columns",
        "title": label,
        "unit": "point",
        "lang": language,
        "year": year,
        "years": [int(y) for y in projection.years],
        "parts": [figure.part(label, values, figure.PURPLE)],
    }
