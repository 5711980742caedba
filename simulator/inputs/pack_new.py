"""A pack for a place of which little is known: what is given, and the nation's pattern."""

from __future__ import annotations

from collections.abc import Mapping

from simulator.errors import input_error, nearest_words
from simulator.inputs.figures import Figure, Status
from simulator.inputs.numerals import Convention, number_in, read_alone
from simulator.inputs.pack_content import Filled, PackContent, plain_number
from simulator.inputs.pack_tables import HISTORY
from simulator.inputs.region import Region
from simulator.text import Text

OVER: dict[str, str] = {
    "labour_force_15_plus": "population",
    "labour_force_working_age": "labour_force_15_plus",
    "compulsory_si": "labour_force_working_age",
    "voluntary_si": "labour_force_working_age",
    "ui_participants": "compulsory_si",
}
"""Count of December -> what it is a share of, each after what it needs."""


_NEAR = 10
"""Years within which the nation's proportion is looked for."""


def national_share(nation: Region, name: str, year: int) -> tuple[float, int] | None:
    """Return a count over what it is a share of, in the nation, and the year of both.

    The year asked for, or the last one before it for which the nation has both, or else the first
    one after it; None without.
    """
    for known in (*range(year, year - _NEAR, -1), *range(year + 1, year + _NEAR)):
        upper, lower = nation.figure(name, known), _people(nation, OVER[name], known)
        if upper is not None and lower:
            return upper.value / lower, known
    return None


def _people(nation: Region, name: str, year: int) -> float | None:
    figure: Figure | None = nation.figure(name, year)
    if figure is not None or name != "population":
        return None if figure is None else figure.value
    from simulator.model.population import population_path

    if year + 1 < nation.demography.dates[0]:
        return None
    return float(population_path(nation.demography, year, year).year_end[0].sum())


def new_pack(
    code: str,
    name: Text,
    nation: Region,
    base_year: int,
    given: Mapping[str, str],
    source: str,
    status: str,
) -> PackContent:
    """Return a pack with the counts given, the others in the nation's proportion.

    Parameters
    ----------
    given : count of December of the base year -> people, or a percentage of what it is a share of
    source, status : of the counts given

    Raises
    ------
    InputError
        for unknown counts, what is no number, and a population that is not given.
    """
    for key in given:
        if key not in ("population", *OVER):
            near = nearest_words(key, ("population", *OVER))
            listed = ", ".join(("population", *OVER))
            raise input_error(
                f"không có số {key!r}; được dùng: {listed}{near.vi}",
                f"no count {key!r}; known: {listed}{near.en}",
                key="--given",
            )
    if "population" not in given:
        raise input_error(
            "cần dân số: --given population=…",
            "give the people: --given population=…",
            key="--given",
        )
    counts = {"population": read_alone(given["population"], "population", people=True)}
    rows = [_row(base_year, "population", counts["population"], status, source)]
    for key, over in OVER.items():
        if key in given:
            counts[key] = _counted(given[key], key, counts[over])
            rows.append(_row(base_year, key, counts[key], status, source))
            continue
        known = national_share(nation, key, base_year)
        if known is None:
            raise input_error(
                f"{nation.code} không có {key} và {over} của cùng một năm đến {base_year}; nêu "
                f"--given {key}=…",
                f"{nation.code} has no year until {base_year} with both {key} and {over}; give "
                f"--given {key}=…",
                key="--given",
            )
        counts[key] = float(round(known[0] * counts[over]))
        words = f"national pattern: {key} over {over} of {nation.code}, December {known[1]}"
        rows.append(_row(base_year, key, counts[key], Status.ESTIMATE, words))
    settings = {
        "code": code,
        "name": {"vi": name.vi, "en": name.en},
        "parent": nation.code,
        "base_year": base_year,
    }
    columns = tuple(c.key for c in HISTORY.columns if not c.optional)
    return PackContent(settings, {HISTORY.name: Filled(HISTORY, columns, tuple(rows))})


def _counted(text: str, key: str, over: float) -> float:
    """Return people, stated as such or as a percentage of another count."""
    if not text.strip().endswith("%"):
        return read_alone(text, key, people=True)
    readings = {number_in(text, c, share=True) for c in Convention} - {None}
    if len(readings) != 1:
        read_alone(text, key)  # says what is wrong
    return float(round(over * (readings.pop() or 0.0)))


def _row(year: int, indicator: str, value: float, status: str, source: str) -> tuple[str, ...]:
    cells = {
        "year": str(year),
        "month": "12",
        "indicator": indicator,
        "value": plain_number(value),
        "unit": "person",
        "status": status,
        "source": source,
    }
    return tuple(cells[c.key] for c in HISTORY.columns if not c.optional)
