"""What a lean installation lacks, and which extra brings it: the one place that knows."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from simulator.errors import complain

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

    Called before the work begins, so that nothing is half done where it is missing.

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
    name = library.partition(".")[0]
    try:
        return import_module(library)
    except ImportError as error:
        # A fault within the library is no missing library.
        if isinstance(error, ModuleNotFoundError) and (error.name or name).startswith(name):
            raise complain(
                f"cần thư viện {name}: pip install '{PACKAGE}[{extra or EXTRAS[name]}]'",
                f"needs the library {name}: pip install '{PACKAGE}[{extra or EXTRAS[name]}]'",
            ) from None
        raise
