"""What a scenario states, in words: levels with their path, projects, plain numbers."""

from __future__ import annotations

from simulator.classes import SECTORS
from simulator.inputs.scenario import Project, Quantity, RelativeYear, Year
from simulator.inputs.scenario_differences import Level, Value
from simulator.inputs.scenario_fields import PROJECT_NUMBERS
from simulator.levers import LEVERS
from simulator.report.numbers import format_level, format_number
from simulator.text import Text


def value_words(value: Value, language: str, first_year: int) -> str:
    """Return what a scenario states for one input; a dash where it states nothing.

    Parameters
    ----------
    first_year : the year that ``+1`` means, since people read calendar years

    >>> value_words(Quantity(0.25, 0.2, 0.3), "en", 2024)
    '0.25 (0.2 – 0.3)'
    """
    if value is None:
        return "–"
    if isinstance(value, bool):
        yes, no = Text("có", "yes"), Text("không", "no")
        return (yes if value else no).in_(language)
    if isinstance(value, Quantity):
        return _quantity(value, False, language)
    if isinstance(value, Level):
        return _level(value, language, first_year)
    if isinstance(value, Project):
        return _project(value, language, first_year)
    return str(value)


def _plain(number: float, language: str) -> str:
    text = format_number(number, 4, language)
    return text.rstrip("0").rstrip(",.") if "," in text or "." in text else text


def _quantity(number: Quantity, percent: bool, language: str) -> str:
    def shown(value: float) -> str:
        if not percent:
            return (
                _plain(value, language) if abs(value) < 1000 else format_number(value, 0, language)
            )
        return format_level(value, True, language)

    if number.certain:
        return shown(number.value)
    return f"{shown(number.value)} ({shown(number.low)} – {shown(number.high)})"


def _year(year: Year, first_year: int) -> str:
    return str(first_year + year.offset - 1 if isinstance(year, RelativeYear) else year)


def _level(value: Level, language: str, first_year: int) -> str:
    setting = value.setting
    start, ramp = _year(setting.start, first_year), _plain(setting.ramp_years, language)
    words = Text(f"từ năm {start}", f"from {start}")
    if setting.ramp_years > 1:
        words = Text(f"{words.vi}, tăng dần trong {ramp} năm", f"{words.en}, over {ramp} years")
    if setting.until is not None:
        last = _year(setting.until, first_year)
        words = Text(f"{words.vi}, đến năm {last}", f"{words.en}, until {last}")
    level = _quantity(value.level, LEVERS[value.lever].percent, language)
    return f"{level} ({words.in_(language)})"


def _project(project: Project, language: str, first_year: int) -> str:
    start = _year(project.start, first_year)
    words = [
        SECTORS[project.sector].in_(language),
        Text(f"khởi công {start}", f"from {start}").in_(language),
    ]
    for name, field in PROJECT_NUMBERS.items():
        value = getattr(project, name)
        usual = Project.__dataclass_fields__[name].default
        if isinstance(value, Quantity) and value != usual:
            shown = _quantity(value, field.percent, language)
            words.append(f"{field.words.in_(language)} {shown}")
    return "; ".join(words)
