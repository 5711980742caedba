"""The cheapest way to a target with the wanted chance, or how near one can come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from simulator.analysis.costs import costs, total_cost
from simulator.analysis.ensemble import draw_sample
from simulator.errors import complain, nearest
from simulator.indicators import INDICATORS, SHARES
from simulator.inputs.region import Region
from simulator.inputs.scenario import LeverSetting, Quantity, RelativeYear, Scenario
from simulator.levers import LEVERS, Group, Lever
from simulator.model.workforce import Array
from simulator.projection import Projection, Sample, project

SEARCH_DRAWS = 256
VERIFY_DRAWS = 1000
TIGHTENINGS = 4
USUAL_START, USUAL_RAMP = RelativeYear(1), 2.0
NEGLIGIBLE = 0.01
"""A lever at less than this part of its range is set to neutral and tried without."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A target to be met: ``indicator`` at the end of ``year`` at least ``value``."""

    indicator: str
    year: int
    value: float


@dataclass(frozen=True, slots=True)
class Limits:
    """What the way may cost [million VND beyond the base]; None: no limit.

    Parameters
    ----------
    budget : all years to the target's
    by_year : year -> that year's limit
    """

    budget: float | None = None
    by_year: dict[int, float] | None = None


@dataclass(frozen=True, slots=True)
class Mix:
    """A setting of levers and what it does.

    Parameters
    ----------
    levels : lever -> full level
    at_bound : levers that stand at the end of their range
    cost : public cost beyond the base up to the target's year [million VND], central prices
    cost_band : 80 % range over the uncertain prices and worlds
    values : target -> central value
    chances : target -> share of fresh draws that meet it
    """

    levels: dict[str, float]
    at_bound: tuple[str, ...]
    cost: float
    cost_band: tuple[float, float]
    values: tuple[float, ...]
    chances: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a goal search.

    Parameters
    ----------
    reachable : whether the targets can be met with the wanted chance
    best : the cheapest mix that meets them, or the one that comes nearest
    others : clearly different mixes, dearest last
    cheapest_share : how often each mix (best first) is the cheapest over the cost ranges
    curve : (target value of the first wish, least cost) by central runs
    growth_needed : points of growth a year beyond the central path with which the nearest mix
        would meet every target; None where reachable, infinity where no growth within bounds does
    missing_persons : participants missing to each target in the central run of the nearest mix
    levers : names of the levers that were searched
    """

    wishes: tuple[Wish, ...]
    chance: float
    reachable: bool
    best: Mix
    others: tuple[Mix, ...]
    cheapest_share: tuple[float, ...]
    curve: tuple[tuple[float, float], ...]
    growth_needed: float | None
    missing_persons: tuple[float, ...]
    levers: tuple[str, ...]


def parse_wish(text: str, region: Region, until: int = 2100) -> Wish:
    """Return the target of an option such as ``si_share@2030=0.60``.

    Raises
    ------
    InputError
        for another form, an unknown indicator, or a value that is no share.
    """
    name, _, rest = text.partition("@")
    year, _, value = rest.partition("=")
    if name not in SHARES and "@" in text:
        near = nearest(name, SHARES)
        raise complain(
            f"{name!r}: chỉ đặt mục tiêu cho {', '.join(SHARES)}; gần nhất: {near}",
            f"{name!r}: targets are for {', '.join(SHARES)}; nearest: {near}",
            key="--target",
        )
    try:
        wish = Wish(name, int(year), float(value))
    except ValueError:
        raise complain(
            f"{text!r}: viết như si_share@2030=0.60",
            f"{text!r}: write it like si_share@2030=0.60",
            key="--target",
        ) from None
    if not region.base_year < wish.year <= until or not 0 < wish.value < 1:
        vi = en = ""
        if 1 <= wish.value <= 100:
            vi = f" (viết {wish.value / 100:g} cho {wish.value:g} %)"
            en = f" (write {wish.value / 100:g} for {wish.value:g} %)"
        raise complain(
            f"{text!r}: năm phải sau {region.base_year}, giá trị giữa 0 và 1{vi}",
            f"{text!r}: the year must be after {region.base_year}, the value between 0 and 1{en}",
            key="--target",
        )
    return wish


def searchable(names: Sequence[str] | None, judgement: bool) -> list[Lever]:
    """Return the levers that may be used: bounded, priced, and not of grade C unless asked.

    Raises
    ------
    InputError
        for an unknown lever, a shock, or one without a price.
    """
    if names is None:
        return [
            lever
            for lever in LEVERS.values()
            if lever.costs and lever.group is not Group.SHOCK and (judgement or lever.grade != "C")
        ]
    for name in names:
        if name not in LEVERS:
            near = nearest(name, LEVERS)
            raise complain(
                f"không có giải pháp {name!r}; gần nhất: {near}",
                f"no lever {name!r}; nearest: {near}",
                key="--levers",
            )
        if not LEVERS[name].costs or LEVERS[name].group is Group.SHOCK:
            raise complain(
                f"{name}: không có chi phí hoặc nằm ngoài tầm của tỉnh, không dùng để tìm được",
                f"{name}: has no price or is beyond the province, so it cannot be searched",
                key="--levers",
            )
    return [LEVERS[name] for name in names]


class Search:
    """Runs settings of levers; x is the part of each lever's way to the good end, 0 to 1."""

    def __init__(
        self,
        region: Region,
        base: Scenario,
        wishes: Sequence[Wish],
        levers: Sequence[Lever],
        limits: Limits,
    ) -> None:
        self.region, self.base, self.wishes, self.limits = region, base, tuple(wishes), limits
        self.levers = [lever for lever in levers if lever.name != "investment" or base.projects]
        self.until = max(wish.year for wish in wishes)
        self.runs = 0
        self.ends = np.array([lever.high for lever in self.levers])
        self.neutral = np.array([lever.neutral for lever in self.levers])
        self.base_cost = self._yearly_cost(project(region, base, self.until))
        self._drop_what_does_not_help()
        if not self.levers:
            raise complain(
                "không giải pháp nào đưa lại gần chỉ tiêu",
                "no lever brings the target nearer",
                key="--levers",
            )
        self.sample = draw_sample(region, base, SEARCH_DRAWS, seed=11)
        self.fresh = draw_sample(region, base, VERIFY_DRAWS, seed=12)

    def _drop_what_does_not_help(self) -> None:
        """Leave out levers whose upper end takes the targets further away.

        The other end is no way either: holding people out of the labour force raises a share
        and has no price.
        """
        points = np.vstack([np.zeros(len(self.levers)), np.eye(len(self.levers))])
        values = self.evaluate(points)[0]
        helps = (values[1:] > values[0] + 1e-9).any(axis=1)
        self.levers = [lever for lever, good in zip(self.levers, helps, strict=True) if good]
        self.ends, self.neutral = self.ends[helps], self.neutral[helps]

    def scenario(self, x: Array) -> Scenario:
        """Return the base scenario with the levers at ``x``."""
        levels = self.neutral + x * (self.ends - self.neutral)
        levers = dict(self.base.levers)
        for lever, level in zip(self.levers, levels, strict=True):
            known = self.base.levers.get(lever.name)
            start = known.start if known else USUAL_START
            ramp = known.ramp_years if known else USUAL_RAMP
            number = Quantity.exactly(float(np.clip(level, lever.low, lever.high)))
            levers[lever.name] = LeverSetting(start, ramp, {"default": number})
        return replace(self.base, levers=levers)

    def evaluate(self, xs: Array) -> tuple[Array, Array]:
        """Return central values (point, target) and yearly cost (point, year) beyond the base."""
        levels = self.neutral + xs * (self.ends - self.neutral)
        drawn = {
            (f"levers.{lever.name}", "default"): levels[:, i] for i, lever in enumerate(self.levers)
        }
        self.runs += len(xs)
        p = project(
            self.region,
            self.scenario(np.zeros(len(self.levers))),
            self.until,
            Sample(len(xs), drawn),
            keep_stocks=False,
        )
        extra = self._yearly_cost(p) - self.base_cost
        return self._values(p), np.broadcast_to(extra, (len(p.years), len(xs))).T

    def drawn(self, x: Array, sample: Sample) -> tuple[Array, Array]:
        """Return values (draw, target) and cost (draw,) beyond the base over many draws."""
        p = project(self.region, self.scenario(x), self.until, sample, keep_stocks=False)
        q = project(self.region, self.base, self.until, sample, keep_stocks=False)
        self.runs += 2 * sample.size
        extra = self._yearly_cost(p) - self._yearly_cost(q)
        return self._values(p), extra.sum(axis=0)

    def _values(self, p: Projection) -> Array:
        return np.stack([INDICATORS[w.indicator].of(p)[p.row(w.year)] for w in self.wishes], axis=1)

    @staticmethod
    def _yearly_cost(p: Projection) -> Array:
        return total_cost(costs(p))

    def _gradient(self, x: Array) -> tuple[Array, Array, Array, Array]:
        """Return values, costs and their derivatives by forward differences, in one block."""
        step = np.where(x > 0.5, -1e-4, 1e-4)
        values, spent = self.evaluate(np.vstack([x, x + np.diag(step)]))
        return (
            values[0],
            spent[0],
            (values[1:] - values[0]) / step[:, None],
            (spent[1:] - spent[0]) / step[:, None],
        )

    def cheapest(self, wanted: Array, start: Array, allowed: Array) -> Array | None:
        """Return the x of least cost with central values of at least ``wanted``, or None.

        Sequential quadratic programming (SLSQP) with one block of runs an iteration.

        Parameters
        ----------
        wanted : (target,)
        start : (lever,)
        allowed : (lever,) upper bound of each x: 1, or 0 for a lever that is not to be used
        """
        from scipy.optimize import minimize

        memory: dict[bytes, tuple[Array, Array, Array, Array]] = {}

        def at(x: Array) -> tuple[Array, Array, Array, Array]:
            key = x.tobytes()
            if key not in memory:
                memory[key] = self._gradient(np.clip(x, 0.0, 1.0))
            return memory[key]

        everything = np.maximum(at(allowed)[1].sum(), 1.0)
        rules = [
            {
                "type": "ineq",
                "fun": lambda x: 100.0 * (at(x)[0] - wanted),
                "jac": lambda x: 100.0 * at(x)[2].T,
            },
            *self._budget_rules(at, everything),
        ]
        found = minimize(
            lambda x: at(x)[1].sum() / everything,
            np.minimum(start, allowed),
            jac=lambda x: at(x)[3].sum(axis=1) / everything,
            bounds=[(0.0, float(top)) for top in allowed],
            constraints=rules,
            method="SLSQP",
            options={"maxiter": 40, "ftol": 1e-7},
        )
        x = np.clip(found.x, 0.0, allowed)
        values, spent = self.evaluate(x[None])
        short = (values[0] < wanted - 1e-5).any() or self._over(spent[0])
        return None if short else x

    def _budget_rules(self, at, everything: float) -> list[dict]:  # type: ignore[no-untyped-def,type-arg]  # noqa: ANN001
        rules = []
        if self.limits.budget is not None:
            budget = self.limits.budget
            rules.append(
                {
                    "type": "ineq",
                    "fun": lambda x: (budget - at(x)[1].sum()) / everything,
                    "jac": lambda x: -at(x)[3].sum(axis=1) / everything,
                }
            )
        for year, cap in (self.limits.by_year or {}).items():
            row = year - self.region.base_year
            if 0 < row <= self.until - self.region.base_year:
                rules.append(
                    {
                        "type": "ineq",
                        "fun": lambda x, row=row, cap=cap: (cap - at(x)[1][row]) / everything,
                        "jac": lambda x, row=row: -at(x)[3][:, row] / everything,
                    }
                )
        return rules

    def _over(self, spent: Array) -> bool:
        budget = self.limits.budget
        if budget is not None and spent.sum() > budget * 1.001 + 1.0:
            return True
        caps = self.limits.by_year or {}
        rows = {y - self.region.base_year: cap for y, cap in caps.items()}
        return any(
            spent[row] > cap * 1.001 + 1.0 for row, cap in rows.items() if 0 < row < len(spent)
        )
