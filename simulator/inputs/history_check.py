"""Contradictions between the counts of a pack, before a projection stands on them."""

from __future__ import annotations

from itertools import pairwise

from simulator.errors import InputError, Problem
from simulator.inputs.assumption import Assumption
from simulator.inputs.definitions import Role
from simulator.inputs.figures import Figure
from simulator.inputs.pack_lineage import REGION_FOLDER
from simulator.inputs.region import Region, load_region
from simulator.inputs.words import figure_words, percent_words
from simulator.rounding import numeral
from simulator.schemes import COUNTS, GIVEN
from simulator.text import Text, joined

NEEDED = (*GIVEN, "labour_force_working_age")
"""Counts of December of the base year without which nothing can be projected."""
COUNTED = (*COUNTS, "si_participants")
ALWAYS_NEEDED = (Role.MODEL, Role.LIMIT, Role.FIXED, Role.PRICE)
"""Roles of assumptions without which some scenario cannot be projected or paid for."""
REFERENCE = "viet_nam"
LEAST_WORKING, MOST_WORKING = 0.2, 0.8
"""The labour force lies between these shares of the population, wherever it is."""
MISMATCH = 0.05
"""Counts of all localities may miss the region's by this share; more is a contradiction."""
MISFIT = 0.15
"""A population stated and one of the table by age, years apart, differ by less than this."""
FEW = 10.0
"""Where fewer people than this were counted, any number may follow."""
JUMP = 10.0
"""A count this many times its neighbour's a year is a slip of the unit, not a development."""


def missing_for_projection(region: Region) -> list[Problem]:
    """Return the counts and assumptions that a projection of the region would lack."""
    counts = [
        _at(
            region,
            None,
            name,
            f"thiếu số tháng 12 năm gốc {region.base_year}",
            f"the figure of December of the base year {region.base_year} is missing",
        )
        for name in NEEDED
        if region.figure(name, region.base_year) is None
    ]
    return counts + _missing_assumptions(region) + _missing_growth(region)


def later_decembers(region: Region) -> list[Text]:
    """Return in words the Decembers that are newer than the base year, which nothing uses."""
    names = dict.fromkeys((*NEEDED, *COUNTED))
    later: dict[int, list[str]] = {}
    for name in names:
        for year in region.counts(name):
            if year > region.base_year:
                later.setdefault(year, []).append(name)
    return [_later(year, found, region.base_year) for year, found in sorted(later.items())]


def _later(year: int, names: list[str], base: int) -> Text:
    vi, en = joined(map(figure_words, names), "; ")
    return Text(
        f"có số tháng 12/{year} ({vi}) nhưng năm gốc là {base}: dự báo không dùng; nếu đủ số, đổi "
        f"base_year thành {year}",
        f"December {year} is there ({en}) but the base year is {base}: projections do not use it; "
        f"with all counts, set base_year to {year}",
    )


def refuse_unfit(region: Region) -> None:
    """Refuse a place whose counts contradict one another or that cannot be projected.

    Raises
    ------
    InputError
        with all that is wrong, or all that is missing.
    """
    problems = check_history(region) or missing_for_projection(region)
    if problems:
        raise InputError(problems)


def _missing_assumptions(region: Region) -> list[Problem]:
    """Return what a place without a parent must assume and does not.

    The nation that the program brings along states everything that a projection can need.
    """
    *_, root = region.lineage
    if root.source.path == REGION_FOLDER / REFERENCE:
        return []
    from simulator.inputs.pack_tables import ASSUMED

    missing: dict[str, Assumption] = {}
    for key, entry in load_region(REFERENCE).assumptions.items():
        if entry.role is Role.PATTERN and not region.assumptions.knots(entry.name):
            missing.setdefault(entry.name, entry)
        elif entry.role in ALWAYS_NEEDED and key not in region.assumptions:
            missing[entry.dotted] = entry
    return [
        root.problem(
            ASSUMED,
            0,
            name,
            f"thiếu giả định này ({entry.unit}); gói không có địa bàn cha phải tự nêu đủ",
            f"the assumption is missing ({entry.unit}); a pack without a parent must state all",
        )
        for name, entry in missing.items()
    ]


def _missing_growth(region: Region) -> list[Problem]:
    """Return that neither the place nor one above it knows economic growth."""
    if region.nearest(lambda place: place.growth):
        return []
    from simulator.inputs.pack_tables import GROWTH

    vi, en = "thiếu bảng tăng trưởng kinh tế", "the table of economic growth is missing"
    return [region.problem(GROWTH, 0, "", vi, en)]


def contradictions_of_base_year(region: Region) -> list[Problem]:
    """Return what cannot be true at once in December of the base year."""
    names = "compulsory_si", "voluntary_si", "ui_participants", "labour_force_working_age"
    compulsory, voluntary, ui, force = (region.figure(n, region.base_year) for n in names)
    problems = [
        _at(
            region,
            f,
            f.indicator,
            "0: tỷ lệ của địa bàn tính trên số này, nên phải lớn hơn 0; địa bàn nhỏ hãy gộp với "
            "địa bàn bên cạnh",
            "0: the place's rates are taken over this count, so it must be above 0; join a small "
            "place to its neighbour",
        )
        for f in (compulsory, force)
        if f is not None and f.value <= 0
    ]
    if compulsory and ui and compulsory.value > 0 and ui.value >= compulsory.value:
        problems.append(_not_below(region, ui, compulsory))
    if compulsory and voluntary and force:
        insured = compulsory.value + voluntary.value
        if insured >= force.value:
            problems.append(
                _at(
                    region,
                    force,
                    force.indicator,
                    f"{numeral(force.value).vi} không lớn hơn số tham gia BHXH "
                    f"{numeral(insured).vi}",
                    f"{numeral(force.value).en} is not above the insured, {numeral(insured).en}",
                )
            )
    problems += _against_table(region) + _commuters_beyond(region, compulsory, force)
    everyone = region.figure("labour_force_15_plus", region.base_year)
    if everyone and force and force.value >= everyone.value:
        problems.append(_not_below(region, force, everyone))
    return problems + _against_population(region, everyone or force)


def _commuters_beyond(
    region: Region, compulsory: Figure | None, force: Figure | None
) -> list[Problem]:
    """Return commuters who are more than the insured here, or than the labour force that lives."""
    limits = {"insured_living_elsewhere": compulsory, "insured_working_elsewhere": force}
    found = {name: region.figure(name, region.base_year) for name in limits}
    return [
        _not_below(region, figure, limit)
        for name, limit in limits.items()
        if (figure := found[name]) and limit and figure.value >= limit.value
    ]


def _against_table(region: Region) -> list[Problem]:
    """Return whether the population stated is not that of the table by age."""
    stated = region.figure("population", region.base_year)
    if stated is None or region.origins.get("population") != "observed" or not stated.value:
        return []
    dates = region.demography.dates
    nearest_ = int(abs(dates - (region.base_year + 1.0)).argmin())
    total = float(region.demography.populations[nearest_].sum())
    if 1.0 - MISFIT < total / stated.value < 1.0 + MISFIT:
        return []
    told, table = numeral(stated.value), numeral(total)
    return [
        _at(
            region,
            stated,
            "population",
            f"{told.vi}, nhưng bảng dân số theo tuổi cộng lại {table.vi}; xem lại đơn vị",
            f"{told.en}, but the table by age adds up to {table.en}; look at the unit",
        )
    ]


def _against_population(region: Region, force: Figure | None) -> list[Problem]:
    """Return whether the labour force is no part of the population that anybody has seen."""
    people = region.figure("population", region.base_year)
    if people is None or force is None or not force.value:
        return []
    if not LEAST_WORKING < force.value / max(people.value, 1.0) < MOST_WORKING:
        workers, whole = numeral(force.value), numeral(people.value)
        part = percent_words(force.value / max(people.value, 1.0))
        return [
            _at(
                region,
                force,
                force.indicator,
                f"{workers.vi} là {part.vi} dân số {whole.vi}; xem lại đơn vị",
                f"{workers.en} is {part.en} of the population {whole.en}; look at the unit",
            )
        ]
    return []


def check_history(region: Region) -> list[Problem]:
    """Return every contradiction of a region's history, with its line.

    Unemployment insurance above compulsory social insurance in the same month, a December that is
    many times the one before or after, and localities that do not add up to the region.
    """
    problems = contradictions_of_base_year(region)
    for figure in region.history:
        if figure.indicator == "ui_participants" and figure.year != region.base_year:
            other = region.figure("compulsory_si", figure.year, figure.month)
            if other is not None and figure.value > other.value:
                problems.append(_not_below(region, figure, other))
    for name in (*COUNTED, "lump_sum_withdrawals"):
        series = sorted(region.counts(name).items())
        for (_, before), (_, now) in pairwise(series):
            ratio = now.value / before.value if before.value else 0.0
            limit = JUMP ** (now.year - before.year)
            few = min(before.value, now.value) < FEW
            if not few and not 1.0 / limit < ratio < limit:
                count, times = numeral(now.value), numeral(ratio, 2)
                problems.append(
                    _at(
                        region,
                        now,
                        name,
                        f"{count.vi} gấp {times.vi} lần năm {before.year}; xem lại đơn vị",
                        f"{count.en} is {times.en} times {before.year}; look at the unit",
                    )
                )
    return problems + _localities(region)


def _localities(region: Region) -> list[Problem]:
    """Return the localities' counts of the base year that their sum contradicts."""
    problems = []
    places = {place.code for place in region.localities}
    for name in (*COUNTED, "labour_force_15_plus"):
        own = [
            f
            for f in region.locality_counts
            if f.indicator == name and (f.year, f.month) == (region.base_year, 12)
            if f.place in places
        ]
        whole = region.figure(name, region.base_year)
        if not own or whole is None:
            continue
        total = sum(f.value for f in own)
        all_counted = {f.place for f in own} == places
        low = whole.value * (1.0 - MISMATCH) if all_counted else 0.0
        if not low <= total <= whole.value * (1.0 + MISMATCH):
            from simulator.inputs.pack_tables import LOCALITY_COUNTS

            parts, province = numeral(total), numeral(whole.value)
            problems.append(
                region.problem(
                    LOCALITY_COUNTS,
                    own[-1].line,
                    name,
                    f"các địa phương cộng lại {parts.vi}, toàn tỉnh {province.vi}",
                    f"the localities add up to {parts.en}, the province has {province.en}",
                )
            )
    return problems


def _not_below(region: Region, small: Figure, large: Figure) -> Problem:
    name = figure_words(large.indicator)
    less, more = numeral(small.value), numeral(large.value)
    return _at(
        region,
        small,
        small.indicator,
        f"{less.vi}: phải nhỏ hơn {name.vi} cùng thời điểm, {more.vi}",
        f"{less.en} must be below {name.en} of the same date, {more.en}",
    )


def _at(region: Region, figure: Figure | None, key: str, vi: str, en: str) -> Problem:
    from simulator.inputs.pack_tables import HISTORY

    line, column = (figure.line, figure.column) if figure else (0, 0)
    return region.problem(HISTORY, line, key, vi, en, column)
