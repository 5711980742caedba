"""Commands for evidence: assumptions, sensitivity, reconcile, ledger."""

from __future__ import annotations

from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import click

from simulator.cli.choosing import refuse_before, scenario_for
from simulator.cli.options import (
    as_csv,
    as_json,
    format_option,
    lang_option,
    parse_day,
    region_option,
    reports_errors,
    writing,
)
from simulator.cli.speaking import Command, Group, language_of
from simulator.errors import complain, nearest
from simulator.indicators import INDICATORS
from simulator.inputs.arrivals import check_arrivals
from simulator.inputs.figures import ORIGINS, STATUSES
from simulator.inputs.region import load_region
from simulator.inputs.words import assumption_words, figure_words
from simulator.report.numbers import (
    format_difference,
    format_number,
    format_plain,
    format_share,
    format_signed,
    format_value,
)
from simulator.report.tables import heading, text_table
from simulator.text import Text

INDICATOR_HELP = "Chỉ tiêu tính toán / indicator; see `simulator indicators`"


def _indicator(name: str) -> str:
    if name in INDICATORS and not INDICATORS[name].by_class:
        return name
    names = [known for known, indicator in INDICATORS.items() if not indicator.by_class]
    near = nearest(name, names) or ", ".join(names)
    raise complain(
        f"không có chỉ tiêu {name!r}; gần nhất: {near}",
        f"no indicator {name!r}; nearest: {near}",
        key="--indicator",
    )


def _emit(rows: list[dict[str, Any]], layout: str, whole: Any) -> None:  # noqa: ANN401
    if layout == "json":
        click.echo(as_json(whole), nl=False)
    else:
        click.echo(as_csv(rows, list(rows[0]) if rows else []), nl=False)


@click.command("assumptions", cls=Command)
@click.argument("scenario")
@click.option("--year", type=int, default=2030, show_default=True, help="Năm / year")
@region_option
@format_option
@lang_option
@reports_errors
def assumptions_command(
    scenario: str, year: int, region: str, law_as_of: str | None, layout: str, lang: str | None
) -> None:
    """Sổ giả định: mọi con số mà kết quả dựa vào, và phần dựa trên ước tính.

    The assumption book: every number a result rests on, and how much of it is estimated.
    """
    from simulator.analysis.assumption_book import GROUPS, assumption_book
    from simulator.report.difference_words import value_words

    place = load_region(region, law_as_of=parse_day(law_as_of))
    refuse_before(year, place.base_year)
    chosen = scenario_for(scenario, place)
    book = assumption_book(place, chosen, year)
    rows = [asdict(a) for a in book.assumptions]
    if layout != "table":
        law = [
            {
                "parameter": q.name,
                "from": str(p.start),
                "adopted": str(p.adopted or ""),
                "value": p.value,
                "unit": q.unit,
                "status": p.status,
                "reference": p.reference,
            }
            for q in book.law
            for p in q.provisions
        ]
        whole = {
            "region": book.region,
            "scenario": book.scenario,
            "assumptions": rows,
            "stated": [
                {
                    "path": d.path,
                    "value": value_words(d.after, "en", place.base_year + 1),
                    "reason": d.reason,
                }
                for d in book.stated
            ],
            "growth": [asdict(g) for g in book.growth],
            "law": law,
            "base_figures": [asdict(f) for f in book.base_figures],
            "origins": book.origins,
            "rests": asdict(book.rests),
        }
        _emit(rows, layout, whole)
        return
    language = language_of(lang)
    heads = Text(
        "Giả định|Giá trị|Thấp|Cao|Loại|Tình trạng|Nguồn|Lý do hoặc cơ sở",
        "Assumption|Value|Low|High|Grade|Status|Origin|Reason or basis",
    )
    table = [heads.in_(language).split("|")] + [
        [
            f"{assumption_words(a.name, a.by).in_(language)} ({a.dotted})",
            format_plain(a.value, language),
            format_plain(a.low, language),
            format_plain(a.high, language),
            a.grade,
            STATUSES[a.status].in_(language),
            a.origin,
            a.why.in_(language),
        ]
        for a in book.assumptions
    ]
    figures = [
        [
            figure_words(f.indicator).in_(language),
            format_share(f.value, language)
            if f.unit.startswith("share")
            else format_number(f.value, 0, language),
            STATUSES[f.status].in_(language),
            f.source,
        ]
        for f in book.base_figures
    ]
    origins = [
        [figure_words(name).in_(language), ORIGINS[o].in_(language)]
        for name, o in book.origins.items()
    ]
    heads = Text("Kịch bản nêu|Giá trị|Vì sao", "The scenario states|Value|Why")
    stated = [heads.in_(language).split("|")] + [
        [
            d.label.in_(language),
            value_words(d.after, language, place.base_year + 1),
            d.reason or "–",
        ]
        for d in book.stated
    ]
    heads = Text("Tăng trưởng kinh tế|%|Tình trạng|Cơ sở", "Economic growth|%|Status|Basis")
    growth = [heads.in_(language).split("|")] + [
        [
            str(g.year),
            format_number(100.0 * g.value, 2, language),
            STATUSES[g.status].in_(language),
            g.basis.in_(language),
        ]
        for g in book.growth
    ]
    by_status = ", ".join(
        f"{STATUSES[s].in_(language)} {format_share(v, language, 0)}"
        for s, v in book.rests.inputs_by_status.items()
    )
    by_group = ", ".join(
        f"{GROUPS[g].in_(language)} {format_share(v, language, 0)}"
        for g, v in book.rests.variance_by_group.items()
    )
    said = Text(
        f"Các con số theo tình trạng: {by_status}.\n"
        f"Phần độ rộng của tỷ lệ bao phủ {year} mất đi khi giữ cố định từng nhóm: {by_group}.",
        f"Numbers by status: {by_status}.\n"
        f"Share of the spread of coverage in {year} that goes with each group held: {by_group}.",
    )
    what = Text("Sổ giả định", "Assumption book")
    click.echo(
        "\n\n".join(
            [
                heading(what, place, language, chosen, str(year)),
                text_table(table, 1, 3),
                text_table(stated, 9) if book.stated else "",
                text_table(growth, 1, 1),
                text_table(figures, 1, 1) if figures else "",
                text_table(origins, 9),
                said.in_(language),
            ]
        )
    )


@click.command("sensitivity", cls=Command)
@click.argument("scenario")
@click.option("--year", type=int, default=2030, show_default=True, help="Năm / year")
@click.option("--indicator", default="si_share", show_default=True, help=INDICATOR_HELP)
@click.option(
    "--points",
    type=click.Choice(["64", "128", "256", "512", "1024"]),
    default="256",
    show_default=True,
    help="Số điểm của chỉ số Sobol / points of the Sobol indices",
)
@region_option
@format_option
@lang_option
@reports_errors
def sensitivity_command(
    scenario: str,
    year: int,
    indicator: str,
    points: str,
    region: str,
    law_as_of: str | None,
    layout: str,
    lang: str | None,
) -> None:
    """Đầu vào nào quyết định kết quả: biểu đồ lốc xoáy và chỉ số Sobol.

    Which inputs decide the result: tornado and Sobol indices.
    """
    from simulator.analysis.sensitivity import sensitivity

    place = load_region(region, law_as_of=parse_day(law_as_of))
    chosen = scenario_for(scenario, place)
    refuse_before(year, place.base_year)
    found = sensitivity(place, chosen, year, _indicator(indicator), int(points))
    if layout != "table":
        _emit([asdict(b) for b in found.bars], layout, asdict(found))
        return
    language = language_of(lang)
    unit = INDICATORS[found.indicator].unit

    def shown(value: float) -> str:
        return format_value(value, unit, language)

    heads = (
        Text(
            "Đầu vào|Thấp|Cao|Kết quả ở thấp|Kết quả ở cao",
            "Input|Low|High|Result at low|Result at high",
        )
        .in_(language)
        .split("|")
    )
    rows = [heads] + [
        [
            assumption_words(b.name, b.by).in_(language),
            format_plain(b.low, language),
            format_plain(b.high, language),
            shown(b.at_low),
            shown(b.at_high),
        ]
        for b in found.bars[:20]
    ]
    sobol = [Text("Đầu vào|Bậc một|Toàn phần", "Input|First|Total").in_(language).split("|")] + [
        [
            assumption_words(i.name, i.by).in_(language),
            format_number(i.first, 3, language),
            format_number(i.total, 3, language),
        ]
        for i in found.indices
    ]
    label = INDICATORS[found.indicator].label.in_(language)
    what = Text(f"{label} {found.year}", f"{label} {found.year}")
    head = f"{heading(what, place, language, chosen)}: {shown(found.central)}"
    last = Text("Nên đo tiếp: những dòng trên cùng.", "Measure next: the rows at the top.")
    click.echo("\n\n".join([head, text_table(rows), text_table(sobol), last.in_(language)]))


@click.command("reconcile", cls=Command)
@click.argument("old")
@click.argument("new")
@click.option("--year", type=int, default=2030, show_default=True, help="Năm / year")
@click.option("--indicator", default="si_participants", show_default=True, help=INDICATOR_HELP)
@click.option("--new-region", default=None, help="Gói số liệu mới / new pack")
@click.option(
    "--new-law-as-of",
    default=None,
    metavar="YYYY-MM-DD",
    help="Pháp luật đến ngày nào ở dự báo mới / law known to the new projection",
)
@region_option
@format_option
@lang_option
@reports_errors
def reconcile_command(
    old: str,
    new: str,
    year: int,
    indicator: str,
    new_region: str | None,
    new_law_as_of: str | None,
    region: str,
    law_as_of: str | None,
    layout: str,
    lang: str | None,
) -> None:
    """Vì sao hai dự báo khác nhau: số liệu, pháp luật, giả định, giải pháp; cộng đúng.

    Why two projections differ: data, law, assumptions, levers; it adds up exactly.
    """
    from simulator.analysis.reconciliation import reconcile

    before = load_region(region, law_as_of=parse_day(law_as_of))
    later = parse_day(law_as_of if new_law_as_of is None else new_law_as_of)
    after = load_region(new_region or region, law_as_of=later)
    refuse_before(year, max(before.base_year, after.base_year))
    found = reconcile(
        (before, scenario_for(old, before)),
        (after, scenario_for(new, after)),
        year,
        _indicator(indicator),
    )
    language = language_of(lang)
    rows = [
        {"step": s.kind, "label": s.label.in_(language), "change": s.change} for s in found.steps
    ]
    if layout != "table":
        whole = {
            "indicator": found.indicator,
            "year": found.year,
            "old": found.old,
            "new": found.new,
            "steps": rows,
        }
        _emit(rows, layout, whole)
        return
    unit = INDICATORS[found.indicator].unit
    label = INDICATORS[found.indicator].label.in_(language)
    points = Text("thay đổi: điểm phần trăm", "changes: percentage points").in_(language)
    table = [
        [label + (f" ({points})" if unit == "share" else ""), str(found.year)],
        [f"{old}, {before.name.in_(language)}", format_value(found.old, unit, language)],
        *([s.label.in_(language), _change(s.change, unit, language)] for s in found.steps),
        [f"{new}, {after.name.in_(language)}", format_value(found.new, unit, language)],
    ]
    click.echo(text_table(table))


def _change(change: float, unit: str, language: str) -> str:
    if unit == "share":
        return format_signed(100.0 * change, 2, language)
    return format_difference(change, unit, language)


@click.group("ledger", cls=Group)
def ledger_command() -> None:
    """Sổ các dự báo đã công bố, và chấm điểm khi có số liệu thật.

    The ledger of published projections, graded when actual figures arrive.
    """


def _folder_option(function: Any) -> Any:  # noqa: ANN401
    return click.option(
        "--ledger",
        "folder",
        default="ledger",
        show_default=True,
        help="Thư mục của sổ / the ledger's folder",
    )(function)


def _ledger(folder: str) -> Path:
    """Return the ledger's folder; one that does not exist is a slip, not an empty ledger."""
    path = Path(folder)
    if not path.is_dir():
        raise complain(
            f"{folder}: chưa có sổ nào ở đây; giữ dự báo bằng simulator ledger keep",
            f"{folder}: no ledger here; keep a projection with simulator ledger keep",
            key="--ledger",
        )
    return path


@ledger_command.command("keep")
@click.argument("published", metavar="FOLDER")
@_folder_option
@lang_option
@reports_errors
def keep_command(published: str, folder: str, lang: str | None) -> None:
    """Giữ một kết quả của lệnh run --out.

    Keep a result of run --out.
    """
    from simulator.analysis.ledger import keep

    with writing(Path(folder), "--ledger"):
        click.echo(keep(Path(folder), Path(published)))


@ledger_command.command("list")
@_folder_option
@lang_option
@reports_errors
def list_command(folder: str, lang: str | None) -> None:
    """Các dự báo đã giữ.

    The projections kept.
    """
    from simulator.analysis.ledger import entries

    for name, manifest in entries(_ledger(folder)):
        click.echo(f"{name}  {', '.join(manifest['scenarios_sha256'])}  {manifest['program']}")


@ledger_command.command("grade")
@_folder_option
@click.option(
    "--actuals",
    default=None,
    metavar="FILE.csv",
    help="Số liệu thật mới có, như history.csv / figures that have arrived, like history.csv",
)
@region_option
@format_option
@lang_option
@reports_errors
def grade_command(
    folder: str,
    actuals: str | None,
    region: str,
    law_as_of: str | None,
    layout: str,
    lang: str | None,
) -> None:
    """Chấm điểm các dự báo đã giữ bằng số liệu thật của địa bàn.

    Grade the projections kept with the region's actual figures.
    """
    from simulator.analysis.ledger import Grade, grade, read_actual_figures

    language = language_of(lang)
    place = load_region(region, law_as_of=parse_day(law_as_of))
    arrived = None
    if actuals is not None:
        arrived = read_actual_figures(Path(actuals), place)
        check_arrivals(Path(actuals), place)
    found = grade(_ledger(folder), place, arrived)
    rows = [{**asdict(g), "cause": g.cause.in_(language)} for g in found]
    if layout == "csv":
        click.echo(as_csv(rows, [field.name for field in fields(Grade)]), nl=False)
        return
    if layout == "json":
        click.echo(as_json(rows), nl=False)
        return
    if not found:
        none = Text("Chưa có số liệu thật nào để chấm.", "No actual figure to grade with yet.")
        click.echo(none.in_(language))
        return
    heads = Text(
        "Dự báo|Kịch bản|Chỉ tiêu|Năm|Dự báo|Thực tế|Sai số|Trong khoảng|Nguyên nhân",
        "Entry|Scenario|Indicator|Year|Projected|Actual|Error|In band|Cause",
    )
    marks = {True: Text("có", "yes"), False: Text("không", "no"), None: Text("–", "–")}
    table = [heads.in_(language).split("|")] + [
        [
            g.entry,
            g.scenario,
            INDICATORS[g.indicator].label.in_(language),
            str(g.year),
            format_number(g.projected, 0, language),
            format_number(g.actual, 0, language),
            format_share(g.error, language),
            marks[g.inside].in_(language),
            g.cause.in_(language),
        ]
        for g in found
    ]
    click.echo(text_table(table, 3))
