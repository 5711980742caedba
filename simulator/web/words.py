"""Wording of the page that belongs to no lever and no indicator."""

from __future__ import annotations

from simulator.text import Text

BENCH: dict[str, Text] = {
    "levers": Text("Giải pháp", "Levers"),
    "results": Text("Kết quả", "Results"),
    "to_levers": Text("Đến các giải pháp", "Go to the levers"),
    "scenarios": Text("Kịch bản đang so sánh", "Scenarios compared"),
    "base": Text("gốc so sánh", "base"),
    "take_in_hand": Text("Chọn để chỉnh bằng các thanh trượt", "Edit it with the sliders"),
    "locked": Text(
        "“Giữ nguyên hiện trạng” là phương án gốc để so sánh, không chỉnh được; hãy thêm một "
        "phương án "
        "mới",
        "The status quo is what plans are compared with and cannot be edited; add a plan of "
        "your own",
    ),
    "undo": Text("Hoàn tác", "Undo"),
    "redo": Text("Làm lại", "Redo"),
    "last_change": Text("Thay đổi gần nhất", "My last change"),
    "reset": Text("Đặt lại", "Reset"),
    "reset_levers": Text("Đặt lại các giải pháp", "Reset levers"),
    "reset_assumptions": Text("Đặt lại các giả định", "Reset assumptions"),
    "which_share": Text("Tỷ lệ hiển thị", "Share shown"),
    "why": Text("Chi tiết, vì sao?", "Details, why?"),
    "reason": Text("Vì sao chọn mức này?", "Why this level?"),
    "reason_hint": Text("Lý do, căn cứ; được lưu cùng kịch bản", "Kept with the scenario"),
    "evidence": Text("Bằng chứng", "Evidence"),
    "arithmetic": Text("tác động tính trực tiếp, không dựa vào bằng chứng", "follows directly"),
    "peer": Text("mức cao nhất địa phương khác đã áp dụng", "highest elsewhere"),
    "responsible": Text("Trách nhiệm", "Responsible"),
    "start": Text("Bắt đầu từ năm", "Starts in"),
    "ramp": Text("Số năm để đạt đủ mức", "Years to full level"),
    "by_class": Text("Mức riêng theo nhóm", "Levels by class"),
    "own_levels": Text("{n} nhóm có mức riêng", "{n} classes have their own level"),
    "no_projects": Text("Kịch bản không có danh mục dự án", "The scenario lists no projects"),
    "origin": Text("Mức ban đầu của kịch bản", "The scenario's own level"),
    "people": Text("người", "people"),
    "points": Text("điểm phần trăm", "percentage points"),
    "band": Text("Khoảng 80 %", "80% range"),
    "all_bands": Text("Khoảng 80 % của mọi kịch bản", "All 80% ranges"),
    "against_target": Text("So với chỉ tiêu", "Against the target"),
    "short_of": Text("thiếu", "short by"),
    "beyond": Text("vượt", "beyond by"),
    "no_target": Text("Năm này không có chỉ tiêu", "No target in this year"),
    "not_assigned": Text(
        "chỉ tiêu cả nước, không giao cho nơi này", "national target, not assigned to this place"
    ),
    "against_nation": Text("So với cả nước", "Against the nation"),
    "nation": Text("Cả nước", "Nation"),
    "provenance": Text("Các con số này từ đâu?", "Where do these numbers come from?"),
    "chance": Text("Khả năng đạt chỉ tiêu", "Chance of reaching it"),
    "under_one": Text("dưới 1 %", "below 1%"),
    "over_99": Text("trên 99 %", "above 99%"),
    "computing": Text("đang tính…", "computing…"),
    "no_draws": Text("chưa tính khoảng bất định", "ranges are not computed"),
    "draws": Text("{n} lần mô phỏng", "{n} draws"),
    "against": Text("So với", "Against"),
    "spend": Text("chi công", "public cost"),
    "billion": Text("tỷ đồng", "billion VND"),
    "each": Text("triệu đồng/người tăng thêm, bình quân", "million VND per added person"),
    "is_base": Text("Kịch bản này là gốc so sánh", "This is the base"),
    "was": Text("Trước", "Before"),
    "is": Text("Sau", "After"),
    "difference": Text("Thay đổi", "Change"),
    "key_line": Text(
        "Vùng mờ: khoảng 80 % · ◇ chỉ tiêu · ○ ước tính, ● đã công bố",
        "Shaded: 80% range · ◇ target · ○ estimate, ● published",
    ),
}

READING: dict[str, Text] = {
    "table": Text("Bảng số liệu", "Table of numbers"),
    "read": Text("Đọc từng số bằng phím mũi tên", "Read the numbers with the arrow keys"),
    "low": Text("Khoảng 80 %: từ", "80% range: from"),
    "high": Text("đến", "to"),
    "year": Text("Năm", "Year"),
    "history": Text("Đã qua", "Past"),
    "target": Text("Chỉ tiêu", "Target"),
}
"""Words around the numbers behind a picture."""

TREND_LABELS = {
    "drift": Text("Xu thế mọi năm", "Trend, all years"),
    "drift_4": Text("Xu thế 4 năm", "Trend, 4 years"),
}
"""Method of a trend line -> its name at the end of the line."""

SIZES = (
    Text("người", "people"),
    Text("nghìn người", "thousand people"),
    Text("triệu người", "million people"),
)
"""What an axis of people counts in."""

EDITED = Text(" (đã chỉnh)", " (edited)")


PLAN: dict[str, Text] = {
    "new_plan": Text("Thêm", "Add"),
    "add_plan": Text("Thêm phương án", "Add a plan"),
    "name_note": Text("Tên, ghi chú", "Name, note"),
    "remove_plan": Text("Xoá phương án này", "Delete this plan"),
    "plan_title": Text("Tên phương án", "Name of the plan"),
    "plan_from": Text("Bắt đầu từ", "Begin from"),
    "plan_note": Text("Ghi chú", "Note"),
    "begin_plan": Text("Tạo phương án", "Make the plan"),
    "keep_name": Text("Lưu", "Save"),
    "never_mind": Text("Thôi", "Cancel"),
    "from_nothing": Text("Chưa có giải pháp nào", "No measure yet"),
    "copy_of": Text("Bản sao của", "Copy of"),
    "changed_what": Text("Đã chỉnh gì", "What was changed"),
    "at_first": Text("Ban đầu", "At first"),
    "step": Text("Bước", "Step"),
    "people": Text("Số người", "People"),
    "look": Text("Xem", "Look"),
    "go_back": Text("Về bước này", "Back to here"),
    "take_back": Text("Bỏ riêng bước này", "Take back this step"),
    "replay": Text("Xem lại từng bước", "Replay the steps"),
    "level": Text("mức", "level"),
    "from_year": Text("từ {start}", "from {start}"),
    "full_after": Text("đủ mức sau {ramp} năm", "full after {ramp} years"),
    "at_once": Text("đủ mức ngay", "full at once"),
    "until_year": Text("đến hết {until}", "until the end of {until}"),
    "shape": Text("Cách tăng dần", "Shape of the ramp"),
    "until": Text("Đến hết năm (trống: kéo dài)", "Last year (empty: goes on)"),
    "how_long": Text("Thời gian thực hiện", "Timing"),
}
"""Wording of plans and of the fields beside a slider."""
