"""A programme for every locality: whole persons that add up, by year and type."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from simulator.analysis.accounts import Amount, accounts
from simulator.errors import complain
from simulator.inputs.figures import Locality
from simulator.inputs.region import Region
from simulator.inputs.scenario import Scenario, load_scenario
from simulator.levers import LEVERS
from simulator.model.workforce import Array
from simulator.projection import Projection, project
from simulator.rounding import whole_persons

Whole = npt.NDArray[np.int64]

TYPES: dict[str, tuple[str, ...]] = {
    "compulsory_si": ("investment", "inspection", "find_owners", "digital", "procedures"),
    "voluntary_si": ("agents", "topup_subsidy", "awareness", "retention"),
    "ui_participants": ("inspection", "procedures"),
}
"""Type -> levers that work on it, in the order in which a locality is told of them."""


class InfeasibleError(ValueError):
    """The total cannot be split within floors and caps."""


def apportion(total: int, floor: Whole, cap: Whole, weight: Array) -> Whole:
    """Split a total in whole persons within floors and caps.

    Above its floor each place gets in proportion to its weight, until its cap: the rule of
    water filling, x = min(cap, floor + level x weight). The remaining fractions go to the
    largest remainders, ties to the place named first, so that a small change of one place
    moves the others by its counterpart and at most one person of rounding.

    Parameters
    ----------
    total : persons
    floor, cap : (place,) persons
    weight : (place,) positive where a place can take more than its floor

    Raises
    ------
    InfeasibleError
        where floors exceed the total, or caps fall short of it.

    >>> apportion(10, np.array([1, 1]), np.array([3, 99]), np.array([1.0, 1.0])).tolist()
    [3, 7]
    """
    if floor.sum() > total:
        raise InfeasibleError(f"floors {int(floor.sum())} exceed the total {total}")
    if cap.sum() < total:
        raise InfeasibleError(f"caps {int(cap.sum())} fall short of the total {total}")
    if (floor > cap).any():
        raise InfeasibleError("a floor is above its cap")
    exact = _filled(total, floor.astype(float), cap.astype(float), np.maximum(weight, 1e-12))
    whole = np.floor(exact + 1e-9).astype(np.int64)
    whole = np.clip(whole, floor, cap)
    remainder = np.where(whole < cap, exact - whole, -1.0)
    # Stable order: the largest remainder first, then the place named first.
    order = np.argsort(-np.round(remainder, 9), kind="stable")
    missing = total - int(whole.sum())
    step = 0
    while missing > 0:
        place = order[step % len(order)]
        if whole[place] < cap[place]:
            whole[place] += 1
            missing -= 1
        step += 1
    return whole


def _filled(total: int, floor: Array, cap: Array, weight: Array) -> Array:
    """Return min(cap, floor + level x weight) with the level at which it adds up."""
    room = (cap - floor) / weight
    order = np.argsort(room)
    missing = total - floor.sum()
    open_weight = weight.sum()
    level = 0.0
    for place in order:
        step = room[place] - level
        if step * open_weight >= missing:
            level += missing / open_weight
            missing = 0.0
            break
        missing -= step * open_weight
        level = room[place]
        open_weight -= weight[place]
    return np.minimum(cap, floor + level * weight)


def allocate_path(
    totals: Sequence[int], start: Whole, caps: Sequence[Whole], weights: Sequence[Array]
) -> list[Whole]:
    """Split a path of totals, year by year.

    Where the total does not fall, no place falls; where it falls, all fall in proportion.

    Parameters
    ----------
    totals : one a year
    start : (place,) persons before the first year
    caps, weights : one a year, (place,)
    """
    path = []
    last = start
    for total, cap, weight in zip(totals, caps, weights, strict=True):
        if total >= last.sum():
            last = apportion(total, np.minimum(last, cap), cap, weight)
        else:
            shares = last * (total / last.sum())
            last = np.array(whole_persons(shares.tolist(), total))
        path.append(last)
    return path


@dataclass(frozen=True, slots=True)
class Target:
    """What one locality must bring in one year.

    Parameters
    ----------
    locality, year, type : whose, when, what
    target : persons at 31 December
    rise : above the year before
    headroom : most that the locality can hold
    cost : its share of the provincial cost of the levers of this type [million VND]
    levers, responsible : what with, and who answers for it
    assumed : whether the locality's start and headroom are carried over from the province
    """

    locality: Locality
    year: int
    type: str
    target: int
    rise: int
    headroom: int
    cost: Amount
    levers: tuple[str, ...]
    assumed: bool


@dataclass(frozen=True, slots=True)
class Programme:
    """Targets of all localities, and the provincial totals to which they add up."""

    region: str
    scenario: str
    years: tuple[int, ...]
    targets: tuple[Target, ...]
    totals: dict[tuple[str, int], int]


def allocate(region: Region, scenario: Scenario, years: Sequence[int]) -> Programme:
    """Split a scenario's participants among the localities of a region.

    Localities know their population only, so their starts and headrooms are the province's in
    proportion to it, and are marked as assumed. Headroom is liable jobs for compulsory
    insurance, everyone not liable for voluntary, and the locality's own compulsory target for
    unemployment insurance.

    Raises
    ------
    InputError
        where the region has no localities, or the totals do not fit.
    """
    if not region.localities:
        raise complain(
            f"{region.name.vi} không có danh sách địa phương (localities.csv)",
            f"{region.name.en} has no list of localities (localities.csv)",
            key=region.code,
        )
    p = project(region, scenario, max(years))
    share = np.array([place.population for place in region.localities])
    share = share / share.sum()
    start_row = p.row(min(years) - 1)
    found: dict[str, list[Whole]] = {}
    totals: dict[tuple[str, int], int] = {}
    starts: dict[str, Whole] = {}
    limits: dict[str, list[Whole]] = {}
    for kind in TYPES:
        counts = _counts(p, kind)
        wanted = [round(float(counts[p.row(y)])) for y in years]
        starts[kind] = _split(round(float(counts[start_row])), share)
        caps = (
            found["compulsory_si"]
            if kind == "ui_participants"
            else [_split(int(np.ceil(_room(p, kind)[p.row(y)])), share) for y in years]
        )
        limits[kind] = caps
        weights = [np.maximum(cap - starts[kind], 1).astype(float) for cap in caps]
        try:
            found[kind] = allocate_path(wanted, starts[kind], caps, weights)
        except InfeasibleError as error:
            raise complain(
                f"{kind}: không chia được: {error}", f"{kind}: cannot be split: {error}", key=kind
            ) from None
        totals.update({(kind, y): t for y, t in zip(years, wanted, strict=True)})
    targets = _targets(region, scenario, years, found, starts, limits)
    return Programme(region.code, scenario.name, tuple(years), tuple(targets), totals)


def _counts(p: Projection, kind: str) -> Array:
    if kind == "compulsory_si":
        return p.total("compulsory")[:, 0]
    if kind == "voluntary_si":
        return np.asarray(p.total("voluntary").sum(axis=1)[:, 0])
    return p.total("ui")[:, 0]


def _room(p: Projection, kind: str) -> Array:
    if kind == "compulsory_si":
        return np.asarray((p.total("compulsory") + p.total("uncovered"))[:, 0])
    held = p.total("voluntary") + p.total("uninsured")
    return np.asarray(held.sum(axis=1)[:, 0])


def _split(total: int, share: Array) -> Whole:
    return np.array(whole_persons((share * total).tolist(), total))


def _targets(
    region: Region,
    scenario: Scenario,
    years: Sequence[int],
    found: dict[str, list[Whole]],
    starts: dict[str, Whole],
    limits: dict[str, list[Whole]],
) -> list[Target]:
    money = accounts(region, scenario, load_scenario("status_quo"), list(years), 256)
    targets = []
    for kind, levers in TYPES.items():
        used = tuple(name for name in levers if name in scenario.levers)
        for i, year in enumerate(years):
            before = starts[kind] if i == 0 else found[kind][i - 1]
            rises = found[kind][i] - before
            whole = max(int(np.maximum(rises, 0).sum()), 1)
            cost = _cost(money.lines, used, year) if kind != "ui_participants" else _NOTHING
            for j, place in enumerate(region.localities):
                part = max(int(rises[j]), 0) / whole
                targets.append(
                    Target(
                        place,
                        year,
                        kind,
                        int(found[kind][i][j]),
                        int(rises[j]),
                        int(limits[kind][i][j]),
                        Amount(cost.value * part, cost.low * part, cost.high * part),
                        used,
                        True,
                    )
                )
    return targets


_NOTHING = Amount(0.0, 0.0, 0.0)
_LINES = {
    "agents": ("agents", "agent_commission"),
    "investment": ("public_investment",),
    "find_owners": ("owner_search",),
}


def _cost(lines: dict[tuple[str, int], Amount], levers: Sequence[str], year: int) -> Amount:
    names = [line for lever in levers for line in _LINES.get(lever, (lever,))]
    amounts = [lines[name, year] for name in names if (name, year) in lines]
    return Amount(
        sum(a.value for a in amounts), sum(a.low for a in amounts), sum(a.high for a in amounts)
    )


def responsible(levers: Sequence[str], language: str) -> str:
    """Return who answers for some levers."""
    return "; ".join(dict.fromkeys(LEVERS[name].responsible.in_(language) for name in levers))
