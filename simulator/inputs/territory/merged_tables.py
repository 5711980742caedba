"""The joined place's figures, growth, assumptions and targets."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.inputs.assumption import Assumption
from simulator.inputs.definitions import DEFINITIONS
from simulator.inputs.figures import Figure, GrowthYear, Status, Target
from simulator.inputs.keys import Assumed
from simulator.inputs.pack_content import plain_number
from simulator.inputs.territory.part import Part, Record, derived, named
from simulator.inputs.territory.weights import (
    ADDED_ASSUMPTIONS,
    ADDED_UNITS,
    RATE_OVER,
    base_weight,
    mean,
    weight_name,
)
from simulator.inputs.words import FIGURES, figure_words
from simulator.text import Text, joined, plain

SUM = Text("tổng", "sum")
ALIKE = Text("như nhau ở mọi nơi", "alike in every part")


def weighted_by(count: str) -> Text:
    """Return how a rate was made, for its source."""
    words = FIGURES.get(count)
    if words is None:
        return Text("bình quân theo lao động chưa tham gia", "mean by uninsured labour force")
    return Text(f"bình quân theo {words.lowered.vi}", f"mean by {words.lowered.en}")


def history(parts: Sequence[Part], left_out: list[Text]) -> list[Record]:
    """Return the figures of the months that every part has; rates only where their base has too."""
    series = [_by_key(part.region.history) for part in parts]
    rows, lost = [], []
    for key in dict.fromkeys(key for known in series for key in known):
        found = [known.get(key) for known in series]
        figures = [figure for figure in found if figure is not None]
        row = _figure(parts, figures) if len(figures) == len(parts) else None
        if row is None:
            lost.append(key[2])
        else:
            rows.append(row)
    if lost:
        names = joined(map(figure_words, dict.fromkeys(lost)), "; ")
        left_out.append(
            Text(
                f"{len(lost)} số liệu không phải nơi nào cũng có tháng đó, hoặc là tỷ lệ không rõ "
                f"tính trên số nào: {names.vi}",
                f"{len(lost)} figures of months that not every part has, or rates over an unknown "
                f"count: {names.en}",
            )
        )
    return sorted(rows, key=lambda row: (int(row["year"]), int(row["month"]), row["indicator"]))


def _by_key(history: Sequence[Figure]) -> dict[tuple[int, int, str], Figure]:
    return {(f.year, f.month, f.indicator): f for f in history}


def _figure(parts: Sequence[Part], figures: list[Figure]) -> Record | None:
    first = figures[0]
    if any(figure.unit != first.unit for figure in figures):
        return None
    values, statuses = [figure.value for figure in figures], [figure.status for figure in figures]
    over = RATE_OVER.get(first.indicator, "")
    weights = [part.region.figure(over, first.year, first.month) for part in parts]
    known = [weight for weight in weights if weight is not None]
    if first.unit in ADDED_UNITS:
        value, how = sum(values), SUM
    elif len(known) == len(parts):
        value, how = mean(values, [weight.value for weight in known]), weighted_by(over)
        statuses += [weight.status for weight in known]
    elif len(set(values)) == 1:
        value, how = first.value, ALIKE  # whatever its base, the mean is the same
    else:
        return None
    return {
        "year": str(first.year),
        "month": str(first.month),
        "indicator": first.indicator,
        "value": plain_number(value),
        "unit": first.unit,
        "status": derived(statuses),
        **named(how, [p.region.name for p in parts], [figure.cited for figure in figures]),
    }


def growth(parts: Sequence[Part], left_out: list[Text]) -> list[Record]:
    """Return economic growth weighted by GRDP, of the years that every part knows."""
    known = [part.region.growth for part in parts]
    if not any(known):
        return []
    grdp = [part.region.assumptions.get(Assumed("grdp")) for part in parts]
    own = [a for a, p in zip(grdp, parts, strict=True) if a and a.origin == p.region.code]
    if not all(known) or len(own) < len(parts):
        left_out.append(
            Text(
                "tăng trưởng kinh tế: cần bảng tăng trưởng và GRDP của mọi nơi",
                "economic growth: needs the table of growth and GRDP of every part",
            )
        )
        return []
    years = sorted(set.intersection(*(set(of) for of in known)))
    return [_growth(parts, [of[y] for of in known], [a.value for a in own], y) for y in years]


def _growth(parts: Sequence[Part], found: list[GrowthYear], grdp: list[float], year: int) -> Record:
    def of(name: str) -> str:
        values = [v for entry in found if (v := getattr(entry, name)) is not None]
        return plain_number(mean(values, grdp)) if len(values) == len(found) else ""

    sources = [plain(entry.source) for entry in found]
    how = Text("bình quân theo GRDP năm gốc", "mean by GRDP of the base year")
    return {
        "year": str(year),
        "first_release_share": of("first"),
        "revised_share": of("revised"),
        "plan_share": of("plan"),
        "status": derived(entry.status for entry in found),
        **named(how, [part.region.name for part in parts], sources),
    }


def assumptions(parts: Sequence[Part], left_out: list[Text]) -> list[Record]:
    """Return the assumptions that any part makes of itself, weighted over all of them."""
    keys = dict.fromkeys(
        key
        for part in parts
        for key, entry in part.region.assumptions.items()
        if entry.origin == part.region.code
    )
    rows = []
    for key in keys:
        row = _assumption(parts, key)
        if row is None:
            label = DEFINITIONS[key.name].label
            left_out.append(
                Text(f"{label.vi}: cần của mọi nơi", f"{label.en}: needed of every part")
            )
        else:
            rows.append(row)
    return rows


def _assumption(parts: Sequence[Part], key: Assumed) -> Record | None:
    found = [_of_part(part, key) for part in parts]
    entries = [entry for entry in found if entry is not None]
    if len(entries) < len(parts):
        return None
    over = weight_name(key)
    weights = [base_weight(part.region, over) for part in parts]
    added = key.name in ADDED_ASSUMPTIONS

    def of(name: str) -> str:
        values = [float(getattr(entry, name)) for entry in entries]
        return plain_number(sum(values) if added else mean(values, weights))

    how = SUM if added else weighted_by(over)
    sources = [entry.source for entry in entries]
    told = named(how, [part.region.name for part in parts], sources)
    return {
        "name": key.name,
        "by": key.by,
        "value": of("value"),
        "low": of("low"),
        "high": of("high"),
        "unit": entries[0].unit,
        "grade": max(entry.grade for entry in entries),
        "status": derived(entry.status for entry in entries),
        "basis": told["source"],
        "basis_vi": told["source_vi"],
    }


def _of_part(part: Part, key: Assumed) -> Assumption | None:
    """Return an assumption as it holds for a part: its own, or the wider region's.

    An amount of the wider region is not the part's: former members go with the compulsory
    participants, as in its own projections; of GRDP nothing is known. A count that is no estimate
    is true.
    """
    region = part.region
    entry = region.assumptions.get(key)
    if entry is None:
        return _sure(key, region.code) if key.name == "base_count_factor" else None
    if entry.origin == region.code or key.name not in ADDED_ASSUMPTIONS:
        return entry
    parent = region.parent
    whole = 0.0 if parent is None else base_weight(parent, "compulsory_si")
    if key.name == "grdp" or not whole:
        return None
    scale = base_weight(region, "compulsory_si") / whole
    return entry.scaled(scale)


def _sure(key: Assumed, code: str) -> Assumption:
    return Assumption(
        *(1.0, 1.0, 1.0),
        "A",
        Text("số đếm", "a count"),
        name=key.name,
        by=key.by,
        unit="true count over the estimate",
        status=Status.PUBLISHED,
        origin=code,
    )


def targets(parts: Sequence[Part], left_out: list[Text]) -> list[Record]:
    """Return the targets that every part has: people added, shares weighted by labour force."""
    own = [
        {
            (t.target_set, t.year, t.indicator): t
            for of_set in part.region.targets.values()
            for t in of_set
            if t.place == part.region.code
        }
        for part in parts
    ]
    keys = dict.fromkeys(key for known in own for key in known)
    rows, lost = [], []
    for key in keys:
        found = [known[key] for known in own if key in known]
        if len(found) == len(parts):
            rows.append(_target(parts, found))
        else:
            lost.append(f"{key[0]} {key[1]}")
    if lost:
        listed = ", ".join(dict.fromkeys(lost))
        left_out.append(
            Text(
                f"chỉ tiêu giao: không phải nơi nào cũng có ({listed})",
                f"targets: not set for every part ({listed})",
            )
        )
    return rows


def _target(parts: Sequence[Part], found: list[Target]) -> Record:
    first, over = found[0], "labour_force_working_age"
    values = [target.value for target in found]
    if RATE_OVER.get(first.indicator) is None:
        value, how, unit = sum(values), SUM, "person"
    else:
        value = mean(values, [base_weight(part.region, over) for part in parts])
        how, unit = weighted_by(over), "share"
    sources = [Text(target.source_vi or target.source, target.source) for target in found]
    return {
        "target_set": first.target_set,
        "year": str(first.year),
        "indicator": first.indicator,
        "value": plain_number(value),
        "unit": unit,
        "denominator": first.denominator,
        "status": derived(target.status for target in found),
        **named(how, [part.region.name for part in parts], sources),
    }
