"""Write the direction numbers that simulator/analysis/uncertainty/sobol.py reads, from SciPy's own.

python tools/sobol_table.py
"""

from __future__ import annotations

from pathlib import Path

import numpy as np
from scipy.stats import qmc

from simulator.analysis.uncertainty import sobol

DIMENSIONS = 300
"""More than any shipped region has uncertain numbers."""


def main() -> None:
    """Write the table."""
    directions = qmc.Sobol(DIMENSIONS, scramble=False)._sv
    np.save(Path(sobol.__file__).with_name(sobol.TABLE), directions)


if __name__ == "__main__":
    main()
