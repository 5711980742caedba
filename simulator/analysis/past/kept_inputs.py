"""What a kept projection was made from, so that a later program can make it again.

A record alone says what came out. With its pack and law beside it, this program runs the same
inputs, and what then differs from the record is method: the code, and numbers that only it needs.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from simulator.dataclass import dataclass
from simulator.errors import InputError, input_error
from simulator.files import write_whole
from simulator.inputs.json_text import parse_json
from simulator.inputs.law import law_file
from simulator.inputs.region import Region, load_region
from simulator.inputs.scenario import Scenario
from simulator.inputs.scenario_files import scenario_from_text

INPUTS = "inputs"
"""Folder of an entry that holds its packs and its law."""
LAW = "law"
"""In that folder: the law; a pack has a folder of its code."""


@dataclass(frozen=True, eq=False)
class KeptProjection:
    """A kept projection: its inputs, and what it said.

    Parameters
    ----------
    name : of its entry
    region, scenario : as they were, read by this program
    records : what it said
    """

    name: str
    region: Region
    scenario: Scenario
    records: list[dict[str, Any]]

    def value(self, indicator: str, year: int) -> float:
        """Return the central value that was said.

        Raises
        ------
        InputError
            where it said nothing of the indicator in that year.
        """
        said = {
            r["year"]: r["value"]
            for r in self.records
            if r["scenario"] == self.scenario.name
            and r["indicator"] == indicator
            and r["class"] is None
            and r["value"] is not None
        }
        if year in said:
            return float(said[year])
        known = ", ".join(str(y) for y in sorted(said)) or "–"
        raise input_error(
            f"{self.name} không có {indicator} năm {year}; các năm có: {known}",
            f"{self.name} says nothing of {indicator} in {year}; its years: {known}",
            key="--year",
        )


def keep_inputs(entry: Path, manifest: dict[str, Any]) -> bool:
    """Copy pack and law into an entry; return whether they are what its manifest says.

    Files that have changed since are left out, and then nothing is copied: inputs of another
    projection would explain nothing.
    """
    stated = manifest.get("inputs_sha256")
    try:
        found = dict(_inputs_of(manifest))
    except InputError:
        return False
    digests = {name: hashlib.sha256(raw).hexdigest() for name, raw in found.items()}
    if not isinstance(stated, dict) or digests.items() != stated.items():
        return False
    for name, raw in found.items():
        path = entry / INPUTS / name
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, raw)
    return True


def _inputs_of(manifest: dict[str, Any]) -> Iterator[tuple[str, bytes]]:
    """Yield the files of the pack, of its ancestors and of the law, named as in manifests."""
    options = manifest.get("options")
    place = options.get("region") if isinstance(options, dict) else None
    region = load_region(place if isinstance(place, str) else str(manifest["region"]))
    for at in region.lineage:
        for name, raw in at.source.contents().items():
            yield f"{at.code}/{name}", raw
    for path in sorted(law_file("").parent.glob("*.yaml")):
        yield f"{LAW}/{path.name}", path.read_bytes()


def kept_projection(entry: Path, scenario: str) -> KeptProjection:
    """Return a kept projection, its inputs read by this program.

    What an older pack or law does not state, since its program had no use for it, is as it is
    today: it belongs to the method, not to the data.

    Raises
    ------
    InputError
        where the entry keeps no inputs, or has no such scenario.
    """
    manifest: Any = _json(entry, "manifest.json")
    texts = manifest.get("scenarios", {})
    if scenario not in texts:
        raise input_error(
            f"{entry.name} không có kịch bản {scenario!r}; có: {', '.join(texts)}",
            f"{entry.name} has no scenario {scenario!r}; it has: {', '.join(texts)}",
            key="OLD",
        )
    folder = entry / INPUTS / str(manifest["region"])
    if not folder.is_dir():
        raise input_error(
            f"{entry.name} không giữ số liệu đầu vào, nên không tách được phần do phương pháp",
            f"{entry.name} keeps no inputs, so what the method changed cannot be told apart",
            key="OLD",
        )
    known_at = manifest.get("law_known_at")
    region = load_region(
        folder,
        law_as_of=None if known_at is None else date.fromisoformat(known_at),
        kept_laws=entry / INPUTS / LAW,
    )
    said = scenario_from_text(texts[scenario], f"{entry.name}/{scenario}")
    return KeptProjection(entry.name, region, said, _json(entry, "records.json"))


def _json(entry: Path, name: str) -> Any:  # noqa: ANN401
    return parse_json((entry / name).read_bytes(), f"{entry.name}/{name}")


def with_todays_needs(kept: Region, today: Region) -> Region:
    """Return a kept region with what only today's program asks for, as it is today."""
    parent = kept.parent
    if parent is not None:
        parent = with_todays_needs(parent, today.parent or today)
    return replace(
        kept,
        parent=parent,
        law=replace(kept.law, parameters={**today.law.parameters, **kept.law.parameters}),
        assumptions=today.assumptions.overridden_by(kept.assumptions),
    )
