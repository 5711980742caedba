"""In words: which assumptions a scenario puts outside the range that its place states for them."""

from __future__ import annotations

from collections.abc import Sequence

from simulator.inputs.estimate import Estimate
from simulator.inputs.keys import Assumed
from simulator.inputs.region import Region
from simulator.inputs.scenario import Scenario
from simulator.inputs.words import assumption_words
from simulator.report.document import Number
from simulator.report.results.stated import form_of
from simulator.report.writers.words import cell_words
from simulator.text import Text


def assumption_warnings(region: Region, scenarios: Sequence[Scenario]) -> list[Text]:
    """Return a warning for each assumption outside its range; alike ones are told once.

    Natural bounds refuse what cannot be; many numbers have none above, and a slip of the keyboard
    is nothing impossible.
    """
    found = (
        warning(region, key, stated) for s in scenarios for key, stated in s.assumptions.items()
    )
    return list(dict.fromkeys(words for words in found if words is not None))


def warning(region: Region, key: Assumed, stated: Estimate) -> Text | None:
    """Return the warning for a number in place of one of a region's, or None where there is none.

    >>> from simulator.inputs.region import load_region
    >>> of, far = Assumed("job_growth_per_gdp_point"), Estimate(999.0, 999.0, 999.0)
    >>> print(warning(load_region("viet_nam"), of, far).en.partition(" lies ")[0])
    Warning: Job growth per point of economic growth: 999
    """
    known = region.assumptions.get(key)
    if known is None or known.certain or known.low <= stated.value <= known.high:
        return None
    form, name = form_of(known.unit, "plain"), assumption_words(*key)
    now, low, high = (Number(v, form) for v in (stated.value, known.low, known.high))
    return Text(
        f"Cảnh báo: {name.vi}: {cell_words(now, 'vi')} nằm ngoài khoảng {cell_words(low, 'vi')} – "
        f"{cell_words(high, 'vi')} mà địa bàn đã nêu; hãy kiểm tra con số và ghi căn cứ.",
        f"Warning: {name.en}: {cell_words(now, 'en')} lies outside the range "
        f"{cell_words(low, 'en')} – {cell_words(high, 'en')} that the place states; check the "
        "number and give the reason.",
    )
