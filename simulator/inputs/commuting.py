"""Who is insured in another place than where he lives.

Insurance is counted where the employer is, the labour force where people live. Coverage by
residence therefore counts insured residents, wherever their employer is: participants less those
who live elsewhere, plus residents insured elsewhere. Between the parts of a place both cancel, so
that counts by residence add up as counts by workplace do.
"""

from __future__ import annotations

from typing import NamedTuple

from simulator.inputs.figures import STATUSES, Status, weakest
from simulator.inputs.plan_date import MONTHS
from simulator.inputs.region import Region
from simulator.inputs.words import percent_words
from simulator.rounding import numeral
from simulator.text import Text

LIVING_ELSEWHERE, INSURED_ELSEWHERE = "insured_living_elsewhere", "insured_working_elsewhere"
"""Of December of the base year [persons]: insured here, living elsewhere; the other way round."""
COMMUTERS = (LIVING_ELSEWHERE, INSURED_ELSEWHERE)
CLAIMS, CLAIMS_OF_OTHERS = "ui_claims", "ui_claims_of_other_places"
"""Claims of unemployment benefit in a month, and those of people of other places [cases]."""


class Commuters(NamedTuple):
    """Insured people who cross the place's border, each [persons]."""

    inward: float
    outward: float
    status: Status

    @property
    def net(self) -> float:
        """Return how many more are insured here than live here."""
        return self.inward - self.outward


class Claims(NamedTuple):
    """Claims of unemployment benefit in a month: of all, and of people of other places."""

    year: int
    month: int
    all_: float
    others: float

    @property
    def share(self) -> float:
        """Return the part of people of other places."""
        return self.others / self.all_


def commuters(region: Region) -> Commuters | None:
    """Return who commutes, as the pack states for December of the base year, or None."""
    inward, outward = (region.figure(name, region.base_year) for name in COMMUTERS)
    if inward is None or outward is None:
        return None
    return Commuters(inward.value, outward.value, weakest((inward.status, outward.status)))


def net_share(region: Region) -> float | None:
    """Return net in-commuters over compulsory participants of the base year, or None.

    The share of covered jobs that commuting holds: later years keep it.
    """
    found, covered = commuters(region), region.figure("compulsory_si", region.base_year)
    return None if found is None or covered is None else found.net / covered.value


def claims(region: Region) -> Claims | None:
    """Return the newest month whose claims are known by where people are from, or None."""
    for figure in sorted(region.history, key=lambda f: (f.year, f.month), reverse=True):
        if figure.indicator == CLAIMS_OF_OTHERS:
            whole = region.figure(CLAIMS, figure.year, figure.month)
            if whole is not None and whole.value > figure.value:
                return Claims(figure.year, figure.month, whole.value, figure.value)
    return None


def most_by_residence(region: Region, found: Claims) -> float | None:
    """Return coverage by residence of the base year, were all those claimants commuters.

    If the insured claim alike wherever their employer is, a part c of claims from elsewhere means
    c / (1 - c) residents insured elsewhere for each one here. Those who lived there and came home
    are among them, so it is the most there can be.
    """
    counts = _counts(region)
    if counts is None:
        return None
    compulsory, voluntary, ui, force = counts
    return (compulsory + voluntary + ui * found.share / (1.0 - found.share)) / force


def commuting_words(region: Region) -> list[Text]:
    """Return what is known of coverage by residence; nothing for a nation."""
    counts = _counts(region)
    if region.parent is None or counts is None:
        return []
    by_work = (counts[0] + counts[1]) / counts[3]
    known, of_claims = commuters(region), claims(region)
    if known is not None:
        return [_known_words(region, known, by_work, by_work - known.net / counts[3])]
    lead = Text(
        "BHXH đếm theo nơi đơn vị đóng, lực lượng lao động đếm theo nơi ở; chưa biết bao nhiêu "
        "người sống ở đây tham gia nơi khác và ngược lại, nên chưa có tỷ lệ theo nơi ở",
        "Insurance is counted where the employer is, the labour force where people live; how many "
        "residents are insured elsewhere, and the other way round, is not known, so there is no "
        "coverage by residence",
    )
    if of_claims is None:
        return [lead]
    most = most_by_residence(region, of_claims)
    assert most is not None
    return [_bounded_words(region, lead, of_claims, by_work, most)]


def _counts(region: Region) -> tuple[float, float, float, float] | None:
    names = "compulsory_si", "voluntary_si", "ui_participants", "labour_force_working_age"
    a, b, c, d = (region.figure(name, region.base_year) for name in names)
    if a is None or b is None or c is None or d is None or d.value <= 0:
        return None
    return a.value, b.value, c.value, d.value


def _known_words(region: Region, known: Commuters, by_work: float, by_home: float) -> Text:
    status, year = STATUSES[known.status], region.base_year

    def in_(n: str) -> tuple[str, ...]:
        people = (numeral(value).in_(n) for value in (known.inward, known.outward))
        return (*people, *(percent_words(share).in_(n) for share in (by_home, by_work)))

    (inward, outward, home, work), (inward_en, outward_en, home_en, work_en) = in_("vi"), in_("en")
    return Text(
        f"Tháng 12/{year}: {inward} người tham gia ở đây sống nơi khác, {outward} người sống ở đây "
        f"tham gia nơi khác ({status.vi.lower()}); tỷ lệ bao phủ BHXH theo nơi ở {home}, theo nơi "
        f"làm việc {work}",
        f"December {year}: {inward_en} insured here live elsewhere, {outward_en} residents are "
        f"insured elsewhere ({status.en.lower()}); SI coverage by residence {home_en}, by place of "
        f"work {work_en}",
    )


def _bounded_words(region: Region, lead: Text, found: Claims, by_work: float, most: float) -> Text:
    month, year = MONTHS[found.month - 1], region.base_year

    def in_(n: str) -> tuple[str, ...]:
        people = (numeral(value).in_(n) for value in (found.others, found.all_))
        return (*people, *(percent_words(share).in_(n) for share in (found.share, by_work, most)))

    (some, all_, part, low, high), en = in_("vi"), in_("en")
    return Text(
        f"{lead.vi}. Tháng {found.month}/{found.year}: {some} trong {all_} hồ sơ trợ cấp thất "
        f"nghiệp ({part}) là của người ở địa phương khác; nếu tất cả sống ở đây và đi làm nơi "
        f"khác, tỷ lệ theo nơi ở năm {year} cao nhất là {high}, theo nơi làm việc {low} "
        "(ước tính)",
        f"{lead.en}. In {month} {found.year}, {en[0]} of {en[1]} claims of unemployment benefit "
        f"({en[2]}) were of people of other places; did they all live here and work elsewhere, "
        f"coverage by residence of {year} would be at most {en[4]}, by place of work {en[3]} "
        "(estimate)",
    )
