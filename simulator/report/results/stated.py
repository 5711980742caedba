"""What a scenario states: levels with their path, projects, plain numbers."""

from __future__ import annotations

from simulator.classes import SECTORS
from simulator.inputs.estimate import Estimate
from simulator.inputs.scenario import SHAPES, Project, RelativeYear, Year
from simulator.inputs.scenario_differences import StatedLevel, Value
from simulator.inputs.scenario_fields import PROJECT_NUMBERS
from simulator.inputs.words import is_share
from simulator.levers import LEVERS
from simulator.report.document import Cell, Number, Sentence, chain, say
from simulator.text import Text


def stated(value: Value, first_year: int, unit: str = "") -> Cell:
    """Return what a scenario states for one input; a dash where it states nothing.

    Parameters
    ----------
    first_year : the year that ``+1`` means, since people read calendar years
    unit : of a table, of a plain number

    >>> stated(Estimate(0.25, 0.2, 0.3), 2024).low
    0.2
    """
    if value is None:
        return "–"
    if isinstance(value, bool):
        return Text("có", "yes") if value else Text("không", "no")
    if isinstance(value, Estimate):
        return _estimate(value, form_of(unit))
    if isinstance(value, StatedLevel):
        return _level(value, first_year)
    if isinstance(value, Project):
        return _project(value, first_year)
    return str(value)


def change_words(before: Value, after: Value, first_year: int, unit: str = "") -> Cell:
    """Return what was stated and what is stated instead; of a project only what differs."""
    if isinstance(before, Project) and isinstance(after, Project):
        return chain(_project_changes(before, after, first_year), "; ")
    if isinstance(after, Project):
        return chain([Text("thêm vào danh mục", "added to the list"), _project(after, first_year)])
    if isinstance(before, Project):
        return Text("bỏ khỏi danh mục", "taken from the list")
    none = Text("chưa có", "none")
    told = (none if v is None else stated(v, first_year, unit) for v in (before, after))
    return chain(told, " → ")


def _project_changes(before: Project, after: Project, first_year: int) -> list[Cell]:
    told: list[Cell] = []
    if before.active != after.active:
        on, off = Text("tính", "counted"), Text("tạm không tính", "left out for now")
        told.append(off if before.active else on)
    if before.sector != after.sector:
        told.append(chain([SECTORS[before.sector], SECTORS[after.sector]], " → "))
    starts = [_year(project.start, first_year) for project in (before, after)]
    if starts[0] != starts[1]:
        told.append(say("khởi công {years}", "start {years}", years=chain(starts, " → ")))
    for name, field in PROJECT_NUMBERS.items():
        values = [getattr(project, name) for project in (before, after)]
        if values[0] != values[1]:
            numbers = [_number(value, field.percent) for value in values]
            told.append(_of_field(field.words, chain(numbers, " → ")))
    return told or [_project(after, first_year)]


def _number(value: Estimate | None, percent: bool) -> Cell:
    if value is None:
        return Text("mức của ngành", "the sector's")
    return _estimate(value, _form(percent))


def _of_field(words: Text, number: Cell) -> Cell:
    """Return a number between the name and the unit of its field."""
    name, unit = zip(*(w.partition(", ")[::2] for w in words), strict=True)
    return chain([Text(*name), number, *([Text(*unit)] if any(unit) else [])], " ")


def form_of(unit: str, other: str = "stated") -> str:
    """Return the form of a number of a unit of a table: a share in per cent, a year as a year.

    Parameters
    ----------
    other : form of what is no share
    """
    if unit == "year":
        return unit
    return "stated_share" if is_share(unit) else other


def _estimate(number: Estimate, form: str) -> Number:
    return Number(number.value, form, *(() if number.certain else (number.low, number.high)))


def _form(percent: bool) -> str:
    return "level" if percent else "stated"


def _year(year: Year, first_year: int) -> str:
    return str(first_year + year.offset - 1 if isinstance(year, RelativeYear) else year)


def _level(value: StatedLevel, first_year: int) -> Sentence:
    setting = value.setting
    path: list[Cell] = [
        say("từ năm {start}", "from {start}", start=_year(setting.start, first_year))
    ]
    if setting.ramp_years > 1:
        ramp = Number(setting.ramp_years, "stated")
        path.append(say("tăng dần trong {ramp} năm", "over {ramp} years", ramp=ramp))
        if setting.shape != "even":
            path.append(SHAPES[setting.shape])
    if setting.until is not None:
        last = _year(setting.until, first_year)
        path.append(say("đến năm {last}", "until {last}", last=last))
    lever, level = LEVERS[value.lever], value.level
    if lever.in_points:
        told = _estimate(level.scaled(100.0), "level_points")
    else:
        told = _estimate(level, _form(lever.percent))
    unit: list[Cell] = [] if lever.percent or lever.in_points else [" ", lever.unit]
    return chain([told, *unit, " (", chain(path), ")"], "")


def _project(project: Project, first_year: int) -> Sentence:
    start = _year(project.start, first_year)
    words: list[Cell] = [
        SECTORS[project.sector],
        say("khởi công {start}", "from {start}", start=start),
    ]
    if not project.active:
        words.append(Text("tạm không tính", "left out for now"))
    for name, field in PROJECT_NUMBERS.items():
        value = getattr(project, name)
        usual = Project.__dataclass_fields__[name].default
        if isinstance(value, Estimate) and value != usual:
            words.append(_of_field(field.words, _estimate(value, _form(field.percent))))
    return chain(words, "; ")
