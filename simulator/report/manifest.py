"""What a result was made from: the same manifest, the same digits."""

from __future__ import annotations

import hashlib
import json
import platform
from collections.abc import Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from simulator import __version__
from simulator.inputs.law import LAW_FOLDER
from simulator.inputs.region import Region, once_a_region
from simulator.inputs.scenario import Scenario
from simulator.inputs.scenario_writer import dump_scenario
from simulator.projection.years import engine

_PACKAGE = Path(__file__).parent.parent


def manifest(
    region: Region,
    scenarios: Sequence[Scenario],
    options: dict[str, Any],
    *,
    draws: int = 0,
    seed: int | None = None,
    whole: bool = False,
) -> dict[str, Any]:
    """Return program and libraries, hashes of every input, law version, seed and options.

    There is no date in it, so that the same command gives the same bytes again.

    Parameters
    ----------
    whole : whether each scenario stands in it, too
    """
    texts = {scenario.name: dump_scenario(scenario) for scenario in scenarios}
    made = {
        "program": f"simulator {__version__}",
        "program_sha256": _program_hash(),
        "libraries": _libraries(),
        "engine": engine(),
        "region": region.code,
        "base_year": region.base_year,
        "law_version": region.law.version,
        "law_known_at": str(region.law.known_at) if region.law.known_at else None,
        "inputs_sha256": {**_region_hashes(region), **_law_hashes()},
        "scenarios_sha256": {name: _digest(text.encode()) for name, text in texts.items()},
        "draws": draws,
        "seed": seed if draws else None,
        "options": options,
    }
    return made | {"scenarios": texts} if whole else made


def manifest_of_run(
    region: Region,
    scenarios: Sequence[Scenario],
    asked: tuple[list[str], str, str | None, list[int]],
    draws: int,
    seed: int,
) -> dict[str, Any]:
    """Return the manifest of a projection, in which each scenario stands whole.

    A scenario may be a file that changes later, or come with a request that nobody keeps.

    Parameters
    ----------
    asked : scenarios, region, day of the law and years, as the user named them
    """
    names, place, law_as_of, years = asked
    options = {
        "command": "run",
        "scenarios": names,
        "region": place,
        "law_as_of": law_as_of,
        "years": years,
    }
    return manifest(region, scenarios, options, draws=draws, seed=seed, whole=True)


def _region_hashes(region: Region) -> dict[str, str]:
    return {name: hashed for place in region.lineage for name, hashed in _own_hashes(place).items()}


@once_a_region
def _own_hashes(place: Region) -> dict[str, str]:
    """Return the hashes of a pack's own files, as they were when it was read."""
    contents = place.source.contents()
    return {f"{place.code}/{name}": _digest(raw) for name, raw in contents.items()}


@once_a_region
def edition(place: Region) -> str:
    """Return one hash of a place's own files and of the law as it was read for it."""
    law = {"law": place.law.version, "known_at": str(place.law.known_at)}
    return _digest(json.dumps(law | _own_hashes(place) | _law_hashes(), sort_keys=True).encode())


def _law_hashes() -> dict[str, str]:
    return {f"law/{p.name}": _digest(p.read_bytes()) for p in sorted(LAW_FOLDER.glob("*.yaml"))}


@cache
def _program_hash() -> str:
    """Return one hash of all of the program's code: a version alone does not tell two commits.

    Worked out once: a process runs the code that it began with.
    """
    files = [p for p in _PACKAGE.rglob("*") if p.suffix in (".py", ".c")]
    code = sorted((p.relative_to(_PACKAGE).as_posix(), p) for p in files)
    return _digest("".join(f"{name} {_digest(p.read_bytes())}\n" for name, p in code).encode())


@cache
def _libraries() -> dict[str, str]:
    """Return what the last digits depend on beside the program."""
    found = {"python": platform.python_version()}
    return found | {name: version(name) for name in ("numpy", "scipy")}


def _digest(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()
