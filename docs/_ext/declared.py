"""Tables that the program's own declarations make, so that no page can drift from the code.

{declared} schemes        one of the names in ``DECLARED``
{declared} assumptions viet_nam
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from blocks import Blocks
from docutils import nodes
from sphinx.application import Sphinx

from simulator.classes import CLASSES, SECTORS
from simulator.indicators import INDICATORS
from simulator.inputs.definitions import DEFINITIONS
from simulator.inputs.figures import GRADES, STATUSES
from simulator.inputs.region import load_region
from simulator.inputs.scenario_files import load_scenario
from simulator.inputs.scenario_schema import scenario_schema
from simulator.inputs.words import unit_words
from simulator.levers import LEVERS
from simulator.model.movements import Cause
from simulator.projection import assumptions_of
from simulator.report.appendix.glossary import glossary
from simulator.report.document import Block, Number, Table, chain, note, table
from simulator.report.results import assumptions as assumption_tables
from simulator.schemes import SCHEMES
from simulator.text import Text

ROOT = Path(__file__).parents[2]
_KEY, _WORDS = Text("Khoá", "Key"), Text("Tên gọi", "Name")


def wiring() -> Table:
    """Return through what each lever acts, with which assumptions, and what it pays by what."""
    return table(
        Text("Mỗi giải pháp tác động qua đâu", "Where each lever acts"),
        LEVERS.values(),
        (Text("Giải pháp", "Lever"), lambda lever: lever.name),
        (Text("Kênh", "Channel"), lambda lever: _listed(e.channel.value for e in lever.effects)),
        (
            Text("Giả định", "Assumptions"),
            lambda lever: _listed(lever.parameters),
        ),
        (
            Text("Chi phí: cách tính, đơn giá", "Costs: basis, price"),
            lambda lever: _listed(f"{c.basis.value}: {c.price}" for c in lever.costs),
        ),
    )


def schemes() -> Table:
    """Return every insurance scheme with its count and its share."""
    return table(
        Text("Các loại bảo hiểm", "Schemes"),
        SCHEMES,
        (_KEY, lambda scheme: scheme.series),
        (_WORDS, lambda scheme: scheme.label),
        (Text("Số đếm", "Count"), lambda scheme: scheme.count),
        (Text("Tỷ lệ", "Share"), lambda scheme: scheme.share),
    )


def assumptions(code: str) -> Table:
    """Return the assumptions of a region by their keys: its own over its parent's."""
    region, scenario = load_region(code), load_scenario("status_quo")
    entries = assumptions_of(region, scenario).values()
    return assumption_tables.assumptions(entries, scenario, keys=True)


def own_assumptions(code: str) -> Table:
    """Return the assumptions that a region states itself."""
    own = [a for a in load_region(code).assumptions.values() if a.origin == code]
    return assumption_tables.assumptions(own, load_scenario("status_quo"), keys=True)


def roles() -> Table:
    """Return every name of an assumption with its role and natural bounds."""
    return table(
        Text("Vai trò và giới hạn của mỗi giả định", "Role and natural bounds of each assumption"),
        DEFINITIONS.values(),
        (_KEY, lambda d: d.name),
        (_WORDS, lambda d: d.label),
        (Text("Vai trò", "Role"), lambda d: d.role.value),
        (Text("Đơn vị", "Unit"), lambda d: unit_words(d.unit)),
        (Text("Thấp nhất", "Least"), lambda d: _bound(d.support.least)),
        (Text("Cao nhất", "Most"), lambda d: _bound(d.support.most)),
    )


def _bound(number: float) -> Number | str:
    return "" if abs(number) >= 1e12 else Number(number, "plain")


def origins(code: str) -> Table:
    """Return where each input of a place comes from."""
    return assumption_tables.origins(load_region(code).origins)


def terms() -> Table:
    """Return the words of the program in both languages, with the keys that files use."""
    found: list[tuple[str, Text]] = [
        *((scheme.series, scheme.label) for scheme in SCHEMES),
        *((i.name, i.label) for i in INDICATORS.values()),
        *((lever.name, lever.label) for lever in LEVERS.values()),
        *CLASSES.items(),
        *SECTORS.items(),
        *((cause.value, cause.label) for cause in Cause),
        *((str(status), words) for status, words in STATUSES.items()),
        *((grade, words) for grade, words in GRADES.items()),
    ]
    return table(
        "",
        found,
        (_KEY, lambda one: one[0]),
        ("Tiếng Việt", lambda one: one[1].vi),
        ("English", lambda one: one[1].en),
    )


def schema() -> Table:
    """Return what a scenario file may hold, a row a key."""
    rows = list(_keys("", scenario_schema()))
    return table(
        "",
        rows,
        (_KEY, lambda row: row[0]),
        (Text("Được ghi", "Allowed"), lambda row: row[1]),
        (Text("Nghĩa", "Meaning"), lambda row: row[2]),
    )


_DEEPER = re.compile(r"levers\.(?!agents$|agents\.)")
"""All levers are written alike: one is shown in full."""


def _keys(path: str, part: dict[str, Any]) -> Iterable[tuple[str, str, str]]:
    for name, inner in part.get("properties", {}).items():
        key = f"{path}.{name}" if path else name
        if _DEEPER.match(key + ".") and key.count(".") > 1:
            continue
        yield key, _allowed(inner), inner.get("description", "")
        for one in (inner, *inner.get("anyOf", ()), inner.get("items", {})):
            yield from _keys(key, one) if isinstance(one, dict) else ()


def _allowed(part: dict[str, Any]) -> str:
    if "enum" in part:
        return ", ".join(str(one) for one in part["enum"])
    if "anyOf" in part:
        return " | ".join(dict.fromkeys(_allowed(one) for one in part["anyOf"]))
    kind = part.get("type", "")
    words = kind if isinstance(kind, str) else " | ".join(kind)
    if "minimum" in part or "maximum" in part:
        words += f" {part.get('minimum', '')} … {part.get('maximum', '')}"
    return words


def tests(path: str) -> Table:
    """Return what the tests of a file hold, in their own words."""
    found = re.findall(r"^def test_(\w+)\(", (ROOT / path).read_text("utf-8"), re.MULTILINE)
    said = [name.replace("_", " ").capitalize() for name in found]
    return table("", said, (path, lambda words: words))


def _listed(words: Iterable[str]) -> Any:  # noqa: ANN401
    return chain(dict.fromkeys(words), "; ")


DECLARED: dict[str, Callable[..., Block]] = {
    "wiring": wiring,
    "schemes": schemes,
    "assumptions": assumptions,
    "own-assumptions": own_assumptions,
    "roles": roles,
    "origins": origins,
    "glossary": glossary,
    "terms": terms,
    "schema": schema,
    "not-modelled": lambda: note(assumption_tables.NOT_MODELLED),
    "tests": tests,
}
"""Name of a table -> what makes it."""


class Declared(Blocks):
    """A table made from the program's declarations."""

    required_arguments = 1
    optional_arguments = 1

    def run(self) -> list[nodes.Node]:
        """Return the table."""
        name, *rest = self.arguments
        if name not in DECLARED:
            raise self.error(f"{name}: one of {', '.join(DECLARED)}")
        return self.drawn([DECLARED[name](*rest)])


def setup(app: Sphinx) -> dict[str, Any]:
    """Register the directive."""
    app.add_directive("declared", Declared)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
