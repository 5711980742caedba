"""Several places as one: what can be added is added, what is a rate is weighted, the rest left out.

A count of the joined place is the sum of its parts', and stands only where all have that month. A
rate is the mean weighted by what it is a rate of. What only some of the parts state of their own
is replaced by the wider region's pattern in the joined place too, and is named as left out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from simulator.dataclass import dataclass
from simulator.errors import InputError, Problem, input_error
from simulator.inputs.history_check import NEEDED
from simulator.inputs.pack_content import PackContent
from simulator.inputs.pack_tables import (
    ASSUMED,
    BIRTHS,
    GROWTH,
    HISTORY,
    LOCALITIES,
    LOCALITY_COUNTS,
    MIGRATION,
    MORTALITY,
    PEERS,
    POPULATION,
    SUCCESSORS,
    TARGETS,
)
from simulator.inputs.territory.merged_people import births, migration, mortality, population
from simulator.inputs.territory.merged_places import (
    joined_localities,
    joined_locality_counts,
    joined_successors,
)
from simulator.inputs.territory.merged_tables import assumptions, growth, history, targets
from simulator.inputs.territory.part import Part, Record, tables_of
from simulator.inputs.territory.weights import base_weight, mean
from simulator.model.population import SEXES
from simulator.text import NOTHING, Text

FEWEST = 2
"""Places that can be joined."""


@dataclass(frozen=True, slots=True)
class Merged:
    """A joined place.

    Parameters
    ----------
    content : its pack
    left_out : in words, what some part states and the joined place cannot
    """

    content: PackContent
    left_out: tuple[Text, ...]


def merge(parts: Sequence[Part], code: str, name: Text) -> Merged:
    """Return the pack of several places together.

    Parameters
    ----------
    parts : two or more, of the same base year, wider region and law
    code, name : of the joined place

    Raises
    ------
    InputError
        where the parts cannot be one place, with every reason.
    """
    problems = _obstacles(parts)
    if problems:
        raise InputError(problems)
    left_out: list[Text] = []
    settings = _settings(parts, code, name, left_out)
    tables = tables_of(
        (
            (HISTORY, history(parts, left_out)),
            (POPULATION, population(parts, left_out)),
            (BIRTHS, births(parts, left_out)),
            (MORTALITY, mortality(parts, left_out)),
            (MIGRATION, migration(parts, left_out)),
            (GROWTH, growth(parts, left_out)),
            (ASSUMED, assumptions(parts, left_out)),
            (TARGETS, targets(parts, left_out)),
            (LOCALITIES, joined_localities(parts)),
            (LOCALITY_COUNTS, joined_locality_counts(parts)),
            (SUCCESSORS, joined_successors(parts)),
            (PEERS, _peers(parts)),
        )
    )
    return Merged(PackContent(settings, tables), tuple(left_out))


def _obstacles(parts: Sequence[Part]) -> list[Problem]:
    """Return why the parts are not one place."""
    if len(parts) < FEWEST:
        raise input_error("cần ít nhất hai gói", "give two packs or more", key="PACK...")
    codes = Counter(part.region.code for part in parts)
    twice = ", ".join(code for code, count in codes.items() if count > 1)
    if twice:
        raise input_error(
            f"{twice}: nêu hai lần, hoặc hai gói cùng mã; mỗi nơi một gói, một mã",
            f"{twice}: given twice, or two packs of one code; one pack and code a place",
            key="PACK...",
        )
    return [
        *_differing(
            parts,
            "base_year",
            Text("năm gốc", "base years"),
            Text(
                "; thêm số tháng 12 của cùng một năm vào cả hai gói rồi sửa base_year",
                "; add the counts of one December to both packs, then change base_year",
            ),
        ),
        *_differing(parts, "parent", Text("địa bàn cha", "wider regions")),
        *_differing(parts, "law", Text("pháp luật", "laws"), usual="viet_nam"),
        *_differing(parts, "denominator", Text("mẫu số của tỷ lệ", "denominators of shares")),
        *_twice(parts),
        *_lacking(parts),
    ]


def _differing(
    parts: Sequence[Part], key: str, what: Text, mend: Text = NOTHING, usual: object = None
) -> list[Problem]:
    """Return that a setting of the second place, or a later one, is not that of the first."""
    first = parts[0]
    stated = first.content.settings.get(key, usual)
    found = []
    for part in parts[1:]:
        own = part.content.settings.get(key, usual)
        if own == stated or (key == "denominator" and None in (own, stated)):
            continue
        one, other = _shown(stated), _shown(own)
        found.append(
            part.region.source.settings().problem(
                (key,),
                f"{what.vi} khác nhau: {first.region.code} {one}, {part.region.code} {other}; "
                f"chỉ gộp được khi như nhau{mend.vi}",
                f"different {what.en}: {first.region.code} {one}, {part.region.code} {other}; "
                f"only places with the same can be joined{mend.en}",
            )
        )
    return found


def _shown(value: object) -> str:
    """Return a setting in words; a dash where there is none."""
    if value is None:
        return "—"
    return str(value["vi"]) if isinstance(value, dict) else str(value)


def _twice(parts: Sequence[Part]) -> list[Problem]:
    """Return the localities that stand in more than one pack: their people would count twice."""
    owners: dict[str, list[Part]] = {}
    for part in parts:
        places = [place.code for place in part.region.localities] or [part.region.code]
        for code in places:
            owners.setdefault(code, []).append(part)
        for unit in part.region.successors:  # what one place was is another's new unit
            if any(unit.code in _own(other) for other in parts if other is not part):
                owners.setdefault(unit.code, []).append(part)
    found = []
    for code, own in owners.items():
        if len(own) > 1:
            packs = ", ".join(part.region.source.name for part in own)
            found.append(
                own[-1].region.problem(
                    LOCALITIES,
                    0,
                    code,
                    f"có ở nhiều gói ({packs}): người sẽ bị đếm hai lần; bỏ một nơi hoặc đổi mã",
                    f"stands in several packs ({packs}): its people would count twice; leave one "
                    "out or change its code",
                )
            )
    return found


def _own(part: Part) -> set[str]:
    return {place.code for place in part.region.localities}


def _lacking(parts: Sequence[Part]) -> list[Problem]:
    """Return the counts of the base year that not every part has, so that no sum can stand."""
    return [
        part.region.problem(
            HISTORY,
            0,
            name,
            f"{part.region.code}: thiếu số tháng 12/{part.region.base_year}, không cộng được",
            f"{part.region.code}: December {part.region.base_year} is missing, nothing to add",
        )
        for part in parts
        for name in NEEDED
        if part.region.figure(name, part.region.base_year) is None
    ]


def _settings(parts: Sequence[Part], code: str, name: Text, left_out: list[Text]) -> dict[str, Any]:
    first = parts[0].content.settings
    found: dict[str, Any] = {"code": code, "name": {"vi": name.vi, "en": name.en}}
    found |= {key: first[key] for key in ("parent", "base_year", "law") if key in first}
    found["joins"] = [code for part in parts for code in part.region.places]
    people = [base_weight(part.region, "population") for part in parts]
    stated = (part.content.settings.get("sex_ratio_at_birth") for part in parts)
    ratio = _mean_setting(stated, people)
    if ratio is not None:
        found["sex_ratio_at_birth"] = ratio
    expectancy = _life_expectancy(parts, people)
    if expectancy is not None:
        found["life_expectancy"] = expectancy
    elif any("life_expectancy" in part.content.settings for part in parts):
        left_out.append(Text("tuổi thọ: không phải nơi nào cũng có", "life expectancy: not all"))
    for part in parts:
        if "denominator" in part.content.settings:
            found.setdefault("denominator", part.content.settings["denominator"])
    breaks = {
        (str(b["date"]), b["series"]): b
        for part in parts
        for b in part.content.settings.get("breaks") or []
    }
    if breaks:
        found["breaks"] = [breaks[key] for key in sorted(breaks)]
    return found


def _mean_setting(values: Iterable[object], people: list[float]) -> float | None:
    """Return the mean of a setting by people, or None where not every part states it."""
    known = [float(value) for value in values if isinstance(value, int | float)]
    return mean(known, people) if len(known) == len(people) else None


def _life_expectancy(parts: Sequence[Part], people: list[float]) -> dict[str, float] | None:
    stated = [part.content.settings.get("life_expectancy") or {} for part in parts]
    found = {sex: _mean_setting((s.get(sex) for s in stated), people) for sex in SEXES}
    known = {sex: years for sex, years in found.items() if years is not None}
    return known if len(known) == len(SEXES) else None


def _peers(parts: Sequence[Part]) -> list[Record]:
    """Return other places' figures, each once."""
    found: dict[tuple[str, ...], Record] = {}
    for part in parts:
        for row in part.rows(PEERS):
            found.setdefault(tuple(row[key] for key in PEERS.key), row)
    return list(found.values())
