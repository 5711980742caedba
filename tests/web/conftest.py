import sys
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import expect

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
import page_browser

PATIENCE = 90_000
"""Milliseconds: a busy machine is slow, not wrong."""


@pytest.fixture(scope="session")
def site():
    """Address of the page, served with the shipped settings."""
    if page_browser.chromium() is None:
        pytest.skip("no Chromium: install Debian's package chromium")
    with page_browser.served() as (url, _):
        yield url


@pytest.fixture(scope="session")
def chrome(site):
    # Pages of one context in one process: see `visit`.
    with page_browser.browser("--process-per-site") as found:
        yield found


@pytest.fixture(scope="session")
def visit(chrome, site):
    """Open pages in one context, so that scripts and styles are fetched and compiled once.

    An empty page stays open, and with it the process that holds what was compiled.
    """
    context = chrome.new_context(accept_downloads=True)
    context.set_default_timeout(PATIENCE)
    context.new_page().goto(f"{site}/_stcore/health")
    expect.set_options(timeout=PATIENCE)

    def opened(width=1366, height=768, scheme="light"):
        page = context.new_page()
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        page.wait_for_function = partial(page.wait_for_function, polling=50)
        return page

    yield opened
    context.close()


@pytest.fixture(scope="session")
def tab(visit):
    """The page that tests take in turn: opened anew each would cost a quarter more."""
    return visit()


@pytest.fixture
def page(tab):
    """A page as just opened, at the size of an office laptop; it must meet no error of its own."""
    tab.set_viewport_size({"width": 1366, "height": 768})
    broken = []

    def hear(error):
        broken.append(str(error))

    tab.on("pageerror", hear)
    yield tab
    tab.goto("about:blank")
    tab.remove_listener("pageerror", hear)
    assert broken == []
