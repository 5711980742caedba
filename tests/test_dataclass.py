"""Data classes made quickly are what the standard library makes."""

import copy
import dataclasses
import inspect
import pickle
from dataclasses import field

import pytest

from simulator.dataclass import dataclass as quick


def _classes(dataclass, **how):
    @dataclass(frozen=True, **how)
    class Base:
        "A base."

        a: int
        b: float = 2.0

    @dataclass(frozen=True, **how)
    class Whole(Base):
        "All kinds of fields."

        c: list = field(default_factory=list)
        d: str = field(default="d", compare=False)
        e: str = field(default="e", repr=False)
        f: dict = field(default_factory=dict, init=False, compare=False)

        def __post_init__(self):
            assert self.f == {}

    @dataclass(frozen=True, kw_only=True, **how)
    class Named(Base):
        "By name."

        g: int

    return Base, Whole, Named


WAYS = ({}, {"slots": True}, {"eq": False}, {"repr": False})


@pytest.mark.parametrize("how", WAYS)
def test_arguments_words_and_fields_are_the_standard_librarys(how):
    for ours, theirs in zip(
        _classes(quick, **how), _classes(dataclasses.dataclass, **how), strict=True
    ):
        # A default is a stand-in where the standard library has one of its own.
        ours_of, theirs_of = (inspect.signature(c).parameters.values() for c in (ours, theirs))
        assert [(p.name, p.kind, p.annotation) for p in ours_of] == [
            (p.name, p.kind, p.annotation) for p in theirs_of
        ]
        given = {"g": 3} if "Named" in ours.__name__ else {}
        if how.get("repr", True):
            assert repr(ours(1, **given)) == repr(theirs(1, **given))
        assert dataclasses.asdict(ours(1, **given)) == dataclasses.asdict(theirs(1, **given))
        with pytest.raises(TypeError):
            ours(**given)


@pytest.mark.parametrize("how", WAYS)
def test_equality_and_hash_are_the_standard_librarys(how):
    for dataclass in (quick, dataclasses.dataclass):
        base, whole, named = _classes(dataclass, **how)
        alike = how.get("eq", True)
        assert (base(1) == base(1)) is alike
        assert (hash(base(1)) == hash(base(1))) is alike
        assert base(1) != base(2)
        assert base(1) != named(1, g=3)
        assert (whole(1, d="x") == whole(1, d="y")) is alike
        assert whole(1, c=[1]) != whole(1)


@pytest.mark.parametrize("how", WAYS)
def test_nothing_is_set_in_place_and_a_copy_is_the_same(how):
    _, whole, _ = _classes(quick, **how)
    one = whole(1, c=[2])
    with pytest.raises(dataclasses.FrozenInstanceError, match="'a'"):
        one.a = 2
    with pytest.raises(dataclasses.FrozenInstanceError, match="'a'"):
        del one.a
    other = dataclasses.replace(one, a=5)
    assert (other.a, other.c) == (5, [2])
    assert dataclasses.asdict(copy.deepcopy(one)) == dataclasses.asdict(one)
    assert whole(1).c is not whole(1).c


@quick(frozen=True, slots=True)
class Sent:
    "What another process is sent."

    a: int
    b: tuple = ()

    def __eq__(self, other):
        return self.a == other.a


def test_what_is_sent_to_another_process_comes_back_and_own_methods_stay():
    # Of the same a whatever b: the class's own comparison is kept.
    back = pickle.loads(pickle.dumps(Sent(1, (2,))))
    assert (back.a, back.b) == (1, (2,))
    assert back == Sent(1, (3,))
