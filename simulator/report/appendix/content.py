"""What each appendix says; every number comes from the records of the run."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from simulator.report.appendix.document import (
    Document,
    Profile,
)
from simulator.report.appendix.evidence import assumptions
from simulator.report.appendix.jobs_and_classes import classes, jobs
from simulator.report.appendix.origin import origin
from simulator.report.appendix.parts import Appendix, finished
from simulator.report.appendix.past_and_future import future, past
from simulator.report.appendix.programme import localities, solutions
from simulator.report.appendix.source import Source
from simulator.report.appendix.summary import summary
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
    ).in_(source.language)
    chosen = [number for number in APPENDICES if wanted is None or number in wanted]
    words = source.language
    return Document(
        words,
        profile,
        title,
        tuple(finished(APPENDICES[number](source), words) for number in chosen),
        source.manifest,
        finished(summary(source), words),
        origin(source),
    )
