"""Sentences that several results share: functions of found numbers, their conditions beside them.

What a sentence claims (more or less, a reason, a span, a date, a sum) is decided here by the
numbers that it tells. All return both languages; "" where there is nothing true to say.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import replace

from simulator.analysis.causes.attribution import Explanation
from simulator.analysis.costing.accounts import Accounts, Amount
from simulator.analysis.costing.cost_curve import CostCurve, CurveEntry
from simulator.analysis.costing.costs import FEWEST
from simulator.experience import has_own_history
from simulator.indicators import INDICATORS
from simulator.inputs.region import Region
from simulator.inputs.scenario import Scenario
from simulator.levers import LEVERS
from simulator.report.document import Number, Sentence, Words
from simulator.report.numbers import format_number
from simulator.rounding import to_whole
from simulator.text import LANGUAGES, NOTHING, Text, joined


def number_words(value: float, decimals: int = 0) -> Text:
    """Return a number in both languages.

    >>> number_words(1234.5, 1)
    Text(vi='1.234,5', en='1,234.5')
    """
    return Text(*(format_number(value, decimals, language) for language in LANGUAGES))


RANGE = Text(" (khoảng 80 %: {low} – {high})", " (80% range: {low} – {high})")
"""How a range stands behind its number in running text."""


def range_words(amount: Amount, decimals: int = 0, scale: float = 1.0) -> Text:
    """Return " (80% range: …)" of an amount; "" where it has none.

    >>> range_words(Amount(2.0, 1.0, 3.0)).en, range_words(Amount(2.0, 1.0, float("nan"))).en
    (' (80% range: 1 – 3)', '')
    """
    if not (math.isfinite(amount.low) and math.isfinite(amount.high)):
        return NOTHING
    low, high = (number_words(v / scale, decimals) for v in (amount.low, amount.high))
    return Text(*(RANGE.in_(k).format(low=low.in_(k), high=high.in_(k)) for k in LANGUAGES))


def range_behind(number: Number) -> Words:
    """Return the range of a number as it stands behind it, each end traced; "" where it has none.

    Of people missing to a target each end says whether the target is passed there.
    """
    if not number.ranged:
        return NOTHING
    low, high = number.end("low"), number.end("high")
    if number.unit in ("gap_person", "short_person"):
        either = (number.low or 0.0) < 0.0 < (number.high or 0.0)
        low = replace(low, unit="gap_person")
        high = replace(high, unit="short_person" if either else "gap_person")
    return Sentence(RANGE, {"low": low, "high": high})


def together_words(found: CostCurve, together: int) -> Text:
    """Return how the levers together compare with the sum of each alone, and why they differ.

    Parameters
    ----------
    together : participants that the whole scenario adds, as printed elsewhere
    """
    if len(found.entries) < 2:
        return NOTHING
    alone = sum(to_whole(entry.persons.value) for entry in found.entries)
    why = _why_not_the_sum(together - alone, found.entries)
    spread = range_words(found.together)
    sums = number_words(alone), number_words(together)
    return Text(
        f"Không cộng các dòng: làm riêng từng giải pháp rồi cộng lại là {sums[0].vi} người, làm "
        f"cùng nhau là {sums[1].vi} người{spread.vi}{why.vi}.",
        f"Do not add the rows: one by one they make {sums[0].en} persons, together "
        f"{sums[1].en}{spread.en}{why.en}.",
    )


def _why_not_the_sum(beyond: int, entries: Sequence[CurveEntry]) -> Text:
    """Return why all levers together bring so many people more (or less) than one by one."""
    if beyond == 0:
        return Text(", đúng bằng tổng đó", ", exactly that sum")
    size = number_words(abs(beyond))
    if any(entry.persons.value < 0 for entry in entries):
        side = Text("nhiều", "more") if beyond > 0 else Text("ít", "fewer")
        return Text(
            f", {side.vi} hơn {size.vi} người, "
            "vì tác động của mỗi giải pháp tùy vào các giải pháp khác",
            f", {size.en} {side.en}, since what one does depends on the others",
        )
    if beyond > 0:
        return Text(
            f", nhiều hơn {size.vi} người, vì các giải pháp bổ trợ lẫn nhau",
            f", {size.en} more, since they strengthen one another",
        )
    return Text(
        f", ít hơn {size.vi} người, vì các giải pháp hướng đến cùng những người",
        f", {size.en} fewer, since they reach for the same people",
    )


def price_words(amounts: Sequence[Amount]) -> Text:
    """Return what the dashes among costs for each added person mean; "" where there are none."""
    fewest = number_words(FEWEST)
    found = []
    if any(not math.isfinite(a.value) for a in amounts):
        found.append(
            Text(
                f"Dấu – ở chi phí một người: thêm chưa đến {fewest.vi} người nên không tính.",
                f"A dash for the cost of a person: fewer than {fewest.en} are added, too few to "
                "share it.",
            )
        )
    if any(math.isfinite(a.value) and not math.isfinite(a.high) for a in amounts):
        found.append(
            Text(
                "Nơi không có cận trên (– hoặc “từ …”): trong hơn một phần mười số lần mô phỏng, "
                f"thêm chưa đến {fewest.vi} người, nên chi phí một người không có cận trên.",
                "Where there is no upper end (– or “from …”): in more than a tenth of the draws "
                f"fewer than {fewest.en} are added, so that the cost of a person has none.",
            )
        )
    return joined(found)


def curve_notes(found: CostCurve, together: int) -> Text:
    """Return all that must be said under the levers by cost per added participant."""
    amounts = [a for entry in found.entries for a in (entry.per_person, entry.per_person_year)]
    return joined([together_words(found, together), price_words(amounts), JUDGED, NO_PENSIONS])


JUDGED = Text("Đơn giá là nhận định (loại C).", "Prices are judgement (grade C).")
NO_PENSIONS = Text(
    "Không gồm lương hưu sau này của người được đưa vào BHXH: nghĩa vụ đó có khi họ đóng đủ năm, "
    "thuộc về quỹ BHXH, ngoài phạm vi mô hình.",
    "Without the later pensions of those brought into insurance: a liability of the fund, "
    "contingent on their paying long enough, which is outside this model.",
)
"""What no cost holds; said wherever the cost of members is told."""


def cost_words(found: Accounts, base: Text) -> Text:
    """Return what a scenario costs beyond its base, all of one span of years.

    Parameters
    ----------
    base : words for the base
    """
    if found.scenario == found.base:
        return joined([_summed(found), JUDGED, NO_PENSIONS])
    anyway = NOTHING
    if found.deadweight.value > 0:
        money = number_words(found.deadweight.value / 1000.0, 1)
        anyway = Text(
            f"; chi hỗ trợ thêm, duy trì cho người vẫn tham gia kể cả khi không có giải pháp: "
            f"{money.vi} tỷ đồng",
            f"; top-up and retention for members who would be there anyway: {money.en} billion VND",
        )
    spent, people, each = _spent(found), _people(found), _each(found)
    lead = Text(
        f"So với {base.vi}, {_years(found).vi}: {spent.vi}; {people.vi}{each.vi}{anyway.vi}.",
        f"Against {base.en}, {_years(found).en}: {spent.en}; {people.en}{each.en}{anyway.en}.",
    )
    return joined([_summed(found), lead, price_words([found.per_person]), JUDGED, NO_PENSIONS])


def _years(found: Accounts) -> Text:
    one = found.first == found.last
    return Text(f"{'năm' if one else 'cộng các năm'} {found.span}", f"sum of {found.span}")


def _summed(found: Accounts) -> Text:
    """Return which years the sum is of, where not each of them has a column."""
    if len(found.years) == found.last - found.first + 1:
        return NOTHING
    return Text(
        f"Cột cộng gồm mọi năm {found.span}, kể cả năm không nêu ở bảng.",
        f"The sum is of all years {found.span}, those without a column too.",
    )


def _spent(found: Accounts) -> Text:
    money = number_words(abs(found.added_cost.value) / 1000.0, 1)
    spread = range_words(found.added_cost, 1, 1000.0)
    if found.added_cost.value < 0:
        return Text(
            f"chi ít hơn {money.vi} tỷ đồng{_of_more(spread).vi}",
            f"{money.en} billion VND less{_of_more(spread).en}",
        )
    return Text(
        f"chi thêm {money.vi} tỷ đồng{spread.vi}", f"{money.en} billion VND more{spread.en}"
    )


def _of_more(spread: Text) -> Text:
    """Return a range that is of the amount added, beside words that say "less"."""
    return Text(
        spread.vi.replace("khoảng 80 %:", "phần chi thêm, khoảng 80 %:"),
        spread.en.replace("80% range:", "80% range of what is added:"),
    )


def _people(found: Accounts) -> Text:
    value = found.added_people.value
    people, last = number_words(abs(value)), found.last
    if value == 0:
        return Text(f"cuối năm {last} không thêm người nào", f"nobody more at the end of {last}")
    if value < 0:
        return Text(
            f"cuối năm {last} ít hơn {people.vi} người",
            f"{people.en} persons fewer at the end of {last}",
        )
    return Text(
        f"cuối năm {last} thêm {people.vi} người", f"{people.en} persons more at the end of {last}"
    )


def _each(found: Accounts) -> Text:
    """Return the cost of each added participant and person-year, where enough share it."""
    said = NOTHING
    for amount, vi, en in (
        (found.per_person, "một người tham gia tăng thêm", "per added participant"),
        (found.per_person_year, "một người-năm tăng thêm", "per added person-year"),
        *_beside_investment(found),
    ):
        if math.isfinite(amount.value):
            money, spread = number_words(amount.value, 1), range_words(amount, 1)
            said = Text(
                f"{said.vi}; bình quân {money.vi} triệu đồng {vi}{spread.vi}",
                f"{said.en}; {money.en} million VND {en}{spread.en}",
            )
    return said


def _beside_investment(found: Accounts) -> list[tuple[Amount, str, str]]:
    if not found.sums["public_investment"].value:
        return []
    return [
        (
            found.beside_investment,
            "một người, không kể đầu tư công cho dự án và việc làm của dự án",
            "per person without public investment in projects and the jobs on them",
        )
    ]


def band_words(found: Explanation) -> Text:
    """Return how near the ranges of contributions are to exact ones; nothing where they are."""
    if found.exact or not any(c.persons_band for c in found.contributions):
        return NOTHING
    return _NEAR


_NEAR = Text(
    "Khoảng 80 % của từng nhóm được tính nhanh, không qua mọi cách kết hợp: ở các kịch bản kèm "
    "theo chương trình, mỗi đầu khoảng lệch không quá 1 % của cả chênh lệch.",
    "The 80% range of each group is worked out quickly, not from all combinations: on the "
    "scenarios that come with the program, each end is off by at most 1% of the whole difference.",
)


def contribution_words(found: Explanation) -> Text:
    """Return what stands beside the contributions and is in none of them."""
    moved, money = number_words(abs(found.transitions)), number_words(found.deadweight / 1000.0, 1)
    said = []
    if round(found.transitions):
        side = Text("nhiều hơn", "more") if found.transitions > 0 else Text("ít hơn", "fewer")
        said.append(
            Text(
                f"{moved.vi} người {side.vi} chuyển từ tự nguyện sang bắt buộc",
                f"{moved.en} {side.en} moved from voluntary to compulsory",
            )
        )
    if found.deadweight > 0:
        said.append(
            Text(
                f"{money.vi} tỷ đồng hỗ trợ thêm, duy trì cho người vẫn tham gia kể cả khi "
                "không có giải pháp",
                f"{money.en} billion VND of top-up and retention for members who would be "
                "there anyway",
            )
        )
    if not said:
        return NOTHING
    words = joined(said, "; ")
    return Text(f"Riêng, cộng các năm: {words.vi}.", f"Apart, all years: {words.en}.")


def trend_words(region: Region) -> Text:
    """Return for which counts a trend line forecast better than the model; "" where for none.

    From the past of the place itself, or of the nearest above it that has one.
    """
    from simulator.analysis.past.trend import better_trends

    place = region.nearest(has_own_history)
    better = [] if place is None else list(better_trends(place))
    if place is None or not better:
        return NOTHING
    which = joined((INDICATORS[name].label.bare.lowered for name in better), ", ")
    return Text(
        f"Kiểm nghiệm với số liệu các năm trước ({place.name.vi}), đường xu thế đơn giản dự báo "
        f"sát hơn mô hình ở: {which.vi}. Với các chỉ tiêu này hãy đọc chênh lệch giữa các phương "
        "án, không đọc mức tuyệt đối.",
        f"Tested on past figures ({place.name.en}), a simple trend line forecast better than the "
        f"model for: {which.en}. For these read differences between plans, not levels.",
    )


def mostly_judged(scenario: Scenario) -> bool:
    """Return whether most of what a scenario does rests on evidence from elsewhere or judgement."""
    grades = [LEVERS[name].grade for name in scenario.levers if LEVERS[name].grade]
    return sum(grade in ("B", "C") for grade in grades) * 2 > len(grades)
