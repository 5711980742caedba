"""No violation of the rules for accessible pages (axe), wherever a visitor gets to."""

import json
from pathlib import Path

import axe_playwright_python
import page_browser
import pytest

from simulator.web.site import _PAGES, PATHS

AXE = Path(axe_playwright_python.__file__).parent / "axe.min.js"
DESK, PHONE = 1280, 390
WITH_RANGES = ("nguyen-nhan", "cach-dat")
"""Pages whose bars get their ranges when these are known."""
UNFOLD = """() => {
  const inside = (root) => [...root.querySelectorAll("*")]
    .flatMap((node) => [node, ...(node.shadowRoot ? inside(node.shadowRoot) : [])]);
  for (const node of inside(document))
    if (node.tagName === "DETAILS" && !node.open) node.querySelector("summary").click();
}"""
"""Open every fold, in the components too."""


@pytest.fixture(scope="module")
def turned_to(visit, site):
    """Turn to a page in the one tab of a language and a scheme, as a visitor turns pages."""
    tabs = {}

    def turned(path, language, scheme):
        if (language, scheme) not in tabs:
            page, said = visit(1280, 844, scheme), []
            page.on("console", lambda m: said.append(m.text) if m.type == "error" else None)
            page_browser.ready(page, f"{site}/?lang={language}")
            page.evaluate(AXE.read_text("utf-8"))
            tabs[language, scheme] = page, said
        page, said = tabs[language, scheme]
        said.clear()
        page.set_viewport_size({"width": DESK, "height": 844})
        head = next(title for at, title, _ in _PAGES if at == (path or _PAGES[0][0]))
        page.get_by_role("link", name=head.in_(language), exact=True).first.click()
        page.wait_for_function(f"document.title.startsWith({head.in_(language)!r})")
        page.locator("h1", has_text=head.in_(language)).wait_for()
        return page, said

    yield turned
    for page, _ in tabs.values():
        page.close()


def _settled(page, path):
    page.wait_for_function("!document.querySelector('[data-testid=stStatusWidget]')")
    page.wait_for_load_state("networkidle")
    if path in WITH_RANGES:
        page.locator("figure .whisker").first.wait_for(state="attached")


def _violations(page, *widths, of="document"):
    """Return what axe finds in a part of the page at some widths."""
    told = []
    for width in widths:
        page.set_viewport_size({"width": width, "height": 844})
        page.wait_for_function("new Promise(requestAnimationFrame).then(() => true)")
        found = page.evaluate(f"axe.run({of}, {{resultTypes: ['violations']}})")
        told += [
            (width, v["id"], v["impact"], [n["html"][:160] for n in v["nodes"]][:3])
            for v in found["violations"]
        ]
    return told


def _shown(told):
    return json.dumps(told, indent=1, ensure_ascii=False)


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize(
    ("language", "scheme", "widths"), [("vi", "light", (DESK, PHONE)), ("en", "dark", (PHONE,))]
)
def test_a_page_has_no_violation_and_a_title_in_its_language(
    turned_to, path, language, scheme, widths
):
    page, broken = turned_to(path, language, scheme)
    page.wait_for_function(f"document.documentElement.lang === '{language}'")
    _settled(page, path)
    page.evaluate(UNFOLD)
    told = _violations(page, *widths)
    # A picture with a number that is none: "Error: <rect> attribute x: Expected length".
    assert [said for said in broken if said.startswith("Error: <")] == []
    assert told == [], _shown(told)


def test_the_answer_of_a_search_has_no_violation(turned_to):
    page, _ = turned_to("cach-dat", "en", "dark")
    page.get_by_role("button", name="Find", exact=True).click()
    page.get_by_role("button", name="Make a plan of: ").first.wait_for()
    _settled(page, "cach-dat")
    page.evaluate(UNFOLD)
    told = _violations(page, DESK)
    assert told == [], _shown(told)


def test_what_is_presented_has_no_violation(turned_to):
    page, _ = turned_to("", "en", "dark")
    _settled(page, "")
    page.keyboard.press("f")
    show = page.locator("dialog.present")
    count = show.locator("output", has_text="1/")
    count.wait_for()
    told, kinds = [], set()
    for _ in range(int(count.inner_text().partition("/")[2])):
        kind = tuple(show.locator(part).count() > 0 for part in ("li", "table", "svg.chart"))
        if kind not in kinds:
            told += _violations(page, DESK, PHONE, of="window.__present.dialog")
            page.set_viewport_size({"width": DESK, "height": 844})
        kinds.add(kind)
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Escape")
    assert len(kinds) > 1
    assert told == [], _shown(told)
