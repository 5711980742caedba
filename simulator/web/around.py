"""What stands around every page: its language, its title, and the foot of prints and charts."""

from __future__ import annotations

from datetime import date
from html import escape

import streamlit as st

from simulator import __version__
from simulator.inputs.figures import STATUSES, weakest
from simulator.inputs.plan_date import day_words
from simulator.inputs.region import Region
from simulator.text import Text
from simulator.web.provenance import BASE_FIGURES
from simulator.web.runs import place_name, region_called
from simulator.web.scripts import component
from simulator.web.session import Visitor

NAME = Text("Mô phỏng tham gia bảo hiểm xã hội", "Social insurance simulator")

_SAID = {
    "Skip to main content": "Đến nội dung chính",
    "Dismiss": "Đóng",
    "Open": "Mở",
    "Show suggestions": "Xem các lựa chọn",
    "Suggestions": "Các lựa chọn",
    "Select all": "Chọn tất cả",
    "Clear all": "Bỏ chọn tất cả",
    "Clear value": "Xoá",
    "Choose options": "Chọn",
    "Choose an option": "Chọn",
    "Selected values": "Đã chọn",
    "No results": "Không có kết quả",
    "No options to select": "Không còn gì để chọn",
    "No options to select.": "Không còn gì để chọn.",
    "Copy to clipboard": "Chép",
    "Copied": "Đã chép",
    "Press Enter to apply": "Nhấn Enter để áp dụng",
    "Press Ctrl+Enter to apply": "Nhấn Ctrl+Enter để áp dụng",
    "Press Enter to submit form": "Nhấn Enter để gửi",
    "Expand sidebar": "Mở danh sách trang",
    "Collapse sidebar": "Đóng danh sách trang",
    "Sidebar": "Danh sách trang",
    "App pages": "Các trang",
    "Main menu": "Trình đơn",
    "progress": "Tiến độ",
    "Close": "Đóng",
    "Increment": "Tăng",
    "Decrement": "Giảm",
    "Notifications": "Thông báo",
    "Show/hide columns": "Ẩn, hiện cột",
    "Download as CSV": "Tải CSV",
    "Search": "Tìm",
    "Fullscreen": "Toàn màn hình",
    "Close fullscreen": "Thoát toàn màn hình",
    "Connection error": "Mất kết nối với máy chủ",
    "Connecting": "Đang kết nối",
    "Running...": "Đang tính…",
    "Stop": "Dừng",
    "Stop script": "Dừng",
}
"""Words of Streamlit's own, which it cannot say in another language, in Vietnamese."""
_FAULT = {
    "This app has encountered an error. The original error message is redacted to prevent data "
    "leaks. Full error details have been recorded in the logs (if you're on Streamlit Cloud, click "
    "on 'Manage app' in the lower right of your app).": Text(
        "Máy chủ gặp lỗi nên phần này không hiện được; những gì bạn đã chọn vẫn còn. Hãy tải lại "
        "trang; nếu lỗi lặp lại, báo người quản lý máy chủ xem nhật ký.",
        "The server met a fault, so this part cannot be shown; what you chose is kept. Load the "
        "page again; if the fault comes again, whoever runs the server finds it in the log.",
    )
}
"""What it says of a fault, in the words of both languages: it knows of another server than ours."""
_AROUND = [
    ["", " more", "{n} trang khác"],
    ["View ", " more", "Xem thêm {n} trang"],
    ["", " options available.", "Có {n} lựa chọn."],
    ["", " option available.", "Có {n} lựa chọn."],
    ["", ", selected", "{words}, đã chọn"],
    ["Remove ", "", "Bỏ {words}"],
]
"""The same where something of the page stands in them: what is before it, what after
it, words with ``{n}`` for a number or ``{words}`` for any words."""


def draw(known: Visitor, title: Text, *, opens: bool) -> None:
    """Tell the browser the page's language and title; draw what only a print shows.

    Parameters
    ----------
    opens : whether it is the page whose first numbers may lie over it, see ``opening.py``
    """
    language = known.language
    region, place = region_called(known.state.region), place_name(known.state.region)
    shown = f"{title.in_(language)} · {place.in_(language)} · {NAME.in_(language)}"
    st.set_page_config(page_title=shown)
    told = foot_of(region, place, date.today())
    foot = [words.in_(language) for words in told]
    vietnamese = language == "vi"
    data = {
        "lang": language,
        "opens": opens,
        "page": f"{title.in_(language)}: {place.in_(language)}",
        "foot": foot,
        "place": region.code,
        "said": said_in(language),
        "around": _AROUND if vietnamese else [],
    }
    with st.container(key="document"):
        component("document")(key="si_document", data=data)
    st.html(f'<p class="si-print">{escape(" ".join(foot))}</p>')


def said_in(language: str) -> dict[str, str]:
    """Return what Streamlit says itself, and what the page says instead."""
    faults = {words: instead.in_(language) for words, instead in _FAULT.items()}
    return faults | (_SAID if language == "vi" else {})


def foot_of(region: Region, place: Text, day: date) -> list[Text]:
    """Return place, source and day, as they stand under a chart that is taken out of the page."""
    figures = [region.figure(name, region.base_year) for name in BASE_FIGURES]
    status = STATUSES[weakest(f.status for f in figures if f is not None)]
    return [
        Text(
            f"{place.vi}. Nguồn: tính toán bằng mô hình (simulator {__version__}); số liệu "
            f"năm gốc {region.base_year}: {status.vi.lower()}. Ngày {day_words(day).vi}.",
            f"{place.en}. Source: computed by the model (simulator {__version__}); figures "
            f"of the base year {region.base_year}: {status.en.lower()}. {day_words(day).en}.",
        )
    ]
