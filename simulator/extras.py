"""What a lean installation lacks, and which extra brings it: the one place that knows."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from typing import Any

from simulator.errors import input_error
from simulator.text import Text

PACKAGE = "si-simulator"
EXTRAS = {
    "distributed": "cluster",
    "docx": "papers",
    "fastapi": "serve",
    "lxml": "papers",
    "matplotlib": "papers",
    "openpyxl": "workbooks",
    "pandas": "frames",
    "pptx": "papers",
    "pyarrow": "frames",
    "statsmodels": "backtest",
    "streamlit": "app",
    "typst": "papers",
    "uvicorn": "serve",
    "xarray": "frames",
    "xlsxwriter": "workbooks",
}
"""Library -> the smallest extra of the package that brings it."""


def need(library: str, *, extra: str = "") -> Any:  # noqa: ANN401
    """Return a library that not every installation has.

    Parameters
    ----------
    library : one of :data:`EXTRAS`, or a module of it
    extra : which to name where another than the usual fits the use better

    Raises
    ------
    InputError
        in one line with the extra to install, where it is missing.

    >>> need("pandas").__name__
    'pandas'
    """
    refuse_without(library.partition(".")[0], extra=extra)
    return import_module(library)


def refuse_without(*libraries: str, extra: str = "") -> None:
    """Refuse work before it begins where a library for it is missing; none is imported.

    Raises
    ------
    InputError
        in one line with the extra to install.
    """
    for library in libraries:
        if (lacking := missing(library, extra=extra)) is not None:
            raise input_error(*lacking)


def missing(library: str, *, extra: str = "") -> Text | None:
    """Return how a library is installed where it is missing, else None.

    >>> missing("numpy") is None
    True
    """
    if find_spec(library) is not None:
        return None
    how = f"pip install '{PACKAGE}[{extra or EXTRAS[library]}]'"
    return Text(f"cần thư viện {library}: {how}", f"needs the library {library}: {how}")
