"""The site as it is built: without a warning, without a dead end, without the network."""

import re
import subprocess
import sys
from html.parser import HTMLParser
from urllib.parse import unquote, urldefrag

import pytest
from docs.shown import ROOT

from simulator.inputs.definitions import DEFINITIONS, Role
from simulator.levers import LEVERS

ELSEWHERE = re.compile(r"^[a-z]+:", re.IGNORECASE)
THEME_WORDS = ("On this page", "Back to top", "Previous", "Skip to content", "Toggle")


class Page(HTMLParser):
    """Addresses, names and words of a page."""

    def __init__(self, text):
        super().__init__()
        self.links, self.fetched, self.names, self.words = [], [], set(), []
        self.attributes = {}
        self._hidden = 0
        self.feed(text)

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        self.attributes.setdefault(tag, found)
        self._hidden += tag in ("script", "style")
        if found.get("id"):
            self.names.add(found["id"])
        if tag == "a" and found.get("href"):
            self.links.append(found["href"])
        if tag == "link" and found.get("rel") in ("stylesheet", "icon", "preload"):
            self.fetched.append(found["href"])
        if found.get("src"):
            self.fetched.append(found["src"])

    def handle_endtag(self, tag):
        self._hidden -= tag in ("script", "style")

    def handle_data(self, data):
        if not self._hidden:
            self.words.append(data)


@pytest.fixture(scope="module")
def site(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    called = [sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", "html"]
    built = subprocess.run(
        [*called, "-d", str(folder / "trees"), str(ROOT / "docs"), str(folder / "html")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr
    return folder / "html"


@pytest.fixture(scope="module")
def pages(site):
    return {path: Page(path.read_text("utf-8")) for path in sorted(site.rglob("*.html"))}


def test_every_link_leads_to_a_page_and_a_place_in_it(pages):
    for path, page in pages.items():
        for link in page.links:
            address, place = urldefrag(link)
            if ELSEWHERE.match(address) or address.startswith("//"):
                continue
            target = (path.parent / unquote(address)).resolve() if address else path
            assert target.is_file(), f"{path.name}: {link}"
            if place and target in pages:
                assert unquote(place) in pages[target].names, f"{path.name}: {link}"


def test_nothing_is_fetched_from_elsewhere(site, pages):
    for path, page in pages.items():
        for address in page.fetched:
            assert not ELSEWHERE.match(address), f"{path.name}: {address}"
            assert not address.startswith("//"), f"{path.name}: {address}"
            assert (path.parent / address.partition("?")[0]).is_file(), f"{path.name}: {address}"
    for style in site.rglob("*.css"):
        assert not re.search(r"(?:@import|url\()\s*[\"']?(?:https?:)?//", style.read_text("utf-8"))


def test_pages_for_planners_are_vietnamese_to_the_last_button(site, pages):
    for path, page in pages.items():
        spoken = page.attributes["html"]["lang"]
        assert spoken == ("vi" if path.parent == site / "vi" else "en")
        if spoken == "vi":
            words = "\n".join(page.words)
            assert not [word for word in THEME_WORDS if word in words], path.name


def test_files_and_assumptions_that_the_equations_name_exist():
    text = (ROOT / "docs" / "equations.md").read_text("utf-8")
    for name in re.findall(r"`(\w+/\w+\.py)`", text):
        assert (ROOT / "simulator" / name).is_file(), name
    named = set(re.findall(r"`([a-z0-9_]+)`", text))
    assert named <= set(DEFINITIONS), named - set(DEFINITIONS)


def test_whatever_is_drawn_stands_in_an_equation_or_is_an_effect_of_a_lever():
    text = (ROOT / "docs" / "equations.md").read_text("utf-8")
    effects = {name for lever in LEVERS.values() for name in lever.parameters}
    drawn = {d.name for d in DEFINITIONS.values() if d.role in (Role.MODEL, Role.PATTERN)}
    missing = {name for name in drawn - effects if f"`{name}`" not in text}
    assert not missing
