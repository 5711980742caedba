"""The keys of all records: in which unit a number is, and what it says."""

from __future__ import annotations

from typing import NamedTuple


class Column(NamedTuple):
    """A key of records.

    Parameters
    ----------
    unit : "person", "share" (a fraction), "million VND" …; "" for words and names
    meaning : in one line
    """

    unit: str
    meaning: str


_VND = "million VND"
COLUMNS: dict[str, Column] = {
    # of projections
    "scenario": Column("", "name of the scenario"),
    "region": Column("", "code of the region"),
    "year": Column("year", "31 December, or the whole year where the indicator is a flow"),
    "measured": Column("", "when people are counted"),
    "indicator": Column("", "name of the result, see list_indicators"),
    "of": Column("", "the indicator that a gap is of"),
    "class": Column("", "class of people, where the indicator tells them apart"),
    "unit": Column("", "unit of value, median, low and high"),
    "value": Column("as the row's unit", "central run"),
    "median": Column("as the row's unit", "median of the draws"),
    "low": Column("as the row's unit", "10th percentile"),
    "high": Column("as the row's unit", "90th percentile"),
    "chance": Column("share", "share of the draws that reach the target"),
    "chance_low": Column("share", "lowest chance over the forms of job growth"),
    "chance_high": Column("share", "highest chance over the forms of job growth"),
    "band_error": Column("as the row's unit", "largest standard error of median, low and high"),
    "status": Column("", "projected, or the status of the figure behind it"),
    "drift": Column("person", "what a trend line says, where it forecast better in the past"),
    "target_set": Column("", "act that sets the target of a gap"),
    "assigned": Column("", "whether the target is set for this place"),
    # of decisions
    "coverage": Column("share", "coverage whose chance is told"),
    "group": Column("", "group of levers"),
    "persons": Column("person", "participants added"),
    "persons_low": Column("person", "10th percentile of the participants added"),
    "persons_high": Column("person", "90th percentile of the participants added"),
    "cost_million_vnd": Column(_VND, "public cost, at prices of the base year"),
    "cost_low": Column(_VND, "10th percentile of the cost"),
    "cost_high": Column(_VND, "90th percentile of the cost"),
    "share": Column("share", "coverage added"),
    "share_low": Column("share", "10th percentile of the coverage added"),
    "share_high": Column("share", "90th percentile of the coverage added"),
    "mix": Column("", "0 is the cheapest mix of levers, or the nearest where none is found"),
    "lever": Column("", "name of the lever, see list_levers"),
    "level": Column("as the lever's unit", "full level"),
    "draws": Column("", "number of draws behind the chance"),
    "verdict": Column("", "found, out_of_reach or not_settled"),
    "line": Column("", "line of the accounts"),
    "payer": Column("", "who pays it"),
    "measure": Column("", "what the value is of"),
    "mean": Column("point", "regret, mean over the draws"),
    "worst": Column("point", "regret in the worst draw"),
    "best_in": Column("share", "share of the draws in which it is best"),
    "by": Column("", "class, sex or count that the input is of"),
    "at_low": Column("as the indicator's unit", "result where the input is at its low end"),
    "at_high": Column("as the indicator's unit", "result where the input is at its high end"),
    # of the year so far
    "month": Column("month", "of the last figure"),
    "expected": Column("person", "seasonal path of the scenario in that month"),
    "state": Column("", "on_track, at_risk or off"),
    "still_needed": Column("person", "what the rest of the year must bring"),
    "resolution": Column("person", "target set for the year's end"),
    "resolution_chance": Column("share", "chance of the target set, where it is the place's own"),
    "forecast_low": Column("person", "10th percentile of the forecast"),
    "forecast_high": Column("person", "90th percentile of the forecast"),
    "path": Column("person", "expected count at the end of each month"),
    "basis": Column("", "drawn, outside (beyond what the draws hold) or counted"),
    # of localities
    "locality": Column("", "code of the locality"),
    "name": Column("", "name"),
    "formerly": Column("", "codes of former localities and the share of each"),
    "type": Column("", "count that the target is of"),
    "target": Column("person", "participants at 31 December"),
    "rise": Column("person", "above the year before"),
    "headroom": Column("person", "most that the locality can hold"),
    "levers": Column("", "what with"),
    "responsible": Column("", "who answers for it"),
    "assumed": Column("", "whether the start is carried over from the province"),
    # of the past
    "own": Column("as the row's unit", "by the place's own history"),
    "national": Column("as the row's unit", "by the nation's"),
    "count": Column("year", "years of its own"),
    "credibility": Column("share", "weight of the place's own history"),
    "error": Column("as the row's unit", "standard error"),
    "series": Column("", "count that was forecast"),
    "origin": Column("year", "year end from which it was forecast"),
    "horizon": Column("year", "years ahead"),
    "method": Column("", "way to forecast"),
    "actual": Column("person", "what came"),
    "forecast": Column("person", "what is said of a December"),
    "crps": Column("person", "continuous ranked probability score"),
    "scale": Column("person", "mean absolute yearly change known at the origin"),
    "cause": Column("", "why participation changed"),
    "points": Column("point", "change of coverage"),
    "participation_carried": Column("", "whether the labour force is carried from another year"),
    # of lists
    "label": Column("", "words for people"),
    "title": Column("", "words for people"),
    "extends": Column("", "what it starts from"),
    "description": Column("", "what it is"),
    "explanation": Column("", "how it is defined"),
    "neutral": Column("as the row's unit", "level that does nothing"),
    "by_class": Column("", "whether it tells classes apart"),
    "grade": Column("", "grade of evidence"),
    "direction": Column("", "sign of its effect on the indicator"),
    "costs": Column("", "assumptions that price it"),
    "base_year": Column("year", "year of the counts that it starts from"),
    "parent": Column("", "region whose numbers serve where it has none"),
    "own_numbers": Column("", "number of figures of its own"),
    "estimates": Column("", "how many of them are estimates"),
    "estimated_share": Column("share", "share of them that are estimates"),
    # of papers
    "tag": Column("", "scenario/indicator/year/field, which traces it to the run"),
}
"""Key -> unit and meaning; a test holds that no record has a key beside them."""


def attributes(key: str) -> dict[str, str]:
    """Return what is said of a key in the attributes of arrays and files.

    >>> attributes("target")
    {'units': 'person', 'long_name': 'participants at 31 December'}
    """
    column = COLUMNS[key]
    named = {"long_name": column.meaning}
    return {"units": column.unit, **named} if column.unit else named
