"""A class that grows: what is added works, and what would mean something else is refused."""

from __future__ import annotations

import abc
import functools
from dataclasses import dataclass
from typing import Any

import pytest

from mlcode.growing import extends


class Base:
    def size(self) -> int:
        return 1


def grown() -> Any:
    class Box(Base):
        pass

    return Box


def test_objects_made_before_learn_what_their_class_learns() -> None:
    Box = grown()
    old = Box()

    @extends(Box)
    def double(self: Any) -> int:
        return 2 * int(self.size())

    assert old.double() == 2


def test_super_in_a_body_means_the_class_that_grew() -> None:
    owner = Box = grown()

    @extends(Box)
    class Box:  # type: ignore[no-redef]
        def size(self) -> int:
            return 10 + super().size()  # type: ignore[misc]

        @property
        def inside(self) -> int:
            return 100 + super().size()  # type: ignore[misc]

        @classmethod
        def name(cls) -> str:
            return str(__class__.__name__)  # type: ignore[name-defined]

    assert Box is owner and Box().size() == 11 and Box().inside == 101 and Box.name() == "Box"


def test_a_closure_that_is_not_filled_yet_is_left_alone() -> None:
    Box = grown()

    @extends(Box)
    def late(self: Any) -> int:
        return answer

    answer = 42
    assert Box().late() == 42


def test_a_cached_property_learns_its_name_and_abstract_methods_are_counted_again() -> None:
    class Shape(abc.ABC):
        @abc.abstractmethod
        def area(self) -> int: ...

    owner: Any = Shape

    @extends(owner)
    def area(self: Any) -> int:
        return 6

    @extends(owner)
    @functools.cached_property
    def half(self: Any) -> float:
        return self.area() / 2

    assert owner().half == 3


def says_super(self: Any) -> Any:
    return super().size()  # type: ignore[misc]


def says_super_inside(self: Any) -> Any:
    return [super(Base, self).size() for _ in "ab"]


def says_class(self: Any) -> Any:
    return __class__  # type: ignore[name-defined]  # noqa: F821


def private(self: Any) -> Any:
    return self.__rows


def private_inside(self: Any) -> Any:
    return max(self, key=lambda each: each.__rows)


@pytest.mark.parametrize("function", [says_super, says_super_inside, says_class, private, private_inside])
def test_a_function_that_needs_its_class_around_it_is_refused(function: Any) -> None:
    with pytest.raises(TypeError, match="needs `class Box:` around it"):
        extends(grown())(function)
    with pytest.raises(TypeError, match="needs `class Box:` around it"):
        extends(grown())(property(lambda self: 1, function))


def test_an_innocent_attribute_and_dunder_names_pass() -> None:
    Box = grown()

    @extends(Box)
    def fine(self: Any) -> Any:
        return self.__class__, self.super

    Box.super = 3
    assert Box().fine() == (Box, 3)


def bodies() -> list[Any]:
    class Other:
        pass

    def named(body: Any) -> Any:
        body.__name__ = "Point"
        return body

    class WithBase(Base):
        pass

    class Documented:
        """Say."""

    class Field:
        z: int = 0

    class Hook:
        def __post_init__(self) -> None: ...

    class Meta(metaclass=abc.ABCMeta):
        @abc.abstractmethod
        def area(self) -> int: ...

    class Slots:
        __slots__ = ("z",)

    return [Other, *(named(each) for each in (WithBase, Documented, Field, Hook, Meta, Slots))]


@pytest.mark.parametrize("body", bodies(), ids=lambda body: body.__qualname__.split(".")[-1])
def test_a_body_that_holds_more_than_members_is_refused(body: Any) -> None:
    @dataclass
    class Point:
        x: int

    before = set(vars(Point))
    with pytest.raises(TypeError, match=r"extends\(Point\) cannot add "):
        extends(Point)(body)
    assert set(vars(Point)) == before
