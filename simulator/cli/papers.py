"""Commands for papers: appendix, draft check, draft refresh."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from simulator.analysis.bands import DRAWS
from simulator.cli.choosing import scenario_for, scenarios_for
from simulator.cli.options import (
    base_option,
    draws_option,
    lang_option,
    parse_day,
    region_option,
    reports_errors,
    scenarios_argument,
    seed_option,
)
from simulator.cli.output import Record, as_json, output_file, writing
from simulator.cli.speaking import Command, Group, language_of
from simulator.files import write_whole
from simulator.inputs.region import load_region
from simulator.report.appendix.document import PROFILES, Document
from simulator.report.appendix.forms import write_document
from simulator.text import Text

if TYPE_CHECKING:
    from simulator.report.draft import Finding

ENDINGS = (".docx", ".pdf", ".xlsx")


def _made(
    region: str,
    known_at: date | None,
    names: list[str],
    base: str,
    profile: str,
    language: str,
    draws: int,
    seed: int,
    only: list[str] | None = None,
) -> Document:
    from simulator.report.appendix.content import build
    from simulator.report.appendix.document import load_profile
    from simulator.report.appendix.source import gather

    place = load_region(region, law_as_of=known_at)
    chosen, first = scenarios_for(names, place), scenario_for(base, place)
    source = gather(place, chosen, first, language, draws, seed, names)
    source.manifest["options"] |= {
        "profile": profile,
        "region": region,
        "law_as_of": str(known_at) if known_at else None,
        "appendices": only,
    }
    return build(source, load_profile(profile), only)


def _selection(path: str | None) -> list[str] | None:
    """Return the appendices that a YAML file lists, e.g. ``appendices: [II, IV]``."""
    if path is None:
        return None
    from simulator.errors import InputError, nearest
    from simulator.inputs.documents import read_yaml
    from simulator.report.appendix.content import APPENDICES

    document = read_yaml(Path(path), path)
    stated = document.data.get("appendices") if isinstance(document.data, dict) else None
    if not isinstance(stated, list) or not stated:
        raise InputError(
            document.problem(
                ("appendices",),
                "cần danh sách, ví dụ appendices: [II, IV]",
                "needs a list, for example appendices: [II, IV]",
            )
        )
    wrong = [
        document.problem(
            ("appendices", i),
            f"không có phụ lục {name!r}; có {', '.join(APPENDICES)}; gần nhất: "
            f"{nearest(str(name), APPENDICES)}",
            f"no appendix {name!r}; known: {', '.join(APPENDICES)}; nearest: "
            f"{nearest(str(name), APPENDICES)}",
        )
        for i, name in enumerate(stated)
        if name not in APPENDICES
    ]
    if wrong:
        raise InputError(wrong)
    return [str(name) for name in stated]


@click.command("appendix", cls=Command)
@scenarios_argument
@click.option(
    "--out", required=True, metavar="FILE.docx|.pdf|.xlsx", help="Tệp kết quả / file to write"
)
@click.option(
    "--profile",
    type=click.Choice(PROFILES),
    default="hd05",
    show_default=True,
    help="Thể thức văn bản / rules of layout",
)
@base_option
@click.option("--only", default=None, metavar="FILE.yaml", help="Chọn phụ lục / choose appendices")
@draws_option(64, 10_000, DRAWS)
@seed_option
@region_option
@lang_option
@reports_errors
def appendix_command(
    scenarios: tuple[str, ...],
    out: str,
    profile: str,
    base: str,
    only: str | None,
    draws: int,
    seed: int,
    region: str,
    law_as_of: str | None,
    lang: str | None,
) -> None:
    """Phụ lục của dự thảo nghị quyết, Word, PDF hoặc Excel.

    The appendices of the draft resolution: Word, PDF or Excel.
    """
    path = output_file(out, ENDINGS)
    document = _made(
        region,
        parse_day(law_as_of),
        list(scenarios),
        base,
        profile,
        language_of(lang),
        draws,
        seed,
        _selection(only),
    )
    with writing(path):
        write_whole(path, write_document(document, path.suffix))
    click.echo(str(path))


@click.group("draft", cls=Group)
def draft_command() -> None:
    """Kiểm tra hoặc làm mới các con số trong bản thảo đã sửa.

    Check or refresh the numbers in an edited draft.
    """


def _fresh(path: Path) -> tuple[Document, Record]:
    from simulator.report.appendix.content import APPENDICES
    from simulator.report.draft import read_manifest, run_of

    old = read_manifest(path)
    run = run_of(old, path)
    only = run.appendices and [number for number in APPENDICES if number in run.appendices]
    document = _made(
        run.region,
        run.known_at,
        run.scenarios,
        run.base,
        run.profile,
        run.language,
        run.draws,
        run.seed,
        only,
    )
    return document, old


@draft_command.command("check")
@click.argument("edited", metavar="EDITED.docx")
@click.option(
    "--format",
    "layout",
    type=click.Choice(["table", "json"]),
    default="table",
    show_default=True,
    help="Dạng kết quả / output",
)
@lang_option
@reports_errors
def check_command(edited: str, layout: str, lang: str | None) -> None:
    """Con số nào bị sửa tay, bị xoá, hoặc không còn khớp với lần chạy.

    Which numbers were changed by hand, deleted, or no longer agree with the run.
    """
    from simulator.report.draft import changed_inputs, check_draft

    path = Path(edited)
    fresh, old = _fresh(path)
    found = check_draft(path, fresh)
    changed = changed_inputs(old, fresh.manifest)
    if layout == "json":
        data = {"findings": [asdict(f) for f in found], "changed_inputs": changed}
        click.echo(as_json(data), nl=False)
    else:
        for line in _said(path.name, found, changed, language_of(lang)):
            click.echo(line)
    if found:
        raise SystemExit(1)


def _said(
    name: str, found: Sequence[Finding], changed: Sequence[str], language: str
) -> Iterator[str]:
    """Yield what a check found, one line each: where, what, and what it should be."""
    from simulator.report.draft import KINDS

    paragraph = Text("đoạn", "paragraph").in_(language)
    for finding in found:
        place = f"{paragraph} {finding.paragraph}" if finding.paragraph else "–"
        kind = KINDS[finding.kind].in_(language)
        yield (
            f"{name}: {place}: {finding.tag}: {kind}: "
            f"{finding.found!r} -> {finding.expected!r}  [{finding.near}]"
        )
    for path in changed:
        yield Text("đầu vào đã thay đổi", "input changed").in_(language) + f": {path}"
    if not found:
        yield Text("mọi con số khớp với lần chạy", "every number agrees with the run").in_(language)


@draft_command.command("refresh")
@click.argument("edited", metavar="EDITED.docx")
@click.option("--out", required=True, metavar="NEW.docx", help="Tệp mới / new file")
@lang_option
@reports_errors
def refresh_command(edited: str, out: str, lang: str | None) -> None:
    """Làm mới các con số, không đụng tới phần khác.

    Refresh the numbers and touch nothing else.
    """
    from simulator.report.draft import refresh_draft

    path, target = Path(edited), output_file(out, (".docx",))
    fresh, _ = _fresh(path)
    with writing(target):
        changed = refresh_draft(path, target, fresh)
    said = Text(f"{out}: {changed} con số được làm mới", f"{out}: {changed} numbers renewed")
    click.echo(said.in_(language_of(lang)))
