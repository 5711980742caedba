"""Results that the pages share: the most recently used, found by all that they were made from."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Any, ClassVar, TypeVar
from weakref import WeakSet

T = TypeVar("T")


class LRUCache:
    """The most recently used results, ``size`` of them; safe between threads.

    >>> cache = LRUCache(1)
    >>> cache.get("a", lambda: 1), cache.get("a", lambda: 2), cache.get("b", lambda: 3), len(cache)
    (1, 1, 3, 1)
    """

    _all: ClassVar[WeakSet[LRUCache]] = WeakSet()

    def __init__(self, size: int) -> None:
        LRUCache._all.add(self)
        self._size = size
        self._found: OrderedDict[Any, Any] = OrderedDict()
        self._lock = threading.Lock()

    def __len__(self) -> int:
        return len(self._found)

    @classmethod
    def forget_all(cls) -> None:
        """Forget every result of every kind: what they were made from has changed."""
        for cache in list(cls._all):
            with cache._lock:
                cache._found.clear()

    @classmethod
    def forget(cls, code: str) -> None:
        """Forget every result of one place: nobody looks at it any more."""
        for cache in list(cls._all):
            with cache._lock:
                for key in [k for k in cache._found if code == k or code in k]:
                    del cache._found[key]

    def known(self, key: Any) -> Any:  # noqa: ANN401
        """Return what is kept under ``key``, or None."""
        with self._lock:
            if key in self._found:
                self._found.move_to_end(key)
            return self._found.get(key)

    def put(self, key: Any, made: Any) -> None:  # noqa: ANN401
        """Keep a result, and forget the one that was not asked for longest."""
        with self._lock:
            self._found[key] = made
            while len(self._found) > self._size:
                self._found.popitem(last=False)

    def get(self, key: Any, make: Callable[[], T]) -> T:  # noqa: ANN401
        """Return what is kept under ``key``, made if need be."""
        found: T | None = self.known(key)
        if found is None:
            found = make()
            self.put(key, found)
        return found
