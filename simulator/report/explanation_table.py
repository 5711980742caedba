"""What each group of levers contributes, as a table that adds up."""

from __future__ import annotations

from simulator.analysis.attribution import Contribution, Explanation
from simulator.report.numbers import MISSING, bn, format_number
from simulator.report.statements import JUDGED, contribution_words, joined
from simulator.report.tables import text_table
from simulator.rounding import rounded_table, whole_persons
from simulator.text import Text

_HEADS = Text(
    "Nhóm giải pháp|Người tham gia thêm|Chi phí thêm, tỷ đồng",
    "Group of levers|Participants added|Cost added, bn VND",
)
_SHAPLEY = Text(
    "Đóng góp là giá trị Shapley, cộng đúng bằng chênh lệch.",
    "Contributions are Shapley values and add up to the difference.",
)
_NO_DIFFERENCE = Text(
    "Hai kịch bản không khác nhau ở giải pháp nào.", "The two differ in no lever."
)


def explanation_table(found: Explanation, language: str) -> str:
    """Return contributions that add up to the whole difference, in the digits shown."""
    if not found.contributions:
        return f"{_head(found).in_(language)}\n\n{_NO_DIFFERENCE.in_(language)}"
    persons, money = persons_shown(found), billions_shown(found)
    rows = [_HEADS.in_(language).split("|")]
    rows += [
        _row(c, p, m, language) for c, p, m in zip(found.contributions, persons, money, strict=True)
    ]
    whole = format_number(round(found.cost / 1000.0, 1), 1, language)
    rows.append(
        [
            Text("Cộng", "Sum").in_(language),
            format_number(found.shown, 0, language),
            whole if found.cost_band else MISSING,
        ]
    )
    head, notes = _head(found).in_(language), _notes(found).in_(language)
    return f"{head}\n\n{text_table(rows)}\n\n{notes}"


def persons_shown(found: Explanation) -> list[int]:
    """Return the persons of each group, whole and adding up to the difference shown elsewhere."""
    return whole_persons([c.persons for c in found.contributions], found.shown)


def billions_shown(found: Explanation) -> list[float]:
    """Return the cost of each group [billion VND], in digits that add up."""
    rows = [[c.cost / 1000.0] for c in found.contributions]
    return [row[0] for row in rounded_table(rows, [found.cost / 1000.0], rows_add_up=False)[:-1]]


def _row(c: Contribution, persons: int, billion: float, language: str) -> list[str]:
    # Prices are judgement: no amount without its range.
    people, money = format_number(persons, 0, language), MISSING
    if c.persons_band and c.cost_band:
        people += " [" + "; ".join(format_number(v, 0, language) for v in c.persons_band) + "]"
        money = format_number(billion, 1, language)
        money += " [" + "; ".join(bn(v, language) for v in c.cost_band) + "]"
    return [c.label.in_(language), people, money]


def _head(found: Explanation) -> Text:
    ranges = Text("; ngoặc vuông: khoảng 80 %", "; brackets: 80 % range")
    money = Text(f"; chi phí cộng dồn đến {found.year}", f"; costs summed up to {found.year}")
    more = joined([money, ranges], "") if found.cost_band else Text("", "")
    return Text(
        f"{found.scenario} so với {found.base}, {found.region}: người tham gia BHXH {found.at.vi}"
        f"{more.vi}",
        f"{found.scenario} against {found.base}, {found.region}: participants {found.at.en}"
        f"{more.en}",
    )


def _notes(found: Explanation) -> Text:
    return joined([contribution_words(found), _SHAPLEY, *([JUDGED] if found.cost_band else [])])
