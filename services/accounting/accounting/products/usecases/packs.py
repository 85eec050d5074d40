"""Categories and the packs beside them: loaded by an operator, read by whoever needs them."""

from pathlib import Path
from typing import Any, Protocol, TypeVar

from pydantic import BaseModel
from sqlalchemy.ext.asyncio import AsyncConnection

from accounting.products.store import categories, packs
from packs.models import categories as category_packs


class Versioned(Protocol):
    """A pack that says which version it is."""

    @property
    def version(self) -> str: ...

    def model_dump(self, *, mode: str) -> dict[str, Any]: ...


Pack = TypeVar("Pack", bound=BaseModel)


async def load(tx: AsyncConnection, folder: Path) -> list[bool]:
    """Load every category below `folder`; which of them were new. Raises `PackChanged`."""
    return [await categories.add_category(tx, pack) for pack in category_packs(folder)]


async def add(tx: AsyncConnection, kind: str, pack: Versioned, sha256: str) -> bool:
    """True when the version is new. Raises `PackChanged` when it was loaded with other content."""
    return await packs.add(tx, kind, pack.version, pack.model_dump(mode="json"), sha256)


async def newest(tx: AsyncConnection, kind: str, model: type[Pack]) -> Pack | None:
    """The version of a pack that was loaded last; None when there is none."""
    document = await packs.newest(tx, kind)
    return None if document is None else model.model_validate(document)
