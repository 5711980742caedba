"""What people read for the key of an uncertain number, and in what unit it is told."""

from __future__ import annotations

from simulator.inputs.keys import Assumed, ChosenBase, GrowthIn, Key, Level, Noise, OfProject
from simulator.inputs.region import Region
from simulator.inputs.scenario import Scenario
from simulator.inputs.scenario_fields import CHOSEN_BASE, PROJECT_NUMBERS
from simulator.inputs.words import assumption_words, by_words, unit_of, unit_words
from simulator.levers import LEVERS
from simulator.text import NOTHING, Text

_NOISE = {
    "jobs": Text("việc làm tăng so với dự kiến", "growth of jobs beyond expectation"),
    "growth": Text("kinh tế tăng so với dự kiến", "economic growth beyond expectation"),
    "voluntary": Text(
        "BHXH tự nguyện tăng so với dự kiến", "growth of voluntary SI beyond expectation"
    ),
    "ui": Text("BHTN lệch so với dự kiến", "UI beyond expectation"),
}
_MEAN = Text("bình quân mỗi năm", "mean of the years")
_EXISTS = Text("có thành hiện thực hay không", "whether it comes about")


def key_words(key: Key, scenario: Scenario) -> Text:
    """Return what a number is, in words.

    Parameters
    ----------
    scenario : names the projects

    >>> from simulator.inputs.scenario_files import load_scenario
    >>> key_words(Level("agents", "farmer"), load_scenario("resolution")).en
    'Level of “Collection agents, assisted enrolment”: Farmers, fishers, salt workers'
    """
    match key:
        case Assumed():
            return assumption_words(*key)
        case Level(lever, by):
            label, whose = LEVERS[lever].label, by_words(by)
            of = NOTHING if by == "default" else Text(f": {whose.vi}", f": {whose.en}")
            return Text(f"Mức của “{label.vi}”{of.vi}", f"Level of “{label.en}”{of.en}")
        case OfProject(index, field):
            what = PROJECT_NUMBERS[field].words if field in PROJECT_NUMBERS else _EXISTS
            name = scenario.projects[index].name
            return Text(f"Dự án {name}: {what.vi}", f"Project {name}: {what.en}")
        case GrowthIn(year):
            return Text(f"Tăng trưởng kinh tế {year}", f"Economic growth {year}")
        case ChosenBase():
            return Text(
                f"Mức đóng chọn, {CHOSEN_BASE.words.vi}", f"Chosen base, {CHOSEN_BASE.words.en}"
            )
        case Noise(series, year):
            words = _NOISE[series]
            when = _MEAN if year is None else Text(str(year), str(year))
            return Text(f"{words.vi} {when.vi}", f"{words.en}, {when.en}")


def key_unit(key: Key, region: Region) -> Text:
    """Return in what unit a number is told; nothing where its words say it."""
    if isinstance(key, Level):
        return LEVERS[key.lever].unit
    unit = table_unit(key, region)
    return unit_words(unit) if unit else NOTHING


def table_unit(key: Key, region: Region) -> str:
    """Return the unit of a table in which a number is stated; "" where no table has it."""
    if isinstance(key, Assumed):
        return unit_of(region, key)
    return "share a year" if isinstance(key, GrowthIn) else ""
