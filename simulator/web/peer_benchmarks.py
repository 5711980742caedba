"""How far anyone has got: what a planner sees beside a slider."""

from __future__ import annotations

from collections.abc import Callable

from simulator.inputs.figures import STATUSES, Figure
from simulator.inputs.region import Region
from simulator.inputs.words import place_words
from simulator.report.numbers import format_number, format_share, format_stated_share
from simulator.schemes import SHORT
from simulator.text import LANGUAGES, Text


def peer_benchmarks(region: Region, lever: str) -> Text:
    """Return what is known of the place's own trend and of others; empty where nothing is."""
    return Text(*(" ".join(_parts(region, lever, language)) for language in LANGUAGES))


def _parts(region: Region, lever: str, language: str) -> list[str]:
    maker = _MAKERS.get(lever)
    return [] if maker is None else maker(region, language)


def _trend(indicator: str) -> Callable[[Region, str], list[str]]:
    def words(region: Region, language: str) -> list[str]:
        parts = []
        for place in (region, region.parent):
            counts = sorted(place.counts(indicator).items()) if place else []
            if place is None or len(counts) < 2:
                continue
            ends = [counts[max(0, len(counts) - 5)], counts[-1]]
            told = " → ".join(
                f"{format_number(f.value, 0, language)} (12/{year}"
                + (f", {STATUSES[f.status].in_(language).lower()}" if not f.counted else "")
                + ")"
                for year, f in ends
            )
            name = SHORT[indicator].lowered.in_(language)
            parts.append(f"{place.name.in_(language)}, {name}: {told}.")
        return parts

    return words


def _others(indicator: str) -> Callable[[Region, str], list[str]]:
    own = _trend(indicator)

    def words(region: Region, language: str) -> list[str]:
        latest: dict[str, Figure] = {}
        for figure in region.known_peers:
            if figure.indicator == indicator and figure.place != region.code:
                latest[figure.place] = figure
        told = "; ".join(
            f"{place_words(f.place).in_(language)} {format_number(f.value, 0, language)} "
            f"({f.month}/{f.year})"
            for f in latest.values()
        )
        return [*own(region, language), f"{told}."] if told else own(region, language)

    return words


def _topup(region: Region, language: str) -> list[str]:
    groups = {
        "topup_poor": Text("hộ nghèo", "poor"),
        "topup_near_poor": Text("cận nghèo", "near-poor"),
        "topup_other": Text("nhóm khác", "others"),
    }
    by_place: dict[str, list[str]] = {}
    for f in region.known_peers:
        if f.indicator in groups:
            label = groups[f.indicator].in_(language)
            level = format_stated_share(f.value, language)
            by_place.setdefault(f.place, []).append(f"{label} {level}")
    lead = Text("Nơi khác hỗ trợ thêm:", "Other places add:").in_(language)
    told = "; ".join(f"{place_words(p).in_(language)}: {', '.join(v)}" for p, v in by_place.items())
    return [f"{lead} {told}."] if told else []


def _single(indicator: str, vi: str, en: str, share: bool) -> Callable[[Region, str], list[str]]:
    def words(region: Region, language: str) -> list[str]:
        found = [f for f in region.known_peers if f.indicator == indicator]
        if not found:
            return []
        show = format_share if share else lambda v, lang: format_number(v, 0, lang)
        told = " → ".join(f"{show(f.value, language)} ({f.month}/{f.year})" for f in found)
        return [f"{Text(vi, en).in_(language)}: {told}."]

    return words


def _growth(region: Region, language: str) -> list[str]:
    growth = region.growth or (region.parent.growth if region.parent else {})
    known = sorted((g.first, year) for year, g in growth.items() if g.first is not None)
    if not known:
        return []
    lead = Text("Cả nước, các năm thấp nhất đã qua", "The nation's lowest years").in_(language)
    return [
        f"{lead}: "
        + "; ".join(f"{year}: {format_share(v, language)}" for v, year in known[:3])
        + "."
    ]


_MAKERS: dict[str, Callable[[Region, str], list[str]]] = {
    "investment": _trend("compulsory_si"),
    "awareness": _others("voluntary_si"),
    "agents": _others("voluntary_si"),
    "retention": _others("voluntary_si"),
    "topup_subsidy": _topup,
    "inspection": _single(
        "arrears_share_of_receivable",
        "Cả nước, nợ đóng trên số phải thu",
        "Nation, arrears over contributions due",
        True,
    ),
    "find_owners": _single(
        "household_owners_enrolled",
        "Cả nước, chủ hộ kinh doanh đã tham gia",
        "Nation, household-business owners enrolled",
        False,
    ),
    "growth_shock": _growth,
}
