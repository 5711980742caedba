"""How and when a scenario counts participants: two ways are never compared in one number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from simulator.errors import input_error
from simulator.inputs.plan_date import MONTHS
from simulator.inputs.scenario import Scenario
from simulator.text import Text

_LAST_MONTH = 12


class Counting(NamedTuple):
    """A way of counting.

    Parameters
    ----------
    measure : year_end, month or year_average
    month : 1-12 for the measure month, whose end is meant; 0 otherwise
    working_age_only : whether only people of working age are counted
    """

    measure: str
    month: int
    working_age_only: bool

    @property
    def at_year_end(self) -> bool:
        """Return whether people are counted on 31 December."""
        return self.measure == "year_end"

    def head(self, year: int) -> Text:
        """Return when the people of a year are counted, as the head of a column.

        >>> Counting("month", 6, False).head(2025).in_("en")
        'end of June 2025'
        """
        if self.measure == "month":
            return Text(
                f"cuối tháng {self.month}/{year}", f"end of {MONTHS[self.month - 1]} {year}"
            )
        if self.measure == "year_average":
            return Text(f"bình quân năm {year}", f"mean of {year}")
        return Text(f"31/12/{year}", f"31 Dec {year}")

    def by(self, year: int) -> Text:
        """Return when the people of a year are counted, as a sentence begins.

        >>> Counting("year_average", 0, False).by(2030).vi
        'Bình quân năm 2030'
        """
        if self.at_year_end:
            return Text(f"Đến hết năm {year}", f"By the end of {year}")
        head = self.head(year)
        start = "At the " if self.measure == "month" else "In the "
        return Text(head.vi[0].upper() + head.vi[1:], start + head.en)

    def at(self, year: int) -> Text:
        """Return when the people of a year are counted, within a sentence.

        >>> Counting("year_end", 0, False).at(2030).en
        'at the end of 2030'
        """
        if self.at_year_end:
            return Text(f"cuối năm {year}", f"at the end of {year}")
        head = self.head(year)
        return Text(head.vi, ("at the " if self.measure == "month" else "in the ") + head.en)


def counting_of(scenario: Scenario) -> Counting:
    """Return how a scenario counts; the end of December is the end of the year."""
    month = scenario.month if scenario.measure == "month" else 0
    measure = "year_end" if month == _LAST_MONTH else scenario.measure
    return Counting(measure, 0 if measure == "year_end" else month, scenario.working_age_only)


def refuse_two_ways_of_counting(scenarios: Sequence[Scenario], key: str) -> None:
    """Refuse to compare scenarios that count participants in different ways.

    Raises
    ------
    InputError
        that names the first pair.
    """
    first, *others = scenarios
    for other in others:
        mine, theirs = counting_of(first), counting_of(other)
        if mine == theirs:
            continue
        vi = "phạm vi tuổi" if mine[:2] == theirs[:2] else "cách đo"
        en = "the ages counted" if mine[:2] == theirs[:2] else "measure"
        raise input_error(
            f"{first.name}, {other.name}: khác nhau về {vi} ({_told(mine).vi}; "
            f"{_told(theirs).vi}), nên không so sánh được; hãy cho hai kịch bản cùng measure, "
            "month, working_age_only",
            f"{first.name}, {other.name}: {en} differs ({_told(mine).en}; {_told(theirs).en}), so "
            "the two cannot be compared; give both the same measure, month, working_age_only",
            key=key,
        )


def refuse_not_at_year_end(scenario: Scenario, file: str) -> None:
    """Refuse a scenario that counts otherwise than on 31 December of people of any age.

    Raises
    ------
    InputError
        that says how it counts.
    """
    counting = counting_of(scenario)
    if not counting.at_year_end or counting.working_age_only:
        told = _told(counting)
        raise input_error(
            f"kịch bản này đếm người tham gia theo cách khác ({told.vi}), còn trang so sánh số đếm "
            "ngày 31/12; hãy bỏ measure, month, working_age_only, hoặc dùng lệnh simulator run",
            f"this scenario counts participants otherwise ({told.en}), and the page compares "
            "counts of 31 December; leave out measure, month, working_age_only, or use "
            "simulator run",
            file=file,
            key="measure",
        )


def _told(counting: Counting) -> Text:
    when = {
        "month": Text(f"cuối tháng {counting.month}", f"end of {MONTHS[counting.month - 1]}"),
        "year_average": Text("bình quân năm", "mean of the year"),
        "year_end": Text("31/12", "31 December"),
    }[counting.measure]
    if not counting.working_age_only:
        return when
    return Text(f"{when.vi}, trong độ tuổi lao động", f"{when.en}, working age only")
