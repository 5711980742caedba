"""The notebooks of the documentation run from top to bottom, and are kept without outputs."""

from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

FOLDER = Path(__file__).parents[1] / "docs" / "notebooks"
NAMES = ("nghi_quyet.ipynb", "statistics.ipynb")


@pytest.fixture(scope="module")
def cells():
    """Return the cells of all notebooks by name, run one after another.

    In one kernel, emptied in between, so that libraries are imported once.
    """
    books = {name: nbformat.read(FOLDER / name, as_version=4) for name in NAMES}
    whole = nbformat.v4.new_notebook()
    for book in books.values():
        whole.cells += [*book.cells, nbformat.v4.new_code_cell("%reset -f")]
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("MPLBACKEND", raising=False)  # Streamlit sets it, and then nothing is shown
        NotebookClient(whole, timeout=300, kernel_name="python3").execute()
    return {name: book.cells for name, book in books.items()}


def test_every_notebook_is_run():
    assert sorted(path.name for path in FOLDER.glob("*.ipynb")) == sorted(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_is_kept_without_outputs(name):
    book = nbformat.read(FOLDER / name, as_version=4)
    nbformat.validate(book)
    for cell in book.cells:
        assert not cell.get("outputs")
        assert cell.get("execution_count") is None


@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_shows_pictures_and_answers(name, cells):
    shown = [out for cell in cells[name] for out in cell.get("outputs", [])]
    kinds = [kind for out in shown for kind in out.get("data", {})]
    drawn = [cell for cell in cells[name] if cell.source.rstrip().endswith("plot();")]
    assert len(drawn) >= 2
    assert kinds.count("image/png") >= len(drawn)
    assert "text/html" in kinds
    assert not any(out.get("name") == "stderr" for out in shown)
