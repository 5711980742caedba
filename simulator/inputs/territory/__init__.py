"""Places joined and divided: packs merged, split, and moved to the units that took over."""

from simulator.inputs.territory.merge import Merged, merge
from simulator.inputs.territory.part import Part, code_for
from simulator.inputs.territory.split import Halves, split
from simulator.inputs.territory.units import in_new_units

__all__ = ["Halves", "Merged", "Part", "code_for", "in_new_units", "merge", "split"]
