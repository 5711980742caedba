"""What can be asked, each declared once: path, fields, what works it out, whether it takes long."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from simulator.analysis.uncertainty.bands import DRAWS
from simulator.dataclass import dataclass
from simulator.inputs.scenario_fields import LAST_YEAR
from simulator.levers import LEVERS
from simulator.report.appendix.content import APPENDICES
from simulator.report.profile import PROFILES
from simulator.serve import fields
from simulator.serve.fields import FIRST_YEAR, Field
from simulator.serve.settings import Limits, Settings
from simulator.text import Text

Values = dict[str, Any]
"""Field -> value, as read."""


@dataclass(frozen=True, slots=True)
class Operation:
    """Something that can be asked.

    Parameters
    ----------
    name : also of the function of ``serve.work`` that answers it
    path : a name in braces is a field that the path states
    fields : of the body, or for a list of path and query
    example : of a body
    long : whether values make it a job
    listing : whether it is a list, which is asked for by GET
    """

    name: str
    path: str
    summary: Text
    fields: tuple[Field, ...]
    example: Values | None = None
    long: Callable[[Values, Limits], bool] = lambda values, limits: False
    listing: bool = False


def work_of(values: Values, base_year: int) -> int:
    """Return draws x scenarios x projected years of a projection."""
    years: int = max(max(values["years"]) - base_year, 1)
    drawn: int = values["draws"] * len(values["scenarios"])
    return drawn * years


_REGIONS = Text("Các địa bàn", "Regions")
_FIGURES = Text(
    "Số liệu của một địa bàn: tình trạng, nguồn", "Figures of a region, with status and source"
)
_SCENARIOS = Text("Các kịch bản có sẵn", "Shipped scenarios")
_LEVERS = Text("Các giải pháp", "Levers: unit, range, evidence")
_INDICATORS = Text("Các chỉ tiêu tính toán", "Indicators: unit and definition")
_LAW = Text("Pháp luật theo ngày hiệu lực", "The law by date of effect")
_SEED = Text("hạt giống của số ngẫu nhiên", "seed of the random numbers")
_DRAWS = Text("số lần mô phỏng", "draws")
_LAW_DAY = Text("bỏ pháp luật ban hành sau ngày này", "leave out law adopted after this day")


def operations(settings: Settings) -> dict[str, Operation]:
    """Return everything that a server can be asked, by name."""
    shared = (fields.region(settings.folders), fields.day("law_as_of", _LAW_DAY))
    found = (*_lists(settings.folders), *_questions(shared, settings.limits))
    return {operation.name: operation for operation in found}


def _lists(places: Mapping[str, str]) -> tuple[Operation, ...]:
    region = fields.region(places)
    day = fields.day("law_as_of", _LAW_DAY)
    return (
        Operation("regions", "/v1/regions", _REGIONS, (), listing=True),
        Operation("figures", "/v1/regions/{region}", _FIGURES, (region,), listing=True),
        Operation("scenarios", "/v1/scenarios", _SCENARIOS, (), listing=True),
        Operation("levers", "/v1/levers", _LEVERS, (), listing=True),
        Operation("indicators", "/v1/indicators", _INDICATORS, (), listing=True),
        Operation("law", "/v1/law", _LAW, (region, day), listing=True),
    )


def _questions(shared: tuple[Field, ...], limits: Limits) -> tuple[Operation, ...]:
    year = fields.whole("year", Text("năm", "the year"), FIRST_YEAR, LAST_YEAR, 2030)
    seed = fields.whole("seed", _SEED, 0, 2**53 - 1, 1)
    scenarios = fields.scenarios(limits.scenarios)
    drawn = fields.draws(_DRAWS, 64, 4096, DRAWS, or_none=False)
    base = fields.scenario("base", "status_quo")
    costed = (scenarios, base, fields.years([*range(2024, 2031)]), drawn, seed, *shared)
    return (
        Operation(
            "projections",
            "/v1/projections",
            Text("Dự báo một hay nhiều kịch bản", "Project one or more scenarios"),
            (
                scenarios,
                fields.years([2025, 2030]),
                fields.draws(_DRAWS, 16, 1_000_000, 0, or_none=True),
                seed,
                *shared,
            ),
            {"scenarios": ["status_quo", INLINE], "years": [2025, 2030]},
            lambda values, limits: work_of(values, FIRST_PLANNED) > limits.work_at_once,
        ),
        Operation(
            "goal",
            "/v1/goal",
            Text("Tổ hợp rẻ nhất đạt chỉ tiêu", "The cheapest mix that reaches a target"),
            (*_goal_fields(), *shared),
            {"scenario": "status_quo", "targets": ["si_share@2030=0.25"], "chance": 0.7},
            lambda values, limits: True,
        ),
        Operation(
            "explain",
            "/v1/explain",
            Text("Đóng góp của từng nhóm giải pháp", "What each group of levers contributes"),
            (
                base,
                fields.scenario("scenario"),
                year,
                fields.draws(_DRAWS, 16, 4096, DRAWS, or_none=True),
                seed,
                *shared,
            ),
            {"base": "status_quo", "scenario": "resolution", "year": 2030, "draws": 0},
            lambda values, limits: values["draws"] > 0,
        ),
        Operation(
            "costs",
            "/v1/costs",
            Text("Chi phí theo năm và dòng", "Costs by year and line"),
            costed,
            {"scenarios": ["resolution"], "years": [2026, 2030]},
            lambda values, limits: work_of(values, FIRST_PLANNED) > limits.work_at_once,
        ),
        Operation(
            "curve",
            "/v1/costs/curve",
            Text("Chi phí trên mỗi người thêm, từng giải pháp", "Levers by cost per added person"),
            costed,
            {"scenarios": ["resolution"], "years": [2030]},
            lambda values, limits: True,
        ),
        Operation(
            "papers",
            "/v1/papers",
            Text("Phụ lục Word, PDF, Excel", "Appendices as Word, PDF or Excel"),
            (*_paper_fields(scenarios, base), seed, *shared),
            {"scenarios": ["resolution"], "format": "docx"},
            lambda values, limits: True,
        ),
    )


FIRST_PLANNED = 2023
"""Years are counted from here where a region's base year is not known yet."""
INLINE: Values = {
    "name": "mine",
    "extends": "status_quo",
    "levers": {"inspection": {"start": "+1", "ramp_years": 2, "level": 0.8}},
}
"""A scenario written within a request."""


def _goal_fields() -> tuple[Field, ...]:
    names = [lever.name for lever in LEVERS.values()]
    lever = fields.choice("lever", Text("giải pháp", "lever"), names)
    allowed = Text("giải pháp được dùng", "levers that may be used")
    levers = fields.several(lever, "levers", allowed, len(names), default=[])
    targets = Text("chỉ tiêu; mọi chỉ tiêu phải đạt", "targets, all of which must be met")
    return (
        fields.scenario("scenario"),
        fields.texts("targets", targets, 8, "si_share@2030=0.25"),
        fields.fraction(
            "chance", Text("khả năng đạt, ít nhất", "chance, at least"), 0.01, 0.99, 0.5
        ),
        levers,
        fields.flag("allow_judgement", Text("dùng cả bằng chứng loại C", "levers of grade C too")),
        fields.flag(
            "from_neutral",
            Text(
                "mọi giải pháp ở mức không làm gì trước khi tìm",
                "every lever of the scenario is made neutral first",
            ),
        ),
        fields.fraction("budget", Text("tỷ đồng", "billion VND"), 0, 1e9, None),
        fields.amounts("year_caps", Text("tỷ đồng mỗi năm", "billion VND a year")),
        fields.flag("central", Text("chỉ phương án trung tâm", "the central run only")),
    )


def _paper_fields(scenarios: Field, base: Field) -> tuple[Field, ...]:
    number = fields.choice("appendix", Text("phụ lục", "appendix"), list(APPENDICES))
    chosen = Text("phụ lục được chọn; không nêu: tất cả", "appendices; not stated: all")
    return (
        scenarios,
        base,
        fields.choice("format", Text("dạng tệp", "form"), ("docx", "pdf", "xlsx"), "docx"),
        fields.choice("profile", Text("thể thức văn bản", "rules of layout"), PROFILES, "hd05"),
        fields.several(number, "appendices", chosen, len(APPENDICES), default=[]),
        fields.draws(_DRAWS, 64, 10_000, DRAWS, or_none=False),
    )
