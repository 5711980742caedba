"""A page in the folder ``vi`` says so to browsers, and its buttons are in Vietnamese."""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx

WORDS = {
    "Next": "Tiếp theo",
    "Previous": "Trước",
    "Home": "Trang đầu",
    "On this page": "Trong trang này",
    "Contents": "Nội dung",
    "Search": "Tìm",
    "Back to top": "Lên đầu trang",
    "Skip to content": "Đến nội dung",
    "Toggle site navigation sidebar": "Mở, đóng danh sách trang",
    "Toggle Light / Dark / Auto color theme": "Nền sáng, tối hoặc tự động",
    "Toggle table of contents sidebar": "Mở, đóng mục lục",
    "Auto light/dark, in light mode": "Tự động, đang sáng",
    "Auto light/dark, in dark mode": "Tự động, đang tối",
    "Light mode": "Nền sáng",
    "Dark mode": "Nền tối",
    "Expand": "Mở",
    "Menu": "Danh mục",
    "Made with": "Tạo bằng",
}
"""Words of the theme."""


def in_its_language(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], doctree: object
) -> None:
    """Give a Vietnamese page its language and the theme's words in it."""
    if pagename.startswith("vi/"):
        context["language"] = "vi"
        context["gettext"] = lambda words: WORDS.get(words, words)


def setup(app: Sphinx) -> dict[str, Any]:
    """Listen to the making of each page."""
    app.connect("html-page-context", in_its_language)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
