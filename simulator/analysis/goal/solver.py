"""Least cost under targets and limits, by sequential quadratic programming on exact runs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from simulator.analysis.goal.runs import STEP, Runs
from simulator.dataclass import dataclass
from simulator.model.arrays import Array

TRUST, SETTLED, ROUNDS = 1.0, 2e-3, 10
"""How far the first step may go, the step that counts as none, and the most steps."""
MARGIN = 1e-6
"""Aimed above what is wanted, so that the rounding of the solver does not fall short."""
CLIMBS = 5
"""Steps uphill in odds."""
SCALE = 100.0
"""Shares are put in percentage points, so that they weigh as much as the cost does."""


@dataclass(frozen=True, slots=True)
class _Quadratic:
    """Several results near ``centre`` to the second order: f + g d + d h d / 2.

    Parameters
    ----------
    centre : (lever,)
    f, g, h : (result,), (result, lever), (result, lever, lever)
    """

    centre: Array
    f: Array
    g: Array
    h: Array

    def at(self, x: Array) -> Array:
        d = x - self.centre
        return np.asarray(self.f + self.g @ d + (self.h @ d) @ d / 2.0)

    def gradient(self, x: Array) -> Array:
        return np.asarray(self.g + self.h @ (x - self.centre))


class Problem:
    """Least cost of levers that reach targets, within the limits.

    Parameters
    ----------
    runs : of the model
    wanted : (target,) central values to reach
    """

    def __init__(self, runs: Runs, wanted: Array) -> None:
        self.runs, self.wanted = runs, wanted
        self.targets = len(runs.targets)

    def cheapest(self, start: Array, allowed: Array, toward: Array) -> Array | None:
        """Return the x of least cost that reaches the aim within the limits, or None.

        Sequential: the results are known to the second order from one block of exact runs, the
        cheapest point of those parabolas is found, and the next block is run there.

        Parameters
        ----------
        start : (lever,)
        allowed : (lever,) upper bound of each x: 1, or 0 for a lever that is not to be used
        toward : (lever,) a mix that reaches far; what a solution lacks is made up on the way there
        """
        x, reach = np.minimum(start, allowed), TRUST
        for _ in range(ROUNDS):
            near = self._quadratic(x, allowed)
            low, high = np.maximum(x - reach, 0.0), np.minimum(x + reach, allowed)
            following = self._cheapest_near(near, low, high)
            moved = np.abs(following - x).max(initial=0.0)
            x, reach = following, max(0.7 * reach, 2.0 * SETTLED)
            if moved < SETTLED:
                break
        return self._lifted(x, allowed, np.minimum(toward, allowed))

    def _quadratic(self, x: Array, allowed: Array) -> _Quadratic:
        """Return targets' values and yearly costs near ``x``, from one block of runs."""
        free = np.flatnonzero(allowed > 0)
        step = np.where(x > 0.5, -STEP, STEP)[free]
        moves = np.zeros((len(free), len(x)))
        moves[np.arange(len(free)), free] = step
        first, second = np.triu_indices(len(free), 1)
        points = x + np.vstack([0.0 * x, moves, 2.0 * moves, moves[first] + moves[second]])
        found = np.hstack(self.runs.central(points))
        n, zero = len(free), found[0]
        once, twice, mixed = found[1 : n + 1], found[n + 1 : 2 * n + 1], found[2 * n + 1 :]
        slope = (4.0 * once - twice - 3.0 * zero) / (2.0 * step[:, None])
        bent = (twice - 2.0 * once + zero) / step[:, None] ** 2
        both = (mixed - once[first] - once[second] + zero) / (step[first] * step[second])[:, None]
        g, h = np.zeros((len(zero), len(x))), np.zeros((len(zero), len(x), len(x)))
        g[:, free] = slope.T
        h[:, free, free] = bent.T
        h[:, free[first], free[second]] = h[:, free[second], free[first]] = both.T
        return _Quadratic(x, zero, g, h)

    def _cheapest_near(self, near: _Quadratic, low: Array, high: Array) -> Array:
        cost = slice(self.targets, None)
        scale = max(self._steepest(near), 1.0)
        wanted = self.wanted + MARGIN
        reach = _rule(
            lambda x: SCALE * (near.at(x)[: self.targets] - wanted),
            lambda x: SCALE * near.gradient(x)[: self.targets],
        )
        return _minimised(
            lambda x: float(near.at(x)[cost].sum()) / scale,
            lambda x: near.gradient(x)[cost].sum(axis=0) / scale,
            np.clip(near.centre, low, high),
            (low, high),
            [reach, *self._limits(near, scale)],
        )

    def _lifted(self, x: Array, allowed: Array, toward: Array) -> Array | None:
        """Close a gap on the way to another mix; None where the limits or that mix forbid it."""
        low, high = 0.0, 1.0
        for _ in range(2):
            parts = np.linspace(low, high, 17)
            points = x + parts[:, None] * (toward - x)
            good = np.asarray((self.runs.central(points)[0] >= self.wanted).all(axis=1))
            if good[0]:
                high = low
                break
            if not good.any():
                return None
            first = int(good.argmax())
            low, high = float(parts[first - 1]), float(parts[first])
        x = np.clip(x + high * (toward - x), 0.0, allowed)
        return None if self.over_limit(x) else x

    def nearest(self, start: Array | None = None) -> Array:
        """Return the x that comes nearest to the targets within the limits.

        Nearest: the target that is furthest behind is as little behind as it can be. A lever may
        take a target further away, so all levers at their ends is only one of the mixes begun
        from.

        Parameters
        ----------
        start : (lever,) a mix to begin from besides the corners
        """
        runs = self.runs
        found = [] if start is None else [start]
        x = self._best([*found, *self._corners()])
        if len(runs.targets) == 1 and self._is_corner(x):
            return x
        best, reach = x, TRUST
        for _ in range(ROUNDS):
            near = self._quadratic(x, runs.everything)
            low, high = np.maximum(x - reach, 0.0), np.minimum(x + reach, 1.0)
            following = self.within_limits(self._nearest_near(near, low, high))
            moved = np.abs(following - x).max()
            x, reach = following, max(0.7 * reach, 2.0 * SETTLED)
            best = self._best([best, x])
            if moved < SETTLED:
                break
        return best

    def _corners(self) -> list[Array]:
        """Return mixes of ends: all, none, and for each target the levers that help it."""
        runs = self.runs
        one = np.eye(len(runs.levers))
        values = runs.central(np.vstack([runs.everything, runs.everything - one]))[0]
        helping = (values[1:] <= values[0]).T.astype(float)
        return [
            *(self.within_limits(x) for x in (runs.everything, *helping)),
            0.1 * self.within_limits(runs.everything),
            runs.nothing,
        ]

    def _best(self, mixes: list[Array]) -> Array:
        """Return the mix whose furthest target is the least behind; the first of equals."""
        least = (self.runs.central(np.stack(mixes))[0] - self.wanted).min(axis=1)
        return mixes[int(least.argmax())]

    def _is_corner(self, x: Array) -> bool:
        """Return whether no single move away from ``x`` comes nearer, nor is any limit near."""
        if self.over_limit(x) or not np.isin(x, (0.0, 1.0)).all() or not x.any():
            return False
        inward = np.where(x > 0.5, -STEP, STEP)
        values = self.runs.central(np.vstack([x, x + np.diag(inward)]))[0]
        return bool((values[1:] <= values[0]).all())

    def within_limits(self, x: Array) -> Array:
        """Return ``x``, or as much of everything in it as the limits allow."""
        if not self.over_limit(x):
            return x
        low, high = 0.0, 1.0
        for _ in range(20):
            middle = (low + high) / 2.0
            low, high = (low, middle) if self.over_limit(middle * x) else (middle, high)
        return np.asarray(low * x)

    def _nearest_near(self, near: _Quadratic, low: Array, high: Array) -> Array:
        # z: the levers, and 1 + the least slack of all targets, between 0 and 2.
        scale = max(self._steepest(near), 1.0)
        ones = np.ones((self.targets, 1))
        slack = _rule(
            lambda z: SCALE * (near.at(z[:-1])[: self.targets] - self.wanted + 1.0 - z[-1]),
            lambda z: SCALE * np.hstack([near.gradient(z[:-1])[: self.targets], -ones]),
        )
        behind = near.f[: self.targets] - self.wanted
        return _minimised(
            lambda z: -SCALE * z[-1],
            lambda z: np.append(0.0 * low, -SCALE),
            np.append(near.centre, 1.0 + behind.min()),
            (np.append(low, 0.0), np.append(high, 2.0)),
            [slack, *(_widened(rule) for rule in self._limits(near, scale))],
        )[:-1]

    def over_limit(self, x: Array) -> bool:
        """Return whether the levers at ``x`` cost more than the limits allow."""
        return self.runs.limits.any and any(part > 1.0 for part in self.used(x).values())

    def used(self, x: Array) -> dict[str, float]:
        """Return how much of each limit the levers at ``x`` use up: "budget" or a year -> part."""
        budget, found = self.runs.limits.budget, {}
        spent = self.runs.central(x[None])[1][0]
        if budget is not None:
            found["budget"] = _part(spent.sum(), budget)
        first = self.runs.region.base_year
        return found | {str(first + row): _part(spent[row], cap) for row, cap in self._caps()}

    def limits_near(self, x: Array) -> list[Rule]:
        """Return the limits as rules on mixes near ``x``."""
        if not self.runs.limits.any:
            return []
        near = self._quadratic(x, self.runs.everything)
        return self._limits(near, max(self._steepest(near), 1.0))

    def _steepest(self, near: _Quadratic) -> float:
        return float(np.abs(near.g[self.targets :].sum(axis=0)).max(initial=0.0))

    def _caps(self) -> list[tuple[int, float]]:
        first = self.runs.region.base_year
        caps = (self.runs.limits.by_year or {}).items()
        return [(y - first, cap) for y, cap in caps if first < y <= self.runs.until]

    def _limits(self, near: _Quadratic, scale: float) -> list[Rule]:
        rules = []
        if self.runs.limits.budget is not None:
            rules.append(self._limit(near, scale, slice(None), self.runs.limits.budget))
        rules += [self._limit(near, scale, slice(r, r + 1), cap) for r, cap in self._caps()]
        return rules

    def _limit(self, near: _Quadratic, scale: float, rows: slice, cap: float) -> Rule:
        # Aimed a little below, so that the rounding of the solver stays within.
        cap = cap * (1.0 - 1e-6)
        return _rule(
            lambda x: (cap - near.at(x)[self.targets :][rows].sum()) / scale,
            lambda x: -near.gradient(x)[self.targets :][rows].sum(axis=0) / scale,
        )


def _part(spent: float, limit: float) -> float:
    return float(spent / limit) if limit > 0 else 2.0 * float(spent > 0)


Rule = dict[str, Any]
"""An inequality as the solver takes it: a function that must not be negative, and its slopes."""


def _rule(value: Callable[[Array], Any], slopes: Callable[[Array], Array]) -> Rule:
    return {"type": "ineq", "fun": value, "jac": slopes}


def _widened(rule: Rule) -> Rule:
    """Return a rule on x as one on (x, slack)."""
    return _rule(lambda z: rule["fun"](z[:-1]), lambda z: np.append(rule["jac"](z[:-1]), 0.0))


def _minimised(
    cost: Callable[[Array], float],
    gradient: Callable[[Array], Array],
    start: Array,
    bounds: tuple[Array, Array],
    rules: list[Rule],
) -> Array:
    from scipy.optimize import minimize

    found = minimize(
        cost,
        start,
        jac=gradient,
        bounds=list(zip(*bounds, strict=True)),
        constraints=rules,
        method="SLSQP",
        options={"maxiter": 60, "ftol": 1e-9},
    )
    return np.asarray(np.clip(found.x, *bounds))


def climb(runs: Runs, problem: Problem, x: Array, size: int, chance: float) -> Array:
    """Return a mix within the limits that reaches further with a chance, by steps uphill.

    The target that is furthest behind is brought nearer on the draws themselves: linear
    programmes on the slopes of the quantiles, halved where a step does not keep its promise.

    Parameters
    ----------
    x : (lever,) where to begin, within the limits
    size : draws on which the odds are
    """
    reach, slack = 0.3, runs.slack(x, size, chance)
    slopes = runs.slopes(x, size, chance)
    for _ in range(CLIMBS):
        ahead = problem.within_limits(_uphill(problem, x, slack, slopes, reach))
        there = runs.slack(ahead, size, chance)
        if there.min() > slack.min():
            x, slack = ahead, there
            if slack.min() >= 0:
                break
            slopes = runs.slopes(x, size, chance)
        else:
            reach /= 3.0
    return x


def _uphill(problem: Problem, x: Array, slack: Array, slopes: Array, reach: float) -> Array:
    """Return the x near by whose furthest target is the least behind, were all linear."""
    from scipy.optimize import linprog

    rows = [np.append(-slope, 1.0) for slope in slopes]
    room = list(slack)
    for rule in problem.limits_near(x):
        rows.append(np.append(-rule["jac"](x), 0.0))
        room.append(float(rule["fun"](x)))
    low, high = np.maximum(-reach, -x), np.minimum(reach, 1.0 - x)
    bounds = [*zip(low, high, strict=True), (None, None)]
    found = linprog(-np.eye(len(x) + 1)[-1], np.stack(rows), np.array(room), bounds=bounds)
    moved = x if found.x is None else x + found.x[:-1]
    return np.asarray(np.clip(moved, 0.0, 1.0))
