"""What the labour force alone does to coverage, year by year."""

from __future__ import annotations

from simulator.indicators import INDICATORS
from simulator.projection import Projection
from simulator.report.document import Chart, Number, Table, chain, note
from simulator.text import Text

REMARK = note(
    Text(
        "Thay đổi của tỷ lệ bao phủ chỉ vì lực lượng lao động trong độ tuổi thay đổi (tuổi nghỉ "
        "hưu tăng, dân số đổi), so với giữ lực lượng lao động như năm gốc; điểm phần trăm.",
        "Change of coverage only because the working-age labour force changes (later retirement, "
        "population), against the base year's labour force; percentage points.",
    )
)


def chart(projection: Projection) -> Chart:
    """Return the effect of the labour force on coverage over the years [percentage points]."""
    label = INDICATORS["denominator_effect"].label
    values = INDICATORS["denominator_effect"].of(projection)[:, 0]
    force = INDICATORS["working_age_labour_force"]
    people = force.of(projection)[:, 0]
    rows = tuple(
        (str(int(year)), Number(float(v), "point", signed=True), Number(float(n), "person"))
        for year, v, n in zip(projection.years, values, people, strict=True)
    )
    unit = Text("điểm phần trăm", "percentage points")
    head = (Text("Năm", "Year"), chain([label, " (", unit, ")"], ""), force.label)
    told = chain([rows[-1][0], ": ", rows[-1][1]], "")
    return Chart(Table(label, head, rows), told, unit, "stack", columns=(1,))
