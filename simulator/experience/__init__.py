"""What a region's own history says about the rates, blended with its parent's by credibility."""

from simulator.experience.credibility import MINIMUM_COUNTS, Blend, has_own_history
from simulator.experience.jobs import (
    JobLine,
    growth_table,
    job_line,
    job_offset,
    line_place,
    plan_errors,
)
from simulator.experience.mix import (
    TrendRise,
    autocorrelation,
    carried_surprise,
    spread_range,
    surprise_spread,
    surprises,
    trend_rise,
)
from simulator.experience.places import (
    Pair,
    Spread,
    apart,
    growth_factor,
    pairs_of_places,
    spread_among_places,
    spread_of,
)
from simulator.experience.room import (
    RoomLine,
    least_ceiling,
    room_line,
    room_lines,
    share_of_force,
)
from simulator.experience.uptake import Posterior, uptake
from simulator.experience.voluntary import Pace, recruitment_pace

__all__ = [
    "MINIMUM_COUNTS",
    "Blend",
    "JobLine",
    "Pace",
    "Pair",
    "Posterior",
    "RoomLine",
    "Spread",
    "TrendRise",
    "apart",
    "autocorrelation",
    "carried_surprise",
    "growth_factor",
    "growth_table",
    "has_own_history",
    "job_line",
    "job_offset",
    "least_ceiling",
    "line_place",
    "pairs_of_places",
    "plan_errors",
    "recruitment_pace",
    "room_line",
    "room_lines",
    "share_of_force",
    "spread_among_places",
    "spread_of",
    "spread_range",
    "surprise_spread",
    "surprises",
    "trend_rise",
    "uptake",
]
