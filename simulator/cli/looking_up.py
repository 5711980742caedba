"""Commands that look things up: check, levers, indicators, regions, scenarios, schema."""

from __future__ import annotations

from pathlib import Path

import click

from simulator.cli.options import (
    format_option,
    lang_option,
    region_option,
    reports_errors,
)
from simulator.cli.output import Record, as_json, emit, tell
from simulator.cli.speaking import STATUS_BAD_INPUT, Command, language_of
from simulator.errors import InputError, complain
from simulator.text import Text


def _listed(rows: list[Record], layout: str, heads: dict[str, Text], language: str) -> None:
    if layout != "table":
        emit(layout, rows, list(heads))
        return
    from simulator.report.tables import text_table

    table = [[words.in_(language) for words in heads.values()]]
    table += [[str(row[key]) for key in heads] for row in rows]
    click.echo(text_table(table, len(heads)))


@click.command("check", cls=Command)
@click.argument("paths", nargs=-1, required=True, metavar="FILE_OR_DIR...")
@region_option
@lang_option
@reports_errors
def check_command(
    paths: tuple[str, ...], region: str, law_as_of: str | None, lang: str | None
) -> None:
    """Kiểm tra tệp kịch bản, thư mục kịch bản hay gói địa bàn.

    Check scenario files, folders of them, or region packs.
    """
    language = language_of(lang)
    faults = 0
    for path in paths:
        for name, pack in _to_check(path):
            try:
                if pack:
                    _check_pack(name)
                else:
                    _check_scenario(name, region, law_as_of)
            except InputError as error:
                faults += len(error.problems)
                tell(error, language)
            else:
                click.echo(f"{name}: " + Text("hợp lệ", "valid").in_(language))
                if pack:
                    _say_what_is_missing(name, language)
    if faults:
        raise SystemExit(STATUS_BAD_INPUT)


def _to_check(path: str) -> list[tuple[str, bool]]:
    """Return what stands at a path: names, and whether each is a pack; else a scenario."""
    folder = Path(path)
    if folder.suffix.lower() == ".csv":
        raise complain(
            f"{path}: là một bảng; kiểm tra cả thư mục của gói ({folder.parent})",
            f"{path}: is a table; check the folder of its pack ({folder.parent})",
            key="FILE_OR_DIR",
        )
    if not folder.is_dir():
        return [(path, False)]
    if (folder / "region.yaml").exists():
        return [(path, True)]
    files = [(str(file), False) for file in sorted(folder.glob("*.yaml"))]
    if not files:
        raise complain(
            f"{path}: không có tệp .yaml nào, cũng không phải gói địa bàn (region.yaml)",
            f"{path}: holds no .yaml file, nor is it a pack (region.yaml)",
            key="FILE_OR_DIR",
        )
    return files


def _check_pack(folder: str) -> None:
    from simulator.inputs.history_check import check_history
    from simulator.inputs.region import load_region

    problems = check_history(load_region(folder))
    if problems:
        raise InputError(problems)


def _check_scenario(name: str, region: str, law_as_of: str | None) -> None:
    from simulator.cli.choosing import region_for
    from simulator.inputs.scenario_check import check_against_region
    from simulator.inputs.scenario_files import load_scenario

    place = region_for(region, law_as_of)
    check_against_region(load_scenario(name), place)


def _say_what_is_missing(pack: str, language: str) -> None:
    """Say what a pack, right as it is, lacks for a projection."""
    from simulator.inputs.history_check import missing_for_projection
    from simulator.inputs.region import load_region

    missing = [problem.key for problem in missing_for_projection(load_region(pack))]
    if missing:
        year = load_region(pack).base_year
        words = Text(
            f"  chưa dự báo được: thiếu số tháng 12/{year} của {', '.join(missing)}",
            f"  cannot be projected yet: December {year} is missing for {', '.join(missing)}",
        )
        click.echo(words.in_(language))


@click.command("levers", cls=Command)
@format_option
@lang_option
def levers_command(layout: str, lang: str | None) -> None:
    """Mọi giải pháp: đơn vị, khoảng, bằng chứng, cơ quan chịu trách nhiệm.

    Every lever: unit, range, evidence, who answers for it.
    """
    from simulator.levers import LEVERS
    from simulator.report.numbers import format_plain

    language = language_of(lang)
    rows: list[Record] = [
        {
            "name": lever.name,
            "label": lever.label.in_(language),
            "group": lever.group.label.in_(language),
            "unit": lever.unit.in_(language),
            "low": lever.low,
            "high": lever.high,
            "neutral": lever.neutral,
            "by_class": lever.by_class,
            "grade": lever.grade,
            "indicator": lever.indicator,
            "direction": lever.direction,
            "costs": " ".join(lever.costs),
            "responsible": lever.responsible.in_(language),
        }
        for lever in LEVERS.values()
    ]
    heads = {
        "name": Text("khoá", "name"),
        "label": Text("giải pháp", "lever"),
        "unit": Text("đơn vị", "unit"),
        "low": Text("thấp nhất", "low"),
        "high": Text("cao nhất", "high"),
        "neutral": Text("trung tính", "neutral"),
        "grade": Text("bằng chứng", "grade"),
        "responsible": Text("chịu trách nhiệm", "responsible"),
    }
    if layout == "table":
        for row in rows:
            row |= {key: format_plain(row[key], language) for key in ("low", "high", "neutral")}
    else:
        heads = {key: heads.get(key, Text(key, key)) for key in rows[0]}
    _listed(rows, layout, heads, language)


@click.command("indicators", cls=Command)
@format_option
@lang_option
def indicators_command(layout: str, lang: str | None) -> None:
    """Mọi chỉ tiêu tính toán: đơn vị và định nghĩa.

    Every indicator: unit and definition.
    """
    from simulator.indicators import INDICATORS, UNITS

    language = language_of(lang)
    rows = [
        {
            "name": i.name,
            "label": i.label.in_(language),
            "unit": UNITS[i.unit].in_(language) if layout == "table" else i.unit,
            "by_class": i.by_class,
            "explanation": i.explanation.in_(language),
        }
        for i in INDICATORS.values()
    ]
    heads = {
        "name": Text("khoá", "name"),
        "label": Text("chỉ tiêu", "indicator"),
        "unit": Text("đơn vị", "unit"),
        "explanation": Text("định nghĩa", "definition"),
    }
    _listed(rows, layout, heads, language)


@click.command("regions", cls=Command)
@format_option
@lang_option
@reports_errors
def regions_command(layout: str, lang: str | None) -> None:
    """Các địa bàn có sẵn.

    The regions that the program brings along.
    """
    from simulator.inputs.region import load_region, region_names

    language = language_of(lang)
    places = [load_region(name) for name in region_names()]
    rows = [
        {
            "name": place.code,
            "label": place.name.in_(language),
            "base_year": place.base_year,
            "parent": place.parent.code if place.parent else "",
        }
        for place in places
    ]
    heads = {
        "name": Text("khoá", "name"),
        "label": Text("địa bàn", "region"),
        "base_year": Text("năm gốc", "base year"),
        "parent": Text("thuộc", "part of"),
    }
    _listed(rows, layout, heads, language)


@click.command("scenarios", cls=Command)
@format_option
@lang_option
@reports_errors
def scenarios_command(layout: str, lang: str | None) -> None:
    """Các kịch bản có sẵn.

    The scenarios that the program brings along.
    """
    from simulator.inputs.scenario_files import load_scenario, scenario_names

    language = language_of(lang)
    found = [load_scenario(name) for name in scenario_names()]
    rows = [
        {
            "name": s.name,
            "title": s.title.in_(language),
            "extends": s.extends or "",
            "description": s.description.in_(language),
        }
        for s in found
    ]
    heads = {
        "name": Text("khoá", "name"),
        "title": Text("kịch bản", "scenario"),
        "extends": Text("gốc", "base"),
        "description": Text("mô tả", "description"),
    }
    _listed(rows, layout, heads, language)


@click.command("schema", cls=Command)
def schema_command() -> None:
    """In JSON Schema của tệp kịch bản.

    Print the JSON Schema of scenario files.
    """
    from simulator.inputs.scenario_schema import scenario_schema

    click.echo(as_json(scenario_schema()), nl=False)
