"""Finding, reading, merging and writing scenario files."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from simulator.errors import InputError, Problem, nearest
from simulator.files import is_there
from simulator.inputs import scenario_fields as fields
from simulator.inputs.documents import Document, RelativeYear, parse_yaml, read_yaml
from simulator.inputs.estimate import Estimate
from simulator.inputs.scenario import Project, Scenario
from simulator.inputs.scenario_reader import ScenarioReader, shown
from simulator.text import NOTHING, Text, plain

_PACKAGE = Path(__file__).parent.parent
SHIPPED = next(
    (f for f in (_PACKAGE / "scenarios", _PACKAGE.parent / "scenarios") if f.is_dir()),
    _PACKAGE / "scenarios",
)
"""Folder of the scenarios that the program brings along."""


def scenario_names() -> list[str]:
    """Return the names of the shipped scenarios, the status quo first."""
    names = sorted(path.stem for path in SHIPPED.glob("*.yaml"))
    order = ["status_quo", "investment_led", "voluntary_led", "compliance_digital", "resolution"]
    return sorted(names, key=lambda n: (order.index(n) if n in order else len(order), n))


def load_scenario(source: str | Path) -> Scenario:
    """Return a scenario by path, or by the bare name of a shipped one.

    Raises
    ------
    InputError
        with everything that is wrong with the file, and with what it extends.
    """
    path = _found(source)
    return _merged(read_yaml(path, str(source)), path.parent.resolve(), (path.resolve(),))


def shipped_scenario(name: str) -> Scenario:
    """Return a shipped scenario, whatever files lie where the program runs."""
    path = (SHIPPED / f"{name}.yaml").resolve()
    return _merged(read_yaml(path, name), path.parent, (path,))


def scenario_from_text(text: str, name: str) -> Scenario:
    """Return a scenario from a text, such as an upload; it may extend shipped ones only."""
    return scenario_of(parse_yaml(text, name))


def new_scenario(
    name: str,
    extends: str | Path | Scenario | None = "status_quo",
    **stated: Any,  # noqa: ANN401
) -> Scenario:
    """Return a scenario that states what a scenario file may state, in the same form.

    Parameters
    ----------
    name : of the scenario, which is the key of its results
    extends : what it starts from: a shipped scenario's name, a file, a scenario, or None
    stated : ``levers``, ``projects``, ``add_projects``, ``assumptions``, ``macro``, ``targets``,
        ``measure`` … as in the file (``simulator schema``): levels and shares are fractions,
        capital is in billion VND, a year is 2026 or ``"+1"``, the first in which measures may start

    Raises
    ------
    InputError
        with everything that is wrong with it, by key, and the nearest right names.

    >>> mine = new_scenario("mine", levers={"inspection": {"start": 2026, "level": 0.8}})
    >>> mine.extends, mine.levers["inspection"].level["default"].value
    ('status_quo', 0.8)
    """
    base = extends if extends is None or isinstance(extends, Scenario) else load_scenario(extends)
    document = Document(name, _as_read({"name": name, **stated}), {(): (0, 0)}, {})
    reader = ScenarioReader(document)
    allowed = [key for key in fields.SCENARIO_KEYS if key != "extends"]
    known = reader.mapping((), document.data, allowed)
    return _made(reader, known, base)


def _as_read(data: Any, key: object = None) -> Any:  # noqa: ANN401
    """Return data of Python as the reader of files would have them."""
    if isinstance(data, dict):
        return {str(name): _as_read(value, name) for name, value in data.items()}
    if isinstance(data, list | tuple):
        return [_as_read(value) for value in data]
    if key in ("start", "until") and isinstance(data, str) and _RELATIVE.fullmatch(data):
        return RelativeYear(int(data))
    # A number of numpy is taken as the number that it is.
    return data.item() if hasattr(data, "item") else data


_RELATIVE = re.compile(r"\+[0-9]{1,3}")


def scenario_of(document: Document) -> Scenario:
    """Return a scenario of a document that lies in no folder; it may extend shipped ones only."""
    return _merged(document, SHIPPED.resolve(), ())


def no_such_scenario(source: str, file: str = "") -> InputError:
    """Return the error for a name that no scenario has."""
    names = scenario_names()
    near = nearest(Path(source).stem, names)
    return InputError(
        Problem(
            file,
            0,
            0,
            "",
            Text(
                f"không có tệp hay kịch bản này; có sẵn: {', '.join(names)}"
                + (f"; gần nhất: {near}" if near else ""),
                f"no such file or scenario; shipped: {', '.join(names)}"
                + (f"; nearest: {near}" if near else ""),
            ),
            allowed=tuple(names),
            nearest=near,
        )
    )


def _found(source: str | Path) -> Path:
    path = Path(source)
    if is_there(path) and not path.is_dir():  # a pipe is no regular file, and is read like one
        return path
    shipped = SHIPPED / f"{source}.yaml"
    if path.name == str(source) and is_there(shipped):
        return shipped
    raise no_such_scenario(str(source), str(source))


def _merged(document: Document, folder: Path, chain: tuple[Path, ...]) -> Scenario:
    reader = ScenarioReader(document)
    known = reader.mapping((), document.data, fields.SCENARIO_KEYS)
    if not known and reader.problems:
        raise InputError(reader.problems)
    base = None
    if known.get("extends") is not None:
        base = _base(reader, known["extends"], folder, chain)
    return _made(reader, known, base)


def _made(reader: ScenarioReader, known: dict[str, Any], base: Scenario | None) -> Scenario:
    """Return the scenario that a document makes of its base.

    Raises
    ------
    InputError
        with everything that the reader found wrong.
    """
    name = reader.name(known["name"]) if "name" in known else ""
    if "name" not in known:
        reader.add_problem(("name",), "thiếu name", "name is missing")
    start = base or Scenario(name=name, title=plain(name))
    own: dict[str, Any] = {"title": plain(name), "description": NOTHING, "reason": NOTHING}
    own |= _stated(reader, known, start)
    counted_by_month = "measure" in known or start.measure == "month"
    if own.get("month") in range(1, 13) and not counted_by_month:
        reader.add_problem(
            ("month",),
            "chỉ có tác dụng cùng measure: month",
            "has an effect only with measure: month",
        )
    scenario = replace(
        start,
        name=name,
        extends=None if base is None else base.name,
        files=(*start.files, reader.document.name),
        document=reader.document,
        **own,
    )
    if reader.problems:
        raise InputError(reader.problems)
    return scenario


def _stated(reader: ScenarioReader, known: dict[str, Any], base: Scenario) -> dict[str, Any]:
    """Return the fields that the document states, merged with the base's."""
    found: dict[str, Any] = {}
    if "title" in known:
        found["title"] = reader.text(("title",), known["title"])
    if "description" in known:
        found["description"] = reader.text(("description",), known["description"])
    if "reason" in known:
        found["reason"] = reader.text(("reason",), known["reason"])
    if "planned_on" in known:
        found["planned_on"] = reader.planned_on(known["planned_on"])
    if "levers" in known:
        found["levers"] = {**base.levers, **reader.levers(known["levers"])}
    if "assumptions" in known:
        found["assumptions"] = {**base.assumptions, **reader.assumptions(known["assumptions"])}
    if "macro" in known:
        found["growth"] = {**base.growth, **reader.growth(known["macro"])}
    projects = base.projects
    if "projects" in known:
        projects = reader.projects("projects", known["projects"])
        _refuse_namesakes(reader, projects, "projects")
    if "add_projects" in known:
        projects += reader.projects("add_projects", known["add_projects"])
        _refuse_namesakes(reader, projects, "add_projects")
    found["projects"] = projects
    if "targets" in known and known["targets"] is not None:
        found["targets"] = reader.words(("targets",), known["targets"])
    elif "targets" in known:
        found["targets"] = None
    if "measure" in known:
        found["measure"] = reader.measure(known["measure"])
    if "month" in known:
        found["month"] = int(reader.number(("month",), known["month"], fields.MONTH))
    if "chosen_base" in known:
        found["chosen_base"] = reader.estimate(
            ("chosen_base",), known["chosen_base"], fields.CHOSEN_BASE
        )
    if "working_age_only" in known:
        found["working_age_only"] = reader.flag(("working_age_only",), known["working_age_only"])
    return found


def _refuse_namesakes(reader: ScenarioReader, projects: tuple[Project, ...], key: str) -> None:
    """Refuse two projects of one name: they would share their random numbers."""
    stated = reader.document.data[key]
    first = len(projects) - (len(stated) if isinstance(stated, list) else 0)
    names = [project.name for project in projects]
    for i, name in enumerate(names):
        if i >= first and name in names[:i]:
            reader.add_problem(
                (key, i - first, "name"),
                f"đã có dự án tên {name!r}; đặt tên khác",
                f"there is a project named {name!r} already; give another name",
            )


def _base(
    reader: ScenarioReader, stated: object, folder: Path, chain: tuple[Path, ...]
) -> Scenario | None:
    at = ("extends",)
    if not isinstance(stated, str):
        reader.add_problem(at, f"{shown(stated)} không phải tên", f"{shown(stated)} is not a name")
        return None
    if "/" in stated or "\\" in stated or stated.startswith(".") or not _can_be_a_file(stated):
        reader.add_problem(
            at,
            f"{shown(stated)}: chỉ nhận tên kịch bản có sẵn hoặc tệp cùng thư mục",
            f"{shown(stated)}: only a shipped scenario's name or a file in the same folder",
        )
        return None
    stem = stated.removesuffix(".yaml")
    for path in (folder / f"{stem}.yaml", SHIPPED / f"{stem}.yaml"):
        resolved = path.resolve()
        if resolved in chain:
            links = " -> ".join([*(p.stem for p in chain), stem])
            reader.add_problem(at, f"vòng tròn: {links}", f"circular: {links}")
            return None
        if path.is_file():
            if resolved.parent != path.parent.resolve():
                break
            shown_name = path.name
            return _merged(read_yaml(path, shown_name), path.parent.resolve(), (*chain, resolved))
    names = sorted({*scenario_names(), *(p.stem for p in folder.glob("*.yaml"))})
    near = nearest(stem, names)
    reader.add_problem(
        at,
        f"không có kịch bản {stated!r}" + (f"; gần nhất: {near}" if near else ""),
        f"no scenario {stated!r}" + (f"; nearest: {near}" if near else ""),
        allowed=names,
        near=near,
    )
    return None


LONGEST_NAME = 200
"""Bytes of a file's name that every disk takes, its ending apart."""


def _can_be_a_file(name: str) -> bool:
    """Return whether a disk may have a file of that name: no control characters, not too long."""
    return name.isprintable() and len(name.encode(errors="replace")) <= LONGEST_NAME


def text_data(words: Text) -> object:
    """Return words as a file states them: bare where they serve both languages."""
    return words.vi if words.vi == words.en else dict(words._asdict())


def estimate_data(number: Estimate) -> object:
    """Return a number as a file states it: bare where nothing but its value is known."""
    stated: dict[str, object] = {"value": number.value}
    if not number.certain:
        stated |= {"low": number.low, "high": number.high}
    if number.grade:
        stated["grade"] = number.grade
    for key, words in (("source", number.source), ("reason", number.reason)):
        if words:
            stated[key] = text_data(words)
    return stated if len(stated) > 1 else number.value
