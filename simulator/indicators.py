"""Every result once: name, unit, words, and its formula from a projection."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from simulator.dataclass import dataclass
from simulator.inputs.commuting import COMMUTERS, net_share
from simulator.inputs.region import Region
from simulator.model.arrays import Array
from simulator.projection import Projection
from simulator.projection.months import lost_by_april, measured
from simulator.schemes import DENOMINATOR, NUMERATORS, SCHEMES, SHARES
from simulator.text import Text


@dataclass(frozen=True, slots=True)
class Indicator:
    """A result of a projection.

    Parameters
    ----------
    name : key in tables and files
    label : words for people
    unit : person, share, point (percentage point), job, person_year or million_vnd_month
    formula : (projection) -> (year, draw), or (year, class, draw) where ``by_class``
    explanation : how it is defined
    by_class : whether it has a value for each class of potential participants
    flow : whether it is of the whole year, not of its end
    needs : figures of December of the base year without which a place has no such result
    """

    name: str
    label: Text
    unit: str
    formula: Callable[[Projection], Array]
    explanation: Text
    by_class: bool = False
    flow: bool = False
    needs: tuple[str, ...] = ()

    def of(self, projection: Projection) -> Array:
        """Return the indicator: (year, draw), or (year, class, draw) where ``by_class``."""
        return self.formula(projection)

    def missing(self, region: Region) -> list[str]:
        """Return the figures that a place lacks for it."""
        return [name for name in self.needs if region.figure(name, region.base_year) is None]


def _counted(p: Projection, series: str) -> Array:
    """Return insured people as the scenario counts and measures them: (year, draw)."""
    below = f"{series}_working_age"
    total = p.total(below if p.scenario.working_age_only and below in p.totals else series)
    counts = total.sum(axis=1) if total.ndim == 3 else total
    before = None if p.scenario.working_age_only else _december_before(p, series)
    stated = p.scenario
    return measured(p.values, series, counts, stated.measure, stated.month, before)


def _december_before(p: Projection, series: str) -> float | None:
    """Return the count of the December before the first year, where one is known [persons]."""
    name = next(scheme.count for scheme in SCHEMES if scheme.series == series)
    figure = p.region.counts(name).get(int(p.years[0]) - 1)
    return None if figure is None else figure.value


def _compulsory(p: Projection) -> Array:
    return _counted(p, "compulsory")


def _voluntary(p: Projection) -> Array:
    return _counted(p, "voluntary")


def _participants(p: Projection) -> Array:
    return _compulsory(p) + _voluntary(p)


def _ui(p: Projection) -> Array:
    return _counted(p, "ui")


def _denominator(p: Projection) -> Array:
    return p.total(DENOMINATOR)


def _share(numerator: Callable[[Projection], Array]) -> Callable[[Projection], Array]:
    return lambda p: numerator(p) / _denominator(p)


def _share_by_residence(p: Projection) -> Array:
    """Return insured residents over the labour force; commuting keeps its part of covered jobs."""
    net = net_share(p.region)
    if net is None:
        return np.full_like(_denominator(p), np.nan)
    return np.asarray((_participants(p) - net * p.total("compulsory")) / _denominator(p))


def _compliance(p: Projection) -> Array:
    return np.asarray(p.total("compulsory") / (p.total("compulsory") + p.total("uncovered")))


def _informal_share(p: Projection) -> Array:
    voluntary = p.total("voluntary").sum(axis=1)
    return np.asarray(voluntary / (voluntary + p.total("uninsured").sum(axis=1)))


def _persistency(p: Projection) -> Array:
    exposed = _exposed(p).sum(axis=1)
    lapsed = np.full_like(exposed, np.nan)  # of no members, none can stay
    np.divide(p.total("lapses").sum(axis=1), exposed, out=lapsed, where=exposed > 0)
    return np.asarray(1.0 - lapsed)


def _exposed(p: Projection) -> Array:
    """Return voluntary members before lapses and entries: (year, class, draw)."""
    return p.total("voluntary") - p.total("entries") + p.total("lapses")


def _person_years(p: Projection) -> Array:
    values = p.values
    voluntary = p.total("voluntary").sum(axis=1)
    return measured(values, "compulsory", p.total("compulsory"), "year_average", 12) + measured(
        values, "voluntary", voluntary, "year_average", 12
    )


def _voluntary_mean(p: Projection) -> Array:
    voluntary = p.total("voluntary").sum(axis=1)
    return measured(p.values, "voluntary", voluntary, "year_average", 12)


def _lost_by_april(p: Projection) -> Array:
    return lost_by_april(p.values, "voluntary", p.total("voluntary").sum(axis=1))


def _denominator_effect(p: Projection) -> Array:
    now = _participants(p)
    return np.asarray(100.0 * (now / _denominator(p) - now / p.base_labour_force))


def _summed(name: str) -> Callable[[Projection], Array]:
    return lambda p: p.total(name).sum(axis=1)


def _plain(name: str) -> Callable[[Projection], Array]:
    return lambda p: p.total(name)


_ALL = (
    Indicator(
        "si_participants",
        Text("Số người tham gia BHXH", "Social insurance participants"),
        "person",
        _participants,
        Text("BHXH bắt buộc cộng BHXH tự nguyện", "Compulsory plus voluntary"),
    ),
    Indicator(
        "compulsory_si",
        SCHEMES[0].label,
        "person",
        _compulsory,
        Text("Số người đang đóng BHXH bắt buộc", "People in compulsory insurance"),
    ),
    Indicator(
        "voluntary_si",
        SCHEMES[1].label,
        "person",
        _voluntary,
        Text("Số người đang đóng BHXH tự nguyện", "People in voluntary insurance"),
    ),
    Indicator(
        "ui_participants",
        SCHEMES[2].label,
        "person",
        _ui,
        Text(
            "Phần người tham gia BHXH bắt buộc có bảo hiểm thất nghiệp",
            "Compulsory participants who are also in unemployment insurance",
        ),
    ),
    Indicator(
        "working_age_labour_force",
        Text("Lực lượng lao động trong độ tuổi", "Working-age labour force"),
        "person",
        _denominator,
        Text(
            "Từ 15 tuổi đến tuổi nghỉ hưu của năm; mẫu số của các tỷ lệ",
            "From 15 to the year's normal retirement age; denominator of the shares",
        ),
    ),
    Indicator(
        "si_share",
        Text(
            "Tỷ lệ bao phủ BHXH (% lực lượng lao động trong độ tuổi)",
            "SI coverage (% of working-age labour force)",
        ),
        "share",
        _share(_participants),
        Text(
            "Mọi người tham gia trên lực lượng lao động trong độ tuổi",
            "All participants over the working-age labour force",
        ),
    ),
    Indicator(
        "si_share_by_residence",
        Text("Tỷ lệ bao phủ BHXH theo nơi ở", "SI coverage by residence"),
        "share",
        _share_by_residence,
        Text(
            "Người sống ở đây tham gia BHXH ở bất cứ đâu, trên lực lượng lao động trong độ tuổi; "
            "chỉ có khi biết số người đi làm ngoài địa bàn",
            "Residents insured anywhere over the working-age labour force; where commuters are "
            "known",
        ),
        needs=COMMUTERS,
    ),
    Indicator(
        "voluntary_share",
        Text("Tỷ lệ tham gia BHXH tự nguyện", "Voluntary coverage"),
        "share",
        _share(_voluntary),
        Text(
            "BHXH tự nguyện trên lực lượng lao động trong độ tuổi",
            "Voluntary participants over the working-age labour force",
        ),
    ),
    Indicator(
        "ui_share",
        Text("Tỷ lệ bao phủ BHTN", "UI coverage"),
        "share",
        _share(_ui),
        Text(
            "BHTN trên lực lượng lao động trong độ tuổi",
            "UI participants over the working-age labour force",
        ),
    ),
    Indicator(
        "voluntary_share_informal",
        Text(
            "BHXH tự nguyện trên lao động không thuộc diện bắt buộc",
            "Voluntary share of those not liable",
        ),
        "share",
        _informal_share,
        Text(
            "Tự nguyện trên (tự nguyện + chưa tham gia), không kể người thuộc diện bắt buộc",
            "Voluntary over voluntary and uninsured, without the liable",
        ),
    ),
    Indicator(
        "liable_uncovered",
        Text("Thuộc diện bắt buộc nhưng chưa tham gia", "Liable but not covered"),
        "person",
        _plain("uncovered"),
        Text(
            "Ước tính từ tỷ lệ tuân thủ giả định; không có nguồn nào đếm",
            "Follows from the assumed compliance rate; no source counts them",
        ),
    ),
    Indicator(
        "compliance_rate",
        Text("Tỷ lệ tuân thủ", "Compliance rate"),
        "share",
        _compliance,
        Text("Số tham gia trên số thuộc diện bắt buộc", "Covered share of liable jobs"),
    ),
    Indicator(
        "entries",
        Text("Tham gia mới BHXH tự nguyện", "Entries into voluntary insurance"),
        "person",
        _summed("entries"),
        Text("Cả người tham gia lại, trong năm", "Re-enrolment included, in the year"),
        flow=True,
    ),
    Indicator(
        "lapses",
        Text("Dừng đóng BHXH tự nguyện", "Lapses of voluntary insurance"),
        "person",
        _summed("lapses"),
        Text("Số người dừng đóng trong năm", "Members who stop paying in the year"),
        flow=True,
    ),
    Indicator(
        "transitions",
        Text("Chuyển sang BHXH bắt buộc", "Moved to compulsory SI"),
        "person",
        _summed("transitions"),
        Text(
            "Người tự nguyện vào việc thuộc diện bắt buộc; không tính là dừng đóng",
            "Voluntary members who take a liable job; not counted as lapse",
        ),
        flow=True,
    ),
    Indicator(
        "persistency_12m",
        Text("Tỷ lệ duy trì sau 12 tháng", "12-month persistency"),
        "share",
        _persistency,
        Text("1 trừ tỷ lệ dừng đóng trong năm", "1 less the year's lapse rate"),
        flow=True,
    ),
    Indicator(
        "lump_sum_withdrawals",
        Text("Rút BHXH một lần", "Lump-sum withdrawals"),
        "person",
        _plain("lump_sums"),
        Text("Số lượt trong năm", "Withdrawals in the year"),
        flow=True,
    ),
    Indicator(
        "person_years",
        Text("Người-năm tham gia", "Person-years"),
        "person_year",
        _person_years,
        Text(
            "Bình quân cả năm theo đường mùa vụ, không phải số đỉnh cuối năm",
            "Mean of the year along the seasonal path, not the year-end peak",
        ),
        flow=True,
    ),
    Indicator(
        "voluntary_person_years",
        Text("Người-năm BHXH tự nguyện", "Person-years of voluntary insurance"),
        "person_year",
        _voluntary_mean,
        Text(
            "Bình quân cả năm, đặt cạnh số cuối năm",
            "Mean of the year, to stand beside the count at its end",
        ),
        flow=True,
    ),
    Indicator(
        "voluntary_person_years_lost",
        Text(
            "Người-năm tự nguyện mất đi từ tháng 12 đến tháng 4",
            "Voluntary person-years lost from December to April",
        ),
        "person_year",
        _lost_by_april,
        Text(
            "Số tháng 12 trước trừ số từng tháng đến tháng 4: đợt tăng cuối năm chưa phải bao phủ",
            "The December before less each month to April: a year-end surge is not coverage",
        ),
        flow=True,
    ),
    Indicator(
        "project_jobs",
        Text("Việc làm có BHXH từ các dự án", "Covered jobs on projects"),
        "job",
        lambda p: p.total("operating_jobs") + p.total("construction_jobs"),
        Text("Vận hành và xây dựng, phần tăng thêm", "Operating and construction, additional"),
    ),
    Indicator(
        "unfilled_vacancies",
        Text("Chỗ làm không tuyển được người", "Unfilled liable jobs"),
        "job",
        _plain("unfilled"),
        Text("Mất đi, không cộng sang năm sau", "Lost, not carried over"),
        flow=True,
    ),
    Indicator(
        "denominator_effect",
        Text(
            "Thay đổi tỷ lệ bao phủ do riêng mẫu số",
            "Change of coverage due to the denominator alone",
        ),
        "point",
        _denominator_effect,
        Text(
            "So với giữ lực lượng lao động như năm gốc",
            "Against the base year's labour force",
        ),
    ),
    Indicator(
        "voluntary_si_by_class",
        Text("BHXH tự nguyện theo nhóm", "Voluntary insurance by class"),
        "person",
        _plain("voluntary"),
        Text("Cuối năm", "At the end of the year"),
        by_class=True,
    ),
    Indicator(
        "uninsured_by_class",
        Text("Chưa tham gia, theo nhóm", "Uninsured by class"),
        "person",
        _plain("uninsured"),
        Text(
            "Trong lực lượng lao động, không thuộc diện bắt buộc",
            "In the labour force and not liable",
        ),
        by_class=True,
    ),
    Indicator(
        "entries_by_class",
        Text("Tham gia mới theo nhóm", "Entries by class"),
        "person",
        _plain("entries"),
        Text("Trong năm", "In the year"),
        by_class=True,
        flow=True,
    ),
    Indicator(
        "lapses_by_class",
        Text("Dừng đóng theo nhóm", "Lapses by class"),
        "person",
        _plain("lapses"),
        Text("Trong năm", "In the year"),
        by_class=True,
        flow=True,
    ),
    Indicator(
        "net_premium_by_class",
        Text("Mức đóng thực trả theo nhóm", "Net premium by class"),
        "million_vnd_month",
        _plain("net_premium"),
        Text("Triệu đồng một tháng, sau hỗ trợ", "Million VND a month, after subsidies"),
        by_class=True,
        flow=True,
    ),
)

INDICATORS: dict[str, Indicator] = {indicator.name: indicator for indicator in _ALL}
"""Name -> indicator, in the order of pages and papers."""

COUNTED_AS_STATED = (
    *(*NUMERATORS.values(), "compulsory_si"),
    *(*SHARES, "si_share_by_residence", "denominator_effect"),
)
"""Results counted when the scenario says (``measure``); other stocks are of 31 December."""

UNITS: dict[str, Text] = {
    "person": Text("người", "persons"),
    "share": Text("%", "%"),
    "point": Text("điểm phần trăm", "percentage points"),
    "job": Text("việc làm", "jobs"),
    "person_year": Text("người-năm", "person-years"),
    "million_vnd_month": Text("triệu đồng/tháng", "million VND a month"),
}
"""Unit -> words."""
