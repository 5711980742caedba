"""Commands for papers: appendix, draft check, draft refresh."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click

from simulator.analysis.uncertainty.bands import DRAWS
from simulator.cli.calling import Call, command, group
from simulator.cli.options import base_option, draws_option, scenarios_argument, seed_option
from simulator.errors import input_error
from simulator.files import write_whole
from simulator.report.document import Document, Record
from simulator.report.output import output_file, writing
from simulator.report.profile import PROFILES
from simulator.report.writers import refuse_form, write_paper
from simulator.report.writers.json import as_json
from simulator.text import Text

if TYPE_CHECKING:
    from simulator.report.draft import Finding
    from simulator.report.story.parts import Story

ENDINGS = (".docx", ".pdf", ".xlsx")


def _made(
    call: Call,
    names: list[str],
    base: str,
    profile: str,
    draws: int,
    seed: int,
    only: list[str] | None = None,
) -> Document:
    from simulator.report.appendix.content import requested
    from simulator.report.appendix.source import gather

    chosen, first = call.scenarios(names), call.scenario(base)
    source = gather(call.place, chosen, first, call.language, draws, seed, names)
    return requested(source, profile, call.region, call.law_as_of, only)


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


@command(
    scenarios_argument,
    click.option(
        "--out", required=True, metavar="FILE.docx|.pdf|.xlsx", help="Tệp kết quả / file to write"
    ),
    click.option(
        "--profile",
        type=click.Choice(PROFILES),
        default="hd05",
        help="Thể thức văn bản / rules of layout",
    ),
    base_option,
    click.option(
        "--only", default=None, metavar="FILE.yaml", help="Chọn phụ lục / choose appendices"
    ),
    draws_option(64, 10_000, DRAWS),
    seed_option,
    formats=False,
)
def appendix_command(
    call: Call,
    scenarios: tuple[str, ...],
    out: str,
    profile: str,
    base: str,
    only: str | None,
    draws: int,
    seed: int,
) -> None:
    """Phụ lục của dự thảo nghị quyết, Word, PDF hoặc Excel.

    The appendices of the draft resolution: Word, PDF or Excel.
    """
    path = output_file(out, ENDINGS)
    refuse_form(path.suffix)
    names, chosen = list(scenarios), _selection(only)
    document = _made(call, names, base, profile, draws, seed, chosen)
    with writing(path):
        write_whole(path, write_paper(document, path.suffix))
    click.echo(str(path))


@group
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
    known_at = str(run.known_at) if run.known_at else None
    call = Call(run.language, region=run.region, law_as_of=known_at)
    document = _made(call, run.scenarios, run.base, run.profile, run.draws, run.seed, only)
    return document, old


def _fresh_story(path: Path) -> tuple[Story, Record]:
    from simulator.cli.slides import SLIDES, gathered
    from simulator.report.draft import read_manifest, run_of
    from simulator.report.story.telling import story

    old = read_manifest(path)
    run = run_of(old, path)
    known_at = str(run.known_at) if run.known_at else None
    call = Call(run.language, region=run.region, law_as_of=known_at)
    source = gathered(call, run.scenarios, run.base, run.year, run.draws, run.seed, SLIDES)
    return story(source), old


def _checked(path: Path) -> tuple[list[Finding], list[str]]:
    """Return what no longer holds in an edited paper, and which inputs have changed."""
    from simulator.report.draft import changed_inputs, check_draft
    from simulator.report.draft_slides import ENDING, check_slides

    if path.suffix == ENDING:
        told, old = _fresh_story(path)
        return check_slides(path, told), changed_inputs(old, told.manifest)
    fresh, old = _fresh(path)
    return check_draft(path, fresh), changed_inputs(old, fresh.manifest)


@command(
    click.argument("edited", metavar="EDITED.docx|.pptx"),
    click.option(
        "--format",
        "layout",
        type=click.Choice(["table", "json"]),
        default="table",
        help="Dạng kết quả / output",
    ),
    region=False,
    formats=False,
    under=draft_command,
)
def check_command(call: Call, edited: str) -> None:
    """Con số nào bị sửa tay, bị xoá, hoặc không còn khớp với lần chạy.

    Which numbers were changed by hand, deleted, or no longer agree with the run.
    """
    path = Path(edited)
    found, changed = _checked(path)
    if call.layout == "json":
        data = {"findings": [asdict(f) for f in found], "changed_inputs": changed}
        click.echo(as_json(data), nl=False)
    else:
        for line in _said(path.name, found, changed, call.language):
            click.echo(line)
    if found:
        raise SystemExit(1)


def _said(
    name: str, found: Sequence[Finding], changed: Sequence[str], language: str
) -> Iterator[str]:
    """Yield what a check found, one line each: where, what, and what it should be."""
    from simulator.report.draft import KINDS

    slides = name.endswith(".pptx")
    where = Text("trang", "slide") if slides else Text("đoạn", "paragraph")
    paragraph = where.in_(language)
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


@command(
    click.argument("edited", metavar="EDITED.docx"),
    click.option("--out", required=True, metavar="NEW.docx", help="Tệp mới / new file"),
    region=False,
    formats=False,
    under=draft_command,
)
def refresh_command(call: Call, edited: str, out: str) -> None:
    """Làm mới các con số, không đụng tới phần khác.

    Refresh the numbers and touch nothing else.
    """
    from simulator.report.draft import refresh_draft

    path, target = Path(edited), output_file(out, (".docx",))
    if path.suffix == ".pptx":
        raise input_error(
            f"{edited}: chỉ làm mới được bản Word; hãy tạo lại bằng lệnh simulator slides",
            f"{edited}: only Word drafts are refreshed; make the deck anew with simulator slides",
            key="EDITED.docx",
        )
    fresh, _ = _fresh(path)
    with writing(target):
        changed = refresh_draft(path, target, fresh)
    said = Text(f"{out}: {changed} con số được làm mới", f"{out}: {changed} numbers renewed")
    click.echo(said.in_(call.language))
