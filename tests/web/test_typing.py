"""Every field of the page, typed into as people do: read, or told why not; never another number."""

import re
from urllib.parse import parse_qsl, urlsplit

import page_browser
from playwright.sync_api import expect

from simulator.web.link import from_link


def _state(page):
    return from_link(dict(parse_qsl(urlsplit(page.url).query)))[0]


def _enter(page, field, text):
    field.fill(text)
    field.press("Enter")
    page.locator(".wb:not(.waiting)").first.wait_for()


def test_levels_years_and_projects_are_typed_by_keyboard_alone(page, site):
    page_browser.ready(page, site)
    page.get_by_role("button", name="+ Thêm phương án", exact=True).press("Enter")
    page.keyboard.type("Phương án A")
    page.keyboard.press("Enter")
    page.wait_for_function("location.search.includes('f.plan_1')")
    level = page.locator("#lever-agents-typed")
    for text, shown, told in (
        ("37,5", "37,5 %", ""),
        ("1,500", "1,500", "hai số"),
        ("1.500", "1.500", "cần từ 0 đến 100 %"),
        ("40 %", "40 %", ""),
    ):
        _enter(page, level, text)
        wrong = page.locator("#lever-agents-typed-wrong")
        expect(wrong).to_contain_text(told) if told else expect(wrong).to_be_hidden()
        expect(level).to_have_value(re.compile(f"^{shown}$".replace(" ", r"\s")))
    page.locator('.lever[data-lever="agents"] .when > summary').press("Enter")
    for name, text in (("start", "2028"), ("until", "2033")):
        _enter(page, page.locator(f"#lever-agents-{name}"), text)
    told = page.locator('.lever[data-lever="agents"] .when > summary')
    expect(told).to_have_text("từ 2028 · đủ mức sau 2 năm · đến hết 2033")


def test_plans_begun_and_typed_into_without_a_pause_are_all_there(page, site):
    page_browser.ready(page, site)
    level = page.locator("#lever-agents-typed")
    for title, text in (("PA 1", "31"), ("PA 2", "52")):
        page.get_by_role("button", name="+ Thêm phương án", exact=True).press("Enter")
        page.keyboard.type(title)
        page.keyboard.press("Enter")
        level.fill(text)
        level.press("Enter")
    expect(page.locator(".chip")).to_have_count(4)
    expect(level).to_have_value(re.compile(r"^52\s%$"))
    page.wait_for_function("location.search.includes('f.plan_2')")
    page.locator(".wb:not(.waiting)").first.wait_for()
    state = _state(page)
    levels = {e.name: e.current.levers["agents"].level["default"].value for e in state.entries[1:]}
    assert levels == {"resolution": 1.0, "plan_1": 0.31, "plan_2": 0.52}
    page.go_back()
    expect(level).not_to_have_value(re.compile(r"^52\s%$"))


def test_a_project_is_typed_and_its_jobs_follow_the_letters(page, site):
    page_browser.ready(page, site)
    page.locator("summary", has_text="Danh mục dự án").press("Enter")
    capital = page.locator("#project-1-capital_bn_vnd")
    capital.wait_for()
    jobs = page.locator("output.jobs").nth(1)
    before = jobs.inner_text()
    capital.fill("3.600")
    expect(jobs).not_to_have_text(before)
    now, twice = (int(jobs.inner_text().replace(".", "")), 2 * int(before.replace(".", "")))
    assert abs(now - twice) <= 1  # both are rounded
    for text in (None, "2029", "4"):  # faster than they are answered
        if text is not None:
            page.keyboard.press("Control+a")
            page.keyboard.type(text)
        page.keyboard.press("Tab")
    page.locator(".projects:not(.waiting)").wait_for()
    typed = _state(page).in_hand.current.projects[1]
    assert (typed.capital_bn_vnd.value, typed.start, typed.build_years.value) == (3600.0, 2029, 4.0)
