"""Words of what packs state: every assumption, figure and unit once, in two languages."""

from __future__ import annotations

from simulator.classes import CLASSES, SECTORS
from simulator.text import Text

ASSUMPTIONS: dict[str, Text] = {
    "job_growth_per_gdp_point": Text(
        "Việc làm tăng thêm theo mỗi điểm tăng trưởng", "Job growth per point of economic growth"
    ),
    "job_growth_gdp_threshold": Text(
        "Mức tăng trưởng mà việc làm đứng yên", "Economic growth at which jobs stand still"
    ),
    "job_growth_residual_sd": Text(
        "Sai số của đường việc làm theo tăng trưởng", "Residual spread of the job line"
    ),
    "job_growth_fading": Text(
        "Mức chậm dần của tăng việc làm khi việc làm nhiều lên",
        "How far job growth fades as jobs grow",
    ),
    "gdp_plan_error_sd": Text("Sai số của kế hoạch tăng trưởng", "Errors of growth plans"),
    "gdp_plan_bias": Text(
        "Thực hiện thấp hơn kế hoạch tăng trưởng", "Shortfall of growth against plans"
    ),
    "compliance_rate": Text("Tỷ lệ tuân thủ của năm gốc", "Compliance in the base year"),
    "separation_rate": Text("Tỷ lệ thôi việc", "Separation rate"),
    "retirement_hazard": Text("Tỷ lệ nghỉ hưu khi đến tuổi", "Retirement at the normal age"),
    "retired_to_inactive": Text(
        "Phần người nghỉ hưu thôi làm việc", "Retired people who stop working"
    ),
    "former_stock": Text(
        "Số người đang bảo lưu thời gian đóng", "People with reserved contribution years"
    ),
    "lump_sum_rate": Text("Tỷ lệ rút BHXH một lần", "Lump-sum withdrawal rate"),
    "ui_rate_shift_2026": Text(
        "Mở rộng BHTN theo luật từ 2026", "Wider unemployment insurance by the law of 2026"
    ),
    "owner_registration_rate": Text(
        "Chủ hộ kinh doanh đăng ký tham gia", "Registration of household-business owners"
    ),
    "owner_rate_factor_2029": Text(
        "Hệ số đăng ký của chủ hộ từ 7/2029", "Factor on owners' registration from July 2029"
    ),
    "hiring_weight": Text("Mức được tuyển của từng nhóm", "Hiring weight of a class"),
    "class_share": Text("Cơ cấu người chưa tham gia", "Class shares of the uninsured"),
    "voluntary_mix": Text("Cơ cấu người tham gia tự nguyện", "Class mix of voluntary members"),
    "class_income": Text("Thu nhập bình quân của nhóm", "Mean income of a class"),
    "lapse_rate": Text("Tỷ lệ dừng đóng tự nguyện", "Lapse rate of voluntary members"),
    "recruitment_weight": Text("Mức dễ vận động của từng nhóm", "Recruitment weight of a class"),
    "recruitment_pace": Text(
        "Nhịp tăng BHXH tự nguyện mấy năm qua", "Pace of voluntary insurance in recent years"
    ),
    "job_growth_offset": Text(
        "Tăng việc làm so với đường việc làm cả nước", "Job growth beyond the nation's line"
    ),
    "recruitment_window": Text(
        "Số năm lấy nhịp tăng tự nguyện", "Years from which the pace is taken"
    ),
    "replacement": Text("Phần người ra đi được bù lại", "Exits that the base effort makes good"),
    "reenrolment_share": Text("Người dừng đóng tham gia lại", "Lapsed members who re-enrol"),
    "voluntary_noise_inflation": Text(
        "Hệ số nới biến động của BHXH tự nguyện", "Widening of the noise of voluntary insurance"
    ),
    "share_of_previous_december": Text(
        "Số trong tháng so với tháng 12 trước", "A month's count over the December before"
    ),
    "share_of_next_december": Text(
        "Số trong tháng so với tháng 12 sau", "A month's count over the December after"
    ),
    "participation_pattern": Text(
        "Tham gia lực lượng lao động theo tuổi", "Labour-force participation by age"
    ),
    "compulsory_pattern": Text("BHXH bắt buộc theo tuổi", "Compulsory insurance by age"),
    "voluntary_pattern": Text("BHXH tự nguyện theo tuổi", "Voluntary insurance by age"),
    "hiring_pattern": Text("Tuyển dụng theo tuổi", "Hiring by age"),
    "separation_pattern": Text("Thôi việc theo tuổi", "Separations by age"),
    "covered_past_retirement": Text(
        "Còn tham gia bắt buộc sau tuổi nghỉ hưu", "Compulsory members past retirement age"
    ),
    "awareness_effect": Text("Tác động của tuyên truyền", "Effect of awareness campaigns"),
    "agents_effect": Text("Tác động của hỗ trợ làm thủ tục", "Effect of assisted enrolment"),
    "digital_access_effect": Text(
        "Tác động của dịch vụ số đến tham gia", "Effect of digital services on joining"
    ),
    "procedure_access_effect": Text(
        "Tác động của cải cách thủ tục đến tham gia", "Effect of procedures on joining"
    ),
    "retention_effect": Text("Phần dừng đóng tránh được", "Lapse avoided by retention"),
    "inspection_effect": Text(
        "Tác động của thanh tra đến tuân thủ", "Effect of inspection on compliance"
    ),
    "digital_compliance_effect": Text(
        "Tác động của dịch vụ số đến tuân thủ", "Effect of digital services on compliance"
    ),
    "procedure_compliance_effect": Text(
        "Tác động của thủ tục đến tuân thủ", "Effect of procedures on compliance"
    ),
    "inspection_ui_effect": Text("Tác động của thanh tra đến BHTN", "Effect of inspection on UI"),
    "procedure_ui_effect": Text("Tác động của thủ tục đến BHTN", "Effect of procedures on UI"),
    "price_elasticity_entry": Text(
        "Độ co giãn của tham gia theo mức đóng", "Price elasticity of joining"
    ),
    "price_elasticity_lapse": Text(
        "Độ co giãn của dừng đóng theo mức đóng", "Price elasticity of lapse"
    ),
    "capital_per_job": Text("Vốn thực hiện cho một việc làm", "Capital realised per job"),
    "disbursed_share": Text("Phần vốn đăng ký được giải ngân", "Disbursed share of capital"),
    "formal_share": Text("Phần việc làm thuộc diện bắt buộc", "Liable share of jobs"),
    "local_hire_share": Text("Phần tuyển người địa phương", "Local hires"),
    "construction_jobs_per_bn": Text(
        "Việc làm xây dựng trên một tỷ đồng", "Construction jobs per billion VND"
    ),
    "construction_contract_share": Text(
        "Phần lao động xây dựng có hợp đồng", "Construction work on contracts"
    ),
    "ramp_years": Text("Thời gian tuyển đủ người", "Time to full staffing"),
    "displacement": Text(
        "Việc làm lấy từ doanh nghiệp khác trong tỉnh", "Jobs taken from other local employers"
    ),
    "additionality": Text("Phần dự án nằm ngoài xu thế", "Part of a project beyond the trend"),
    "job_multiplier": Text("Việc làm lan toả", "Job multiplier"),
    "slippage": Text("Chậm tiến độ xây dựng", "Slippage of building"),
    "employers_per_liable_job": Text("Số đơn vị trên một việc làm", "Employers per liable job"),
    "contribution_density": Text("Phần năm có đóng", "Density of contributions"),
    "grdp": Text("GRDP", "GRDP"),
    "base_count_factor": Text(
        "Số thật so với số ước tính của năm gốc", "True count over the estimate of the base year"
    ),
    "awareness_cost": Text("Đơn giá tuyên truyền", "Cost of awareness"),
    "agent_fixed_cost": Text("Chi cố định cho đại lý", "Fixed cost of an agent"),
    "agent_commission": Text("Thù lao đại lý", "Commission of agents"),
    "digital_cost": Text("Chi cho dịch vụ số", "Cost of digital services"),
    "procedure_cost": Text("Chi cho cải cách thủ tục", "Cost of procedures"),
    "inspection_cost": Text("Chi cho thanh tra", "Cost of inspection"),
    "retention_cost": Text("Chi cho duy trì", "Cost of retention"),
    "owner_search_cost": Text("Chi rà soát một chủ hộ", "Cost of finding an owner"),
    "public_investment_per_job": Text(
        "Vốn công cho một việc làm", "Public investment per operating job"
    ),
    "limit_lump_sums_cost": Text(
        "Chi để tránh một lượt rút một lần", "Cost per withdrawal avoided"
    ),
    "participation_cost": Text("Chi đào tạo một người", "Cost of training a person"),
    "topup_subsidy_cost": Text("Ngân sách cho một đồng hỗ trợ thêm", "Budget per unit of top-up"),
}
"""Name of an assumption -> label."""

UNITS: dict[str, str] = {
    "% jobs per % GDP above job_growth_gdp_threshold": (
        "% việc làm trên 1 % tăng trưởng vượt ngưỡng"
    ),
    "% GDP growth": "% tăng trưởng",
    "% points a year": "điểm % một năm",
    "% points": "điểm %",
    "% points by which outcomes fell short of plans": "điểm % thấp hơn kế hoạch",
    "covered share of liable jobs": "phần việc làm bắt buộc có tham gia",
    "share a year": "phần một năm",
    "share a year at and above the normal age": "phần một năm, từ tuổi nghỉ hưu",
    "share": "phần",
    "ratio": "tỷ số",
    "factor": "hệ số",
    "relative": "tương đối",
    "year": "năm",
    "person": "người",
    "employer": "đơn vị",
    "logit": "logit",
    "as named": "xem căn cứ",
    "share of the stock of former members a year": "phần số người bảo lưu, một năm",
    "share of self-employed a year once liable": "phần người tự làm một năm, khi thuộc diện",
    "share of uninsured labour force without former members": (
        "phần lao động chưa tham gia, không kể người bảo lưu"
    ),
    "share of voluntary participants": "phần người tham gia tự nguyện",
    "million VND a month, prices of 2024": "triệu đồng một tháng, giá 2024",
    "baseline exits replaced by re-enrolment": "phần người ra được bù lại",
    "labour force / population at exact age": "lực lượng lao động trên dân số, theo tuổi",
    "billion VND realised per operating job, base-year prices": (
        "tỷ đồng thực hiện trên một việc làm, giá năm gốc"
    ),
    "share of registered capital ever realised": "phần vốn đăng ký được thực hiện",
    "liable share of operating jobs": "phần việc làm thuộc diện bắt buộc",
    "person-years per billion VND": "người-năm trên một tỷ đồng",
    "share of new jobs taken from other local employers": "phần việc làm mới lấy từ nơi khác",
    "share of a listed project that the trend does not already hold": "phần dự án ngoài xu thế",
    "share of construction work on contracts of a month and more": (
        "phần việc xây dựng có hợp đồng từ một tháng"
    ),
    "liable jobs elsewhere per operating job": "việc làm nơi khác trên một việc làm",
    "thousand VND per uninsured person a year at full programme": (
        "nghìn đồng một người chưa tham gia, một năm, chương trình đầy đủ"
    ),
    "million VND per agent a year; one agent per 400 uninsured at full programme": (
        "triệu đồng một đại lý một năm; một đại lý cho 400 người chưa tham gia"
    ),
    "share of the premium that the member pays": "phần mức đóng của người tham gia",
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
    "share of those who lapse": "phần người dừng đóng",
    "years whose mean rise gives n": "số năm lấy bình quân",
    "covered share of the labour force at exact age, shape only (times 0.15 past the normal "
    "retirement age)": "phần lao động tham gia theo tuổi, chỉ lấy hình dạng",
    "members and entrants by exact age, shape only": "theo tuổi, chỉ lấy hình dạng",
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
    "share of the year for which a member pays": "phần năm có đóng",
    "share added to building time; the central run of a shipped scenario takes 0": (
        "phần thời gian xây dựng kéo dài; phương án trung tâm lấy 0"
    ),
    "factor on the owner registration rate from 1 July 2029": "hệ số từ 01/7/2029",
    "billion VND in the base year, current prices": "tỷ đồng năm gốc, giá hiện hành",
    "covered share past the normal retirement age relative to the pattern": (
        "so với hình dạng theo tuổi"
    ),
    "million VND of budget per million VND of top-up": "đồng ngân sách trên một đồng hỗ trợ",
    "true count over the estimate": "số thật trên số ước tính",
    "VND/month": "đồng một tháng",
    "share of the premium that the member pays, highest average": (
        "phần mức đóng của người tham gia, bình quân cao nhất"
    ),
    "share of the premium": "phần mức đóng",
    "flag": "có hiệu lực hay không",
    "share of wage": "phần tiền lương",
    "share of chosen base (at least 2340000 VND)": "phần mức đóng được chọn (từ 2.340.000 đồng)",
    "month": "tháng",
    "share of chosen income": "phần thu nhập được chọn",
    "billion VND": "tỷ đồng",
    "million VND": "triệu đồng",
    "VND": "đồng",
    "household": "hộ",
    "share per year": "phần một năm",
    "share of the minimum premium": "phần mức đóng tối thiểu",
}
"""Unit of a table (English) -> Vietnamese."""

FIGURES: dict[str, Text] = {
    "population": Text("Dân số", "Population"),
    "urban_population": Text("Dân số thành thị", "Urban population"),
    "working_age_population": Text("Dân số trong độ tuổi lao động", "Working-age population"),
    "mortality": Text("Mức chết", "Mortality"),
    "births": Text("Sinh", "Births"),
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
    "topup_poor": Text("Tỉnh hỗ trợ thêm: hộ nghèo", "Provincial top-up: poor"),
    "topup_near_poor": Text("Tỉnh hỗ trợ thêm: hộ cận nghèo", "Provincial top-up: near-poor"),
    "topup_other": Text("Tỉnh hỗ trợ thêm: người khác", "Provincial top-up: others"),
}
"""Indicator of a pack's tables -> label."""

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
}
"""Code of a place -> name."""

_BY: dict[str, Text] = {
    **CLASSES,
    **SECTORS,
    "compulsory": Text("bắt buộc", "compulsory"),
    "voluntary": Text("tự nguyện", "voluntary"),
    "ui": Text("BHTN", "UI"),
    "liable_uncovered": Text("thuộc diện nhưng chưa tham gia", "liable but not covered"),
    "compulsory_si": Text("BHXH bắt buộc", "compulsory SI"),
    "voluntary_si": Text("BHXH tự nguyện", "voluntary SI"),
    "male": Text("nam", "men"),
    "female": Text("nữ", "women"),
}


def by_words(by: str) -> Text:
    """Return the words of a class, sector, month or age.

    >>> by_words("male,35").en
    'men, 35'
    """
    parts = [_BY.get(part, Text(part, part)) for part in by.split(",")]
    return Text(", ".join(p.vi for p in parts), ", ".join(p.en for p in parts))


def assumption_words(name: str, by: str = "") -> Text:
    """Return the words of an assumption; of one that nobody has named, its key.

    >>> assumption_words("lapse_rate", "farmer").en.startswith("Lapse rate of voluntary members: ")
    True
    """
    label = ASSUMPTIONS.get(name, Text(name, name))
    if not by:
        return label
    whose = by_words(by)
    return Text(f"{label.vi}: {whose.vi}", f"{label.en}: {whose.en}")


_ENGLISH: dict[str, str] = {
    "as named": "see basis",
    "% jobs per % GDP above job_growth_gdp_threshold": (
        "% jobs per % of GDP growth above that at which jobs stand still"
    ),
}
"""Unit of a table -> English, where a reader of the table alone would not know it."""


def unit_words(unit: str) -> Text:
    """Return a unit in both languages."""
    return Text(UNITS.get(unit, unit), _ENGLISH.get(unit, unit))


def figure_words(indicator: str) -> Text:
    """Return the words of an indicator of a pack's tables."""
    return FIGURES.get(indicator, Text(indicator, indicator))


def place_words(code: str) -> Text:
    """Return the name of a place by its code."""
    return PLACES.get(code, Text(code, code))
