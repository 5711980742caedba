"""Word files from outside: bombs, entities and broken packages are refused in words."""

import io
import zipfile

import pytest
from click.testing import CliRunner

from simulator.cli import main

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
CORE = (
    '<cp:coreProperties xmlns:cp="x" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:description>{}</dc:description></cp:coreProperties>"
)
MARK = "n_" + "0" * 14 + "_" + "0" * 8 + "_1"


def _package(parts, method=zipfile.ZIP_DEFLATED):
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", method) as package:
        for name, raw in parts.items():
            package.writestr(name, raw)
    return target.getvalue()


def _entity(value):
    return f'<!DOCTYPE d [<!ENTITY a "{value}">]><w:document xmlns:w="{W}">&a;</w:document>'


def _laughs():
    lines = "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 12))
    return f'<!DOCTYPE d [<!ENTITY a0 "ha">{lines}]><w:document xmlns:w="{W}">&a11;</w:document>'


HOSTILE = {
    "a bomb of one part": _package({"word/document.xml": b" " * 60_000_000}),
    "a bomb of many parts": _package({f"{i}.xml": b"" for i in range(2_001)}),
    "a billion laughs": _package({"word/document.xml": _laughs(), "docProps/core.xml": _laughs()}),
    "an entity of a file": _package(
        dict.fromkeys(
            ("word/document.xml", "docProps/core.xml"),
            '<!DOCTYPE d [<!ENTITY a SYSTEM "file:///etc/passwd">]><d>&a;</d>',
        )
    ),
    "an entity": _package(dict.fromkeys(("word/document.xml", "docProps/core.xml"), _entity("x"))),
    "half a package": _package({"word/document.xml": b"x" * 5000})[:120],
    "not well formed": _package({"word/document.xml": b"<a>", "docProps/core.xml": b"<a>"}),
    "nothing": b"",
    "a text": b"PK\x03\x04 not a package",
    "another manifest": _package(
        {
            "word/document.xml": f'<w:document xmlns:w="{W}"/>',
            "docProps/core.xml": CORE.format("[" * 100_000),
        }
    ),
    "a manifest without words": _package(
        {
            "word/document.xml": f'<w:document xmlns:w="{W}"/>',
            "docProps/core.xml": CORE.format('{"options": []}'),
        }
    ),
    "a manifest of another kind": _package(
        {
            "word/document.xml": f'<w:document xmlns:w="{W}"><w:p>'
            f'<w:bookmarkStart w:name="{MARK}"/></w:p></w:document>',
            "docProps/core.xml": CORE.format(
                '{"options": {"region": 3, "profile": [], "language": {}},'
                ' "scenarios": 7, "scenario_files": 1}'
            ),
        }
    ),
    "a path to climb": _package(
        {
            "../../word/document.xml": b"<a/>",
            "word/document.xml": b"<a/>",
            "docProps/core.xml": CORE.format('{"options": {"region": "../../../../etc"}}'),
        }
    ),
}


def _lied(raw):
    """Return a package whose directory states that its part is one byte long."""
    size = (60_000_000).to_bytes(4, "little")
    return raw.replace(size, (1).to_bytes(4, "little"))


HOSTILE["a bomb that lies"] = _lied(_package({"word/document.xml": b" " * 60_000_000}))


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.parametrize("action", ["check", "refresh"])
def test_a_hostile_draft_is_refused_in_words(tmp_path, name, action):
    path, out = tmp_path / "a.docx", tmp_path / "new.docx"
    path.write_bytes(HOSTILE[name])
    done = CliRunner().invoke(
        main, ["draft", action, str(path), *(["--out", str(out)] if action == "refresh" else [])]
    )
    assert done.exit_code == 2, (done.output, done.exception)
    assert "Traceback" not in done.output
    assert "passwd" not in done.output
    assert "root:" not in done.output
    assert not out.exists()
