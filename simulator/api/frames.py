"""Records as data frames, labelled arrays and Parquet files."""

from __future__ import annotations

import io
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from simulator.api.columns import COLUMNS, attributes
from simulator.extras import need
from simulator.files import write_whole
from simulator.report.document import Record
from simulator.report.output import output_file, writing

if TYPE_CHECKING:
    from pandas import DataFrame
    from xarray import Dataset

Facts = Mapping[str, str | int]
METADATA = "si-simulator"
"""Key of the Parquet file's metadata under which the answer says what it was made from."""


def to_pandas(records: Sequence[Record], columns: Sequence[str], about: Facts) -> DataFrame:
    """Return records as a frame with their units in ``attrs``."""
    frame: DataFrame = need("pandas").DataFrame.from_records(list(records), columns=list(columns))
    units = {key: COLUMNS[key].unit for key in columns if COLUMNS[key].unit}
    frame.attrs = {**about, "units": units}
    return frame


def to_xarray(
    records: Sequence[Record],
    dims: Sequence[str],
    along: Mapping[str, tuple[str, ...]],
    about: Facts,
) -> Dataset:
    """Return records as arrays over ``dims``, each variable over those that it runs along."""
    xarray = need("xarray")
    frame = need("pandas").DataFrame.from_records(list(records))
    made = xarray.Dataset(attrs=dict(about))
    for key in frame.columns:
        if key in dims:
            continue
        if axes := list(along.get(key, dims)):
            column = frame.drop_duplicates(axes).set_index(axes)[key].to_xarray()
        else:
            column = xarray.DataArray(frame[key].iloc[0])
        made[key] = column.assign_attrs(attributes(key))
    # Arrays are made in the order of the alphabet; a reader expects that of the answer.
    made = made.reindex({axis: list(dict.fromkeys(frame[axis])) for axis in dims})
    for axis in dims:
        made[axis].attrs = attributes(axis)
    ordered: Dataset = made.transpose(*dims)
    return ordered


def to_parquet(
    records: Sequence[Record], columns: Sequence[str], about: Facts, path: str | Path
) -> Path:
    """Write records with their units as a Parquet file."""
    target = output_file(str(path), (".parquet",), "path")
    arrow, parquet = need("pyarrow"), need("pyarrow.parquet")
    table = arrow.Table.from_pydict({key: [row.get(key) for row in records] for key in columns})
    fields = [table.schema.field(key).with_metadata(attributes(key)) for key in columns]
    told = {METADATA: json.dumps(dict(about), ensure_ascii=False)}
    buffer = io.BytesIO()
    parquet.write_table(table.cast(arrow.schema(fields, metadata=told)), buffer)
    with writing(target, "path"):
        write_whole(target, buffer.getvalue())
    return target
