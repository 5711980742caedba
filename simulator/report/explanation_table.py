"""What each group of levers contributes, as a table that adds up."""

from __future__ import annotations

from simulator.analysis.attribution import Contribution, Explanation
from simulator.report.decisions import bn
from simulator.report.numbers import MISSING, format_number
from simulator.report.tables import text_table
from simulator.text import Text

_HEADS = Text(
    "Nhóm giải pháp|Người tham gia thêm|Chi phí thêm, tỷ đồng",
    "Group of levers|Participants added|Cost added, bn VND",
)


def explanation_table(found: Explanation, language: str) -> str:
    """Return contributions that add up to the whole difference."""
    rows = [_HEADS.in_(language).split("|")]
    rows += [_row(c, language) for c in found.contributions]
    rows.append(
        [
            Text("Cộng", "Sum").in_(language),
            format_number(found.persons, 0, language),
            bn(found.cost, language) if found.cost_band else MISSING,
        ]
    )
    head, notes = _head(found).in_(language), _notes(found).in_(language)
    return f"{head}\n\n{text_table(rows)}\n\n{notes}"


def _row(c: Contribution, language: str) -> list[str]:
    # Prices are judgement: no amount without its range.
    people, money = format_number(c.persons, 0, language), MISSING
    if c.persons_band and c.cost_band:
        people += " [" + "; ".join(format_number(v, 0, language) for v in c.persons_band) + "]"
        money = bn(c.cost, language)
        money += " [" + "; ".join(bn(v, language) for v in c.cost_band) + "]"
    return [c.label.in_(language), people, money]


def _head(found: Explanation) -> Text:
    return Text(
        f"{found.scenario} so với {found.base}, {found.region}: người tham gia BHXH cuối năm "
        f"{found.year}; chi phí cộng dồn đến {found.year}; ngoặc vuông: khoảng 80 %",
        f"{found.scenario} against {found.base}, {found.region}: participants at the end of "
        f"{found.year}; costs summed up to {found.year}; brackets: 80 % range",
    )


def _notes(found: Explanation) -> Text:
    return Text(
        f"Riêng: chuyển từ tự nguyện sang bắt buộc {format_number(found.transitions)} người; hỗ "
        f"trợ cho người đằng nào cũng tham gia {bn(found.deadweight, 'vi')} tỷ đồng. Đóng góp là "
        "giá trị Shapley, cộng đúng bằng chênh lệch; chi phí là nhận định, xem khoảng.",
        f"Apart: {format_number(found.transitions, 0, 'en')} moved from voluntary to compulsory; "
        f"top-up for members who would be there anyway {bn(found.deadweight, 'en')} bn VND. "
        "Contributions are Shapley values and add up exactly; costs are judgement, see ranges.",
    )
