"""Files that a visitor takes home: scenarios, the comparison, the command that makes it again."""

from __future__ import annotations

import io
from dataclasses import replace

from simulator.analysis.bands import DRAWS
from simulator.inputs.scenario import Scenario
from simulator.inputs.scenario_writer import dump_scenario
from simulator.report.records import FIELDS, Record
from simulator.web.runs import SEED, can_draw, shipped_names
from simulator.web.state import EDITED, Entry, PageState
from simulator.web.tables import all_records

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")


def file_name(entry: Entry) -> str:
    """Return the name under which a scenario is saved, without its ending."""
    known = entry.name in shipped_names()
    return entry.name + EDITED if known and entry.edited else entry.name


def scenario_file(entry: Entry) -> str:
    """Return a scenario as the YAML file that the command line reads unchanged."""
    return dump_scenario(named(entry))


def named(entry: Entry) -> Scenario:
    """Return the scenario under the name of its file."""
    return replace(entry.current, name=file_name(entry))


def command(state: PageState) -> str:
    """Return the command that gives the numbers of the page again.

    Shipped scenarios are called by name; others by the file that the page saves. The draws are
    those of the page's ranges.
    """
    known = shipped_names()
    ordered = sorted(state.entries, key=lambda entry: entry.name != state.base)
    names = [
        entry.name if entry.name in known and not entry.edited else f"{file_name(entry)}.yaml"
        for entry in ordered
    ]
    years = sorted({2025, state.year} & set(range(2000, state.until + 1)))
    stated = ",".join(str(year) for year in years)
    drawn = f" --draws {DRAWS} --seed {SEED}" if can_draw() else ""
    return f"simulator run {' '.join(names)} --region {state.region} --years {stated}{drawn}"


def comparison(state: PageState, years: list[int]) -> list[Record]:
    """Return the records of all scenarios, the base first, under the names of their files."""
    found = all_records(state, years)
    ordered = sorted(state.entries, key=lambda entry: entry.name != state.base)
    return [{**r, "scenario": file_name(e)} for e in ordered for r in found[e.name]]


def as_csv(rows: list[Record]) -> bytes:
    """Return records as CSV that a spreadsheet opens with its Vietnamese letters."""
    import csv

    target = io.StringIO()
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(FIELDS)
    for row in rows:
        writer.writerow([_harmless(row.get(field)) for field in FIELDS])
    return b"\xef\xbb\xbf" + target.getvalue().encode()


def _harmless(value: object) -> object:
    # A text that a spreadsheet would take for a formula is kept a text.
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return f"'{value}"
    return "" if value is None else value


def as_excel(rows: list[Record]) -> bytes:
    """Return records as an Excel workbook; texts are written as texts, never as formulas."""
    import xlsxwriter

    target = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(target, options)
    sheet = book.add_worksheet("simulator")
    bold = book.add_format({"bold": True})
    for column, name in enumerate(FIELDS):
        sheet.write_string(0, column, name, bold)
    for line, row in enumerate(rows, start=1):
        for column, name in enumerate(FIELDS):
            value = row.get(name)
            if isinstance(value, int | float):
                sheet.write_number(line, column, value)
            elif value is not None:
                sheet.write_string(line, column, str(value))
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, len(rows), len(FIELDS) - 1)
    book.close()
    return target.getvalue()
