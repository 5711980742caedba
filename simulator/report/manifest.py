"""What a result was made from: the same manifest, the same digits."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import Any

from simulator import __version__
from simulator.inputs.law import LAW_FOLDER
from simulator.inputs.region import Region
from simulator.inputs.scenario import Scenario
from simulator.inputs.scenario_writer import dump_scenario


def manifest(
    region: Region,
    scenarios: Sequence[Scenario],
    options: dict[str, Any],
    *,
    draws: int = 0,
    seed: int | None = None,
) -> dict[str, Any]:
    """Return program version, hashes of every input, law version, seed and options.

    There is no date in it, so that the same command gives the same bytes again.
    """
    return {
        "program": f"simulator {__version__}",
        "region": region.code,
        "base_year": region.base_year,
        "law_version": region.law.version,
        "law_known_at": str(region.law.known_at) if region.law.known_at else None,
        "inputs_sha256": {**_region_hashes(region), **_law_hashes()},
        "scenarios_sha256": {
            scenario.name: _digest(dump_scenario(scenario).encode()) for scenario in scenarios
        },
        "draws": draws,
        "seed": seed if draws else None,
        "options": options,
    }


def _region_hashes(region: Region | None) -> dict[str, str]:
    found = {}
    while region is not None:
        for path in sorted(region.folder.glob("*")):
            if path.is_file():
                found[f"{region.code}/{path.name}"] = _digest(path.read_bytes())
        region = region.parent
    return found


def _law_hashes() -> dict[str, str]:
    return {f"law/{p.name}": _digest(p.read_bytes()) for p in sorted(LAW_FOLDER.glob("*.yaml"))}


def _digest(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()
