"""No violation of the rules for accessible pages (axe), wherever a visitor gets to."""

import json

import page_browser
import pytest
from web.axe import DESK, PHONE, violations

from simulator.web.site import _PAGES, PATHS

WITH_RANGES = ("nguyen-nhan", "cach-dat")
"""Pages whose bars get their ranges when these are known."""
IN_THE_DARK = ("", "nguyen-nhan", "so-lieu", "gia-dinh")
"""Pages looked at in English and in the dark too: together they have all that pages are made of."""
UNFOLD = """() => {
  const inside = (root) => [...root.querySelectorAll("*")]
    .flatMap((node) => [node, ...(node.shadowRoot ? inside(node.shadowRoot) : [])]);
  for (const node of inside(document))
    if (node.tagName === "DETAILS" && !node.open) node.querySelector("summary").click();
}"""
"""Open every fold, in the components too."""
TO_PRESS = """() => {
  const inside = (root) => [...root.querySelectorAll("*")]
    .flatMap((node) => [node, ...(node.shadowRoot ? inside(node.shadowRoot) : [])]);
  return inside(document).filter((node) => node.checkVisibility({ visibilityProperty: true })
    && node.matches("button:not(.chips *), [for=file], input[value='']")
    || node.matches(":placeholder-shown:not(.projects *)") && node.checkVisibility())
    .map((node) => node.innerText || node.ariaLabel);
}"""
"""What is shown that can only be pressed or filled in. Names of scenarios are pressed, too; what
stands for an empty field of a project is the number that is used."""


@pytest.fixture(scope="module")
def turned_to(visit, site):
    """Turn to a page in the one tab of a language and a scheme, as a visitor turns pages."""
    tabs = {}

    def turned(path, language, scheme):
        if (language, scheme) not in tabs:
            page, said = visit(1280, 844, scheme), []
            page.on("console", lambda m: said.append(m.text) if m.type == "error" else None)
            page_browser.ready(page, f"{site}/?lang={language}")
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


def _shown(told):
    return json.dumps(told, indent=1, ensure_ascii=False)


@pytest.mark.parametrize(
    ("path", "language", "scheme", "widths"),
    [
        *((path, "vi", "light", (DESK, PHONE)) for path in PATHS),
        *((path, "en", "dark", (PHONE,)) for path in IN_THE_DARK),
    ],
)
def test_a_page_has_no_violation_a_title_in_its_language_and_nothing_to_press_on_paper(
    turned_to, path, language, scheme, widths
):
    page, broken = turned_to(path, language, scheme)
    page.wait_for_function(f"document.documentElement.lang === '{language}'")
    _settled(page, path)
    page.evaluate(UNFOLD)
    told = violations(page, *widths)
    page.emulate_media(media="print")
    on_paper = page.evaluate(TO_PRESS)
    page.emulate_media(media="screen")
    assert on_paper == []
    # A picture with a number that is none: "Error: <rect> attribute x: Expected length".
    assert [said for said in broken if said.startswith("Error: <")] == []
    assert told == [], _shown(told)


def test_the_answer_of_a_search_has_no_violation(turned_to):
    page, _ = turned_to("cach-dat", "en", "dark")
    page.get_by_role("button", name="Find", exact=True).click()
    page.get_by_role("button", name="Make a plan of: ").first.wait_for()
    _settled(page, "cach-dat")
    page.evaluate(UNFOLD)
    told = violations(page, DESK)
    assert told == [], _shown(told)
