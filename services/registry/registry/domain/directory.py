"""Who takes part in the region: its name, the names of its organisations, which are invented."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from registry.domain.bilingual import Bilingual


@dataclass(frozen=True)
class Directory:
    """What a page may say about the parties beyond what the log knows."""

    region: Bilingual
    names: Mapping[str, Bilingual] = field(default_factory=dict)
    """Organisation names by identifier, such as a body's approval number."""
    samples: frozenset[str] = frozenset()
    """Identifiers of invented organisations; their labels are marked as samples."""

    def name(self, id_: str) -> Bilingual:
        """An organisation's name; its identifier where the directory does not know it."""
        return self.names.get(id_, Bilingual(id_, id_))
