"""Whatever command the documentation shows can be called, and does what it says."""

import doctest
import re
import shutil

import click
import matplotlib
import pytest
from click.testing import CliRunner
from docs.shown import PAGES, ROOT, SERVERS, blocks, calls, file_of, spoken

from simulator.cli import main
from simulator.report.appendix import source

runner = CliRunner()
HEAVY = ("appendix", "batch", "explain", "goal", "leaflet", "run", "slides")
LENIENT = doctest.NORMALIZE_WHITESPACE | doctest.ELLIPSIS


def name(path):
    return path.relative_to(ROOT).as_posix()


def holds(page, what):
    return any(list(what(block)) for block in blocks(page))


def python(block):
    """Return what is Python, but for lines that go into the page's own file."""
    return [block.body] if block.head == "python" and "streamlit" not in block.body else []


@pytest.fixture
def desk(tmp_path, monkeypatch):
    """A folder with what a clone has, where nothing is written into the clone."""
    monkeypatch.chdir(tmp_path)
    shutil.copytree(ROOT / "scenarios", tmp_path / "scenarios")
    shutil.copytree(ROOT / "docs" / "sample", tmp_path / "docs" / "sample")
    return tmp_path


@pytest.fixture(scope="module", autouse=True)
def gathered_once():
    """What papers are made from is worked out once for all their endings, without the past."""
    real, known = source.gather, {}

    def gather(region, scenarios, base, *rest, **more):
        key = (region.code, *(s.name for s in scenarios), base.name, repr((rest, more)))
        if key not in known:
            known[key] = real(region, scenarios, base, *rest, **more)
        return known[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(source, "gather", gather)
        patch.setattr(source, "_tested", lambda region: None)  # the site has the backtest
        yield


def called(block, words):
    """Call a command, with fewer draws where the page says that it is heavy."""
    if words[0] in SERVERS:
        words = [words[0], "--help"]
    elif block.cheaper and words[0] in HEAVY:
        words = _on_this_machine(words)
        words = [*words, *block.cheaper.split()]
    result = runner.invoke(main, words)
    assert result.exit_code == 0, f"{words}: {result.output}"


def _on_this_machine(words):
    """Leave out a scheduler, which only a cluster has; the digits are the same without one."""
    if "--scheduler" not in words:
        return words
    at = words.index("--scheduler")
    return [*words[:at], "--workers", "1", *words[at + 2 :]]


def executed(body, page, names):
    """Run Python as it stands; what a prompt shows must come."""
    if ">>>" not in body:
        exec(compile(re.sub(r"draws=\d{3,}", "draws=32", body), page.name, "exec"), names)
        return
    found = doctest.DocTestParser().get_doctest(body, names, page.name, str(page), 0)
    told = []
    outcome = doctest.DocTestRunner(optionflags=LENIENT).run(
        found, out=told.append, clear_globs=False
    )
    assert outcome.failed == 0, "".join(told)
    names.update(found.globs)


@pytest.mark.parametrize(
    "page", [p for p in PAGES if holds(p, calls) or holds(p, python)], ids=name
)
def test_a_page_can_be_followed_from_its_first_block_to_its_last(page, desk):
    matplotlib.use("agg")
    names = {}
    for block in blocks(page):
        written = file_of(block)
        if written:
            (desk / written[0]).write_text(written[1], "utf-8")
        for words in calls(block):
            called(block, words)
        for body in python(block):
            executed(body, page, names)


@pytest.mark.parametrize("page", [p for p in PAGES if list(spoken(p))], ids=name)
def test_commands_and_options_named_in_a_sentence_exist(page):
    context = click.Context(main, info_name="simulator")
    for words in spoken(page):
        command = main.get_command(context, words[0])
        assert command is not None, words
        if isinstance(command, click.Group) and len(words) > 1 and words[1] in command.commands:
            command = command.commands[words[1]]
        known = {option for parameter in command.params for option in parameter.opts}
        named = {word.partition("=")[0] for word in words if word.startswith("--")}
        assert named <= known | {"--help"}, words
