"""The fields of a scenario file once: type, bounds and words; reader and schema use them."""

from __future__ import annotations

from simulator.classes import SECTORS
from simulator.dataclass import dataclass
from simulator.levers import Lever
from simulator.text import Text


@dataclass(frozen=True, slots=True)
class Number:
    """Bounds of a number, and what to say about it.

    Parameters
    ----------
    low, high : bounds, inclusive
    words : what it is
    percent : whether people may be tempted to write 45 for 0.45
    grouped : whether people may be tempted to write 9.000 for 9000
    """

    low: float
    high: float
    words: Text
    percent: bool = False
    grouped: bool = False


def lever_number(lever: Lever) -> Number:
    """Return the bounds of a lever's level."""
    return Number(lever.low, lever.high, lever.label, lever.percent or lever.high <= 1)


_SHARE = (0.0, 1.0)

PROJECT_NUMBERS: dict[str, Number] = {
    "capital_bn_vnd": Number(
        1e-3, 1e6, Text("vốn đăng ký, tỷ đồng", "capital, billion VND"), grouped=True
    ),
    "build_years": Number(0.25, 20, Text("số năm xây dựng", "years of building")),
    "disbursed_share": Number(*_SHARE, Text("tỷ lệ giải ngân", "share disbursed"), True),
    "slippage": Number(0, 3, Text("kéo dài thời gian xây dựng", "share added to building time")),
    "lag_years": Number(0, 10, Text("năm chờ sau xây dựng", "years from completion to jobs")),
    "ramp_years": Number(0.1, 10, Text("hằng số thời gian tuyển đủ", "time constant of staffing")),
    "capital_per_job": Number(
        0.05, 200, Text("vốn trên một việc làm, tỷ đồng", "capital per job, billion VND")
    ),
    "formal_share": Number(*_SHARE, Text("phần có hợp đồng", "liable share of jobs"), True),
    "displacement": Number(*_SHARE, Text("phần lấy từ nơi khác", "share displaced"), True),
    "additionality": Number(*_SHARE, Text("phần ngoài xu thế", "share beyond the trend"), True),
    "local_hire_share": Number(*_SHARE, Text("phần tuyển tại chỗ", "share hired locally"), True),
    "construction_jobs_per_bn": Number(
        0, 10, Text("công xây dựng trên tỷ đồng", "construction person-years per billion")
    ),
    "construction_contract_share": Number(
        *_SHARE, Text("phần công xây dựng có hợp đồng", "construction work on contracts"), True
    ),
    "public_share": Number(*_SHARE, Text("phần vốn nhà nước", "public share"), True),
    "probability": Number(*_SHARE, Text("xác suất thực hiện", "probability"), True),
}
PROJECT_REQUIRED = ("name", "sector", "capital_bn_vnd", "start", "build_years")
PROJECT_KEYS = (
    "name",
    "sector",
    "start",
    "reason",
    "place",
    "active",
    *PROJECT_NUMBERS,
)

SCENARIO_KEYS: dict[str, Text] = {
    "name": Text("tên ngắn, chữ thường không dấu", "short name"),
    "extends": Text("kịch bản gốc: tên, hoặc tệp cùng thư mục", "base: a name or file beside it"),
    "title": Text("tiêu đề, vi và en", "title, vi and en"),
    "description": Text("mô tả, vi và en", "description, vi and en"),
    "reason": Text("vì sao chọn kịch bản này", "why the scenario is as it is"),
    "planned_on": Text(
        "ngày lập kế hoạch (date, reason); giải pháp bắt đầu từ năm sau",
        "when the plan is made (date, reason); measures start in the year after",
    ),
    "levers": Text("các giải pháp", "levers"),
    "projects": Text("danh mục dự án, thay danh mục gốc", "projects, in place of the base's"),
    "add_projects": Text("dự án thêm vào danh mục gốc", "projects added to the base's"),
    "assumptions": Text("giả định thay đổi", "changed assumptions"),
    "macro": Text("bối cảnh: growth theo năm", "macro: growth by year"),
    "targets": Text("bộ chỉ tiêu", "target set"),
    "measure": Text("thời điểm đếm người tham gia", "when participants are counted"),
    "month": Text("tháng đếm", "month of counting"),
    "chosen_base": Text(
        "mức đóng chọn, lần chuẩn nghèo nông thôn", "chosen base over the rural poverty line"
    ),
    "working_age_only": Text("chỉ đếm người trong độ tuổi", "count only people of working age"),
}
LEVER_KEYS = ("start", "ramp_years", "shape", "level", "until", "reason")
PLAN_DATE_KEYS = ("date", "reason")
ESTIMATE_KEYS = ("value", "low", "high", "grade", "source", "reason")
RAMP = Number(0, 30, Text("số năm tăng dần", "ramp years"))
GROWTH = Number(-0.3, 0.3, Text("tăng trưởng, 0.07 là 7 %", "growth, 0.07 for 7 %"), True)
CHOSEN_BASE = Number(1.0, 20.0, Text("lần chuẩn nghèo nông thôn", "times the poverty line"))
MONTH = Number(1, 12, Text("tháng", "month"))
LAST_YEAR = 2100
"""The last year that can be asked for."""
YEARS = (2000, LAST_YEAR)
SECTOR_NAMES = tuple(SECTORS)
