"""What a question returns: one answer that prints, draws and converts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from simulator.dataclass import dataclass
from simulator.report.document import Record, Section
from simulator.text import LANGUAGES, Text

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from pandas import DataFrame
    from xarray import Dataset

Found = TypeVar("Found", covariant=True)


@dataclass(frozen=True, eq=False, repr=False)
class Result(Generic[Found]):
    """An answer: as people read it, and as programs do.

    ``print(result)`` gives the table of the command line, a notebook shows that of the page.

    Parameters
    ----------
    found : what the analysis found, an object of ``simulator.analysis`` with every number
    sections : what is said of it, in an order for readers
    about : region, scenarios, draws, seed, program …, which travel with converted data
    language : in which it speaks, "vi" or "en"
    dims : keys of the records that tell them apart: the axes of :meth:`to_xarray`
    along : key of the records -> the axes that it runs along, where it is not all of ``dims``
    remarks : what is allowed and may yet be meant otherwise

    Examples
    --------
    >>> import simulator as si
    >>> answer = si.explain("ninh_thuan", "status_quo", "resolution", draws=0, language="en")
    >>> answer.text().startswith("The resolution (all solutions) against Status quo")
    True
    >>> answer.records[0]["group"], answer.found.year
    ('investment', 2030)
    """

    found: Found
    sections: tuple[Section, ...]
    about: Mapping[str, str | int]
    language: str = LANGUAGES[0]
    dims: tuple[str, ...] = ()
    along: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    remarks: tuple[Text, ...] = ()

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        said = ", ".join(f"{key}={value!r}" for key, value in self.about.items() if key in _TOLD)
        return f"<{type(self).__name__} of {type(self.found).__name__}: {said}>"

    def _repr_html_(self) -> str:
        """Return what a notebook shows."""
        return self.html()

    @property
    def records(self) -> list[Record]:
        """Return the answer as rows for programs: English keys, full digits.

        Shares are fractions (0.32 is 32 %), what is not known is None, wording is in the language
        of the answer. The units of the keys are in ``simulator.api.columns``.
        """
        rows = [row for section in self.sections for row in section.data.rows]
        return [{key: _plain(value, self.language) for key, value in row.items()} for row in rows]

    def in_language(self, language: str) -> Result[Found]:
        """Return the same answer in the other language.

        >>> import simulator as si
        >>> si.list_levers().in_language("en").records[0]["label"]
        'Investment in key and advantageous sectors'
        """
        from simulator.api.given import language_of

        return replace(self, language=language_of(language))

    def text(self) -> str:
        """Return the answer as lines for a terminal."""
        from simulator.report.writers import terminal

        told = [terminal.write(section, self.language) for section in self.sections]
        return "\n\n".join([*told, *self._remarked()])

    def html(self) -> str:
        """Return the answer as one piece of HTML that needs nothing else."""
        from simulator.report.writers import html

        return html.whole(self.sections, self.language, self._remarked())

    def _remarked(self) -> list[str]:
        head = Text("Lưu ý", "Note").in_(self.language)
        return [f"{head}: {words.in_(self.language)}" for words in self.remarks]

    def plot(self, *chosen: str, axes: Axes | None = None) -> Axes:
        """Draw what is best seen and return the matplotlib axes.

        Parameters
        ----------
        chosen : kind of chart, where the answer has several: "bars", "waterfall", "stack" …
        axes : to draw on; None: new ones

        Raises
        ------
        InputError
            where there is nothing to draw, or matplotlib is not installed
            (``pip install 'si-simulator[frames]'``).

        >>> import simulator as si
        >>> axes = si.calibrate("viet_nam").plot()
        >>> len(axes.lines) > 0
        True
        """
        from simulator.api.plots import draw_answer

        return draw_answer(self.found, self.sections, chosen, self.language, axes)

    def to_pandas(self) -> DataFrame:
        """Return the records as a data frame, one row a record.

        ``frame.attrs`` holds ``about`` and, under ``units``, the unit of each column.

        Raises
        ------
        InputError
            where pandas is not installed (``pip install 'si-simulator[frames]'``).

        >>> import simulator as si
        >>> frame = si.allocate("ninh_thuan", "resolution", [2030]).to_pandas()
        >>> frame.attrs["units"]["target"]
        'person'
        """
        from simulator.api.frames import to_pandas

        return to_pandas(self.records, self._columns(), self.about)

    def to_xarray(self) -> Dataset:
        """Return the answer as a labelled array, with units and words as attributes.

        The axes are those of ``dims``; a variable that is the same along one of them has it not.

        Raises
        ------
        InputError
            where xarray is not installed (``pip install 'si-simulator[frames]'``).

        >>> import simulator as si
        >>> found = si.allocate("ninh_thuan", "resolution", [2029, 2030]).to_xarray()
        >>> found["target"].dims, found["target"].attrs["units"]
        (('locality', 'year', 'type'), 'person')
        """
        from simulator.api.frames import to_xarray

        columns = self._columns()
        rows = [{key: row.get(key) for key in columns} for row in self.records]
        return to_xarray(rows, self.dims, self.along, self.about)

    def to_parquet(self, path: str | Path) -> Path:
        """Write the records as a Parquet file, whole or not at all, and return its path.

        Units and ``about`` are in the file's metadata.

        Raises
        ------
        InputError
            for an ending other than .parquet, a folder that is not there or cannot be written to,
            and where pyarrow is not installed (``pip install 'si-simulator[frames]'``).
        """
        from simulator.api.frames import to_parquet

        return to_parquet(self.records, self._columns(), self.about, path)

    def _columns(self) -> Sequence[str]:
        """Return the keys of the records, in their order."""
        fields = [section.data.fields for section in self.sections if section.data.fields]
        return list(fields[0]) if fields else list(self.records[0] if self.records else ())


_TOLD = ("region", "scenario", "scenarios", "until", "year", "draws")
"""What of ``about`` tells one answer from another at a glance."""


def _plain(value: object, language: str) -> Any:  # noqa: ANN401
    if isinstance(value, Text):
        return value.in_(language)
    return value


def about(region: str = "", **facts: Any) -> dict[str, str | int]:  # noqa: ANN401
    """Return what an answer was made from, in a form that any file's attributes take."""
    from simulator import __version__

    known = {"program": f"simulator {__version__}", "region": region, **facts}
    return {
        key: value if isinstance(value, int) else _joined(value)
        for key, value in known.items()
        if value is not None and value != ""
    }


def _joined(value: object) -> str:
    return " ".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
