"""What each assumption is: role, natural bounds, unit and words, a row of one table."""

from __future__ import annotations

import csv
from enum import StrEnum
from pathlib import Path

from simulator.dataclass import dataclass
from simulator.inputs.estimate import Support
from simulator.text import Text, plain

UNBOUNDED = 1e12
"""What stands for the bound of a number that has none; more is a slip of the pen."""
TABLE = Path(__file__).with_name("definitions.csv")


class Role(StrEnum):
    """What a number is used for."""

    MODEL = "model"
    """Moves people; drawn by itself."""
    PATTERN = "pattern"
    """A knot of an age pattern, which is drawn as a whole."""
    PRICE = "price"
    """Moves money only."""
    HISTORY = "history"
    """Follows from a place's own history; no pack states it."""
    LIMIT = "limit"
    """A cap or a convention: its range is told, but it stays at its central value in every draw."""
    FIXED = "fixed"
    """Stays at its central value in every draw."""
    DESCRIPTIVE = "descriptive"
    """Told to readers; moves nothing."""


@dataclass(frozen=True, slots=True)
class Definition:
    """What an assumption of one name is.

    Parameters
    ----------
    name : key in packs and scenarios
    role : what it is used for
    support : natural bounds, which no value can pass
    unit : in which packs state it; "" where it is that of the number it is the prior of
    label : words for people
    """

    name: str
    role: Role
    support: Support
    unit: str
    label: Text

    def refusal(self, number: float) -> Text:
        """Return in words that a number is beyond the bounds, and what they are."""
        least, most = self.support
        if number < least and most == UNBOUNDED:
            return Text(
                f"{number:g}: cần số không nhỏ hơn {least:g}", f"{number:g} is below {least:g}"
            )
        return Text(
            f"{number:g}: cần số từ {least:g} đến {most:g}",
            f"{number:g} is outside {least:g} to {most:g}",
        )


def _read() -> dict[str, Definition]:
    with TABLE.open(encoding="utf-8", newline="") as file:
        rows = csv.reader(file)
        next(rows)  # the headings: as in the loop below
        return {
            name: Definition(
                name,
                Role(role),
                Support(float(least), float(most or UNBOUNDED)),
                unit,
                Text(vi, en),
            )
            for name, role, least, most, unit, vi, en in rows
        }


DEFINITIONS: dict[str, Definition] = _read()
"""Name of an assumption -> what it is."""


def definition(name: str) -> Definition:
    """Return what an assumption is; of one that nothing uses, its key and no bounds."""
    known = DEFINITIONS.get(name)
    if known is not None:
        return known
    return Definition(name, Role.DESCRIPTIVE, Support(-UNBOUNDED, UNBOUNDED), "", plain(name))
