"""Compile the demographic tables of the national pack from the package ``starsim-data``.

Development-time only. ``starsim-data`` 2.0.0 holds decade snapshots of the United Nations' World
Population Prospects 2024, medium variant (CC BY 3.0 IGO): population by sex and five-year age
group at 1 July, death rates by sex and abridged age. Births are found by reverse survival of the
children of the next snapshot.

    python tools/compile_viet_nam.py path/to/demographics-2024.h5 simulator/regions/viet_nam
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

import h5py
import numpy as np

from simulator.model.lifetable import newborn_survival, single_age_rates, survival_ratios
from simulator.model.population import split_groups

YEARS = (2010, 2020, 2030, 2040, 2050, 2060)
SOURCE = "UN WPP 2024 (CC BY 3.0 IGO), decade snapshot in starsim-data 2.0.0"
SINGLE = "; single ages by monotone interpolation of the cumulated groups"
HAZARD = "; single ages by monotone interpolation of the cumulated hazard"
REVERSE = "; births by reverse survival of the children of the next snapshot"


def main(source: str, folder: str) -> None:
    """Write population.csv, mortality.csv and births.csv."""
    with h5py.File(source, "r") as file:
        # Sexes are stored female, male; here they are male, female.
        groups = file["population"]["Vietnam"][...][:, ::-1].astype(float)
        rates = file["deaths"]["Vietnam"][...][:, ::-1].astype(float)
    rows = [(year - 1950) // 10 for year in YEARS]
    people = split_groups(groups[rows])
    mortality = single_age_rates(rates[rows])
    target = Path(folder)
    _write(
        target / "population.csv",
        ["date", "age", "male_persons", "female_persons", "status", "source"],
        [
            [
                f"{year}-07-01",
                age,
                *(f"{people[i, s, age]:.1f}" for s in (0, 1)),
                "derived",
                SOURCE + SINGLE,
            ]
            for i, year in enumerate(YEARS)
            for age in range(101)
        ],
    )
    _write(
        target / "mortality.csv",
        [
            "year",
            "age",
            "male_deaths_per_person_year",
            "female_deaths_per_person_year",
            "status",
            "source",
        ],
        [
            [
                year,
                age,
                *(f"{mortality[i, s, age]:.8f}" for s in (0, 1)),
                "derived",
                SOURCE + HAZARD,
            ]
            for i, year in enumerate(YEARS)
            for age in range(101)
        ],
    )
    _write(
        target / "births.csv",
        ["year", "births_persons", "status", "source"],
        [
            [year, f"{births:.0f}", "derived", SOURCE + REVERSE]
            for year, births in sorted(_births(people, mortality).items())
        ],
    )


def _births(people: np.ndarray, mortality: np.ndarray) -> dict[int, float]:
    """Return births by calendar year: the mean of the two July-to-July years that it spans."""
    by_july = {}
    for i in range(1, len(YEARS)):
        for age in range(10):
            born = YEARS[i] - age - 1  # aged ``age`` at 1 July: born in the year from 1 July
            total = 0.0
            for sex in (0, 1):
                alive = 1.0
                for lived in range(age):
                    table = _at(mortality, born + 1.0 + lived + 0.5)[sex]
                    alive *= survival_ratios(table)[lived]
                alive *= newborn_survival(_at(mortality, born + 1.0)[sex])
                total += people[i, sex, age] / alive
            by_july[born] = total
    first, last = min(by_july), max(by_july)
    return {
        year: (by_july[max(year - 1, first)] + by_july[min(year, last)]) / 2.0
        for year in range(first, last + 2)
    }


def _at(mortality: np.ndarray, time: float) -> np.ndarray:
    logs = np.log(mortality)
    times = np.array(YEARS) + 0.5
    right = int(np.clip(np.searchsorted(times, time), 1, len(times) - 1))
    weight = np.clip((time - times[right - 1]) / 10.0, 0.0, 1.0)
    return np.exp(logs[right - 1] * (1 - weight) + logs[right] * weight)


def _write(path: Path, header: list[str], rows: list[list[object]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
