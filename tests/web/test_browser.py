"""The page in Chromium: what people do with it, and what it must never do."""

import io
import re
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

import page_browser
from openpyxl import load_workbook
from playwright.sync_api import expect
from web.axe import DESK, PHONE, violations

from simulator import INDICATORS
from simulator.inputs.region import load_region
from simulator.report.numbers import format_number, format_share
from simulator.text import unbound
from simulator.web.link import first_state, to_link
from simulator.web.plans import begun
from simulator.web.runs import central
from simulator.web.state import with_lever
from simulator.web.workbench import moved

BEYOND = """() => [...document.querySelectorAll('*')].map((n) => n.shadowRoot).filter(Boolean)
  .flatMap((root) => [...root.querySelectorAll('svg.chart')])
  .flatMap((chart) => [...chart.querySelectorAll('text')]
    .filter((t) => t.getBoundingClientRect().right > chart.getBoundingClientRect().right + 1)
    .map((t) => t.textContent))"""
"""Texts of charts that run out of their picture on the right."""
TOGETHER = 4
"""Sliders that are moved before the digits are compared: each answer takes a while."""


def _level(page, lever):
    return float(
        page.locator(f'.lever[data-lever="{lever}"] input[type=range]').first.input_value()
    )


def _card(page, number):
    return page.locator(".card").nth(number).inner_text().replace("\u00a0", " ")


def _main(page):
    """Coverage and people, without the range, which comes later."""
    return _card(page, 0).splitlines()[1:3]


def _exact(page):
    page.wait_for_function("document.querySelector('.stApp') && !window.__waiting")
    page.locator(".wb:not(.waiting)").first.wait_for()


def _moved(page, act):
    """Do something that the server answers, and wait for its exact lines."""
    answered = (
        "Math.max(0, ...performance.getEntriesByName('workbench-exact').map((e) => e.detail))"
    )
    before = page.evaluate(answered)
    act()
    page.wait_for_function(f"{answered} > {before}")
    _exact(page)


def _coverage(levels, year=2030, language="vi"):
    levers = {name: {"level": {"default": level}} for name, level in levels.items()}
    state = moved(first_state(), {"scenario": "resolution", "levers": levers})
    run = central(state.region, state.in_hand.current, state.until)
    row = run.row(year)
    people = sum(
        round(float(INDICATORS[n].of(run)[row, 0])) for n in ("compulsory_si", "voluntary_si")
    )
    share = float(INDICATORS["si_share"].of(run)[row, 0])
    return format_share(share, language), format_number(people, 0, language)


def test_a_drag_shows_a_preview_and_letting_go_the_exact_digits(page, site):
    page_browser.ready(page, site, preview=True)
    before = _card(page, 0)
    slider = page.locator('.lever[data-lever="inspection"] input[type=range]').first
    slider.scroll_into_view_if_needed()
    box = slider.bounding_box()
    y = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] - 8, y)
    page.mouse.down()
    page.mouse.move(box["x"] + 0.25 * box["width"], y, steps=6)
    preview = _card(page, 0)
    assert preview != before
    level = _level(page, "inspection")
    _moved(page, page.mouse.up)
    share, people = _coverage({"inspection": level})
    exact = _card(page, 0)
    assert share in exact
    assert people in exact
    shown, true = (
        int(re.search(r"([\d.]+) người", c)[1].replace(".", "")) for c in (preview, exact)
    )
    assert abs(shown / true - 1) < 0.001


def test_every_slider_at_an_end_shows_the_engine_s_digits(page, site):
    from simulator import LEVERS

    page_browser.ready(page, site)
    page.locator("details.group[data-group=shock] > summary").click()
    levels = {}

    def to_an_end(i, lever, declared):
        slider = page.locator(f'.lever[data-lever="{lever}"] input[type=range]').first
        ends = {"Home": declared.low, "End": declared.high}
        now = _level(page, lever)
        key = next(k for k in (("Home", "End"), ("End", "Home"))[i % 2] if ends[k] != now)
        slider.focus()
        slider.press(key)
        levels[lever] = ends[key]
        assert _level(page, lever) == levels[lever]

    every = list(enumerate(LEVERS.items()))
    for at in range(0, len(every), TOGETHER):
        for i, (lever, declared) in every[at : at + TOGETHER]:
            to_an_end(i, lever, declared)
        share, people = _coverage(levels)
        expect(page.locator(".card").first).to_contain_text(people)
        _exact(page)
        assert share in _card(page, 0), list(levels)[at:]
        assert people in _card(page, 0), list(levels)[at:]


def test_the_keyboard_moves_undoes_and_redoes(page, site):
    page_browser.ready(page, site)
    slider = page.locator('.lever[data-lever="agents"] input[type=range]').first
    slider.focus()
    first = _main(page)
    _moved(page, lambda: slider.press("Home"))
    second = _main(page)
    assert second != first
    assert slider.evaluate("s => s.getRootNode().activeElement === s")
    _moved(page, lambda: slider.press("Control+z"))
    assert (_level(page, "agents"), _main(page)) == (1.0, first)
    _moved(page, lambda: slider.press("Control+y"))
    assert (_level(page, "agents"), _main(page)) == (0.0, second)
    page.get_by_role("button", name="Thay đổi gần nhất").press("Enter")
    assert page.locator(".last table").is_visible()


def test_reset_brings_back_one_lever_and_leaves_the_others(page, site):
    page_browser.ready(page, site)
    for lever in ("agents", "digital"):
        slider = page.locator(f'.lever[data-lever="{lever}"] input[type=range]').first
        _moved(page, lambda s=slider: (s.focus(), s.press("Home")))
    row = page.locator('.lever[data-lever="agents"]')
    _moved(page, lambda: row.get_by_role("button", name="Đặt lại").click())
    assert (_level(page, "agents"), _level(page, "digital")) == (1.0, 0.0)


def test_the_link_carries_everything_to_another_browser(page, site, chrome):
    page_browser.ready(page, site)
    slider = page.locator('.lever[data-lever="agents"] input[type=range]').first
    slider.focus()
    _moved(page, lambda: slider.press("Home"))
    row = page.locator('.lever[data-lever="agents"]')
    row.locator(".more > summary").click()
    box = row.locator("textarea")
    box.fill("Chưa có kinh phí")
    _moved(page, lambda: box.blur())
    page.wait_for_function("location.search.includes('f.resolution')")
    other = chrome.new_page()
    page_browser.ready(other, page.url)
    for each in (page, other):
        each.locator(".card", has_text="Khoảng 80 %").first.wait_for()
    assert _card(other, 0) == _card(page, 0)
    assert _level(other, "agents") == 0.0
    other.locator('.lever[data-lever="agents"] .more > summary').click()
    assert other.locator('.lever[data-lever="agents"] textarea').input_value() == "Chưa có kinh phí"
    other.close()


def test_a_link_out_of_range_says_what_it_could_not_take(page, site):
    page.goto(f"{site}/?v=1&show=status_quo,resolution&e.resolution=agents:7&year=2099")
    page.get_by_text("nằm ngoài 0 – 1").wait_for()
    page.get_by_text("'2099' nằm ngoài").wait_for()


def test_the_language_switch_changes_words_and_numbers(page, site):
    page_browser.ready(page, site)
    assert "32,3" in _card(page, 0) or "," in _card(page, 0)
    page.get_by_text("EN", exact=True).click()
    page.get_by_role("heading", name="Compare: Ninh Thuận").wait_for()
    page.locator(".card", has_text="SI coverage").first.wait_for()
    share, people = _coverage({}, language="en")
    assert share in _card(page, 0)
    assert people in _card(page, 0)
    page.wait_for_function("document.documentElement.lang === 'en'")
    page.wait_for_function("location.search.includes('lang=en')")


def test_a_broken_upload_is_shown_by_line_and_a_good_one_is_opened(page, site):
    page.set_viewport_size({"width": 390, "height": 500})
    page.goto(f"{site}/luu-chia-se")
    upload = page.locator('input[type="file"]').first
    upload.wait_for(state="attached")
    bad = b"name: x\nlevers:\n  agents: {start: +1, level: 20}\n"
    upload.set_input_files({"name": "x.yaml", "mimeType": "text/yaml", "buffer": bad})
    expect(page.get_by_text("x.yaml:3")).to_be_in_viewport()
    good = "name: tinh\ntitle: {vi: Tỉnh, en: Province}\nextends: resolution\n".encode()
    upload.set_input_files({"name": "tinh.yaml", "mimeType": "text/yaml", "buffer": good})
    page.wait_for_function("location.search.includes('f.tinh')")
    page.get_by_role("button", name="Tỉnh (YAML)").wait_for()
    expect(page.locator(".stAlert", has_text="Đã mở “Tỉnh”")).to_be_in_viewport()


def test_files_are_downloaded(page, site):
    page.goto(f"{site}/luu-chia-se")
    for name, start in (("Tải Excel", b"PK"), ("Tải CSV", "\ufeffĐịa bàn;".encode())):
        with page.expect_download() as waiting:
            page.get_by_role("button", name=name).click()
        assert Path(waiting.value.path()).read_bytes().startswith(start)
        assert waiting.value.suggested_filename.startswith("so_sanh_ninh_thuan.")
    page_browser.ready(page, site)
    for kind, start in (("svg", b"<svg"), ("png", b"\x89PNG")):
        with page.expect_download() as waiting:
            page.locator(f'.tabs [data-save="{kind}"]').click()
        raw = Path(waiting.value.path()).read_bytes()
        assert raw.startswith(start)
        assert waiting.value.suggested_filename.endswith(f"_ninh_thuan.{kind}")
        if kind == "svg":
            assert "60" in raw.decode()


def test_a_workbook_is_told_by_its_cell_and_a_right_one_is_used_on_every_page(visit, site):
    page = visit(390, 844)
    asked, broken = [], []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda m: broken.append(m.text) if m.type == "error" else None)
    page.goto(f"{site}/so-lieu?v=1&lang=vi")
    with page.expect_download() as given:
        page.get_by_role("button", name="Tải sổ mẫu (Excel)").click()
    book = load_workbook(io.BytesIO(given.value.path().read_bytes()))
    field = page.locator('input[type="file"]').first
    for value, told in (("9,1", "Số liệu!D28"), (9100, "Mọi trang đang tính theo số liệu của bạn")):
        book["Số liệu"]["D28"] = value
        out = io.BytesIO()
        book.save(out)
        field.set_input_files({"name": "so_lieu.xlsx", "mimeType": "", "buffer": out.getvalue()})
        page.get_by_text(told).first.wait_for()
    page.get_by_text("Kết quả thay đổi vì đâu").wait_for()
    assert page.evaluate("document.querySelector('.stMain').scrollWidth") <= 390
    assert "own:" not in page.url
    assert all(url.startswith((site, "data:", "blob:")) for url in asked)
    assert broken == []  # not even for what is looked for below the page's own path
    page.close()


def test_a_phone_shows_everything_within_its_width(visit, site):
    page = visit(390, 844)
    page_browser.ready(page, site)
    wide = page.evaluate("document.documentElement.scrollWidth")
    inner = page.evaluate("document.querySelector('.stMain').scrollWidth")
    slider = page.locator('.lever[data-lever="retention"] input[type=range]').first
    slider.scroll_into_view_if_needed()
    strip = page.locator(".strip").bounding_box()
    page.close()
    assert wide <= 390
    assert inner <= 390
    assert 0 <= strip["y"] < 300  # the result stays in sight beside the slider


def test_no_trend_line_is_called_better_where_no_test_says_so(visit, site):
    page = visit()
    page_browser.ready(page, f"{site}/?region=viet_nam")
    assert page.locator(".notes p", has_text="dự báo sát hơn").count() == 0
    page.close()


def test_a_small_phone_shows_the_first_number_below_the_first_sentence(visit, site):
    page = visit(390, 664)
    page_browser.ready(page, site)
    # All three at one moment, once the page has laid itself out.
    found = page.locator(".card").first.evaluate(
        """(card) => new Promise((told) => {
            const last = performance.now() + 20_000, root = card.getRootNode();
            const look = () => {
                const [sentence, shown, rest] = [".told .lead", ".card", ".told .rest"]
                    .map((name) => root.querySelector(name).getBoundingClientRect());
                if (sentence.bottom > shown.top && performance.now() < last) {
                    requestAnimationFrame(look);
                } else told([sentence.bottom, shown.top, shown.bottom, rest.top]);
            };
            look();
        })"""
    )
    page.close()
    assert found == sorted(found)
    assert found[2] <= 664


def test_the_lines_are_in_view_beside_every_slider(page, site):
    page_browser.ready(page, site)
    for lever in ("investment", "find_owners", "limit_lump_sums"):
        slider = page.locator(f'.lever[data-lever="{lever}"] input[type=range]').first
        slider.focus()
        slider.scroll_into_view_if_needed()
        chart, knob = page.locator(".main svg").bounding_box(), slider.bounding_box()
        assert 0 <= knob["y"] <= 768 - knob["height"], lever
        assert chart["y"] >= 0, lever
        assert chart["y"] + chart["height"] <= 768 + 5, lever


def test_the_chart_stays_where_it_is_while_numbers_change(page, site):
    page_browser.ready(page, site)
    day = load_region("ninh_thuan").law.compiled
    assert page.locator(".main svg text", has_text=f"cập nhật: {day:%d/%m/%Y}").count() == 1
    assert page.locator("svg.chart line.today").count() > 1
    slider = page.locator('.lever[data-lever="agents"] input[type=range]').first
    slider.focus()
    places = [page.locator(".main").bounding_box()]
    _moved(page, lambda: slider.press("Home"))
    places.append(page.locator(".main").bounding_box())
    page.locator(".card", has_text="Khoảng 80 %").first.wait_for()
    places.append(page.locator(".main").bounding_box())
    assert len({place["y"] for place in places}) == 1


def test_another_page_and_the_way_back_keep_what_was_moved(page, site):
    page_browser.ready(page, site)
    slider = page.locator('.lever[data-lever="agents"] input[type=range]').first
    slider.focus()
    first = _main(page)
    _moved(page, lambda: slider.press("Home"))
    second = _main(page)
    page.get_by_role("link", name="Lưu, chia sẻ").click()
    page.get_by_text("resolution_edited.yaml").first.wait_for()
    page.get_by_role("link", name="So sánh").click()
    page.wait_for_function("location.search.includes('agents')")
    page.locator(".card").first.wait_for()
    assert (_main(page), _level(page, "agents")) == (second, 0.0)
    _moved(page, lambda: page.locator(".tools").get_by_role("button", name="Hoàn tác").click())
    assert (_main(page), _level(page, "agents")) == (first, 1.0)


def test_class_sliders_move_one_class_alone(page, site):
    page_browser.ready(page, site)
    row = page.locator('.lever[data-lever="agents"]')
    row.locator(".more > summary").click()
    row.get_by_role("button", name="Mức riêng theo nhóm").click()
    one = row.locator('input[data-by="informal_wage"]')
    one.wait_for()
    one.focus()
    _moved(page, lambda: one.press("Home"))
    levels = {
        by: float(row.locator(f'input[data-by="{by}"]').input_value())
        for by in ("default", "informal_wage", "farmer")
    }
    assert levels == {"default": 1.0, "informal_wage": 0.0, "farmer": 1.0}
    message = {"levers": {"agents": {"level": {"informal_wage": 0.0}}}, "scenario": "resolution"}
    state = moved(first_state(), message)
    run = central(state.region, state.in_hand.current, state.until)
    share = float(INDICATORS["si_share"].of(run)[run.row(2030), 0])
    assert format_share(share) in _card(page, 0)


def test_the_plans_are_presented_step_by_step_from_the_keyboard(page, site):
    page.set_viewport_size({"width": 1366, "height": 625})
    state = first_state()
    state = begun(state, state.in_hand, "Phương án ưu tiên nông dân, ngư dân, diêm dân ở các huyện")
    state = begun(
        state, state.in_hand, "Phương án của Sở Nội vụ, lấy ý kiến các sở, ban, ngành tỉnh"
    )
    mix = with_lever(state.in_hand.current, "topup_subsidy", {"default": 0.286047})
    state = state.with_current(mix)  # as a goal's answer has it
    state = replace(state, entries=(state.entry(state.base), *state.entries[-2:]))
    page_browser.ready(page, f"{site}/?{urlencode(to_link(state, 'vi'))}")
    assert page.evaluate(BEYOND) == []
    assert page.locator(".main text.end").filter(has_text="…").count() == 2
    typed = page.locator("#lever-topup_subsidy-typed")
    assert unbound(typed.input_value()) == "28,6047 %"
    assert typed.evaluate("field => field.scrollWidth <= field.clientWidth")
    page.locator(".opener button.open").wait_for()
    page.keyboard.press("f")
    show = page.locator("dialog.present")
    show.wait_for(state="visible")
    count = show.locator("output")
    page.wait_for_function(
        """() => {
          const found = [...document.querySelectorAll('*')].map((n) => n.shadowRoot).filter(Boolean)
            .map((root) => root.querySelector('dialog.present output')).find(Boolean);
          return found && found.textContent.includes('/');
        }"""
    )
    steps = int(count.inner_text().partition("/")[2])
    assert steps > 5
    seen = []
    for i in range(steps):
        assert count.inner_text() == f"{i + 1}/{steps}"
        seen.append(show.locator(".statement").inner_text())
        sizes = show.evaluate(
            "d => [d.scrollHeight - d.clientHeight, d.querySelector('ul').scrollHeight"
            " - d.querySelector('.rest').clientHeight,"
            " parseFloat(getComputedStyle(d.querySelector('.statement')).fontSize),"
            " ...[...d.querySelectorAll('svg.chart text')].map((t) => t.getScreenCTM().a"
            " * parseFloat(getComputedStyle(t).fontSize))]"
        )
        assert sizes[0] <= 1
        assert sizes[1] <= 1
        assert sizes[2] >= 24
        assert min(sizes[3:], default=24) >= 15
        assert page.evaluate(BEYOND) == []
        page.keyboard.press("ArrowRight")
    assert len(set(seen)) == steps
    page.keyboard.press("Home")
    assert count.inner_text() == f"1/{steps}"
    kinds = set()
    for _ in range(steps):
        kind = tuple(show.locator(part).count() > 0 for part in ("li", "table", "svg.chart"))
        if kind not in kinds:
            assert violations(page, PHONE, DESK, of="window.__present.dialog") == []
        kinds.add(kind)
        page.keyboard.press("ArrowRight")
    assert len(kinds) > 1
    page.keyboard.press("Escape")
    show.wait_for(state="hidden")
