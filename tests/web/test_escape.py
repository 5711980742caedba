"""Nothing that came from outside is markup: the escape, and every call that must go through it."""

import ast
from pathlib import Path

import pytest

from simulator.text import unbound
from simulator.web.escape import as_text

WEB = Path(__file__).parents[2] / "simulator/web"
RENDERED = {
    *("title", "header", "subheader", "markdown", "caption", "badge", "metric"),
    *("error", "warning", "info", "success", "exception", "toast", "spinner", "status"),
    *("expander", "tabs", "popover", "dialog", "button", "download_button", "link_button"),
    *("form_submit_button", "page_link", "checkbox", "toggle", "radio", "pills"),
    *("segmented_control", "selectbox", "multiselect", "slider", "select_slider"),
    *("number_input", "text_input", "text_area", "date_input", "file_uploader", "data_editor"),
}
"""Calls of Streamlit whose first argument is Markdown."""
RENDERED_OPTIONS = {"radio", "pills", "segmented_control"}
"""Calls whose options are Markdown too, as ``format_func`` gives them."""


def _said_by_us(node):
    """Whether an expression is words of the program's own source, or goes through ``as_text``."""
    match node:
        case ast.Constant():
            return True
        case ast.Call(func=ast.Name(id="as_text")):
            return True
        case ast.Call(func=ast.Name(id="Text"), args=args):
            return all(isinstance(arg, ast.Constant) for arg in args)
        case ast.Call(func=ast.Attribute(attr="in_" | "upper", value=value)):
            return _said_by_us(value)
        case ast.Name(id=name):
            return name.isupper()
        case ast.Subscript(value=value):
            return _said_by_us(value)
        case ast.Attribute(value=ast.Name(id="str"), attr="upper"):
            return True
        case ast.JoinedStr(values=parts):
            return all(_said_by_us(p.value) for p in parts if isinstance(p, ast.FormattedValue))
        case ast.Call(func=ast.Attribute(attr="join"), args=[ast.GeneratorExp(elt=one)]):
            return _said_by_us(one)
        case ast.IfExp(body=one, orelse=other):
            return _said_by_us(one) and _said_by_us(other)
        case ast.Lambda(body=body):
            return _said_by_us(body)
    return False


def _calls():
    for path in sorted(WEB.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            functions = [node.func]
            if isinstance(node.func, ast.IfExp):
                functions = [node.func.body, node.func.orelse]
            for function in functions:
                if isinstance(function, ast.Attribute) and function.attr in RENDERED:
                    yield path, node, function.attr


def test_all_words_that_streamlit_renders_are_our_own_or_escaped():
    found = list(_calls())
    assert len(found) > 50
    bare = []
    for path, call, name in found:
        label = call.args[:1] or [k.value for k in call.keywords if k.arg in ("label", "body")]
        options = [k.value for k in call.keywords if k.arg == "format_func"]
        helped = [k.value for k in call.keywords if k.arg == "help"]
        shown = [*label, *helped, *(options if name in RENDERED_OPTIONS else [])]
        if not all(_said_by_us(words) for words in shown):
            bare.append(f"{path.relative_to(WEB)}:{call.lineno}: {name}: wrap it in as_text()")
    assert not bare, "\n".join(bare)


def test_html_is_written_by_tables_and_the_site_alone():
    writers = {
        path.name
        for path in WEB.rglob("*.py")
        if any(w in path.read_text("utf-8") for w in ("st.html(", "st.write(", "unsafe_allow"))
    }
    assert writers <= {"draw.py", "table.py", "site.py", "around.py"}


@pytest.mark.parametrize(
    ("words", "never"),
    [
        ("![x](http://h/p.png)", "!["),
        ("[Đăng nhập lại](http://h)", "http://"),
        ("a [b](c)", "a [b"),
        ("<script>alert(1)</script>", "t><"),
        ("http://h/p www.h.vn a@h.vn", "http://"),
        ("http://h/p www.h.vn a@h.vn", "www."),
        ("http://h/p www.h.vn a@h.vn", "a@h"),
        (":material/home: :smile: :red[x]", ":material/"),
        (":material/home: :smile: :red[x]", ":smile:"),
        ("đạt :100: lúc 8:30 :8ball:", ":100:"),
        ("đạt :100: lúc 8:30 :8ball:", ":8ball:"),
        ("mine.yaml:100: sai", ":100:"),
        ("a\n\n# b", "\n"),
        ("\u202egnp", "\u202e"),
    ],
)
def test_no_mark_is_left_that_streamlit_would_read(words, never):
    assert never not in as_text(words)


@pytest.mark.parametrize("words", ["mine.yaml:3:30: sai", "8:30:15"])
def test_a_line_number_can_be_copied(words):
    assert as_text(words) == words


@pytest.mark.parametrize("words", ["Nghị quyết (32,3 %)", "a -> b: 80 – 90 %", "3. hạng mục"])
def test_words_stay_the_same_to_the_eye(words):
    assert unbound(as_text(words)).replace("\\", "").replace("\u2060", "") == words
