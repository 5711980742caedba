"""The page by finger, keyboard, screen reader, in the dark; choices that must not be lost."""

import contextlib
import re

import page_browser
import pytest
from playwright.sync_api import TimeoutError, expect


def _open(page, url):
    page.goto(url)
    page.locator(".card").first.wait_for()


def _drag(page, lever="agents"):
    slider = page.locator(f'.lever[data-lever="{lever}"] input[type=range]').first
    slider.scroll_into_view_if_needed()
    slider.focus()
    slider.press("Home")
    page.locator(".wb:not(.waiting)").first.wait_for()


def _choose(page, field, option):
    lead = page.locator("[data-testid=stExpander] summary").first
    if not page.get_by_label(field, exact=True).first.is_visible():
        lead.click()
    wanted = page.get_by_role("option", name=option, exact=True)
    for _ in range(5):  # charts that arrive may move the field from under the click
        page.get_by_label(field, exact=True).first.click()
        with contextlib.suppress(TimeoutError):
            return wanted.click(timeout=15_000)
    return wanted.click()


def test_a_choice_after_a_move_is_taken_at_once(page, site):
    _open(page, site)
    choices = (
        ("Năm xem", "2028", "year=2028"),
        ("Đến năm", "2032", "until=2032"),
        ("Địa bàn", "Việt Nam", "region=viet_nam"),
    )
    for (field, option, sign), lever in zip(
        choices, ("agents", "awareness", "digital"), strict=True
    ):
        _drag(page, lever)
        page.wait_for_function(f"location.search.includes('{lever}')")
        _choose(page, field, option)
        page.wait_for_function(f"location.search.includes('{sign}')")
        assert page.get_by_label(field, exact=True).first.is_visible()  # nothing folds away


def test_scenarios_are_chosen_after_a_click_on_a_chip_and_never_more_than_four(page, site):
    _open(page, f"{site}/?v=1&show=status_quo,resolution,voluntary_led")
    page.locator(".chip", has_text="Nghị quyết").click()
    page.wait_for_function("location.search.includes('active=resolution')")
    page.locator("[data-testid=stExpander] summary").first.click()
    pills = page.get_by_test_id("stButtonGroup").get_by_role("button")
    pills.filter(has_text=re.compile("đầu tư", re.I)).click()
    page.wait_for_function("location.search.includes('investment_led')")
    page.locator(".chip").nth(3).wait_for()
    pills.filter(has_text="Tăng tuân thủ").click()
    page.get_by_text("Chỉ so sánh được 4 kịch bản").wait_for()
    expect(page.locator(".chip")).to_have_count(4, timeout=90_000)  # the page draws itself anew
    pills.filter(has_text="Nghị quyết").click()
    page.wait_for_function("!location.search.includes('resolution')")
    page.locator(".chip").nth(3).wait_for(state="detached")


def test_undo_of_a_choice_is_shown_in_its_field(page, site):
    _open(page, site)
    _choose(page, "Năm xem", "2028")
    page.wait_for_function("location.search.includes('year=2028')")
    page.locator(".tools").get_by_role("button", name="Hoàn tác").click()
    page.wait_for_function("location.search.includes('year=2030')")
    page.wait_for_function(
        "[...document.querySelectorAll('[data-testid=stSelectbox]')]"
        ".some((s) => s.innerText.includes('2030') || s.querySelector('input')?.value === '2030')"
    )


def test_no_detail_of_a_lever_says_null(page, site):
    _open(page, site)
    for summary in page.locator(".more > summary").all():
        summary.evaluate("s => { s.closest('.group').open = true; s.click(); }")
    told = page.locator(".more").all_inner_texts()
    assert len(told) == 16
    assert not [words for words in told if re.search(r"\b(null|undefined|NaN)\b", words)]
    names = [s.get_attribute("aria-label") for s in page.locator(".more > summary").all()]
    assert len(set(names)) == 16


def test_no_word_of_streamlit_s_own_is_left_english(page, site):
    page.goto(f"{site}/phu-luc")
    page.get_by_label("Phụ lục").first.wait_for()
    page.get_by_test_id("stMultiSelect").first.locator("input").click()
    page.get_by_role("listbox").wait_for()
    said = page.locator("body").inner_text() + page.evaluate(
        "[...document.querySelectorAll('[aria-label],[title],[placeholder]')].map((n) =>"
        " ['aria-label','title','placeholder'].map((k) => n.getAttribute(k) ?? '').join(' '))"
        ".join(' ')"
    )
    for words in ("Select all", "Clear all", "Choose", "No results", "Main menu", " more"):
        assert words not in said


@pytest.mark.parametrize(("width", "height"), [(683, 384), (390, 844)])
def test_what_has_the_focus_is_never_covered(visit, site, width, height):
    page = visit(width, height)
    _open(page, site)
    page.locator(".chip:not(:disabled)").first.focus()
    covered, stops = [], 0
    for key in ["Tab"] * 46 + ["Shift+Tab"] * 46:
        page.keyboard.press(key)
        said = page.evaluate(
            """() => {
              let root = document.activeElement;
              while (root?.shadowRoot?.activeElement) root = root.shadowRoot.activeElement;
              if (!root?.closest('.levers')) return null;
              const box = root.getBoundingClientRect();
              const x = box.x + box.width / 2, y = box.y + box.height / 2;
              const at = root.getRootNode().elementFromPoint(x, y);
              const top = document.elementFromPoint(x, y);
              const seen = at && (root.contains(at) || at.contains(root));
              return seen && top && !top.closest('header') ? '' : root.outerHTML.slice(0, 80);
            }"""
        )
        stops += said is not None
        if said:
            covered.append((key, said))
    page.close()
    assert stops > 20
    assert covered == []


def test_a_finger_that_scrolls_over_a_slider_leaves_it_alone(chrome, site):
    context = chrome.new_context(viewport={"width": 390, "height": 844}, has_touch=True)
    context.set_default_timeout(90_000)
    page = context.new_page()
    _open(page, site)
    page.locator(".card", has_text="Khoảng 80 %").first.wait_for()  # then the page is at rest
    slider = page.locator('.lever[data-lever="agents"] input[type=range]').first
    slider.scroll_into_view_if_needed()
    box, before = slider.bounding_box(), slider.input_value()
    x, y = box["x"] + 0.4 * box["width"], box["y"] + box["height"] / 2
    finger = context.new_cdp_session(page)

    def touch(kind, *points):
        finger.send(
            "Input.dispatchTouchEvent",
            {"type": kind, "touchPoints": [{"x": a, "y": b} for a, b in points]},
        )

    touch("touchStart", (x, y))
    for step in range(1, 12):
        touch("touchMove", (x, y - 15 * step))
    touch("touchEnd")
    page.wait_for_function("new Promise((done) => setTimeout(() => done(true), 300))")
    assert slider.input_value() == before
    assert "agents" not in page.url

    def moved_sideways():
        slider.evaluate("s => s.scrollIntoView({block: 'center'})")  # it was scrolled away
        page.wait_for_function("new Promise(requestAnimationFrame).then(() => true)")
        y = slider.bounding_box()["y"] + 12
        touch("touchStart", (box["x"] + box["width"] - 9, y))
        for step in range(1, 12):
            touch("touchMove", (box["x"] + box["width"] - 9 - 15 * step, y))
        touch("touchEnd")
        with contextlib.suppress(TimeoutError):
            page.wait_for_function("location.search.includes('agents')", timeout=8_000)
        return "agents" in page.url

    # A browser gives up a touch where a busy page does not answer it in time.
    assert any(moved_sideways() for _ in range(8))
    context.close()


def test_a_saved_chart_says_its_place_scenarios_source_and_day(page, site):
    _open(page, site)
    for where in (".tabs", ".mini"):
        with page.expect_download() as waiting:
            page.locator(f'{where} [data-save="svg"]').first.click()
        drawn = waiting.value.path().read_text("utf-8")
        for words in ("Ninh Thuận", "Nguồn", "ước tính", "Giữ nguyên hiện trạng", "Nghị quyết"):
            assert words in drawn, (where, words)
        assert re.search(r"\d\d/\d\d/20\d\d", drawn)
        assert "color-mix" not in drawn
        assert "var(" not in drawn


def test_every_number_of_a_chart_is_read_by_pointer_and_by_keys_and_stands_in_its_table(page, site):
    page_browser.ready(page, site, preview=True)
    page.locator(".main .reader").hover()
    page.locator(".main .tip").get_by_text("Nghị quyết").wait_for()
    page.mouse.move(0, 0)
    page.locator(".main .tip").wait_for(state="hidden")
    reader = page.locator(".main .reader")
    reader.press("Home")
    first = reader.get_attribute("aria-valuetext")
    reader.press("ArrowRight")
    second = reader.get_attribute("aria-valuetext")
    assert first.startswith("2023: Giữ nguyên hiện trạng 17,1\u00a0%")
    assert second.startswith("2024: ")
    page.locator(".behind > summary").first.click()
    row = page.locator(".behind .numbers tr", has_text="2024").first
    for words in row.locator("td").all_inner_texts():
        for number in re.findall(r"\d+,\d", words):
            assert number in second
    with page.expect_download() as waiting:
        page.locator('.tabs [data-save="csv"]').click()
    head, *rows = waiting.value.path().read_text("utf-8-sig").splitlines()
    assert head.startswith("Năm;Giữ nguyên hiện trạng;")
    assert re.match(r"2023;17,\d+;", rows[0])
    assert "Ninh Thuận. Nguồn" in rows[-1]
