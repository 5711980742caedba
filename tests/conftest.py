import shutil
import sys
from pathlib import Path

import pytest
from hypothesis import settings

sys.path.insert(0, str(Path(__file__).parent))
settings.register_profile("steady", derandomize=True, deadline=None, max_examples=25)
settings.load_profile("steady")


@pytest.fixture
def pack(tmp_path):
    """Folder of a province's own pack: Ninh Thuận's under another name."""
    from simulator.inputs.pack_lineage import REGION_FOLDER

    folder = tmp_path / "mine"
    shutil.copytree(REGION_FOLDER / "ninh_thuan", folder)
    return folder
