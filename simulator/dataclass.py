"""Frozen data classes, made quickly.

The standard library writes and compiles seven functions for every frozen data class, each time a
program begins: a fifth of what a short command took. Here the standard library finds the fields,
``__init__`` alone is compiled, and the other functions are closures over the names of the fields.
What a class is and does stays the same, and type checkers see the decorator of the standard
library.
"""

from __future__ import annotations

import dataclasses
from operator import attrgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from dataclasses import dataclass as dataclass


def _dataclass(
    cls: type | None = None, /, *, frozen: bool = False, **options: bool
) -> type | Callable[[type], type]:
    """Return a class as a data class; see :func:`dataclasses.dataclass`."""
    make = _frozen if frozen else dataclasses.dataclass
    return (lambda cls: make(cls, **options)) if cls is None else make(cls, **options)


if not TYPE_CHECKING:
    dataclass = _dataclass


def _frozen(cls: type, *, eq: bool = True, repr: bool = True, **options: bool) -> type:
    bare: Any = dataclasses.dataclass(init=False, repr=False, eq=False, **options)(cls)
    fields = dataclasses.fields(bare)
    methods: dict[str, Callable[..., Any]] = {
        "__init__": _init(bare, fields),
        "__setattr__": _assigned,
        "__delattr__": _deleted,
    }
    if repr:
        methods["__repr__"] = _repr([field.name for field in fields if field.repr])
    if eq:
        values = _values([field.name for field in fields if field.compare])
        methods["__eq__"] = _eq(values)
        methods["__hash__"] = lambda self: hash(values(self))
    if options.get("slots"):
        state = _values([field.name for field in fields])
        methods["__getstate__"] = lambda self: state(self)
        methods["__setstate__"] = _set_state([field.name for field in fields], bare)
    for name, method in methods.items():
        # A class that says how it compares has None for its hash.
        if cls.__dict__.get(name) is None:
            setattr(bare, name, method)
    made: type = bare
    return made


def _init(cls: type, fields: Iterable[dataclasses.Field[Any]]) -> Callable[..., None]:
    """Return what sets the fields to its arguments, their defaults or what their factories make."""
    scope: dict[str, Any] = {"_set": object.__setattr__}
    positional, named = ["self"], list[str]()
    body: list[str] = []
    for field in fields:
        name = value = field.name
        factory = field.default_factory is not dataclasses.MISSING
        default = field.default_factory if factory else field.default
        scope[f"_{name}"] = default
        if factory:
            value = f"_{name}() if {name} is _{name} else {name}" if field.init else f"_{name}()"
        stated = name if default is dataclasses.MISSING else f"{name}=_{name}"
        if field.init:
            (named if field.kw_only else positional).append(stated)
        body.append(f" _set(self, {name!r}, {value})")
    if hasattr(cls, "__post_init__"):
        body.append(" self.__post_init__()")
    if named:
        positional += ["*", *named]
    exec("\n".join([f"def __init__({', '.join(positional)}):", *body, " return"]), scope)
    init: Callable[..., None] = scope["__init__"]
    init.__annotations__ = {field.name: field.type for field in fields if field.init}
    return init


def _assigned(self: object, name: str, value: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _deleted(self: object, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _values(names: list[str]) -> Callable[[object], tuple[Any, ...]]:
    """Return what gives the values of fields."""
    if len(names) > 1:
        return attrgetter(*names)  # of one name it would return the value itself
    return lambda self: tuple(getattr(self, name) for name in names)


def _set_state(names: list[str], cls: type) -> Callable[[object, Iterable[object]], None]:
    """Return what fills the slots of a class."""
    slots = [getattr(cls, name).__set__ for name in names]

    def fill(self: object, state: Iterable[object]) -> None:
        for put, value in zip(slots, state, strict=True):
            put(self, value)

    return fill


def _eq(values: Callable[[object], tuple[Any, ...]]) -> Callable[[object, object], object]:
    def equal(self: object, other: object) -> object:
        if other.__class__ is self.__class__:
            return values(self) == values(other)
        return NotImplemented

    return equal


def _repr(names: list[str]) -> Callable[[object], str]:
    def told(self: object) -> str:
        shown = ", ".join(f"{name}={getattr(self, name)!r}" for name in names)
        return f"{type(self).__qualname__}({shown})"

    return told
