"""What a scenario costs, line by line and year by year; every price is a judgement with a range.

Money is million VND a year at prices of the region's base year.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from simulator.classes import CLASS_NAMES
from simulator.model.arrays import Array
from simulator.projection import Projection
from simulator.projection.conditions import owner_share, premium
from simulator.projection.foundation import STATE_AGES, working_age
from simulator.text import Text

PROVINCE = 600_000
"""People of the province for which programme costs are stated; they scale with population."""
UNINSURED_PER_AGENT = 400
INSPECTED_SHARE = 0.05
"""Employers inspected a year at full programme."""
DIGITAL_UPKEEP = 0.20
"""Yearly upkeep over the cost of building."""
MONTHS = 12
FEWEST = 50.0
"""Fewer added people, or person-years, than this share no cost: it would be a number of millions
that one person more or less moves. Page, papers and command line hide it below."""
VND_A_MILLION, THOUSAND_A_MILLION, MILLION_A_BILLION = 1e6, 1000.0, 1000.0


@dataclass(frozen=True, slots=True)
class CostLine:
    """One line of the accounts.

    Parameters
    ----------
    name, label : of the line
    payer : central, province, private or members
    lever : the lever that it pays for, or ""
    """

    name: str
    label: Text
    payer: str
    lever: str = ""


LINES: dict[str, CostLine] = {
    line.name: line
    for line in (
        CostLine(
            "state_subsidy",
            Text("Nhà nước hỗ trợ mức đóng (theo luật)", "State subsidy (by law)"),
            "central",
        ),
        CostLine(
            "topup_subsidy",
            Text("Ngân sách tỉnh hỗ trợ thêm", "Provincial top-up"),
            "province",
            "topup_subsidy",
        ),
        CostLine("awareness", Text("Tuyên truyền", "Awareness campaigns"), "province", "awareness"),
        CostLine(
            "agents",
            Text("Tổ chức dịch vụ thu: chi cố định", "Agents: fixed cost"),
            "province",
            "agents",
        ),
        CostLine(
            "agent_commission",
            Text("Tổ chức dịch vụ thu: thù lao", "Agents: commission"),
            "central",
            "agents",
        ),
        CostLine("retention", Text("Duy trì người tham gia", "Retention"), "province", "retention"),
        CostLine("digital", Text("Chuyển đổi số", "Digital services"), "province", "digital"),
        CostLine(
            "procedures", Text("Cải cách thủ tục", "Procedure reform"), "province", "procedures"
        ),
        CostLine("inspection", Text("Thanh tra, kiểm tra", "Inspection"), "province", "inspection"),
        CostLine(
            "owner_search",
            Text("Rà soát chủ hộ kinh doanh", "Finding household-business owners"),
            "province",
            "find_owners",
        ),
        CostLine(
            "limit_lump_sums",
            Text("Hạn chế rút một lần", "Limiting lump sums"),
            "province",
            "limit_lump_sums",
        ),
        CostLine(
            "participation",
            Text("Đào tạo, giới thiệu việc làm", "Training"),
            "province",
            "participation",
        ),
        CostLine(
            "public_investment",
            Text("Đầu tư công cho dự án", "Public investment for projects"),
            "province",
            "investment",
        ),
    )
}
"""Name -> line of public cost, in the order of papers."""

APART = {
    "private_capital": Text("Vốn tư nhân giải ngân", "Private capital disbursed"),
    "contributions_voluntary": Text("Thu BHXH tự nguyện", "Voluntary contributions"),
    "contributions_compulsory": Text("Thu BHXH bắt buộc, BHTN", "Compulsory and UI contributions"),
}
"""Shown beside the costs, never added to them."""


def costs(projection: Projection) -> dict[str, Array]:
    """Return line -> (year, draw) [million VND a year]; the base year is zero.

    The lines of :data:`LINES` are public costs; those of :data:`APART` stand beside them.
    """
    rows = [_year(projection, int(year)) for year in projection.years[1:]]
    names = (*LINES, *APART)
    width = np.broadcast_shapes(*(row[name].shape for row in rows for name in names))
    zero = np.zeros(width)
    return {
        name: np.stack([zero, *(np.broadcast_to(row[name], width) for row in rows)])
        for name in names
    }


def total_cost(lines: dict[str, Array]) -> Array:
    """Return the public cost: (year, draw) [million VND a year]."""
    return np.asarray(sum(lines[name] for name in LINES))


def _year(p: Projection, year: int) -> dict[str, Array]:
    """Return line -> (draw,) of one year [million VND]."""
    row = p.row(year)
    public, private = _investment(p, year)
    found = {
        **_voluntary(p, row, year),
        **_services(p, row, year),
        "owner_search": _found_owners(p, row, year) * p.setting.values("owner_search_cost"),
        "participation": _trained(p, year) * p.setting.values("participation_cost"),
        "public_investment": public,
        "private_capital": private,
        "contributions_compulsory": _compulsory_contributions(p, row, year),
    }
    return {name: np.atleast_1d(value) for name, value in found.items()}


def _voluntary(p: Projection, row: int, year: int) -> dict[str, Array]:
    """Return what voluntary members pay and what is paid for them and to win them."""
    values, levers, law = p.setting.values, p.setting.levers, p.region.law
    members = (p.total("voluntary")[row - 1] + p.total("voluntary")[row]) / 2.0
    uninsured = p.total("uninsured")[row]
    paid_months = members * MONTHS * values("contribution_density")
    terms = premium(p.setting, year)
    least = law.value("voluntary_contribution_rate", year) * law.value("rural_poverty_line", year)
    least /= VND_A_MILLION
    agents = levers.by_class("agents", year)
    return {
        "state_subsidy": (paid_months * terms.state * least).sum(axis=0),
        "topup_subsidy": (paid_months * terms.province * least).sum(axis=0)
        * values("topup_subsidy_cost"),
        "awareness": (uninsured * levers.by_class("awareness", year)).sum(axis=0)
        * values("awareness_cost")
        / THOUSAND_A_MILLION,
        "agents": (uninsured * agents).sum(axis=0)
        / UNINSURED_PER_AGENT
        * values("agent_fixed_cost"),
        "agent_commission": (paid_months * terms.net * agents).sum(axis=0)
        * values("agent_commission"),
        "retention": (members * levers.by_class("retention", year)).sum(axis=0)
        * values("retention_cost")
        / THOUSAND_A_MILLION,
        "contributions_voluntary": (paid_months * terms.full).sum(axis=0),
    }


def _services(p: Projection, row: int, year: int) -> dict[str, Array]:
    """Return what the administration costs: digital, procedures, inspection, lump sums."""
    values, levers = p.setting.values, p.setting.levers
    scale = float(p.setting.path.year_end[year - p.region.base_year].sum()) / PROVINCE
    digital, before = levers.overall("digital", year), levers.overall("digital", year - 1)
    liable = p.total("compulsory")[row] + p.total("uncovered")[row]
    employers = liable * values("employers_per_liable_job")
    limit = levers.overall("limit_lump_sums", year)
    return {
        "digital": values("digital_cost")
        * MILLION_A_BILLION
        * scale
        * (np.maximum(digital - before, 0.0) + DIGITAL_UPKEEP * before),
        "procedures": values("procedure_cost")
        * MILLION_A_BILLION
        * scale
        * levers.overall("procedures", year),
        "inspection": employers
        * INSPECTED_SHARE
        * values("inspection_cost")
        * levers.overall("inspection", year),
        # Who cashes in is what the limit leaves; those it kept are limit / (1 - limit) of them.
        "limit_lump_sums": p.total("lump_sums")[row]
        * limit
        / (1.0 - limit)
        * values("limit_lump_sums_cost"),
    }


def _found_owners(p: Projection, row: int, year: int) -> Array:
    """Return owners whom the lever found, their share of all who registered: (draw,)."""
    everyone = owner_share(p.setting, year)
    law = p.region.law
    liable = law.days_in_force("compulsory_covers_registered_household_business_owners", year)
    by_lever = p.setting.levers.overall("find_owners", year) * liable
    return np.asarray(p.total("owners")[row] * by_lever / np.maximum(everyone, 1e-12))


def _trained(p: Projection, year: int) -> Array:
    """Return people whom training brought into the labour force this year: (draw,)."""
    rise = p.setting.levers.overall("participation", year) - p.setting.levers.overall(
        "participation", year - 1
    )
    people = p.setting.path.year_end[year - p.region.base_year][:, STATE_AGES]
    return np.maximum(rise, 0.0) * float((people * working_age(p.region, year)).sum())


def _compulsory_contributions(p: Projection, row: int, year: int) -> Array:
    """Return compulsory and UI contributions at the nation's mean base of 2022 (published)."""
    place = p.region if p.region.peers else p.region.parent
    base = 0.0
    for figure in place.peers if place else ():
        if figure.indicator == "mean_compulsory_base":
            base = figure.value / VND_A_MILLION
    law = p.region.law
    names = ("compulsory_rate_employee", "compulsory_rate_employer")
    rate = sum(law.value(name, year) for name in names)
    ui = law.value("ui_rate_employee", year) + law.value("ui_rate_employer", year)
    covered = (p.total("compulsory")[row - 1] + p.total("compulsory")[row]) / 2.0
    insured = (p.total("ui")[row - 1] + p.total("ui")[row]) / 2.0
    return np.asarray(MONTHS * base * (rate * covered + ui * insured))


def _investment(p: Projection, year: int) -> tuple[Array, Array]:
    """Return public money and private capital for projects in a year: (draw,) each.

    Capital is spent evenly over the time of building; beside its own public share a project
    needs public money for sites and roads, per operating job, as the jobs open.
    """
    values = p.setting.values
    public, private = np.zeros(1), np.zeros(1)
    since = year - p.region.base_year
    for i, jobs in enumerate(p.setting.projects):
        start = p.setting.levers.calendar_year(jobs.project.start)
        years = np.maximum(
            values.quantity((f"projects.{i}", "build_years"), jobs.project.build_years), 1.0
        )
        spent = jobs.disbursed_bn * MILLION_A_BILLION / years
        spent = spent * np.clip(start + years - year, 0.0, 1.0) * float(year >= start)
        share = values.quantity((f"projects.{i}", "public_share"), jobs.project.public_share)
        opened = np.maximum(jobs.operating[since] - jobs.operating[since - 1], 0.0)
        public = public + spent * share + opened * values("public_investment_per_job")
        private = private + spent * (1.0 - share)
    return public, private


def added_people(projection: Projection, base: Projection) -> Array:
    """Return participants beyond the base: (year, draw) [persons]."""

    def participants(p: Projection) -> Array:
        return np.asarray(p.total("compulsory") + p.total("voluntary").sum(axis=1))

    return np.asarray(participants(projection) - participants(base))


def shared(cost: Array, people: Array) -> Array:
    """Return cost for each of the people; NaN where fewer than :data:`FEWEST` share it.

    >>> shared(np.array([100.0, 100.0]), np.array([100.0, 3.0])).tolist()
    [1.0, nan]
    """
    return np.where(people >= FEWEST, cost / np.maximum(people, FEWEST), np.nan)


def cost_per_person(projection: Projection, base: Projection, until: int) -> tuple[Array, Array]:
    """Return added cost per added participant in ``until``, and per added person-year: (draw,).

    Costs are those of all years to ``until`` beyond the base's; deadweight is in them, since
    subsidies go to members who would have joined anyway. NaN where too few are added.
    """
    row = projection.row(until)
    spent = (total_cost(costs(projection)) - total_cost(costs(base)))[1 : row + 1].sum(axis=0)
    people = added_people(projection, base)
    return shared(spent, people[row]), shared(spent, people[1 : row + 1].sum(axis=0))


def deadweight(projection: Projection, base: Projection) -> Array:
    """Return top-up paid for members who would be there without it: (year, draw) [million VND].

    The part of the provincial top-up that goes to as many members of each class as the base has.
    """
    lines = costs(projection)["topup_subsidy"]
    mine, theirs = projection.total("voluntary"), base.total("voluntary")
    shares = []
    for row, year in enumerate(projection.years):
        rate = np.broadcast_to(
            premium(projection.setting, int(year)).province, (len(CLASS_NAMES), mine.shape[-1])
        )
        paid = (mine[row] * rate).sum(axis=0)
        anyway = (np.minimum(mine[row], theirs[row]) * rate).sum(axis=0)
        shares.append(np.where(paid > 0, anyway / np.maximum(paid, 1e-9), 0.0))
    return np.asarray(lines * np.stack(shares))
