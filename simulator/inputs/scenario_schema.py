"""JSON Schema of the scenario file, made from the declarations that the reader uses."""

from __future__ import annotations

from typing import Any

from simulator.classes import CLASSES, SECTORS
from simulator.inputs import scenario_fields as fields
from simulator.inputs.scenario import MEASURES, SHAPES
from simulator.levers import LEVERS, Lever

_YEAR = {
    "description": "Năm, hoặc +1, +2 … tính từ năm đầu có thể bắt đầu giải pháp",
    "anyOf": [
        {"type": "integer", "minimum": 1, "maximum": fields.YEARS[1]},
        {"type": "string", "pattern": r"^\+[0-9]+$"},
    ],
}
_TEXT = {
    "anyOf": [
        {"type": "string"},
        {
            "type": "object",
            "properties": {"vi": {"type": "string"}, "en": {"type": "string"}},
            "additionalProperties": False,
        },
    ]
}


def scenario_schema() -> dict[str, Any]:
    """Return the JSON Schema with which editors complete and check scenario files."""
    special: dict[str, Any] = {
        "name": {"type": "string"},
        "extends": {"type": ["string", "null"]},
        "title": _TEXT,
        "description": _TEXT,
        "reason": _TEXT,
        "planned_on": _closed(
            {"date": {"type": "string", "format": "date"}, "reason": _TEXT},
            fields.PLAN_DATE_KEYS,
        ),
        "levers": _closed({name: _lever(lever) for name, lever in LEVERS.items()}),
        "projects": {"type": "array", "items": _project()},
        "add_projects": {"type": "array", "items": _project()},
        "assumptions": {"type": "object"},
        "macro": _closed(
            {
                "growth": {
                    "type": "object",
                    "patternProperties": {"^[0-9]{4}$": _estimate(fields.GROWTH)},
                    "additionalProperties": False,
                }
            }
        ),
        "targets": {"type": ["string", "null"]},
        "measure": {"enum": list(MEASURES)},
        "month": {"type": "integer", "minimum": 1, "maximum": 12},
        "chosen_base": _estimate(fields.CHOSEN_BASE),
        "working_age_only": {"type": "boolean"},
    }
    properties = {
        key: {**special[key], "description": words.vi}
        for key, words in fields.SCENARIO_KEYS.items()
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Kịch bản",
        "type": "object",
        "properties": properties,
        "required": ["name"],
        "additionalProperties": False,
    }


def _closed(properties: dict[str, Any], required: tuple[str, ...] = ()) -> dict[str, Any]:
    closed: dict[str, Any] = {
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }
    return {**closed, "required": list(required)} if required else closed


def _number(bounds: fields.Number) -> dict[str, Any]:
    return {
        "type": "number",
        "minimum": bounds.low,
        "maximum": bounds.high,
        "description": bounds.words.vi,
    }


def _estimate(bounds: fields.Number) -> dict[str, Any]:
    number = _number(bounds)
    ranged = _closed(
        {
            **dict.fromkeys(("value", "low", "high"), number),
            "grade": {"enum": ["A", "B", "C"]},
            "source": _TEXT,
            "reason": _TEXT,
        },
        ("value",),
    )
    return {"anyOf": [number, ranged]}


def _lever(lever: Lever) -> dict[str, Any]:
    level = _estimate(fields.lever_number(lever))
    if lever.by_class:
        classes = _closed(
            {
                "default": level,
                **{name: {**level, "description": label.vi} for name, label in CLASSES.items()},
            }
        )
        level = {"anyOf": [*level["anyOf"], classes]}
    path = _closed(
        {
            "start": _YEAR,
            "ramp_years": _number(fields.RAMP),
            "shape": {
                "enum": list(SHAPES),
                "description": "; ".join(f"{name}: {words.vi}" for name, words in SHAPES.items()),
            },
            "level": level,
            "until": _YEAR,
            "reason": {**_TEXT, "description": "vì sao"},
        },
        ("start", "level"),
    )
    return {**path, "description": f"{lever.label.vi}. {lever.explanation.vi}"}


def _project() -> dict[str, Any]:
    return _closed(
        {
            "name": {"type": "string"},
            "sector": {"enum": list(SECTORS)},
            "start": _YEAR,
            "reason": _TEXT,
            "place": {"type": "string"},
            "active": {"type": "boolean", "description": "false: giữ trong danh mục, không tính"},
            **{key: _estimate(bounds) for key, bounds in fields.PROJECT_NUMBERS.items()},
        },
        fields.PROJECT_REQUIRED,
    )
