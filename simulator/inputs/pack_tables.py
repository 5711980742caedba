"""The tables of a region pack, declared once: readers, workbooks and the docs follow from it."""

from __future__ import annotations

import math
from dataclasses import replace

from simulator.inputs.definitions import DEFINITIONS
from simulator.inputs.figures import FIGURE_STATUSES, GRADES, STATUSES, TARGET_UNITS
from simulator.inputs.table_form import Column, Kind, TableForm
from simulator.inputs.words import FIGURES
from simulator.schemes import COUNTS
from simulator.text import Text

BREAKABLE_WORDS = {
    "labour_force": Text("Lực lượng lao động", "Labour force"),
    "shares": Text("Mẫu số của tỷ lệ", "Denominator of shares"),
    **{count: FIGURES[count] for count in COUNTS},
}
_PERSONS = Text("người", "persons")
_FRACTION = Text("phần; 0,25 là 25 %", "fraction; 0.25 is 25 %")
_STATUSES: dict[str, Text] = {name: STATUSES[name] for name in FIGURE_STATUSES}
_ASSUMED = {name: entry.label for name, entry in DEFINITIONS.items()}
_YES_NO = {"yes": Text("có", "yes"), "no": Text("không", "no")}
WORK_OF_LOCALITIES = ("workers_by_place_of_work", "employers", "enterprises")
"""What tells where work is, the better first: by it liable jobs are shared among localities."""
POOR_HOUSEHOLDS = "poor_households"
"""Nobody of these is taken to have a liable job: where work is not known, the others share it."""
UNITS_OF_LOCALITIES = {
    "employers": "employer",
    "enterprises": "enterprise",
    POOR_HOUSEHOLDS: "household",
}
"""What localities count that is not people -> its unit."""
COUNTED_BY_LOCALITIES = (
    *COUNTS,
    "labour_force_15_plus",
    "labour_force_working_age",
    "population",
    *WORK_OF_LOCALITIES,
    POOR_HOUSEHOLDS,
)
"""What a locality may count of its own."""
UPDATED = (*COUNTED_BY_LOCALITIES[:3], "lump_sum_withdrawals")
"""What is counted after a pack was made."""

_YEAR = Column("year", Text("Năm", "Year"), Kind.WHOLE, low=1900, high=2200)
_MONTH = Column("month", Text("Tháng", "Month"), Kind.WHOLE, low=1, high=12)
_AGE = Column("age", Text("Tuổi", "Age"), Kind.AGE)
_STATUS = Column("status", Text("Trạng thái", "Status"), Kind.CHOICE, choices=_STATUSES)
_SOURCE = Column("source", Text("Nguồn", "Source"), Kind.NOTE)
_SOURCE_VI = Column(
    "source_vi",
    Text("Nguồn (tiếng Việt)", "Source in Vietnamese"),
    Kind.NOTE,
    optional=True,
    blank=True,
)
_CODE = Column("code", Text("Mã", "Code"), Kind.CODE)
_NAME = Column("name", Text("Tên", "Name"), Kind.WORD)
_KIND_OF_UNIT = Column("kind", Text("Loại đơn vị", "Kind of unit"), Kind.WORD, blank=True)
_INDICATOR = Column("indicator", Text("Chỉ tiêu", "Indicator"), Kind.WORD, choices=FIGURES)
_UNIT = Column("unit", Text("Đơn vị", "Unit"), Kind.UNIT)
_VALUE = Column("value", Text("Giá trị", "Value"), Kind.FIGURE)
_USE = Column("use", Text("Dùng", "Use"), Kind.CHOICE, choices=_YES_NO, optional=True, blank=True)


def _counted(among: tuple[str, ...]) -> Column:
    choices = {name: FIGURES[name] for name in among}
    return replace(_INDICATOR, kind=Kind.CHOICE, choices=choices)


def _sexes(
    ending: str, kind: Kind, unit: Text, low: float = -math.inf, high: float = math.inf
) -> tuple[Column, Column]:
    return (
        Column(f"male_{ending}", Text("Nam", "Male"), kind, unit, low, high, whole=False),
        Column(f"female_{ending}", Text("Nữ", "Female"), kind, unit, low, high, whole=False),
    )


def _share(
    key: str, label: Text, low: float = 0.0, high: float = 1.0, blank: bool = False
) -> Column:
    return Column(key, label, Kind.SHARE, _FRACTION, low, high, blank=blank)


HISTORY = TableForm(
    "history",
    Text("Số liệu", "Figures"),
    Text(
        "số liệu của địa bàn theo tháng; năm chốt cần 5 số của tháng 12",
        "the place's figures by month; the base year needs five counts of December",
    ),
    (_YEAR, _MONTH, _INDICATOR, _VALUE, _UNIT, _STATUS, _SOURCE, _SOURCE_VI, _USE),
    ("year", "month", "indicator"),
)
POPULATION = TableForm(
    "population",
    Text("Dân số", "Population"),
    Text(
        "dân số theo tuổi và giới; thiếu thì lấy cơ cấu tuổi cả nước",
        "people by age and sex; without it, the nation's age structure",
    ),
    (
        Column("date", Text("Ngày", "Date"), Kind.DATE),
        _AGE,
        *_sexes("persons", Kind.PEOPLE, _PERSONS, low=0.0),
        _STATUS,
        _SOURCE,
        _SOURCE_VI,
    ),
    ("date", "age"),
)
MORTALITY = TableForm(
    "mortality",
    Text("Tỷ lệ chết", "Mortality"),
    Text(
        "tỷ lệ chết theo tuổi và giới; thiếu thì lấy của cả nước",
        "death rates by age and sex; without them, the nation's",
    ),
    (
        _YEAR,
        _AGE,
        *_sexes(
            "deaths_per_person_year",
            Kind.NUMBER,
            Text("số chết trên một người-năm", "deaths per person-year"),
            1e-9,
            3.0,
        ),
        _STATUS,
        _SOURCE,
        _SOURCE_VI,
    ),
    ("year", "age"),
)
BIRTHS = TableForm(
    "births",
    Text("Mức sinh", "Births"),
    Text(
        "số trẻ sinh ra theo năm; thiếu thì lấy mức sinh cả nước",
        "births by year; without them, the nation's births per woman",
    ),
    (
        _YEAR,
        Column("births_persons", Text("Số sinh", "Births"), Kind.PEOPLE, _PERSONS, 0, 1e9),
        _STATUS,
        _SOURCE,
        _SOURCE_VI,
    ),
    ("year",),
)
MIGRATION = TableForm(
    "migration",
    Text("Di cư", "Migration"),
    Text(
        "số người đến trừ số người đi, một năm; thiếu thì lấy phần còn lại giữa hai lần đếm",
        "arrivals less departures a year; without them, what is left between two counts",
    ),
    (_YEAR, _AGE, *_sexes("persons", Kind.PEOPLE, _PERSONS), _STATUS, _SOURCE),
    ("year", "age"),
)
GROWTH = TableForm(
    "growth",
    Text("Tăng trưởng", "Growth"),
    Text(
        "tăng trưởng kinh tế theo năm; thiếu thì lấy của cả nước",
        "economic growth by year; without it, the nation's",
    ),
    (
        _YEAR,
        _share("first_release_share", Text("Công bố lần đầu", "First release"), -0.5, 0.5, True),
        _share("revised_share", Text("Số điều chỉnh", "Revised"), -0.5, 0.5, True),
        _share("plan_share", Text("Kế hoạch", "Plan"), -0.5, 0.5, True),
        _STATUS,
        _SOURCE,
        _SOURCE_VI,
    ),
    ("year",),
)
ASSUMED = TableForm(
    "assumptions",
    Text("Giả định", "Assumptions"),
    Text(
        "giả định riêng của địa bàn; mục nào thiếu thì lấy của cả nước",
        "the place's own assumptions; entry by entry, else the nation's",
    ),
    (
        Column("name", Text("Giả định", "Assumption"), Kind.WORD, choices=_ASSUMED),
        Column("by", Text("Cho", "For"), Kind.WORD, blank=True),
        Column("value", Text("Giá trị", "Value"), Kind.NUMBER),
        Column("low", Text("Thấp", "Low"), Kind.NUMBER),
        Column("high", Text("Cao", "High"), Kind.NUMBER),
        Column("unit", Text("Đơn vị", "Unit"), Kind.UNIT),
        Column("grade", Text("Bằng chứng", "Grade"), Kind.CHOICE, choices=GRADES),
        _STATUS,
        Column("basis", Text("Căn cứ (tiếng Anh)", "Basis"), Kind.NOTE),
        Column(
            "basis_vi",
            Text("Căn cứ", "Basis in Vietnamese"),
            Kind.NOTE,
            optional=True,
            blank=True,
        ),
    ),
    ("name", "by"),
)
TARGETS = TableForm(
    "targets",
    Text("Chỉ tiêu giao", "Targets"),
    Text("chỉ tiêu phải đạt; thiếu thì lấy của cả nước", "targets; without them, the nation's"),
    (
        Column("target_set", Text("Bộ chỉ tiêu", "Target set"), Kind.CODE),
        _YEAR,
        _counted(tuple(TARGET_UNITS)),
        _VALUE,
        replace(_UNIT, optional=True, blank=True),
        Column("denominator", Text("Mẫu số", "Denominator"), Kind.NOTE, blank=True),
        _STATUS,
        _SOURCE,
        _SOURCE_VI,
    ),
    ("target_set", "year", "indicator"),
)
LOCALITIES = TableForm(
    "localities",
    Text("Địa phương", "Localities"),
    Text(
        "huyện, xã để giao chỉ tiêu; thiếu thì không giao được",
        "units to which a programme is allocated; without them, no allocation",
    ),
    (
        _CODE,
        _NAME,
        _KIND_OF_UNIT,
        Column("population_persons", Text("Dân số", "People"), Kind.PEOPLE, _PERSONS, 1.0),
        _STATUS,
        _SOURCE,
        _SOURCE_VI,
        Column(
            "attainability",
            Text("Mức dễ đạt", "Attainability"),
            Kind.NUMBER,
            Text("1: như toàn tỉnh", "1: like the province"),
            0.1,
            10.0,
            optional=True,
            blank=True,
        ),
        *(
            Column(
                name,
                label,
                Kind.NUMBER,
                Text("trên sơ đồ ô, ước lệ", "on a tile map, schematic"),
                0.0,
                30.0,
                optional=True,
                blank=True,
            )
            for name, label in (
                ("tile_column", Text("Cột trên sơ đồ", "Column on the map")),
                ("tile_row", Text("Hàng trên sơ đồ", "Row on the map")),
            )
        ),
    ),
    ("code",),
)
SUCCESSORS = TableForm(
    "successors",
    Text("Đơn vị mới", "New units"),
    Text(
        "phần dân của mỗi đơn vị cũ nay thuộc đơn vị mới; cộng lại là 1",
        "which share of a former unit's people live in a new one; they add up to 1",
    ),
    (
        Column("former", Text("Đơn vị cũ", "Former unit"), Kind.CODE),
        _CODE,
        _NAME,
        _KIND_OF_UNIT,
        _share("share", Text("Phần dân", "Share of people")),
        _STATUS,
        _SOURCE,
        _SOURCE_VI,
    ),
    ("former", "code"),
)
LOCALITY_COUNTS = TableForm(
    "locality_counts",
    Text("Số liệu địa phương", "Locality counts"),
    Text(
        "số đếm của địa phương. Việc làm chia theo lao động theo nơi làm việc, thiếu thì đơn vị sử "
        "dụng lao động, rồi doanh nghiệp, rồi người ngoài hộ nghèo (tháng 12 gần nhất có đủ mọi "
        "nơi); thiếu cả thì theo dân số, coi mọi nơi như nhau trên đầu người (cách dự phòng)",
        "counts of localities. Jobs are shared by workers by place of work, else employers, else "
        "enterprises, else people outside poor households (the newest December with all places); "
        "without any, by people, the same a head everywhere (fallback)",
    ),
    (
        _YEAR,
        _MONTH,
        Column("locality", Text("Địa phương", "Locality"), Kind.CODE),
        _counted(COUNTED_BY_LOCALITIES),
        _VALUE,
        _UNIT,
        _STATUS,
        _SOURCE,
        _SOURCE_VI,
    ),
    ("year", "month", "locality", "indicator"),
)
PEERS = TableForm(
    "peers",
    Text("Nơi khác", "Peers"),
    Text("số liệu của nơi khác để so sánh", "figures of other places, for comparison"),
    (
        Column("place", Text("Nơi", "Place"), Kind.CODE),
        _YEAR,
        _MONTH,
        _INDICATOR,
        _VALUE,
        _UNIT,
        _STATUS,
        _SOURCE,
        _SOURCE_VI,
    ),
    ("place", "year", "month", "indicator"),
)
PACK_TABLES = {
    form.name: form
    for form in (
        HISTORY,
        POPULATION,
        BIRTHS,
        MORTALITY,
        MIGRATION,
        GROWTH,
        ASSUMED,
        TARGETS,
        LOCALITIES,
        LOCALITY_COUNTS,
        SUCCESSORS,
        PEERS,
    )
}
"""Every table that a pack may hold, what is needed first in front."""


SETTING_NAMES: dict[str, Text] = {
    "code": Text("Mã (chữ thường không dấu)", "Code (lower case)"),
    "name.vi": Text("Tên", "Name in Vietnamese"),
    "name.en": Text("Tên tiếng Anh", "Name"),
    "parent": Text("Thuộc (mã địa bàn cha)", "Part of (code)"),
    "base_year": Text("Năm gốc", "Base year"),
    "law": Text("Pháp luật", "Law"),
    "planned_on.date": Text("Ngày lập kế hoạch", "Planned on"),
    "planned_on.vi": Text("Lý do của ngày đó", "Why then, in Vietnamese"),
    "planned_on.en": Text("Lý do, tiếng Anh", "Why then"),
    "joins": Text("Gộp từ (các mã)", "Joined from (codes)"),
    "sex_ratio_at_birth": Text("Số bé trai trên một bé gái", "Boys per girl"),
    "life_expectancy.male": Text("Tuổi thọ nam", "Life expectancy, men"),
    "life_expectancy.female": Text("Tuổi thọ nữ", "Life expectancy, women"),
    "denominator.vi": Text("Mẫu số của tỷ lệ", "Denominator in Vietnamese"),
    "denominator.en": Text("Mẫu số, tiếng Anh", "Denominator"),
}
"""Dotted key of ``region.yaml`` -> words; ``breaks`` has a table of its own."""
PLACE = TableForm(
    "region",
    Text("Địa bàn", "Place"),
    Text("tên, năm gốc, địa bàn cha", "name, base year, the wider region"),
    (
        Column("key", Text("Mục", "Entry"), Kind.CHOICE, choices=SETTING_NAMES),
        Column("value", Text("Giá trị", "Value"), Kind.NOTE, blank=True),
    ),
    ("key",),
)
BREAKS = TableForm(
    "breaks",
    Text("Đổi định nghĩa", "Breaks"),
    Text(
        "ngày một chuỗi số đổi định nghĩa; không so sánh qua ngày đó",
        "days on which the definition of a series changed; nothing is compared across them",
    ),
    (
        Column("date", Text("Ngày", "Date"), Kind.DATE),
        Column("series", Text("Chuỗi số", "Series"), Kind.CHOICE, choices=BREAKABLE_WORDS),
        Column("vi", Text("Nội dung", "Words in Vietnamese"), Kind.NOTE),
        Column("en", Text("Nội dung tiếng Anh", "Words"), Kind.NOTE),
    ),
    ("date", "series"),
)


def updates_form(indicators: tuple[str, ...], *, sourced: bool = False) -> TableForm:
    """Return the form of figures that arrive later.

    Parameters
    ----------
    indicators : that are taken
    sourced : whether each needs status and source
    """
    unit, status, source = (
        replace(
            column, optional=not sourced or column is _UNIT, blank=not sourced or column is _UNIT
        )
        for column in (_UNIT, _STATUS, _SOURCE)
    )
    columns = (_YEAR, _MONTH, _counted(indicators), _VALUE, unit, status, source, _USE)
    return TableForm("updates", HISTORY.title, HISTORY.about, columns, HISTORY.key)
