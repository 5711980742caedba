"""Every lever that a scenario can set, once."""

from __future__ import annotations

from simulator.declaration import PARTS, Basis, Channel, Cost, Effect, Group, Lever
from simulator.text import Text

__all__ = ["LEVERS", "PARTS", "Channel", "Group", "Lever"]

_ALL = (
    Lever(
        name="investment",
        label=Text(
            "Thu hút đầu tư ngành, lĩnh vực trọng điểm, có lợi thế",
            "Investment in key and advantageous sectors",
        ),
        group=Group.INVESTMENT,
        part="investment",
        unit=Text("% vốn của danh mục dự án", "share of the project list's capital"),
        high=1.5,
        neutral=1.0,
        indicator="compulsory_si",
        grade="C",
        effects=(Effect(Channel.CAPITAL),),
        works_by=("additionality", "capital_per_job", "displacement"),
        costs=(
            Cost(
                "public_investment",
                Text("Đầu tư công cho dự án", "Public investment for projects"),
                "province",
                Basis.PROJECTS,
                "public_investment_per_job",
            ),
        ),
        serves=("compulsory_si",),
        responsible=Text("Sở Tài chính", "Department of Finance"),
        explanation=Text(
            "Nhân vốn của danh mục dự án trong kịch bản; việc làm tính từ vốn giải ngân.",
            "Multiplies the capital of the scenario's projects; jobs follow disbursed capital.",
        ),
    ),
    Lever(
        name="participation",
        label=Text("Tỷ lệ tham gia lực lượng lao động", "Labour-force participation"),
        group=Group.INVESTMENT,
        part="other",
        unit=Text("tăng, giảm (điểm phần trăm)", "change (percentage points)"),
        low=-0.02,
        high=0.02,
        step=0.001,
        indicator="working_age_labour_force",
        effects=(Effect(Channel.PARTICIPATION),),
        costs=(
            Cost(
                "participation",
                Text("Đào tạo, giới thiệu việc làm", "Training"),
                "province",
                Basis.PEOPLE_TRAINED,
                "participation_cost",
            ),
        ),
        responsible=Text("Sở Nội vụ", "Department of Home Affairs"),
        explanation=Text(
            "Đào tạo, giới thiệu việc làm: thêm người lao động nhưng làm giảm tỷ lệ bao phủ.",
            "Training and placement: adds people in the labour force but lowers the share.",
        ),
    ),
    Lever(
        name="awareness",
        label=Text("Tuyên truyền, nâng cao nhận thức", "Awareness campaigns"),
        group=Group.VOLUNTARY,
        part="awareness",
        by_class=True,
        indicator="voluntary_si",
        grade="B",
        effects=(Effect(Channel.AWARENESS, "awareness_effect"),),
        costs=(
            Cost(
                "awareness",
                Text("Tuyên truyền", "Awareness campaigns"),
                "province",
                Basis.UNINSURED_REACHED,
                "awareness_cost",
            ),
        ),
        serves=("voluntary_si",),
        responsible=Text(
            "Ban Tuyên giáo và Dân vận, Mặt trận Tổ quốc, các đoàn thể",
            "Party communication and mass-mobilisation commissions, Fatherland Front, unions",
        ),
        explanation=Text(
            "Các thử nghiệm cho thấy thông tin đơn thuần hầu như không làm tăng tham gia.",
            "Trials show that information alone hardly raises enrolment.",
        ),
    ),
    Lever(
        name="topup_subsidy",
        label=Text(
            "Ngân sách tỉnh hỗ trợ thêm mức đóng",
            "Provincial top-up subsidy",
        ),
        group=Group.VOLUNTARY,
        part="subsidy",
        unit=Text("% mức đóng thấp nhất", "share of the minimum premium"),
        high=0.5,
        step=0.01,
        by_class=True,
        indicator="voluntary_si",
        grade="B",
        effects=(Effect(Channel.TOPUP),),
        works_by=("price_elasticity_entry", "price_elasticity_lapse"),
        costs=(
            Cost(
                "topup_subsidy",
                Text("Ngân sách tỉnh hỗ trợ thêm", "Provincial top-up"),
                "province",
                Basis.TOPUP_PAID,
                "topup_subsidy_cost",
            ),
        ),
        serves=("voluntary_si",),
        responsible=Text(
            "Hội đồng nhân dân tỉnh, Sở Tài chính",
            "Provincial People's Council, Department of Finance",
        ),
        explanation=Text(
            "Cộng vào phần Nhà nước hỗ trợ (tổng không quá 95 %); làm giảm mức đóng thực trả.",
            "Added to the State's subsidy (95% at most together); lowers the net premium.",
        ),
    ),
    Lever(
        name="agents",
        label=Text(
            "Tổ chức dịch vụ thu, hỗ trợ làm thủ tục",
            "Collection agents, assisted enrolment",
        ),
        group=Group.VOLUNTARY,
        part="agents",
        by_class=True,
        indicator="voluntary_si",
        grade="B",
        effects=(Effect(Channel.ACCESS, "agents_effect"),),
        costs=(
            Cost(
                "agents",
                Text("Tổ chức dịch vụ thu: chi cố định", "Agents: fixed cost"),
                "province",
                Basis.AGENTS,
                "agent_fixed_cost",
            ),
        ),
        serves=("voluntary_si",),
        responsible=Text(
            "Bảo hiểm xã hội tỉnh, Bưu điện, các đoàn thể",
            "Social insurance, post, unions",
        ),
        explanation=Text(
            "Đến tận nơi, giúp người dân làm thủ tục: giải pháp có bằng chứng vững nhất.",
            "Going to people and doing the paperwork with them: the best-evidenced lever.",
        ),
    ),
    Lever(
        name="retention",
        label=Text("Duy trì người tham gia", "Retention"),
        group=Group.VOLUNTARY,
        part="retention",
        by_class=True,
        indicator="voluntary_si",
        grade="C",
        effects=(Effect(Channel.RETENTION, "retention_effect"),),
        costs=(
            Cost(
                "retention",
                Text("Duy trì người tham gia", "Retention"),
                "province",
                Basis.MEMBERS_KEPT,
                "retention_cost",
            ),
        ),
        serves=("voluntary_si",),
        responsible=Text("Bảo hiểm xã hội tỉnh", "Social insurance"),
        explanation=Text(
            "Nhắc đóng, chăm sóc sau khi tham gia: giảm số người dừng đóng.",
            "Reminders and care after enrolment: fewer members lapse.",
        ),
    ),
    Lever(
        name="digital",
        label=Text("Chuyển đổi số, dịch vụ công trực tuyến", "Digital services"),
        group=Group.STATE,
        part="administration",
        by_class=True,
        indicator="si_participants",
        grade="C",
        effects=(
            Effect(Channel.ACCESS, "digital_access_effect"),
            Effect(Channel.COMPLIANCE, "digital_compliance_effect"),
        ),
        works_by=("compliance_additionality",),
        costs=(
            Cost(
                "digital",
                Text("Chuyển đổi số", "Digital services"),
                "province",
                Basis.SYSTEM_BUILT_AND_KEPT,
                "digital_cost",
            ),
        ),
        serves=("compulsory_si",),
        responsible=Text(
            "Bảo hiểm xã hội tỉnh, Sở Khoa học và Công nghệ",
            "Social insurance, Department of Science and Technology",
        ),
        explanation=Text(
            "Đăng ký và đóng trực tuyến, nối dữ liệu: dễ tham gia hơn, khó trốn đóng hơn.",
            "Online enrolment and payment, linked data: easier to join, harder to evade.",
        ),
    ),
    Lever(
        name="procedures",
        label=Text("Cải cách thủ tục hành chính", "Administrative procedure reform"),
        group=Group.STATE,
        part="administration",
        by_class=True,
        indicator="si_participants",
        grade="C",
        effects=(
            Effect(Channel.ACCESS, "procedure_access_effect"),
            Effect(Channel.COMPLIANCE, "procedure_compliance_effect"),
            Effect(Channel.UI, "procedure_ui_effect"),
        ),
        works_by=("compliance_additionality",),
        costs=(
            Cost(
                "procedures",
                Text("Cải cách thủ tục", "Procedure reform"),
                "province",
                Basis.OFFICES,
                "procedure_cost",
            ),
        ),
        serves=("compulsory_si", "ui_participants"),
        responsible=Text(
            "Bảo hiểm xã hội tỉnh, Sở Nội vụ",
            "Social insurance, Department of Home Affairs",
        ),
        explanation=Text(
            "Rút ngắn hồ sơ, một cửa liên thông: giảm công sức để tham gia.",
            "Shorter forms, one-stop offices: less effort to take part.",
        ),
    ),
    Lever(
        name="inspection",
        label=Text(
            "Thanh tra, kiểm tra, đối chiếu dữ liệu thuế - BHXH",
            "Inspection and data matching",
        ),
        group=Group.STATE,
        part="compliance",
        indicator="compulsory_si",
        grade="C",
        effects=(
            Effect(Channel.COMPLIANCE, "inspection_effect"),
            Effect(Channel.UI, "inspection_ui_effect"),
        ),
        works_by=("compliance_additionality",),
        costs=(
            Cost(
                "inspection",
                Text("Thanh tra, kiểm tra", "Inspection"),
                "province",
                Basis.EMPLOYERS_INSPECTED,
                "inspection_cost",
            ),
        ),
        serves=("compulsory_si", "ui_participants"),
        responsible=Text(
            "Sở Nội vụ, cơ quan thuế, Bảo hiểm xã hội tỉnh",
            "Department of Home Affairs, tax office, social insurance",
        ),
        explanation=Text(
            "Tìm người thuộc diện bắt buộc mà chưa tham gia và yêu cầu đóng.",
            "Finds workers who must be insured and are not, and has them enrolled.",
        ),
    ),
    Lever(
        name="find_owners",
        label=Text(
            "Rà soát chủ hộ kinh doanh thuộc diện bắt buộc",
            "Finding liable household-business owners",
        ),
        group=Group.STATE,
        part="compliance",
        unit=Text("% lao động tự làm mỗi năm", "share of the self-employed a year"),
        high=0.05,
        step=0.001,
        indicator="compulsory_si",
        grade="B",
        effects=(Effect(Channel.OWNERS),),
        works_by=("owner_registration_rate",),
        costs=(
            Cost(
                "owner_search",
                Text("Rà soát chủ hộ kinh doanh", "Finding household-business owners"),
                "province",
                Basis.OWNERS_FOUND,
                "owner_search_cost",
            ),
        ),
        serves=("compulsory_si",),
        responsible=Text(
            "Cơ quan thuế, Uỷ ban nhân dân cấp xã", "Tax office, commune people's committees"
        ),
        explanation=Text(
            "Chủ hộ kinh doanh kê khai thuế phải tham gia từ 01/7/2025; không có BHTN.",
            "Owners who declare tax are liable from 1 July 2025, without unemployment insurance.",
        ),
    ),
    Lever(
        name="limit_lump_sums",
        label=Text("Hạn chế rút BHXH một lần", "Limiting lump sums"),
        group=Group.STATE,
        part="other",
        unit=Text("% số lượt rút giảm được", "share of withdrawals avoided"),
        high=0.6,
        step=0.02,
        indicator="lump_sum_withdrawals",
        direction=-1,
        effects=(Effect(Channel.LUMP_SUM_LIMIT),),
        costs=(
            Cost(
                "limit_lump_sums",
                Text("Hạn chế rút một lần", "Limiting lump sums"),
                "province",
                Basis.WITHDRAWALS_AVOIDED,
                "limit_lump_sums_cost",
            ),
        ),
        responsible=Text(
            "Sở Nội vụ, Bảo hiểm xã hội tỉnh", "Department of Home Affairs, social insurance"
        ),
        explanation=Text(
            "Cho vay ngắn hạn, giới thiệu việc làm để người lao động không phải rút một lần.",
            "Short loans and job placement so that workers need not cash in.",
        ),
    ),
    Lever(
        name="growth_shock",
        label=Text("Tăng trưởng kinh tế thay đổi", "Change of economic growth"),
        group=Group.SHOCK,
        part="other",
        unit=Text("điểm phần trăm một năm", "percentage points a year"),
        low=-10.0,
        high=5.0,
        step=0.5,
        indicator="compulsory_si",
        effects=(Effect(Channel.GROWTH),),
        works_by=("job_growth_per_gdp_point",),
        responsible=Text("Ngoài tầm của tỉnh", "Beyond the province"),
        percent=False,
        explanation=Text(
            "Cộng vào tăng trưởng của mọi năm trong thời gian bất lợi.",
            "Added to growth in each year of the shock.",
        ),
    ),
    Lever(
        name="closures",
        label=Text("Doanh nghiệp đóng cửa, cắt giảm", "Closures and lay-offs"),
        group=Group.SHOCK,
        part="other",
        unit=Text("% việc làm có BHXH bị mất", "share of covered jobs lost"),
        high=0.3,
        step=0.01,
        indicator="compulsory_si",
        direction=-1,
        effects=(Effect(Channel.CLOSURES),),
        responsible=Text("Ngoài tầm của tỉnh", "Beyond the province"),
        explanation=Text(
            "Phần số người tham gia bắt buộc năm gốc bị mất việc, lũy kế đến mức này.",
            "Share of the base year's compulsory participants laid off, cumulated to the level.",
        ),
    ),
    Lever(
        name="slow_disbursement",
        label=Text("Giải ngân chậm", "Slow disbursement"),
        group=Group.SHOCK,
        part="other",
        unit=Text("% vốn không giải ngân được", "share of capital not disbursed"),
        high=0.8,
        indicator="compulsory_si",
        direction=-1,
        effects=(Effect(Channel.DELAY),),
        responsible=Text("Sở Tài chính", "Department of Finance"),
        explanation=Text(
            "Giảm vốn giải ngân của các dự án và kéo dài thời gian xây dựng theo cùng tỷ lệ.",
            "Lowers the disbursed capital and lengthens building time by the same share.",
        ),
    ),
    Lever(
        name="lump_sum_surge",
        label=Text("Làn sóng rút BHXH một lần", "Surge of lump sums"),
        group=Group.SHOCK,
        part="other",
        unit=Text("% tăng thêm", "relative rise"),
        indicator="lump_sum_withdrawals",
        effects=(Effect(Channel.LUMP_SUM_SURGE),),
        responsible=Text("Ngoài tầm của tỉnh", "Beyond the province"),
        explanation=Text(
            "Tăng tỷ lệ rút một lần của người đang bảo lưu.",
            "Raises the rate at which former members cash in.",
        ),
    ),
    Lever(
        name="subsidy_end",
        label=Text("Nhà nước cắt giảm hỗ trợ mức đóng", "Cut of the State's subsidy"),
        group=Group.SHOCK,
        part="other",
        unit=Text("% hỗ trợ bị cắt", "share of the subsidy cut"),
        by_class=True,
        indicator="voluntary_si",
        direction=-1,
        grade="B",
        effects=(Effect(Channel.SUBSIDY_CUT),),
        works_by=("price_elasticity_entry", "price_elasticity_lapse"),
        responsible=Text("Trung ương", "Central government"),
        explanation=Text(
            "Giảm phần Nhà nước hỗ trợ theo luật; 100 % là bỏ hẳn.",
            "Lowers the State's subsidy of the law; 100% ends it.",
        ),
    ),
)

LEVERS: dict[str, Lever] = {lever.name: lever for lever in _ALL}
"""Name -> lever, in the order of pages and papers."""
