"""Appendix VII: assumptions, law, origins, limits, backtest and kept forecasts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from simulator.analysis.past.backtest_scores import Backtest
from simulator.analysis.past.ledger import grades_shown, waiting_shown
from simulator.inputs.definitions import Role
from simulator.inputs.law import Parameter, Provision
from simulator.inputs.words import assumption_words
from simulator.report.appendix.glossary import glossary
from simulator.report.appendix.source import LAST_YEAR, Source
from simulator.report.document import Appendix, Block, Table, Words, chain, note, say
from simulator.report.results import assumptions as results
from simulator.report.results import backtest, law, ledger
from simulator.text import Text

_AS_ABOVE = Text("như dòng trên", "as above")


def assumptions(source: Source) -> Appendix:
    """Return appendix VII: every assumption, the law used, origins and limits."""
    region, scenario = source.region, source.scenarios[-1]
    entries = source.projections[scenario.name].assumptions.values()
    patterns = list(dict.fromkeys(a.name for a in entries if a.role is Role.PATTERN))
    shown = [a for a in entries if a.role is not Role.PATTERN]
    span = f"{region.base_year}-{LAST_YEAR}"
    known = {
        parameter.name: replace(parameter, provisions=tuple(_used(parameter, region.base_year)))
        for parameter in region.law.parameters.values()
    }
    used = law.law(replace(region.law, parameters=known))
    kept = ledger.section(grades_shown(region), waiting_shown(region))
    blocks: list[Block] = [
        results.origins(region.origins),
        glossary(),
        *_backtest(source.tested),
        *kept.blocks,
        *_limits(patterns),
        as_above(results.assumptions(shown, scenario, traced=True), 5),
        replace(
            as_above(used, 5),
            caption=Text(
                f"Quy định của pháp luật đã dùng, có hiệu lực trong {span}",
                f"Provisions used, in force in {span}",
            ),
        ),
    ]
    title = Text(
        "Giả định, nguồn, tình trạng số liệu, giới hạn và kiểm nghiệm",
        "Assumptions, sources, status of figures, limits and backtest",
    )
    return Appendix("VII", title, tuple(blocks), landscape=True)


def as_above(table: Table, column: int) -> Table:
    """Return a table that does not repeat long words of one row in the next."""
    before = [None, *(row[column] for row in table.rows)]
    rows = (
        (*row[:column], _AS_ABOVE, *row[column + 1 :]) if row[column] == last else row
        for row, last in zip(table.rows, before, strict=False)
    )
    return replace(table, rows=tuple(rows))


def _used(parameter: Parameter, base_year: int) -> list[Provision]:
    """Return the provisions in force at some time between the base year and the last one."""
    provisions = parameter.provisions
    until = [*(p.start for p in provisions[1:]), None]
    return [
        provision
        for provision, end in zip(provisions, until, strict=True)
        if provision.start.year <= LAST_YEAR and (end is None or end > date(base_year, 1, 1))
    ]


def _backtest(found: Backtest | None) -> list[Block]:
    """Return how wrong forecasts from past years would have been, and what follows."""
    if found is None:
        return []
    told: list[Words] = [*backtest.verdicts(found), *found.notes]
    said = [note(words) for words in told]
    return [backtest.table(found, brief=True), *said]


def _limits(patterns: list[str]) -> list[Block]:
    names = chain((assumption_words(name) for name in patterns), "; ")
    texts: list[Words] = [
        Text(
            "Phương pháp: theo dõi số người theo từng tuổi và giới, hết năm này sang năm khác "
            "(vào, ra, chuyển diện, nghỉ hưu); việc làm có BHXH tăng theo tăng trưởng kinh tế, "
            "BHXH tự nguyện tăng theo vận động người mới và giữ người đang tham gia.",
            "Method: a cohort model by single age and sex, one pass a year; jobs follow growth, "
            "voluntary uptake follows recruitment and retention.",
        ),
        Text(
            "Giới hạn: không nguồn số liệu nào cho biết tỷ lệ tuân thủ, tỷ lệ dừng đóng và cơ cấu "
            "các nhóm, nên phải giả định; không dự báo tiền lương, mức hưởng, khả năng chi trả của "
            "quỹ.",
            "Limits: compliance, lapse and class mix are not identified by counts; wages, "
            "benefits and solvency are out of scope.",
        ),
        say(
            "Phân bổ theo tuổi ({names}) là nhận định; chỉ dùng để chia theo tuổi, không làm đổi "
            "tổng số của năm gốc.",
            "Age patterns ({names}) are judgement, shape only.",
            names=names,
        ),
    ]
    return [note(text) for text in texts]
