"""The form of official documents, as data."""

from __future__ import annotations

from pathlib import Path

from simulator.dataclass import dataclass
from simulator.inputs.documents import read_yaml
from simulator.text import Text

PROFILES = ("hd05", "hd36", "nd30")
_FOLDER = Path(__file__).parent / "profiles"


@dataclass(frozen=True, slots=True)
class Profile:
    """The form of official documents; see the files in ``profiles``."""

    key: str
    name: Text
    source: str
    font: str
    margins_mm: dict[str, float]
    body_pt: float
    line_pt: float
    table_pt: float
    note_pt: float
    attached: Text
    signer: Text

    def signers(self, language: str) -> list[str]:
        """Return the lines under which the paper is signed; none where the form has none."""
        return [line for line in self.signer.in_(language).split("\n") if line]


def load_profile(key: str) -> Profile:
    """Return a form of official documents by key.

    Raises
    ------
    InputError
        for a file that cannot be read.
    """
    data = read_yaml(_FOLDER / f"{key}.yaml", f"profiles/{key}.yaml").data
    sizes = {name: float(data[name]) for name in ("body_pt", "line_pt", "table_pt", "note_pt")}
    return Profile(
        key=key,
        name=Text(data["name"]["vi"], data["name"]["en"]),
        source=data["source"],
        font=data["font"],
        margins_mm={side: float(mm) for side, mm in data["margins_mm"].items()},
        attached=Text(data["attached_vi"], data["attached_en"]),
        signer=Text("\n".join(data["signer_vi"]), "\n".join(data["signer_en"])),
        **sizes,
    )
