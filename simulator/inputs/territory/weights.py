"""What a number of a place counts for when places are joined: added, or weighted, and by what."""

from __future__ import annotations

from simulator.inputs.keys import Assumed
from simulator.inputs.region import Region
from simulator.schemes import KNOWN_SHARES, SCHEMES, SHARES

ADDED_UNITS = frozenset(
    (
        *("person", "household", "enterprise", "project", "case", "employer"),
        *("billion VND", "million VND"),
    )
)
"""Units of figures that add up over places."""

RATE_OVER: dict[str, str] = {
    **dict.fromkeys((*SHARES, *KNOWN_SHARES.values()), "labour_force_working_age"),
    "si_share_of_labour_force": "labour_force_15_plus",
    "voluntary_share_of_labour_force": "labour_force_15_plus",
    "ui_share_of_labour_force": "labour_force_15_plus",
    "grdp_per_capita": "population",
    "share_ethnic_kinh": "population",
    "share_ethnic_cham": "population",
    "share_ethnic_raglay": "population",
    "mean_compulsory_base": "compulsory_si",
    "poor_household_share": "households",
    "near_poor_household_share": "households",
    "minority_share_of_poor_households": "poor_households",
    "poor_share_of_minority_households": "minority_households",
}
"""Rate among a place's figures -> the count of the same month that it is a rate of."""

ADDED_ASSUMPTIONS = frozenset(("grdp", "former_stock"))
"""Assumptions that are amounts of a place, not rates."""

UNINSURED = "uninsured"
"""Weight: the labour force of 15 and over less the insured."""

_BY_SERIES = {scheme.series: scheme.count for scheme in SCHEMES}
_VOLUNTARY = (
    *("voluntary_mix", "lapse_rate", "reenrolment_share", "price_elasticity_entry"),
    *("price_elasticity_lapse", "recruitment_noise", "voluntary_pattern", "contribution_density"),
    *("retention_effect", "uptake_prior"),
)
_COMPULSORY = (
    *("compliance_rate", "separation_rate", "compulsory_pattern", "separation_pattern"),
    *("hiring_pattern", "covered_past_retirement", "liable_work_share", "job_growth_residual_sd"),
    *("employers_per_liable_job", "retirement_hazard"),
)
_OVER: dict[str, str] = {
    **dict.fromkeys(_VOLUNTARY, "voluntary_si"),
    **dict.fromkeys(_COMPULSORY, "compulsory_si"),
    **dict.fromkeys(("class_share", "hiring_weight", "recruitment_weight"), UNINSURED),
    **dict.fromkeys(("participation_pattern", "net_migration_rate"), "population"),
}


def weight_name(key: Assumed) -> str:
    """Return the count by which an assumption is weighted when places are joined.

    >>> weight_name(Assumed("class_share", "poor")), weight_name(Assumed("former_stock"))
    ('uninsured', 'labour_force_working_age')
    """
    name, by = key
    if name == "base_count_factor":
        return by
    if name in ("share_of_previous_december", "share_of_next_december"):
        return _BY_SERIES[by.split(",")[0]]
    return _OVER.get(name, "labour_force_working_age")


def base_weight(region: Region, name: str) -> float:
    """Return a place's count of December of the base year as a weight; 0 where it is missing."""
    if name == UNINSURED:
        force = base_weight(region, "labour_force_15_plus")
        force = force or base_weight(region, "labour_force_working_age")
        insured = base_weight(region, "compulsory_si") + base_weight(region, "voluntary_si")
        return max(force - insured, 0.0)
    figure = region.figure(name, region.base_year)
    return 0.0 if figure is None else figure.value


def mean(values: list[float], weights: list[float]) -> float:
    """Return the weighted mean to six digits; what all agree on comes back as it is.

    >>> mean([0.1234567, 0.1234567], [3.0, 0.7]), mean([1.0, 3.0], [2.0, 1.0])
    (0.1234567, 1.66667)
    """
    if len(set(values)) == 1 or not sum(weights):
        return values[0]
    found = sum(v * w for v, w in zip(values, weights, strict=True)) / sum(weights)
    return float(f"{found:.6g}")
