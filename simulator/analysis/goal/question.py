"""What a goal search is asked: targets, limits, and the levers that may be used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from simulator.errors import complain, nearest
from simulator.indicators import SHARES
from simulator.inputs.region import Region
from simulator.levers import LEVERS, Group, Lever


@dataclass(frozen=True, slots=True)
class Target:
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

    @property
    def any(self) -> bool:
        """Return whether there is a limit at all."""
        return self.budget is not None or bool(self.by_year)


def parse_target(text: str, region: Region, until: int = 2100) -> Target:
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
        target = Target(name, int(year), float(value))
    except ValueError:
        raise complain(
            f"{text!r}: viết như si_share@2030=0.60",
            f"{text!r}: write it like si_share@2030=0.60",
            key="--target",
        ) from None
    if not region.base_year < target.year <= until or not 0 < target.value < 1:
        vi = en = ""
        if 1 <= target.value <= 100:
            vi = f" (viết {target.value / 100:g} cho {target.value:g} %)"
            en = f" (write {target.value / 100:g} for {target.value:g} %)"
        raise complain(
            f"{text!r}: năm phải sau {region.base_year}, giá trị giữa 0 và 1{vi}",
            f"{text!r}: the year must be after {region.base_year}, the value between 0 and 1{en}",
            key="--target",
        )
    return target


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
