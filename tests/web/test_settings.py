import tomllib
from pathlib import Path

SETTINGS = tomllib.loads((Path(__file__).parents[2] / ".streamlit/config.toml").read_text("utf-8"))


def test_the_page_is_private_quiet_and_guarded_unless_someone_says_otherwise():
    assert SETTINGS["server"]["address"] == "127.0.0.1"
    assert SETTINGS["server"]["enableXsrfProtection"] is True
    assert SETTINGS["browser"]["gatherUsageStats"] is False
    assert SETTINGS["client"]["showErrorDetails"] == "none"


def test_no_asset_names_another_address():
    allowed = {"http://www.w3.org/2000/svg"}
    for path in (Path(__file__).parents[2] / "simulator/web/assets").iterdir():
        words = path.read_text("utf-8").replace('"', " ").replace("'", " ").split()
        assert {w.rstrip(";,)") for w in words if "://" in w} <= allowed, path.name
