"""Names in the region: its own, those of its organisations and of product categories."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from registry.values.domain.bilingual import Bilingual


@dataclass(frozen=True)
class Directory:
    """What a page may say about the parties beyond what the log knows."""

    region: Bilingual
    names: Mapping[str, Bilingual] = field(default_factory=dict)
    """Organisation names by identifier, such as a body's approval number."""
    samples: frozenset[str] = frozenset()
    """Identifiers of invented organisations; their labels are marked as samples."""
    categories: Mapping[str, Bilingual] = field(default_factory=dict)
    """Names of product categories by their code."""

    def name(self, id_: str) -> Bilingual:
        """An organisation's name; its identifier where the directory does not know it."""
        return self.names.get(id_, Bilingual(id_, id_))

    def category(self, code: str) -> Bilingual:
        """A product category's name; its code where no pack of this node has it."""
        return self.categories.get(code, Bilingual(code, code))
