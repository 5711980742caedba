"""What drives the result: the way to the target, the levers, projects, flows, the labour force."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from functools import partial
from typing import Any

import streamlit as st

from simulator.analysis.causes.attribution import Explanation
from simulator.analysis.causes.bridge import Bridge, bridge, known_years
from simulator.analysis.comparing.coverage_path import coverage_path
from simulator.analysis.evidence.sensitivity import Sensitivity, sensitivity
from simulator.analysis.uncertainty.bands import DRAWS
from simulator.errors import InputError
from simulator.inputs.region import Region, once_a_region
from simulator.inputs.scenario import Scenario
from simulator.projection import Projection
from simulator.report.results import bridge as bridge_result
from simulator.report.results import contributions, labour_force, movements, projects, waterfall
from simulator.report.results import sensitivity as sensitivity_result
from simulator.text import Text
from simulator.web import draw, figure
from simulator.web.choice import scenario_and_year
from simulator.web.escape import as_text
from simulator.web.payload import titled
from simulator.web.runs import (
    FOUND,
    central,
    explained,
    fingerprint,
    identity,
    ranged,
    ranges_known,
    region_called,
)
from simulator.web.session import Visitor
from simulator.web.waiting import wait_for
from simulator.web.worker import aside


def show(known: Visitor) -> None:
    """Draw the page: first what is quick, then what takes a second in the place kept for it."""
    language = known.language
    projection, year = scenario_and_year(known, "drivers")
    base = titled(known.state.entry(known.state.base))
    draw.head(_head("Từ hiện nay đến chỉ tiêu", "From today to the target", year), language)
    levers = st.empty()
    _projects(projection, year, language)
    draw.head(_head("Tăng, giảm người tham gia", "Flows in and out", year), language)
    draw.block(movements.flows(projection, year), language)
    with st.expander(Text("Bảng biến động đầy đủ", "The whole movement table").in_(language)):
        draw.block(movements.section(projection, year).blocks[0], language)
    effect = Text("Tác động của lực lượng lao động (mẫu số)", "Effect of the labour force")
    draw.head(effect, language)
    figure.chart(labour_force.chart(projection), language, "labour_force", at=str(year))
    draw.block(labour_force.REMARK, language)
    inputs = Text("Đầu vào nào làm đổi kết quả nhiều nhất", "Which inputs move the result most")
    draw.head(inputs, language)
    asked = st.toggle(_TORNADO.in_(language), key=f"tornado_{language}")
    moved = st.container()
    _history(projection.region, language)
    _levers(known.state.region, base, projection, year, language, levers)
    if asked:
        with moved:
            _inputs(known.state.region, projection, year, language)


_TORNADO = Text("Tính và vẽ (mất vài giây)", "Work out and draw (takes some seconds)")


def _head(vi: str, en: str, year: int) -> Text:
    return Text(f"{vi}, {year}", f"{en}, {year}")


def _levers(
    code: str,
    base: Scenario,
    projection: Projection,
    year: int,
    language: str,
    place: Any,  # noqa: ANN401
) -> None:
    """Draw the way to the target and what each group of levers contributes, then their ranges."""
    scenario = projection.scenario
    asked = (code, base, scenario, year)
    try:
        found = ranges_known(*asked) or explained(*asked)
    except InputError as error:
        with place.container():
            _unsplit(code, base, projection, year, language)
            st.info(as_text(error.problems[0].text.in_(language)))
        return
    with place.container():
        _explained(projection.region, base, scenario, found, language)
    if found.persons_band is None and fingerprint(base) != fingerprint(scenario):
        found = wait_for(ranged, *asked)
        with place.container():
            _explained(projection.region, base, scenario, found, language)


def _unsplit(code: str, base: Scenario, projection: Projection, year: int, language: str) -> None:
    """Draw the way to the target where the levers cannot be told apart."""
    path = coverage_path(central(code, base, int(projection.years[-1])), projection, year)
    if path is None:
        return
    steps = waterfall.chart(projection.region, base, projection.scenario, path, None)
    draw.block(steps, language)
    draw.block(waterfall.remark(base), language)


def _explained(
    region: Region, base: Scenario, scenario: Scenario, found: Explanation, language: str
) -> None:
    """Draw the section of ``simulator explain``, the way to the target first."""
    made = contributions.section(region, base, scenario, found)
    ranges = found.persons_band is not None
    first = [i for i, block in enumerate(made.blocks) if _is_waterfall(block)]
    order = [*first, *(i + 1 for i in first)]
    for i in (*order, *(i for i in range(len(made.blocks)) if i not in order)):
        draw.block(made.blocks[i], language, key=f"ranged_{ranges}")
    if found.contributions:
        draw.remark(_RANGE_NOTE if ranges else _COMPUTING, language)


def _is_waterfall(block: object) -> bool:
    return getattr(block, "kind", "") == "waterfall"


_COMPUTING = Text("Khoảng 80 %: đang tính…", "80% ranges: computing…")
_RANGE_NOTE = Text(
    f"Vạch ngang và số trong ngoặc: khoảng 80 % qua {DRAWS} lần mô phỏng.",
    f"Whiskers and numbers in parentheses: 80% range of {DRAWS} draws.",
)


def _inputs(code: str, projection: Projection, year: int, language: str) -> None:
    """Draw the tornado of ``simulator sensitivity``; it takes some seconds the first time."""
    plain = replace(projection.scenario, document=None)
    key = ("tornado", code, identity(plain), year)
    found = wait_for(FOUND.get, key, partial(aside, tornado, code, plain, year))
    (chart, *_, remark) = sensitivity_result.section(projection.region, plain, found).blocks
    draw.block(chart, language)
    draw.block(remark, language)


def tornado(code: str, scenario: Scenario, year: int) -> Sensitivity:
    """Return the tornado of coverage, worked out here and now."""
    return sensitivity(region_called(code), scenario, year, points=0)


def _projects(projection: Projection, year: int, language: str) -> None:
    """Draw the jobs on projects, or that there are none."""
    draw.head(Text("Việc làm từ các dự án", "Jobs on projects"), language)
    if not projection.projects:
        none = Text(
            "Kịch bản này không có danh mục dự án; việc làm đi theo tăng trưởng kinh tế.",
            "This scenario lists no projects; jobs follow economic growth.",
        )
        draw.remark(none, language)
        return
    figure.chart(projects.chart(projection), language, "project_jobs", at=str(year))
    draw.block(projects.in_the_year(projection, year), language)
    draw.remark(_PROJECT_NOTE, language)


_PROJECT_NOTE = Text(
    "Việc làm tính từ vốn giải ngân chia cho vốn trên một việc làm của ngành (xem Giả định), nhân "
    "phần chính thức, phần tăng thêm và xác suất của dự án.",
    "Jobs are disbursed capital over the sector's capital per job (see Assumptions), times the "
    "formal share, the additional part and the project's probability.",
)


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
