"""What a region's own history says about the rates, blended with its parent's by credibility."""

from simulator.experience.credibility import MINIMUM_COUNTS, Blend, has_own_history
from simulator.experience.jobs import JobLine, growth_table, job_line, job_offset, plan_errors
from simulator.experience.voluntary import Pace, recruitment_pace

__all__ = [
    "MINIMUM_COUNTS",
    "Blend",
    "JobLine",
    "Pace",
    "growth_table",
    "has_own_history",
    "job_line",
    "job_offset",
    "plan_errors",
    "recruitment_pace",
]
