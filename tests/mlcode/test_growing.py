"""A class that grows: what is added works, and what `extends` does not reach fails aloud.

Where notebook and package would differ, tangling refuses: see tests/press/cases.py.
"""

from __future__ import annotations

import functools
from typing import Any

import pytest

from mlcode.growing import extends


class Base:
    def size(self) -> int:
        return 1


def grown() -> Any:
    class Box(Base):
        """A box."""

    return Box


def test_objects_made_before_learn_what_their_class_learns() -> None:
    Box = grown()
    old = Box()

    @extends(Box)
    def double(self: Any) -> int:
        return 2 * int(self.size())

    assert old.double() == 2 and double(old) == 2


def test_super_in_a_body_means_the_class_that_grew() -> None:
    owner = Box = grown()

    @extends(Box)
    class Box:  # type: ignore[no-redef]
        def size(self) -> int:
            return 10 + super().size()  # type: ignore[misc]

        def sizes(self) -> list[int]:
            return [super(__class__, self).size() for _ in "ab"]  # type: ignore[name-defined]

        @property
        def inside(self) -> int:
            return 100 + self.size()

        @functools.cached_property
        def kept(self) -> list[int]:
            return [self.size()]

        @classmethod
        def made(cls) -> Any:
            return cls()

    box = Box()
    assert Box is owner and (box.size(), box.sizes(), box.inside) == (11, [1, 1], 111)  # type: ignore[comparison-overlap]
    assert box.kept is box.kept and Box.made().size() == 11


def test_a_subclass_made_before_learns_too_and_may_be_extended() -> None:
    Box = grown()

    class Small(Box):  # type: ignore[misc]
        pass

    @extends(Box)
    class Box:  # type: ignore[no-redef]
        def size(self) -> int:
            return 5

    owner: Any = Small

    @extends(Small)
    class Small:  # type: ignore[no-redef]
        def size(self) -> int:
            return 1 + super().size()  # type: ignore[misc]

    assert owner is Small and owner().size() == 6


def test_only_the_members_are_added() -> None:
    Box = grown()
    before = dict(vars(Box))

    @extends(Box)
    class Other(Base):
        """Dropped, like the parent: tangling refuses both."""

        n = 3

    assert {name for name in vars(Box) if vars(Box)[name] is not before.get(name)} == {"n"}
    assert Other is Box and Box.__name__ == "Box" and Box.__doc__ == "A box."


def test_the_types_of_fields_are_replaced() -> None:
    """A row of the page's table; tangling refuses it: late-field."""

    class Box:
        old: int = 1

    @extends(Box)
    class Box:  # type: ignore[no-redef]
        limit: int = 9

    assert set(Box.__annotations__) == {"limit"} and (Box.old, Box.limit) == (1, 9)


def test_a_variable_without_a_value_fails_aloud() -> None:
    Box = grown()

    with pytest.raises(ValueError, match="empty"):

        @extends(Box)
        class Box:  # type: ignore[no-redef]
            def size(self) -> int:
                return int(late)

    late = 3


def test_super_where_extends_does_not_reach_fails_aloud() -> None:
    Box = grown()

    @extends(Box)
    def lone(self: Any) -> Any:
        return super().size()  # type: ignore[misc]

    with pytest.raises(RuntimeError, match="super"):
        Box().lone()

    @extends(Box)
    class Box:  # type: ignore[no-redef]
        @property
        def inside(self) -> Any:
            return super().size()  # type: ignore[misc]

    with pytest.raises(TypeError, match="super"):
        _ = Box().inside
