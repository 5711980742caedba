"""Pages of the program as its tests run them."""

from streamlit.testing.v1 import AppTest

from simulator.report.document import Number
from simulator.report.writers.words import cell_words, change_words, ends, number_words
from simulator.web.link import first_state, to_link

FIELDS = ("goal", "figures", "monitor", "sources")
"""Pages with fields besides those of the page's own components; test_pages.py holds them to it."""
SPEAK = "speak"
"""Key of the language in which a page goes on, once it is set."""


def _script(page):
    return (
        "from streamlit import session_state\n"
        f"from simulator.web.pages import {page}\n"
        "from simulator.web.session import visitor\n"
        "known = visitor()\n"
        f"if {SPEAK!r} in session_state:\n"
        f"    known.speak(session_state[{SPEAK!r}])\n"
        f"{page}.show(known)\n"
    )


def run_page(page, **query):
    test = AppTest.from_string(_script(page), default_timeout=60)
    for key, value in {**to_link(first_state(), "vi"), **query}.items():
        test.query_params[key] = value
    return test.run()


def columns_of(table):
    """Return a table as columns of words, ranges on a line of their own, as the page shows it."""

    def told(cell):
        if not isinstance(cell, Number):
            return cell_words(cell, "vi")
        more = change_words(cell, "vi")
        below = " – ".join(ends(cell, "vi")) if cell.ranged else " "
        line = f"\n{below}" if cell.ranged or cell.awaits_range else ""
        return number_words(cell, "vi") + (f" ({more})" if more else "") + line

    heads = [cell_words(head, "vi") for head in table.head]
    columns = zip(*([told(cell) for cell in row] for row in table.rows), strict=True)
    return {head: list(column) for head, column in zip(heads, columns, strict=True)}


def column(rows, number, label):
    columns = list(rows.values())
    return columns[number][columns[0].index(label)]
