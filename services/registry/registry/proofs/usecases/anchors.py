"""What many labels' proofs share, read once while what is public stays the same."""

from collections.abc import Awaitable, Callable, Hashable
from typing import Annotated, Final, TypeVar, cast

from fastapi import Depends, Request

ANCHORS: Final = "registry.anchors"
"""Where a request's scope has the anchors of its moment."""
_MOST = 4_096
"""Documents and lists, some kilobytes each; a region has hundreds of bodies."""
Part = TypeVar("Part")


class Anchors:
    """Policy, status lists and documents as of one state of what is public."""

    def __init__(self) -> None:
        self._parts: dict[Hashable, object] = {}

    async def get(self, name: Hashable, read: Callable[[], Awaitable[Part]]) -> Part:
        """The part of this name, read unless it is there."""
        if name in self._parts:
            return cast(Part, self._parts[name])
        part = await read()
        if len(self._parts) >= _MOST:
            self._parts.clear()
        self._parts[name] = part
        return part


async def _anchors(request: Request) -> Anchors:
    found: Anchors | None = request.scope.get(ANCHORS)
    return found or Anchors()


ThisMoment = Annotated[Anchors, Depends(_anchors)]
