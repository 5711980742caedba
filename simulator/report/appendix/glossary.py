"""The terms of the appendices in plain words."""

from __future__ import annotations

from simulator.inputs.figures import GRADES_TOLD
from simulator.report.document import Table
from simulator.text import Text

_TERMS: tuple[tuple[Text, Text], ...] = (
    (
        Text("Phương án trung tâm", "Central run"),
        Text(
            "Kết quả khi mọi giả định lấy giá trị ở cột Giá trị.",
            "The result when every assumption has its central value.",
        ),
    ),
    (
        Text("Khoảng 80 %; thấp, cao", "80% range; low, high"),
        Text(
            "Trong 10 lần mô phỏng thì khoảng 8 lần kết quả nằm giữa hai mức này; 1 lần thấp hơn, "
            "1 lần cao hơn. Đó là theo mô hình; kiểm nghiệm cho thấy thực tế còn biến động nhiều "
            "hơn.",
            "In 8 of 10 runs the result lies between the two; once below, once above. So says the "
            "model; the backtest shows that the world moves more.",
        ),
    ),
    (
        Text("Khả năng đạt", "Chance"),
        Text(
            "Trong 100 lần mô phỏng thì bao nhiêu lần đạt chỉ tiêu. Không bao giờ ghi 0 % hay 100 "
            "%.",
            "How many of 100 runs reach the target; never told as 0 or 100%.",
        ),
    ),
    (
        Text("Loại bằng chứng A, B, C", "Evidence grades A, B, C"),
        Text(f"{GRADES_TOLD.vi}.", f"{GRADES_TOLD.en}."),
    ),
    (
        Text("Tỷ lệ tuân thủ", "Compliance rate"),
        Text(
            "Trong 100 việc làm phải đóng BHXH bắt buộc, bao nhiêu việc làm thực sự có đóng.",
            "Of 100 jobs that must be insured, how many are.",
        ),
    ),
    (
        Text("Tỷ lệ duy trì sau 12 tháng", "12-month persistency"),
        Text(
            "Trong 100 người đang tham gia BHXH tự nguyện, bao nhiêu người một năm sau vẫn đóng.",
            "Of 100 voluntary members, how many still pay a year later.",
        ),
    ),
    (
        Text("Độ co giãn", "Elasticity"),
        Text(
            "Mức đóng giảm 1 % thì số người tham gia mới tăng (hoặc số dừng đóng giảm) bao nhiêu "
            "%.",
            "By how many % joining rises (or lapse falls) where the premium falls by 1%.",
        ),
    ),
    (
        Text("Đơn vị “logit”", "Unit “logit”"),
        Text(
            "Cách cộng tác động vào một tỷ lệ sao cho không vượt 100 %: thêm 0,1 làm tỷ lệ 50 % "
            "tăng khoảng 2,5 điểm phần trăm, tỷ lệ 80 % tăng khoảng 1,6 điểm phần trăm.",
            "A way to add effects to a share so that it stays below 100%: 0.1 more raises a share "
            "of 50% by about 2.5 percentage points, one of 80% by about 1.6.",
        ),
    ),
    (
        Text("Đơn vị “tương đối”, “xem căn cứ”", "Units “relative”, “see basis”"),
        Text(
            "Tương đối: so với mức bình quân chung bằng 1. Xem căn cứ: đơn vị ghi ở cột cơ sở, lý "
            "do của dòng ấy hoặc dòng trên.",
            "Relative: against a common mean of 1. See basis: the basis of the row, or of the row "
            "above, says it.",
        ),
    ),
    (
        Text("Bình phương nhỏ nhất; n; R2", "Least squares; n; R2"),
        Text(
            "Cách vẽ đường thẳng sát các số liệu đã qua nhất; n là số năm dùng; R2 càng gần 1 thì "
            "đường càng sát.",
            "The line closest to past figures; n is the number of years; the nearer R2 is to 1, "
            "the closer the line.",
        ),
    ),
    (
        Text("Xu thế; san mũ (ETS)", "Drift; exponential smoothing (ETS)"),
        Text(
            "Hai cách kéo dài đơn giản dãy số đã qua: theo mức tăng bình quân hằng năm; theo số "
            "gần đây nhiều hơn số cũ.",
            "Two simple ways to prolong a series: by its mean yearly step; by giving recent "
            "figures more weight.",
        ),
    ),
)


def glossary() -> Table:
    """Return the table of terms."""
    head = (Text("Thuật ngữ", "Term"), Text("Nghĩa", "Meaning"))
    return Table(Text("Giải nghĩa thuật ngữ", "Terms"), head, _TERMS, (1.3, 4))
