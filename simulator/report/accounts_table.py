"""The accounts of a scenario as a table, and what they come to for each added person."""

from __future__ import annotations

from simulator.analysis.accounts import TOTAL, Accounts, Amount
from simulator.analysis.costs import APART, LINES
from simulator.report.decisions import bn
from simulator.report.numbers import format_number
from simulator.report.tables import text_table
from simulator.text import Text


def accounts_table(found: Accounts, language: str) -> str:
    """Return the accounts by line and year, the sums with their ranges."""
    total = Text("Tổng chi công", "Public cost").in_(language)
    labels = {
        **{name: line.label.in_(language) for name, line in LINES.items()},
        TOTAL: total,
        **{name: words.in_(language) for name, words in APART.items()},
    }
    heads = [
        Text("tỷ đồng", "bn VND").in_(language),
        *(str(y) for y in found.years),
        Text("Cộng", "Sum").in_(language),
        Text("Khoảng 80 %", "80 % range").in_(language),
    ]
    rows = [[f"{found.scenario}, {found.region}", *("" for _ in heads[1:])], heads]
    for name, label in labels.items():
        amount = found.sums[name]
        if amount.value == 0 and amount.high == 0:
            continue
        rows.append(
            [
                label,
                *(bn(found.lines[name, y].value, language) for y in found.years),
                bn(amount.value, language),
                _range(amount, language),
            ]
        )
    return f"{text_table(rows)}\n{_words(found).in_(language)}"


def _words(found: Accounts) -> Text:
    return Text(
        f"So với {found.base}: chi thêm {bn(found.added_cost.value, 'vi')} tỷ đồng "
        f"[{_range(found.added_cost, 'vi')}]; thêm "
        f"{format_number(found.added_people.value)} người; "
        f"{_money(found.per_person, 'vi')} triệu đồng một người thêm, "
        f"{_money(found.per_person_year, 'vi')} triệu đồng một người-năm thêm; trong đó "
        f"{bn(found.deadweight.value, 'vi')} tỷ đồng hỗ trợ cho người đằng nào cũng tham gia. "
        "Đơn giá là nhận định (loại C).",
        f"Against {found.base}: {bn(found.added_cost.value, 'en')} bn VND more "
        f"[{_range(found.added_cost, 'en')}]; "
        f"{format_number(found.added_people.value, 0, 'en')} persons more; "
        f"{_money(found.per_person, 'en')} million VND per added participant, "
        f"{_money(found.per_person_year, 'en')} per added person-year; of it "
        f"{bn(found.deadweight.value, 'en')} bn VND to members who would be there anyway. "
        "Prices are judgement (grade C).",
    )


def _range(amount: Amount, language: str) -> str:
    return f"{bn(amount.low, language)}; {bn(amount.high, language)}"


def _money(amount: Amount, language: str) -> str:
    words = [format_number(v, 1, language) for v in (amount.value, amount.low, amount.high)]
    return f"{words[0]} [{words[1]}; {words[2]}]"
