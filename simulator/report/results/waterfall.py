"""From today's coverage to a year's and on to the target, in steps that add up as printed.

What each step is stands in :mod:`simulator.analysis.comparing.coverage_path`: first the base's
growth at the labour force of the base year, then the labour force's own effect; that gives the
base's coverage. Then each group of levers by its Shapley value of coverage; that gives the
scenario's. Then what is missing to the target, or beyond it.
"""

from __future__ import annotations

from collections.abc import Sequence

from simulator.analysis.causes.attribution import Contribution
from simulator.analysis.comparing.counting import counting_of
from simulator.analysis.comparing.coverage_path import NO_BANDS, Band, CoveragePath, PathBands
from simulator.inputs.figures import Target
from simulator.inputs.region import Region
from simulator.inputs.scenario import Scenario
from simulator.inputs.words import target_set_words
from simulator.report.document import Cell, Chart, Number, Paragraph, Table, Words, chain, note, say
from simulator.report.results.evidence_grade import PALE, WEAK, grade_of
from simulator.rounding import adding_up, rounded, to_whole, whole_persons
from simulator.text import NOTHING, Text

_DECIMALS = 1
"""Of percentages and percentage points, as everywhere."""
_Row = tuple[Cell, ...]

NOTE = Text(
    "Cách tách: người tham gia của {base} tăng, giảm so với năm gốc, chia cho lực lượng lao động "
    "năm gốc; rồi tác động riêng của lực lượng lao động (mẫu số); rồi từng nhóm giải pháp theo giá "
    "trị Shapley của tỷ lệ bao phủ, gồm cả phần giải pháp làm đổi lực lượng lao động. Các bước "
    "cộng đúng bằng chênh lệch giữa các mốc, theo số đã làm tròn.",
    "How it is split: participants of {base} against the base year's, over the base year's labour "
    "force; then the labour force's own effect (the denominator); then each group of levers by its "
    "Shapley value of coverage, with what levers do to the labour force. Steps add up to the "
    "difference between levels, in the digits shown.",
)
UNIT = Text("% lực lượng lao động trong độ tuổi", "% of the working-age labour force")


def remark(base: Scenario) -> Paragraph:
    """Return how the steps are worked out."""
    return note(say(NOTE.vi, NOTE.en, base=base.title))


def chart(
    region: Region,
    base: Scenario,
    scenario: Scenario,
    path: CoveragePath,
    contributions: Sequence[Contribution] | None,
    bands: PathBands = NO_BANDS,
) -> Chart:
    """Return the waterfall of coverage.

    Parameters
    ----------
    contributions : of the groups of levers, adding up to the difference of the two; None where it
        cannot be split among them, so that it stands as one step
    bands : 80% ranges along the path, where they were drawn
    """
    target = target_of(region, scenario, path.year)
    own = target is not None and target.place == region.code
    rows, levels, pale = _rows(base, scenario, path, contributions, target, bands, own=own)
    when = counting_of(scenario).head(path.year)
    caption = say(
        "Tỷ lệ bao phủ BHXH: từ {first} đến {when}" + (" và chỉ tiêu" if target else ""),
        "SI coverage: from {first} to {when}" + (" and the target" if target else ""),
        first=str(path.first_year),
        when=when,
    )
    head = (
        Text("Bước", "Step"),
        Text("Tỷ lệ (%), bước (điểm phần trăm)", "Share (%), step (percentage points)"),
        Text("Người", "Persons"),
        Text("Mức bằng chứng", "Evidence"),
    )
    told = chain([chain([row[0], ": ", row[1]], "") for row in rows], "; ")
    table = Table(caption, head, tuple(rows), (3, 1.4, 1, 1))
    return Chart(
        table,
        told,
        UNIT,
        "waterfall",
        levels=frozenset(levels),
        pale=frozenset(pale),
        pale_words=_PALE,
    )


_PALE = Text(f"{PALE.vi}; còn thiếu", f"{PALE.en}; missing")


def target_of(region: Region, scenario: Scenario, year: int) -> Target | None:
    """Return the coverage that the scenario's own target set asks for in the year."""
    targets = region.target_shares(scenario.targets)
    return next((t for t in targets if t.indicator == "si_share" and t.year == year), None)


def _rows(
    base: Scenario,
    scenario: Scenario,
    path: CoveragePath,
    contributions: Sequence[Contribution] | None,
    target: Target | None,
    bands: PathBands,
    *,
    own: bool,
) -> tuple[list[_Row], set[int], set[int]]:
    """Return the rows, which of them are levels, and which are pale.

    Parameters
    ----------
    own : whether the target is assigned to the place itself
    """
    tag = f"{scenario.name}/waterfall.{{}}/{path.year}/value"
    first, before, reached = (_shown(v) for v in (path.first, path.base, path.reached))
    rows: list[_Row] = [
        _level(str(path.first_year), first, path.people[0], tag.format("first"), bands.first)
    ]
    rows += _growth(base, path, before - first, tag, bands)
    levels, pale = {0}, set[int]()
    if contributions is None or contributions:
        levels.add(len(rows))
        name = chain([base.title, str(path.year)], " ")
        rows.append(_level(name, before, path.people[1], tag.format("base"), bands.base))
        steps = _steps(scenario, path, contributions, reached - before, tag)
        pale |= {len(rows) + i for i, row in enumerate(steps) if row[3] == WEAK}
        rows += steps
    levels.add(len(rows))
    name = chain([scenario.title, str(path.year)], " ")
    rows.append(_level(name, reached, path.people[2], tag.format("reached"), bands.reached))
    if target is not None:
        pale.add(len(rows))
        rows += _to_target(path, target, reached, tag, bands.reached, own=own)
        levels.add(len(rows) - 1)
    return rows, levels, pale


def _shown(share: float) -> float:
    """Return a share as its percentage is printed [percent]."""
    return rounded(100.0 * share, _DECIMALS)


def _level(name: Words, percent: float, people: int, tag: str, band: Band | None = None) -> _Row:
    low, high = band or (None, None)
    return name, Number(percent / 100.0, "share", low, high, tag), Number(people, "person"), ""


def _step(
    name: Words,
    points: float,
    tag: str,
    people: int | None,
    band: Band | None = None,
    grade: Cell = "",
) -> _Row:
    low, high = (100.0 * end for end in band) if band else (None, None)
    signed = Number(points, "point", low, high, tag, signed=True)
    return name, signed, "" if people is None else Number(people, "person", signed=True), grade


def _growth(
    base: Scenario, path: CoveragePath, points: float, tag: str, bands: PathBands
) -> list[_Row]:
    """Return growth of the base and the labour force's effect, adding up to ``points``."""
    exact = [100.0 * path.growth, 100.0 * path.labour_force]
    growth, force = adding_up(exact, points, _DECIMALS)
    name = chain([base.title, Text("người tham gia tăng, giảm", "change of participants")], ": ")
    moved = path.people[1] - path.people[0]
    force_moves = Text("lực lượng lao động thay đổi", "change of the labour force")
    labour = chain([base.title, force_moves], ": ")
    return [
        _step(name, growth, tag.format("growth"), moved, bands.growth),
        _step(labour, force, tag.format("labour_force"), None, bands.labour_force),
    ]


def _steps(
    scenario: Scenario,
    path: CoveragePath,
    contributions: Sequence[Contribution] | None,
    points: float,
    tag: str,
) -> list[_Row]:
    """Return a row a group of levers, adding up to ``points`` and to the people printed."""
    people = path.people[2] - path.people[1]
    if contributions is None:
        name = Text(
            "Khác biệt về giải pháp, giả định, tăng trưởng (không tách được)",
            "Levers, assumptions and growth together (cannot be split)",
        )
        return [_step(name, rounded(points, _DECIMALS), tag.format("together"), people)]
    shares = adding_up([100.0 * c.share for c in contributions], points, _DECIMALS)
    persons = whole_persons([c.persons for c in contributions], people)
    return [
        _step(
            c.label,
            share,
            tag.format(f"added.{c.group}"),
            whole,
            c.share_band,
            grade_of(c.group, scenario),
        )
        for c, share, whole in zip(contributions, shares, persons, strict=True)
    ]


def _to_target(
    path: CoveragePath, target: Target, reached: float, tag: str, band: Band | None, *, own: bool
) -> list[_Row]:
    """Return what is missing to the target, or beyond it, and the target."""
    aim = _shown(target.value)
    points = rounded(aim - reached, _DECIMALS)
    missing = to_whole((target.value - path.reached) * path.force)
    passed = points < 0
    whose = NOTHING if own else Text(" cả nước", " national")
    name = (
        Text(f"Vượt chỉ tiêu{whose.vi}", f"Beyond the{whose.en} target")
        if passed
        else Text(f"Còn thiếu so với chỉ tiêu{whose.vi}", f"Missing to the{whose.en} target")
    )
    called = target_set_words(target.target_set)
    goal_of = Text("Chỉ tiêu", "Target") if own else Text("Chỉ tiêu cả nước", "National target")
    goal = chain([goal_of, f" {path.year} (", called, ")"], "")
    # What is reached at most leaves least missing.
    least, most = (100.0 * (target.value - end) for end in reversed(band)) if band else (None, None)
    gap = Number(points, "gap_point", least, most, tag.format("missing"))
    asked = path.people[2] + missing
    return [
        (name, gap, Number(missing, "gap_person"), ""),
        _level(goal, aim, asked, tag.format("target")),
    ]
