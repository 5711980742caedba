"""No bare number in the code of the model: what is assumed stands in the assumption book."""

import ast
from pathlib import Path

import pytest

import simulator

PACKAGE = Path(simulator.__file__).parent
FILES = sorted(
    [
        *(PACKAGE / "model").glob("*.py"),
        *(PACKAGE / "projection").glob("*.py"),
        PACKAGE / "analysis" / "costing" / "costs.py",
    ]
)
ARITHMETIC = {0, 1, 2, -1, 0.5, 12, 100, 1000, 1e6}
"""Counting, halves, months, per cent, thousands and millions."""
TINY = 1e-5
"""Numbers up to this keep a division or a logarithm finite."""
STRUCTURE = {
    "arrays.py": {30},  # steps of the solver
    "starting_stocks.py": {10, 40, 0.95},  # decades of age from 40; room of a cell for the solver
    "job_growth.py": {0.9},  # a fall that a logarithm can take
    "lifetable.py": {0.1, 5, 60, 101},  # ages of a life table, steps of the solver
    "population.py": {4, 5, 15, 50},  # fertile ages, groups of five years
    "standardisation.py": {60},  # steps of the solver
    "states.py": {3, 15, 79},  # ages and states
    "months.py": {4, 13},  # the calendar
    "quantiles.py": {0.1, 0.9},  # ends of an 80% range
    "run.py": {1024},  # draws run together
    "years.py": {192, 256},  # draws run together
    "costs.py": {50},  # people below whom a cost of each is not told
}
"""File -> numbers that say how something is computed or laid out, not what is believed."""


def numbers(file: Path) -> set[float]:
    """Return the numbers of a file that are no positions, axes or sizes of a cache."""
    tree = ast.parse(file.read_text("utf-8"))
    positions = set()
    for node in ast.walk(tree):
        where = []
        if isinstance(node, ast.Subscript):
            where = [node.slice]
        elif isinstance(node, ast.keyword) and node.arg in ("axis", "maxsize", "alpha"):
            where = [node.value]
        positions |= {id(child) for part in where for child in ast.walk(part)}
    return {
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant)
        and type(node.value) in (int, float)
        and id(node) not in positions
    }


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_number_of_the_model_is_an_assumption_or_says_how_it_is_computed(file):
    known = ARITHMETIC | STRUCTURE.get(file.name, set())
    assert {n for n in numbers(file) if n not in known and not 0 < n <= TINY} == set()


def test_numbers_that_are_allowed_are_there():
    for name, allowed in STRUCTURE.items():
        (file,) = (f for f in FILES if f.name == name)
        assert allowed <= numbers(file), name
