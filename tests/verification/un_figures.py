"""The United Nations' projection of Viet Nam, and the engine driven by its inputs (WPP 2024)."""

import csv
from collections import defaultdict
from pathlib import Path

import numpy as np

from simulator.model.lifetable import ABRIDGED_AGES, single_age_rates
from simulator.model.population import (
    GROUP_NAMES,
    Demography,
    PopulationPath,
    population_path,
    split_groups,
)

FOLDER = Path(__file__).parent / "wpp2024"
SEXES = {"male": 0, "female": 1}


def rows(name: str) -> list[dict[str, str]]:
    with (FOLDER / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


def by_sex_and_group(name: str, key: str, value: str, ages: list, column: str) -> dict:
    tables = defaultdict(lambda: np.zeros((2, len(ages))))
    for row in rows(name):
        tables[row[key]][SEXES[row["sex"]], ages.index(row[column])] = float(row[value])
    return tables


def un_population() -> dict[str, np.ndarray]:
    """Return the UN's population at 1 July by year: (sex, group)."""
    return by_sex_and_group(
        "population_5y.csv", "year", "population", list(GROUP_NAMES), "age_group"
    )


def driven_path(last_year: int = 2040) -> PopulationPath:
    """Return what the engine makes of the UN's population of 2020, rates and migration."""
    population = un_population()
    groups = list(GROUP_NAMES)
    ages = [str(age) for age in ABRIDGED_AGES]
    mortality = by_sex_and_group("mortality_mx.csv", "period", "mx", ages, "age_start")
    migrants = by_sex_and_group(
        "net_migration_5y.csv", "period", "net_migrants", groups, "age_group"
    )
    periods = sorted(mortality)
    middle = np.array([int(period[:4]) + 3.0 for period in periods])
    total_fertility = {r["year"]: float(r["tfr"]) for r in rows("totals.csv")}
    births = defaultdict(lambda: np.zeros(len(groups)))
    for row in rows("fertility_pattern.csv"):
        share = float(row["percent_of_tfr"]) / 100 / 5
        births[row["year"]][groups.index(row["age_group"])] = (
            5 * share * total_fertility[row["year"]]
        )
    years = sorted(births)
    demography = Demography(
        dates=np.array([2020.5]),
        populations=split_groups(population["2020"])[None],
        mortality_times=middle,
        mortality=np.stack([single_age_rates(mortality[p]) for p in periods]),
        fertility_times=np.array([int(y) + 0.5 for y in years]),
        fertility=np.stack([split_groups(births[y]) for y in years]),
        births={},
        sex_ratio_at_birth=1.10,
        migration_times=middle,
        migration=np.stack([spread(migrants[p]) / 5 for p in periods]),
    )
    return population_path(demography, 2020, last_year)


def spread(groups: np.ndarray) -> np.ndarray:
    """Net migrants may be negative, so a group is spread evenly over its ages."""
    return np.concatenate([np.repeat(groups[:, :-1] / 5, 5, axis=1), groups[:, -1:]], axis=1)
