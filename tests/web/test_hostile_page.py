"""What a stranger sends through a link, a file or a field is shown as text, on every page."""

from urllib.parse import urlencode, urlsplit

import page_browser

from simulator.web.link import first_state, pack, to_link
from simulator.web.site import _PAGES

HOST = "outside.invalid"
MARKUP = (
    f"![x](http://{HOST}/p.png) [Đăng nhập lại](http://{HOST}) <script>window.__hit=1</script> "
    f"<img src=http://{HOST}/i.png onerror=window.__hit=1> :material/home: :smile: :red[đỏ] $x$ "
    f"**đậm** `mã` http://{HOST}/a www.{HOST} a@{HOST} \u202egnp"
)
SCENARIO = f"""name: mine
title: {{vi: 'Phương án {MARKUP}', en: 'Plan {MARKUP}'}}
description: {{vi: '{MARKUP}', en: '{MARKUP}'}}
reason: '{MARKUP}'
extends: resolution
levers:
  agents: {{start: +1, ramp_years: 2, level: 0.4, reason: '{MARKUP}'}}
assumptions:
  compliance_rate: {{value: 0.7, low: 0.6, high: 0.8, source: '{MARKUP}', reason: '{MARKUP}'}}
add_projects:
  - {{name: 'Dự án {MARKUP}', capital_bn_vnd: 900, start: 2026, build_years: 3,
      sector: manufacturing}}
"""


def _hostile_link():
    state = to_link(first_state(), "vi")
    shown = f"status_quo,mine,{MARKUP[:60]},{MARKUP[60:110].replace(',', ' ')}"
    return {
        **state,
        "show": shown,
        "f.mine": pack(SCENARIO),
        "active": "mine",
        MARKUP[:90]: "1",
        "base": MARKUP[:40],
        "region": MARKUP[:40],
        "year": MARKUP[:20],
    }


def _watched(page):
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("websocket", lambda line: asked.append(line.url))
    return asked


def _is_text(page, asked, site):
    """Nothing was asked of another host, no link leads there, no script ran, nothing was drawn."""
    page.wait_for_function("!document.querySelector('[data-testid=stStatusWidget]')")
    own = urlsplit(site).netloc
    outside = [
        u for u in asked if u.split(":")[0] not in ("data", "blob") and urlsplit(u).netloc != own
    ]
    assert asked
    assert outside == []
    found = page.evaluate(
        """(host) => {
          const roots = [document], hits = [];
          while (roots.length) {
            const root = roots.pop();
            for (const node of root.querySelectorAll('*')) {
              if (node.shadowRoot) roots.push(node.shadowRoot);
              const at = node.getAttribute('href') || node.getAttribute('src') || '';
              if (at.includes(host) || at.startsWith('mailto:')) hits.push(node.outerHTML);
              if (node.matches('.katex, .stMarkdown img')) hits.push(node.outerHTML);
            }
          }
          return [hits, window.__hit ?? null];
        }""",
        HOST,
    )
    assert found == [[], None]


def _open_all(page):
    for summary in page.locator("[data-testid=stExpander] summary").all():
        summary.click()


def test_a_hostile_link_is_text_on_every_page(page, site):
    asked = _watched(page)
    page.goto(f"{site}/?{urlencode(_hostile_link())}")
    page.locator(".stAlert").first.wait_for()
    told = page.locator(".stAlert").first.inner_text()
    assert "![x](http:" in told.replace("\u2060", "")
    # The first page may be left before its sliders are there: its first numbers go with it.
    for _, title, _ in (*_PAGES[1:], _PAGES[0]):
        page.get_by_role("link", name=title.vi, exact=True).first.click()
        page.wait_for_function(f"document.title.startsWith({title.vi!r})")
        page.locator("h1", has_text=title.vi).wait_for()
        _open_all(page)
        _is_text(page, asked, site)


def test_a_hostile_file_is_text(page, site):
    asked = _watched(page)
    page.goto(f"{site}/luu-chia-se")
    upload = page.locator('input[type="file"]')
    upload.first.wait_for(state="attached")
    bad = f"name: '{MARKUP}'\n{MARKUP[:30].replace(':', '')}: 1\nlevers: '{MARKUP}'\n"
    name = f"[Đăng nhập lại](http:{HOST}).yaml"
    upload.first.set_input_files({"name": name, "mimeType": "text/yaml", "buffer": bad.encode()})
    page.locator(".stAlert").first.wait_for()
    _is_text(page, asked, site)
    table = f"year,month,indicator,value\n2024,12,{MARKUP.replace(',', ' ')},{MARKUP[:15]}\n"
    upload.nth(1).set_input_files({"name": name, "mimeType": "text/csv", "buffer": table.encode()})
    page.get_by_text("được dùng").first.wait_for()
    _is_text(page, asked, site)
    upload.first.set_input_files(
        {"name": "x.yaml", "mimeType": "text/yaml", "buffer": SCENARIO.encode()}
    )
    page.get_by_role("button", name="Phương án").wait_for()
    _is_text(page, asked, site)


def test_hostile_words_in_fields_are_text(page, site):
    asked = _watched(page)
    page.goto(f"{site}/theo-doi")
    page.locator("summary").first.click()
    box = page.locator("textarea").first
    box.fill(f"năm;tháng;chỉ tiêu;giá trị\n2024;6;{MARKUP.replace(';', ' ')};1")
    box.press("Control+Enter")
    page.locator(".stAlert").first.wait_for()
    _is_text(page, asked, site)
    page_browser.ready(page, site)
    row = page.locator('.lever[data-lever="agents"]')
    row.locator(".more > summary").click()
    row.locator("textarea").fill(MARKUP)
    row.locator("textarea").blur()
    page.wait_for_function("location.search.includes('f.resolution')")
    _open_all(page)
    _is_text(page, asked, site)
