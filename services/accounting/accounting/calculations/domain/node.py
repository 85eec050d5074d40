"""Reading a calculation's document as plain JSON: every format a release ever sealed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import cast

from accounting.values.domain.text import Text


@dataclass(frozen=True)
class DocumentNode:
    """One object of the document. An absent member reads as empty; a report never invents it."""

    content: Mapping[str, object]

    def node(self, key: str) -> "DocumentNode":
        found = self.content.get(key)
        return DocumentNode(cast(Mapping[str, object], found) if isinstance(found, dict) else {})

    def rows(self, key: str) -> Iterator["DocumentNode"]:
        found = self.content.get(key)
        for row in found if isinstance(found, list) else []:
            if isinstance(row, dict):
                yield DocumentNode(cast(Mapping[str, object], row))

    def texts(self, key: str) -> tuple[str, ...]:
        found = self.content.get(key)
        return tuple(str(item) for item in found) if isinstance(found, list) else ()

    def text(self, key: str) -> str:
        found = self.content.get(key)
        return "" if found is None else str(found)

    def number(self, key: str) -> Decimal:
        return Decimal(self.text(key) or "0")

    def maybe(self, key: str) -> Decimal | None:
        return Decimal(self.text(key)) if self.text(key) else None

    def words(self, key: str) -> Text:
        """A name in both languages."""
        found = self.node(key)
        return Text(found.text("zh"), found.text("en"))
