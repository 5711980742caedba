"""The cheapest way to a target with the wanted chance, or how near one can come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from simulator.errors import complain, nearest
from simulator.indicators import SHARES
from simulator.inputs.region import Region
from simulator.levers import LEVERS, Group, Lever

MOST_INVESTMENT = 30.0
"""Times the project list that is tried where a target is out of reach."""


@dataclass(frozen=True, slots=True)
class Wish:
    """A target to be met: ``indicator`` at the end of ``year`` at least ``value``."""

    indicator: str
    year: int
    value: float


@dataclass(frozen=True, slots=True)
class Limits:
    """What the searched levers may cost [million VND]; None: no limit.

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
    cost : public cost of the searched levers up to the target's year [million VND], at central
        prices: what the scenario costs with them beyond what it costs with all of them neutral
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
    growth_needed : points of growth a year beyond the path with which the nearest mix would meet
        every target with the wanted chance; None where reachable, infinity where no growth within
        bounds does
    investment_needed : times the scenario's project list with which it would; None where
        reachable or without projects, infinity where no multiple within MOST_INVESTMENT does
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
    investment_needed: float | None
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
            f"{name!r}: chỉ đặt mục tiêu cho {', '.join(SHARES)}"
            + (f"; gần nhất: {near}" if near else ""),
            f"{name!r}: targets are for {', '.join(SHARES)}"
            + (f"; nearest: {near}" if near else ""),
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
                f"không có giải pháp {name!r}" + (f"; gần nhất: {near}" if near else ""),
                f"no lever {name!r}" + (f"; nearest: {near}" if near else ""),
                key="--levers",
            )
        if not LEVERS[name].costs or LEVERS[name].group is Group.SHOCK:
            raise complain(
                f"{name}: không có chi phí hoặc nằm ngoài tầm của tỉnh, không dùng để tìm được",
                f"{name}: has no price or is beyond the province, so it cannot be searched",
                key="--levers",
            )
    return [LEVERS[name] for name in names]
