"""What each appendix says; every number comes from the records of the run."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from simulator.report.appendix.evidence import assumptions
from simulator.report.appendix.jobs_and_classes import classes, jobs
from simulator.report.appendix.origin import origin
from simulator.report.appendix.past_and_future import future, past
from simulator.report.appendix.programme import localities, solutions
from simulator.report.appendix.source import Source
from simulator.report.appendix.summary import summary
from simulator.report.document import (
    Appendix,
    Block,
    Chart,
    Document,
    Number,
    Table,
    cells_of,
    chain,
    note,
)
from simulator.report.profile import Profile, load_profile
from simulator.report.writers.paper import ESTIMATE_MARK, notes_below
from simulator.text import Text

APPENDICES: dict[str, Callable[[Source], Appendix]] = {
    "I": past,
    "II": future,
    "III": localities,
    "IV": solutions,
    "V": jobs,
    "VI": classes,
    "VII": assumptions,
}
"""Number -> what makes it."""


def build(source: Source, profile: Profile, wanted: Sequence[str] | None = None) -> Document:
    """Return the document of the appendices wanted (all by default), in their order.

    The summary stands in front whatever the choice.
    """
    title = Text(
        f"Phụ lục dự thảo nghị quyết phát triển người tham gia BHXH: {source.region.name.vi}",
        f"Appendices of the draft resolution on SI participation: {source.region.name.en}",
    )
    chosen = [number for number in APPENDICES if wanted is None or number in wanted]
    return Document(
        source.language,
        profile,
        title,
        tuple(_finished(APPENDICES[number](source)) for number in chosen),
        source.manifest,
        _finished(summary(source)),
        origin(source),
    )


def requested(
    source: Source,
    profile: str,
    region: str,
    law_as_of: str | None,
    wanted: Sequence[str] | None,
) -> Document:
    """Return the document that was asked for; its manifest says how to ask for it again.

    Parameters
    ----------
    region, law_as_of : as they were named
    """
    asked = {"profile": profile, "region": region, "law_as_of": law_as_of, "appendices": wanted}
    source.manifest["options"] |= asked
    return build(source, load_profile(profile), wanted)


_LABELS = {Table: Text("Bảng", "Table"), Chart: Text("Hình", "Figure")}
_ESTIMATE = Text(
    f"{ESTIMATE_MARK.vi}: số ước tính, dùng tạm khi chưa có số liệu chính thức.",
    f"{ESTIMATE_MARK.en}: an estimate, used until the official figure is at hand.",
)


def _finished(appendix: Appendix) -> Appendix:
    """Return an appendix with numbered tables and charts, and an estimate's mark explained once."""
    counts = dict.fromkeys(_LABELS, 0)
    blocks: list[Block] = []
    for block in appendix.blocks:
        if isinstance(block, Table | Chart):
            counts[type(block)] += 1
            label = chain([_LABELS[type(block)], f" {counts[type(block)]}. ", block.caption], "")
            block = block.captioned(label)
        blocks.append(block.with_ends() if isinstance(block, Table) else block)
    marked = [i for i, block in enumerate(blocks) if _has_estimate(block)]
    if marked:  # below the last that bears the mark, after what is said of it
        blocks.insert(marked[-1] + 1 + notes_below(blocks, marked[-1]), note(_ESTIMATE))
    return replace(appendix, blocks=tuple(blocks))


def _has_estimate(block: Block) -> bool:
    cells = cells_of(block, "vi")
    return any(isinstance(cell, Number) and cell.tag and cell.estimate for cell in cells)
