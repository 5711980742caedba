"""What a lever declares: where it acts and by which number, what it costs whom, whom it serves.

Conditions sum the effects of a channel, costs go through the bases, contributions and allocation
read the parts and the counts that a lever serves. So a new lever needs its entry in ``levers``
and its rows of numbers, and a formula only where its channel or basis is new.
"""

from __future__ import annotations

from enum import StrEnum

from simulator.dataclass import dataclass
from simulator.text import Text


class Group(StrEnum):
    """Families of levers, in the order in which they are shown."""

    INVESTMENT = "investment"
    VOLUNTARY = "voluntary"
    STATE = "state"
    SHOCK = "shock"

    @property
    def label(self) -> Text:
        """Return the name of the family."""
        return _GROUP_LABELS[self]


_GROUP_LABELS = {
    Group.INVESTMENT: Text("Đầu tư, việc làm", "Investment and jobs"),
    Group.VOLUNTARY: Text("BHXH tự nguyện", "Voluntary social insurance"),
    Group.STATE: Text("Quản lý nhà nước, tuân thủ", "State management and compliance"),
    Group.SHOCK: Text("Tình huống bất lợi", "Adverse conditions (shocks)"),
}

PARTS: dict[str, Text] = {
    "investment": Text("Đầu tư, việc làm", "Investment and jobs"),
    "awareness": Text("Tuyên truyền", "Awareness"),
    "subsidy": Text("Hỗ trợ thêm mức đóng", "Top-up subsidy"),
    "agents": Text("Tổ chức dịch vụ thu", "Collection agents"),
    "retention": Text("Duy trì người tham gia", "Retention"),
    "administration": Text("Thủ tục, chuyển đổi số", "Procedures and digital"),
    "compliance": Text("Thanh tra, chủ hộ kinh doanh", "Inspection and owners"),
    "other": Text("Giải pháp khác, bối cảnh", "Other levers, conditions"),
}
"""Group of levers whose contribution is told together -> label; at most eight."""


class Channel(StrEnum):
    """Where a lever acts in a year: its effect times its level is added to those of others."""

    CAPITAL = "capital"
    """Factor on the capital of the projects; levers multiply."""
    DELAY = "delay"
    """Share of capital not disbursed, by which building lasts longer too."""
    PARTICIPATION = "participation"
    """Added to the rate of participation below the retirement age."""
    GROWTH = "growth"
    """Percentage points of economic growth."""
    CLOSURES = "closures"
    """Share of the base year's covered jobs that are lost, cumulated."""
    COMPLIANCE = "compliance"
    """Log odds of being covered in a liable job."""
    OWNERS = "owners"
    """Share of the self-employed found as liable owners a year."""
    UI = "ui"
    """Log odds of being in unemployment insurance."""
    AWARENESS = "awareness"
    """Relative rise of recruitment, on top of access; by class."""
    ACCESS = "access"
    """Relative rise of recruitment, capped together; by class."""
    RETENTION = "retention"
    """Share of lapses avoided; by class."""
    TOPUP = "topup"
    """Share of the least premium that the province pays; by class."""
    SUBSIDY_CUT = "subsidy_cut"
    """Share of the State's subsidy that ends; by class."""
    LUMP_SUM_SURGE = "lump_sum_surge"
    """Relative rise of lump-sum withdrawals."""
    LUMP_SUM_LIMIT = "lump_sum_limit"
    """Share of lump-sum withdrawals avoided."""


@dataclass(frozen=True, slots=True)
class Effect:
    """How a lever acts.

    Parameters
    ----------
    channel : where
    parameter : assumption that its level is multiplied by; "" where the level is the effect
    """

    channel: Channel
    parameter: str = ""


class Basis(StrEnum):
    """What a price is multiplied by, in a year; formulas in ``analysis.costing.costs``."""

    TOPUP_PAID = "topup_paid"
    UNINSURED_REACHED = "uninsured_reached"
    AGENTS = "agents"
    MEMBERS_KEPT = "members_kept"
    SYSTEM_BUILT_AND_KEPT = "system_built_and_kept"
    OFFICES = "offices"
    EMPLOYERS_INSPECTED = "employers_inspected"
    OWNERS_FOUND = "owners_found"
    WITHDRAWALS_AVOIDED = "withdrawals_avoided"
    PEOPLE_TRAINED = "people_trained"
    PROJECTS = "projects"


@dataclass(frozen=True, slots=True)
class Cost:
    """A line of public cost that a lever pays.

    Parameters
    ----------
    line, label : of the accounts
    payer : central, province, private or members
    basis : what is counted
    price : assumption that says what one of it costs
    """

    line: str
    label: Text
    payer: str
    basis: Basis
    price: str


FULL_PROGRAMME = Text("% so với mức triển khai đầy đủ", "share of the full programme")


@dataclass(frozen=True, slots=True, kw_only=True)
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
    effects : how it acts
    works_by : further assumptions that carry its effect
    costs : the lines that it pays; empty: the goal search cannot use it
    serves : counts of insured people for whose rise a locality is told of it
    responsible : who answers for it
    percent : whether people read the level as a percentage; files state it as a fraction
    """

    name: str
    label: Text
    group: Group
    part: str
    unit: Text = FULL_PROGRAMME
    low: float = 0.0
    high: float = 1.0
    neutral: float = 0.0
    step: float = 0.05
    by_class: bool = False
    indicator: str
    direction: int = 1
    grade: str = ""
    effects: tuple[Effect, ...]
    works_by: tuple[str, ...] = ()
    costs: tuple[Cost, ...] = ()
    serves: tuple[str, ...] = ()
    responsible: Text
    explanation: Text
    percent: bool = True

    @property
    def in_points(self) -> bool:
        """Return whether the level is a change of a share, which people read in points."""
        return self.percent and self.low < 0

    @property
    def parameters(self) -> tuple[str, ...]:
        """Return the assumptions that carry its effect."""
        return (*(e.parameter for e in self.effects if e.parameter), *self.works_by)

    @property
    def prices(self) -> tuple[str, ...]:
        """Return the assumptions that price it."""
        return tuple(cost.price for cost in self.costs)

    def acts_by(self, channel: Channel) -> bool:
        """Return whether it acts by a channel."""
        return any(effect.channel is channel for effect in self.effects)
