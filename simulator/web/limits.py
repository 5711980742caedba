"""What the model cannot say, in plain words."""

from __future__ import annotations

from simulator.report.results.assumptions import NOT_MODELLED
from simulator.text import Text

LIMITS: tuple[Text, ...] = (
    Text(
        "BHXH bắt buộc và BHTN đi theo việc làm, việc làm đi theo tăng trưởng. Tăng trưởng đến "
        "2030 "
        "ảnh hưởng đến tỷ lệ bao phủ ngang với mọi giải pháp cộng lại, và là đầu vào, không phải "
        "kết quả.",
        "Compulsory insurance and UI follow jobs, and jobs follow growth. Growth to 2030 weighs as "
        "much as all levers together, and it is an input, not a result.",
    ),
    Text(
        "Mức dự báo là bình quân ba dạng tăng việc làm, trong đó có đường xu thế; kiểm nghiệm "
        "với số "
        "liệu các năm trước, chưa thấy khác biệt rõ với từng phương pháp đơn giản (xem Kiểm "
        "nghiệm với số liệu các năm trước): hãy đọc "
        "mức cùng với khoảng của nó.",
        "The level is the mean of three forms of job growth, the trend line among them; tested on "
        "the past, no clear difference from the simple methods shows (see Backtest): read the "
        "level together with its range.",
    ),
    Text(
        "Không có bằng chứng trực tiếp (loại A) ở Việt Nam cho tác động của các giải pháp về BHXH "
        "tự "
        "nguyện; loại B là bằng chứng tương tự, loại C là nhận định. Thanh trượt không chứng minh "
        "nhân quả.",
        "There is no direct (grade A) evidence for Viet Nam on the levers of voluntary insurance; "
        "B is analogous, C is judgement. A slider does not prove a cause.",
    ),
    Text(
        "Vốn không phải là việc làm: dự án năng lượng cần nhiều vốn nhưng ít người làm.",
        "Capital is not jobs: energy projects take much capital and few people.",
    ),
    Text(
        "Số đếm tháng 12 cao hơn các tháng đầu năm; không so tháng 12 với tháng 6. Người-năm tham "
        "gia nói được nhiều hơn số cuối năm.",
        "December counts stand above those of the first months; December is never compared with "
        "June. Person-years say more than a year's end.",
    ),
    Text(
        "Tuổi nghỉ hưu tăng và người tham gia lực lượng lao động tăng làm mẫu số lớn lên, tỷ lệ "
        "giảm "
        "dù số người tham gia không giảm.",
        "Later retirement and higher participation enlarge the denominator: the share falls though "
        "nobody leaves.",
    ),
    Text(
        "Không tách được từ số đếm: tuân thủ với số việc thuộc diện bắt buộc; dừng đóng với tham "
        "gia "
        "lại; cơ cấu các nhóm. Đó là giả định có khoảng dao động.",
        "Counts cannot tell apart compliance and the number of liable jobs, lapse and "
        "re-enrolment, "
        "or the class mix. These are assumptions with ranges.",
    ),
    Text(
        "Ngoài phạm vi: tiền lương và tăng trưởng như một kết quả, mức hưởng có đủ sống không, cân "
        "đối quỹ BHXH.",
        "Out of scope: wages and growth as results, adequacy of benefits, solvency of the funds.",
    ),
    NOT_MODELLED,
)
