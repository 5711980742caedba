"""Files that a visitor takes home: scenarios, the comparison, the command that makes it again."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from simulator.analysis.goal.question import MILLION_A_BILLION, Limits, Target
from simulator.analysis.uncertainty.bands import DRAWS
from simulator.extras import need
from simulator.inputs.figures import STATUSES
from simulator.inputs.pack_edit import code_of
from simulator.inputs.scenario import Scenario
from simulator.inputs.scenario_writer import dump_scenario
from simulator.report.records import Record
from simulator.report.results.comparison import label_of
from simulator.report.writers.csv import harmless
from simulator.report.writers.words import cell_words
from simulator.text import Text
from simulator.web.own_place import held, is_own
from simulator.web.payload import title_of, titled
from simulator.web.runs import SEED, place_name, shipped_names
from simulator.web.state import EDITED, Entry, PageState
from simulator.web.tables import all_records

LONGEST_NAME = 60
Row = list[str | float | None]


def file_name(entry: Entry) -> str:
    """Return the name under which a scenario is saved, without its ending.

    A plan begun on the page has its title in it, and its number, so that no two are one file.
    """
    if entry.origin.name != entry.name:
        return f"{entry.name}_{code_of(entry.current.title.vi)}"[:LONGEST_NAME]
    known = entry.name in shipped_names()
    return entry.name + EDITED if known and entry.edited else entry.name


def scenario_file(entry: Entry) -> str:
    """Return a scenario as the YAML file that the command line reads unchanged."""
    return dump_scenario(named(entry))


def named(entry: Entry) -> Scenario:
    """Return the scenario under the name of its file, its title marked where it was changed."""
    return replace(titled(entry), name=file_name(entry))


def as_called(entry: Entry) -> str:
    """Return how the command line calls a scenario: by name, or by the file that the page saves."""
    shipped_as_is = entry.name in shipped_names() and not entry.edited
    return entry.name if shipped_as_is else f"{file_name(entry)}.yaml"


def command(state: PageState) -> str:
    """Return the command that gives the numbers of the page again.

    Shipped scenarios are called by name; others by the file that the page saves. The draws are
    those of the page's ranges.
    """
    ordered = sorted(state.entries, key=lambda entry: entry.name != state.base)
    names = [_quoted(as_called(entry)) for entry in ordered]
    years = sorted({2025, state.year} & set(range(2000, state.until + 1)))
    stated = ",".join(str(year) for year in years)
    place, drawn = place_called(state.region), f" --draws {DRAWS} --seed {SEED}"
    return f"simulator run {' '.join(names)} --region {place} --years {stated}{drawn}"


def goal_command(
    state: PageState,
    entry: Entry,
    targets: Iterable[Target],
    chance: float,
    limits: Limits,
    *,
    judgement: bool,
) -> str:
    """Return the command that answers a goal as the page does.

    Parameters
    ----------
    entry : whose projects, assumptions and shocks stay
    judgement : whether levers of grade C may be used
    """
    place = _quoted(place_called(state.region))
    parts = [f"simulator goal {_quoted(as_called(entry))} --region {place}"]
    parts += [f"--target {t.indicator}@{t.year}={t.value:.12g}" for t in targets]
    parts += [f"--chance {chance:g} --from-neutral"]
    parts += ["--allow-judgement"] if judgement else []
    if limits.budget is not None:
        parts.append(f"--budget {limits.budget / MILLION_A_BILLION:.12g}")
    if limits.by_year:
        caps = sorted(limits.by_year.items())
        stated = ",".join(f"{year}={cap / MILLION_A_BILLION:.12g}" for year, cap in caps)
        parts.append(f"--year-caps {stated}")
    return " ".join(parts)


def place_called(code: str) -> str:
    """Return how a command calls a place: by its code, or by the workbook of own figures."""
    return held(code).file if is_own(code) else code


def _quoted(name: str) -> str:
    """Return the name of a scenario or a file as one word of a command, in any shell.

    >>> _quoted("mine.yaml"), _quoted("phương án (2).yaml")
    ('mine.yaml', '"phương án (2).yaml"')
    """
    return f'"{name}"' if re.search(r"[ ()]", name) else name


def comparison(state: PageState, years: list[int]) -> list[Record]:
    """Return the records of all scenarios, the base first, under the names of their files."""
    found = all_records(state, years)
    ordered = sorted(state.entries, key=lambda entry: entry.name != state.base)
    return [{**r, "scenario": file_name(e)} for e in ordered for r in found[e.name]]


def compared(state: PageState, years: list[int], language: str) -> tuple[list[str], list[Row]]:
    """Return the comparison as an office keeps it: a row for each result of each scenario.

    Returns
    -------
    heads, in the reader's language, and rows: words, then one value a year [people as whole
    numbers; shares and their gaps in percent], then the status of the base year's figure
    """
    titles = {file_name(e): title_of(e, language) for e in state.entries}
    place = place_name(state.region).in_(language)
    lines: dict[tuple[str, ...], dict[int, Record]] = {}
    for record in comparison(state, years):
        key = (record["indicator"], record["of"], record["class"], record["scenario"])
        lines.setdefault(key, {})[record["year"]] = record
    rows: list[Row] = []
    for (*_, scenario), by_year in sorted(lines.items(), key=_grouped(lines)):
        first = next(iter(by_year.values()))
        values = [_value(by_year.get(year)) for year in years]
        status = STATUSES[first["status"]].in_(language) if first["status"] in STATUSES else ""
        label = cell_words(label_of(first), language).strip()
        rows.append([place, label, titles[scenario], *values, status])
    heads = [head.in_(language) for head in _HEADS]
    return [*heads, *map(str, years), _STATUS.in_(language)], rows


_HEADS = Text("Địa bàn", "Place"), Text("Chỉ tiêu", "Indicator"), Text("Kịch bản", "Scenario")
_STATUS = Text("Tình trạng số liệu", "Status of the figure")


def _grouped(lines: Iterable[tuple[str, ...]]) -> Callable[[tuple[tuple[str, ...], object]], int]:
    """Return an order in which the scenarios of one result stand together."""
    order = {key: i for i, key in enumerate(dict.fromkeys(line[:3] for line in lines))}
    return lambda line: order[line[0][:3]]


def _value(record: Record | None) -> float | None:
    """Return a value as its label tells it: shares in percent."""
    if record is None or record["value"] is None:
        return None
    value = float(record["value"])
    return round(100 * value if record["unit"] == "share" else value, 6)


def as_csv(state: PageState, years: list[int], language: str) -> bytes:
    """Return the comparison as CSV that Excel opens in the reader's country.

    Vietnamese: semicolons between cells and commas before decimals; English: commas and points.
    """
    import csv

    heads, rows = compared(state, years, language)
    target = io.StringIO()
    mark = ";" if language == "vi" else ","
    writer = csv.writer(target, delimiter=mark, lineterminator="\n")
    writer.writerow(heads)
    for row in rows:
        writer.writerow([_written(value, language) for value in row])
    return b"\xef\xbb\xbf" + target.getvalue().encode()


def _written(value: str | float | None, language: str) -> object:
    if isinstance(value, float):
        return f"{value:.12g}".replace(".", "," if language == "vi" else ".")
    return "" if value is None else harmless(value)


def as_excel(state: PageState, years: list[int], language: str) -> bytes:
    """Return the comparison as an Excel workbook; texts are written as texts, never as formulas."""
    xlsxwriter = need("xlsxwriter")

    heads, rows = compared(state, years, language)
    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(target, options)
    sheet = book.add_worksheet(_SHEET.in_(language))
    bold = book.add_format({"bold": True})
    whole, decimal = (
        book.add_format({"num_format": "#,##0"}),
        book.add_format({"num_format": "0.0"}),
    )
    for column, name in enumerate(heads):
        sheet.write_string(0, column, name, bold)
    for line, row in enumerate(rows, start=1):
        for column, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(line, column, value)
            elif value is not None:
                sheet.write_number(line, column, value, whole if value == int(value) else decimal)
    sheet.set_column(1, 2, 44)
    sheet.freeze_panes(1, 3)
    sheet.autofilter(0, 0, len(rows), len(heads) - 1)
    book.close()
    return target.getvalue()


_SHEET = Text("So sánh", "Comparison")
