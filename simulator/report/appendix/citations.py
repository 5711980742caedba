"""Sources as Vietnamese offices name them; the data files note them down in English."""

from __future__ import annotations

import re

from simulator.report.numbers import format_number

_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_LONG_MONTHS = {
    name: i
    for i, name in enumerate(
        [
            "January",
            "February",
            "March",
            "April",
            "May",
            "June",
            "July",
            "August",
            "September",
            "October",
            "November",
            "December",
        ],
        start=1,
    )
}

_PHRASES: tuple[tuple[str, str], ...] = (
    (r"Law on Social Insurance (?=\d)", "Luật Bảo hiểm xã hội số "),
    (r"Labour Code (\d{4}),? art\. (\d+)", r"Bộ luật Lao động năm \1, Điều \2"),
    (r"Employment Law (?=\d+/)", "Luật Việc làm số "),
    (r"Employment Law (?=\d{4}\b)", "Luật Việc làm năm "),
    (r"\bLaw (?=\d+/)", "Luật số "),
    (r"Decree (?=\d)", "Nghị định số "),
    (r"Decision (?=\d)", "Quyết định số "),
    (r",? art\. (\d+)\.(\d+)", r", khoản \2 Điều \1"),
    (r",? art\. (\d+)", r", Điều \1"),
    (r"ItemID=", "bài số "),
    ("ND-CP", "NĐ-CP"),
    ("QD-TTg", "QĐ-TTg"),
    ("QD-BHXH", "QĐ-BHXH"),
    (r"748/BHXH-QLT of Ho Chi Minh City", "Công văn 748/BHXH-QLT của BHXH TP. Hồ Chí Minh"),
    (r"kept by (?=\d)", "giữ nguyên tại Luật số "),
    (
        "which opened voluntary insurance without a subsidy",
        "mở BHXH tự nguyện, chưa hỗ trợ mức đóng",
    ),
    ("yearly step written out", "theo lộ trình từng năm"),
    ("highest class applies", "hưởng theo mức hỗ trợ cao nhất"),
    (r"at most (\d+) months", r"không quá \1 tháng"),
    (
        r"(\d+) per cent also for island communes and special zones",
        r"\1 % cả với xã đảo, đặc khu",
    ),
    (r"\(as others\)", "(như đối tượng khác)"),
    (r"in force to 30 June 2025", "hiệu lực đến 30/6/2025"),
    (r"in force since 1 May 2013", "hiệu lực từ 01/5/2013"),
    (
        "floor of the voluntary contribution base",
        "mức thấp nhất của thu nhập làm căn cứ đóng tự nguyện",
    ),
    (r"ceiling of the base is (\d+) times", r"mức đóng cao nhất bằng \1 lần"),
    (
        "declaration-method households; the rest from 2029-07-01",
        "hộ nộp thuế theo kê khai; các hộ khác từ 01/7/2029",
    ),
    (
        "only where the wage reaches the lowest contribution base",
        "chỉ khi tiền lương đạt mức thấp nhất làm căn cứ đóng",
    ),
    (r"rise of about (\d+) per cent", r"tăng khoảng \1 %"),
    (
        r"overall ceiling ([\d.]+) per cent of collections",
        r"tổng mức không quá \1 % số thu",
    ),
    (r"continuing members ([\d.]+)", r"người đóng tiếp \1"),
    (
        r"([\d.]+) pension; ([\d.]+) sickness and maternity; ([\d.]+) accident",
        r"\1 hưu trí; \2 ốm đau, thai sản; \3 tai nạn lao động",
    ),
    (r"([\d.]+) sickness and maternity, ([\d.]+) pension", r"\1 ốm đau, thai sản; \2 hưu trí"),
    ("VietJack table", "bảng của VietJack"),
    (r"\bseen:", "đọc tại:"),
    (r"Viet Nam Social Security annual result", "Kết quả hằng năm của BHXH Việt Nam"),
    ("page not at hand", "chưa có trang nguồn"),
    (
        r"VSS, table of participants (\d+)-(\d+) from final accounts",
        r"BHXH Việt Nam, bảng số người tham gia \1-\2 theo quyết toán",
    ),
    ("the row may be provisional", "có thể là số sơ bộ"),
    (r"VSS via ", "BHXH Việt Nam, dẫn theo "),
    (r"\bVSS\b", "BHXH Việt Nam"),
    (r"\bVNA\b", "TTXVN"),
    (r"\bSGGP\b", "Sài Gòn Giải Phóng"),
    ("Dang Cong San", "Báo điện tử Đảng Cộng sản"),
    ("Thanh Nien", "Thanh Niên"),
    ("Nguoi Lao Dong", "Người Lao Động"),
    ("Bao Nghe An", "Báo Nghệ An"),
    ("Bao Ba Ria-Vung Tau", "Báo Bà Rịa - Vũng Tàu"),
    ("Bao Moi", "Báo Mới"),
    ("Thoi bao Tai chinh", "Thời báo Tài chính"),
    ("Thi truong hang hoa", "Thị trường hàng hoá"),
    ("Thu Vien Phap Luat", "Thư viện Pháp luật"),
    ("Dan sinh", "Dân sinh"),
    ("Dan tri", "Dân trí"),
    ("MOLISA conference", "hội nghị của Bộ Lao động - Thương binh và Xã hội"),
    ("provincial SI agency's figure", "số của BHXH tỉnh"),
    ("provincial SI agency", "BHXH tỉnh"),
    ("replace by the", "cần thay bằng"),
    (r"times the national growth", "nhân mức tăng của cả nước"),
    (r"(\d+) fewer than in (\d{4})", r"ít hơn năm \2 là \1"),
    (r"([\d.]+) per cent more than in (\d{4})", r"hơn năm \2 là \1 %"),
    (r"([\d.]+) per cent of a plan of (\d+)", r"\1 % kế hoạch \2"),
    (r"([\d.]+) per cent of ([\d.]+) million", r"\1 % của \2 triệu"),
    (r"were (\d+) more than at the end of (\d{4})", r"hơn cuối năm \2 là \1"),
    (r"in (\d{4}) was ([\d.]+) per cent more", r"năm \1 tăng \2 %"),
    (r"the flash figure of (.+?) was", r"số nhanh \1 là"),
    (r"\bless ([\d.]+) million voluntary", r"trừ \1 triệu tự nguyện"),
    (r"\bless ([\d.]+) million", r"trừ \1 triệu"),
    ("expected at the end of the year", "ước cả năm"),
    (r"about ([\d.]+) million with voluntary", r"khoảng \1 triệu, kể cả tự nguyện"),
    (r"nearly ([\d.]+) million", r"gần \1 triệu"),
    (r"more than ([\d.]+) million", r"hơn \1 triệu"),
    (r"([\d.]+) million\b", r"\1 triệu"),
    (r"([\d.]+) per cent", r"\1 %"),
    (r"\(final;", "(số cuối;"),
)


def cited(source: str, language: str) -> str:
    """Return a source in the language of the paper; what is not known stays as it was noted.

    >>> cited("Decree 07/2021/ND-CP; seen: Dan sinh 4 Jan 2022, LuatVietnam 34625", "vi")
    'Nghị định số 07/2021/NĐ-CP; đọc tại: Dân sinh 04/01/2022, LuatVietnam 34625'
    """
    if language != "vi":
        return source
    for pattern, words in _PHRASES:
        source = re.sub(pattern, words, source)
    source = re.sub(rf"\b(\d{{1,2}}) ({'|'.join(_MONTHS)}) (\d{{4}})\b", _day, source)
    source = re.sub(rf"\b({'|'.join(_MONTHS)}) (\d{{4}})\b", _month, source)
    source = re.sub(rf"\b({'|'.join(_LONG_MONTHS)}) (\d{{4}})\b", _long_month, source)
    source = source.replace("from tháng", "từ tháng").replace(" to tháng", " đến tháng")
    return _numbers(source)


def _day(found: re.Match[str]) -> str:
    month = _MONTHS.index(found[2]) + 1
    # Offices write a leading zero for days below 10 and for January and February.
    return (
        f"{int(found[1]):02d}/{month:02d}/{found[3]}"
        if month < 3
        else (f"{int(found[1]):02d}/{month}/{found[3]}")
    )


def _month(found: re.Match[str]) -> str:
    return f"tháng {_MONTHS.index(found[1]) + 1}/{found[2]}"


def _long_month(found: re.Match[str]) -> str:
    return f"tháng {_LONG_MONTHS[found[1]]}/{found[2]}"


def _numbers(text: str) -> str:
    """Write decimals with a comma; numbers of laws and files are left alone."""
    text = re.sub(r"(?<![\d./])(\d+)\.(\d+)(?=[ );,]|$)", r"\1,\2", text)
    return re.sub(r"\((\d{4,8})\)", lambda m: f"({format_number(int(m[1]))})", text)
