"""The page by keyboard alone, as one who sees the focus and one who hears the page."""

import re

import page_browser
import pytest
from playwright.sync_api import expect

HELD = """() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  return at === document.body ? '' : at.getAttribute('aria-label') || at.innerText || at.tagName;
}"""
"""What the keyboard is on, as it is called; nothing where the page has lost it."""
SHOWN = """() => {
  let at = document.activeElement;
  while (at?.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;
  const box = at.getBoundingClientRect();
  const [x, y] = [box.x + box.width / 2, box.y + Math.min(box.height, 60) / 2];
  const over = document.elementFromPoint(x, y);
  return Boolean(over) && !over.closest('header') && y < innerHeight;
}"""


@pytest.fixture(scope="module")
def desk(visit, site):
    """One page for all that is pressed here."""
    page = visit()
    page_browser.ready(page, site)
    yield page
    page.close()


def _heard(page):
    return page.locator(".levers + [role=status]").inner_text().replace("\u00a0", " ")


def _answered(page, press):
    """Press keys, wait for the exact lines that follow; return what has the focus, and is told."""
    answers = "Math.max(0, ...performance.getEntriesByName('workbench-exact').map(e => e.detail))"
    before = page.evaluate(answers)
    press()
    page.wait_for_function(f"{answers} > {before}")
    page.locator(".wb:not(.waiting)").first.wait_for()
    return page.evaluate(HELD), _heard(page)


def test_no_press_loses_the_focus_and_each_change_is_told_with_its_numbers(desk):
    page, keys = desk, desk.keyboard
    page.get_by_role("button", name="+ Thêm phương án", exact=True).focus()

    def begun():
        keys.press("Enter")
        keys.type("Phương án A")
        keys.press("Enter")

    assert _answered(page, begun)[0] == "+ Thêm phương án"
    assert re.match(r"Phương án A\. Bao phủ BHXH 2030: .* người", _heard(page))
    page.locator("#lever-awareness").focus()
    held, told = _answered(page, lambda: keys.press("Home"))
    assert held == "INPUT"
    assert re.search(r"Tuyên truyền.*100 %.*→ 0 %.*2030: [\d,]+ % · [\d.]+ người", told)
    page.locator('.lever[data-lever="awareness"]').get_by_role("button", name="Đặt lại").focus()
    assert _answered(page, lambda: keys.press("Enter"))[0] == "INPUT"  # the slider
    page.locator("[data-key=undo]").focus()
    for _ in range(3):  # the last one has nothing left to undo
        held, told = _answered(page, lambda: keys.press("Enter"))
        assert held == "↶ Hoàn tác"
        assert told.startswith("Hoàn tác. ")
    page.locator('[data-key="ui_share"]').focus()
    keys.press("Enter")
    assert page.evaluate(HELD) == "BHTN"
    assert _heard(page).startswith("BHTN 2030: ")
    page.locator(".stick ~ .behind > summary").focus()
    keys.press("Enter")
    assert page.evaluate(HELD) == "Bảng số liệu: BHTN"


def test_a_list_that_a_button_opens_has_the_focus_and_gives_it_back(desk):
    page, keys = desk, desk.keyboard
    page.locator("#lever-agents").focus()
    _answered(page, lambda: keys.press("Home"))
    opener = page.locator("[data-key=list]")
    opener.focus()
    _answered(page, lambda: keys.press("Enter"))
    assert page.evaluate(HELD).startswith("Đã chỉnh gì: ")
    expect(opener).to_have_attribute("aria-expanded", "true")
    _answered(page, lambda: keys.press("Escape"))
    assert page.evaluate(HELD) == "Đã chỉnh gì"
    assert page.evaluate(SHOWN)


def test_what_is_being_typed_outlives_an_answer_and_escape_takes_back_what_was_refused(desk):
    page, keys = desk, desk.keyboard
    page.locator("#lever-retention").focus()

    def moved_on():
        keys.press("Home")
        field.focus()
        keys.press("Control+a")
        keys.type("4")  # and the answer to the slider comes

    field = page.locator("#lever-awareness-typed")
    before = field.input_value()
    _answered(page, moved_on)
    expect(field).to_have_value("4")
    _answered(page, lambda: (keys.type("x"), keys.press("Enter")))
    assert "không phải là số" in page.locator("#lever-awareness-typed-wrong").inner_text()
    _answered(page, lambda: keys.press("Escape"))
    expect(field).to_have_value(before)
    expect(page.locator("#lever-awareness-typed-wrong")).to_be_hidden()


def test_the_focus_is_seen_on_a_page_that_was_scrolled(desk):
    page, hidden = desk, []
    page.locator("#lever-limit_lump_sums").focus()  # the column of levers is scrolled
    page.locator("summary", has_text="Danh mục dự án").focus()
    page.locator(".mini .behind > summary").last.focus()
    for key in ["Tab"] * 6 + ["Shift+Tab"] * 12:
        page.keyboard.press(key)
        hidden += [] if page.evaluate(SHOWN) else [page.evaluate(HELD)]
    assert hidden == []


def test_presses_faster_than_answers_are_all_heard_and_in_their_order(desk):
    page, keys, field = desk, desk.keyboard, desk.locator("#lever-digital-typed")
    before = field.input_value()
    for text in ("11", "22", "33"):
        _answered(page, lambda text=text: (field.fill(text), field.press("Enter")))
    page.locator("[data-key=undo]").focus()
    _answered(page, lambda: [keys.press("Enter") for _ in range(3)])
    expect(field).to_have_value(before)


def test_a_field_that_gets_its_old_number_back_is_read_again_and_outlives_a_quick_change_of_page(
    desk,
):
    page, keys, field = desk, desk.keyboard, desk.locator("#lever-digital-typed")
    field.focus()
    for text, end in (("60", "Enter"), (field.input_value(), "Tab")):
        told = _answered(page, lambda t=text, end=end: _typed(keys, t, end))[1]
        assert f"→ {text.split()[0]} %" in told
    field.focus()
    _typed(keys, "44", "Tab")
    for name in ("Lưu, chia sẻ", "So sánh"):
        page.get_by_role("link", name=name, exact=True).focus()
        keys.press("Enter")
        page.get_by_role("heading", name=name, level=1).wait_for()
    expect(field).to_have_value(re.compile(r"^44\s%$"))


def _typed(keys, text, end):
    keys.press("Control+a")
    keys.type(text)
    keys.press(end)


def test_who_presses_a_button_that_goes_away_stands_on_the_title(page, site):
    page.goto(f"{site}/luu-chia-se?v=0")
    page.get_by_role("button", name="Đã rõ").focus()
    page.keyboard.press("Enter")
    page.wait_for_function(f"({HELD})().startsWith('Lưu, chia sẻ')")
