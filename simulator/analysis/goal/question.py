"""What a goal search is asked: targets, limits, and the levers that may be used."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from simulator.dataclass import dataclass
from simulator.errors import InputError, Problem, input_error, nearest
from simulator.inputs.estimate import Estimate
from simulator.inputs.numerals import read_alone
from simulator.inputs.region import Region
from simulator.inputs.scenario import LeverSetting, Scenario
from simulator.inputs.scenario_fields import LAST_YEAR
from simulator.levers import LEVERS, Group, Lever
from simulator.projection import project
from simulator.schemes import DENOMINATOR, NUMERATORS, SHARES
from simulator.text import Text

SHARE_OF = {count: share for share, count in NUMERATORS.items()}
"""Count -> the share of which it is the numerator."""
MILLION_A_BILLION = 1000.0
_STATED = re.compile(r" *([0-9]{4}) *= *([1-9][0-9]*) *", re.ASCII)


@dataclass(frozen=True, slots=True)
class Target:
    """A target to be met: ``indicator`` at the end of ``year`` at least ``value``.

    Parameters
    ----------
    persons : the number of people that was asked for, where it was no share
    """

    indicator: str
    year: int
    value: float
    persons: float | None = None


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

    @classmethod
    def stated(
        cls,
        budget: float | None,
        caps: Mapping[int, float] | None,
        years: tuple[int, int],
        keys: tuple[str, str] = ("budget", "year_caps"),
    ) -> Limits:
        """Return limits that are stated in billion VND.

        Parameters
        ----------
        caps : year -> that year's limit
        years : the first and the last year that may have one
        keys : what budget and caps are called where they are stated

        Raises
        ------
        InputError
            for an amount below 0 and a year that no limit can be of.

        >>> Limits.stated(2.0, {2026: 1.0}, (2024, 2030))
        Limits(budget=2000.0, by_year={2026: 1000.0})
        """
        whole = None if budget is None else _money(budget, keys[0])
        for year in caps or ():
            if not years[0] <= year <= years[1]:
                words = Text(
                    f"{year}: mỗi năm một lần, từ {years[0]} đến {years[1]}",
                    f"{year}: each year once, from {years[0]} to {years[1]}",
                )
                raise InputError(Problem("", 0, 0, f"{keys[1]}.{year}", words, bounds=years))
        if caps is None:
            return cls(whole)
        return cls(whole, {int(year): _money(cap, keys[1]) for year, cap in caps.items()})

    @property
    def any(self) -> bool:
        """Return whether there is a limit at all."""
        return self.budget is not None or bool(self.by_year)


def neutral(scenario: Scenario) -> Scenario:
    """Return a scenario with every lever neutral; projects, assumptions and shocks stay.

    Start and ramp of its levers stay too, so that an answer can be taken over into it.
    """
    return replace(
        scenario,
        levers={
            name: path if LEVERS[name].group is Group.SHOCK else _at(path, LEVERS[name].neutral)
            for name, path in scenario.levers.items()
        },
    )


def _at(path: LeverSetting, level: float) -> LeverSetting:
    return replace(path, level={"default": Estimate.exactly(level)})


def _money(billion: float, key: str) -> float:
    """Return million VND, or refuse less than none."""
    if not billion >= 0.0:
        raise input_error(f"{billion:g}: cần số từ 0 trở lên", f"{billion:g} is below 0", key=key)
    return billion * MILLION_A_BILLION


def all_targets(texts: Sequence[str], region: Region, base: Scenario) -> list[Target]:
    """Return the targets of several options, each indicator and year once.

    Raises
    ------
    InputError
        as :func:`parse_targets`, and for what is asked twice.
    """
    found = [target for text in texts for target in parse_targets(text, region, base)]
    refuse_repeats([f"{target.indicator}@{target.year}" for target in found], "--target")
    return found


def refuse_repeats(words: Sequence[str], key: str) -> None:
    """Refuse a word that is given twice under one key."""
    for i, word in enumerate(words):
        if word in words[:i]:
            raise input_error(f"{word} được nêu hai lần", f"{word} is given twice", key=key)


def parse_targets(text: str, region: Region, base: Scenario) -> list[Target]:
    """Return the targets of an option: one, or those that a target set has for a year.

    ``si_share@2030=0.60``, ``si_participants@2030=80000`` or ``resolution_403@2030``. People are
    taken as the share that they are of the working-age labour force in the base's central run.

    Raises
    ------
    InputError
        as :func:`parse_target`, and for a set that has no target of this place for the year.
    """
    name, _, year = text.partition("@")
    if name in region.targets and "=" not in year:
        known = [t for t in region.targets_beside(name) if t.year > region.base_year]
        found = [
            (t.indicator, t.year, t.value)
            for t in known
            if t.target_set == name and str(t.year) == year.strip()
        ]
        if not found:
            listed = ", ".join(sorted({f"{t.target_set}@{t.year}" for t in known})) or "–"
            raise input_error(
                f"{text!r}: {name} không có chỉ tiêu nào của nơi này cho năm đó; có: {listed}",
                f"{text!r}: {name} has no target of this place for that year; there are: {listed}",
                key="--target",
            )
    elif name in SHARE_OF:
        stated = _STATED.fullmatch(year)
        if stated is None or not region.base_year < int(stated[1]) <= LAST_YEAR:
            raise input_error(
                f"{text!r}: viết như {name}@2030=80000, năm sau {region.base_year}, "
                "số người viết liền",
                f"{text!r}: write it like {name}@2030=80000, a year after {region.base_year} and "
                "people without separators",
                key="--target",
            )
        found = [(name, int(stated[1]), float(stated[2]))]
    else:
        return [parse_target(text, region)]
    return [_as_share(*one, region, base) for one in found]


def _as_share(indicator: str, year: int, value: float, region: Region, base: Scenario) -> Target:
    """Return a target as a share of the working-age labour force."""
    share = SHARE_OF.get(indicator, indicator)
    if share == indicator:
        return Target(indicator, year, value)
    if share not in SHARES:
        raise input_error(
            f"{indicator}: chỉ tìm được cho {', '.join(SHARE_OF)}",
            f"{indicator}: a goal can be sought for {', '.join(SHARE_OF)}",
            key="--target",
        )
    force = project(region, base, year).total(DENOMINATOR)[-1, 0]
    if not value < force:
        raise input_error(
            f"{indicator} {value:.0f}: nhiều hơn lực lượng lao động trong độ tuổi ({force:.0f})",
            f"{indicator} {value:.0f}: more than the working-age labour force ({force:.0f})",
            key="--target",
        )
    return Target(share, year, value / float(force), value)


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
        raise input_error(
            f"{name!r}: chỉ đặt mục tiêu cho {', '.join(SHARES)}"
            + (f"; gần nhất: {near}" if near else ""),
            f"{name!r}: targets are for {', '.join(SHARES)}"
            + (f"; nearest: {near}" if near else ""),
            key="--target",
        )
    try:
        target = Target(name, int(year), read_alone(value, "--target"))
    except ValueError:
        raise input_error(
            f"{text!r}: viết như si_share@2030=0.60",
            f"{text!r}: write it like si_share@2030=0.60",
            key="--target",
        ) from None
    if not region.base_year < target.year <= until or not 0 < target.value < 1:
        vi = en = ""
        if 1 <= target.value <= 100:
            vi = f" (viết {target.value / 100:g} cho {target.value:g} %)"
            en = f" (write {target.value / 100:g} for {target.value:g} %)"
        raise input_error(
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
            raise input_error(
                f"không có giải pháp {name!r}" + (f"; gần nhất: {near}" if near else ""),
                f"no lever {name!r}" + (f"; nearest: {near}" if near else ""),
                key="--levers",
            )
        if not LEVERS[name].costs or LEVERS[name].group is Group.SHOCK:
            raise input_error(
                f"{name}: không có chi phí hoặc nằm ngoài tầm của tỉnh, không dùng để tìm được",
                f"{name}: has no price or is beyond the province, so it cannot be searched",
                key="--levers",
            )
    return [LEVERS[name] for name in names]
