"""What a simple heavy-tailed band for voluntary insurance would hold.

``python tools/voluntary_bands.py``.

Members are carried on by the mean of all earlier years' log growth, a random walk whose standard
deviation is that of the same years; the 80 % band is Student's t with the error of the mean in it.
Nothing but the years up to each origin is known. The second number in a row scales the band.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.stats import t as student_t

from simulator.inputs.region import load_region

HORIZONS = (1, 2, 3, 4)
LAST = 2025


def band(growth: Sequence[float], ahead: int, scale: float) -> tuple[float, float, float]:
    """Return low, middle and high of the log growth over some years ahead."""
    mean, sd, years = float(np.mean(growth)), float(np.std(growth, ddof=1)), len(growth)
    reach = student_t.ppf(0.9, years - 1) * sd * np.sqrt(ahead + ahead**2 / years) * scale
    return ahead * mean - reach, ahead * mean, ahead * mean + reach


def main() -> None:
    """Print points, coverage, width and error of the band from two first origins."""
    counts = {y: f.value for y, f in load_region("viet_nam").counts("voluntary_si").items()}
    growth = {y: np.log(counts[y] / counts[y - 1]) for y in counts if y - 1 in counts}
    print("first origin, scale: points, held [%], mean width [% of what came], error [%]")
    for first in (2016, 2019):
        for scale in (1.0, 2.0, 3.0):
            found = []
            for origin in range(first, LAST):
                known = [g for year, g in growth.items() if year <= origin]
                for ahead in HORIZONS:
                    if origin + ahead > LAST:
                        continue
                    ends = np.exp(band(known, ahead, scale)) * counts[origin]
                    found.append(ends / counts[origin + ahead])
            low, middle, high = np.array(found).T
            held = 100.0 * np.mean((low <= 1.0) & (high >= 1.0))
            width, error = 100.0 * np.mean(high - low), 100.0 * np.mean(np.abs(middle - 1.0))
            print(f"{first}, {scale:g}: {len(found)}, {held:.0f}, {width:.0f}, {error:.1f}")


if __name__ == "__main__":
    main()
