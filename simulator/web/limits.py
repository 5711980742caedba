"""What the model cannot say, in plain words."""

from __future__ import annotations

from simulator.report.results.assumptions import NOT_MODELLED
from simulator.text import Text

LIMITS: tuple[Text, ...] = (
    Text(
        "Số người tham gia BHXH bắt buộc, BHTN phụ thuộc vào việc làm; việc làm phụ thuộc vào "
        "tăng trưởng kinh tế. Mức tăng trưởng đến năm 2030 ảnh hưởng đến tỷ lệ bao phủ ngang với"
        " tất cả các giải pháp cộng lại; đây là số liệu đầu vào, không phải kết quả dự báo.",
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
        "Nhiều vốn không có nghĩa là nhiều việc làm: dự án năng lượng cần vốn lớn nhưng sử dụng "
        "ít lao động.",
        "Capital is not jobs: energy projects take much capital and few people.",
    ),
    Text(
        "Số liệu tháng 12 thường cao hơn các tháng đầu năm, nên không so tháng 12 với tháng 6. "
        "Số người-năm tham gia phản ánh đầy đủ hơn số cuối năm.",
        "December counts stand above those of the first months; December is never compared with "
        "June. Person-years say more than a year's end.",
    ),
    Text(
        "Khi tuổi nghỉ hưu tăng hoặc có thêm người tham gia lực lượng lao động, mẫu số lớn lên "
        "nên tỷ lệ bao phủ giảm dù số người tham gia không giảm.",
        "Later retirement and higher participation enlarge the denominator: the share falls though "
        "nobody leaves.",
    ),
    Text(
        "Số liệu thống kê không cho phép tách riêng: mức tuân thủ và số việc làm thuộc diện bắt "
        "buộc; dừng đóng và tham gia lại; cơ cấu các nhóm. Các yếu tố này là giả định có khoảng "
        "dao động.",
        "Counts cannot tell apart compliance and the number of liable jobs, lapse and "
        "re-enrolment, "
        "or the class mix. These are assumptions with ranges.",
    ),
    Text(
        "Ngoài phạm vi: dự báo tiền lương và tăng trưởng, mức hưởng có bảo đảm cuộc sống hay "
        "không, cân đối quỹ BHXH.",
        "Out of scope: wages and growth as results, adequacy of benefits, solvency of the funds.",
    ),
    NOT_MODELLED,
)
