"""Words of what packs state: every figure, unit and place once, in two languages.

Those of assumptions stand in the table of their definitions.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from simulator.classes import CLASSES, SECTORS
from simulator.inputs.definitions import definition
from simulator.inputs.keys import Assumed
from simulator.rounding import numeral
from simulator.schemes import SCHEMES
from simulator.text import Text, joined, plain

if TYPE_CHECKING:
    from simulator.inputs.region import Region

SHARES_OF: dict[str, str] = {
    "share of the working-age labour force": "lực lượng lao động trong độ tuổi",
    "covered share of liable jobs": "việc làm bắt buộc có tham gia",
    "share a year": "một năm",
    "share a year at and above the normal age": "một năm, từ tuổi nghỉ hưu",
    "share": "",
    "share of the stock of former members a year": "số người bảo lưu, một năm",
    "share of self-employed a year once liable": "người tự làm một năm, khi thuộc diện",
    "share of the entitled former members a year": "số người bảo lưu được rút, mỗi năm",
    "share a year of the former members without entrants since July 2025": (
        "mỗi năm trong số bảo lưu không kể người tham gia từ 7/2025"
    ),
    "share of the rate of others": "so với tỷ lệ của người khác",
    "share of the effect of compliance levers that past enforcement had not brought": (
        "tác động của giải pháp tuân thủ mà thanh tra trước đây chưa mang lại"
    ),
    "share of the owners who declare from 2026": "trong số chủ hộ kê khai từ năm 2026",
    "share of uninsured labour force without former members": (
        "lao động chưa tham gia, không kể người bảo lưu"
    ),
    "share of voluntary participants": "người tham gia tự nguyện",
    "baseline exits replaced by re-enrolment": "người ra được bù lại",
    "share of registered capital ever realised": "vốn đăng ký được thực hiện",
    "liable share of operating jobs": "việc làm thuộc diện bắt buộc",
    "share of new jobs taken from other local employers": "việc làm mới lấy từ nơi khác",
    "share of a listed project that the trend does not already hold": "dự án ngoài xu thế",
    "share of construction work on contracts of a month and more": (
        "việc xây dựng có hợp đồng từ một tháng"
    ),
    "share of the premium that the member pays": "mức đóng của người tham gia",
    "share of those who lapse": "người dừng đóng",
    "share of the population a year": "dân số mỗi năm",
    "share a year, current prices": "mỗi năm, giá hiện hành",
    "share of the year for which a member pays": "năm có đóng",
    "share added to building time; the central run of a shipped scenario takes 0": (
        "thời gian xây dựng kéo dài; phương án trung tâm lấy 0"
    ),
    "share of the premium that the member pays, highest average": (
        "mức đóng của người tham gia, bình quân cao nhất"
    ),
    "share of the premium": "mức đóng",
    "share of wage": "tiền lương",
    "share of chosen base (at least 2340000 VND)": "mức đóng được chọn (từ 2.340.000 đồng)",
    "share of chosen income": "thu nhập được chọn",
    "share per year": "một năm",
    "share of the minimum premium": "mức đóng tối thiểu",
}
"""Unit of a table that is a share (English) -> of what, or by what, in Vietnamese.

Files and workbooks hold a fraction of one; people read and type it in per cent (:func:`is_share`).
"""

UNITS: dict[str, str] = {
    **{unit: f"phần {of}".rstrip() for unit, of in SHARES_OF.items()},
    "% jobs per % GDP above job_growth_gdp_threshold": (
        "% việc làm trên 1 % tăng trưởng vượt ngưỡng"
    ),
    "% GDP growth": "% tăng trưởng",
    "% jobs per % GDP at today's room": "% việc làm trên 1 % tăng trưởng, với dư địa hiện nay",
    "relative weight": "trọng số",
    "% points a year": "điểm phần trăm một năm",
    "% points": "điểm phần trăm",
    "% points by which outcomes fell short of plans": "điểm phần trăm thấp hơn kế hoạch",
    "ratio": "tỷ số",
    "factor": "hệ số",
    "relative": "tương đối",
    "year": "năm",
    "year of age": "tuổi",
    "person": "người",
    "employer": "đơn vị",
    "logit": "logit",
    "as named": "xem căn cứ",
    "million VND a month, prices of 2024": "triệu đồng một tháng, giá 2024",
    "labour force / population at exact age": "lực lượng lao động trên dân số, theo tuổi",
    "billion VND realised per operating job, base-year prices": (
        "tỷ đồng thực hiện trên một việc làm, giá năm gốc"
    ),
    "person-years per billion VND": "người-năm trên một tỷ đồng",
    "liable jobs elsewhere per operating job": "việc làm nơi khác trên một việc làm",
    "thousand VND per uninsured person a year at full programme": (
        "nghìn đồng một người chưa tham gia, một năm, chương trình đầy đủ"
    ),
    "million VND per agent a year; one agent per 400 uninsured at full programme": (
        "triệu đồng một đại lý một năm; một đại lý cho 400 người chưa tham gia"
    ),
    "billion VND to build for a province of 600000, then 20 per cent of it a year": (
        "tỷ đồng xây dựng cho tỉnh 600.000 dân, sau đó 20 % một năm"
    ),
    "billion VND a year for a province of 600000": "tỷ đồng một năm cho tỉnh 600.000 dân",
    "million VND per employer inspected; 5 per cent of employers a year at full programme": (
        "triệu đồng một đơn vị được thanh tra; 5 % số đơn vị một năm khi đầy đủ"
    ),
    "thousand VND per member a year at full programme": (
        "nghìn đồng một người tham gia một năm, chương trình đầy đủ"
    ),
    "million VND per owner registered": "triệu đồng một chủ hộ đăng ký",
    "million VND of public money per operating job (site, roads)": (
        "triệu đồng vốn công trên một việc làm (mặt bằng, đường)"
    ),
    "years whose mean rise gives n": "số năm lấy bình quân",
    "covered share of the labour force at exact age, shape only (times 0.15 past the normal "
    "retirement age)": "phần lao động tham gia theo tuổi, chỉ lấy hình dạng",
    "members and entrants by exact age, shape only": "theo tuổi, chỉ lấy hình dạng",
    "net migrants by exact age, shape only": "theo tuổi, chỉ lấy hình dạng",
    "logit a year": "logit mỗi năm",
    "hires by exact age, shape only; none past the normal retirement age": (
        "người được tuyển theo tuổi, chỉ lấy hình dạng"
    ),
    "separations by exact age, scaled so that the mean rate holds in the base year": (
        "thôi việc theo tuổi, bình quân giữ như năm gốc"
    ),
    "million VND of short loans or job help per withdrawal avoided": (
        "triệu đồng vay ngắn hạn, hỗ trợ việc làm cho một lượt rút tránh được"
    ),
    "million VND of training per added person in the labour force": (
        "triệu đồng đào tạo cho một lao động tăng thêm"
    ),
    "factor on the owner registration rate from 1 July 2029": "hệ số từ 01/7/2029",
    "billion VND in the base year, current prices": "tỷ đồng năm gốc, giá hiện hành",
    "covered share past the normal retirement age relative to the pattern": (
        "so với hình dạng theo tuổi"
    ),
    "million VND of budget per million VND of top-up": "đồng ngân sách trên một đồng hỗ trợ",
    "true count over the estimate": "số thật trên số ước tính",
    "VND/month": "đồng một tháng",
    "flag": "có hiệu lực hay không",
    "month": "tháng",
    "billion VND": "tỷ đồng",
    "million VND": "triệu đồng",
    "VND": "đồng",
    "household": "hộ",
    "enterprise": "doanh nghiệp",
    "project": "dự án",
    "case": "hồ sơ",
}
"""Unit of a table (English) -> Vietnamese."""

FIGURES: dict[str, Text] = {
    **{scheme.count: scheme.label for scheme in SCHEMES},
    **{s.share: Text(f"Tỷ lệ {s.short.vi}", f"{s.short.en} coverage") for s in SCHEMES if s.share},
    "population": Text("Dân số", "Population"),
    "urban_population": Text("Dân số thành thị", "Urban population"),
    "working_age_population": Text("Dân số trong độ tuổi lao động", "Working-age population"),
    "mortality": Text("Mức chết", "Mortality"),
    "births": Text("Mức sinh", "Births"),
    "migration": Text("Di cư", "Migration"),
    "compulsory_si": Text("Người tham gia BHXH bắt buộc", "Compulsory participants"),
    "voluntary_si": Text("Người tham gia BHXH tự nguyện", "Voluntary participants"),
    "si_participants": Text("Người tham gia BHXH", "SI participants"),
    "ui_participants": Text("Người tham gia BHTN", "UI participants"),
    "new_participants": Text("Người tham gia BHXH mới trong năm", "New SI participants"),
    "newly_liable_compulsory": Text(
        "Người mới thuộc diện bắt buộc do luật", "People whom law made liable"
    ),
    "labour_force_working_age": Text(
        "Lực lượng lao động trong độ tuổi", "Working-age labour force"
    ),
    "labour_force_15_plus": Text("Lực lượng lao động từ 15 tuổi", "Labour force 15 and over"),
    "lump_sum_withdrawals": Text("Lượt rút BHXH một lần", "Lump-sum withdrawals"),
    "lump_sum_withdrawals_10_months": Text(
        "Lượt rút BHXH một lần, 10 tháng", "Lump-sum withdrawals in ten months"
    ),
    "si_share": Text("Tỷ lệ bao phủ BHXH", "SI coverage"),
    "voluntary_share": Text("Tỷ lệ tham gia BHXH tự nguyện", "Voluntary coverage"),
    "ui_share": Text("Tỷ lệ bao phủ BHTN", "UI coverage"),
    "si_share_of_labour_force": Text(
        "BHXH trên lực lượng lao động từ 15 tuổi", "SI over the labour force 15 and over"
    ),
    "ui_share_of_labour_force": Text(
        "BHTN trên lực lượng lao động từ 15 tuổi", "UI over the labour force 15 and over"
    ),
    "voluntary_share_of_labour_force": Text(
        "BHXH tự nguyện trên lực lượng lao động từ 15 tuổi",
        "Voluntary over the labour force 15 and over",
    ),
    "si_share_of_working_age_labour_force": Text(
        "BHXH trên lực lượng lao động trong độ tuổi", "SI over the working-age labour force"
    ),
    "ui_share_of_working_age_labour_force": Text(
        "BHTN trên lực lượng lao động trong độ tuổi", "UI over the working-age labour force"
    ),
    "voluntary_share_of_working_age_labour_force": Text(
        "BHXH tự nguyện trên lực lượng lao động trong độ tuổi",
        "Voluntary over the working-age labour force",
    ),
    "mean_compulsory_base": Text("Mức đóng bình quân BHXH bắt buộc", "Mean contribution base"),
    "household_businesses": Text("Số hộ kinh doanh", "Household businesses"),
    "household_owners_enrolled": Text("Chủ hộ kinh doanh đã tham gia", "Owners enrolled"),
    "informal_employed": Text("Lao động phi chính thức", "Informally employed"),
    "arrears": Text("Nợ đóng", "Arrears"),
    "arrears_share_of_receivable": Text("Nợ trên số phải thu", "Arrears over the receivable"),
    "si_and_hi_collected_9_months": Text(
        "Thu BHXH, BHYT 9 tháng", "SI and HI collected in nine months"
    ),
    "grdp_per_capita": Text("GRDP bình quân đầu người", "GRDP per head"),
    "grdp_growth_2021_2022": Text("Tăng trưởng GRDP 2021-2022", "GRDP growth 2021-2022"),
    "grdp_growth_2021_2023": Text("Tăng trưởng GRDP 2021-2023", "GRDP growth 2021-2023"),
    "renewable_energy_share_of_grdp": Text(
        "Năng lượng tái tạo trong GRDP", "Renewable energy in GRDP"
    ),
    "share_ethnic_kinh": Text("Tỷ lệ người Kinh", "Kinh people"),
    "share_ethnic_cham": Text("Tỷ lệ người Chăm", "Cham people"),
    "share_ethnic_raglay": Text("Tỷ lệ người Raglai", "Raglay people"),
    "visitors": Text("Lượt khách du lịch", "Visitors"),
    "grdp_growth": Text("Tăng trưởng GRDP", "Growth of GRDP"),
    "total_investment": Text("Tổng vốn đầu tư toàn xã hội", "Total investment"),
    "registered_population": Text("Nhân khẩu đăng ký", "Registered population"),
    "households": Text("Số hộ", "Households"),
    "poor_households": Text("Hộ nghèo", "Poor households"),
    "poor_household_share": Text("Tỷ lệ hộ nghèo", "Share of households that are poor"),
    "near_poor_households": Text("Hộ cận nghèo", "Near-poor households"),
    "near_poor_household_share": Text(
        "Tỷ lệ hộ cận nghèo", "Share of households that are near-poor"
    ),
    "minority_households": Text("Hộ dân tộc thiểu số", "Minority households"),
    "minority_population": Text("Người dân tộc thiểu số", "Minority people"),
    "minority_share_of_poor_households": Text(
        "Hộ dân tộc thiểu số trong hộ nghèo", "Minority share of poor households"
    ),
    "poor_share_of_minority_households": Text(
        "Hộ nghèo trong hộ dân tộc thiểu số", "Poor share of minority households"
    ),
    "enterprises": Text("Doanh nghiệp đang hoạt động", "Enterprises in operation"),
    "employers": Text("Đơn vị sử dụng lao động", "Employers"),
    "workers_by_place_of_work": Text("Lao động theo nơi làm việc", "Workers by place of work"),
    "people_given_work": Text("Người được giải quyết việc làm", "People given work in the year"),
    "industrial_park_workers": Text(
        "Lao động trong các khu công nghiệp", "Workers in industrial parks"
    ),
    "industrial_park_capital": Text(
        "Vốn đăng ký trong các khu công nghiệp", "Registered capital in industrial parks"
    ),
    "industrial_park_projects": Text(
        "Dự án trong các khu công nghiệp", "Projects in industrial parks"
    ),
    "ui_claims": Text("Hồ sơ hưởng trợ cấp thất nghiệp", "Unemployment benefit claims"),
    "ui_claims_of_other_places": Text(
        "Trong đó của người ở địa phương khác", "Of these, claims of people of other places"
    ),
    "insured_living_elsewhere": Text(
        "Tham gia bắt buộc ở đây, sống nơi khác", "Insured here, living elsewhere"
    ),
    "insured_working_elsewhere": Text(
        "Sống ở đây, tham gia bắt buộc nơi khác", "Living here, insured elsewhere"
    ),
    "topup_poor": Text("Tỉnh hỗ trợ thêm: hộ nghèo", "Provincial top-up: poor"),
    "topup_near_poor": Text("Tỉnh hỗ trợ thêm: hộ cận nghèo", "Provincial top-up: near-poor"),
    "topup_other": Text("Tỉnh hỗ trợ thêm: người khác", "Provincial top-up: others"),
}
"""Indicator of a pack's tables -> label."""

OTHER_NAMES: dict[str, tuple[str, ...]] = {
    "compulsory_si": ("BHXH bắt buộc", "Compulsory social insurance", "Compulsory SI"),
    "voluntary_si": ("BHXH tự nguyện", "Voluntary social insurance", "Voluntary SI"),
    "ui_participants": (
        "BHTN",
        "Bảo hiểm thất nghiệp",
        "Unemployment insurance",
        "UI",
    ),
    "si_participants": ("Số người tham gia BHXH", "BHXH", "Social insurance participants"),
    "lump_sum_withdrawals": ("Rút BHXH một lần",),
}
"""Indicator -> how else an office names it."""

PLACES: dict[str, Text] = {
    "viet_nam": Text("Cả nước", "Viet Nam"),
    "ninh_thuan": Text("Ninh Thuận", "Ninh Thuận"),
    "ha_noi": Text("Hà Nội", "Hà Nội"),
    "vinh_phuc": Text("Vĩnh Phúc", "Vĩnh Phúc"),
    "ba_ria_vung_tau": Text("Bà Rịa - Vũng Tàu", "Bà Rịa - Vũng Tàu"),
    "lam_dong": Text("Lâm Đồng", "Lâm Đồng"),
    "nghe_an": Text("Nghệ An", "Nghệ An"),
    "ha_tinh": Text("Hà Tĩnh", "Hà Tĩnh"),
    "quang_tri": Text("Quảng Trị", "Quảng Trị"),
    "hoa_binh": Text("Hòa Bình", "Hòa Bình"),
    "tuyen_quang": Text("Tuyên Quang", "Tuyên Quang"),
    "quang_ninh": Text("Quảng Ninh", "Quảng Ninh"),
    "khanh_hoa": Text("Khánh Hòa", "Khánh Hòa"),
    "khanh_hoa_cu": Text("Khánh Hòa (đến 30/6/2025)", "Khánh Hòa (to 30 June 2025)"),
}
"""Code of a place -> name."""

_BY: dict[str, Text] = {
    **CLASSES,
    **SECTORS,
    **{scheme.series: scheme.short.lowered for scheme in SCHEMES},
    "compulsory": Text("bắt buộc", "compulsory"),
    "voluntary": Text("tự nguyện", "voluntary"),
    "ui": Text("BHTN", "UI"),
    "liable_uncovered": Text("thuộc diện nhưng chưa tham gia", "liable but not covered"),
    "compulsory_si": Text("BHXH bắt buộc", "compulsory SI"),
    "voluntary_si": Text("BHXH tự nguyện", "voluntary SI"),
    "labour_force_working_age": Text("lực lượng lao động", "labour force"),
    "growth": Text("theo tăng trưởng", "by growth"),
    "room": Text("theo dư địa còn lại", "by the room that is left"),
    "trend": Text("theo mức tăng mọi năm", "by the rise of all years"),
    "declaring": Text("hộ kê khai thuế", "those who declare their tax"),
    "other": Text("hộ khác", "others"),
    "male": Text("nam", "men"),
    "female": Text("nữ", "women"),
}


def by_words(by: str) -> Text:
    """Return the words of a class, sector, month, age or other assumption.

    >>> by_words("male,35").en
    'men, 35'
    """
    parts = [_BY.get(part) or definition(part).label for part in by.split(",")]
    return joined(parts, ", ")


def assumption_words(name: str, by: str = "") -> Text:
    """Return the words of an assumption; of one that nobody has named, its key.

    >>> assumption_words("lapse_rate", "farmer").en.startswith("Lapse rate of voluntary members: ")
    True
    """
    label = definition(name).label
    if not by:
        return label
    whose = by_words(by)
    return Text(f"{label.vi}: {whose.vi}", f"{label.en}: {whose.en}")


_ENGLISH: dict[str, str] = {
    "as named": "see basis",
    "share": "",
    "covered share of liable jobs": "% of liable jobs that are covered",
    "liable share of operating jobs": "% of operating jobs that are liable",
    "baseline exits replaced by re-enrolment": "% of baseline exits replaced by re-enrolment",
    "share of chosen base (at least 2340000 VND)": "% of the chosen base (at least 2,340,000 VND)",
    "% jobs per % GDP above job_growth_gdp_threshold": (
        "% jobs per % of GDP growth above that at which jobs stand still"
    ),
    "billion VND to build for a province of 600000, then 20 per cent of it a year": (
        "billion VND to build for a province of 600,000, then 20% of it a year"
    ),
    "billion VND a year for a province of 600000": "billion VND a year for a province of 600,000",
    "million VND per employer inspected; 5 per cent of employers a year at full programme": (
        "million VND per employer inspected; 5% of employers a year at full programme"
    ),
}
"""Unit of a table -> English, where a reader of the table alone would not know it."""


def unit_words(unit: str) -> Text:
    """Return a unit in both languages, beside numbers as people read them: shares in per cent."""
    vi, en = UNITS.get(unit, unit), unit.replace("% points", "percentage points")
    if is_share(unit):
        vi, en = f"% {SHARES_OF[unit]}" if SHARES_OF[unit] else "", unit.replace("share", "%", 1)
    return Text(vi, _ENGLISH.get(unit, en))


def is_share(unit: str) -> bool:
    """Return whether a unit is a share, a fraction in files that people read in per cent.

    >>> is_share("share a year"), is_share("person"), unit_words("share a year")
    (True, False, Text(vi='% một năm', en='% a year'))
    """
    return unit in SHARES_OF


def unit_of(region: Region, key: Assumed) -> str:
    """Return the unit of an assumption of a region, or of what follows from its history."""
    stated = region.assumptions.get(key)
    return stated.unit if stated else definition(key.name).unit


def percent_words(share: float) -> Text:
    """Return a share in per cent, to three digits.

    >>> percent_words(0.1714), percent_words(325.7).vi, percent_words(0.05).en
    (Text(vi='17,1 %', en='17.1%'), '32.570 %', '5%')
    """
    few = f"{100.0 * share:.3g}"
    words = Text(few.replace(".", ","), few) if share < 1.0 else numeral(100.0 * share)
    return Text(f"{words.vi} %", f"{words.en}%")


def figure_words(indicator: str) -> Text:
    """Return the words of an indicator of a pack's tables."""
    return FIGURES.get(indicator, plain(indicator))


def place_words(code: str) -> Text:
    """Return the name of a place by its code."""
    return PLACES.get(code, plain(code))


TARGET_SETS: dict[str, Text] = {
    "resolution_28": Text("Nghị quyết 28-NQ/TW", "Resolution 28-NQ/TW"),
    "resolution_403": Text("Nghị quyết 403/NQ-CP", "Government Resolution 403/NQ-CP"),
}
"""Target set -> the act that sets it."""


def target_set_words(name: str | None) -> Text:
    """Return what a target set is called; one of a pack's own by the pack's own name."""
    return TARGET_SETS.get(name or "", Text(name or "", name or ""))
