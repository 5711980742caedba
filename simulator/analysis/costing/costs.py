"""What a scenario costs, line by line and year by year; every price is a judgement with a range.

Money is million VND a year at prices of the region's base year.
"""

from __future__ import annotations

from collections.abc import Callable
from weakref import WeakKeyDictionary

import numpy as np

from simulator.classes import CLASS_NAMES
from simulator.dataclass import dataclass
from simulator.declaration import Basis, Channel, Group
from simulator.levers import LEVERS
from simulator.model.arrays import Array
from simulator.projection import Projection
from simulator.projection.base_year import STATE_AGES, working_age
from simulator.projection.conditions import Premium
from simulator.text import Text

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


STATE_SUBSIDY = CostLine(
    "state_subsidy",
    Text("Nhà nước hỗ trợ mức đóng (theo luật)", "State subsidy (by law)"),
    "central",
)
COMMISSION = CostLine(
    "collection_commission",
    Text("Thù lao thu BHXH tự nguyện (theo quy định)", "Commission on voluntary collections"),
    "central",
)
STANDING = (STATE_SUBSIDY, COMMISSION)
"""What is paid without any lever: beyond its base a scenario pays it for what it adds alone."""
_FIRST = (Group.VOLUNTARY, Group.STATE, Group.INVESTMENT, Group.SHOCK)
LINES: dict[str, CostLine] = {
    line.name: line
    for line in (
        *STANDING,
        *(
            CostLine(cost.line, cost.label, cost.payer, lever.name)
            for lever in sorted(LEVERS.values(), key=lambda lever: _FIRST.index(lever.group))
            for cost in lever.costs
        ),
    )
}
"""Name -> line of public cost, as the levers declare them, in the order of papers."""

APART = {
    "private_capital": Text("Vốn tư nhân giải ngân", "Private capital disbursed"),
    "contributions_voluntary": Text("Thu BHXH tự nguyện", "Voluntary contributions"),
    "contributions_compulsory": Text("Thu BHXH bắt buộc, BHTN", "Compulsory and UI contributions"),
}
"""Shown beside the costs, never added to them."""


def costs(projection: Projection) -> dict[str, Array]:
    """Return line -> (year, draw) [million VND a year]; the base year is zero.

    The lines of :data:`LINES` are public costs; those of :data:`APART` stand beside them. Several
    results rest on them: they are worked out once for a projection, and no one writes into them.
    """
    if projection not in _FOUND:
        _FOUND[projection] = _costs(projection)
    return _FOUND[projection]


_FOUND: WeakKeyDictionary[Projection, dict[str, Array]] = WeakKeyDictionary()


def _costs(projection: Projection) -> dict[str, Array]:
    found = _Years(projection).lines()
    width = np.broadcast_shapes(*(found[name].shape[-1:] for name in (*LINES, *APART)))
    costs = {name: np.zeros((len(projection.years), *width)) for name in (*LINES, *APART)}
    for name, of_years in costs.items():
        of_years[1:] = found[name]
    return costs


def total_cost(lines: dict[str, Array]) -> Array:
    """Return the public cost: (year, draw) [million VND a year]."""
    return np.asarray(sum(lines[name] for name in LINES))


class _Years:
    """What the costs of the projected years are worked out from; (year, draw) unless said.

    Parameters
    ----------
    p : the projection, whose first year has no costs
    """

    def __init__(self, p: Projection) -> None:
        self.p, self.years, self.values = p, p.years[1:].tolist(), p.values
        self.members = _mean_of_ends(p.total("voluntary"))
        self.uninsured = p.total("uninsured")[1:]
        self.paid_months = self.members * MONTHS * self.values("contribution_density")
        self.premium = Premium(*(of_years[1:] for of_years in p.premiums))
        line = self.law("rural_poverty_line") / VND_A_MILLION
        self.least = (self.law("voluntary_contribution_rate") * line)[:, None]

    def law(self, name: str) -> Array:
        """Return a parameter of the law: (year, 1)."""
        return self.p.region.law.values(name, self.years)

    def lines(self) -> dict[str, Array]:
        """Return line -> cost, (year, draw or 1) [million VND]."""
        subsidy = _over_classes(self.paid_months * self.premium.state * self.least)
        collected = _over_classes(self.paid_months * self.premium.net)
        found = {
            STATE_SUBSIDY.name: subsidy,
            COMMISSION.name: collected * self.values("agent_commission"),
            **self.apart(),
        }
        for lever in LEVERS.values():
            for cost in lever.costs:
                found[cost.line] = BASES[cost.basis](self, lever.name, self.values(cost.price))
        return found

    def apart(self) -> dict[str, Array]:
        """Return what stands beside the costs."""
        private = sum((spent * (1.0 - share) for spent, share, _ in self.projects()), np.zeros(1))
        return {
            "private_capital": np.asarray(private),
            "contributions_voluntary": _over_classes(self.paid_months * self.premium.full),
            "contributions_compulsory": _compulsory_contributions(self),
        }

    def by_class(self, lever: str) -> Array:
        """Return a lever's level by class: (year, class or 1, draw)."""
        return self.p.levels(lever)[1:, : len(CLASS_NAMES)]

    def level(self, lever: str) -> Array:
        """Return a lever's level where no class is meant."""
        return self.p.levels(lever)[1:, -1]

    def before(self, lever: str) -> Array:
        """Return a lever's level of the year before."""
        return self.p.levels(lever)[:-1, -1]

    def provinces(self) -> Array:
        """Return the population over that for which programme costs are stated: (year, 1)."""
        people = [[self.p.population(year).sum()] for year in self.years]
        return np.array(people) / self.values.limit("programme_population")

    def projects(self) -> list[tuple[Array, Array, Array]]:
        """Return for each project the capital spent, its public share and the jobs opened."""
        rows = np.array(self.years, dtype=int) - self.p.region.base_year
        return [
            (
                jobs.spent_bn[rows] * MILLION_A_BILLION,
                jobs.public_share,
                np.maximum(jobs.operating[rows] - jobs.operating[rows - 1], 0.0),
            )
            for jobs in self.p.projects
        ]


def _over_classes(of_each: Array) -> Array:
    """Return what all classes have together: (year, class, draw) to (year, draw)."""
    return np.asarray(of_each.sum(axis=1))


def _mean_of_ends(stock: Array) -> Array:
    """Return the mean of a year's beginning and end: (year, ..., draw) from all year ends."""
    return np.asarray((stock[:-1] + stock[1:]) / 2.0)


def _topup_paid(y: _Years, lever: str, price: Array) -> Array:
    # What the province pays is capped; each lever pays its part of what all ask for.
    asked = y.p.effects_by_class(Channel.TOPUP)[1:]
    part = np.where(asked > 0, y.by_class(lever) / np.where(asked > 0, asked, 1.0), 0.0)
    return _over_classes(y.paid_months * y.premium.province * y.least * part) * price


def _uninsured_reached(y: _Years, lever: str, price: Array) -> Array:
    return _over_classes(y.uninsured * y.by_class(lever)) * price / THOUSAND_A_MILLION


def _agents(y: _Years, lever: str, price: Array) -> Array:
    reached = _over_classes(y.uninsured * y.by_class(lever))
    return reached / y.values.limit("uninsured_per_agent") * price


def _members_kept(y: _Years, lever: str, price: Array) -> Array:
    return _over_classes(y.members * y.by_class(lever)) * price / THOUSAND_A_MILLION


def _system_built_and_kept(y: _Years, lever: str, price: Array) -> Array:
    built = np.maximum(y.level(lever) - y.before(lever), 0.0)
    parts = built + y.values.limit("digital_upkeep") * y.before(lever)
    return np.asarray(price * MILLION_A_BILLION * y.provinces() * parts)


def _offices(y: _Years, lever: str, price: Array) -> Array:
    return np.asarray(price * MILLION_A_BILLION * y.provinces() * y.level(lever))


def _employers_inspected(y: _Years, lever: str, price: Array) -> Array:
    liable = (y.p.total("compulsory") + y.p.total("uncovered"))[1:]
    employers = liable * y.values("employers_per_liable_job")
    return np.asarray(employers * y.values.limit("inspected_share") * price * y.level(lever))


def _owners_found(y: _Years, lever: str, price: Array) -> Array:
    """Price owners whom the lever found: its share of all who registered."""
    everyone = y.p.owner_shares[1:]
    registered = "compulsory_covers_registered_household_business_owners"
    by_lever = y.level(lever) * y.law(registered)
    return np.asarray(y.p.total("owners")[1:] * by_lever / np.maximum(everyone, 1e-12) * price)


def _withdrawals_avoided(y: _Years, lever: str, price: Array) -> Array:
    # Who cashes in is what all limits leave; the lever kept its level of those without them.
    left = 1.0 - y.p.effects(Channel.LUMP_SUM_LIMIT)[1:]
    return np.asarray(y.p.total("lump_sums")[1:] * y.level(lever) / left * price)


def _people_trained(y: _Years, lever: str, price: Array) -> Array:
    """Price people whom training brought into the labour force in the year."""

    def young(year: int) -> float:
        people = y.p.population(year)[:, STATE_AGES]
        return float((people * working_age(y.p.region, year)).sum())

    people = np.array([[young(year)] for year in y.years])
    return np.asarray(np.maximum(y.level(lever) - y.before(lever), 0.0) * people * price)


def _projects(y: _Years, _: str, price: Array) -> Array:
    """Price sites and roads per operating job, as the jobs open, beside public capital."""
    public = (spent * share + opened * price for spent, share, opened in y.projects())
    return np.asarray(sum(public, np.zeros(1)))


BASES: dict[Basis, Callable[[_Years, str, Array], Array]] = {
    Basis.TOPUP_PAID: _topup_paid,
    Basis.UNINSURED_REACHED: _uninsured_reached,
    Basis.AGENTS: _agents,
    Basis.MEMBERS_KEPT: _members_kept,
    Basis.SYSTEM_BUILT_AND_KEPT: _system_built_and_kept,
    Basis.OFFICES: _offices,
    Basis.EMPLOYERS_INSPECTED: _employers_inspected,
    Basis.OWNERS_FOUND: _owners_found,
    Basis.WITHDRAWALS_AVOIDED: _withdrawals_avoided,
    Basis.PEOPLE_TRAINED: _people_trained,
    Basis.PROJECTS: _projects,
}
"""Basis -> cost of a lever, from its name and its price: (year, draw or 1) [million VND]."""


def _compulsory_contributions(y: _Years) -> Array:
    """Return compulsory and UI contributions at the nation's mean base of 2022 (published)."""
    base = 0.0
    for figure in y.p.region.known_peers:
        if figure.indicator == "mean_compulsory_base":
            base = figure.value / VND_A_MILLION
    rate = y.law("compulsory_rate_employee") + y.law("compulsory_rate_employer")
    ui = y.law("ui_rate_employee") + y.law("ui_rate_employer")
    covered, insured = (_mean_of_ends(y.p.total(name)) for name in ("compulsory", "ui"))
    return np.asarray(MONTHS * base * (rate * covered + ui * insured))


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


def cost_beside_investment(projection: Projection, base: Projection, until: int) -> Array:
    """Return :func:`cost_per_person` without public investment and the jobs that it opens: (draw,).

    A road or a site serves more than insurance, and is the most of a list of projects' cost.
    """
    row, line = projection.row(until), "public_investment"
    mine, theirs = costs(projection), costs(base)
    spent = total_cost(mine) - mine[line] - total_cost(theirs) + theirs[line]
    people = added_people(projection, base)[row]
    on_projects = projection["project_jobs"][row] - base["project_jobs"][row]
    return shared(spent[1 : row + 1].sum(axis=0), people - on_projects)


def deadweight(projection: Projection, base: Projection) -> Array:
    """Return what members get who would be there without it: (year, draw) [million VND].

    The part of the provincial top-up and of retention that goes to as many members of each class
    as the base has. The commission is none: what a scenario adds of it is for new members.
    """
    lines = costs(projection)
    retained = projection.levels("retention")[:, : len(CLASS_NAMES)]
    paid_by_member = {"topup_subsidy": projection.premiums.province, "retention": retained}
    found = [lines[line] * _anyway(projection, base, paid) for line, paid in paid_by_member.items()]
    return np.asarray(sum(found))


def _anyway(projection: Projection, base: Projection, paid: Array) -> Array:
    """Return the share of a payment that goes to as many members as the base has: (year, draw).

    Parameters
    ----------
    paid : what a member of each class gets: (year, class or 1, draw)
    """
    mine, theirs = projection.total("voluntary"), base.total("voluntary")
    whole = _over_classes(mine * paid)
    anyway = _over_classes(np.minimum(mine, theirs) * paid)
    return np.where(whole > 0, anyway / np.maximum(whole, 1e-9), 0.0)
