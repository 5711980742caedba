"""Every field of the page, found by looking for it: its number is read one way, or refused."""

import re

import page_browser
import pytest
from pages import FIELDS, SPEAK, run_page
from playwright.sync_api import expect

from simulator.classes import CLASSES
from simulator.levers import LEVERS

WORDS = re.compile(r"(counts_(name|source)|fact_reason_\w+|watch_\w+_table)")
"""Keys of the fields that hold words; every other one holds a number."""
SAID = re.compile(r"(plan-(title|note)|lever--reason|project--(name|reason))")
"""The same of the page's own components, by what is left of their names."""
NO_NUMBER = "12.34.5"
FOUND = """(press) => {
  const all = (root) => [...root.querySelectorAll('*')].flatMap((n) => [n, ...(n.shadowRoot ? all(n.shadowRoot) : [])]);
  if (press) return all(document).filter((n) => n.matches(press)).forEach((n) => n.click());
  return all(document).filter((n) => n.matches('input, textarea, [contenteditable=true]')
    && !['range', 'radio', 'checkbox', 'file'].includes(n.type) && n.getAttribute('role') !== 'combobox').map((n) => n.id);
}"""  # noqa: E501


@pytest.mark.parametrize("name", FIELDS)
def test_every_field_of_a_page_reads_a_number_the_way_of_its_language_or_refuses_it(name):
    test = run_page(name)
    keys = [field.key for field in (*test.text_input, *test.text_area)]
    numbers = [key for key in keys if not WORDS.fullmatch(key)]
    for key in numbers:
        test.text_input(key=key).set_value("1.500,5")
    test.session_state[SPEAK] = "en"
    test.run()
    assert [test.text_input(key=key).value for key in numbers] == ["1,500.5"] * len(numbers)
    for key in numbers:
        test.text_input(key=key).set_value(NO_NUMBER)
    for button in test.button:
        button.click()
    told = " ".join(error.value for error in test.run().error)
    assert not test.exception
    called = {key: re.sub(r" \([^()]*\)$", "", test.text_input(key=key).label) for key in numbers}
    assert [key for key, label in called.items() if label not in told] == []
    assert [test.text_input(key=key).value for key in numbers] == [NO_NUMBER] * len(numbers)


def test_every_kind_of_field_of_levers_and_projects_refuses_what_is_no_number(page, site):
    page_browser.ready(page, site)
    page.get_by_role("button", name="+ Thêm phương án", exact=True).press("Enter")
    names = "|".join(sorted((*LEVERS, *CLASSES, "new", r"\d+"), key=len, reverse=True))
    page.locator("summary", has_text="Danh mục dự án").press("Enter")
    page.locator(".projects [data-key=add]").press("Enter")
    expect(page.locator("#project-new-name")).to_be_focused()  # the first to mend
    page.evaluate(FOUND, "details:not([open]) > summary")
    page.locator("#lever-subsidy_end-reason").wait_for()
    page.evaluate(FOUND, "[data-lever=subsidy_end] .more button")
    page.locator("#lever-subsidy_end-poor-typed").wait_for()
    kinds = {re.sub(rf"(?<=-)({names})(?=-)", "", name): name for name in page.evaluate(FOUND, "")}
    numbers = {kind: name for kind, name in kinds.items() if not SAID.fullmatch(kind)}
    assert len(numbers) >= 11
    for name in numbers.values():
        page.locator(f"#{name}").fill(NO_NUMBER)
        page.locator(f"#{name}").press("Enter")
    for name in numbers.values():
        expect(page.locator(f"#{name}-wrong")).to_contain_text(NO_NUMBER)
        expect(page.locator(f"#{name}")).to_have_value(NO_NUMBER)
