"""Every lever once: the schema, the sliders, the goal search and the papers read it from here."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from simulator.text import Text


class Group(StrEnum):
    """Families of levers, in the order in which pages and papers show them."""

    INVESTMENT = "investment"
    VOLUNTARY = "voluntary"
    STATE = "state"
    SHOCK = "shock"

    @property
    def label(self) -> Text:
        """Return the family's name."""
        return _GROUP_LABELS[self]


_GROUP_LABELS = {
    Group.INVESTMENT: Text("Đầu tư, việc làm", "Investment and jobs"),
    Group.VOLUNTARY: Text("BHXH tự nguyện", "Voluntary social insurance"),
    Group.STATE: Text("Quản lý nhà nước, tuân thủ", "State management and compliance"),
    Group.SHOCK: Text("Bối cảnh bất lợi (cú sốc)", "Adverse conditions (shocks)"),
}


PARTS: dict[str, Text] = {
    "investment": Text("Đầu tư, việc làm", "Investment and jobs"),
    "awareness": Text("Tuyên truyền", "Awareness"),
    "subsidy": Text("Hỗ trợ thêm mức đóng", "Top-up subsidy"),
    "agents": Text("Tổ chức dịch vụ thu", "Collection agents"),
    "retention": Text("Duy trì người tham gia", "Retention"),
    "administration": Text("Thủ tục, chuyển đổi số", "Procedures and digital"),
    "compliance": Text("Thanh tra, chủ hộ kinh doanh", "Inspection and owners"),
    "other": Text("Khác và bối cảnh", "Other and conditions"),
}
"""Group of levers whose contribution is told together -> label; at most eight."""


@dataclass(frozen=True, slots=True)
class Lever:
    """A measure that a scenario can set.

    Parameters
    ----------
    name : key in scenario files
    label, unit, explanation : words for people
    group : family of levers
    part : group with which its contribution is told, a key of ``PARTS``
    low, high : bounds of the level, in ``unit``
    neutral : level at which the lever changes nothing
    step : step of a slider
    by_class : whether the level may differ between the classes of potential participants
    indicator, direction : the indicator in which it is monotone at central values, +1 or -1
    grade : evidence grade, "A" published for this programme, "B" analogous, "C" judgement,
        "" where the effect is arithmetic
    effects : names of the assumptions that carry its effect
    costs : names of the assumptions that price it; empty: the goal search cannot use it
    responsible : who answers for it
    percent : whether people read the level as a percentage; files state it as a fraction
    """

    name: str
    label: Text
    group: Group
    part: str
    unit: Text
    low: float
    high: float
    neutral: float
    step: float
    by_class: bool
    indicator: str
    direction: int
    grade: str
    effects: tuple[str, ...]
    costs: tuple[str, ...]
    responsible: Text
    explanation: Text
    percent: bool = False


FULL_PROGRAMME = Text("phần của mức đầy đủ", "share of the full programme")

_ALL = (
    Lever(
        name="investment",
        label=Text(
            "Thu hút đầu tư ngành, lĩnh vực trọng điểm, có lợi thế",
            "Investment in key and advantageous sectors",
        ),
        group=Group.INVESTMENT,
        part="investment",
        unit=Text("phần vốn của danh mục dự án", "share of the project list's capital"),
        low=0.0,
        high=1.5,
        neutral=1.0,
        step=0.05,
        by_class=False,
        indicator="compulsory_si",
        direction=1,
        grade="C",
        effects=("additionality", "capital_per_job", "displacement"),
        costs=("public_investment_per_job",),
        responsible=Text("Sở Tài chính", "Department of Finance"),
        explanation=Text(
            "Nhân vốn của danh mục dự án trong kịch bản; việc làm tính từ vốn giải ngân.",
            "Multiplies the capital of the scenario's projects; jobs follow disbursed capital.",
        ),
        percent=True,
    ),
    Lever(
        name="participation",
        label=Text("Tỷ lệ tham gia lực lượng lao động", "Labour-force participation"),
        group=Group.INVESTMENT,
        part="other",
        unit=Text("thay đổi tỷ lệ", "change of the rate"),
        low=-0.02,
        high=0.02,
        neutral=0.0,
        step=0.001,
        by_class=False,
        indicator="working_age_labour_force",
        direction=1,
        grade="",
        effects=(),
        costs=("participation_cost",),
        responsible=Text("Sở Nội vụ", "Department of Home Affairs"),
        explanation=Text(
            "Đào tạo, giới thiệu việc làm: thêm người lao động nhưng làm giảm tỷ lệ bao phủ.",
            "Training and placement: adds people in the labour force but lowers the share.",
        ),
        percent=True,
    ),
    Lever(
        name="awareness",
        label=Text("Tuyên truyền, nâng cao nhận thức", "Awareness campaigns"),
        group=Group.VOLUNTARY,
        part="awareness",
        unit=FULL_PROGRAMME,
        low=0.0,
        high=1.0,
        neutral=0.0,
        step=0.05,
        by_class=True,
        indicator="voluntary_si",
        direction=1,
        grade="B",
        effects=("awareness_effect",),
        costs=("awareness_cost",),
        responsible=Text(
            "Ban Tuyên giáo và Dân vận, Mặt trận Tổ quốc, các đoàn thể",
            "Propaganda departments, Fatherland Front, unions",
        ),
        explanation=Text(
            "Các thử nghiệm cho thấy thông tin đơn thuần hầu như không làm tăng tham gia.",
            "Trials show that information alone hardly raises enrolment.",
        ),
        percent=True,
    ),
    Lever(
        name="topup_subsidy",
        label=Text(
            "Ngân sách tỉnh hỗ trợ thêm mức đóng",
            "Provincial top-up subsidy",
        ),
        group=Group.VOLUNTARY,
        part="subsidy",
        unit=Text("phần của mức đóng thấp nhất", "share of the minimum premium"),
        low=0.0,
        high=0.5,
        neutral=0.0,
        step=0.01,
        by_class=True,
        indicator="voluntary_si",
        direction=1,
        grade="B",
        effects=("price_elasticity_entry", "price_elasticity_lapse"),
        costs=("topup_subsidy_cost",),
        responsible=Text(
            "Hội đồng nhân dân tỉnh, Sở Tài chính",
            "Provincial People's Council, Department of Finance",
        ),
        explanation=Text(
            "Cộng vào phần Nhà nước hỗ trợ (tổng không quá 95 %); làm giảm mức đóng thực trả.",
            "Added to the State's subsidy (95 % at most together); lowers the net premium.",
        ),
        percent=True,
    ),
    Lever(
        name="agents",
        label=Text(
            "Tổ chức dịch vụ thu, hỗ trợ làm thủ tục",
            "Collection agents, assisted enrolment",
        ),
        group=Group.VOLUNTARY,
        part="agents",
        unit=FULL_PROGRAMME,
        low=0.0,
        high=1.0,
        neutral=0.0,
        step=0.05,
        by_class=True,
        indicator="voluntary_si",
        direction=1,
        grade="B",
        effects=("agents_effect",),
        costs=("agent_fixed_cost", "agent_commission"),
        responsible=Text(
            "Bảo hiểm xã hội tỉnh, Bưu điện, các đoàn thể",
            "Social insurance, post, unions",
        ),
        explanation=Text(
            "Đến tận nơi, giúp người dân làm thủ tục: đòn bẩy có bằng chứng mạnh nhất.",
            "Going to people and doing the paperwork with them: the best-evidenced lever.",
        ),
        percent=True,
    ),
    Lever(
        name="retention",
        label=Text("Duy trì người tham gia", "Retention"),
        group=Group.VOLUNTARY,
        part="retention",
        unit=FULL_PROGRAMME,
        low=0.0,
        high=1.0,
        neutral=0.0,
        step=0.05,
        by_class=True,
        indicator="voluntary_si",
        direction=1,
        grade="C",
        effects=("retention_effect",),
        costs=("retention_cost",),
        responsible=Text("Bảo hiểm xã hội tỉnh", "Social insurance"),
        explanation=Text(
            "Nhắc đóng, chăm sóc sau khi tham gia: giảm số người dừng đóng.",
            "Reminders and care after enrolment: fewer members lapse.",
        ),
        percent=True,
    ),
    Lever(
        name="digital",
        label=Text("Chuyển đổi số, dịch vụ công trực tuyến", "Digital services"),
        group=Group.STATE,
        part="administration",
        unit=FULL_PROGRAMME,
        low=0.0,
        high=1.0,
        neutral=0.0,
        step=0.05,
        by_class=True,
        indicator="si_participants",
        direction=1,
        grade="C",
        effects=("digital_access_effect", "digital_compliance_effect"),
        costs=("digital_cost",),
        responsible=Text(
            "Bảo hiểm xã hội tỉnh, Sở Khoa học và Công nghệ",
            "Social insurance, Department of Science and Technology",
        ),
        explanation=Text(
            "Đăng ký và đóng trực tuyến, nối dữ liệu: dễ tham gia hơn, khó trốn đóng hơn.",
            "Online enrolment and payment, linked data: easier to join, harder to evade.",
        ),
        percent=True,
    ),
    Lever(
        name="procedures",
        label=Text("Cải cách thủ tục hành chính", "Administrative procedure reform"),
        group=Group.STATE,
        part="administration",
        unit=FULL_PROGRAMME,
        low=0.0,
        high=1.0,
        neutral=0.0,
        step=0.05,
        by_class=True,
        indicator="si_participants",
        direction=1,
        grade="C",
        effects=(
            "procedure_access_effect",
            "procedure_compliance_effect",
            "procedure_ui_effect",
        ),
        costs=("procedure_cost",),
        responsible=Text(
            "Bảo hiểm xã hội tỉnh, Sở Nội vụ",
            "Social insurance, Department of Home Affairs",
        ),
        explanation=Text(
            "Rút ngắn hồ sơ, một cửa liên thông: giảm công sức để tham gia.",
            "Shorter forms, one-stop offices: less effort to take part.",
        ),
        percent=True,
    ),
    Lever(
        name="inspection",
        label=Text(
            "Thanh tra, kiểm tra, đối chiếu dữ liệu thuế - BHXH",
            "Inspection and data matching",
        ),
        group=Group.STATE,
        part="compliance",
        unit=FULL_PROGRAMME,
        low=0.0,
        high=1.0,
        neutral=0.0,
        step=0.05,
        by_class=False,
        indicator="compulsory_si",
        direction=1,
        grade="B",
        effects=("inspection_effect", "inspection_ui_effect"),
        costs=("inspection_cost",),
        responsible=Text(
            "Sở Nội vụ, cơ quan thuế, Bảo hiểm xã hội tỉnh",
            "Home Affairs, tax and social insurance offices",
        ),
        explanation=Text(
            "Tìm người thuộc diện bắt buộc mà chưa tham gia và yêu cầu đóng.",
            "Finds workers who must be insured and are not, and has them enrolled.",
        ),
        percent=True,
    ),
    Lever(
        name="find_owners",
        label=Text(
            "Rà soát chủ hộ kinh doanh thuộc diện bắt buộc",
            "Finding liable household-business owners",
        ),
        group=Group.STATE,
        part="compliance",
        unit=Text("phần lao động tự làm mỗi năm", "share of the self-employed a year"),
        low=0.0,
        high=0.05,
        neutral=0.0,
        step=0.001,
        by_class=False,
        indicator="compulsory_si",
        direction=1,
        grade="B",
        effects=("owner_registration_rate",),
        costs=("owner_search_cost",),
        responsible=Text(
            "Cơ quan thuế, Uỷ ban nhân dân cấp xã", "Tax office, commune people's committees"
        ),
        explanation=Text(
            "Luật BHXH 2024 buộc chủ hộ kinh doanh có đăng ký tham gia từ 01/7/2025.",
            "The 2024 law makes registered household-business owners liable from 1 July 2025.",
        ),
        percent=True,
    ),
    Lever(
        name="limit_lump_sums",
        label=Text("Hạn chế rút BHXH một lần", "Limiting lump sums"),
        group=Group.STATE,
        part="other",
        unit=Text("phần lượt rút tránh được", "share of withdrawals avoided"),
        low=0.0,
        high=0.6,
        neutral=0.0,
        step=0.02,
        by_class=False,
        indicator="lump_sum_withdrawals",
        direction=-1,
        grade="",
        effects=(),
        costs=("limit_lump_sums_cost",),
        responsible=Text(
            "Sở Nội vụ, Bảo hiểm xã hội tỉnh", "Department of Home Affairs, social insurance"
        ),
        explanation=Text(
            "Cho vay ngắn hạn, giới thiệu việc làm để người lao động không phải rút một lần.",
            "Short loans and job placement so that workers need not cash in.",
        ),
        percent=True,
    ),
    Lever(
        name="growth_shock",
        label=Text("Tăng trưởng kinh tế thay đổi", "Change of economic growth"),
        group=Group.SHOCK,
        part="other",
        unit=Text("điểm phần trăm một năm", "percentage points a year"),
        low=-10.0,
        high=5.0,
        neutral=0.0,
        step=0.5,
        by_class=False,
        indicator="compulsory_si",
        direction=1,
        grade="",
        effects=("job_growth_per_gdp_point",),
        costs=(),
        responsible=Text("Ngoài tầm của tỉnh", "Beyond the province"),
        explanation=Text(
            "Cộng vào tăng trưởng của mọi năm trong thời gian có cú sốc.",
            "Added to growth in each year of the shock.",
        ),
    ),
    Lever(
        name="closures",
        label=Text("Doanh nghiệp đóng cửa, cắt giảm", "Closures and lay-offs"),
        group=Group.SHOCK,
        part="other",
        unit=Text("phần việc làm có BHXH bị mất", "share of covered jobs lost"),
        low=0.0,
        high=0.3,
        neutral=0.0,
        step=0.01,
        by_class=False,
        indicator="compulsory_si",
        direction=-1,
        grade="",
        effects=(),
        costs=(),
        responsible=Text("Ngoài tầm của tỉnh", "Beyond the province"),
        explanation=Text(
            "Phần số người tham gia bắt buộc năm gốc bị mất việc, cộng dồn đến mức này.",
            "Share of the base year's compulsory participants laid off, cumulated to the level.",
        ),
        percent=True,
    ),
    Lever(
        name="slow_disbursement",
        label=Text("Giải ngân chậm", "Slow disbursement"),
        group=Group.SHOCK,
        part="other",
        unit=Text("phần vốn không giải ngân được", "share of capital not disbursed"),
        low=0.0,
        high=0.8,
        neutral=0.0,
        step=0.05,
        by_class=False,
        indicator="compulsory_si",
        direction=-1,
        grade="",
        effects=(),
        costs=(),
        responsible=Text("Sở Tài chính", "Department of Finance"),
        explanation=Text(
            "Giảm vốn giải ngân của các dự án và kéo dài thời gian xây dựng theo cùng tỷ lệ.",
            "Lowers the disbursed capital and lengthens building time by the same share.",
        ),
        percent=True,
    ),
    Lever(
        name="lump_sum_surge",
        label=Text("Làn sóng rút BHXH một lần", "Surge of lump sums"),
        group=Group.SHOCK,
        part="other",
        unit=Text("phần tăng thêm", "relative rise"),
        low=0.0,
        high=1.0,
        neutral=0.0,
        step=0.05,
        by_class=False,
        indicator="lump_sum_withdrawals",
        direction=1,
        grade="",
        effects=(),
        costs=(),
        responsible=Text("Ngoài tầm của tỉnh", "Beyond the province"),
        explanation=Text(
            "Tăng tỷ lệ rút một lần của người đang bảo lưu.",
            "Raises the rate at which former members cash in.",
        ),
        percent=True,
    ),
    Lever(
        name="subsidy_end",
        label=Text("Nhà nước cắt giảm hỗ trợ mức đóng", "Cut of the State's subsidy"),
        group=Group.SHOCK,
        part="other",
        unit=Text("phần hỗ trợ bị cắt", "share of the subsidy cut"),
        low=0.0,
        high=1.0,
        neutral=0.0,
        step=0.05,
        by_class=True,
        indicator="voluntary_si",
        direction=-1,
        grade="B",
        effects=("price_elasticity_entry", "price_elasticity_lapse"),
        costs=(),
        responsible=Text("Trung ương", "Central government"),
        explanation=Text(
            "Giảm phần Nhà nước hỗ trợ theo luật; 100 % là bỏ hẳn.",
            "Lowers the State's subsidy of the law; 100% ends it.",
        ),
        percent=True,
    ),
)

LEVERS: dict[str, Lever] = {lever.name: lever for lever in _ALL}
"""Name -> lever, in the order of pages and papers."""
